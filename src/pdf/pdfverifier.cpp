// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdfverifier.h"

#include "crypto/cms.h"
#include "crypto/digest.h"
#include "pdf/pdffile.h"
#include "pdf/pdflimits.h"
#include "pdf/pdfscan.h"
#include "pdf/revisioncompare.h"
#include "pdf/signaturecheck.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <functional>
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
    for (int index = 0; index < count && found.size() <= mostSignatures; ++index) {
        Handle field = fields.getArrayItem(index);
        const bool isSignature = field.isDictionary() && field.getKey("/FT").isNameAndEquals("/Sig");
        if (isSignature && field.getKey("/V").isDictionary())
            found.push_back(field.getKey("/V"));
    }
    return found;
}

bool isSignature(Handle object)
{
    return object.isDictionary() && object.getKey("/Type").isNameAndEquals("/Sig");
}

bool isSigning(Handle object)
{
    return isSignature(object) || isDocumentTimestamp(object);
}

/// Signatures and time stamps that no field of the form shows: a reader would not look at them.
std::vector<Handle> hiddenSignatures(PdfFile &file, const std::vector<Handle> &shown)
{
    std::set<QPDFObjGen> known;
    for (const Handle &signature : shown)
        known.insert(signature.getObjGen());
    std::vector<Handle> hidden;
    for (const Handle &object : file.objects()) {
        if (isSigning(object) && !known.contains(object.getObjGen()) && hidden.size() <= mostSignatures)
            hidden.push_back(object);
    }
    return hidden;
}

