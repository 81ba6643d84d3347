// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/choicebox.h"

#include "gui/appearance.h"

#include <QPainter>
#include <QStyleOptionComboBox>

namespace cutover::gui {

ChoiceBox::ChoiceBox(QWidget *parent)
    : QComboBox(parent)
{
}

void ChoiceBox::paintEvent(QPaintEvent *event)
{
    QComboBox::paintEvent(event);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRectF slot = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, this);
    const double half = px(4);
    const QPointF foot = slot.center() + QPointF(0, half / 2);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(isEnabled() ? theme().text2 : theme().text3, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({foot + QPointF(-half, -half), foot, foot + QPointF(half, -half)}));
}

} // namespace cutover::gui
