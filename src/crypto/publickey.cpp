// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/publickey.h"

#include "crypto/digest.h"
#include "crypto/opensslhandles.h"
#include "crypto/pem.h"

#include <openssl/core_names.h>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

constexpr qsizetype maximumSize = 16 * 1024;

// SubjectPublicKeyInfo of a P-256 key up to its uncompressed point. The one form that is let in: with compressed
// points or explicit parameters one key would have several fingerprints, and count several times.
constexpr QByteArrayView p256Prefix(
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04", 27);
constexpr qsizetype p256Size = 91;

tl::expected<KeyAlgorithm, CryptoError> checkRsa(const EVP_PKEY *key)
{
    constexpr int minimumBits = 3072;
    constexpr int maximumBits = 16384;
    BIGNUM *value = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &value) != 1)
        return fail(CryptoError::Code::NotAKey);
    const BignumHandle exponent(value);
    if (EVP_PKEY_get_bits(key) < minimumBits)
        return fail(CryptoError::Code::WeakKey, QString::number(EVP_PKEY_get_bits(key)));
    if (EVP_PKEY_get_bits(key) > maximumBits || BN_num_bits(exponent.get()) > 64)
        return fail(CryptoError::Code::TooLarge);
    if (!BN_is_odd(exponent.get()) || BN_is_one(exponent.get()))
        return fail(CryptoError::Code::WeakKey, u"exponent"_s);
    return KeyAlgorithm::Rsa;
}

tl::expected<KeyAlgorithm, CryptoError> algorithmOf(const EVP_PKEY *key, QByteArrayView der)
{
    if (EVP_PKEY_is_a(key, "EC")) {
        if (der.size() != p256Size || !der.startsWith(p256Prefix))
            return fail(CryptoError::Code::UnsupportedAlgorithm, u"EC key other than P-256, uncompressed"_s);
        return KeyAlgorithm::EcdsaP256;
    }
    if (EVP_PKEY_is_a(key, "RSA"))
        return checkRsa(key);
    if (EVP_PKEY_is_a(key, "ED25519"))
        return KeyAlgorithm::Ed25519;
    const char *name = EVP_PKEY_get0_type_name(key);
    return fail(CryptoError::Code::UnsupportedAlgorithm, QString::fromLatin1(name ? name : "unknown"));
}

} // namespace

QLatin1StringView algorithmName(KeyAlgorithm algorithm)
{
    switch (algorithm) {
    case KeyAlgorithm::EcdsaP256:
        return "ecdsa_p256"_L1;
    case KeyAlgorithm::Rsa:
        return "rsa"_L1;
    case KeyAlgorithm::Ed25519:
        return "ed25519"_L1;
    }
    return "unknown"_L1;
}

PublicKey::PublicKey(std::shared_ptr<evp_pkey_st> key, QByteArray der, KeyAlgorithm algorithm)
    : m_key(std::move(key))
    , m_der(std::move(der))
    , m_algorithm(algorithm)
{
}

tl::expected<PublicKey, CryptoError> PublicKey::fromPem(QByteArrayView pem)
{
    return decodePem(pem, "PUBLIC KEY", maximumSize, CryptoError::Code::NotAKey).and_then([](const QByteArray &der) {
        return fromDer(der);
    });
}

tl::expected<PublicKey, CryptoError> PublicKey::fromDer(QByteArrayView der)
{
    const ErrorScope scope;
    if (der.size() > maximumSize)
        return fail(CryptoError::Code::TooLarge);
    const unsigned char *at = ucharData(der);
    PkeyHandle key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    if (!key)
        return fail(CryptoError::Code::NotAKey);
    if (at != ucharData(der) + der.size())
        return fail(CryptoError::Code::TrailingData);
    const auto algorithm = algorithmOf(key.get(), der);
    if (!algorithm)
        return tl::unexpected(algorithm.error());
    if (derOf(i2d_PUBKEY, key.get()) != der)
        return fail(CryptoError::Code::NotAKey, u"not canonical DER"_s);
    return PublicKey(std::shared_ptr<EVP_PKEY>(std::move(key)), der.toByteArray(), *algorithm);
}

int PublicKey::bits() const
{
    return EVP_PKEY_get_bits(m_key.get());
}

QByteArray PublicKey::pem() const
{
    return encodePem(m_der, "PUBLIC KEY");
}

QString PublicKey::fingerprint() const
{
    return sha256Hex(m_der);
}

bool PublicKey::verify(QByteArrayView message, QByteArrayView signature) const
{
    const ErrorScope scope;
    const DigestContextHandle context(EVP_MD_CTX_new());
    const EVP_MD *digest = m_algorithm == KeyAlgorithm::Ed25519 ? nullptr : EVP_sha256();
    return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, m_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), ucharData(signature), usize(signature), ucharData(message),
                            usize(message)) == 1;
}

bool PublicKey::verifyRawEcdsa(QByteArrayView message, QByteArrayView signature) const
{
    constexpr int half = 32;
    const ErrorScope scope;
    if (m_algorithm != KeyAlgorithm::EcdsaP256 || signature.size() != 2 * half)
        return false;
    const EcdsaSignatureHandle value(ECDSA_SIG_new());
    BignumHandle r(BN_bin2bn(ucharData(signature), half, nullptr));
    BignumHandle s(BN_bin2bn(ucharData(signature) + half, half, nullptr));
    if (!value || !r || !s || ECDSA_SIG_set0(value.get(), r.get(), s.get()) != 1)
        return false;
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    return verify(message, derOf(i2d_ECDSA_SIG, value.get()));
}

} // namespace cutover::crypto
