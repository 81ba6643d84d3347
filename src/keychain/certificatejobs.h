// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/certificatefolder.h"
#include "keychain/signingkeys.h"

namespace cutover::keychain {

/// The jobs of SigningKeys that change or ask for a certificate and leave the key as it is. Private to this room.

class RequestCertificateJob : public SigningKeys::RequestJob
{
public:
    RequestCertificateJob(SigningKeys &keys, QString fingerprint, crypto::Secret passphrase, QObject *parent);

protected:
    void run() override;

private:
    SigningKeys &m_keys;
    QString m_fingerprint;
    crypto::Secret m_passphrase;
};

class InstallCertificateJob : public SigningKeys::EnrolJob
{
public:
    InstallCertificateJob(SecretStore *store, CertificateFolder folder, QByteArray file, QDateTime now,
                          QObject *parent);

protected:
    void run() override;

private:
    struct Issued
    {
        crypto::Certificate certificate;
        QList<crypto::Certificate> issuers;
    };
    using Read = tl::expected<Issued, KeychainError>;

    [[nodiscard]] static Read read(const CertificateFolder &folder, const QByteArray &file, const QDateTime &now);
    void ensureKey(const Issued &issued);
    void keep(const Issued &issued);

    SecretStore *m_store;
    CertificateFolder m_folder;
    QByteArray m_file;
    QDateTime m_now;
};

class RenewCertificateJob : public SigningKeys::EnrolJob
{
public:
    RenewCertificateJob(SigningKeys &keys, CertificateFolder folder, QString fingerprint, crypto::Secret passphrase,
                        QObject *parent);

protected:
    void run() override;

private:
    void keep(const crypto::Certificate &renewed);

    SigningKeys &m_keys;
    CertificateFolder m_folder;
    QString m_fingerprint;
    crypto::Secret m_passphrase;
};

} // namespace cutover::keychain
