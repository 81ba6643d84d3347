// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/encryptedkey.h"

#include "crypto/privatekey.h"
#include "crypto/random.h"

#include <openssl/pkcs12.h>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

constexpr qsizetype saltSize = 16;
// Some two seconds: an honest file stays below, a hostile one could hold the thread for hours.
constexpr int maximumIterations = 5'000'000;

using Pbes2Handle = std::unique_ptr<PBE2PARAM, FreeWith<PBE2PARAM_free>>;
using Pbkdf2Handle = std::unique_ptr<PBKDF2PARAM, FreeWith<PBKDF2PARAM_free>>;
using Checked = tl::expected<void, CryptoError>;

int nidOf(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(object);
}

template <typename T>
T *parameterOf(const X509_ALGOR *algorithm, const ASN1_ITEM *item)
{
    int type = V_ASN1_UNDEF;
    const void *value = nullptr;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE)
        return nullptr;
    return static_cast<T *>(ASN1_item_unpack(static_cast<const ASN1_STRING *>(value), item));
}

bool isStrongEnough(int prf)
{
    return prf == NID_hmacWithSHA256 || prf == NID_hmacWithSHA384 || prf == NID_hmacWithSHA512;
}

Checked checkDerivation(const X509_ALGOR *algorithm)
{
    constexpr auto weak = CryptoError::Code::WeakEncryption;
    if (nidOf(algorithm) != NID_id_pbkdf2)
        return fail(weak, u"key derivation other than PBKDF2"_s);
    const Pbkdf2Handle derivation(parameterOf<PBKDF2PARAM>(algorithm, ASN1_ITEM_rptr(PBKDF2PARAM)));
    if (!derivation)
        return fail(CryptoError::Code::NotAKey);
    // Without the field the pseudo-random function is HMAC-SHA1 (RFC 8018 appendix A.2).
    if (!derivation->prf || !isStrongEnough(nidOf(derivation->prf)))
        return fail(weak, u"pseudo-random function"_s);
    const ASN1_TYPE *salt = derivation->salt;
    if (salt->type != V_ASN1_OCTET_STRING || ASN1_STRING_length(salt->value.octet_string) < saltSize / 2)
        return fail(weak, u"salt"_s);
    std::int64_t iterations = 0;
    if (ASN1_INTEGER_get_int64(&iterations, derivation->iter) != 1 || iterations < PrivateKey::kdfIterations)
        return fail(weak, u"iterations %1"_s.arg(iterations));
    if (iterations > maximumIterations)
        return fail(CryptoError::Code::TooLarge, u"iterations %1"_s.arg(iterations));
    return {};
}

Checked checkEncryption(const X509_ALGOR *algorithm)
{
    constexpr auto weak = CryptoError::Code::WeakEncryption;
    if (nidOf(algorithm) != NID_pbes2)
        return fail(weak, u"scheme other than PBES2"_s);
    const Pbes2Handle scheme(parameterOf<PBE2PARAM>(algorithm, ASN1_ITEM_rptr(PBE2PARAM)));
    if (!scheme)
        return fail(CryptoError::Code::NotAKey);
    if (nidOf(scheme->encryption) != NID_aes_256_cbc)
        return fail(weak, u"cipher other than AES-256-CBC"_s);
    return checkDerivation(scheme->keyfunc);
}

} // namespace

tl::expected<QByteArray, CryptoError> encryptKey(const EVP_PKEY *key, const Secret &passphrase)
{
    auto salt = randomBytes(saltSize);
    if (!salt)
        return tl::unexpected(salt.error());
    const PlainKeyHandle plain(EVP_PKEY2PKCS8(key));
    AlgorithmHandle scheme(PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), PrivateKey::kdfIterations,
                                             reinterpret_cast<unsigned char *>(salt->data()), saltSize, nullptr,
                                             NID_hmacWithSHA256));
    if (!plain || !scheme)
        return failLibrary();
    const EncryptedKeyHandle encrypted(
        PKCS8_set0_pbe(passphrase.view().data(), static_cast<int>(passphrase.size()), plain.get(), scheme.get()));
    if (!encrypted)
        return failLibrary();
    static_cast<void>(scheme.release());
    return derOf(i2d_X509_SIG, encrypted.get());
}

tl::expected<PkeyHandle, CryptoError> decryptKey(QByteArrayView der, const Secret &passphrase)
{
    const unsigned char *at = ucharData(der);
    const EncryptedKeyHandle encrypted(d2i_X509_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!encrypted)
        return fail(CryptoError::Code::NotAKey);
    if (at != ucharData(der) + der.size())
        return fail(CryptoError::Code::TrailingData);
    const X509_ALGOR *algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    if (const auto checked = checkEncryption(algorithm); !checked)
        return tl::unexpected(checked.error());
    if (passphrase.isEmpty())
        return fail(CryptoError::Code::WrongPassphrase);
    const PlainKeyHandle plain(
        PKCS8_decrypt(encrypted.get(), passphrase.view().data(), static_cast<int>(passphrase.size())));
    // One wrong passphrase in 256 leaves valid padding over rubbish, which is then no key.
    PkeyHandle key(plain ? EVP_PKCS82PKEY(plain.get()) : nullptr);
    if (!key)
        return fail(CryptoError::Code::WrongPassphrase);
    return key;
}

} // namespace cutover::crypto
