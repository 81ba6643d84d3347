// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/revisioncompare.h"

#include "pdf/objectkind.h"
#include "pdf/revisionscan.h"
#include "pdf/signaturecheck.h"
#include "pdf/stampcheck.h"

#include <algorithm>
#include <array>
#include <exception>
#include <set>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;
using Code = PdfError::Code;
using Keys = std::set<std::string>;

/// Enough to refuse a revision by; one that writes everything again is not told object by object.
constexpr qsizetype mostProblems = 16;

const Keys s_fieldKeys{"/Type", "/Subtype", "/FT", "/F", "/Rect", "/T", "/TU", "/P", "/V", "/AP"};
const Keys s_formKeys{"/Fields", "/SigFlags"};
const Keys s_stampFieldKeys{"/Type", "/Subtype", "/FT", "/F", "/Rect", "/T", "/P", "/V"};
const Keys s_trailerKeys{"/Size", "/Root", "/Info", "/Prev", "/ID"};
const Keys s_timestampKeys{"/Type", "/Filter", "/SubFilter", "/ByteRange", "/Contents"};
const Keys s_signatureKeys{"/Type", "/Filter", "/SubFilter", "/ByteRange",   "/Contents",      "/M",
                           "/Name", "/Reason", "/Location",  "/CutoverRole", "/CutoverMeaning"};

std::vector<Handle> itemsOf(Handle array)
{
    return array.isArray() ? array.getArrayAsVector() : std::vector<Handle>();
}

/// `after` is `before` with `added` behind.
bool isExtended(Handle before, Handle after, Handle added)
{
    std::vector<Handle> expected = itemsOf(before);
    expected.push_back(added);
    return std::ranges::equal(expected, itemsOf(after),
                              [](Handle one, Handle other) { return one.unparse() == other.unparse(); });
}

/// Two dictionaries say the same but for the keys in `except`.
bool isSameBut(Handle before, Handle after, const Keys &except)
{
    if (!before.isDictionary() || !after.isDictionary())
        return false;
    Keys keys = before.getKeys();
    keys.merge(after.getKeys());
    return std::ranges::all_of(keys, [&](const std::string &key) {
        return except.contains(key) || before.getKey(key).unparse() == after.getKey(key).unparse();
    });
}

std::optional<QString> strangeKey(Handle dictionary, const Keys &known)
{
    const Keys keys = dictionary.isDictionary() ? dictionary.getKeys() : Keys();
    const auto strange = std::ranges::find_if_not(keys, [&known](const auto &key) { return known.contains(key); });
    return strange == keys.end() ? std::nullopt : std::optional(QString::fromStdString(*strange));
}

Handle formOf(QPDF &document)
{
    return document.getRoot().getKey("/AcroForm");
}

Handle fieldsOf(QPDF &document)
{
    Handle form = formOf(document);
    return form.isDictionary() ? form.getKey("/Fields") : Handle::newNull();
}

class Comparison
{
public:
    Comparison(QPDF &before, QPDF &after)
        : m_before(before)
        , m_after(after)
        , m_pages(before.getAllPages())
    {
        for (const Handle &object : before.getAllObjects())
            m_known.insert(object.getObjectID());
    }

    QList<PdfError> compare(const QList<int> &updated)
    {
        checkTrailer();
        findAddition();
        for (const int number : updated) {
            if (m_problems.size() >= mostProblems)
                break;
            if (m_known.contains(number))
                checkChanged(number);
            else if (!m_added.contains(number))
                m_problems.append({Code::ObjectAdded, kindOf(m_after, number)});
        }
        if (m_field.isDictionary())
            checkField();
        return m_problems;
    }

private:
    void checkTrailer()
    {
        Handle before = m_before.getTrailer();
        Handle after = m_after.getTrailer();
        if (const auto key = strangeKey(after, s_trailerKeys))
            m_problems.append({Code::TrailerChanged, {*key}});
        for (const char *key : {"/Root", "/Info"}) {
            if (before.getKey(key).unparse() != after.getKey(key).unparse())
                m_problems.append({Code::TrailerChanged, {QString::fromLatin1(key)}});
        }
        const std::vector<Handle> old = itemsOf(before.getKey("/ID"));
        const std::vector<Handle> now = itemsOf(after.getKey("/ID"));
        const bool isKept =
            old.empty() || (now.size() == 2 && Handle(old.front()).unparse() == Handle(now.front()).unparse());
        if (!isKept)
            m_problems.append({Code::TrailerChanged, {u"/ID"_s}});
    }

