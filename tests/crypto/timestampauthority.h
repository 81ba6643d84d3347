// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a real RFC 3161 authority, `openssl ts -reply` with a root and a certificate of its own, and tokens as a
// forger could put them together, whom no program's rules bind.
#pragma once

#include "crypto/certificate.h"
#include "crypto/der.h"
#include "crypto/digest.h"
#include "crypto/mint.h"
#include "crypto/opensslprogram.h"

namespace cutover::tests {

class TimestampAuthority
{
public:
    static constexpr char policy[] = "1.3.6.1.4.1.99999.1";
    static constexpr char otherPolicy[] = "1.3.6.1.4.1.99999.2";

    explicit TimestampAuthority(CertificateWish wish = {}, const QByteArray &purpose = "critical,timeStamping")
    {
        using namespace Qt::StringLiterals;
        wish.name = "Time Authority";
        wish.purpose = purpose;
        wish.hosts.clear();
        CertificateWish root;
        root.name = "Time Root";
        root.isAuthority = true;
        root.notBefore = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
        root.notAfter = QDateTime::currentDateTimeUtc().addYears(20);
        m_root = mintCertificate(root, m_rootKey.get());
        m_certificate = mintCertificate(wish, m_key.get(), m_root.get(), m_rootKey.get());
        m_openssl.put(u"root.pem"_s, pemOf(m_root));
        m_openssl.put(u"tsa.pem"_s, pemOf(m_certificate));
        m_openssl.put(u"tsa.key"_s, privatePemOf(m_key));
        m_openssl.put(u"tsa.cnf"_s, "[tsa]\ndefault_tsa = one\n[one]\nserial = serial\ndefault_policy = " +
                                        QByteArray(policy) + "\nother_policies = " + otherPolicy +
                                        "\ndigests = sha256, sha1\naccuracy = secs:1, millisecs:500\n"
                                        "signer_digest = sha256\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n");
    }

    /// The TimeStampResp to a TimeStampReq; empty if the program gave none.
    [[nodiscard]] QByteArray answer(const QByteArray &request) const
    {
        using namespace Qt::StringLiterals;
        m_openssl.put(u"query"_s, request);
        const auto ran = m_openssl.run(
            words("ts -reply -config tsa.cnf -queryfile query -signer tsa.pem -inkey tsa.key -out reply"));
        return ran.exitCode == 0 ? m_openssl.get(u"reply"_s) : QByteArray();
    }

    /// How `openssl ts` itself judges the last exchange.
    [[nodiscard]] bool opensslAgrees() const
    {
        return m_openssl.run(words("ts -verify -queryfile query -in reply -CAfile root.pem -untrusted tsa.pem"))
                   .exitCode == 0;
    }

