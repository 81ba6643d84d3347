// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/commandgroup.h"

#include <QFile>

#include <cerrno>
#include <csignal>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

/// Field 22 of /proc/PID/stat; 0 where there is no such process.
qint64 startTicksOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto text = file.readAll();
    // The second field is the program's name in parentheses, which may hold anything.
    constexpr qsizetype afterName = 19;
    return text.mid(text.lastIndexOf(')') + 2).split(' ').value(afterName).toLongLong();
}

} // namespace

CommandGroup CommandGroup::of(qint64 leader, const QString &bootId)
{
    return {leader, bootId, startTicksOf(leader)};
}

CommandGroup CommandGroup::fromJson(const QJsonObject &object)
{
    return {object[u"leader"_s].toInteger(), object[u"boot_id"_s].toString(), object[u"start_ticks"_s].toInteger()};
}

QJsonObject CommandGroup::toJson() const
{
    return {{u"leader"_s, leader}, {u"boot_id"_s, bootId}, {u"start_ticks"_s, startTicks}};
}

bool CommandGroup::isRunning(const QString &bootNow) const
{
    return leader > 1 && startTicks > 0 && bootId == bootNow && startTicksOf(leader) == startTicks;
}

bool isGroupLeft(qint64 leader)
{
    return leader > 1 && (::kill(static_cast<pid_t>(-leader), 0) == 0 || errno == EPERM);
}

} // namespace cutover::rollout
