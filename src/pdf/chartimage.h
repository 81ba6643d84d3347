// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPicture>
#include <QSizeF>

namespace cutover::pdf {

/// A chart has 288 pixels an inch on paper.
inline constexpr int chartPixelsPerPoint = 4;

/// A chart that was drawn elsewhere, as vectors: a QChart may only live on the interface thread.
struct ChartPicture
{
    QPicture picture; ///< drawn in the rectangle (0, 0, size)
    QSizeF size;      ///< in points
};

/// The chart as an opaque image of `chartPixelsPerPoint`.
///
/// A document keeps its charts as images because they stand in no envelope: whoever has the file takes them out of it
/// again and draws the pages once more (composedparts.h). Drawn as vectors they would share fonts, and their glyphs'
/// numbers, with the pages. Needs a QGuiApplication; any thread.
[[nodiscard]] QImage chartImage(const ChartPicture &chart);

} // namespace cutover::pdf
