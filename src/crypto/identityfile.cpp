// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/identityfile.h"

#include "crypto/certificatefile.h"
#include "crypto/pkcs12file.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = CryptoError::Code;
using Pkcs12Handle = std::unique_ptr<PKCS12, FreeWith<PKCS12_free>>;

constexpr qsizetype maximumSize = 1024 * 1024;
constexpr qsizetype maximumEntries = 32;

tl::expected<QList<Certificate>, CryptoError> certificatesOf(const Pkcs12Contents &contents)
{
    QList<Certificate> certificates;
    for (const auto &handle : contents.certificates) {
        auto certificate = Certificate::fromDer(derOf(i2d_X509, handle.get()));
        if (!certificate)
            return tl::unexpected(certificate.error());
        certificates.append(std::move(*certificate));
    }
    return certificates;
}

} // namespace

tl::expected<Identity, CryptoError> readIdentity(QByteArrayView pkcs12, const Secret &password)
{
    const ErrorScope scope;
    if (pkcs12.size() > maximumSize)
        return fail(Code::TooLarge);
    const unsigned char *at = ucharData(pkcs12);
    const Pkcs12Handle file(d2i_PKCS12(nullptr, &at, static_cast<long>(pkcs12.size())));
    if (!file || at != ucharData(pkcs12) + pkcs12.size())
        return fail(Code::NotAKey, u"no PKCS#12 file"_s);
    auto contents = openPkcs12(file.get(), password, maximumEntries, Pkcs12Keys::Open);
    if (!contents)
        return tl::unexpected(contents.error());
    if (contents->keys.size() != 1)
        return fail(Code::NotAKey, u"%1 keys"_s.arg(contents->keys.size()));
    auto key = PrivateKey::adopt(contents->keys.front().release());
    if (!key)
        return tl::unexpected(key.error());
    if (key->algorithm() == KeyAlgorithm::Ed25519)
        return fail(Code::UnsupportedAlgorithm, u"ed25519"_s);
    auto certificates = certificatesOf(*contents);
    if (!certificates)
        return tl::unexpected(certificates.error());
    const auto own = std::ranges::find(*certificates, key->fingerprint(), &Certificate::fingerprint);
    if (own == certificates->end())
        return fail(Code::NotACertificate, u"none for the key"_s);
    const Certificate certificate = *own;
    auto issuers = issuersOf(certificate, std::move(*certificates));
    return Identity{std::move(*key), certificate, std::move(issuers)};
}

} // namespace cutover::crypto
