// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdftimestamp.h"

#include "crypto/cms.h"
#include "crypto/timestamp.h"
#include "pdf/pdfscan.h"
#include "pdf/pdfverifier.h"
#include "pdf/signedupdate.h"

#include <algorithm>
#include <exception>
#include <functional>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

tl::expected<PdfSignature, PdfError> lastSignature(const QByteArray &pdf)
{
    const PdfFindings findings = verifyPdf(pdf);
    const bool isCovered =
        !findings.timestamps.isEmpty() && findings.timestamps.last().signatures == findings.signatures.size();
    if (findings.isIntact() && !isCovered)
        return findings.signatures.last();
    if (!findings.problems.isEmpty())
        return tl::unexpected(findings.problems.first());
    const auto spoilt = std::ranges::find_if_not(findings.signatures, &PdfSignature::intact);
    const auto stamp = std::ranges::find_if_not(findings.timestamps, &DocumentTimestamp::intact);
    if (stamp != findings.timestamps.end() && !stamp->problems.isEmpty())
        return tl::unexpected(stamp->problems.first());
    const bool isNamed = spoilt != findings.signatures.end() && !spoilt->problems.isEmpty();
    return tl::unexpected(isNamed ? spoilt->problems.first() : PdfError{PdfError::Code::NotWholeFile, {}});
}

PdfError problemOf(const crypto::CryptoError &error)
{
    if (error.code == crypto::CryptoError::Code::TimestampInvalid)
        return {PdfError::Code::TimestampInvalid, {error.detail}};
    return {PdfError::Code::CmsInvalid, {crypto::codeName(error.code), error.detail}};
}

/// Builds the update that holds a document time stamp, the same for the same bytes, and goes on with it.
tl::expected<QByteArray, PdfError>
throughUpdate(const QByteArray &pdf, const std::function<tl::expected<QByteArray, PdfError>(const SignedUpdate &)> &use)
{
    auto file = PdfFile::open(pdf);
    if (!file)
        return tl::unexpected(file.error());
    const auto chain = revisions(pdf);
    if (!chain)
        return tl::unexpected(chain.error());
    try {
        SignedUpdate update(pdf, *file);
        const QByteArray head = "/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161";
        if (const auto built = update.build({u"Timestamp"_s, {}, {}, {}}, head, {}, chain->last().table); !built)
            return tl::unexpected(built.error());
        return use(update);
    } catch (const std::exception &failure) {
        return tl::unexpected(PdfError{PdfError::Code::StructureUnsupported, {QString::fromUtf8(failure.what())}});
    }
}

} // namespace

tl::expected<QByteArray, PdfError> documentDigestOf(const QByteArray &pdfBytes)
{
    return throughUpdate(pdfBytes, [](const SignedUpdate &update) { return update.digest(); });
}

tl::expected<QByteArray, PdfError> withDocumentTimestamp(const QByteArray &pdfBytes, const QByteArray &token)
{
    return throughUpdate(pdfBytes, [&token](const SignedUpdate &update) -> tl::expected<QByteArray, PdfError> {
        const auto found = crypto::verifyTimestamp(token, {update.digest(), {}, {}}, {});
        if (!found || !found->intact)
            return tl::unexpected(
                PdfError{PdfError::Code::TimestampInvalid,
                         {crypto::codeName(found ? found->problems.first().code : found.error().code)}});
        return update.filled(token);
    });
}

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
