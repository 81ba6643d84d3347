// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/measurebar.h"

#include "gui/appearance.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cutover::gui {

namespace {

constexpr double rowLimitAt = 0.75;
constexpr double triggerLimitAt = 1;

double limitAtOf(MeasureBar::Look look)
{
    return look == MeasureBar::Look::Row ? rowLimitAt : triggerLimitAt;
}

} // namespace

MeasureBar::MeasureBar(Look look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void MeasureBar::setMeasure(const domain::Measure &measure, const QString &accessibleName)
{
    setAccessibleName(accessibleName);
    if (measure == m_measure)
        return;
    m_measure = measure;
    update();
}

QSize MeasureBar::sizeHint() const
{
    return m_look == Look::Row ? QSize(px(200), px(16)) : QSize(px(100), px(16));
}

QSize MeasureBar::minimumSizeHint() const
{
    return {px(40), px(16)};
}

MeasureBar::Layout MeasureBar::layoutOf(const domain::Measure &measure, double limitAt)
{
    const double observed = std::isfinite(measure.observed) ? std::max(0.0, measure.observed) : 0;
    const double limit = std::isfinite(measure.limit) ? std::max(0.0, measure.limit) : 0;
    // The limit has its ordinary place unless the value would run off the bar.
    const double ordinary = limit > 0 ? limit / limitAt : 1;
    const double whole = std::max(ordinary, observed);
    const bool holds = measure.holds();
    Layout layout;
    layout.limit = limit / whole;
    const double value = observed / whole;
    layout.fill = holds ? value : std::min(value, layout.limit);
    layout.badFrom = holds ? value : std::min(value, layout.limit);
    layout.badTo = holds ? value : std::max(value, layout.limit);
    return layout;
}

void MeasureBar::paintEvent(QPaintEvent *)
{
    const Theme &look = theme();
    const Layout layout = layoutOf(m_measure, limitAtOf(m_look));
    const bool isRow = m_look == Look::Row;
    const double height = isRow ? px(8) : px(6);
    const double tick = px(2);
    const QRectF track(0, (this->height() - height) / 2, width() - (isRow ? 0 : tick), height);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const auto part = [&track](double from, double to) {
        return QRectF(track.left() + from * track.width(), track.top(), (to - from) * track.width(), track.height());
    };
    const double radius = isRow ? 0 : px(2);
    painter.setBrush(look.neutralTint);
    painter.drawRoundedRect(track, radius, radius);
    painter.setBrush(isRow ? look.strong : look.accent);
    // A true zero is shown, as a hair.
    painter.drawRoundedRect(part(0, std::max(layout.fill, px(2) / std::max(1.0, track.width()))), radius, radius);
    if (layout.badTo > layout.badFrom)
        painter.fillRect(part(layout.badFrom, layout.badTo), look.nogo);
    const double x = std::min(track.left() + layout.limit * track.width(), width() - tick);
    const double reach = px(isRow ? 4 : 5);
    painter.fillRect(QRectF(std::round(x), track.top() - reach, tick, track.height() + 2 * reach),
                     isRow ? look.text : look.nogo);
}

} // namespace cutover::gui
