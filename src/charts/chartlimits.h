// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axisrange.h"
#include "charts/chartinput.h"

#include <QList>
#include <QString>

#include <optional>

namespace cutover::charts {

/// A limit as a horizontal line with its words.
struct LimitLine
{
    enum class Role { Abort, Next, Baseline };
    Role role = Role::Abort;
    double y = 0; ///< as plotted
    QString label;
    friend bool operator==(const LimitLine &, const LimitLine &) = default;
};

/// How one chart's y axis is made: its unit, its limits, its range.
class ChartScale
{
public:
    ChartScale() = default;
    ChartScale(ChartKind kind, LatencyUnit wanted, const ChartInput &input);

    [[nodiscard]] LatencyUnit unit() const { return m_unit; }
    /// Burst, or P99 in ms, as plotted.
    [[nodiscard]] double plotted(double value) const;
    /// P50 in ms as plotted, in per cent of its own baseline; nothing if that is not known.
    [[nodiscard]] std::optional<double> plottedSecond(double value) const;

    [[nodiscard]] QList<LimitLine> limits(const ChartWords &words, ChartForm form) const;
    /// Holds all limits and [low, high] of the data (as plotted; low > high: no data).
    [[nodiscard]] AxisRange range(double low, double high, int maxSteps, ChartForm form) const;
    [[nodiscard]] QString tick(double y, double step) const;

private:
    [[nodiscard]] bool isPercent() const;
    [[nodiscard]] double raised(double percent) const;
    [[nodiscard]] std::pair<double, double> ordinaryRange(ChartForm form) const;

    ChartKind m_kind = ChartKind::Burst;
    LatencyUnit m_unit = LatencyUnit::PercentOfBaseline;
    domain::Limits m_limits;
    std::optional<domain::Baseline> m_baseline;
};

} // namespace cutover::charts
