// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogband.h"

#include "gui/appearance.h"

#include <QHBoxLayout>
#include <QPainter>

namespace cutover::gui {

DialogBand::DialogBand(Place place, QWidget *parent)
    : QWidget(parent)
    , m_place(place)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(px(24), px(16), px(24), px(16));
    m_row->setSpacing(px(16));
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void DialogBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    const int y = m_place == Place::Head ? height() - 1 : 0;
    painter.fillRect(0, y, width(), 1, theme().line);
}

} // namespace cutover::gui
