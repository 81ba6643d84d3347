// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/roommark.h"

#include "gui/appearance.h"
#include "gui/roomscale.h"

#include <QPainter>

#include <algorithm>

namespace cutover::gui {

RoomMark::RoomMark(RoomScale &scale, double shapeSize, double wordSize, QFont::Weight weight, QWidget *parent)
    : QWidget(parent)
    , m_scale(scale)
    , m_shapeSize(shapeSize)
    , m_wordSize(wordSize)
    , m_weight(weight)
{
    scale.follow(this, [this] {
        updateGeometry();
        update();
    });
    connect(&RunningRing::instance(), &RunningRing::turned, this, [this] {
        if (m_ring.isHeld())
            update();
    });
}

RoomMark::~RoomMark() = default;

void RoomMark::setStatus(const RoomStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    setAccessibleName(status.word);
    followRing();
    updateGeometry();
    update();
}

/// The big mark stands further from its word than a small one.
int RoomMark::gap() const
{
    return m_scale.px(10 + m_shapeSize / 5);
}

QSize RoomMark::sizeHint() const
{
    const QFontMetrics metrics(m_scale.font(m_wordSize, m_weight));
    const int shape = m_scale.px(m_shapeSize);
    const int word = m_status.word.isEmpty() ? 0 : metrics.horizontalAdvance(m_status.word) + 2;
    return {(m_status.shape ? shape + gap() : 0) + word, std::max(shape, metrics.height())};
}

void RoomMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int size = m_scale.px(m_shapeSize);
    int x = 0;
    if (m_status.shape) {
        paintShape(painter, QRectF(0, (height() - size) / 2.0, size, size), *m_status.shape, theme().ink(m_status.tone),
                   size);
        x = size + gap();
    }
    painter.setFont(m_scale.font(m_wordSize, m_weight));
    painter.setPen(theme().ink(m_status.tone));
    const QRect place(x, 0, width() - x, height());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_status.word, Qt::ElideRight, place.width()));
}

void RoomMark::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followRing();
}

void RoomMark::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    followRing();
}

void RoomMark::followRing()
{
    m_ring.set(m_status.shape == Shape::Running && isVisible());
}

} // namespace cutover::gui
