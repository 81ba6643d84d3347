// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdffile.h"

#include "pdf/pdflimits.h"
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

tl::expected<PdfFile, PdfError> PdfFile::read(const QByteArray &bytes, Recovery recovery)
{
    if (const auto objection = objectionToBulk(bytes))
        return tl::unexpected(*objection);
    try {
        auto document = std::make_unique<QPDF>();
        document->setSuppressWarnings(true);
        document->setAttemptRecovery(recovery == Recovery::Attempted);
        document->processMemoryFile("decision", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (document->isEncrypted())
            return tl::unexpected(PdfError{PdfError::Code::Encrypted, {}});
        return PdfFile(std::move(document));
    } catch (const std::exception &failure) {
        return tl::unexpected(damaged(failure.what()));
    }
}

tl::expected<PdfFile, PdfError> PdfFile::open(const QByteArray &bytes)
{
    if (bytes.size() <= largestPdf && !bytes.startsWith("%PDF-1."))
        return tl::unexpected(PdfError{PdfError::Code::NotAPdf, {}});
    auto file = read(bytes, Recovery::None);
    if (!file)
        return file;
    try {
        if (const auto objection = objectionToTrees(file->document()))
            return tl::unexpected(*objection);
        resolveAll(*file->m_document);
    } catch (const std::exception &failure) {
        return tl::unexpected(damaged(failure.what()));
    }
    const std::vector<QPDFExc> warnings = file->m_document->getWarnings();
    if (!warnings.empty())
        return tl::unexpected(damaged(warnings.front().what()));
    return file;
}

tl::expected<PdfFile, PdfError> PdfFile::salvage(const QByteArray &bytes)
{
    return read(bytes, Recovery::Attempted);
}

QString textOf(QPDFObjectHandle dictionary, const char *key)
{
    QPDFObjectHandle value = dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
    return value.isString() ? QString::fromStdString(value.getUTF8Value()) : QString();
}

} // namespace cutover::pdf
