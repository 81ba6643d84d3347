// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/signedupdate.h"

#include "crypto/digest.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

constexpr qsizetype hexDigits = 2 * reservedCmsBytes;
// Wide enough for any offset of a file that is read at all; padded with blanks, so that filling in moves no byte.
constexpr qsizetype rangeDigits = 10;

Handle rectangle(double left, double bottom, double right, double top)
{
    Handle array = Handle::newArray();
    for (const double value : {left, bottom, right, top})
        array.appendItem(Handle::newReal(value, 2));
    return array;
}

} // namespace

tl::expected<void, PdfError> SignedUpdate::build(const SignedField &field, const QByteArray &head,
                                                 const QByteArray &entries, qsizetype previousTable)
{
    const auto pages = m_document.getAllPages();
    const auto page = static_cast<std::size_t>(std::max(field.place.page, 0));
    if (page >= pages.size())
        return tl::unexpected(PdfError{PdfError::Code::StructureUnsupported, {u"page"_s}});
    Handle signature = m_document.makeIndirectObject(Handle::newDictionary());
    Handle widget = makeWidget(field, pages.at(page), signature);
    addToPage(pages.at(page), widget);
    addToForm(widget);
    keep(widget);
    write(signature.getObjectID(), head, entries, previousTable);
    fillRange();
    return {};
}

void SignedUpdate::keep(Handle object)
{
    m_texts.insert(object.getObjectID(), QByteArray::fromStdString(object.unparseResolved()));
}

Handle SignedUpdate::makeWidget(const SignedField &field, Handle page, const Handle &signature)
{
    const QRectF &place = field.place.rect;
    Handle box = page.getKey("/MediaBox");
    const double top = box.isRectangle() ? box.getArrayAsRectangle().ury : 842;
    Handle widget = Handle::parse("<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 >>");
    widget.replaceKey("/Rect", place.isEmpty()
                                   ? rectangle(0, 0, 0, 0)
                                   : rectangle(place.left(), top - place.bottom(), place.right(), top - place.top()));
    widget.replaceKey("/T", Handle::newString(field.name.toStdString() + std::to_string(fieldCount() + 1)));
    if (!field.tooltip.isEmpty())
        widget.replaceKey("/TU", Handle::newUnicodeString(field.tooltip.toStdString()));
    widget.replaceKey("/P", page);
    widget.replaceKey("/V", signature);
    widget = m_document.makeIndirectObject(widget);
    if (!place.isEmpty())
        addAppearance(widget, field);
    return widget;
}

void SignedUpdate::addAppearance(Handle widget, const SignedField &field)
{
    // Flate is zlib's own format, which qCompress puts behind four bytes of length.
    const QByteArray content = qCompress(field.drawing, 9).sliced(4);
    Handle form = m_document.makeIndirectObject(Handle::newDictionary());
    Handle box = rectangle(0, 0, field.place.rect.width(), field.place.rect.height());
    m_texts.insert(form.getObjectID(),
                   "<< /Type /XObject /Subtype /Form /BBox " + QByteArray::fromStdString(box.unparse()) +
                       " /Resources << >> /Filter /FlateDecode /Length " + QByteArray::number(content.size()) +
                       " >>\nstream\n" + content + "\nendstream");
    Handle appearance = Handle::newDictionary();
    appearance.replaceKey("/N", form);
    widget.replaceKey("/AP", appearance);
}

int SignedUpdate::fieldCount()
{
    Handle form = m_document.getRoot().getKey("/AcroForm");
    return form.isDictionary() && form.getKey("/Fields").isArray() ? form.getKey("/Fields").getArrayNItems() : 0;
}

void SignedUpdate::addToPage(Handle page, const Handle &widget)
{
    Handle annotations = page.getKey("/Annots");
    if (!annotations.isArray()) {
        annotations = Handle::newArray();
        page.replaceKey("/Annots", annotations);
    }
    annotations.appendItem(widget);
    keep(annotations.isIndirect() ? annotations : page);
}

void SignedUpdate::addToForm(const Handle &widget)
{
    Handle root = m_document.getRoot();
    if (!root.getKey("/AcroForm").isDictionary()) {
        root.replaceKey("/AcroForm", m_document.makeIndirectObject(Handle::parse("<< /Fields [] /SigFlags 3 >>")));
        keep(root);
    }
    Handle form = root.getKey("/AcroForm");
    if (!form.getKey("/Fields").isArray())
        form.replaceKey("/Fields", Handle::newArray());
    Handle fields = form.getKey("/Fields");
    fields.appendItem(widget);
    form.replaceKey("/SigFlags", Handle::newInteger(3));
    keep(form.isIndirect() ? form : root);
    if (fields.isIndirect())
        keep(fields);
}

