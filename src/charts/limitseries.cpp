// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/limitseries.h"

#include <QAreaSeries>
#include <QChart>
#include <QLineSeries>

#include <algorithm>

namespace cutover::charts {

namespace {

constexpr int warnAlpha = 26;
constexpr int nogoAlpha = 22;

QAreaSeries *newBand()
{
    auto *upper = new QLineSeries;
    auto *lower = new QLineSeries;
    auto *band = new QAreaSeries(upper, lower);
    upper->setParent(band);
    lower->setParent(band);
    band->setPen(Qt::NoPen);
    return band;
}

void span(QLineSeries *line, const TimeRange &time, double y)
{
    line->replace(QList<QPointF>{{static_cast<double>(time.low), y}, {static_cast<double>(time.high), y}});
}

void setBand(QAreaSeries *band, const ChartLayout &layout, double low, double high, QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    band->setBrush(colour);
    span(band->lowerSeries(), layout.time, low);
    span(band->upperSeries(), layout.time, std::max(low, high));
    band->setVisible(!layout.drawing.isSpark && high > low);
}

QPen dashed(const QColor &colour, double width, double dash, double space)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({dash / width, space / width}); // Qt counts in pen widths
    return pen;
}

} // namespace

LimitSeries::LimitSeries()
    : m_abort(new QLineSeries)
    , m_next(new QLineSeries)
    , m_baseline(new QLineSeries)
    , m_warnBand(newBand())
    , m_nogoBand(newBand())
{
}

void LimitSeries::addTo(QChart &chart, QAbstractAxis *time, QAbstractAxis *value) const
{
    const QList<QAbstractSeries *> bottomUp{m_warnBand, m_nogoBand, m_baseline, m_next, m_abort};
    for (QAbstractSeries *series : bottomUp) {
        chart.addSeries(series);
        series->attachAxis(time);
        series->attachAxis(value);
    }
}

QLineSeries *LimitSeries::line(LimitLine::Role role) const
{
    switch (role) {
    case LimitLine::Role::Abort:
        return m_abort;
    case LimitLine::Role::Next:
        return m_next;
    case LimitLine::Role::Baseline:
        return m_baseline;
    }
    Q_UNREACHABLE();
}

void LimitSeries::setLine(LimitLine::Role role, const ChartLayout &layout, const QPen &pen) const
{
    QLineSeries *series = line(role);
    const auto y = layout.limitAt(role);
    series->setPen(pen);
    series->setVisible(y.has_value());
    if (y)
        span(series, layout.time, *y);
}

void LimitSeries::set(const ChartLayout &layout, const ChartStyle &style) const
{
    using Role = LimitLine::Role;
    const Palette &ink = style.palette;
    const double scale = style.scale;
    setLine(Role::Abort, layout, QPen(ink.nogo, 1.5 * scale));
    setLine(Role::Next, layout, dashed(ink.warn, 1.5 * scale, 6 * scale, 4 * scale));
    setLine(Role::Baseline, layout, dashed(ink.text2, 1.2 * scale, 2 * scale, 3 * scale));
    const double top = layout.value.high;
    const double abort = layout.limitAt(Role::Abort).value_or(top);
    setBand(m_nogoBand, layout, abort, top, ink.nogo, nogoAlpha);
    setBand(m_warnBand, layout, layout.limitAt(Role::Next).value_or(abort), abort, ink.warn, warnAlpha);
}

} // namespace cutover::charts
