// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/cutoverctl.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <pty.h>

namespace cutover::cli::test {

/// cutoverctl as a person runs it: standard input and error are a real terminal of its own, standard output is kept.
class Terminal
{
public:
    Terminal(const Cutoverctl &ctl, const QStringList &arguments)
    {
        if (::openpty(&m_master, &m_slave, nullptr, nullptr, nullptr) != 0)
            qFatal("openpty failed");
        ::fcntl(m_master, F_SETFL, O_NONBLOCK);
        ::fcntl(m_master, F_SETFD, FD_CLOEXEC);
        m_process = ctl.start(arguments, [slave = m_slave] {
            ::setsid();
            ::ioctl(slave, TIOCSCTTY, 0);
            ::dup2(slave, STDIN_FILENO);
            ::dup2(slave, STDERR_FILENO);
            ::close(slave);
        });
    }
    ~Terminal()
    {
        ::close(m_master);
        ::close(m_slave);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// Waits until the screen shows `text` (behind what an earlier call saw).
    [[nodiscard]] bool shows(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [&] {
                read();
                const auto at = m_screen.indexOf(text, m_seen);
                if (at >= 0)
                    m_seen = at + text.size();
                return at >= 0;
            },
            60'000);
    }
    [[nodiscard]] bool type(const QByteArray &keys) const
    {
        return ::write(m_master, keys.constData(), static_cast<std::size_t>(keys.size())) == keys.size();
    }
    [[nodiscard]] bool echoes() const
    {
        termios settings{};
        return ::tcgetattr(m_slave, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }
    [[nodiscard]] const QByteArray &screen() const { return m_screen; }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }
    /// Its end, `err` being the screen.
    [[nodiscard]] Called end()
    {
        auto called = Cutoverctl::end(*m_process);
        read();
        called.err = m_screen;
        return called;
    }

private:
    void read()
    {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(m_master, buffer, sizeof buffer)) > 0;)
            m_screen.append(buffer, count);
    }

    int m_master = -1;
    int m_slave = -1;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_screen;
    qsizetype m_seen = 0;
};

inline const QByteArray ctrlC = "\x03";
inline const QByteArray ctrlD = "\x04";

} // namespace cutover::cli::test
