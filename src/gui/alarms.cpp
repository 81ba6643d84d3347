// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/alarms.h"

#include "gui/icons.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace cutover::gui {

using models::Alarm;
using models::AlarmKind;

namespace {

constexpr qint64 settleS = 2;
constexpr qint64 soundEveryS = 10;
constexpr qint64 silenceS = 5 * 60;

} // namespace

Alarms::Alarms(QWidget *window, TellDesktop tellDesktop)
    : QObject(window)
    , m_window(window)
    , m_tellDesktop(std::move(tellDesktop))
{
}

Alarms::~Alarms() = default;

bool Alarms::isSettled(const Alarm &alarm, const QDateTime &now) const
{
    const bool mayPassBy = alarm.kind == AlarmKind::StageDrift || alarm.kind == AlarmKind::NotAborted;
    return !mayPassBy || m_firstSeen.value(alarm.id).secsTo(now) >= settleS;
}

void Alarms::judge(const QList<Alarm> &alarms, const QDateTime &now)
{
    QMap<QString, QDateTime> seen;
    for (const auto &alarm : alarms)
        seen.insert(alarm.id, m_firstSeen.value(alarm.id, now));
    m_firstSeen = seen;
    const auto before = std::exchange(m_standing, {});
    for (const auto &alarm : alarms)
        if (isSettled(alarm, now))
            m_standing.append(alarm);
    for (const auto &alarm : std::as_const(m_standing)) {
        if (std::ranges::find(before, alarm.id, &Alarm::id) != before.end())
            continue;
        m_silentUntil = {};
        m_soundedAt = {};
        raise(alarm);
    }
    if (m_standing.isEmpty())
        m_tray.reset();
    else
        sound(now);
}

void Alarms::raise(const Alarm &alarm)
{
    QApplication::alert(m_window->window());
    if (QSystemTrayIcon::isSystemTrayAvailable()) {
        if (!m_tray)
            m_tray = std::make_unique<QSystemTrayIcon>(applicationIcon());
        m_tray->show();
        m_tray->showMessage(alarm.title, alarm.text, QSystemTrayIcon::Critical);
    } else if (m_tellDesktop) {
        m_tellDesktop(alarm.title, alarm.text);
    }
    Q_EMIT raised(alarm);
}

void Alarms::sound(const QDateTime &now)
{
    const bool isDue = !m_soundedAt.isValid() || m_soundedAt.secsTo(now) >= soundEveryS;
    if (!isDue || isSilenced(now))
        return;
    m_soundedAt = now;
    QApplication::beep();
    Q_EMIT sounded();
}

void Alarms::silence(const QDateTime &now)
{
    m_silentUntil = now.addSecs(silenceS);
}

bool Alarms::isSilenced(const QDateTime &now) const
{
    return m_silentUntil.isValid() && now < m_silentUntil;
}

} // namespace cutover::gui
