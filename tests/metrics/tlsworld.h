// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a certificate authority of its own, and what a TLS server needs to show a certificate of it.
#pragma once

#include "crypto/mint.h"

#include <QSslConfiguration>
#include <QSslKey>

namespace cutover::tests {

class TlsWorld
{
public:
    QByteArray authorityPem() const { return pemOf(m_authority); }

    QSslConfiguration server(const CertificateWish &wish = {}) const
    {
        const auto key = mintEc();
        return configuration(mintCertificate(wish, key.get(), m_authority.get(), m_key.get()), key);
    }

    static QSslConfiguration selfSigned()
    {
        const auto key = mintEc();
        return configuration(mintCertificate({}, key.get()), key);
    }

private:
    static QSslConfiguration configuration(const CertificateHandle &certificate, const PkeyHandle &key)
    {
        auto made = QSslConfiguration::defaultConfiguration();
        made.setLocalCertificate(QSslCertificate(pemOf(certificate)));
        made.setPrivateKey(QSslKey(privatePemOf(key), QSsl::Ec));
        made.setPeerVerifyMode(QSslSocket::VerifyNone);
        return made;
    }

    // Of two authorities of one name, OpenSSL would try the first alone.
    static CertificateHandle mintAuthority(EVP_PKEY *key)
    {
        static int count = 0;
        CertificateWish wish;
        wish.name = "Test authority " + QByteArray::number(++count);
        wish.hosts.clear();
        wish.isAuthority = true;
        return mintCertificate(wish, key);
    }

    PkeyHandle m_key = mintEc();
    CertificateHandle m_authority = mintAuthority(m_key.get());
};

} // namespace cutover::tests
