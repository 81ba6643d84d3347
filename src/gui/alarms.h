// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/wordsalarms.h"

#include <QMap>
#include <QObject>

#include <functional>
#include <memory>

class QSystemTrayIcon;

namespace cutover::gui {

/// The noise of what models/ calls an alarm: a sound, repeated until it is silenced, a notification of the desktop and
/// the window's mark in the task bar, each once an occurrence.
///
/// The desktop's notification comes from its tray; where it has none (as in GNOME), by what the maker gives for it.
class Alarms : public QObject
{
    Q_OBJECT

public:
    using TellDesktop = std::function<void(const QString &title, const QString &text)>;

    /// `window`: whose mark it is. `tellDesktop` may be empty.
    explicit Alarms(QWidget *window, TellDesktop tellDesktop = {});
    ~Alarms() override;

    /// As they stand now; called each second. What may only pass by (a stage just written) must stand for two seconds.
    void judge(const QList<models::Alarm> &alarms, const QDateTime &now);
    /// The sound stops for five minutes, or until another alarm comes.
    void silence(const QDateTime &now);

    /// Those that were raised and still stand, the gravest first.
    [[nodiscard]] const QList<models::Alarm> &standing() const { return m_standing; }
    [[nodiscard]] bool isSilenced(const QDateTime &now) const;

Q_SIGNALS:
    /// It was not there before.
    void raised(const cutover::models::Alarm &alarm);
    void sounded();

private:
    void raise(const models::Alarm &alarm);
    void sound(const QDateTime &now);
    [[nodiscard]] bool isSettled(const models::Alarm &alarm, const QDateTime &now) const;

    QWidget *m_window;
    TellDesktop m_tellDesktop;
    QMap<QString, QDateTime> m_firstSeen; ///< by id
    QList<models::Alarm> m_standing;
    QDateTime m_soundedAt;
    QDateTime m_silentUntil;
    std::unique_ptr<QSystemTrayIcon> m_tray; ///< while an alarm stands
};

} // namespace cutover::gui
