// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdfsignature.h"

#include "pdf/canonicalpdf.h"
#include "pdf/pdffile.h"
#include "pdf/pdfscan.h"
#include "pdf/signaturestamp.h"
#include "pdf/signedupdate.h"

#include <exception>
#include <optional>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

PdfError refusal(PdfError::Code code, QStringList data = {})
{
    return {code, std::move(data)};
}

Handle text(const QString &value)
{
    return Handle::newUnicodeString(value.toStdString());
}

/// The entries of the signature dictionary that people read, in a fixed order.
QByteArray signatureEntries(const SignatureRequest &request)
{
    const std::pair<const char *, QString> texts[] = {{"/M", QString::fromLatin1(pdfDate(request.time))},
                                                      {"/Name", request.name},
                                                      {"/Reason", request.reason},
                                                      {"/Location", request.location},
                                                      {"/CutoverRole", request.role},
                                                      {"/CutoverMeaning", request.meaning}};
    QByteArray entries;
    for (const auto &[key, value] : texts) {
        if (!value.isEmpty())
            entries += QByteArray(key) + ' ' + QByteArray::fromStdString(text(value).unparse()) + '\n';
    }
    return entries;
}

SignedField fieldOf(const SignatureRequest &request)
{
    const auto size = request.place.rect.size();
    return {u"Signature"_s, request.name, request.place,
            request.place.rect.isEmpty() ? QByteArray() : stampContent(request, size)};
}

tl::expected<QByteArray, PdfError> signUpdate(const SignedUpdate &update, const SignatureRequest &request)
{
    const auto cms = crypto::signDetached(update.digest(), request.certificate, request.sign, request.issuers);
    if (!cms)
        return tl::unexpected(
            refusal(PdfError::Code::SigningFailed, {crypto::codeName(cms.error().code), cms.error().detail}));
    return update.filled(*cms);
}

/// What `finish` makes of the update that waits for its signature.
template <typename Finish>
tl::expected<QByteArray, PdfError> updated(const QByteArray &pdfBytes, const SignatureRequest &request, Finish finish)
{
    auto file = PdfFile::open(pdfBytes);
    if (!file)
        return tl::unexpected(file.error());
    const auto chain = revisions(pdfBytes);
    if (!chain)
        return tl::unexpected(chain.error());
    try {
        SignedUpdate update(pdfBytes, *file);
        const QByteArray head = "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached";
        if (const auto built = update.build(fieldOf(request), head, signatureEntries(request), chain->last().table);
            !built)
            return tl::unexpected(built.error());
        return finish(update);
    } catch (const std::exception &failure) {
        return tl::unexpected(refusal(PdfError::Code::StructureUnsupported, {QString::fromUtf8(failure.what())}));
    }
}

std::optional<PdfError> objectionToTime(const SignatureRequest &request)
{
    if (request.time.isValid() && request.certificate.isValidAt(request.time))
        return {};
    const auto inWords = [](const QDateTime &time) { return time.toUTC().toString(Qt::ISODate); };
    return refusal(
        PdfError::Code::CertificateNotValidAt,
        {inWords(request.time), inWords(request.certificate.notBefore()), inWords(request.certificate.notAfter())});
}

} // namespace

tl::expected<QByteArray, PdfError> signPdf(const QByteArray &pdfBytes, const SignatureRequest &request)
{
    if (const auto objection = objectionToTime(request))
        return tl::unexpected(*objection);
    return updated(pdfBytes, request, [&request](const SignedUpdate &update) { return signUpdate(update, request); });
}

tl::expected<QByteArray, PdfError> preparedPdf(const QByteArray &pdfBytes, const SignatureRequest &request)
{
    return updated(pdfBytes, request, [](const SignedUpdate &update) { return update.filled({}); });
}

} // namespace cutover::pdf