void SignedUpdate::write(int number, const QByteArray &head, const QByteArray &entries, qsizetype previousTable)
{
    m_bytes = m_original;
    QMap<int, qsizetype> offsets;
    for (auto object = m_texts.cbegin(); object != m_texts.cend(); ++object) {
        offsets.insert(object.key(), m_bytes.size());
        m_bytes += QByteArray::number(object.key()) + " 0 obj\n" + *object + "\nendobj\n";
    }
    offsets.insert(number, m_bytes.size());
    writeDictionary(number, head, entries);
    writeTable(offsets, previousTable);
}

void SignedUpdate::writeDictionary(int number, const QByteArray &head, const QByteArray &entries)
{
    m_bytes += QByteArray::number(number) + " 0 obj\n<< " + head + "\n/ByteRange [0 ";
    m_range = m_bytes.size();
    m_bytes += QByteArray(3 * rangeDigits + 2, ' ') + "]\n/Contents ";
    m_gap = m_bytes.size();
    m_bytes += '<' + QByteArray(hexDigits, '0') + ">\n" + entries + ">>\nendobj\n";
}

void SignedUpdate::writeTable(const QMap<int, qsizetype> &offsets, qsizetype previousTable)
{
    const qsizetype table = m_bytes.size();
    m_bytes += "xref\n";
    for (auto entry = offsets.cbegin(); entry != offsets.cend();) {
        auto last = entry;
        QByteArray lines;
        for (int next = entry.key(); last != offsets.cend() && last.key() == next; ++last, ++next)
            lines += QByteArray::number(*last).rightJustified(10, '0') + " 00000 n \n";
        m_bytes += QByteArray::number(entry.key()) + ' ' + QByteArray::number(lines.size() / 20) + '\n' + lines;
        entry = last;
    }
    m_bytes += "trailer\n" + trailer(offsets.lastKey(), previousTable) + "\nstartxref\n" + QByteArray::number(table) +
               "\n%%EOF\n";
}

QByteArray SignedUpdate::trailer(int lastNumber, qsizetype previousTable)
{
    Handle old = m_document.getTrailer();
    const auto digest = [](QByteArrayView bytes) { return crypto::sha256(bytes).first(16).toStdString(); };
    Handle id = Handle::newArray();
    Handle known = old.getKey("/ID");
    id.appendItem(known.isArray() && known.getArrayNItems() == 2 ? known.getArrayItem(0)
                                                                 : Handle::newString(digest(m_original)));
    id.appendItem(Handle::newString(digest(m_bytes)));
    Handle trailer = Handle::newDictionary();
    trailer.replaceKey("/Size",
                       Handle::newInteger(std::max<long long>(old.getKey("/Size").getIntValue(), lastNumber + 1)));
    trailer.replaceKey("/Root", old.getKey("/Root"));
    if (old.hasKey("/Info"))
        trailer.replaceKey("/Info", old.getKey("/Info"));
    trailer.replaceKey("/Prev", Handle::newInteger(previousTable));
    trailer.replaceKey("/ID", id);
    return QByteArray::fromStdString(trailer.unparse());
}

void SignedUpdate::fillRange()
{
    const QList<qsizetype> numbers{m_gap, gapEnd(), m_bytes.size() - gapEnd()};
    QByteArray range;
    for (const qsizetype number : numbers)
        range += QByteArray::number(number).rightJustified(rangeDigits, ' ') + ' ';
    range.chop(1);
    m_bytes.replace(m_range, range.size(), range);
}

QByteArray SignedUpdate::digest() const
{
    crypto::Sha256 digest;
    digest.add(QByteArrayView(m_bytes).first(m_gap));
    digest.add(QByteArrayView(m_bytes).sliced(gapEnd()));
    return digest.finish();
}

tl::expected<QByteArray, PdfError> SignedUpdate::filled(const QByteArray &der) const
{
    if (der.size() > reservedCmsBytes)
        return tl::unexpected(PdfError{PdfError::Code::SignatureTooLarge,
                                       {QString::number(der.size()), QString::number(reservedCmsBytes)}});
    const QByteArray hex = der.toHex();
    QByteArray bytes = m_bytes;
    return bytes.replace(m_gap + 1, hex.size(), hex);
}

} // namespace cutover::pdf
