// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cms.h"

#include "crypto/cmsparts.h"
#include "crypto/digest.h"

namespace cutover::crypto {
namespace {

using der::make;

QByteArray attribute(const QByteArray &type, const QByteArray &value)
{
    return make(der::Sequence, {type, make(der::Set, {value})});
}

// ESSCertIDv2 with its default hash, SHA-256, and without issuerSerial (RFC 5035 section 4).
QByteArray signingCertificate(const Certificate &certificate)
{
    const QByteArray hash = make(der::OctetString, {sha256(certificate.der())});
    const QByteArray certificates = make(der::Sequence, {make(der::Sequence, {hash})});
    return make(der::Sequence, {certificates});
}

// The signature covers the attributes as a SET OF, while the SignerInfo carries them as [0] (RFC 5652 section 5.4).
QByteArray signedAttributes(unsigned char tag, QByteArrayView contentDigest, const Certificate &certificate)
{
    return der::makeSetOf(tag,
                          {attribute(cms::contentTypeOid(), cms::dataOid()),
                           attribute(cms::messageDigestOid(), make(der::OctetString, {contentDigest.toByteArray()})),
                           attribute(cms::signingCertificateV2Oid(), signingCertificate(certificate))});
}

QByteArray signatureAlgorithm(KeyAlgorithm algorithm)
{
    if (algorithm == KeyAlgorithm::EcdsaP256)
        return make(der::Sequence, {cms::ecdsaWithSha256Oid()});
    return make(der::Sequence, {cms::rsaEncryptionOid(), cms::null()});
}

QByteArray signerInfo(QByteArrayView contentDigest, const Certificate &certificate, KeyAlgorithm algorithm,
                      const QByteArray &signature)
{
    return make(der::Sequence,
                {cms::versionOne(), make(der::Sequence, {certificate.issuerDer(), certificate.serialDer()}),
                 cms::sha256Algorithm(), signedAttributes(der::Context0, contentDigest, certificate),
                 signatureAlgorithm(algorithm), make(der::OctetString, {signature})});
}

QByteArray contentInfo(const QList<QByteArray> &certificates, const QByteArray &signer)
{
    const QByteArray signedData =
        make(der::Sequence,
             {cms::versionOne(), make(der::Set, {cms::sha256Algorithm()}), make(der::Sequence, {cms::dataOid()}),
              der::makeSetOf(der::Context0, certificates), make(der::Set, {signer})});
    return make(der::Sequence, {cms::signedDataOid(), make(der::Context0, {signedData})});
}

} // namespace

tl::expected<QByteArray, CryptoError> signDetached(QByteArrayView contentDigest, const Certificate &certificate,
                                                   const SignBytes &sign, const QList<Certificate> &issuers)
{
    if (contentDigest.size() != 32)
        return tl::unexpected(CryptoError{CryptoError::Code::CmsDigestMismatch, QStringLiteral("not 32 bytes")});
    const auto key = certificate.publicKey();
    if (!key)
        return tl::unexpected(key.error());
    if (key->algorithm() == KeyAlgorithm::Ed25519)
        return tl::unexpected(CryptoError{CryptoError::Code::UnsupportedAlgorithm, QStringLiteral("ed25519")});

    const QByteArray covered = signedAttributes(der::Set, contentDigest, certificate);
    const auto signature = sign(covered);
    if (!signature)
        return tl::unexpected(signature.error());
    if (!key->verify(covered, *signature))
        return tl::unexpected(CryptoError{CryptoError::Code::SignatureInvalid, QStringLiteral("another key")});
    QList<QByteArray> certificates{certificate.der()};
    for (const Certificate &issuer : issuers)
        certificates.append(issuer.der());
    return contentInfo(certificates, signerInfo(contentDigest, certificate, key->algorithm(), *signature));
}

tl::expected<qsizetype, CryptoError> leadingDerLength(QByteArrayView bytes)
{
    const auto element = der::first(bytes);
    if (!element)
        return tl::unexpected(CryptoError{CryptoError::Code::CmsMalformed, {}});
    return element->whole.size();
}

} // namespace cutover::crypto