    /// The last field of the form, where it is new, and what belongs to it.
    void findAddition()
    {
        const std::vector<Handle> fields = itemsOf(fieldsOf(m_after));
        if (fields.empty() || m_known.contains(Handle(fields.back()).getObjectID()))
            return;
        m_field = fields.back();
        add(m_field);
        if (!m_field.isDictionary())
            return;
        add(m_field.getKey("/V"));
        if (m_field.getKey("/AP").isDictionary())
            add(m_field.getKey("/AP").getKey("/N"));
        if (!formOf(m_before).isDictionary())
            addForm();
    }

    void add(Handle object)
    {
        if (object.isIndirect())
            m_added.insert(object.getObjectID());
    }

    void addForm()
    {
        Handle form = formOf(m_after);
        add(form);
        if (strangeKey(form, s_formKeys) || !isExtended(Handle::newArray(), form.getKey("/Fields"), m_field))
            m_problems.append({Code::ObjectAdded, {u"form"_s, QString::number(form.getObjectID())}});
    }

    void checkChanged(int number)
    {
        Handle before = m_before.getObjectByID(number, 0);
        Handle after = m_after.getObjectByID(number, 0);
        if (!mayChange(number, before, after))
            m_problems.append({Code::ObjectChanged, kindOf(m_before, number)});
    }

    bool mayChange(int number, Handle before, Handle after)
    {
        if (!m_field.isDictionary())
            return false;
        Handle form = formOf(m_before);
        if (number == m_before.getRoot().getObjectID())
            return !form.isDictionary() && formOf(m_after).isIndirect() && isSameBut(before, after, {"/AcroForm"});
        if (form.isDictionary() && number == form.getObjectID())
            return isSameBut(before, after, s_formKeys) &&
                   isExtended(before.getKey("/Fields"), after.getKey("/Fields"), m_field);
        return mayChangeOnPage(number, before, after);
    }

    bool mayChangeOnPage(int number, Handle before, Handle after)
    {
        for (Handle page : m_pages) {
            if (page.unparse() != m_field.getKey("/P").unparse())
                continue;
            Handle annotations = page.getKey("/Annots");
            if (annotations.isIndirect())
                return annotations.getObjectID() == number && isExtended(before, after, m_field);
            return page.getObjectID() == number && isSameBut(before, after, {"/Annots"}) &&
                   isExtended(annotations, after.getKey("/Annots"), m_field);
        }
        return false;
    }

    void checkField()
    {
        const auto object = [this](const char *key) { return m_field.getKey(key); };
        const auto malformed = [this](const QString &key) { m_problems.append({Code::FieldMalformed, {key}}); };
        const bool isTimestamp = isDocumentTimestamp(object("/V"));
        if (const auto key = strangeKey(m_field, isTimestamp ? s_stampFieldKeys : s_fieldKeys))
            malformed(*key);
        if (!object("/Type").isNameAndEquals("/Annot") || !object("/Subtype").isNameAndEquals("/Widget"))
            malformed(u"/Subtype"_s);
        if (!object("/FT").isNameAndEquals("/Sig"))
            malformed(u"/FT"_s);
        // Printed, and locked: neither hidden nor shown on the screen alone.
        if (object("/F").unparse() != "132")
            malformed(u"/F"_s);
        if (!isNewName(object("/T")))
            malformed(u"/T"_s);
        if (m_known.contains(object("/V").getObjectID()) || !object("/V").isDictionary())
            malformed(u"/V"_s);
        if (const auto key = strangeKey(object("/V"), isTimestamp ? s_timestampKeys : s_signatureKeys))
            m_problems.append({Code::SignatureMalformed, {*key}});
        if (isTimestamp)
            checkTimestamp();
        checkPlace();
    }

    /// Anybody may ask an authority for one: it says nothing but a time, and shows nothing.
    void checkTimestamp()
    {
        const std::vector<Handle> fields = itemsOf(fieldsOf(m_before));
        if (fields.empty())
            m_problems.append({Code::SignatureMalformed, {u"/Type"_s}});
        if (!m_field.getKey("/V").getKey("/Filter").isNameAndEquals("/Adobe.PPKLite"))
            m_problems.append({Code::SignatureMalformed, {u"/Filter"_s}});
        Handle name = m_field.getKey("/T");
        if (!name.isString() || name.getStringValue() != "Timestamp" + std::to_string(fields.size() + 1))
            m_problems.append({Code::FieldMalformed, {u"/T"_s}});
        const std::vector<Handle> sides = itemsOf(m_field.getKey("/Rect"));
        const bool isEmpty = sides.size() == 4 && std::ranges::all_of(sides, [](Handle side) {
                                 return side.isNumber() && side.getNumericValue() == 0;
                             });
        if (!isEmpty)
            m_problems.append({Code::FieldMalformed, {u"/Rect"_s}});
        if (m_pages.empty() || m_field.getKey("/P").unparse() != Handle(m_pages.front()).unparse())
            m_problems.append({Code::FieldMalformed, {u"/P"_s}});
    }

