// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace cutover::rollout::test {

/// A dbus-daemon for anybody, without any service.
class Bus
{
public:
    Bus() { start(); }
    ~Bus() { end(); }
    Bus(const Bus &) = delete;
    Bus &operator=(const Bus &) = delete;

    /// Whoever was on it is no more; its address stays.
    void restart()
    {
        end();
        start();
    }
    [[nodiscard]] const QString &address() const { return m_address; }

private:
    static constexpr int s_patienceMs = 30'000;

    void start()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                        QStringLiteral("--print-address"),
                        QStringLiteral("--address=unix:path=") + m_folder.filePath(QStringLiteral("bus"))});
        if (m_daemon.waitForReadyRead(s_patienceMs))
            m_address = QString::fromLatin1(m_daemon.readLine().trimmed()).section(u',', 0, 0);
    }
    void end()
    {
        m_daemon.kill();
        m_daemon.waitForFinished(s_patienceMs);
    }

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

} // namespace cutover::rollout::test
