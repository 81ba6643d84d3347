// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pagedifference.h"

#include "pdf/pdffile.h"

#include <algorithm>
#include <exception>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace cutover::pdf {

namespace {

/// Size and drawing of each page.
std::vector<std::string> pagesOf(QPDF &document)
{
    std::vector<std::string> pages;
    for (const QPDFObjectHandle &page : document.getAllPages()) {
        std::string drawing = QPDFObjectHandle(page).getKey("/MediaBox").unparse() + '\n';
        Pl_String out("page", nullptr, drawing);
        QPDFPageObjectHelper(page).pipeContents(&out);
        pages.push_back(drawing);
    }
    return pages;
}

/// An object as it reads once its stream is decoded.
std::string decoded(QPDFObjectHandle object)
{
    if (!object.isStream())
        return object.unparseResolved();
    QPDFObjectHandle dictionary = object.getDict().shallowCopy();
    // Of the bytes as they are compressed; an indirect length is an object of its own.
    for (const char *key : {"/Length", "/Filter", "/DecodeParms"})
        dictionary.removeKey(key);
    std::string text = dictionary.unparse() + '\n';
    const auto data = object.getStreamData(qpdf_dl_generalized);
    return text.append(reinterpret_cast<const char *>(data->getBuffer()), data->getSize());
}

/// An integer may be some stream's length.
bool isNumber(QPDFObjectHandle object)
{
    return object.isInteger();
}

} // namespace

bool isCompressedOtherwise(const QByteArray &one, const QByteArray &other)
{
    auto first = PdfFile::open(one);
    auto second = PdfFile::open(other);
    if (!first || !second)
        return false;
    try {
        return std::ranges::equal(first->objects(), second->objects(),
                                  [](const QPDFObjectHandle &left, const QPDFObjectHandle &right) {
                                      return (isNumber(left) && isNumber(right)) || decoded(left) == decoded(right);
                                  });
    } catch (const std::exception &) {
        return false;
    }
}

std::optional<int> firstDifference(const QByteArray &one, const QByteArray &other)
{
    if (one == other)
        return {};
    auto first = PdfFile::open(one);
    auto second = PdfFile::open(other);
    if (!first || !second)
        return 0;
    try {
        const auto pages = pagesOf(first->document());
        const auto others = pagesOf(second->document());
        const auto [at, behind] = std::ranges::mismatch(pages, others);
        const bool isShared = at == pages.end() && behind == others.end();
        return isShared ? 0 : static_cast<int>(at - pages.begin()) + 1;
    } catch (const std::exception &) {
        return 0;
    }
}

} // namespace cutover::pdf
