// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/signingkeys.h"

#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::keychain {

/// The folder of public certificates, one file `<fingerprint>.pem` each, and beside it `<fingerprint>.issuers.pem`
/// where an authority issued it. Small files, read as they are asked for.
/// Private to this room.
class CertificateFolder
{
public:
    explicit CertificateFolder(QString path);

    [[nodiscard]] QList<SigningKey> all() const;
    [[nodiscard]] tl::expected<SigningKey, KeychainError> find(const QString &fingerprint) const;
    [[nodiscard]] bool contains(const QString &fingerprint) const;
    /// Never replaces a file: `key_exists`. Durable when it returns.
    [[nodiscard]] tl::expected<void, KeychainError> add(const crypto::Certificate &certificate,
                                                        const QList<crypto::Certificate> &issuers = {}) const;
    /// In place of the key's certificate that is there; `issuers` are kept beside it. Durable when it returns.
    [[nodiscard]] tl::expected<void, KeychainError> replace(const crypto::Certificate &certificate,
                                                            const QList<crypto::Certificate> &issuers) const;
    /// Who issued the key's certificate, upwards; none where that is not known.
    [[nodiscard]] QList<crypto::Certificate> issuers(const QString &fingerprint) const;
    /// `key_missing` if there is none.
    [[nodiscard]] tl::expected<void, KeychainError> remove(const QString &fingerprint) const;

private:
    [[nodiscard]] QString fileOf(const QString &fingerprint) const;
    [[nodiscard]] QString issuersFileOf(const QString &fingerprint) const;
    [[nodiscard]] tl::expected<void, KeychainError> writeIssuers(const QString &fingerprint,
                                                                 const QList<crypto::Certificate> &issuers) const;

    QString m_path;
};

/// Whether the text could be a fingerprint: 64 lowercase hexadecimal digits. Guards every path made from one.
[[nodiscard]] bool isFingerprint(const QString &text);

} // namespace cutover::keychain
