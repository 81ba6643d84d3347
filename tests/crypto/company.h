// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a company's authority, root, one between and a signer's certificate, each as good or as bad as wished.
#pragma once

#include "crypto/mint.h"

#include "crypto/certificate.h"

namespace cutover::tests {

struct CompanyWish
{
    CertificateWish root{"Company root", {}, at(2020), at(2040), true, {}, "critical,keyCertSign,cRLSign"};
    CertificateWish between{"Company signing CA", {}, at(2022), at(2036), true, {}, "critical,keyCertSign"};
    CertificateWish signer{"Release manager", {}, at(2026), at(2028), false, "emailProtection"};

    static QDateTime at(int year, int month = 1) { return QDateTime(QDate(year, month, 1), QTime(0, 0), Qt::UTC); }
};

class Company
{
public:
    explicit Company(const CompanyWish &wish = {})
        : m_root(mintCertificate(wish.root, m_rootKey.get()))
        , m_between(mintCertificate(wish.between, m_betweenKey.get(), m_root.get(), m_rootKey.get()))
        , m_signer(mintCertificate(wish.signer, m_signerKey.get(), m_between.get(), m_betweenKey.get()))
    {
    }

    [[nodiscard]] crypto::Certificate root() const { return read(m_root); }
    [[nodiscard]] crypto::Certificate between() const { return read(m_between); }
    [[nodiscard]] crypto::Certificate signer() const { return read(m_signer); }
    [[nodiscard]] const PkeyHandle &signerKey() const { return m_signerKey; }

private:
    static crypto::Certificate read(const CertificateHandle &made)
    {
        return crypto::Certificate::fromDer(derOf(made)).value();
    }

    PkeyHandle m_rootKey = mintEc("P-384"); // as authorities have it, and no signer here
    PkeyHandle m_betweenKey = mintRsa(3072);
    PkeyHandle m_signerKey = mintEc();
    CertificateHandle m_root;
    CertificateHandle m_between;
    CertificateHandle m_signer;
};

} // namespace cutover::tests
