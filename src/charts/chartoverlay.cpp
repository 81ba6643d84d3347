// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartoverlay.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace cutover::charts {

namespace {

constexpr double aboveEverySeries = 1000;
constexpr double veil = 0.85; // of the surface behind words that may lie on data

QColor faded(QColor colour, double alpha)
{
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QPen stroke(const QColor &colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

QPen dashes(const QColor &colour, double width)
{
    QPen pen(colour, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({3, 3});
    return pen;
}

} // namespace

ChartOverlay::ChartOverlay(QGraphicsItem *parent)
    : QGraphicsItem(parent)
{
    setZValue(aboveEverySeries);
    setAcceptedMouseButtons(Qt::NoButton);
}

void ChartOverlay::setDrawing(const ChartDrawing &drawing, const QRectF &bounds)
{
    if (bounds != m_bounds) {
        prepareGeometryChange();
        m_bounds = bounds;
    }
    m_drawing = drawing;
    update();
}

void ChartOverlay::setStyle(const ChartStyle &style)
{
    m_style = style;
    update();
}

void ChartOverlay::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Palette &ink = m_style.palette;
    painter->save();
    paintFlags(*painter);
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_drawing.isSpark) {
        painter->setPen(QPen(ink.strong, px(1)));
        painter->drawLine(m_drawing.plot.bottomLeft(), m_drawing.plot.bottomRight());
    }
    paintLine(*painter, m_drawing.second, ink.strong, px(1.6), px(4));
    paintLine(*painter, m_drawing.data, ink.accent, px(2), px(m_drawing.isSpark ? 5 : 8));
    paintFailed(*painter);
    if (m_drawing.fired)
        paintFired(*painter);
    if (m_drawing.crosshair)
        paintCrosshair(*painter);
    painter->restore();
}

void ChartOverlay::paintFlags(QPainter &painter) const
{
    const QFont font = m_style.font(11, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const double height = px(17);
    painter.setFont(font);
    double taken = m_drawing.plot.left() - 1;
    for (const ChartDrawing::Flag &flag : m_drawing.flags) {
        painter.setPen(dashes(m_style.palette.text2, px(1)));
        painter.drawLine(QPointF(flag.x, m_drawing.plot.top()), QPointF(flag.x, m_drawing.plot.bottom()));
        if (flag.text.isEmpty())
            continue;
        // Promotions seconds apart would cover each other's words: a later flag stands further right.
        const QRectF box(std::max(flag.x, taken + px(2)), m_drawing.plot.top() - height,
                         metrics.horizontalAdvance(flag.text) + px(12), height);
        painter.fillRect(box, m_style.palette.text2);
        painter.setPen(m_style.palette.surface);
        painter.drawText(box, Qt::AlignCenter, flag.text);
        taken = box.right();
    }
}

void ChartOverlay::paintLine(QPainter &painter, const ChartDrawing::Line &line, const QColor &colour, double width,
                             double dot) const
{
    painter.setPen(stroke(colour, width));
    painter.drawLines(line.strokes);
    // A rim of surface sets each disc apart from the line beneath it.
    const bool rimmed = !m_drawing.isSpark;
    painter.setPen(rimmed ? stroke(m_style.palette.surface, px(1)) : QPen(Qt::NoPen));
    painter.setBrush(colour);
    const double radius = dot / 2 + (rimmed ? px(0.5) : 0);
    for (const QPointF &point : line.dots)
        painter.drawEllipse(point, radius, radius);
}

void ChartOverlay::paintFailed(QPainter &painter) const
{
    const double side = px(m_drawing.isSpark ? 9 : 14);
    const double arm = side * 0.2;
    for (const QPointF &point : m_drawing.failed) {
        const QRectF box(point.x() - side / 2, point.y() - side / 2, side, side);
        painter.fillRect(box.adjusted(-px(1), -px(1), px(1), px(1)), m_style.palette.surface);
        painter.fillRect(box, m_style.palette.nogo);
        painter.setPen(stroke(m_style.palette.surface, px(m_drawing.isSpark ? 1.2 : 1.8)));
        painter.drawLine(point - QPointF(arm, arm), point + QPointF(arm, arm));
        painter.drawLine(point - QPointF(arm, -arm), point + QPointF(arm, -arm));
    }
}

void ChartOverlay::paintFired(QPainter &painter) const
{
    const ChartDrawing::Fired &fired = *m_drawing.fired;
    const QRectF &plot = m_drawing.plot;
    if (!fired.isPoint) {
        painter.setPen(stroke(m_style.palette.nogo, px(1.5)));
        painter.drawLine(QPointF(fired.at.x(), plot.top()), QPointF(fired.at.x(), plot.bottom()));
    }
    const QFont font = m_style.font(12, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(fired.text) + px(8), metrics.height() + px(2));
    const double gap = px(fired.isPoint ? 10 : 4);
    const bool roomAtLeft = fired.at.x() - gap - size.width() >= plot.left();
    const double x = roomAtLeft ? fired.at.x() - gap - size.width() : fired.at.x() + gap;
    const double middle = fired.isPoint ? fired.at.y() : plot.top() + size.height() / 2 + px(2);
    const double y = std::clamp(middle - size.height() / 2, plot.top(), plot.bottom() - size.height());
    const QRectF box(QPointF(x, y), size);
    painter.fillRect(box, faded(m_style.palette.surface, veil));
    painter.setFont(font);
    painter.setPen(m_style.palette.nogo);
    painter.drawText(box, Qt::AlignCenter, fired.text);
}

void ChartOverlay::paintCrosshair(QPainter &painter) const
{
    const ChartDrawing::Crosshair &cross = *m_drawing.crosshair;
    const QRectF &plot = m_drawing.plot;
    painter.setPen(stroke(m_style.palette.strong, px(1)));
    painter.drawLine(QPointF(cross.at.x(), plot.top()), QPointF(cross.at.x(), plot.bottom()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(stroke(m_style.palette.accent, px(2)));
    painter.drawEllipse(cross.at, px(8), px(8));

    const QFont font = m_style.font(12, QFont::Medium);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString &line : cross.lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    const double lineHeight = metrics.height() + px(2);
    const QSizeF size(width + px(16), lineHeight * static_cast<double>(cross.lines.size()) + px(8));
    const bool roomAtRight = cross.at.x() + px(14) + size.width() <= m_bounds.right();
    const double x = roomAtRight ? cross.at.x() + px(14) : cross.at.x() - px(14) - size.width();
    const double lowest = std::max(plot.top(), plot.bottom() - size.height() - px(4));
    const QRectF box(QPointF(x, std::clamp(cross.at.y() - size.height() / 2, plot.top(), lowest)), size);
    painter.setPen(stroke(m_style.palette.strong, px(1)));
    painter.setBrush(m_style.palette.surface);
    painter.drawRoundedRect(box, px(4), px(4));
    painter.setFont(font);
    painter.setPen(m_style.palette.text);
    QRectF row(box.left() + px(8), box.top() + px(4), width, lineHeight);
    for (const QString &line : cross.lines) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, line);
        row.translate(0, lineHeight);
    }
}

} // namespace cutover::charts
