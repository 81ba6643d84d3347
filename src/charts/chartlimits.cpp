// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlimits.h"

#include "charts/charttext.h"

#include <algorithm>
#include <cmath>

namespace cutover::charts {

using namespace Qt::StringLiterals;

namespace {

constexpr double lowestPercent = -20;
constexpr double highestPercent = 30;
constexpr double headroom = 1.05; // so that no disc touches the upper edge
constexpr double beyondDrawing = 1e12;

} // namespace

ChartScale::ChartScale(ChartKind kind, LatencyUnit wanted, const ChartInput &input)
    : m_kind(kind)
    , m_unit(wanted)
    , m_limits(input.limits)
{
    if (input.baseline && input.baseline->p99Ms > 0)
        m_baseline = input.baseline;
    if (!m_baseline)
        m_unit = LatencyUnit::Milliseconds;
}

bool ChartScale::isPercent() const
{
    return m_kind == ChartKind::Latency && m_unit == LatencyUnit::PercentOfBaseline;
}

double ChartScale::plotted(double value) const
{
    const double y = isPercent() ? (value / m_baseline->p99Ms - 1) * 100 : value;
    return std::clamp(y, -beyondDrawing, beyondDrawing);
}

std::optional<double> ChartScale::plottedSecond(double value) const
{
    if (!isPercent())
        return std::clamp(value, -beyondDrawing, beyondDrawing);
    if (m_baseline->p50Ms <= 0)
        return std::nullopt;
    return std::clamp((value / m_baseline->p50Ms - 1) * 100, -beyondDrawing, beyondDrawing);
}

double ChartScale::raised(double percent) const
{
    return m_baseline->p99Ms * (1 + percent / 100);
}

QList<LimitLine> ChartScale::limits(const ChartWords &words, ChartForm form) const
{
    using Role = LimitLine::Role;
    const bool spark = form == ChartForm::Spark;
    if (m_kind == ChartKind::Burst) {
        const QString number = plainText(m_limits.burst);
        return {{Role::Abort, m_limits.burst, spark ? number : words.burstLimit.arg(number)}};
    }
    if (!m_baseline)
        return {};
    const double abort = raised(m_limits.abortP99Pct);
    const double next = raised(m_limits.validationP99Pct);
    const double base = m_baseline->p99Ms;
    if (spark)
        return {{Role::Abort, plotted(abort), percentText(m_limits.abortP99Pct)},
                {Role::Next, plotted(next), percentText(m_limits.validationP99Pct)},
                {Role::Baseline, plotted(base), words.sparkBaseline}};
    return {{Role::Abort, plotted(abort), words.abortLimit.arg(millisecondsText(abort))},
            {Role::Next, plotted(next), words.nextLimit.arg(millisecondsText(next))},
            {Role::Baseline, plotted(base), words.baseline.arg(millisecondsText(base))}};
}

std::pair<double, double> ChartScale::ordinaryRange(ChartForm form) const
{
    const bool spark = form == ChartForm::Spark;
    if (m_kind == ChartKind::Burst)
        return {0, m_limits.burst * (spark ? 1.1 : 4.0 / 3)};
    if (!m_baseline)
        return {0, 1};
    const double highestLimit = std::max(m_limits.abortP99Pct, m_limits.validationP99Pct);
    if (!isPercent())
        return {0, raised(highestLimit) * headroom};
    if (spark)
        return {-highestLimit / 2, highestLimit * 1.1};
    return {lowestPercent, std::max(highestPercent, highestLimit * headroom)};
}

AxisRange ChartScale::range(double low, double high, int maxSteps, ChartForm form) const
{
    auto [lowest, highest] = ordinaryRange(form);
    if (low <= high) {
        lowest = std::min(lowest, low < 0 ? low * headroom : low);
        highest = std::max(highest, high * headroom);
    }
    if (form == ChartForm::Full)
        return niceRange(lowest, highest, maxSteps);
    return {lowest, highest, highest - lowest};
}

QString ChartScale::tick(double y, double step) const
{
    const QString number = tickText(y, step);
    if (m_kind == ChartKind::Burst)
        return number;
    return number + (isPercent() ? u"\u00A0%"_s : u"\u00A0ms"_s);
}

} // namespace cutover::charts
