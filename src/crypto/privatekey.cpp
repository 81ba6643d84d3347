// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/privatekey.h"

#include "crypto/certificatebuilder.h"
#include "crypto/encryptedkey.h"
#include "crypto/opensslhandles.h"
#include "crypto/pem.h"

#include <openssl/ec.h>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

constexpr qsizetype maximumSize = 32 * 1024;
constexpr qsizetype maximumPassphrase = 1024;

// The forms that `openssl` writes without PBES2; named, so that a person learns what to convert.
std::optional<CryptoError> refusedForm(QByteArrayView pem)
{
    const bool isTraditional = pem.contains(QByteArrayView("-----BEGIN EC PRIVATE KEY-----")) ||
                               pem.contains(QByteArrayView("-----BEGIN RSA PRIVATE KEY-----"));
    if (isTraditional && pem.contains(QByteArrayView("Proc-Type: 4,ENCRYPTED")))
        return CryptoError{CryptoError::Code::WeakEncryption, u"traditional PEM encryption"_s};
    if (isTraditional || pem.contains(QByteArrayView("-----BEGIN PRIVATE KEY-----")))
        return CryptoError{CryptoError::Code::KeyUnencrypted, {}};
    return std::nullopt;
}

} // namespace

void PrivateKey::Free::operator()(evp_pkey_st *key) const
{
    EVP_PKEY_free(key);
}

PrivateKey::PrivateKey(Handle key, PublicKey publicKey)
    : m_key(std::move(key))
    , m_publicKey(std::move(publicKey))
{
}

PrivateKey::~PrivateKey() = default;
PrivateKey::PrivateKey(PrivateKey &&) noexcept = default;
PrivateKey &PrivateKey::operator=(PrivateKey &&) noexcept = default;

tl::expected<PrivateKey, CryptoError> PrivateKey::fromHandle(Handle key)
{
    auto publicKey = PublicKey::fromDer(derOf(i2d_PUBKEY, key.get()));
    if (!publicKey)
        return tl::unexpected(publicKey.error());
    // A private half that does not belong to its public one would sign what nobody can verify.
    const PkeyContextHandle context(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!context || EVP_PKEY_pairwise_check(context.get()) != 1)
        return fail(CryptoError::Code::NotAKey, u"public and private half do not match"_s);
    return PrivateKey(std::move(key), std::move(*publicKey));
}

tl::expected<PrivateKey, CryptoError> PrivateKey::generate()
{
    const ErrorScope scope;
    Handle key(EVP_EC_gen("P-256"));
    if (!key)
        return failLibrary();
    return fromHandle(std::move(key));
}

tl::expected<PrivateKey, CryptoError> PrivateKey::fromEncryptedPem(QByteArrayView pem, const Secret &passphrase)
{
    const ErrorScope scope;
    if (pem.size() > maximumSize || passphrase.size() > maximumPassphrase)
        return fail(CryptoError::Code::TooLarge);
    if (const auto refused = refusedForm(pem))
        return tl::unexpected(*refused);
    const auto der = decodePem(pem, "ENCRYPTED PRIVATE KEY", maximumSize, CryptoError::Code::NotAKey);
    if (!der)
        return tl::unexpected(der.error());
    auto key = decryptKey(*der, passphrase);
    if (!key)
        return tl::unexpected(key.error());
    return fromHandle(Handle(key->release()));
}

tl::expected<QByteArray, CryptoError> PrivateKey::encryptedPem(const Secret &passphrase) const
{
    const ErrorScope scope;
    if (passphrase.characterCount() < minimumPassphrase)
        return fail(CryptoError::Code::PassphraseTooShort);
    if (passphrase.size() > maximumPassphrase)
        return fail(CryptoError::Code::TooLarge);
    return encryptKey(m_key.get(), passphrase).map([](const QByteArray &der) {
        return encodePem(der, "ENCRYPTED PRIVATE KEY");
    });
}

tl::expected<QByteArray, CryptoError> PrivateKey::sign(QByteArrayView message) const
{
    const ErrorScope scope;
    const DigestContextHandle context(EVP_MD_CTX_new());
    const EVP_MD *digest = algorithm() == KeyAlgorithm::Ed25519 ? nullptr : EVP_sha256();
    QByteArray signature(EVP_PKEY_get_size(m_key.get()), '\0');
    size_t length = usize(signature);
    if (!context || EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, ucharData(message),
                       usize(message)) != 1)
        return failLibrary();
    signature.truncate(static_cast<qsizetype>(length));
    return signature;
}

tl::expected<Certificate, CryptoError> PrivateKey::selfSignedCertificate(const QString &name, const QString &email,
                                                                         const QDateTime &notBefore,
                                                                         const QDateTime &notAfter) const
{
    const ErrorScope scope;
    return buildSelfSigned({name, email, notBefore, notAfter}, m_key.get());
}

tl::expected<QByteArray, CryptoError> PrivateKey::certificateRequest(const QString &name, const QString &email) const
{
    const ErrorScope scope;
    return buildRequest(name, email, m_key.get());
}

tl::expected<PrivateKey, CryptoError> PrivateKey::adopt(evp_pkey_st *key)
{
    const ErrorScope scope;
    return fromHandle(Handle(key));
}

} // namespace cutover::crypto
