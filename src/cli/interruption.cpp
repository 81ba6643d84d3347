// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interruption.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace cutover::cli {

namespace {

constexpr std::array numbers{SIGINT, SIGTERM, SIGHUP};

int ends[2] = {-1, -1};

// Only write() here: a signal handler may call nothing that is not async-signal-safe.
extern "C" void onSignal(int number)
{
    const int before = errno;
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const auto written = ::write(ends[1], &byte, sizeof byte);
    errno = before;
}

bool isIgnored(int number)
{
    struct sigaction present = {};
    return ::sigaction(number, nullptr, &present) == 0 && present.sa_handler == SIG_IGN;
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
}

} // namespace

Interruption::Interruption(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("pipe2 failed");
    auto *notifier = new QSocketNotifier(ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        if (const int number = take(); number != 0)
            Q_EMIT interrupted(number);
    });
    handle(SIGPIPE, SIG_IGN);
    for (const int number : numbers)
        if (!isIgnored(number))
            handle(number, onSignal);
}

Interruption::~Interruption()
{
    for (const int number : numbers)
        if (!isIgnored(number))
            handle(number, SIG_DFL);
    for (const int end : ends)
        ::close(end);
}

int Interruption::descriptor() const
{
    return ends[0];
}

int Interruption::take()
{
    char byte = 0;
    return ::read(ends[0], &byte, sizeof byte) == sizeof byte ? byte : 0;
}

} // namespace cutover::cli