    [[nodiscard]] crypto::Certificate root() const { return crypto::Certificate::fromDer(derOf(m_root)).value(); }
    [[nodiscard]] crypto::Certificate certificate() const
    {
        return crypto::Certificate::fromDer(derOf(m_certificate)).value();
    }
    [[nodiscard]] X509 *x509() const { return m_certificate.get(); }
    [[nodiscard]] EVP_PKEY *key() const { return m_key.get(); }

private:
    PkeyHandle m_rootKey = mintEc();
    PkeyHandle m_key = mintEc();
    CertificateHandle m_root;
    CertificateHandle m_certificate;
    OpensslProgram m_openssl;
};

/// What goes into a forged token; by default what an honest authority would put there.
struct ForgedToken
{
    QByteArray imprint;
    QDateTime time = QDateTime::currentDateTimeUtc();
    const EVP_MD *digest = EVP_sha256();
    bool hasEss = true;
    bool embedsCertificate = true;
    int signers = 1;
    int ballast = 0;          ///< further certificates that nobody needs
    X509 *essNames = nullptr; ///< the signer's own where null
};

inline crypto::TimestampInfoHandle infoOf(const ForgedToken &wish)
{
    crypto::TimestampInfoHandle info(TS_TST_INFO_new());
    const std::unique_ptr<TS_MSG_IMPRINT, crypto::FreeWith<TS_MSG_IMPRINT_free>> imprint(TS_MSG_IMPRINT_new());
    const crypto::AlgorithmHandle algorithm(X509_ALGOR_new());
    X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
    QByteArray bytes = wish.imprint;
    TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
    TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char *>(bytes.data()),
                           static_cast<int>(bytes.size()));
    const crypto::ObjectHandle policy(OBJ_txt2obj(TimestampAuthority::policy, 1));
    const crypto::IntegerHandle serial(ASN1_INTEGER_new());
    ASN1_INTEGER_set(serial.get(), 77);
    const std::unique_ptr<ASN1_GENERALIZEDTIME, crypto::FreeWith<ASN1_GENERALIZEDTIME_free>> time(
        ASN1_GENERALIZEDTIME_set(nullptr, wish.time.toSecsSinceEpoch()));
    TS_TST_INFO_set_version(info.get(), 1);
    TS_TST_INFO_set_policy_id(info.get(), policy.get());
    TS_TST_INFO_set_msg_imprint(info.get(), imprint.get());
    TS_TST_INFO_set_serial(info.get(), serial.get());
    TS_TST_INFO_set_time(info.get(), time.get());
    return info;
}

inline void addEss(PKCS7_SIGNER_INFO *signer, X509 *named)
{
    namespace der = crypto::der;
    const QByteArray hash = crypto::sha256(crypto::derOf(i2d_X509, named));
    const QByteArray value = der::make(
        der::Sequence, {der::make(der::Sequence, {der::make(der::Sequence, {der::make(der::OctetString, {hash})})})});
    ASN1_STRING *text = ASN1_STRING_new();
    ASN1_STRING_set(text, value.constData(), static_cast<int>(value.size()));
    PKCS7_add_signed_attribute(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, text);
}

/// A token by this certificate, whatever it is good for.
inline QByteArray forge(const ForgedToken &wish, X509 *certificate, EVP_PKEY *key)
{
    const crypto::Pkcs7Handle token(PKCS7_new());
    PKCS7_set_type(token.get(), NID_pkcs7_signed);
    for (int index = 0; index < wish.signers; ++index) {
        PKCS7_SIGNER_INFO *signer = PKCS7_add_signature(token.get(), certificate, key, wish.digest);
        PKCS7_add_signed_attribute(signer, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(NID_id_smime_ct_TSTInfo));
        if (wish.hasEss)
            addEss(signer, wish.essNames ? wish.essNames : certificate);
    }
    if (wish.embedsCertificate)
        PKCS7_add_certificate(token.get(), certificate);
    for (int index = 0; index < wish.ballast; ++index)
        PKCS7_add_certificate(token.get(), mintCertificate({}, key).get());
    const QByteArray bytes = crypto::derOf(i2d_TS_TST_INFO, infoOf(wish).get());
    PKCS7 *content = PKCS7_new();
    ASN1_OCTET_STRING *octets = ASN1_OCTET_STRING_new();
    content->type = OBJ_nid2obj(NID_id_smime_ct_TSTInfo);
    content->d.other = ASN1_TYPE_new();
    ASN1_TYPE_set(content->d.other, V_ASN1_OCTET_STRING, octets);
    PKCS7_set_content(token.get(), content);
    ASN1_INTEGER_set(token->d.sign->version, 3);
    const std::unique_ptr<BIO, crypto::FreeWith<BIO_free_all>> data(PKCS7_dataInit(token.get(), nullptr));
    if (!data || BIO_write(data.get(), bytes.constData(), static_cast<int>(bytes.size())) <= 0 ||
        PKCS7_dataFinal(token.get(), data.get()) != 1)
        qFatal("cannot forge a token");
    return crypto::derOf(i2d_PKCS7, token.get());
}

} // namespace cutover::tests
