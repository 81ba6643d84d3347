// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/pdfsignature.h"

#include "crypto/digest.h"
#include "pdf/canonicalpdf.h"
#include "pdf/pdffile.h"
#include "pdf/pdfscan.h"
#include "pdf/signaturestamp.h"

#include <QMap>

#include <algorithm>
#include <exception>
#include <optional>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using Handle = QPDFObjectHandle;

constexpr qsizetype hexDigits = 2 * reservedCmsBytes;
// Wide enough for any offset of a file that is read at all; padded with blanks, so that filling in moves no byte.
constexpr qsizetype rangeDigits = 10;

PdfError refusal(PdfError::Code code, QStringList data = {})
{
    return {code, std::move(data)};
}

Handle text(const QString &value)
{
    return Handle::newUnicodeString(value.toStdString());
}

Handle rectangle(double left, double bottom, double right, double top)
{
    Handle array = Handle::newArray();
    for (const double value : {left, bottom, right, top})
        array.appendItem(Handle::newReal(value, 2));
    return array;
}

/// The entries of the signature dictionary that people read, in a fixed order.
QByteArray signatureEntries(const SignatureRequest &request)
{
    const std::pair<const char *, QString> texts[] = {{"/M", QString::fromLatin1(pdfDate(request.time))},
                                                      {"/Name", request.name},
                                                      {"/Reason", request.reason},
                                                      {"/Location", request.location},
                                                      {"/CutoverRole", request.role},
                                                      {"/CutoverMeaning", request.meaning}};
    QByteArray entries;
    for (const auto &[key, value] : texts) {
        if (!value.isEmpty())
            entries += QByteArray(key) + ' ' + QByteArray::fromStdString(text(value).unparse()) + '\n';
    }
    return entries;
}

/// An incremental update in the making: objects changed or added, and where the holes for range and CMS are.
class Update
{
public:
    Update(const QByteArray &original, PdfFile &file, const SignatureRequest &request)
        : m_original(original)
        , m_document(file.document())
        , m_request(request)
    {
    }

    /// Errors: structure_unsupported.
    tl::expected<void, PdfError> build(qsizetype previousTable)
    {
        const auto pages = m_document.getAllPages();
        const auto page = static_cast<std::size_t>(std::max(m_request.place.page, 0));
        if (page >= pages.size())
            return tl::unexpected(refusal(PdfError::Code::StructureUnsupported, {u"page"_s}));
        Handle signature = m_document.makeIndirectObject(Handle::newDictionary());
        Handle widget = makeWidget(pages.at(page), signature);
        addToPage(pages.at(page), widget);
        addToForm(widget);
        keep(widget);
        write(signature.getObjectID(), previousTable);
        return {};
    }

    [[nodiscard]] QByteArray &bytes() { return m_bytes; }
    [[nodiscard]] qsizetype gapBegin() const { return m_gap; }
    [[nodiscard]] qsizetype gapEnd() const { return m_gap + hexDigits + 2; }
    [[nodiscard]] qsizetype rangeBegin() const { return m_range; }

private:
    void keep(Handle object)
    {
        m_texts.insert(object.getObjectID(), QByteArray::fromStdString(object.unparseResolved()));
    }

    Handle makeWidget(Handle page, const Handle &signature)
    {
        const QRectF &place = m_request.place.rect;
        Handle box = page.getKey("/MediaBox");
        const double top = box.isRectangle() ? box.getArrayAsRectangle().ury : 842;
        Handle widget = Handle::parse("<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 >>");
        widget.replaceKey(
            "/Rect", place.isEmpty() ? rectangle(0, 0, 0, 0)
                                     : rectangle(place.left(), top - place.bottom(), place.right(), top - place.top()));
        widget.replaceKey("/T", Handle::newString("Signature" + std::to_string(fieldCount() + 1)));
        widget.replaceKey("/TU", text(m_request.name));
        widget.replaceKey("/P", page);
        widget.replaceKey("/V", signature);
        widget = m_document.makeIndirectObject(widget);
        if (!place.isEmpty())
            addAppearance(widget, place.size());
        return widget;
    }

    void addAppearance(Handle widget, const QSizeF &size)
    {
        // Flate is zlib's own format, which qCompress puts behind four bytes of length.
        const QByteArray content = qCompress(stampContent(m_request, size), 9).sliced(4);
        Handle form = m_document.makeIndirectObject(Handle::newDictionary());
        Handle box = rectangle(0, 0, size.width(), size.height());
        m_texts.insert(form.getObjectID(),
                       "<< /Type /XObject /Subtype /Form /BBox " + QByteArray::fromStdString(box.unparse()) +
                           " /Resources << >> /Filter /FlateDecode /Length " + QByteArray::number(content.size()) +
                           " >>\nstream\n" + content + "\nendstream");
        Handle appearance = Handle::newDictionary();
        appearance.replaceKey("/N", form);
        widget.replaceKey("/AP", appearance);
    }

