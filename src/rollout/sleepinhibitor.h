// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>

#include <optional>

namespace cutover::rollout {

/// Keeps the machine from falling asleep, by a lock of systemd-logind in mode `block`: an asleep watcher serves no hold
/// and aborts nothing.
///
/// It is a lock on `sleep`, on `idle` and on the lid's switch, because logind lets a closed lid through a lock on sleep
/// alone. Not on `shutdown`: who switches a machine off means it, and a watcher elsewhere takes over. The lock is a
/// file descriptor and goes with the process, however that ends.
///
/// Nothing waits: the bus is met on a thread of its own, calls are asynchronous, and one that fails is told once and
/// changes nothing else. (https://systemd.io/INHIBITOR_LOCKS/)
class SleepInhibitor : public QObject
{
    Q_OBJECT

public:
    /// `address` of a bus in place of the system's.
    explicit SleepInhibitor(const QString &address = {}, QObject *parent = nullptr);
    ~SleepInhibitor() override;

    /// Asks for the lock; `reason` is shown by `systemd-inhibit --list`. Once an object.
    void hold(const QString &reason);
    [[nodiscard]] bool isHolding() const { return m_lock.has_value(); }

Q_SIGNALS:
    void held();
    /// Once: "no_bus", "no_logind", "denied" (by its policy, as in a session from afar), "no_answer", "failed".
    void refused(const QString &code);

private:
    void ask();
    void onReply(const QDBusMessage &reply);

    QString m_address;
    QString m_connection; ///< its name
    QString m_reason;
    bool m_isAsked = false;
    std::optional<QDBusUnixFileDescriptor> m_lock;
};

} // namespace cutover::rollout
