// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/stampcheck.h"

#include "pdf/pdfscan.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;
using Code = PdfError::Code;

/// Rectangles are written with two digits.
constexpr double tolerance = 0.02;
constexpr int mostPlaces = 64;
constexpr double mostPages = 10'000;

PdfError malformed(const QString &what)
{
    return {Code::StampMalformed, {what}};
}

QList<double> numbersOf(Handle array)
{
    QList<double> numbers;
    const int count = array.isArray() ? array.getArrayNItems() : 0;
    for (int index = 0; index < count; ++index) {
        Handle item = array.getArrayItem(index);
        if (!item.isNumber())
            return {};
        numbers.append(item.getNumericValue());
    }
    return numbers;
}

/// A rectangle of a page as `SignaturePlace` counts; null where it is none.
QRectF fromTop(Handle page, Handle rectangle)
{
    const QList<double> corners = numbersOf(rectangle);
    const QList<double> box = numbersOf(page.getKey("/MediaBox"));
    if (corners.size() != 4 || box.size() != 4)
        return {};
    return QRectF(QPointF(corners.at(0), box.at(3) - corners.at(3)), QPointF(corners.at(2), box.at(3) - corners.at(1)));
}

QList<SignaturePlace> reservedPlaces(QPDF &document)
{
    QList<SignaturePlace> places;
    Handle list = document.getRoot().getKey("/CutoverPlaces");
    const int count = list.isArray() ? list.getArrayNItems() : 0;
    for (int index = 0; index < count; ++index) {
        const QList<double> numbers = numbersOf(list.getArrayItem(index));
        const bool isPlace = numbers.size() == 5 && numbers.at(0) >= 0 && numbers.at(0) < mostPages;
        if (!isPlace || count > mostPlaces)
            return {};
        const QRectF rect(numbers.at(1), numbers.at(2), numbers.at(3), numbers.at(4));
        places.append({static_cast<int>(numbers.at(0)), rect});
    }
    return places;
}

bool isTaken(const std::vector<Handle> &pages, const SignaturePlace &place)
{
    if (place.page < 0 || static_cast<std::size_t>(place.page) >= pages.size())
        return true;
    Handle page = pages.at(static_cast<std::size_t>(place.page));
    Handle annotations = page.getKey("/Annots");
    const int count = annotations.isArray() ? annotations.getArrayNItems() : 0;
    for (int index = 0; index < count; ++index) {
        Handle one = annotations.getArrayItem(index);
        if (one.isDictionary() && fromTop(page, one.getKey("/Rect")).intersects(place.rect))
            return true;
    }
    return false;
}

bool isWithin(const QRectF &rect, const QRectF &place)
{
    return rect.isValid() && place.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(rect);
}

/// Filled outlines and nothing else: no text that could be selected as another, no picture, no clip, no state.
std::optional<PdfError> objectionToDrawing(Handle form)
{
    static const QList<QByteArrayView> operators{"rg", "re", "m", "l", "c", "f", "f*"};
    const auto data = form.getStreamData(qpdf_dl_generalized);
    const QByteArrayView text(reinterpret_cast<const char *>(data->getBuffer()),
                              static_cast<qsizetype>(data->getSize()));
    for (Token token = nextToken(text, 0); !token.text.isEmpty(); token = nextToken(text, token.end())) {
        bool isNumber = false;
        std::ignore = token.text.toByteArray().toDouble(&isNumber);
        if (!isNumber && !operators.contains(token.text))
            return malformed(QString::fromLatin1(token.text.first(std::min<qsizetype>(token.text.size(), 20))));
    }
    return {};
}

std::optional<PdfError> objectionToAppearance(Handle appearance, const QSizeF &size)
{
    static const std::set<std::string> known{"/Type", "/Subtype", "/BBox", "/Resources", "/Filter", "/Length"};
    Handle form = appearance.isDictionary() ? appearance.getKey("/N") : Handle::newNull();
    if (!form.isStream() || appearance.getKeys().size() != 1)
        return malformed(u"/AP"_s);
    Handle dictionary = form.getDict();
    for (const std::string &key : dictionary.getKeys()) {
        if (!known.contains(key))
            return malformed(QString::fromStdString(key));
    }
    const QList<double> box = numbersOf(dictionary.getKey("/BBox"));
    const bool fits = box.size() == 4 && box.at(0) == 0 && box.at(1) == 0 &&
                      std::abs(box.at(2) - size.width()) <= tolerance &&
                      std::abs(box.at(3) - size.height()) <= tolerance;
    if (!fits)
        return malformed(u"/BBox"_s);
    Handle resources = dictionary.getKey("/Resources");
    if (!resources.isDictionary() || !resources.getKeys().empty())
        return malformed(u"/Resources"_s);
    return objectionToDrawing(form);
}

} // namespace

QList<SignaturePlace> freePlacesOf(QPDF &document)
{
    const std::vector<Handle> pages = document.getAllPages();
    QList<SignaturePlace> places = reservedPlaces(document);
    places.removeIf([&pages](const SignaturePlace &place) { return isTaken(pages, place); });
    return places;
}

std::optional<PdfError> objectionToStamp(QPDF &before, Handle widget, int page)
{
    const std::vector<Handle> pages = before.getAllPages();
    const PdfError misplaced{Code::StampMisplaced, {QString::number(page + 1)}};
    if (page < 0 || static_cast<std::size_t>(page) >= pages.size())
        return misplaced;
    const QRectF rect = fromTop(pages.at(static_cast<std::size_t>(page)), widget.getKey("/Rect"));
    const bool isInvisible = rect.isNull() && numbersOf(widget.getKey("/Rect")).size() == 4;
    if (isInvisible)
        return widget.hasKey("/AP") ? std::optional(malformed(u"/AP"_s)) : std::nullopt;
    const bool isReserved = std::ranges::any_of(freePlacesOf(before), [&](const SignaturePlace &place) {
        return place.page == page && isWithin(rect, place.rect);
    });
    if (!isReserved)
        return misplaced;
    return objectionToAppearance(widget.getKey("/AP"), rect.size());
}

} // namespace cutover::pdf
