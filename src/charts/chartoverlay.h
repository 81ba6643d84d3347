// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartstyle.h"

#include <QGraphicsItem>
#include <QLineF>
#include <QList>
#include <QRectF>
#include <QStringList>

#include <optional>

namespace cutover::charts {

/// What lies over axes, bands and limits, in chart coordinates, ready to paint.
struct ChartDrawing
{
    /// A line as single strokes: an antialiased wide polyline of noisy data takes hundreds of ms, its strokes few.
    struct Line
    {
        QList<QLineF> strokes;
        QList<QPointF> dots;
    };
    struct Flag
    {
        double x = 0;
        QString text; ///< above the plot; empty for a bare line
    };
    struct Fired
    {
        QPointF at;
        bool isPoint = true; ///< false: an upright line at x
        QString text;
    };
    struct Crosshair
    {
        QPointF at;
        QStringList lines;
    };

    QRectF plot;
    Line data;
    Line second;
    QList<QPointF> failed;
    QList<Flag> flags;
    std::optional<Fired> fired;
    std::optional<Crosshair> crosshair;
    bool isSpark = false;
};

/// Paints a ChartDrawing above the series of a QChart. Drawn bottom up: promotions, P50, data, failed windows, the
/// trigger, the crosshair.
class ChartOverlay : public QGraphicsItem
{
public:
    explicit ChartOverlay(QGraphicsItem *parent);

    void setDrawing(const ChartDrawing &drawing, const QRectF &bounds);
    void setStyle(const ChartStyle &style);
    [[nodiscard]] const ChartDrawing &drawing() const { return m_drawing; }

    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void paintFlags(QPainter &painter) const;
    void paintLine(QPainter &painter, const ChartDrawing::Line &line, const QColor &colour, double width,
                   double dot) const;
    void paintFailed(QPainter &painter) const;
    void paintFired(QPainter &painter) const;
    void paintCrosshair(QPainter &painter) const;
    [[nodiscard]] double px(double at100) const { return at100 * m_style.scale; }

    ChartDrawing m_drawing;
    ChartStyle m_style;
    QRectF m_bounds;
};

} // namespace cutover::charts
