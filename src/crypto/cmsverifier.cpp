// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cms.h"

#include "crypto/cmsparts.h"
#include "crypto/digest.h"
#include "crypto/timestamp.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = CryptoError::Code;
using Elements = QList<der::Element>;

struct Signer
{
    QByteArrayView name; ///< IssuerAndSerialNumber
    QByteArrayView digestAlgorithm;
    der::Element attributes;
    QByteArrayView signatureAlgorithm;
    QByteArrayView signature;
    QByteArrayView token; ///< empty if there is none
};

struct Envelope
{
    QList<QByteArrayView> certificates;
    Signer signer;
};

tl::unexpected<CryptoError> malformed(const QString &where)
{
    return tl::unexpected(CryptoError{Code::CmsMalformed, where});
}

bool hasTags(const Elements &parts, std::initializer_list<unsigned char> tags)
{
    return std::equal(parts.begin(), parts.end(), tags.begin(), tags.end(),
                      [](const der::Element &part, unsigned char tag) { return part.tag == tag; });
}

// The children of `element` if it has this tag; none if it is anything else.
Elements childrenOf(const der::Element &element, unsigned char tag)
{
    return element.tag == tag ? der::elements(element.content).value_or(Elements{}) : Elements{};
}

bool isSha256(QByteArrayView algorithm)
{
    return algorithm == cms::sha256Algorithm() || algorithm == cms::sha256AlgorithmWithNull();
}

tl::expected<der::Element, CryptoError> signedDataOf(QByteArrayView cmsDer)
{
    const auto outer = der::first(cmsDer);
    if (!outer)
        return malformed(u"ContentInfo"_s);
    if (outer->whole.size() != cmsDer.size())
        return tl::unexpected(CryptoError{Code::TrailingData, {}});
    const Elements parts = childrenOf(*outer, der::Sequence);
    if (!hasTags(parts, {der::ObjectIdentifier, der::Context0}) || parts[0].whole != cms::signedDataOid())
        return malformed(u"ContentInfo"_s);
    const Elements inner = childrenOf(parts[1], der::Context0);
    if (!hasTags(inner, {der::Sequence}))
        return malformed(u"SignedData"_s);
    return inner[0];
}

// The one unsigned attribute that there may be: nothing covers it but what is in it.
tl::expected<QByteArrayView, CryptoError> tokenIn(const der::Element &unsignedAttributes)
{
    const Elements attributes = childrenOf(unsignedAttributes, der::Context1);
    const Elements parts = attributes.size() == 1 ? childrenOf(attributes[0], der::Sequence) : Elements{};
    const Elements values = parts.size() == 2 ? childrenOf(parts[1], der::Set) : Elements{};
    if (values.size() != 1 || parts[0].whole != cms::timestampTokenOid())
        return tl::unexpected(CryptoError{Code::CmsAttributeUnexpected, u"unsigned attributes"_s});
    return values[0].whole;
}

tl::expected<Signer, CryptoError> signerOf(const der::Element &signerInfos)
{
    const auto infos = der::elements(signerInfos.content);
    if (!infos)
        return malformed(u"signerInfos"_s);
    if (infos->size() != 1)
        return tl::unexpected(CryptoError{Code::CmsSignerCount, QString::number(infos->size())});
    Elements parts = childrenOf(infos->first(), der::Sequence);
    QByteArrayView token;
    const std::initializer_list<unsigned char> expected = {der::Integer,  der::Sequence, der::Sequence,
                                                           der::Context0, der::Sequence, der::OctetString};
    if (parts.size() == 7 && parts[6].tag == der::Context1) {
        const auto found = tokenIn(parts.takeLast());
        if (!found)
            return tl::unexpected(found.error());
        token = *found;
    }
    if (!hasTags(parts, expected) || parts[0].whole != cms::versionOne())
        return malformed(u"SignerInfo"_s);
    return Signer{parts[1].whole, parts[2].whole, parts[3], parts[4].whole, parts[5].content, token};
}

