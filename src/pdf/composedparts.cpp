// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/composedparts.h"

#include "pdf/chartimage.h"
#include "pdf/pdffile.h"
#include "pdf/pdfscan.h"
#include "pdf/stampcheck.h"

#include <exception>
#include <qpdf/QPDFObjectHandle.hh>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

PdfError unsupported(const QString &what)
{
    return {PdfError::Code::StructureUnsupported, {what}};
}

bool isImage(Handle object)
{
    return object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Image");
}

/// Three bytes a pixel without a gap, of a chart's size; null where it is anything else.
QImage imageOf(Handle object)
{
    Handle dictionary = object.getDict();
    const bool isPlain = dictionary.getKey("/ColorSpace").isNameAndEquals("/DeviceRGB") &&
                         dictionary.getKey("/Width").isInteger() && dictionary.getKey("/Height").isInteger();
    const auto data = isPlain ? object.getStreamData(qpdf_dl_generalized) : nullptr;
    const qint64 width = data ? dictionary.getKey("/Width").getIntValue() : 0;
    const qint64 height = data ? dictionary.getKey("/Height").getIntValue() : 0;
    const auto size = data ? static_cast<qint64>(data->getSize()) : 0;
    const QSize expected = (chartSize * chartPixelsPerPoint).toSize();
    if (width != expected.width() || height != expected.height() || size != 3 * width * height)
        return {};
    const QImage view(data->getBuffer(), static_cast<int>(width), static_cast<int>(height), 3 * width,
                      QImage::Format_RGB888);
    return view.convertToFormat(QImage::Format_RGB32);
}

/// Behind the subset's tag; empty for one of our own, and for what is no font.
QString foreignFont(Handle object)
{
    if (!object.isDictionary() || !object.getKey("/Type").isNameAndEquals("/FontDescriptor"))
        return {};
    Handle name = object.getKey("/FontName");
    const QString plain = (name.isName() ? QString::fromStdString(name.getName()) : QString()).section(u'+', -1);
    return plain.startsWith("Cutover"_L1) ? QString() : plain;
}

QString rendererOf(Handle trailer)
{
    Handle info = trailer.getKey("/Info");
    return info.isDictionary() ? textOf(info, "/Creator") + u", "_s + textOf(info, "/Producer") : QString();
}

} // namespace

tl::expected<ComposedParts, PdfError> composedParts(const QByteArray &pdf)
{
    const auto chain = revisions(pdf);
    if (!chain)
        return tl::unexpected(chain.error());
    ComposedParts parts;
    parts.pdf = pdf.first(chain->first().end);
    auto file = PdfFile::open(parts.pdf);
    if (!file)
        return tl::unexpected(file.error());
    try {
        parts.renderer = rendererOf(file->document().getTrailer());
        parts.places = freePlacesOf(file->document());
        for (const Handle &object : file->objects()) {
            if (const QString font = foreignFont(object); !font.isEmpty())
                parts.foreignFonts.append(font);
            if (!isImage(object))
                continue;
            parts.charts.append(imageOf(object));
            if (parts.charts.last().isNull())
                return tl::unexpected(unsupported(u"/Image"_s));
        }
    } catch (const std::exception &failure) {
        return tl::unexpected(unsupported(QString::fromUtf8(failure.what())));
    }
    return parts;
}

QString renderer()
{
    return creator() + u", Qt "_s + QString::fromLatin1(qVersion());
}

QString creator()
{
    return u"Cutover Console " CUTOVER_VERSION ""_s;
}

} // namespace cutover::pdf
