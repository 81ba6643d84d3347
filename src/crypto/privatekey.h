// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "crypto/cryptoerror.h"
#include "crypto/publickey.h"
#include "crypto/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

#include <memory>

struct evp_pkey_st;

namespace cutover::crypto {

/// A private key for one scope: move-only, its memory cleared by the library when it ends (RULES.md section 3).
class PrivateKey
{
public:
    static constexpr int kdfIterations = 600'000;
    static constexpr qsizetype minimumPassphrase = 12;

    /// A new P-256 key.
    [[nodiscard]] static tl::expected<PrivateKey, CryptoError> generate();
    /// One PEM block "ENCRYPTED PRIVATE KEY" as `encryptedPem` makes it; RSA of at least 3072 bits and Ed25519 open as
    /// well. Errors: key_unencrypted, weak_encryption, wrong_passphrase, weak_key, not_a_key, trailing_data.
    /// Derives the key for some 0.2 s: never on the interface thread.
    [[nodiscard]] static tl::expected<PrivateKey, CryptoError> fromEncryptedPem(QByteArrayView pem,
                                                                                const Secret &passphrase);

    ~PrivateKey();
    PrivateKey(PrivateKey &&) noexcept;
    PrivateKey &operator=(PrivateKey &&) noexcept;

    /// PKCS#8, PBES2, PBKDF2-HMAC-SHA256 with 600,000 iterations, AES-256-CBC; `openssl pkey` reads it.
    /// `passphrase_too_short` below 12 characters. Some 0.2 s: never on the interface thread.
    [[nodiscard]] tl::expected<QByteArray, CryptoError> encryptedPem(const Secret &passphrase) const;

    /// ECDSA: DER over SHA-256; RSA: PKCS#1 v1.5 over SHA-256; Ed25519: 64 bytes.
    [[nodiscard]] tl::expected<QByteArray, CryptoError> sign(QByteArrayView message) const;

    [[nodiscard]] KeyAlgorithm algorithm() const { return m_publicKey.algorithm(); }
    [[nodiscard]] const PublicKey &publicKey() const { return m_publicKey; }
    [[nodiscard]] QString fingerprint() const { return m_publicKey.fingerprint(); }

    /// A self-signed certificate with a random serial and key usage digitalSignature, nonRepudiation and keyCertSign
    /// (critical), the form that PDF readers over NSS can be told to trust. `name` has 1 to 64 visible characters;
    /// `email` may be empty. Whole seconds, UTC. Errors: invalid_name, invalid_validity.
    [[nodiscard]] tl::expected<Certificate, CryptoError> selfSignedCertificate(const QString &name,
                                                                               const QString &email,
                                                                               const QDateTime &notBefore,
                                                                               const QDateTime &notAfter) const;
    /// A PKCS#10 request in PEM for this key, with the same name, address and usages; signed by it, as proof that its
    /// holder asks. Errors: invalid_name.
    [[nodiscard]] tl::expected<QByteArray, CryptoError> certificateRequest(const QString &name,
                                                                           const QString &email) const;

    /// Takes over a key of the library's. For this room alone.
    [[nodiscard]] static tl::expected<PrivateKey, CryptoError> adopt(evp_pkey_st *key);

private:
    struct Free
    {
        void operator()(evp_pkey_st *key) const;
    };
    using Handle = std::unique_ptr<evp_pkey_st, Free>;

    PrivateKey(Handle key, PublicKey publicKey);
    [[nodiscard]] static tl::expected<PrivateKey, CryptoError> fromHandle(Handle key);

    Handle m_key;
    PublicKey m_publicKey;
};

} // namespace cutover::crypto
