// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartstyle.h"

#include <algorithm>
#include <cmath>

namespace cutover::charts {

QFont ChartStyle::font(double px, QFont::Weight weight) const
{
    QFont font;
    font.setFamilies(families);
    // A size in points would be a different one on each device; a pixel is the scene's own unit.
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(px * scale))));
    font.setWeight(weight);
    return font;
}

} // namespace cutover::charts
