// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <tl/expected.hpp>

#include <memory>

struct evp_pkey_st;

namespace cutover::crypto {

enum class KeyAlgorithm {
    EcdsaP256, ///< ECDSA over P-256 with SHA-256
    Rsa,       ///< RSASSA-PKCS1-v1_5 with SHA-256, at least 3072 bits
    Ed25519,   ///< policies and console checkpoints only
};

[[nodiscard]] QLatin1StringView algorithmName(KeyAlgorithm algorithm);

/// A public key that may be trusted with a signature: of a known algorithm and strong enough. Any thread.
class PublicKey
{
public:
    /// One PEM block "PUBLIC KEY" (SubjectPublicKeyInfo) and nothing else but white space, at most 16 KiB.
    [[nodiscard]] static tl::expected<PublicKey, CryptoError> fromPem(QByteArrayView pem);
    /// One DER SubjectPublicKeyInfo, canonical, without a byte after it.
    [[nodiscard]] static tl::expected<PublicKey, CryptoError> fromDer(QByteArrayView der);

    [[nodiscard]] KeyAlgorithm algorithm() const { return m_algorithm; }
    [[nodiscard]] int bits() const;
    [[nodiscard]] QByteArray der() const { return m_der; }
    [[nodiscard]] QByteArray pem() const;
    /// SHA-256 of the SubjectPublicKeyInfo's DER, 64 lowercase hexadecimal digits.
    [[nodiscard]] QString fingerprint() const;

    /// Whether `signature` over `message` is this key's: DER for ECDSA, strictly; PKCS#1 v1.5 for RSA; 64 bytes for
    /// Ed25519. Malformed is simply false.
    [[nodiscard]] bool verify(QByteArrayView message, QByteArrayView signature) const;
    /// The same for a foreign envelope that carries ECDSA as raw r ‖ s (64 bytes, IEEE P1363); false for other keys.
    [[nodiscard]] bool verifyRawEcdsa(QByteArrayView message, QByteArrayView signature) const;

    friend bool operator==(const PublicKey &left, const PublicKey &right) { return left.m_der == right.m_der; }

private:
    PublicKey(std::shared_ptr<evp_pkey_st> key, QByteArray der, KeyAlgorithm algorithm);

    std::shared_ptr<evp_pkey_st> m_key;
    QByteArray m_der;
    KeyAlgorithm m_algorithm;
};

} // namespace cutover::crypto
