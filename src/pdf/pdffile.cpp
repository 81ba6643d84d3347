// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdffile.h"

#include "pdf/pdfverifier.h"

#include <exception>
#include <qpdf/Pl_Discard.hh>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

PdfError damaged(const char *words)
{
    return {PdfError::Code::StructureDamaged, {QString::fromUtf8(words)}};
}

void resolveAll(QPDF &document)
{
    for (QPDFObjectHandle object : document.getAllObjects()) {
        if (!object.isStream())
            continue;
        Pl_Discard discard;
        object.pipeStreamData(&discard, 0, qpdf_dl_generalized, true);
    }
}

} // namespace

tl::expected<PdfFile, PdfError> PdfFile::open(const QByteArray &bytes)
{
    if (bytes.size() > largestPdf)
        return tl::unexpected(
            PdfError{PdfError::Code::TooLarge, {QString::number(bytes.size()), QString::number(largestPdf)}});
    if (!bytes.startsWith("%PDF-1."))
        return tl::unexpected(PdfError{PdfError::Code::NotAPdf, {}});
    try {
        auto document = std::make_unique<QPDF>();
        document->setSuppressWarnings(true);
        document->setAttemptRecovery(false);
        document->processMemoryFile("decision", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (document->isEncrypted())
            return tl::unexpected(PdfError{PdfError::Code::Encrypted, {}});
        resolveAll(*document);
        const std::vector<QPDFExc> warnings = document->getWarnings();
        if (!warnings.empty())
            return tl::unexpected(damaged(warnings.front().what()));
        return PdfFile(std::move(document));
    } catch (const std::exception &failure) {
        return tl::unexpected(damaged(failure.what()));
    }
}

QString textOf(QPDFObjectHandle dictionary, const char *key)
{
    QPDFObjectHandle value = dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
    return value.isString() ? QString::fromStdString(value.getUTF8Value()) : QString();
}

} // namespace cutover::pdf
