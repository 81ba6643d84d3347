// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace cutover::rollout {

/// The process group of a stage command, told so that any console of the same machine can end it for an abort, also
/// when the console that started it is gone.
struct CommandGroup
{
    qint64 leader = 0;     ///< process id, and the group's; 0: none
    QString bootId;        ///< of the machine's run it belongs to
    qint64 startTicks = 0; ///< of the leader, since boot: tells it from a later process with the same id

    /// Of a child just started by this process.
    [[nodiscard]] static CommandGroup of(qint64 leader, const QString &bootId);
    [[nodiscard]] static CommandGroup fromJson(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJson() const;

    /// Whether the leader itself still runs, here and in this boot. Only then may a group that somebody else started be
    /// signalled.
    [[nodiscard]] bool isRunning(const QString &bootNow) const;
};

/// Whether a process of the group is left; one that may not be signalled counts as left.
[[nodiscard]] bool isGroupLeft(qint64 leader);

} // namespace cutover::rollout
