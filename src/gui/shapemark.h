// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "gui/runningring.h"
#include "gui/theme.h"

#include <QWidget>

namespace cutover::gui {

/// One shape as a widget, in a tone that follows the theme. Decoration beside words: it has no accessible name.
class ShapeMark : public QWidget
{
    Q_OBJECT

public:
    /// `size` in pixels at 100 %.
    ShapeMark(Shape shape, Tone tone, double size, QWidget *parent = nullptr);
    ~ShapeMark() override;

    void setShape(Shape shape, Tone tone);
    [[nodiscard]] Shape shape() const { return m_shape; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followRing();

    Shape m_shape;
    Tone m_tone;
    int m_size;
    RingHold m_ring;
};

} // namespace cutover::gui
