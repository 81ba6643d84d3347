// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/signedrevision.h"

#include "pdf/pdfscan.h"
#include "pdf/pdfsignature.h"
#include "pdf/reporttype.h"
#include "pdf/signaturestamp.h"

#include <QRawFont>

#include <algorithm>

namespace cutover::pdf {

bool isAsPrepared(const QByteArray &pdf, const PdfSignature &signature, const SignaturePlace &place, const QString &key)
{
    const auto chain = revisions(pdf);
    if (!chain || !signature.certificate)
        return false;
    const auto its = std::ranges::find_if(
        *chain, [&signature](const Revision &revision) { return signature.digitsAt < revision.end; });
    if (its == chain->end() || its == chain->begin())
        return false;
    const SignatureRequest request{*signature.certificate,
                                   {},
                                   signature.name,
                                   signature.role,
                                   signature.meaning,
                                   signature.reason,
                                   signature.location,
                                   signature.time,
                                   place,
                                   key};
    const auto prepared = preparedPdf(pdf.first(std::prev(its)->end), request);
    if (!prepared || prepared->size() != its->end)
        return false;
    const QByteArrayView revision = QByteArrayView(pdf).first(its->end);
    const QByteArrayView drawn(*prepared);
    const qsizetype end = signature.digitsAt + signature.digitsSize;
    return revision.first(signature.digitsAt) == drawn.first(signature.digitsAt) &&
           revision.sliced(end) == drawn.sliced(end);
}

bool needsForeignFonts(const PdfSignature &signature, const SignaturePlace &place)
{
    const QRawFont font = QRawFont::fromFont(fontOf({}));
    const QString meaning = place.rect.height() >= roomForMeaning ? signature.meaning : QString();
    const auto letters = printable(signature.name + signature.role + meaning).simplified().toUcs4();
    return std::ranges::any_of(letters, [&font](char32_t letter) { return !font.supportsCharacter(letter); });
}

} // namespace cutover::pdf
