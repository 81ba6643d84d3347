// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/indicatorstyle.h"

#include "gui/appearance.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QPen linePen(const QColor &colour, double width)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QRectF squareIn(const QRect &rect)
{
    const double side = std::min(rect.width(), rect.height()) - 1;
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    return square;
}

void drawTick(QPainter &painter, const QRectF &box)
{
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.44, 0.72), at(0.78, 0.3)}));
}

void drawBox(QPainter &painter, const QRectF &box, QStyle::State state, const QColor &mark)
{
    painter.drawRoundedRect(box, px(3), px(3));
    painter.setPen(linePen(mark, box.width() / 8));
    if (state.testFlag(QStyle::State_On))
        drawTick(painter, box);
    else if (state.testFlag(QStyle::State_NoChange))
        painter.drawLine(
            QLineF(box.left() + box.width() / 4, box.center().y(), box.right() - box.width() / 4, box.center().y()));
}

void drawRadio(QPainter &painter, const QRectF &box, QStyle::State state, const QColor &mark)
{
    painter.setPen(QPen(painter.pen().color(), 1.5)); // a thinner arc fades
    painter.drawEllipse(box.adjusted(0.25, 0.25, -0.25, -0.25));
    if (!state.testFlag(QStyle::State_On))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark);
    painter.drawEllipse(box.center(), box.width() / 5, box.width() / 5);
}

} // namespace

IndicatorStyle::IndicatorStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const bool isRadio = element == PE_IndicatorRadioButton;
    if (!isRadio && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const auto &colours = theme();
    const bool isFilled = option->state.testFlag(State_On) || option->state.testFlag(State_NoChange);
    const bool isEnabled = option->state.testFlag(State_Enabled);
    const QColor edge = !isEnabled ? colours.text3 : isFilled ? colours.accent : colours.strong;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(edge, 1));
    painter->setBrush(isFilled && isEnabled ? colours.accent : isEnabled ? colours.surface : colours.sunk);
    const auto draw = isRadio ? drawRadio : drawBox;
    draw(*painter, squareIn(option->rect), option->state, isEnabled ? colours.onAccent : colours.text3);
    painter->restore();
}

} // namespace cutover::gui