bool isShownTwice(const std::vector<Handle> &shown)
{
    std::set<QPDFObjGen> known;
    return !std::ranges::all_of(shown, [&known](const Handle &one) { return known.insert(one.getObjGen()).second; });
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

/// Each signature, and each time stamp, ends where its own revision ends, and each revision but the first has its
/// signature.
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

/// What a revision brought beyond its signature is said of that signature; of the file where there is none.
void compareObjects(const QByteArray &pdf, QList<CheckedSignature> &checked, const QList<Revision> &chain,
                    PdfFindings &findings)
{
    const auto objections = objectionsToRevisions(pdf, chain);
    for (qsizetype index = 0; index < chain.size(); ++index) {
        const auto own = std::ranges::find(checked, chain.at(index).end, &CheckedSignature::end);
        QList<PdfError> &problems = own == checked.end() ? findings.problems : own->finding.problems;
        problems += objections.at(index);
    }
}

/// Nothing but time stamps follows it.
bool isLastSignature(const CheckedSignature &signature, const QList<CheckedSignature> &checked)
{
    return std::ranges::all_of(checked, [&signature](const CheckedSignature &other) {
        return other.isTimestamp || other.end <= signature.end;
    });
}

void take(const CheckedSignature &checked, bool coversWholeFile, PdfFindings &findings)
{
    PdfSignature finding = checked.finding;
    if (checked.isTimestamp) {
        findings.timestamps.append({finding.token, finding.signatureDigest, findings.signatures.size(),
                                    finding.problems.isEmpty(), finding.problems});
        return;
    }
    finding.coversWholeFile = coversWholeFile;
    finding.intact = finding.certificate.has_value() && finding.problems.isEmpty();
    findings.signatures.append(finding);
}

void checkSignatures(const QByteArray &pdf, PdfFile &file, const tl::expected<QList<Revision>, PdfError> &chain,
                     PdfFindings &findings)
{
    const std::vector<Handle> dictionaries = signedFields(file.document());
    if (std::ranges::all_of(dictionaries, isDocumentTimestamp))
        findings.problems.append({Code::NoSignature, {}});
    const std::vector<Handle> hidden = hiddenSignatures(file, dictionaries);
    const PdfError noField{Code::SignatureMalformed, {u"field"_s}};
    if (!hidden.empty() || isShownTwice(dictionaries))
        findings.problems.append(noField);
    if (dictionaries.size() + hidden.size() > mostSignatures) {
        findings.problems.append({Code::StructureUnsupported, {u"signatures"_s}});
        return;
    }
    QList<CheckedSignature> checked;
    for (const Handle &dictionary : dictionaries)
        checked.append(checkSignature(pdf, dictionary));
    for (const Handle &dictionary : hidden) {
        checked.append(checkSignature(pdf, dictionary));
        checked.last().finding.problems.append(noField);
    }
    std::ranges::stable_sort(checked, {}, &CheckedSignature::end);
    if (chain) {
        compareWithRevisions(checked, *chain, findings);
        compareObjects(pdf, checked, *chain, findings);
    }
    const bool isCovered = checked.isEmpty() || checked.last().end == pdf.size();
    for (const CheckedSignature &one : checked)
        take(one, isCovered && isLastSignature(one, checked), findings);
    const bool isKnown = std::ranges::any_of(
        findings.problems, [](const PdfError &problem) { return problem.code == Code::NotWholeFile; });
    if (!isCovered && !isKnown)
        findings.problems.append(
            {Code::NotWholeFile, {QString::number(checked.last().end), QString::number(pdf.size())}});
}

/// The signatures that a parser with recovery still finds.
QList<CheckedSignature> salvaged(const QByteArray &pdf)
{
    // A stream whose length does not hold is looked for to the end of the file.
    constexpr qsizetype largestSalvaged = 4 * 1024 * 1024;
    if (pdf.size() > largestSalvaged)
        return {};
    QList<CheckedSignature> found;
    auto file = PdfFile::salvage(pdf);
    try {
        for (const Handle &object : file ? file->objects() : std::vector<Handle>()) {
            if (isSignature(object) && found.size() < mostSignatures)
                found.append(checkSignature(pdf, object));
        }
    } catch (const std::exception &) {
        return {};
    }
    std::ranges::stable_sort(found, {}, &CheckedSignature::end);
    return found;
}

bool isHexDigit(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// Behind the hexadecimal digits from `digits` on; a single damaged one among them does not end them.
QByteArray::const_iterator endOfDigits(QByteArray::const_iterator digits, QByteArray::const_iterator end)
{
    const auto isEnd = [end](auto at) { return !isHexDigit(*at) && (at + 1 == end || !isHexDigit(*(at + 1))); };
    while (digits != end && !isEnd(digits))
        ++digits;
    return digits;
}

/// The signers of all CMS that stand in the bytes as hexadecimal digits, whatever became of the file around them.
QList<CheckedSignature> scanned(const QByteArray &pdf)
{
    QList<CheckedSignature> found;
    const auto begin = pdf.cbegin();
    for (auto digits = std::find_if(begin, pdf.cend(), isHexDigit);
         digits != pdf.cend() && found.size() < mostSignatures;) {
        const auto end = endOfDigits(digits, pdf.cend());
        QByteArray text = pdf.mid(digits - begin, end - digits);
        std::ranges::replace_if(text, std::not_fn(isHexDigit), '0');
        const QByteArray bytes = QByteArray::fromHex(text);
        const auto length = crypto::leadingDerLength(bytes);
        const auto cms = length ? crypto::verifyDetached(QByteArrayView(bytes).first(*length), crypto::sha256({}))
                                : tl::unexpected(length.error());
        if (cms) {
            CheckedSignature signature;
            signature.finding.certificate = cms->signer;
            found.append(signature);
        }
        digits = std::find_if(end, pdf.cend(), isHexDigit);
    }
    return found;
}

/// Whose signatures a file bore that cannot be read as one: none of them holds, and each is named.
void nameSignatures(const QByteArray &pdf, PdfFindings &findings)
{
    QList<CheckedSignature> found = salvaged(pdf);
    if (found.isEmpty())
        found = scanned(pdf);
    for (CheckedSignature &signature : found) {
        if (signature.finding.problems.isEmpty())
            signature.finding.problems.append(findings.problems.first());
        findings.signatures.append(signature.finding);
    }
}

} // namespace

bool PdfFindings::isIntact() const
{
    return problems.isEmpty() && !signatures.isEmpty() && signatures.last().coversWholeFile &&
           std::ranges::all_of(signatures, &PdfSignature::intact) &&
           std::ranges::all_of(timestamps, &DocumentTimestamp::intact);
}

PdfFindings verifyPdf(const QByteArray &pdfBytes)
{
    PdfFindings findings;
    auto file = PdfFile::open(pdfBytes);
    const auto chain = file ? revisions(pdfBytes) : tl::unexpected(file.error());
    if (!chain)
        findings.problems.append(chain.error());
    try {
        if (file) {
            checkSignatures(pdfBytes, *file, chain, findings);
            lookForActiveContent(*file, findings);
            readEnvelope(*file, findings);
        }
    } catch (const std::exception &failure) {
        findings.problems.append({Code::StructureDamaged, {QString::fromUtf8(failure.what())}});
    }
    if (findings.signatures.isEmpty() && pdfBytes.size() <= largestPdf)
        nameSignatures(pdfBytes, findings);
    return findings;
}

} // namespace cutover::pdf
