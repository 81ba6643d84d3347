// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace cutover::rollout {

/// Whether a process told in the ledger still runs, as far as this machine can tell.
enum class Trace {
    Running, ///< or nothing proves that it does not
    Gone,    ///< certainly
    Unknown, ///< of another machine, or of another container on this one
};

/// A process told so that any console of the same machine can find it again: a stage command's, whose group it can end
/// for an abort when the console that started it is gone, or that console's own.
struct CommandGroup
{
    qint64 leader = 0;     ///< process id, and of a command the group's; 0: none
    QString bootId;        ///< of the machine's run it belongs to
    qint64 startTicks = 0; ///< of the leader, since boot: tells it from a later process with the same id
    QString machine = {};  ///< a digest over the machine's id and name; empty: it has no id
    QString pids = {};     ///< the namespace that the process id is of

    /// Of a child just started by this process.
    [[nodiscard]] static CommandGroup of(qint64 leader, const QString &bootId);
    [[nodiscard]] static CommandGroup ofThisProcess(const QString &bootId);
    [[nodiscard]] static CommandGroup fromJson(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJson() const;

    /// Whether the leader itself still runs, here and in this boot. Only then may a group that somebody else started be
    /// signalled.
    [[nodiscard]] bool isRunning(const QString &bootNow) const;
    [[nodiscard]] bool isSameProcess(const CommandGroup &other) const;
};

/// Whether a process of the group is left; one that may not be signalled counts as left.
[[nodiscard]] bool isGroupLeft(qint64 leader);

/// Of the leader alone. `self` is this process; a machine that was started anew since runs nothing of before.
[[nodiscard]] Trace traceOfLeader(const CommandGroup &group, const CommandGroup &self);
/// Of the leader and everybody in its group.
[[nodiscard]] Trace traceOfGroup(const CommandGroup &group, const CommandGroup &self);

} // namespace cutover::rollout
