// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/runningring.h"

#include "gui/appearance.h"

#include <QGuiApplication>

#include <algorithm>

namespace cutover::gui {

namespace {

constexpr int frameMs = 100;
constexpr int turn = 30;

} // namespace

RunningRing::RunningRing()
{
    m_timer.setInterval(frameMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + turn) % 360;
        Q_EMIT turned();
    });
    connect(&Appearance::instance(), &Appearance::changed, this, &RunningRing::update);
    // A timer must end with the application's event loop, not after it.
    connect(qGuiApp, &QCoreApplication::aboutToQuit, &m_timer, &QTimer::stop);
}

RunningRing &RunningRing::instance()
{
    static auto *ring = new RunningRing; // lives as long as the process: no timer to stop after its thread
    return *ring;
}

void RunningRing::hold()
{
    ++m_holders;
    update();
}

void RunningRing::release()
{
    m_holders = std::max(0, m_holders - 1);
    update();
}

void RunningRing::update()
{
    const bool wanted = m_holders > 0 && !Appearance::instance().reduceMotion();
    if (wanted == m_timer.isActive())
        return;
    if (wanted)
        m_timer.start();
    else
        m_timer.stop();
}

void RingHold::set(bool wanted)
{
    if (wanted == m_isHeld)
        return;
    m_isHeld = wanted;
    if (wanted)
        RunningRing::instance().hold();
    else
        RunningRing::instance().release();
}

} // namespace cutover::gui
