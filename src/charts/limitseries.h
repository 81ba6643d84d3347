// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartlayout.h"
#include "charts/chartstyle.h"

class QAbstractAxis;
class QAreaSeries;
class QChart;
class QLineSeries;

namespace cutover::charts {

/// The limits and bands of a chart as series of Qt Charts: abort solid, next stage dashed, baseline dotted; warn
/// between next and abort, nogo above abort. The chart owns the series.
class LimitSeries
{
public:
    LimitSeries();

    void addTo(QChart &chart, QAbstractAxis *time, QAbstractAxis *value) const;
    void set(const ChartLayout &layout, const ChartStyle &style) const;

private:
    void setLine(LimitLine::Role role, const ChartLayout &layout, const QPen &pen) const;
    [[nodiscard]] QLineSeries *line(LimitLine::Role role) const;

    QLineSeries *m_abort;
    QLineSeries *m_next;
    QLineSeries *m_baseline;
    QAreaSeries *m_warnBand;
    QAreaSeries *m_nogoBand;
};

} // namespace cutover::charts
