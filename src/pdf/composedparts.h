// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"
#include "pdf/signatureplace.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QSizeF>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::pdf {

/// The size of each chart in points, the text's width: in it a picture from elsewhere can show no more than a chart.
inline constexpr QSizeF chartSize(493, 190);

/// The document as it was before anybody signed it, and what it was drawn of that stands in no statement. With that
/// and the statement composeReport() draws the same bytes again, where the same program does it.
struct ComposedParts
{
    QByteArray pdf;   ///< its first revision
    QString renderer; ///< what drew it: compare with renderer()
    QList<SignaturePlace> places;
    QList<QImage> charts;     ///< in their order
    QStringList foreignFonts; ///< of the machine that drew it: letters that our own fonts lack
};

/// Errors: those of PdfFile::open and revisions(); structure_unsupported, where an image is no chart: of another size,
/// or not plain. Any thread.
[[nodiscard]] tl::expected<ComposedParts, PdfError> composedParts(const QByteArray &pdf);

/// What draws documents here: another version of it, or of Qt, lays the same content out in other bytes.
[[nodiscard]] QString renderer();

/// As the Info dictionary's /Creator.
[[nodiscard]] QString creator();

} // namespace cutover::pdf
