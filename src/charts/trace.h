// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartinput.h"

#include <QDateTime>
#include <QList>
#include <QPointF>
#include <QString>

#include <optional>

namespace cutover::charts {

/// How a window is marked. Unjudged: the window could not be read.
enum class Verdict { Passed, Failed, Unjudged };

/// One window as its chart sees it. `value` is burst, or P99 in ms; `second` is P50 in ms.
struct ChartPoint
{
    QDateTime at; ///< UTC
    std::optional<double> value;
    std::optional<double> second;
    Verdict verdict = Verdict::Unjudged;
    friend bool operator==(const ChartPoint &, const ChartPoint &) = default;
};

/// The windows of `input` in their order, zeros and all. A burst passes by domain::isGreen; a latency fails above the
/// abort limit of its baseline, compared in decimal as the trigger does.
[[nodiscard]] QList<ChartPoint> chartPoints(ChartKind kind, const ChartInput &input);

/// The numbers of a title sentence. The words are the caller's.
struct ChartNumbers
{
    QDateTime at;                   ///< of the last window that could be read; null: there is none
    std::optional<double> last;     ///< its burst, or P99 in ms
    std::optional<double> percent;  ///< latency: above (+) or below (−) its baseline
    std::optional<double> limit;    ///< the abort limit: burst, or per cent
    std::optional<double> distance; ///< to the abort limit (burst, or points of per cent); negative: over it
    bool aboveNext = false;         ///< latency: above the limit of the next stage
    Verdict verdict = Verdict::Unjudged;
    friend bool operator==(const ChartNumbers &, const ChartNumbers &) = default;
};
[[nodiscard]] ChartNumbers chartNumbers(ChartKind kind, const ChartInput &input);

/// A run of points without a gap: x in ms since the epoch, y as drawn.
using Segment = QList<QPointF>;

/// Splits at a distance of more than 2.5 window lengths and at every point without a value. `windowLengthS` of 0 (not
/// known) joins all that has values.
[[nodiscard]] QList<Segment> segments(const QList<QPointF> &points, qint64 windowLengthS);

/// A value that is absent, as a point's y: segments() breaks the line there.
[[nodiscard]] double noValue();

} // namespace cutover::charts
