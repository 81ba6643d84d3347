// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificatefile.h"

#include "crypto/opensslhandles.h"

#include <openssl/pem.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = CryptoError::Code;
using Certificates = tl::expected<QList<Certificate>, CryptoError>;
using BioHandle = std::unique_ptr<BIO, FreeWith<BIO_free>>;

constexpr qsizetype maximumSize = 1024 * 1024;
constexpr qsizetype maximumCertificates = 32;
constexpr char beginMark[] = "-----BEGIN ";

/// The next block's bytes; empty after the last.
tl::expected<QByteArray, CryptoError> nextBlock(BIO *text)
{
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *data = nullptr;
    long length = 0;
    if (PEM_read_bio(text, &name, &header, &data, &length) != 1) {
        if (ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE)
            return QByteArray();
        return fail(Code::NotACertificate, u"damaged PEM"_s);
    }
    const QByteArrayView label(name);
    const bool isCertificate = label == "CERTIFICATE" && *header == '\0';
    QByteArray der(reinterpret_cast<const char *>(data), length);
    const QString shown = QString::fromLatin1(label);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_clear_free(data, static_cast<size_t>(length));
    if (!isCertificate)
        return fail(Code::NotACertificate, shown);
    return der;
}

Certificates readPem(QByteArrayView text)
{
    const BioHandle memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    QList<Certificate> certificates;
    while (true) {
        const auto der = nextBlock(memory.get());
        if (!der)
            return tl::unexpected(der.error());
        if (der->isEmpty())
            break;
        if (certificates.size() >= maximumCertificates)
            return fail(Code::TooLarge);
        auto certificate = Certificate::fromDer(*der);
        if (!certificate)
            return tl::unexpected(certificate.error());
        certificates.append(std::move(*certificate));
    }
    // OpenSSL passes over a begin line that is damaged; what it hides would go unjudged.
    if (certificates.isEmpty() || certificates.size() != text.count(beginMark))
        return fail(Code::NotACertificate);
    return certificates;
}

} // namespace

Certificates readCertificates(QByteArrayView bytes)
{
    const ErrorScope scope;
    if (bytes.size() > maximumSize)
        return fail(Code::TooLarge);
    if (bytes.contains(beginMark))
        return readPem(bytes);
    return Certificate::fromDer(bytes).map([](const Certificate &only) { return QList<Certificate>{only}; });
}

QList<Certificate> issuersOf(const Certificate &leaf, QList<Certificate> given)
{
    QList<Certificate> chain;
    const auto *last = &leaf;
    while (!last->isSelfSigned()) {
        const auto next = std::ranges::find_if(given, [&](const auto &one) { return last->isIssuedBy(one); });
        if (next == given.end())
            break;
        chain.append(*next);
        given.erase(next);
        last = &chain.constLast();
    }
    return chain;
}

} // namespace cutover::crypto
