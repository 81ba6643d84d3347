// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <tl/expected.hpp>

#include <memory>

namespace cutover::crypto {

/// Owners of OpenSSL's objects, and small helpers around its conventions. Only this room's .cpp files include it.
template <auto Function>
struct FreeWith
{
    template <typename T>
    void operator()(T *object) const
    {
        Function(object);
    }
};

inline void freeOpenSslBytes(unsigned char *bytes)
{
    OPENSSL_free(bytes);
}

using BignumHandle = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using EcdsaSignatureHandle = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using DigestContextHandle = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using PkeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using PkeyHandle = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, FreeWith<X509_free>>;
using RequestHandle = std::unique_ptr<X509_REQ, FreeWith<X509_REQ_free>>;
using ExtensionHandle = std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;
using AlgorithmHandle = std::unique_ptr<X509_ALGOR, FreeWith<X509_ALGOR_free>>;
using EncryptedKeyHandle = std::unique_ptr<X509_SIG, FreeWith<X509_SIG_free>>;
using PlainKeyHandle = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;
using GeneralNamesHandle = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;
using GeneralNameHandle = std::unique_ptr<GENERAL_NAME, FreeWith<GENERAL_NAME_free>>;
using Pkcs7Handle = std::unique_ptr<PKCS7, FreeWith<PKCS7_free>>;
using CertificateStoreHandle = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using TimestampRequestHandle = std::unique_ptr<TS_REQ, FreeWith<TS_REQ_free>>;
using TimestampStatusHandle = std::unique_ptr<TS_STATUS_INFO, FreeWith<TS_STATUS_INFO_free>>;
using TimestampInfoHandle = std::unique_ptr<TS_TST_INFO, FreeWith<TS_TST_INFO_free>>;
using ObjectHandle = std::unique_ptr<ASN1_OBJECT, FreeWith<ASN1_OBJECT_free>>;
using IntegerHandle = std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>>;
using UsageHandle = std::unique_ptr<EXTENDED_KEY_USAGE, FreeWith<EXTENDED_KEY_USAGE_free>>;
using BytesHandle = std::unique_ptr<unsigned char, FreeWith<freeOpenSslBytes>>;

/// Leaves the thread's error queue as it was found: an old failure must not be read as a new one's cause.
class ErrorScope
{
public:
    ErrorScope() { ERR_set_mark(); }
    ~ErrorScope() { ERR_pop_to_mark(); }
    ErrorScope(const ErrorScope &) = delete;
    ErrorScope &operator=(const ErrorScope &) = delete;
};

[[nodiscard]] inline tl::unexpected<CryptoError> fail(CryptoError::Code code, QString detail = {})
{
    return tl::unexpected(CryptoError{code, std::move(detail)});
}

/// `library_failed` with OpenSSL's own last reason.
[[nodiscard]] inline tl::unexpected<CryptoError> failLibrary()
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    return fail(CryptoError::Code::LibraryFailed, QString::fromLatin1(reason ? reason : "unknown"));
}

[[nodiscard]] inline const unsigned char *ucharData(QByteArrayView bytes)
{
    // OpenSSL's parsers and digests take a null pointer for a failure even with length 0.
    static const unsigned char nothing = 0;
    return bytes.data() ? reinterpret_cast<const unsigned char *>(bytes.data()) : &nothing;
}

[[nodiscard]] inline size_t usize(QByteArrayView bytes)
{
    return static_cast<size_t>(bytes.size());
}

/// DER of any object that has an i2d function; empty when that fails.
template <typename Function, typename T>
[[nodiscard]] QByteArray derOf(Function i2d, T *object)
{
    unsigned char *bytes = nullptr;
    const int length = i2d(object, &bytes);
    const BytesHandle owner(bytes);
    return length > 0 ? QByteArray(reinterpret_cast<const char *>(bytes), length) : QByteArray();
}

} // namespace cutover::crypto
