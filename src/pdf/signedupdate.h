// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"
#include "pdf/pdffile.h"
#include "pdf/pdfsignature.h"

#include <QMap>

namespace cutover::pdf {

/// The form field that shows one signature or time stamp.
struct SignedField
{
    QString name;         ///< with the number of the field behind it: "Signature" → "Signature2"
    QString tooltip;      ///< empty: none
    SignaturePlace place; ///< an empty rectangle: invisible, and `drawing` is not asked for
    QByteArray drawing;   ///< the stamp's content stream
};

/// One more signature of a PDF in the making, as an incremental update: the objects changed or added, and a dictionary
/// whose /ByteRange covers every byte but its own /Contents. Only this room's .cpp files include it; libqpdf's
/// exceptions pass through it. Source: ISO 32000-1 sections 7.5.6 and 12.8.
class SignedUpdate
{
public:
    /// Both must outlive it.
    SignedUpdate(const QByteArray &original, PdfFile &file)
        : m_original(original)
        , m_document(file.document())
    {
    }

    /// `head`: the dictionary's entries in front of the range; `entries`: those behind /Contents.
    /// Errors: structure_unsupported.
    [[nodiscard]] tl::expected<void, PdfError> build(const SignedField &field, const QByteArray &head,
                                                     const QByteArray &entries, qsizetype previousTable);
    /// Of all that the range covers: what is signed.
    [[nodiscard]] QByteArray digest() const;
    /// The whole file with these bytes in the reserved room. Errors: signature_too_large.
    [[nodiscard]] tl::expected<QByteArray, PdfError> filled(const QByteArray &der) const;

private:
    void keep(QPDFObjectHandle object);
    [[nodiscard]] QPDFObjectHandle makeWidget(const SignedField &field, QPDFObjectHandle page,
                                              const QPDFObjectHandle &signature);
    void addAppearance(QPDFObjectHandle widget, const SignedField &field);
    [[nodiscard]] int fieldCount();
    void addToPage(QPDFObjectHandle page, const QPDFObjectHandle &widget);
    void addToForm(const QPDFObjectHandle &widget);
    void write(int number, const QByteArray &head, const QByteArray &entries, qsizetype previousTable);
    void writeDictionary(int number, const QByteArray &head, const QByteArray &entries);
    void writeTable(const QMap<int, qsizetype> &offsets, qsizetype previousTable);
    [[nodiscard]] QByteArray trailer(int lastNumber, qsizetype previousTable);
    void fillRange();
    [[nodiscard]] qsizetype gapEnd() const { return m_gap + 2 * reservedCmsBytes + 2; }

    const QByteArray &m_original;
    QPDF &m_document;
    QMap<int, QByteArray> m_texts;
    QByteArray m_bytes;
    qsizetype m_gap = 0;
    qsizetype m_range = 0;
};

} // namespace cutover::pdf
