// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reservedplaces.h"

#include "pdf/stampcheck.h"

#include <exception>

namespace cutover::pdf {

QByteArray placesEntry(const QList<SignaturePlace> &places)
{
    QByteArray items;
    for (const SignaturePlace &place : places) {
        QByteArray numbers = QByteArray::number(place.page);
        for (const double value : {place.rect.x(), place.rect.y(), place.rect.width(), place.rect.height()})
            numbers += ' ' + QByteArray::number(value, 'f', 2);
        items += (items.isEmpty() ? "[" : " [") + numbers + ']';
    }
    return items.isEmpty() ? QByteArray() : "/CutoverPlaces [" + items + "]\n";
}

QList<SignaturePlace> freePlaces(const QByteArray &pdf)
{
    auto file = PdfFile::open(pdf);
    try {
        return file ? freePlacesOf(file->document()) : QList<SignaturePlace>();
    } catch (const std::exception &) {
        return {};
    }
}

} // namespace cutover::pdf
