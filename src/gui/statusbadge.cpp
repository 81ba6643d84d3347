// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statusbadge.h"

#include "gui/appearance.h"
#include "gui/runningring.h"

#include <QFontMetrics>
#include <QPainter>

namespace cutover::gui {

namespace {

QFont wordFont()
{
    return Appearance::instance().font(12.5, QFont::DemiBold);
}

int iconSize()
{
    return px(15);
}

} // namespace

Badge Badge::of(domain::Status status, const QString &word)
{
    return {statusShape(status), statusTone(status), word, true};
}

StatusBadge::StatusBadge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    connect(&RunningRing::instance(), &RunningRing::turned, this, [this] {
        if (m_ring.isHeld())
            update();
    });
}

StatusBadge::StatusBadge(const Badge &badge, QWidget *parent)
    : StatusBadge(parent)
{
    setBadge(badge);
}

StatusBadge::~StatusBadge() = default;

void StatusBadge::setBadge(const Badge &badge)
{
    if (badge == m_badge)
        return;
    m_badge = badge;
    setAccessibleName(badge.word);
    followRing();
    updateGeometry();
    update();
}

QSize StatusBadge::sizeHint() const
{
    return sizeOf(m_badge);
}

QSize StatusBadge::sizeOf(const Badge &badge)
{
    if (badge.word.isEmpty() && !badge.pill)
        return {iconSize() + px(2), px(18)}; // beside words of a line, which it must not stretch
    const QFontMetrics metrics(wordFont());
    const int inner = iconSize() + px(7) + metrics.horizontalAdvance(badge.word);
    return {badge.pill ? inner + px(18) : inner + px(2), std::max(px(24), metrics.height() + px(6))};
}

void StatusBadge::paint(QPainter &painter, const QRect &area, const Badge &badge, bool onSelection)
{
    const Theme &look = theme();
    const QColor ink = look.ink(badge.tone);
    const QSize size = sizeOf(badge).boundedTo(QSize(area.width(), area.height()));
    const QRectF box(area.left(), area.top() + (area.height() - size.height()) / 2, size.width(), size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (badge.pill) {
        painter.setPen(onSelection ? QPen(ink, 1) : QPen(Qt::NoPen));
        painter.setBrush(onSelection ? look.surface : look.tint(badge.tone));
        painter.drawRoundedRect(onSelection ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, px(4), px(4));
    }
    const double left = box.left() + (badge.pill ? px(8) : 0);
    paintShape(painter, QRectF(left, box.top(), iconSize(), box.height()), badge.shape, ink, iconSize());
    painter.setFont(wordFont());
    painter.setPen(ink);
    const QRectF room(left + iconSize() + px(7), box.top(), box.right() - left - iconSize() - px(7), box.height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, badge.word);
    painter.restore();
}

void StatusBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), m_badge);
}

void StatusBadge::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followRing();
}

void StatusBadge::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    followRing();
}

void StatusBadge::followRing()
{
    m_ring.set(isVisible() && m_badge.shape == Shape::Running);
}

} // namespace cutover::gui
