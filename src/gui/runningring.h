// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace cutover::gui {

/// The one clock of every Running ring: ten turns of a twelfth a second, while somebody holds it and motion is wanted.
/// A widget or view holds it while it shows a Running shape, and repaints on `turned`.
class RunningRing : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static RunningRing &instance();

    /// Counted; each hold() needs its release().
    void hold();
    void release();

    /// Degrees clockwise, a multiple of 30.
    [[nodiscard]] int angle() const { return m_angle; }
    [[nodiscard]] bool isTurning() const { return m_timer.isActive(); }

Q_SIGNALS:
    void turned();

private:
    RunningRing();
    void update();

    QTimer m_timer;
    int m_holders = 0;
    int m_angle = 0;
};

/// One holder's share in the ring; lets go with its end.
class RingHold
{
public:
    RingHold() = default;
    ~RingHold() { set(false); }
    Q_DISABLE_COPY_MOVE(RingHold)

    void set(bool wanted);
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    bool m_isHeld = false;
};

} // namespace cutover::gui
