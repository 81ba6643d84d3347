// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusMessage>
#include <QObject>
#include <QString>

#include <optional>

namespace cutover::rollout {

/// Shows alarms as notifications of the desktop, by its own service for them: for desktops without a tray.
///
/// Each is urgent and stays until somebody closes it, and takes the place of the one before, so that a night of alarms
/// leaves one. Texts are shown as they are; markup in them is none. Nothing waits: the bus is met on a thread of its
/// own, calls are asynchronous, and what cannot be shown is told once and changes nothing else.
/// (https://specifications.freedesktop.org/notification-spec/)
class DesktopNotices : public QObject
{
    Q_OBJECT

public:
    /// `address` of a bus in place of the session's.
    explicit DesktopNotices(const QString &address = {}, QObject *parent = nullptr);
    ~DesktopNotices() override;

    /// Of several that wait for the bus, the last is shown.
    void show(const QString &title, const QString &text);

Q_SIGNALS:
    void shown(quint32 id);
    /// "no_bus", or the error's own name.
    void refused(const QString &code);

private:
    struct Notice
    {
        QString title;
        QString text;
    };
    void meet();
    void send();
    void onReply(const QDBusMessage &reply);

    QString m_address;
    QString m_connection; ///< its name
    bool m_isMeeting = false;
    bool m_isSending = false;
    std::optional<Notice> m_next;
    quint32 m_id = 0; ///< of the one shown last
};

} // namespace cutover::rollout
