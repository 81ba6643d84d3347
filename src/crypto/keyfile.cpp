// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/keyfile.h"

#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "crypto/opensslhandles.h"
#include "crypto/pkcs12file.h"

#include <openssl/pem.h>

#include <optional>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = CryptoError::Code;
using Entries = tl::expected<QList<KeyFacts>, CryptoError>;
using BioHandle = std::unique_ptr<BIO, FreeWith<BIO_free>>;
using Pkcs12Handle = std::unique_ptr<PKCS12, FreeWith<PKCS12_free>>;

constexpr qsizetype maximumSize = 1024 * 1024;
constexpr qsizetype maximumEntries = 1000;

void fillKey(KeyFacts &facts, const EVP_PKEY *key)
{
    const char *name = EVP_PKEY_get0_type_name(key);
    facts.algorithm = QString::fromLatin1(name ? name : "unknown");
    facts.bits = EVP_PKEY_get_bits(key);
}

tl::expected<KeyFacts, CryptoError> factsOf(X509 *certificate)
{
    const auto read = Certificate::fromDer(derOf(i2d_X509, certificate));
    if (!read)
        return tl::unexpected(read.error());
    const EVP_PKEY *key = X509_get0_pubkey(certificate);
    if (!key)
        return fail(Code::UnsupportedAlgorithm);
    KeyFacts facts;
    facts.kind = KeyFacts::Kind::Certificate;
    facts.fingerprint = read->fingerprint();
    facts.name = read->commonName();
    facts.notBefore = read->notBefore();
    facts.notAfter = read->notAfter();
    fillKey(facts, key);
    return facts;
}

tl::expected<KeyFacts, CryptoError> factsOf(const EVP_PKEY *key)
{
    KeyFacts facts;
    facts.kind = KeyFacts::Kind::PublicKey;
    facts.fingerprint = QString::fromLatin1(sha256(derOf(i2d_PUBKEY, key)).toHex());
    fillKey(facts, key);
    return facts;
}

KeyFacts encryptedKey()
{
    KeyFacts facts;
    facts.kind = KeyFacts::Kind::EncryptedKey;
    return facts;
}

/// An object that its d2i function reads from all of the bytes.
template <auto Free, typename T>
std::unique_ptr<T, FreeWith<Free>> wholeOf(T *(*d2i)(T **, const unsigned char **, long), QByteArrayView der)
{
    const unsigned char *at = ucharData(der);
    std::unique_ptr<T, FreeWith<Free>> object(d2i(nullptr, &at, static_cast<long>(der.size())));
    return at == ucharData(der) + der.size() ? std::move(object) : nullptr;
}

bool isPrivate(QByteArrayView der)
{
    const unsigned char *at = ucharData(der);
    return PkeyHandle(d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(der.size()))) != nullptr;
}

bool isEncrypted(QByteArrayView der)
{
    const EncryptedKeyHandle key = wholeOf<X509_SIG_free>(d2i_X509_SIG, der);
    if (!key)
        return false;
    const X509_ALGOR *algorithm = nullptr;
    X509_SIG_get0(key.get(), &algorithm, nullptr);
    const int kind = OBJ_obj2nid(algorithm->algorithm);
    return kind == NID_pbes2 || EVP_PBE_find(EVP_PBE_TYPE_OUTER, kind, nullptr, nullptr, nullptr) == 1;
}

// PEM ------------------------------------------------------------------------

struct PemBlock
{
    QByteArray label;
    QByteArray header;
    QByteArray der;
};

/// Nothing at the end of the text; a damaged block is not_a_key.
tl::expected<std::optional<PemBlock>, CryptoError> nextBlock(BIO *text)
{
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *data = nullptr;
    long length = 0;
    if (PEM_read_bio(text, &name, &header, &data, &length) != 1) {
        if (ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE)
            return std::optional<PemBlock>();
        return fail(Code::NotAKey, u"damaged PEM"_s);
    }
    PemBlock block{name, header, QByteArray(reinterpret_cast<const char *>(data), length)};
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<size_t>(length));
    return std::optional(std::move(block));
}

