// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/holdbar.h"

#include "gui/appearance.h"

#include <QPainter>

#include <algorithm>

namespace cutover::gui {

HoldBar::HoldBar(QWidget *parent)
    : QProgressBar(parent)
{
    setTextVisible(false);
    setRange(0, 100);
    setValue(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void HoldBar::setHold(qint64 servedS, qint64 holdS, bool stopped)
{
    m_stopped = stopped;
    setRange(0, static_cast<int>(std::clamp<qint64>(holdS, 1, 1'000'000)));
    setValue(holdS <= 0 ? 1 : static_cast<int>(std::clamp<qint64>(servedS, 0, holdS)));
    update();
}

QSize HoldBar::sizeHint() const
{
    return {px(200), px(8)};
}

QSize HoldBar::minimumSizeHint() const
{
    return {px(60), px(8)};
}

void HoldBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double radius = height() / 2.0;
    painter.setBrush(theme().neutralTint);
    painter.drawRoundedRect(rect(), radius, radius);
    const double share = static_cast<double>(value() - minimum()) / std::max(1, maximum() - minimum());
    if (share <= 0)
        return;
    painter.setBrush(m_stopped ? theme().warn : theme().accent);
    painter.drawRoundedRect(QRectF(0, 0, std::max<double>(height(), share * width()), height()), radius, radius);
}

} // namespace cutover::gui
