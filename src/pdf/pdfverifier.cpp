// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdfverifier.h"

#include "pdf/pdffile.h"
#include "pdf/pdfscan.h"
#include "pdf/signaturecheck.h"

#include <algorithm>
#include <exception>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <set>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;
using Code = PdfError::Code;

/// The signature dictionaries that form fields hold, each once.
std::vector<Handle> signedFields(QPDF &document)
{
    std::vector<Handle> found;
    Handle form = document.getRoot().getKey("/AcroForm");
    Handle fields = form.isDictionary() ? form.getKey("/Fields") : Handle::newNull();
    const int count = fields.isArray() ? fields.getArrayNItems() : 0;
    for (int index = 0; index < count; ++index) {
        Handle field = fields.getArrayItem(index);
        const bool isSignature = field.isDictionary() && field.getKey("/FT").isNameAndEquals("/Sig");
        if (isSignature && field.getKey("/V").isDictionary())
            found.push_back(field.getKey("/V"));
    }
    return found;
}

/// A signature that no field of the form shows would be judged by nobody.
int hiddenSignatures(PdfFile &file, const std::vector<Handle> &shown)
{
    std::set<QPDFObjGen> known;
    for (const Handle &signature : shown)
        known.insert(signature.getObjGen());
    int hidden = static_cast<int>(shown.size()) - static_cast<int>(known.size());
    for (Handle object : file.objects()) {
        const bool isSignature = object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Sig");
        hidden += isSignature && !known.contains(object.getObjGen());
    }
    return hidden;
}

/// What a viewer would run or open by itself; a decision has nothing of the kind. Returns the key found.
QString activeKey(Handle object, int depth = 0)
{
    constexpr int deepest = 64;
    if (object.isStream())
        return activeKey(object.getDict(), depth + 1);
    if (object.isArray() && depth < deepest) {
        for (Handle item : object.getArrayAsVector()) {
            const QString found = item.isIndirect() ? QString() : activeKey(item, depth + 1);
            if (!found.isEmpty())
                return found;
        }
    }
    if (!object.isDictionary() || depth >= deepest)
        return {};
    for (const char *key : {"/OpenAction", "/AA", "/JS", "/JavaScript", "/XFA", "/NeedAppearances", "/RichMedia"}) {
        if (object.hasKey(key))
            return QString::fromLatin1(key);
    }
    if (object.getKey("/S").isNameAndEquals("/Launch") || object.getKey("/S").isNameAndEquals("/SubmitForm"))
        return u"/S"_s;
    for (const auto &[key, value] : object.getDictAsMap()) {
        const QString found = Handle(value).isIndirect() ? QString() : activeKey(value, depth + 1);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

void lookForActiveContent(PdfFile &file, PdfFindings &findings)
{
    for (const Handle &object : file.objects()) {
        const QString key = activeKey(object);
        if (key.isEmpty())
            continue;
        findings.problems.append({Code::ActiveContent, {key}});
        return;
    }
}

void readEnvelope(PdfFile &file, PdfFindings &findings)
{
    const auto attached = QPDFEmbeddedFileDocumentHelper(file.document()).getEmbeddedFiles();
    if (attached.size() != 1) {
        const QString count = QString::number(attached.size());
        findings.problems.append(attached.empty() ? PdfError{Code::EnvelopeMissing, {}}
                                                  : PdfError{Code::EnvelopeAmbiguous, {count}});
        return;
    }
    const auto &specification = attached.begin()->second;
    const auto data = Handle(specification->getEmbeddedFileStream()).getStreamData(qpdf_dl_all);
    findings.envelope =
        QByteArray(reinterpret_cast<const char *>(data->getBuffer()), static_cast<qsizetype>(data->getSize()));
    findings.envelopeName = QString::fromStdString(specification->getFilename());
}

/// Each signature ends where its own revision ends, and each revision but the first has its signature.
void compareWithRevisions(QList<CheckedSignature> &checked, const QList<Revision> &chain, PdfFindings &findings)
{
    const qsizetype expected = checked.size() + 1;
    if (chain.size() != expected) {
        findings.problems.append(
            {Code::UnexpectedRevision, {QString::number(chain.size()), QString::number(expected)}});
    }
    for (qsizetype index = 0; index < checked.size(); ++index) {
        CheckedSignature &signature = checked[index];
        const qsizetype end = index + 1 < chain.size() ? chain.at(index + 1).end : chain.last().end;
        if (signature.end != end && signature.finding.problems.isEmpty())
            signature.finding.problems.append({Code::NotAtEndOfFileMark, {QString::number(signature.end)}});
    }
}

void checkSignatures(const QByteArray &pdf, PdfFile &file, const tl::expected<QList<Revision>, PdfError> &chain,
                     PdfFindings &findings)
{
    const std::vector<Handle> dictionaries = signedFields(file.document());
    if (dictionaries.empty())
        findings.problems.append({Code::NoSignature, {}});
    if (hiddenSignatures(file, dictionaries) != 0)
        findings.problems.append({Code::SignatureMalformed, {u"field"_s}});
    QList<CheckedSignature> checked;
    for (const Handle &dictionary : dictionaries)
        checked.append(checkSignature(pdf, dictionary));
    std::ranges::stable_sort(checked, {}, &CheckedSignature::end);
    if (chain)
        compareWithRevisions(checked, *chain, findings);
    for (CheckedSignature &signature : checked) {
        PdfSignature &finding = signature.finding;
        finding.coversWholeFile = signature.end == pdf.size();
        finding.intact = finding.certificate.has_value() && finding.problems.isEmpty();
        findings.signatures.append(finding);
    }
    const bool isCovered = checked.isEmpty() || findings.signatures.last().coversWholeFile;
    const bool isKnown = std::ranges::any_of(
        findings.problems, [](const PdfError &problem) { return problem.code == Code::NotWholeFile; });
    if (!isCovered && !isKnown)
        findings.problems.append(
            {Code::NotWholeFile, {QString::number(checked.last().end), QString::number(pdf.size())}});
}

} // namespace

bool PdfFindings::isIntact() const
{
    return problems.isEmpty() && !signatures.isEmpty() && signatures.last().coversWholeFile &&
           std::ranges::all_of(signatures, &PdfSignature::intact);
}

PdfFindings verifyPdf(const QByteArray &pdfBytes)
{
    PdfFindings findings;
    auto file = PdfFile::open(pdfBytes);
    if (!file) {
        findings.problems.append(file.error());
        return findings;
    }
    const auto chain = revisions(pdfBytes);
    if (!chain)
        findings.problems.append(chain.error());
    try {
        checkSignatures(pdfBytes, *file, chain, findings);
        lookForActiveContent(*file, findings);
        readEnvelope(*file, findings);
    } catch (const std::exception &failure) {
        findings.problems.append({Code::StructureDamaged, {QString::fromUtf8(failure.what())}});
    }
    return findings;
}

} // namespace cutover::pdf
