// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "gui/runningring.h"

#include <QWidget>

#include <optional>

namespace cutover::gui {

class RoomScale;

/// A status to be read across a room: shape, word and colour. Without a shape the word stands alone, without a word
/// nothing does.
struct RoomStatus
{
    std::optional<Shape> shape;
    Tone tone = Tone::Text2;
    QString word;
    friend bool operator==(const RoomStatus &, const RoomStatus &) = default;
};

/// It as a widget, its sizes the room's. Its accessible name is the word.
class RoomMark : public QWidget
{
    Q_OBJECT

public:
    /// Shape and word in pixels at 1080 lines.
    RoomMark(RoomScale &scale, double shapeSize, double wordSize, QFont::Weight weight, QWidget *parent = nullptr);
    ~RoomMark() override;

    void setStatus(const RoomStatus &status);
    [[nodiscard]] const RoomStatus &status() const { return m_status; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] int gap() const;
    void followRing();

    RoomScale &m_scale;
    double m_shapeSize;
    double m_wordSize;
    QFont::Weight m_weight;
    RoomStatus m_status;
    RingHold m_ring;
};

} // namespace cutover::gui
