// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartlayout.h"

namespace cutover::charts {

/// Builds one ChartLayout, from the data to the pixels, in the order of the members below. Private to the room.
class LayoutBuilder
{
public:
    LayoutBuilder(const ChartRequest &request, const ChartStyle &style, const QSizeF &size);

    [[nodiscard]] ChartLayout build(const QList<ChartPoint> &table);

private:
    void takePoints(const QList<ChartPoint> &table);
    void setRanges();
    void setPlot();
    void setSegments();
    void addLines();
    void addMarks();
    void addFired();
    void addAxisTexts();
    void addGutterTexts();
    void addEmptyText();

    [[nodiscard]] std::optional<std::pair<qint64, qint64>> shownSpan() const;
    [[nodiscard]] TimeRange timeRange(double width) const;
    [[nodiscard]] double valueTextWidth() const;
    [[nodiscard]] double gutterWidth() const;
    [[nodiscard]] QList<Segment> decimatedSegments(const QList<QPointF> &points) const;
    [[nodiscard]] ChartDrawing::Line lineOf(const QList<Segment> &segments) const;
    [[nodiscard]] double px(double at100) const { return at100 * m_style.scale; }
    [[nodiscard]] bool isFull() const { return m_request.form == ChartForm::Full; }
    [[nodiscard]] QColor limitColour(LimitLine::Role role) const;
    void addText(ChartLayout::Text::Place place, const QString &words, const QRectF &box, const QFont &font,
                 const QColor &colour);

    const ChartRequest &m_request;
    const ChartStyle &m_style;
    QSizeF m_size;
    QFont m_axisFont;
    QFont m_gutterFont;
    QList<ChartPoint> m_points; ///< ascending in time, within the span
    QList<QPointF> m_first;
    QList<QPointF> m_second;
    ChartLayout m_layout;
};

} // namespace cutover::charts