tl::expected<Envelope, CryptoError> envelopeOf(QByteArrayView cmsDer)
{
    const auto signedData = signedDataOf(cmsDer);
    if (!signedData)
        return tl::unexpected(signedData.error());
    const Elements parts = childrenOf(*signedData, der::Sequence);
    if (hasTags(parts, {der::Integer, der::Set, der::Sequence, der::Set}))
        return tl::unexpected(CryptoError{Code::CmsCertificateMissing, {}});
    if (!hasTags(parts, {der::Integer, der::Set, der::Sequence, der::Context0, der::Set}) ||
        parts[0].whole != cms::versionOne())
        return malformed(u"SignedData"_s);
    const Elements digests = childrenOf(parts[1], der::Set);
    if (digests.size() != 1 || !isSha256(digests[0].whole))
        return malformed(u"digestAlgorithms"_s);
    // An encapsulated content would be a second thing that the signature might mean.
    if (parts[2].whole != der::make(der::Sequence, {cms::dataOid()}))
        return malformed(u"encapContentInfo"_s);

    auto signer = signerOf(parts[4]);
    if (!signer)
        return tl::unexpected(signer.error());
    Envelope envelope{{}, *signer};
    for (const der::Element &certificate : childrenOf(parts[3], der::Context0))
        envelope.certificates.append(certificate.whole);
    return envelope;
}

/// The signer's; the others come into `others`.
tl::expected<Certificate, CryptoError> certificateOf(const Envelope &envelope, QList<Certificate> &others)
{
    std::optional<Certificate> found;
    for (const QByteArrayView der : envelope.certificates) {
        auto certificate = Certificate::fromDer(der);
        if (!certificate)
            return tl::unexpected(certificate.error());
        const QByteArray name = der::make(der::Sequence, {certificate->issuerDer(), certificate->serialDer()});
        if (name != envelope.signer.name) {
            others.append(std::move(*certificate));
            continue;
        }
        if (found)
            return tl::unexpected(CryptoError{Code::CmsCertificateMissing, u"ambiguous"_s});
        found = std::move(*certificate);
    }
    if (!found)
        return tl::unexpected(CryptoError{Code::CmsCertificateMissing, {}});
    return std::move(*found);
}

// One value of one attribute; `problems` learns of attributes that are not among the three, twice there, or unreadable.
struct Attributes
{
    std::optional<QByteArray> contentType;
    std::optional<QByteArray> messageDigest;
    std::optional<QByteArray> signingCertificate;
};

Attributes attributesOf(const der::Element &set, QList<CryptoError> &problems)
{
    Attributes found;
    QList<QByteArray> members;
    for (const der::Element &attribute : childrenOf(set, der::Context0)) {
        members.append(attribute.whole.toByteArray());
        const Elements parts = childrenOf(attribute, der::Sequence);
        const Elements values = parts.size() == 2 ? childrenOf(parts[1], der::Set) : Elements{};
        const QByteArray type = values.size() == 1 ? parts[0].whole.toByteArray() : QByteArray();
        std::optional<QByteArray> *slot = type == cms::contentTypeOid()            ? &found.contentType
                                          : type == cms::messageDigestOid()        ? &found.messageDigest
                                          : type == cms::signingCertificateV2Oid() ? &found.signingCertificate
                                                                                   : nullptr;
        if (!slot || slot->has_value())
            problems.append({Code::CmsAttributeUnexpected, QString::fromLatin1(type.toHex())});
        else
            *slot = values[0].whole.toByteArray();
    }
    if (der::makeSetOf(der::Context0, members) != set.whole)
        problems.append({Code::CmsMalformed, u"order of the signed attributes"_s});
    return found;
}

// SigningCertificateV2 with one ESSCertIDv2 over SHA-256, its default, with or without issuerSerial.
std::optional<QByteArray> essHash(const QByteArray &value)
{
    const auto outer = der::first(value);
    const Elements lists = outer ? childrenOf(*outer, der::Sequence) : Elements{};
    const Elements ids = lists.size() == 1 ? childrenOf(lists[0], der::Sequence) : Elements{};
    const Elements parts = ids.size() == 1 ? childrenOf(ids[0], der::Sequence) : Elements{};
    if (hasTags(parts, {der::OctetString}) || hasTags(parts, {der::OctetString, der::Sequence}))
        return parts[0].content.toByteArray();
    return std::nullopt;
}

