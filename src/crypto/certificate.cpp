// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificate.h"

#include "crypto/digest.h"
#include "crypto/opensslhandles.h"
#include "crypto/pem.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

constexpr qsizetype maximumSize = 64 * 1024;

QString textOf(const ASN1_STRING *value)
{
    unsigned char *bytes = nullptr;
    const int length = value ? ASN1_STRING_to_UTF8(&bytes, value) : -1;
    const BytesHandle owner(bytes);
    return length > 0 ? QString::fromUtf8(reinterpret_cast<const char *>(bytes), length) : QString();
}

QString subjectEntry(const X509 *certificate, int nid)
{
    const X509_NAME *subject = X509_get_subject_name(certificate);
    int found = -1;
    for (int index = -1; (index = X509_NAME_get_index_by_NID(subject, nid, index)) >= 0;)
        found = index;
    return found < 0 ? QString() : textOf(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, found)));
}

QString alternativeEmail(const X509 *certificate)
{
    const GeneralNamesHandle names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int index = 0; names && index < sk_GENERAL_NAME_num(names.get()); ++index) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), index);
        if (name->type == GEN_EMAIL)
            return textOf(name->d.rfc822Name);
    }
    return {};
}

QDateTime timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

} // namespace

Certificate::Certificate(std::shared_ptr<x509_st> certificate, QByteArray der)
    : m_certificate(std::move(certificate))
    , m_der(std::move(der))
{
}

tl::expected<Certificate, CryptoError> Certificate::fromPem(QByteArrayView pem)
{
    return decodePem(pem, "CERTIFICATE", maximumSize, CryptoError::Code::NotACertificate)
        .and_then([](const QByteArray &der) { return fromDer(der); });
}

tl::expected<Certificate, CryptoError> Certificate::fromDer(QByteArrayView der)
{
    const ErrorScope scope;
    if (der.size() > maximumSize)
        return fail(CryptoError::Code::TooLarge);
    const unsigned char *at = ucharData(der);
    CertificateHandle certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate)
        return fail(CryptoError::Code::NotACertificate);
    if (at != ucharData(der) + der.size())
        return fail(CryptoError::Code::TrailingData);
    if (derOf(i2d_X509, certificate.get()) != der)
        return fail(CryptoError::Code::NotACertificate, u"not canonical DER"_s);
    if (!timeOf(X509_get0_notBefore(certificate.get())).isValid() ||
        !timeOf(X509_get0_notAfter(certificate.get())).isValid())
        return fail(CryptoError::Code::NotACertificate, u"unreadable validity"_s);
    return Certificate(std::shared_ptr<X509>(std::move(certificate)), der.toByteArray());
}

QByteArray Certificate::pem() const
{
    return encodePem(m_der, "CERTIFICATE");
}

QString Certificate::commonName() const
{
    const ErrorScope scope;
    return subjectEntry(m_certificate.get(), NID_commonName);
}

QString Certificate::email() const
{
    const ErrorScope scope;
    const QString alternative = alternativeEmail(m_certificate.get());
    return alternative.isEmpty() ? subjectEntry(m_certificate.get(), NID_pkcs9_emailAddress) : alternative;
}

QDateTime Certificate::notBefore() const
{
    return timeOf(X509_get0_notBefore(m_certificate.get()));
}

QDateTime Certificate::notAfter() const
{
    return timeOf(X509_get0_notAfter(m_certificate.get()));
}

bool Certificate::isValidAt(const QDateTime &time) const
{
    return time.isValid() && notBefore() <= time && time <= notAfter();
}

QString Certificate::serial() const
{
    const BignumHandle number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(m_certificate.get()), nullptr));
    char *digits = number ? BN_bn2hex(number.get()) : nullptr;
    const QString text = QString::fromLatin1(digits).toLower();
    OPENSSL_free(digits);
    return text;
}

QByteArray Certificate::issuerDer() const
{
    return derOf(i2d_X509_NAME, X509_get_issuer_name(m_certificate.get()));
}

QByteArray Certificate::serialDer() const
{
    return derOf(i2d_ASN1_INTEGER, X509_get_serialNumber(m_certificate.get()));
}

tl::expected<PublicKey, CryptoError> Certificate::publicKey() const
{
    return PublicKey::fromDer(derOf(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(m_certificate.get())));
}

QString Certificate::fingerprint() const
{
    return sha256Hex(derOf(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(m_certificate.get())));
}

bool Certificate::isSelfSigned() const
{
    const ErrorScope scope;
    EVP_PKEY *key = X509_get0_pubkey(m_certificate.get());
    return key &&
           X509_NAME_cmp(X509_get_subject_name(m_certificate.get()), X509_get_issuer_name(m_certificate.get())) == 0 &&
           X509_verify(m_certificate.get(), key) == 1;
}

bool Certificate::isAuthority() const
{
    const ErrorScope scope;
    constexpr int byBasicConstraints = 1;
    return X509_check_ca(m_certificate.get()) == byBasicConstraints;
}

bool Certificate::canIssue() const
{
    const ErrorScope scope;
    // Where the extension is missing, the library says all bits set.
    return isAuthority() && (X509_get_extension_flags(m_certificate.get()) & EXFLAG_KUSAGE) != 0 &&
           (X509_get_key_usage(m_certificate.get()) & KU_KEY_CERT_SIGN) != 0;
}

bool Certificate::isForSigning() const
{
    const ErrorScope scope;
    // Without the extension every usage is allowed, which the library says as all bits set.
    const auto usage = X509_get_key_usage(m_certificate.get());
    const auto extended = X509_get_extended_key_usage(m_certificate.get());
    return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0 && (extended & XKU_SMIME) != 0;
}

bool Certificate::isIssuedBy(const Certificate &issuer) const
{
    const ErrorScope scope;
    EVP_PKEY *key = X509_get0_pubkey(issuer.m_certificate.get());
    return key && X509_check_ca(issuer.m_certificate.get()) > 0 &&
           X509_check_issued(issuer.m_certificate.get(), m_certificate.get()) == X509_V_OK &&
           X509_verify(m_certificate.get(), key) == 1;
}

} // namespace cutover::crypto