tl::expected<KeyFacts, CryptoError> factsOf(const PemBlock &block)
{
    if (block.label == "CERTIFICATE" || block.label == "X509 CERTIFICATE") {
        const auto certificate = wholeOf<X509_free>(d2i_X509, block.der);
        return certificate ? factsOf(certificate.get()) : fail(Code::NotACertificate);
    }
    if (block.label == "TRUSTED CERTIFICATE") {
        const auto certificate = wholeOf<X509_free>(d2i_X509_AUX, block.der);
        return certificate ? factsOf(certificate.get()) : fail(Code::NotACertificate);
    }
    if (block.label == "PUBLIC KEY") {
        const auto key = wholeOf<EVP_PKEY_free>(d2i_PUBKEY, block.der);
        return key ? factsOf(key.get()) : fail(Code::NotAKey);
    }
    if (block.label == "ENCRYPTED PRIVATE KEY")
        return isEncrypted(block.der) ? tl::expected<KeyFacts, CryptoError>(encryptedKey()) : fail(Code::NotAKey);
    if (block.label.endsWith("PRIVATE KEY"))
        return block.header.contains("ENCRYPTED") ? tl::expected<KeyFacts, CryptoError>(encryptedKey())
                                                  : fail(Code::KeyUnencrypted);
    return fail(Code::NotAKey, QString::fromLatin1(block.label));
}

/// Parameters stand before many a key and say nothing of their own.
bool isParameters(const PemBlock &block)
{
    return block.label == "EC PARAMETERS" || block.label == "DH PARAMETERS" || block.label == "DSA PARAMETERS";
}

constexpr char beginMark[] = "-----BEGIN ";

bool hasBeginLine(QByteArrayView text)
{
    return text.startsWith(beginMark) || text.contains("\n-----BEGIN ");
}

Entries readPem(QByteArrayView text)
{
    const BioHandle memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    QList<KeyFacts> entries;
    qsizetype blocks = 0;
    while (true) {
        const auto block = nextBlock(memory.get());
        if (!block)
            return tl::unexpected(block.error());
        if (!*block)
            break;
        if (++blocks > maximumEntries)
            return fail(Code::TooLarge);
        if (isParameters(**block))
            continue;
        const auto facts = factsOf(**block);
        if (!facts)
            return tl::unexpected(facts.error());
        entries.append(*facts);
    }
    // OpenSSL passes over a begin line that is damaged, indented or stands after other text; what it hides would go
    // unjudged, and other programs read it.
    if (entries.isEmpty() || blocks != text.count(beginMark))
        return fail(Code::NotAKey);
    return entries;
}

// DER and PKCS#12 ------------------------------------------------------------

Entries readPkcs12(PKCS12 *file, const Secret &password)
{
    const auto contents = openPkcs12(file, password, maximumEntries);
    if (!contents)
        return tl::unexpected(contents.error());
    QList<KeyFacts> entries;
    for (const auto &certificate : contents->certificates) {
        const auto facts = factsOf(certificate.get());
        if (!facts)
            return tl::unexpected(facts.error());
        entries.append(*facts);
    }
    if (entries.isEmpty() && contents->hasKey)
        entries.append(encryptedKey());
    return entries.isEmpty() ? fail(Code::NotAKey) : Entries(entries);
}

Entries one(const tl::expected<KeyFacts, CryptoError> &facts)
{
    return facts.map([](const KeyFacts &only) { return QList<KeyFacts>{only}; });
}

Entries readDer(QByteArrayView der, const Secret &password)
{
    if (const auto certificate = wholeOf<X509_free>(d2i_X509, der))
        return one(factsOf(certificate.get()));
    if (const auto file = wholeOf<PKCS12_free>(d2i_PKCS12, der))
        return readPkcs12(file.get(), password);
    if (const auto key = wholeOf<EVP_PKEY_free>(d2i_PUBKEY, der))
        return one(factsOf(key.get()));
    if (isEncrypted(der))
        return QList<KeyFacts>{encryptedKey()};
    if (isPrivate(der))
        return fail(Code::KeyUnencrypted);
    return fail(Code::NotAKey);
}

} // namespace

bool KeyFacts::isTooSmall() const
{
    constexpr int leastPrime = 2048;
    constexpr int leastCurve = 256;
    if (kind == Kind::EncryptedKey)
        return false;
    if (algorithm == "EC"_L1 || algorithm == "SM2"_L1)
        return bits < leastCurve;
    if (algorithm == "ED25519"_L1 || algorithm == "X25519"_L1 || algorithm == "ED448"_L1 || algorithm == "X448"_L1)
        return false;
    return bits < leastPrime;
}

Entries readKeyFile(QByteArrayView bytes, const Secret &password)
{
    const ErrorScope scope;
    if (bytes.size() > maximumSize)
        return fail(Code::TooLarge);
    return hasBeginLine(bytes) ? readPem(bytes) : readDer(bytes, password);
}

} // namespace cutover::crypto
