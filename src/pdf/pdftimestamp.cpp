// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdftimestamp.h"

#include "crypto/cms.h"
#include "pdf/pdfverifier.h"

#include <algorithm>

namespace cutover::pdf {

namespace {

tl::expected<PdfSignature, PdfError> lastSignature(const QByteArray &pdf)
{
    const PdfFindings findings = verifyPdf(pdf);
    if (findings.isIntact())
        return findings.signatures.last();
    if (!findings.problems.isEmpty())
        return tl::unexpected(findings.problems.first());
    const auto spoilt = std::ranges::find_if_not(findings.signatures, &PdfSignature::intact);
    const bool isNamed = spoilt != findings.signatures.end() && !spoilt->problems.isEmpty();
    return tl::unexpected(isNamed ? spoilt->problems.first() : PdfError{PdfError::Code::NotWholeFile, {}});
}

PdfError problemOf(const crypto::CryptoError &error)
{
    if (error.code == crypto::CryptoError::Code::TimestampInvalid)
        return {PdfError::Code::TimestampInvalid, {error.detail}};
    return {PdfError::Code::CmsInvalid, {crypto::codeName(error.code), error.detail}};
}

} // namespace

tl::expected<QByteArray, PdfError> signatureDigestOf(const QByteArray &pdfBytes)
{
    return lastSignature(pdfBytes).map([](const PdfSignature &signature) { return signature.signatureDigest; });
}

tl::expected<QByteArray, PdfError> withTimestamp(const QByteArray &pdfBytes, const QByteArray &token)
{
    const auto signature = lastSignature(pdfBytes);
    if (!signature)
        return tl::unexpected(signature.error());
    const QByteArray contents = QByteArray::fromHex(pdfBytes.mid(signature->digitsAt, signature->digitsSize));
    const auto length = crypto::leadingDerLength(contents);
    if (!length)
        return tl::unexpected(problemOf(length.error()));
    const auto stamped = crypto::withTimestamp(QByteArrayView(contents).first(*length), token);
    if (!stamped)
        return tl::unexpected(problemOf(stamped.error()));
    if (2 * stamped->size() > signature->digitsSize)
        return tl::unexpected(PdfError{PdfError::Code::SignatureTooLarge,
                                       {QString::number(stamped->size()), QString::number(signature->digitsSize / 2)}});
    QByteArray result = pdfBytes;
    return result.replace(signature->digitsAt, signature->digitsSize,
                          stamped->toHex().leftJustified(signature->digitsSize, '0'));
}

} // namespace cutover::pdf
