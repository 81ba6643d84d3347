// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cms.h"
#include "crypto/cmsparts.h"
#include "crypto/timestamp.h"

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using der::make;
using Code = CryptoError::Code;

QByteArray joined(const QList<der::Element> &elements)
{
    QByteArray bytes;
    for (const der::Element &element : elements)
        bytes.append(element.whole);
    return bytes;
}

/// `element` with another last member.
QByteArray withLast(const der::Element &element, const QByteArray &last)
{
    auto parts = der::elements(element.content).value();
    parts.removeLast();
    return make(element.tag, {joined(parts), last});
}

der::Element lastOf(const der::Element &element)
{
    return der::elements(element.content).value().last();
}

} // namespace

tl::expected<QByteArray, CryptoError> withTimestamp(QByteArrayView cmsDer, QByteArrayView token)
{
    const auto digest = signatureDigestOf(cmsDer);
    if (!digest)
        return tl::unexpected(digest.error());
    const auto found = verifyTimestamp(token, {*digest, {}, {}}, {});
    if (!found || !found->intact)
        return tl::unexpected(
            CryptoError{Code::TimestampInvalid, codeName(found ? found->problems.first().code : found.error().code)});
    // signatureDigestOf has read every level of it.
    const der::Element contentInfo = der::first(cmsDer).value();
    const der::Element wrapped = lastOf(contentInfo);
    const der::Element signedData = lastOf(wrapped);
    const der::Element signerInfos = lastOf(signedData);
    const der::Element signer = lastOf(signerInfos);
    if (lastOf(signer).tag == der::Context1)
        return tl::unexpected(CryptoError{Code::CmsAttributeUnexpected, u"unsigned attributes"_s});
    const QByteArray attribute = make(der::Sequence, {cms::timestampTokenOid(), make(der::Set, {token.toByteArray()})});
    const QByteArray stamped = make(der::Sequence, {signer.content.toByteArray(), make(der::Context1, {attribute})});
    return withLast(contentInfo, withLast(wrapped, withLast(signedData, withLast(signerInfos, stamped))));
}

} // namespace cutover::crypto
