// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdffile.h"

#include "pdf/boundedfilter.h"
#include "pdf/pdflimits.h"
#include "pdf/pdfverifier.h"

#include <exception>
#include <optional>
#include <qpdf/Pipeline.hh>
#include <stdexcept>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

PdfError damaged(const char *words)
{
    return {PdfError::Code::StructureDamaged, {QString::fromUtf8(words)}};
}

/// Takes in what the streams of a document decode to, and keeps nothing of it.
class Measure : public Pipeline
{
public:
    Measure()
        : Pipeline("measure", nullptr)
    {
    }

    void write(const unsigned char * /*data*/, std::size_t size) override
    {
        m_bytes += static_cast<qsizetype>(size);
        if (m_bytes > mostDecoded)
            throw std::length_error("the streams decode to more than those of a decision");
    }

    void finish() override {}

    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

private:
    qsizetype m_bytes = 0;
};

/// libqpdf takes what its pipelines throw for damage of the stream, which is no matter here: its digest will tell.
std::optional<PdfError> objectionToStreams(QPDF &document)
{
    Measure measure;
    for (QPDFObjectHandle object : document.getAllObjects()) {
        if (!object.isStream())
            continue;
        bool isDecoded = false;
        std::ignore = object.pipeStreamData(&measure, &isDecoded, 0, qpdf_dl_generalized, true, false);
        if (measure.bytes() > mostDecoded)
            return PdfError{PdfError::Code::TooLarge, {QString::number(measure.bytes()), QString::number(mostDecoded)}};
        if (!isDecoded)
            return PdfError{PdfError::Code::StructureUnsupported, {u"filter"_s}};
    }
    return {};
}

} // namespace

tl::expected<PdfFile, PdfError> PdfFile::read(const QByteArray &bytes, Recovery recovery)
{
    if (const auto objection = objectionToBulk(bytes))
        return tl::unexpected(*objection);
    try {
        boundFilters();
        const WithoutFilters guard;
        auto document = std::make_unique<QPDF>();
        document->setSuppressWarnings(true);
        document->setAttemptRecovery(recovery == Recovery::Attempted);
        document->processMemoryFile("decision", bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (document->isEncrypted())
            return tl::unexpected(PdfError{PdfError::Code::Encrypted, {}});
        if (const auto objection = objectionToTable(*document))
            return tl::unexpected(*objection);
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
        if (const auto objection = objectionToStreams(file->document()))
            return tl::unexpected(*objection);
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
