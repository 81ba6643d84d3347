// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axisrange.h"
#include "charts/chartinput.h"
#include "charts/chartlimits.h"
#include "charts/chartoverlay.h"
#include "charts/chartstyle.h"
#include "charts/trace.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QRectF>

#include <optional>

namespace cutover::charts {

/// What a chart was asked to show.
struct ChartRequest
{
    ChartKind kind = ChartKind::Burst;
    ChartForm form = ChartForm::Full;
    LatencyUnit unit = LatencyUnit::PercentOfBaseline;
    ChartInput input;
    ChartWords words;
    std::optional<std::pair<QDateTime, QDateTime>> span;
};

/// Where everything of a chart stands at one size; a value, computed when data, range, style or size change.
struct ChartLayout
{
    struct Text
    {
        enum class Place { ValueAxis, TimeAxis, Gutter, Middle };
        Place place = Place::Gutter;
        QString words;
        QRectF box;
        QFont font;
        QColor colour;
    };

    ChartKind kind = ChartKind::Burst;
    ChartScale scale;
    AxisRange value;
    TimeRange time;
    QList<LimitLine> limits;
    QList<Segment> data;   ///< x in ms, y as plotted; decimated
    QList<Segment> second; ///< P50
    QList<Text> texts;
    ChartDrawing drawing; ///< in pixels; without a crosshair

    [[nodiscard]] QPointF place(double ms, double y) const;
    [[nodiscard]] QPointF place(const ChartPoint &point) const;
    [[nodiscard]] bool isShown(const ChartPoint &point) const;
    /// Index of the shown point nearest in x; -1 outside the plot.
    [[nodiscard]] int nearest(const QList<ChartPoint> &table, const QPointF &position) const;
    [[nodiscard]] QStringList crosshairLines(const ChartPoint &point) const;
    [[nodiscard]] std::optional<double> limitAt(LimitLine::Role role) const;
    [[nodiscard]] QStringList gutterLabels() const;
};

/// `table` is chartPoints() of the request's input.
[[nodiscard]] ChartLayout layoutOf(const ChartRequest &request, const QList<ChartPoint> &table, const ChartStyle &style,
                                   const QSizeF &size);

} // namespace cutover::charts
