// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/chartlegend.h"

#include "gui/appearance.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double lineWidth = 17;
constexpr double squareWidth = 14;
constexpr double gap = 6;
constexpr double between = 16;

QFont legendFont()
{
    return Appearance::instance().font(12);
}

} // namespace

ChartLegend::ChartLegend(charts::ChartKind kind, QWidget *parent)
    : QWidget(parent)
{
    if (kind == charts::ChartKind::Burst)
        m_entries = {{tr("passed"), false, false}, {tr("failed"), true, false}};
    else
        m_entries = {{u"P99"_s, false, false}, {u"P50"_s, false, true}};
    QStringList words;
    for (const Entry &entry : m_entries)
        words.append(entry.word);
    setAccessibleName(tr("Legend: %1").arg(words.join(u", "_s)));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

QSize ChartLegend::sizeHint() const
{
    const QFontMetrics metrics(legendFont());
    int width = -px(between);
    for (const Entry &entry : m_entries)
        width += px(between) + px(entry.isFailed ? squareWidth : lineWidth) + px(gap) +
                 metrics.horizontalAdvance(entry.word);
    return {width + 1, std::max(metrics.height(), px(22))};
}

void ChartLegend::paintMark(QPainter &painter, const Entry &entry, const QRectF &area) const
{
    const QPointF middle = area.center();
    if (entry.isFailed) {
        const double side = px(squareWidth - 1);
        const QRectF box(std::round(middle.x() - side / 2), std::round(middle.y() - side / 2), side, side);
        painter.fillRect(box, theme().nogo);
        painter.setPen(QPen(theme().surface, px(1.8), Qt::SolidLine, Qt::RoundCap));
        const double arm = side * 0.2;
        painter.drawLine(box.center() - QPointF(arm, arm), box.center() + QPointF(arm, arm));
        painter.drawLine(box.center() - QPointF(arm, -arm), box.center() + QPointF(arm, -arm));
        return;
    }
    const QColor colour = entry.isSecond ? theme().strong : theme().accent;
    painter.setPen(QPen(colour, px(2)));
    painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(middle, px(4), px(4));
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics metrics(legendFont());
    painter.setFont(legendFont());
    double x = 0;
    for (const Entry &entry : m_entries) {
        const double mark = px(entry.isFailed ? squareWidth : lineWidth);
        paintMark(painter, entry, QRectF(x, 0, mark, height()));
        x += mark + px(gap);
        painter.setPen(theme().text2);
        const double width = metrics.horizontalAdvance(entry.word);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, entry.word);
        x += width + px(between);
    }
}

} // namespace cutover::gui
