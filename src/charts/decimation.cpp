// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/decimation.h"

#include <algorithm>
#include <array>

namespace cutover::charts {

namespace {

/// What a column keeps, as positions in the segment.
struct Column
{
    qsizetype first = 0;
    qsizetype least = 0;
    qsizetype greatest = 0;
    qsizetype last = 0;
};

void keep(Segment &kept, const Segment &points, const Column &column)
{
    std::array positions{column.first, column.least, column.greatest, column.last};
    std::ranges::sort(positions);
    const auto end = std::unique(positions.begin(), positions.end());
    for (auto position = positions.begin(); position != end; ++position)
        kept.append(points.at(*position));
}

} // namespace

Segment decimated(const Segment &points, double low, double high, int columns)
{
    if (points.size() <= 2 || columns < 1 || !(high > low))
        return points;
    const double perColumn = (high - low) / columns;
    const auto columnOf = [&](const QPointF &point) {
        return std::clamp(static_cast<int>((point.x() - low) / perColumn), 0, columns - 1);
    };
    Segment kept;
    kept.reserve(std::min<qsizetype>(points.size(), 4 * static_cast<qsizetype>(columns)));
    Column column;
    int present = columnOf(points.first());
    for (qsizetype i = 1; i < points.size(); ++i) {
        const int next = columnOf(points.at(i));
        if (next != present) {
            keep(kept, points, column);
            column = {i, i, i, i};
            present = next;
            continue;
        }
        column.last = i;
        if (points.at(i).y() < points.at(column.least).y())
            column.least = i;
        if (points.at(i).y() > points.at(column.greatest).y())
            column.greatest = i;
    }
    keep(kept, points, column);
    return kept;
}

} // namespace cutover::charts
