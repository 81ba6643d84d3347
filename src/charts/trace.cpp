// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/trace.h"

#include "domain/decimal.h"

#include <cmath>
#include <limits>

namespace cutover::charts {

namespace {

constexpr double gapInWindows = 2.5;

std::optional<double> finite(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

bool isOver(double value, double baseline, double percent)
{
    const auto observed = domain::Decimal::fromDouble(value);
    const auto base = domain::Decimal::fromDouble(baseline);
    const auto pct = domain::Decimal::fromDouble(percent);
    return !observed || !base || !pct || *observed > domain::plusPercent(*base, *pct);
}

bool hasBaseline(const ChartInput &input)
{
    return input.baseline && input.baseline->p99Ms > 0;
}

ChartPoint burstPoint(const domain::SeriesPoint &point, const domain::Limits &limits)
{
    if (!point.window.readable || !std::isfinite(point.window.burst))
        return {point.at(), std::nullopt, std::nullopt, Verdict::Unjudged};
    const Verdict verdict = domain::isGreen(point.window, limits) ? Verdict::Passed : Verdict::Failed;
    return {point.at(), point.window.burst, std::nullopt, verdict};
}

ChartPoint latencyPoint(const domain::SeriesPoint &point, const ChartInput &input)
{
    if (!point.window.readable)
        return {point.at(), std::nullopt, std::nullopt, Verdict::Unjudged};
    const auto p99 = finite(point.p99Ms);
    Verdict verdict = Verdict::Unjudged;
    if (p99 && hasBaseline(input))
        verdict = isOver(*p99, input.baseline->p99Ms, input.limits.abortP99Pct) ? Verdict::Failed : Verdict::Passed;
    return {point.at(), p99, finite(point.p50Ms), verdict};
}

/// Limit − value in decimal, so that 1.5 − 0.91 is 0.59.
double distance(double value, double limit)
{
    return domain::Measure{{}, value, domain::Operator::LessOrEqual, limit, domain::Unit::None}.margin().toDouble();
}

const domain::SeriesPoint *lastReadable(ChartKind kind, const ChartInput &input)
{
    const auto &points = input.series.points();
    for (auto point = points.crbegin(); point != points.crend(); ++point) {
        if (point->window.readable && (kind == ChartKind::Burst || finite(point->p99Ms)))
            return &*point;
    }
    return nullptr;
}

} // namespace

QList<ChartPoint> chartPoints(ChartKind kind, const ChartInput &input)
{
    QList<ChartPoint> points;
    points.reserve(input.series.points().size());
    for (const domain::SeriesPoint &point : input.series.points())
        points.append(kind == ChartKind::Burst ? burstPoint(point, input.limits) : latencyPoint(point, input));
    return points;
}

ChartNumbers chartNumbers(ChartKind kind, const ChartInput &input)
{
    ChartNumbers numbers;
    const domain::SeriesPoint *last = lastReadable(kind, input);
    if (!last)
        return numbers;
    const ChartPoint point = kind == ChartKind::Burst ? burstPoint(*last, input.limits) : latencyPoint(*last, input);
    numbers.at = point.at;
    numbers.last = point.value;
    numbers.verdict = point.verdict;
    if (!point.value)
        return numbers;
    if (kind == ChartKind::Burst) {
        numbers.limit = input.limits.burst;
        numbers.distance = distance(*point.value, input.limits.burst);
    } else if (hasBaseline(input)) {
        numbers.percent = domain::percentAbove(*point.value, input.baseline->p99Ms);
        numbers.limit = input.limits.abortP99Pct;
        numbers.distance = distance(*numbers.percent, input.limits.abortP99Pct);
        numbers.aboveNext = isOver(*point.value, input.baseline->p99Ms, input.limits.validationP99Pct);
    }
    return numbers;
}

QList<Segment> segments(const QList<QPointF> &points, qint64 windowLengthS)
{
    const double gapMs = windowLengthS > 0 ? gapInWindows * 1000 * static_cast<double>(windowLengthS)
                                           : std::numeric_limits<double>::infinity();
    QList<Segment> found;
    bool joined = false;
    for (const QPointF &point : points) {
        if (!std::isfinite(point.y())) {
            joined = false;
            continue;
        }
        if (!joined || point.x() - found.last().last().x() > gapMs)
            found.append(Segment());
        found.last().append(point);
        joined = true;
    }
    return found;
}

double noValue()
{
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace cutover::charts
