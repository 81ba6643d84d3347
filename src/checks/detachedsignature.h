// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/keyfolder.h"
#include "domain/row.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QStringList>
#include <optional>

namespace cutover::checks {

/// A detached signature lies beside its file as FILE.sig: base64 over the file's bytes, as `openssl dgst -sha256 -sign`
/// and `base64` make it.
inline constexpr QLatin1String signatureSuffix{".sig"};
inline constexpr qint64 largestSignatureFile = 64 * 1024;

/// The signature in such a file; lines may be broken. Nothing where it is empty or no base64.
[[nodiscard]] std::optional<QByteArray> readDetached(QByteArrayView text);

/// Whose signature it is, of the keys at hand.
struct DetachedJudgement
{
    enum class Code {
        Valid,     ///< by a trusted key
        Malformed, ///< no base64
        Raw,       ///< ECDSA as raw r ‖ s, not DER
        Untrusted, ///< intact, by a key at hand that is not trusted
        WeakKey,   ///< as long as the one of a key at hand that is too small to be used
        NoKey,     ///< of the trusted keys none is at hand
        Invalid    ///< by none of the keys at hand
    };
    Code code = Code::Invalid;
    QString fingerprint; ///< of the key that made it: with Valid, Raw, Untrusted
    QString file;        ///< of the key: with WeakKey
    QString detail;      ///< with WeakKey: "RSA 2048"
};

[[nodiscard]] QString codeName(DetachedJudgement::Code code);

/// `trusted`: fingerprints. Pure.
[[nodiscard]] DetachedJudgement judgeDetached(QByteArrayView bytes, QByteArrayView signatureText,
                                              const QList<FolderKey> &keys, const QStringList &trusted);

} // namespace cutover::checks