    /// Fields of one name are one field to a reader.
    bool isNewName(Handle name)
    {
        const std::vector<Handle> fields = itemsOf(fieldsOf(m_before));
        return name.isString() && std::ranges::none_of(fields, [&name](Handle field) {
                   return field.isDictionary() && field.getKey("/T").unparse() == name.unparse();
               });
    }

    void checkPlace()
    {
        const std::vector<Handle> pages = m_after.getAllPages();
        const auto shown = std::ranges::find_if(
            pages, [this](Handle page) { return page.unparse() == m_field.getKey("/P").unparse(); });
        const std::vector<Handle> annotations =
            shown == pages.end() ? std::vector<Handle>() : itemsOf(Handle(*shown).getKey("/Annots"));
        if (annotations.empty() || Handle(annotations.back()).unparse() != m_field.unparse())
            m_problems.append({Code::FieldMalformed, {u"/P"_s}});
        const auto page = static_cast<int>(shown - pages.begin());
        if (const auto objection = objectionToStamp(m_before, m_field, page))
            m_problems.append(*objection);
        Handle stamp = m_field.getKey("/AP").isDictionary() ? m_field.getKey("/AP").getKey("/N") : Handle::newNull();
        if (m_known.contains(stamp.getObjectID()))
            m_problems.append({Code::StampMalformed, {u"/AP"_s}});
    }

    QPDF &m_before;
    QPDF &m_after;
    std::vector<Handle> m_pages;
    std::set<int> m_known; ///< numbers of the objects there before
    std::set<int> m_added; ///< numbers of those that belong to the new signature
    Handle m_field = Handle::newNull();
    QList<PdfError> m_problems;
};

QList<PdfError> objectionsToBase(QPDF &document)
{
    QList<PdfError> problems;
    if (document.getRoot().hasKey("/AcroForm"))
        problems.append({Code::AnnotationUnexpected, {u"0"_s}});
    int number = 0;
    for (Handle page : document.getAllPages()) {
        ++number;
        if (!itemsOf(page.getKey("/Annots")).empty())
            problems.append({Code::AnnotationUnexpected, {QString::number(number)}});
    }
    return problems;
}

/// The document as each revision left it, taken from the oldest on: no more than two are held at a time.
class History
{
public:
    History(const QByteArray &pdf, const QList<Revision> &chain)
        : m_pdf(pdf)
        , m_chain(chain)
    {
    }

    QList<PdfError> objectionsTo(qsizetype index)
    {
        m_before = std::move(m_now);
        // `m_pdf`'s own bytes, which the parser reads from.
        m_bytes[index % 2] = QByteArray::fromRawData(m_pdf.constData(), m_chain.at(index).end);
        m_now = PdfFile::open(m_bytes[index % 2]);
        if (!m_now)
            return {m_now.error()};
        if (index == 0)
            return objectionsToBase(m_now->document());
        const auto updated = updatedObjects(m_pdf, m_chain.at(index - 1), m_chain.at(index));
        if (!m_before || !updated)
            return {m_before ? updated.error() : m_before.error()};
        return Comparison(m_before->document(), m_now->document()).compare(*updated);
    }

private:
    const QByteArray &m_pdf;
    const QList<Revision> &m_chain;
    std::array<QByteArray, 2> m_bytes;
    tl::expected<PdfFile, PdfError> m_before = tl::unexpected(PdfError());
    tl::expected<PdfFile, PdfError> m_now = tl::unexpected(PdfError());
};

} // namespace

QList<QList<PdfError>> objectionsToRevisions(const QByteArray &pdf, const QList<Revision> &chain)
{
    History history(pdf, chain);
    QList<QList<PdfError>> objections;
    for (qsizetype index = 0; index < chain.size(); ++index) {
        try {
            objections.append(history.objectionsTo(index));
        } catch (const std::exception &failure) {
            objections.append({{Code::StructureDamaged, {QString::fromUtf8(failure.what())}}});
        }
    }
    return objections;
}

} // namespace cutover::pdf
