// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/certificatefolder.h"
#include "keychain/signingkeys.h"

#include <functional>

namespace cutover::keychain {

/// The jobs of SigningKeys. Private to this room.

/// What a new key is kept as.
struct KeyMaterial
{
    crypto::Certificate certificate;
    QList<crypto::Certificate> issuers;
    crypto::Secret encryptedKey;
};
using MadeKey = tl::expected<KeyMaterial, KeychainError>;
/// Makes it, on the thread pool and once.
using MakeKey = std::function<MadeKey()>;

/// A new P-256 key with a self-signed certificate.
[[nodiscard]] MakeKey keyMaker(const QString &name, const QString &email, crypto::Secret passphrase);
/// The key of a PKCS#12 file.
[[nodiscard]] MakeKey keyImporter(const QByteArray &pkcs12, crypto::Secret filePassphrase, crypto::Secret passphrase,
                                  const QDateTime &now);
/// A self-signed certificate from now on, as long as one is valid.
[[nodiscard]] tl::expected<crypto::Certificate, KeychainError> certify(const crypto::PrivateKey &key,
                                                                       const QString &name, const QString &email);
/// Whether a person may sign with it at that time: certificate_not_valid, certificate_unfit.
[[nodiscard]] tl::expected<void, KeychainError> judgeForSigning(const crypto::Certificate &certificate,
                                                                const QDateTime &now);
[[nodiscard]] KeychainError errorOf(const crypto::CryptoError &error);

/// Keeps a new key and its certificate: both or neither.
class NewKeyJob : public SigningKeys::EnrolJob
{
public:
    NewKeyJob(SecretStore *store, CertificateFolder folder, MakeKey make, QObject *parent);

protected:
    void run() override;
    /// Once the entry is being written, an end half-way would leave a key without its certificate.
    [[nodiscard]] bool canCancel() const override { return !m_isWriting; }

private:
    void ensureNew(KeyMaterial material);
    void writeKey(KeyMaterial material);
    void writeCertificate(const crypto::Certificate &certificate, const QList<crypto::Certificate> &issuers);
    void takeBack(const QString &fingerprint, KeychainError cause);

    SecretStore *m_store;
    CertificateFolder m_folder;
    MakeKey m_make;
    bool m_isWriting = false;
};

class UnlockKeyJob : public SigningKeys::UnlockJob
{
public:
    UnlockKeyJob(SecretStore *store, CertificateFolder folder, QString fingerprint, crypto::Secret passphrase,
                 QObject *parent);

protected:
    void run() override;

private:
    void open(crypto::Secret encryptedKey);

    SecretStore *m_store;
    CertificateFolder m_folder;
    QString m_fingerprint;
    crypto::Secret m_passphrase;
};

class RemoveKeyJob : public SigningKeys::DoneJob
{
public:
    RemoveKeyJob(SecretStore *store, CertificateFolder folder, QString fingerprint, QObject *parent);

protected:
    void run() override;

private:
    void removeCertificate(bool hadKey);

    SecretStore *m_store;
    CertificateFolder m_folder;
    QString m_fingerprint;
};

/// A job whose answer is known before it starts.
template <typename T>
class KnownJob : public ResultJob<T>
{
public:
    KnownJob(KeychainError error, QObject *parent)
        : ResultJob<T>(parent)
        , m_error(std::move(error))
    {
    }

protected:
    void run() override { this->finish(tl::unexpected(m_error)); }

private:
    KeychainError m_error;
};

} // namespace cutover::keychain
