// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/certificatefolder.h"
#include "keychain/signingkeys.h"

namespace cutover::keychain {

/// The jobs of SigningKeys. Private to this room.

class EnrolKeyJob : public SigningKeys::EnrolJob
{
public:
    EnrolKeyJob(SecretStore *store, CertificateFolder folder, QString name, QString email, crypto::Secret passphrase,
                QObject *parent);

protected:
    void run() override;
    /// Once the entry is being written, an end half-way would leave a key without its certificate.
    [[nodiscard]] bool canCancel() const override { return !m_isWriting; }

private:
    struct Material
    {
        crypto::Certificate certificate;
        crypto::Secret encryptedKey;
    };
    using Made = tl::expected<Material, KeychainError>;

    [[nodiscard]] static Made make(const QString &name, const QString &email, const crypto::Secret &passphrase);
    void ensureNew(Material material);
    void writeKey(Material material);
    void writeCertificate(const crypto::Certificate &certificate);
    void takeBack(const QString &fingerprint, KeychainError cause);

    SecretStore *m_store;
    CertificateFolder m_folder;
    QString m_name;
    QString m_email;
    crypto::Secret m_passphrase;
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