    int fieldCount()
    {
        Handle form = m_document.getRoot().getKey("/AcroForm");
        return form.isDictionary() && form.getKey("/Fields").isArray() ? form.getKey("/Fields").getArrayNItems() : 0;
    }

    void addToPage(Handle page, const Handle &widget)
    {
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) {
            annotations = Handle::newArray();
            page.replaceKey("/Annots", annotations);
        }
        annotations.appendItem(widget);
        keep(annotations.isIndirect() ? annotations : page);
    }

    void addToForm(const Handle &widget)
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

    void write(int signatureNumber, qsizetype previousTable)
    {
        m_bytes = m_original;
        QMap<int, qsizetype> offsets;
        for (auto object = m_texts.cbegin(); object != m_texts.cend(); ++object) {
            offsets.insert(object.key(), m_bytes.size());
            m_bytes += QByteArray::number(object.key()) + " 0 obj\n" + *object + "\nendobj\n";
        }
        offsets.insert(signatureNumber, m_bytes.size());
        writeSignature(signatureNumber);
        writeTable(offsets, previousTable);
    }

    void writeSignature(int number)
    {
        m_bytes += QByteArray::number(number) +
                   " 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/ByteRange [0 ";
        m_range = m_bytes.size();
        m_bytes += QByteArray(3 * rangeDigits + 2, ' ') + "]\n/Contents ";
        m_gap = m_bytes.size();
        m_bytes += '<' + QByteArray(hexDigits, '0') + ">\n" + signatureEntries(m_request) + ">>\nendobj\n";
    }

    void writeTable(const QMap<int, qsizetype> &offsets, qsizetype previousTable)
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
        m_bytes += "trailer\n" + trailer(offsets.lastKey(), previousTable) + "\nstartxref\n" +
                   QByteArray::number(table) + "\n%%EOF\n";
    }

    QByteArray trailer(int lastNumber, qsizetype previousTable)
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

    const QByteArray &m_original;
    QPDF &m_document;
    const SignatureRequest &m_request;
    QMap<int, QByteArray> m_texts;
    QByteArray m_bytes;
    qsizetype m_gap = 0;
    qsizetype m_range = 0;
};

/// Fills in the four numbers; returns the digest of what they cover.
QByteArray fillRange(Update &update)
{
    const QList<qsizetype> numbers{update.gapBegin(), update.gapEnd(), update.bytes().size() - update.gapEnd()};
    QByteArray range;
    for (const qsizetype number : numbers)
        range += QByteArray::number(number).rightJustified(rangeDigits, ' ') + ' ';
    range.chop(1);
    update.bytes().replace(update.rangeBegin(), range.size(), range);
    crypto::Sha256 digest;
    digest.add(QByteArrayView(update.bytes()).first(update.gapBegin()));
    digest.add(QByteArrayView(update.bytes()).sliced(update.gapEnd()));
    return digest.finish();
}

tl::expected<QByteArray, PdfError> signUpdate(Update &update, const SignatureRequest &request)
{
    const auto cms = crypto::signDetached(fillRange(update), request.certificate, request.sign);
    if (!cms)
        return tl::unexpected(
            refusal(PdfError::Code::SigningFailed, {crypto::codeName(cms.error().code), cms.error().detail}));
    if (cms->size() > reservedCmsBytes)
        return tl::unexpected(refusal(PdfError::Code::SignatureTooLarge,
                                      {QString::number(cms->size()), QString::number(reservedCmsBytes)}));
    const QByteArray hex = cms->toHex();
    update.bytes().replace(update.gapBegin() + 1, hex.size(), hex);
    return update.bytes();
}

std::optional<PdfError> objectionToTime(const SignatureRequest &request)
{
    if (request.time.isValid() && request.certificate.isValidAt(request.time))
        return {};
    const auto inWords = [](const QDateTime &time) { return time.toUTC().toString(Qt::ISODate); };
    return refusal(
        PdfError::Code::CertificateNotValidAt,
        {inWords(request.time), inWords(request.certificate.notBefore()), inWords(request.certificate.notAfter())});
}

} // namespace

tl::expected<QByteArray, PdfError> signPdf(const QByteArray &pdfBytes, const SignatureRequest &request)
{
    if (const auto objection = objectionToTime(request))
        return tl::unexpected(*objection);
    auto file = PdfFile::open(pdfBytes);
    if (!file)
        return tl::unexpected(file.error());
    const auto chain = revisions(pdfBytes);
    if (!chain)
        return tl::unexpected(chain.error());
    try {
        Update update(pdfBytes, *file, request);
        if (const auto built = update.build(chain->last().table); !built)
            return tl::unexpected(built.error());
        return signUpdate(update, request);
    } catch (const std::exception &failure) {
        return tl::unexpected(refusal(PdfError::Code::StructureUnsupported, {QString::fromUtf8(failure.what())}));
    }
}

} // namespace cutover::pdf
