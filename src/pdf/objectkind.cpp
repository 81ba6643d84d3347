// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/objectkind.h"

#include <algorithm>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

bool names(Handle reference, int number)
{
    if (reference.isArray() && !reference.isIndirect())
        return std::ranges::any_of(reference.getArrayAsVector(), [number](Handle item) { return names(item, number); });
    return reference.isIndirect() && reference.getObjectID() == number;
}

bool isAttached(QPDF &document, int number)
{
    return std::ranges::any_of(QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles(), [number](const auto &file) {
        return file.second->getObjectHandle().getObjectID() == number ||
               names(file.second->getEmbeddedFileStream(), number);
    });
}

/// Kind and page of what hangs on a page.
QStringList kindOnPage(QPDF &document, int number)
{
    int page = 0;
    for (Handle one : document.getAllPages()) {
        ++page;
        const QString at = QString::number(page);
        if (one.getObjectID() == number)
            return {u"page"_s, at};
        if (names(one.getKey("/Contents"), number))
            return {u"content"_s, at};
        if (names(one.getKey("/Annots"), number))
            return {u"annotations"_s, at};
    }
    return {};
}

QString kindOfDictionary(Handle dictionary)
{
    const std::pair<const char *, const char *> types[] = {{"/Sig", "signature"},       {"/DocTimeStamp", "signature"},
                                                           {"/Annot", "field"},         {"/EmbeddedFile", "attachment"},
                                                           {"/Filespec", "attachment"}, {"/Font", "font"},
                                                           {"/FontDescriptor", "font"}, {"/XObject", "picture"}};
    for (const auto &[type, kind] : types) {
        if (dictionary.getKey("/Type").isNameAndEquals(type))
            return QString::fromLatin1(kind);
    }
    return u"object"_s;
}

} // namespace

QStringList kindOf(QPDF &document, int number)
{
    const QStringList onPage = kindOnPage(document, number);
    if (!onPage.isEmpty())
        return onPage;
    const QString at = QString::number(number);
    Handle root = document.getRoot();
    if (root.getObjectID() == number)
        return {u"catalog"_s, at};
    if (names(root.getKey("/AcroForm"), number))
        return {u"form"_s, at};
    if (names(document.getTrailer().getKey("/Info"), number))
        return {u"information"_s, at};
    if (isAttached(document, number))
        return {u"attachment"_s, at};
    Handle object = document.getObjectByID(number, 0);
    if (object.isStream())
        return {kindOfDictionary(object.getDict()), at};
    return {object.isDictionary() ? kindOfDictionary(object) : u"object"_s, at};
}

} // namespace cutover::pdf
