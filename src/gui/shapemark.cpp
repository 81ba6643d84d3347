// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shapemark.h"

#include "gui/appearance.h"
#include "gui/runningring.h"

#include <QPainter>

namespace cutover::gui {

ShapeMark::ShapeMark(Shape shape, Tone tone, double size, QWidget *parent)
    : QWidget(parent)
    , m_shape(shape)
    , m_tone(tone)
    , m_size(px(size))
{
    setFixedSize(m_size + 2, m_size + 2);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    connect(&RunningRing::instance(), &RunningRing::turned, this, [this] {
        if (m_ring.isHeld())
            update();
    });
}

ShapeMark::~ShapeMark() = default;

void ShapeMark::setShape(Shape shape, Tone tone)
{
    if (shape == m_shape && tone == m_tone)
        return;
    m_shape = shape;
    m_tone = tone;
    followRing();
    update();
}

void ShapeMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintShape(painter, rect(), m_shape, theme().ink(m_tone), m_size);
}

void ShapeMark::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followRing();
}

void ShapeMark::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    followRing();
}

void ShapeMark::followRing()
{
    m_ring.set(m_shape == Shape::Running && isVisible());
}

} // namespace cutover::gui
