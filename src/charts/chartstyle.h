// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/palette.h"

#include <QFont>
#include <QStringList>

namespace cutover::charts {

/// How a chart looks: colours, type, scale. Two charts of one style look the same on screen and on paper.
struct ChartStyle
{
    Palette palette = Palette::paper();
    QStringList families{QStringLiteral("Cutover Sans"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
    double scale = 1; ///< 1: SCREENS' pixels at 100 %
    [[nodiscard]] QFont font(double px, QFont::Weight weight = QFont::Normal) const;
    friend bool operator==(const ChartStyle &, const ChartStyle &) = default;
};

} // namespace cutover::charts
