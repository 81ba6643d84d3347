// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace cutover::charts {

/// A span of an axis with its ticks: both ends are ticks.
struct AxisRange
{
    double low = 0;
    double high = 1;
    double step = 1;
    [[nodiscard]] QList<double> ticks() const;
    friend bool operator==(const AxisRange &, const AxisRange &) = default;
};

/// From `low` to `high` at least, widened to round steps of which there are at most `maxSteps`.
[[nodiscard]] AxisRange niceRange(double low, double high, int maxSteps);

/// A span of time in ms since the epoch, its ends on round UTC times.
struct TimeRange
{
    qint64 low = 0;
    qint64 high = 0;
    qint64 step = 0;
    [[nodiscard]] QList<qint64> ticks() const;
    /// "14:05", "14:05:30" or, for steps of a day, "2 Mar".
    [[nodiscard]] QString label(qint64 at) const;
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};
[[nodiscard]] TimeRange niceTimeRange(qint64 low, qint64 high, int maxSteps);

} // namespace cutover::charts
