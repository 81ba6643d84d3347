// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/dsse.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QJsonValue>
#include <QList>
#include <QMap>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::formats {

/// What makes an in-toto Statement a sealed manifest. Required: a decision's statement has evidence files among its
/// subjects too, and must not stand in for a seal.
inline constexpr QLatin1String manifestPredicateType{"urn:cutover:evidence-manifest:v1"};

/// A file that a manifest names, as it stands there.
struct ManifestSubject
{
    QString name;      ///< path in the workspace; empty: malformed
    QByteArray sha256; ///< 32 raw bytes; empty: malformed
};

/// The subjects in their order, malformed ones too; nothing where the value is no list.
[[nodiscard]] std::optional<QList<ManifestSubject>> readSubjects(const QJsonValue &subjects);

/// A sealed manifest as read: nothing is trusted by reading it.
struct Manifest
{
    Envelope envelope;
    QMap<QString, QByteArray> files; ///< path in the workspace → SHA-256, 32 raw bytes; never empty
    QDateTime sealedAt;              ///< UTC, claimed; null where it is not told
    QString environment;
};

struct ManifestError
{
    enum class Code {
        EnvelopeMalformed, ///< `detail`: the envelope's or the JSON's own code
        WrongPayloadType,
        PayloadUnreadable, ///< `detail`: the JSON's code
        NotAManifest,      ///< another kind of statement
        NoSubjects,
        SubjectMalformed, ///< no name, or no SHA-256 in lower-case hex
        DuplicateSubject,
        BadTime ///< a time of sealing is told, and is none
    };
    Code code = Code::EnvelopeMalformed;
    QString pointer; ///< in envelope or payload
    int line = 0;
    QString detail;
};

[[nodiscard]] QString codeName(ManifestError::Code code);

/// Reads var/evidence/manifest.dsse.json strictly.
[[nodiscard]] tl::expected<Manifest, ManifestError> readManifest(QByteArrayView bytes);

/// Whether it claims a time that has not come, beyond what clocks differ by: it would count as newer than all that is
/// sealed until then.
[[nodiscard]] bool isSealedAhead(const Manifest &manifest, const QDateTime &now);

/// The payload that an evidence signer signs, in canonical JSON.
[[nodiscard]] QByteArray manifestPayload(const QMap<QString, QByteArray> &files, const QString &environment,
                                         const QDateTime &sealedAt);

} // namespace cutover::formats