void judgeAttributes(const Attributes &attributes, QByteArrayView contentDigest, const Certificate &certificate,
                     QList<CryptoError> &problems)
{
    if (!attributes.contentType || !attributes.messageDigest || !attributes.signingCertificate)
        problems.append({Code::CmsAttributeMissing, {}});
    if (attributes.contentType && attributes.contentType != cms::dataOid())
        problems.append({Code::CmsMalformed, u"contentType"_s});
    const QByteArray digest = der::make(der::OctetString, {contentDigest.toByteArray()});
    if (attributes.messageDigest && (attributes.messageDigest != digest || contentDigest.size() != 32))
        problems.append({Code::CmsDigestMismatch, {}});
    if (attributes.signingCertificate && essHash(*attributes.signingCertificate) != sha256(certificate.der()))
        problems.append({Code::CmsEssMismatch, {}});
}

bool fitsKey(QByteArrayView algorithm, KeyAlgorithm key)
{
    switch (key) {
    case KeyAlgorithm::EcdsaP256:
        return algorithm == der::make(der::Sequence, {cms::ecdsaWithSha256Oid()});
    case KeyAlgorithm::Rsa:
        return algorithm == der::make(der::Sequence, {cms::rsaEncryptionOid(), cms::null()}) ||
               algorithm == der::make(der::Sequence, {cms::sha256WithRsaOid(), cms::null()});
    case KeyAlgorithm::Ed25519:
        return false;
    }
    return false;
}

void judgeSignature(const Signer &signer, const Certificate &certificate, QList<CryptoError> &problems)
{
    const auto key = certificate.publicKey();
    if (!key) {
        problems.append(key.error());
        return;
    }
    if (!isSha256(signer.digestAlgorithm) || !fitsKey(signer.signatureAlgorithm, key->algorithm())) {
        problems.append({Code::UnsupportedAlgorithm, u"SignerInfo"_s});
        return;
    }
    QByteArray covered = signer.attributes.whole.toByteArray();
    covered[0] = static_cast<char>(der::Set);
    if (!key->verify(covered, signer.signature))
        problems.append({Code::SignatureInvalid, {}});
}

void judgeToken(const DetachedSignature &finding, QList<CryptoError> &problems)
{
    const auto found = verifyTimestamp(finding.token, {finding.signatureDigest, {}, {}}, {});
    if (!found)
        problems.append({Code::TimestampInvalid, codeName(found.error().code)});
    else if (!found->intact)
        problems.append({Code::TimestampInvalid, codeName(found->problems.first().code)});
}

} // namespace

tl::expected<DetachedSignature, CryptoError> verifyDetached(QByteArrayView cmsDer, QByteArrayView contentDigest)
{
    const auto envelope = envelopeOf(cmsDer);
    if (!envelope)
        return tl::unexpected(envelope.error());
    QList<Certificate> others;
    auto certificate = certificateOf(*envelope, others);
    if (!certificate)
        return tl::unexpected(certificate.error());
    DetachedSignature finding{std::move(*certificate), false, {}, {}, {}, std::move(others)};
    finding.token = envelope->signer.token.toByteArray();
    finding.signatureDigest = sha256(envelope->signer.signature);
    const Attributes attributes = attributesOf(envelope->signer.attributes, finding.problems);
    judgeAttributes(attributes, contentDigest, finding.signer, finding.problems);
    judgeSignature(envelope->signer, finding.signer, finding.problems);
    if (!finding.token.isEmpty())
        judgeToken(finding, finding.problems);
    finding.intact = finding.problems.isEmpty();
    return finding;
}

tl::expected<QByteArray, CryptoError> signatureDigestOf(QByteArrayView cmsDer)
{
    return envelopeOf(cmsDer).map([](const Envelope &envelope) { return sha256(envelope.signer.signature); });
}

} // namespace cutover::crypto
