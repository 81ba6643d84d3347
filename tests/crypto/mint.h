// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises keys, certificates and PKCS#12 files of any kind and any date, good and bad, as other programs make them.
#pragma once

#include "crypto/opensslhandles.h"

#include <QDateTime>
#include <QString>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>

namespace cutover::tests {

using crypto::CertificateHandle;
using crypto::PkeyHandle;

inline PkeyHandle mintRsa(unsigned bits = 2048)
{
    return PkeyHandle(EVP_RSA_gen(bits));
}

inline PkeyHandle mintEc(const char *curve = "P-256")
{
    return PkeyHandle(EVP_EC_gen(curve));
}

inline PkeyHandle mintEd25519()
{
    return PkeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

struct CertificateWish
{
    QByteArray name = "service";
    QByteArray hosts = "IP:127.0.0.1"; // as openssl.cnf writes a subjectAltName; empty: none
    QDateTime notBefore = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime notAfter = QDateTime::currentDateTimeUtc().addDays(30);
    bool isAuthority = false;
    QByteArray purpose = {}; // as openssl.cnf writes an extendedKeyUsage; empty: none
    QByteArray usage = {};   // likewise, a keyUsage
    int pathLength = -1;     // of an authority; negative: none
    bool hasConstraints = true;
};

inline void addExtension(X509 *certificate, int kind, const QByteArray &value)
{
    const crypto::ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.constData()));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
        qFatal("no such extension: %s", value.constData());
}

// Without an issuer it signs itself.
inline CertificateHandle mintCertificate(const CertificateWish &wish, EVP_PKEY *key, X509 *issuer = nullptr,
                                         EVP_PKEY *issuerKey = nullptr)
{
    CertificateHandle made(X509_new());
    X509_set_version(made.get(), X509_VERSION_3);
    static int serial = 1;
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    ASN1_TIME_set(X509_getm_notBefore(made.get()), wish.notBefore.toSecsSinceEpoch());
    ASN1_TIME_set(X509_getm_notAfter(made.get()), wish.notAfter.toSecsSinceEpoch());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, crypto::ucharData(wish.name), -1,
                               -1, 0);
    X509_set_issuer_name(made.get(), X509_get_subject_name(issuer ? issuer : made.get()));
    X509_set_pubkey(made.get(), key);
    const QByteArray depth = wish.pathLength < 0 ? QByteArray() : ",pathlen:" + QByteArray::number(wish.pathLength);
    if (wish.hasConstraints)
        addExtension(made.get(), NID_basic_constraints,
                     wish.isAuthority ? "critical,CA:TRUE" + depth : QByteArray("critical,CA:FALSE"));
    if (!wish.usage.isEmpty())
        addExtension(made.get(), NID_key_usage, wish.usage);
    if (!wish.hosts.isEmpty())
        addExtension(made.get(), NID_subject_alt_name, wish.hosts);
    if (!wish.purpose.isEmpty())
        addExtension(made.get(), NID_ext_key_usage, wish.purpose);
    EVP_PKEY *signer = issuerKey ? issuerKey : key;
    const EVP_MD *digest = EVP_PKEY_is_a(signer, "ED25519") == 1 ? nullptr : EVP_sha256();
    if (X509_sign(made.get(), signer, digest) <= 0)
        qFatal("cannot sign a certificate");
    return made;
}

template <typename Write>
QByteArray pemOf(Write write)
{
    const std::unique_ptr<BIO, crypto::FreeWith<BIO_free>> memory(BIO_new(BIO_s_mem()));
    if (write(memory.get()) != 1)
        qFatal("cannot write PEM");
    char *bytes = nullptr;
    const auto length = BIO_get_mem_data(memory.get(), &bytes);
    return QByteArray(bytes, length);
}

inline QByteArray pemOf(const CertificateHandle &certificate)
{
    return pemOf([&](BIO *out) { return PEM_write_bio_X509(out, certificate.get()); });
}

inline QByteArray derOf(const CertificateHandle &certificate)
{
    return crypto::derOf(i2d_X509, certificate.get());
}

inline QByteArray privatePemOf(const PkeyHandle &key)
{
    return pemOf(
        [&](BIO *out) { return PEM_write_bio_PKCS8PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
}

inline QByteArray encryptedPemOf(const PkeyHandle &key, const char *password)
{
    return pemOf([&](BIO *out) {
        return PEM_write_bio_PKCS8PrivateKey(out, key.get(), EVP_aes_256_cbc(), password,
                                             static_cast<int>(qstrlen(password)), nullptr, nullptr);
    });
}

inline QByteArray publicPemOf(const PkeyHandle &key)
{
    return pemOf([&](BIO *out) { return PEM_write_bio_PUBKEY(out, key.get()); });
}

// A password of nullptr: none at all.
inline QByteArray pkcs12Of(const PkeyHandle &key, const CertificateHandle &certificate, const char *password,
                           const QList<X509 *> &chain = {})
{
    STACK_OF(X509) *further = sk_X509_new_null();
    for (X509 *one : chain)
        sk_X509_push(further, one);
    const std::unique_ptr<PKCS12, crypto::FreeWith<PKCS12_free>> made(
        PKCS12_create(password, "key", key.get(), certificate.get(), further, 0, 0, 0, 0, 0));
    sk_X509_free(further);
    return made ? crypto::derOf(i2d_PKCS12, made.get()) : QByteArray();
}

} // namespace cutover::tests
