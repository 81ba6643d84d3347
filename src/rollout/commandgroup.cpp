// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/commandgroup.h"

#include "crypto/digest.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

/// Of /proc/PID/stat, what is asked here.
struct Stat
{
    bool isDead = false; ///< a zombie that nobody has reaped
    qint64 group = 0;
    qint64 startTicks = 0;
};

std::optional<Stat> statOf(const QString &pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto text = file.readAll();
    // The second field is the program's name in parentheses, which may hold anything.
    const auto fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype groupField = 2;
    constexpr qsizetype ticksField = 19;
    const auto state = fields.value(0);
    return Stat{state == "Z" || state == "X", fields.value(groupField).toLongLong(),
                fields.value(ticksField).toLongLong()};
}

std::optional<Stat> statOf(qint64 pid)
{
    return statOf(QString::number(pid));
}

/// Never the machine's id itself, which is not for exports.
QString thisMachine()
{
    const auto id = QSysInfo::machineUniqueId();
    const auto name = QSysInfo::machineHostName().toUtf8();
    return id.isEmpty() ? QString()
                        : QString::fromLatin1(crypto::sha256("cutover machine\n" + id + '\n' + name).toHex());
}

bool isLivingMember(const QString &pid, qint64 group)
{
    const auto stat = statOf(pid);
    return stat && stat->group == group && !stat->isDead;
}

/// That of the group, whose leader is gone, nothing but zombies is left.
bool isOnlyDead(qint64 leader)
{
    if (::kill(static_cast<pid_t>(-leader), 0) != 0)
        return errno == ESRCH; // else there are some, who may hide from this account
    const auto processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    return std::ranges::none_of(processes, [leader](const QString &pid) { return isLivingMember(pid, leader); });
}

/// By the place the process is of: nothing where it is here, and has to be looked for.
std::optional<Trace> traceElsewhere(const CommandGroup &group, const CommandGroup &self)
{
    if (group.leader <= 1 || group.startTicks <= 0 || group.bootId.isEmpty())
        return Trace::Unknown;
    if (group.bootId != self.bootId)
        return !group.machine.isEmpty() && group.machine == self.machine ? Trace::Gone : Trace::Unknown;
    return group.pids == self.pids && !group.pids.isEmpty() ? std::nullopt : std::optional(Trace::Unknown);
}

Trace traceOfProcess(const CommandGroup &group)
{
    if (::kill(static_cast<pid_t>(group.leader), 0) != 0 && errno == ESRCH)
        return Trace::Gone;
    const auto stat = statOf(group.leader); // none: it hides from this account
    const bool isOther = stat && (stat->isDead || stat->startTicks != group.startTicks);
    return isOther ? Trace::Gone : Trace::Running;
}

} // namespace

CommandGroup CommandGroup::of(qint64 leader, const QString &bootId)
{
    static const QString machine = thisMachine();
    return {leader, bootId, statOf(leader).value_or(Stat{}).startTicks, machine,
            QFile::symLinkTarget(u"/proc/self/ns/pid"_s).section(u'/', -1)};
}

CommandGroup CommandGroup::ofThisProcess(const QString &bootId)
{
    return of(QCoreApplication::applicationPid(), bootId);
}

CommandGroup CommandGroup::fromJson(const QJsonObject &object)
{
    return {object[u"leader"_s].toInteger(), object[u"boot_id"_s].toString(), object[u"start_ticks"_s].toInteger(),
            object[u"machine"_s].toString(), object[u"pids"_s].toString()};
}

QJsonObject CommandGroup::toJson() const
{
    return {{u"leader"_s, leader},
            {u"boot_id"_s, bootId},
            {u"start_ticks"_s, startTicks},
            {u"machine"_s, machine},
            {u"pids"_s, pids}};
}

bool CommandGroup::isRunning(const QString &bootNow) const
{
    return leader > 1 && startTicks > 0 && bootId == bootNow &&
           statOf(leader).value_or(Stat{}).startTicks == startTicks;
}

bool CommandGroup::isSameProcess(const CommandGroup &other) const
{
    return leader == other.leader && bootId == other.bootId && startTicks == other.startTicks && pids == other.pids;
}

bool isGroupLeft(qint64 leader)
{
    return leader > 1 && (::kill(static_cast<pid_t>(-leader), 0) == 0 || errno == EPERM);
}

Trace traceOfLeader(const CommandGroup &group, const CommandGroup &self)
{
    const auto elsewhere = traceElsewhere(group, self);
    return elsewhere ? *elsewhere : traceOfProcess(group);
}

Trace traceOfGroup(const CommandGroup &group, const CommandGroup &self)
{
    const auto leader = traceOfLeader(group, self);
    if (leader != Trace::Gone || group.bootId != self.bootId)
        return leader;
    // A later process with the leader's id proves that the group ended: no id is given again while a group bears it.
    const auto now = statOf(group.leader);
    const bool isReused = now && now->startTicks != group.startTicks;
    return isReused || isOnlyDead(group.leader) ? Trace::Gone : Trace::Running;
}

} // namespace cutover::rollout
