// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "crypto/privatekey.h"
#include "crypto/secret.h"
#include "keychain/secretstore.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::keychain {

/// A person's signing key as the disk knows it: the certificate, which is public.
struct SigningKey
{
    QString fingerprint;
    crypto::Certificate certificate;
};

/// The signing keys of this user: private halves in a SecretStore, each encrypted with its own passphrase; certificates
/// as files `<fingerprint>.pem` in a folder. A key is made by enrol() or importKey() alone, never because a read found
/// none, and no key is ever overwritten. Key generation and derivation run on the thread pool.
class SigningKeys : public QObject
{
    Q_OBJECT

public:
    using EnrolJob = ResultJob<SigningKey>;
    using RequestJob = ResultJob<QByteArray>;
    using UnlockJob = ResultJob<crypto::PrivateKey>;
    using DoneJob = ResultJob<void>;
    using FoundJob = ResultJob<bool>;
    using Found = tl::expected<SigningKey, KeychainError>;

    /// `store` must outlive this object. Without `folder` the certificates are under the user's generic data location,
    /// `cutover/certificates`.
    explicit SigningKeys(SecretStore *store, QObject *parent = nullptr);
    SigningKeys(SecretStore *store, QString folder, QObject *parent = nullptr);

    [[nodiscard]] static QString defaultFolder();

    /// A new P-256 key and its self-signed certificate, valid two years from now; key into the store, then the
    /// certificate's file. Where either fails nothing of it is left. Errors: passphrase_too_short, invalid_name, the
    /// store's, file_failed.
    [[nodiscard]] EnrolJob *enrol(const QString &name, const QString &email, crypto::Secret passphrase,
                                  QObject *parent);
    /// The key and certificate of a PKCS#12 file (its bytes), opened with that file's own passphrase and closed anew
    /// with `passphrase`. Refused as crypto::readIdentity() does, and certificate_not_valid (at `now`),
    /// certificate_unfit, key_exists, passphrase_too_short; then nothing is kept.
    [[nodiscard]] EnrolJob *importKey(const QByteArray &pkcs12, crypto::Secret filePassphrase,
                                      crypto::Secret passphrase, const QDateTime &now, QObject *parent);
    /// A PKCS#10 request in PEM for this key, with the name and address of its certificate. Errors as unlock().
    [[nodiscard]] RequestJob *request(const QString &fingerprint, crypto::Secret passphrase, QObject *parent);
    /// Takes an issued certificate, with those of its issuers where the file has them, in place of the key's present
    /// one; the key stays as it is. Errors: not_a_certificate, certificate_other_key (none in the file is for a key of
    /// this account), certificate_not_valid, certificate_unfit, key_missing, the store's, file_failed.
    [[nodiscard]] EnrolJob *install(const QByteArray &file, const QDateTime &now, QObject *parent);
    /// A new self-signed certificate for the same key and the same name, valid two years from now. Errors as unlock(),
    /// and certificate_issued: what an authority issued, it renews.
    [[nodiscard]] EnrolJob *renew(const QString &fingerprint, crypto::Secret passphrase, QObject *parent);
    /// Opens the key for one scope. Errors: key_missing (no certificate or no entry), wrong_passphrase, key_invalid,
    /// the store's.
    [[nodiscard]] UnlockJob *unlock(const QString &fingerprint, crypto::Secret passphrase, QObject *parent);
    /// Removes the key from the store, then the certificate's file; `key_missing` if there is neither.
    [[nodiscard]] DoneJob *remove(const QString &fingerprint, QObject *parent);
    /// Whether the private half is in the store: asked only when somebody wants to know.
    [[nodiscard]] FoundJob *hasKey(const QString &fingerprint, QObject *parent);

    /// All certificates of the folder, by common name, then fingerprint. Files that are no certificate, or whose name
    /// is not their fingerprint, are left out.
    [[nodiscard]] QList<SigningKey> list() const;
    /// The one key whose fingerprint begins with these 8 or more hexadecimal digits. Errors: key_prefix_invalid,
    /// key_missing, key_ambiguous.
    [[nodiscard]] Found find(const QString &prefix) const;
    [[nodiscard]] Found certificate(const QString &fingerprint) const;
    /// Who issued that certificate, upwards as far as is known; none of a self-signed one.
    [[nodiscard]] QList<crypto::Certificate> issuers(const QString &fingerprint) const;

private:
    SecretStore *m_store;
    QString m_folder;
};

} // namespace cutover::keychain
