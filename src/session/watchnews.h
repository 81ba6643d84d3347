// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace cutover::session {

/// What a watcher tells while it watches. The data of each kind are named here, in their order.
struct WatchNews
{
    enum class Kind {
        Armed,        ///< nothing, or "recovery": no rollout is under way, and what an abort left is watched
        StandingBy,   ///< pid and host of who holds the lease
        Trigger,      ///< code, observed, limit
        LateTrigger,  ///< the same, four hours after the last stage: nobody aborts for it
        AbortStarted, ///< reason
        AbortEnded,   ///< what desired_stage.txt reads
        AbortLost,    ///< likewise: it no longer reads `abort`, and the abort runs again
        Readyz,       ///< "ok" or "not_ok", how many in a row were ok
        Recovered,
        NotRecovered, ///< whom to call: role, name, phone and Slack of each contact
        Blind,
        Sighted,
        StageDrift,        ///< found, expected
        Captured,          ///< the incident's files, in the workspace
        CaptureFailed,     ///< file, code
        SleepNotInhibited, ///< code: "no_bus", "no_logind", "denied", …; the machine may fall asleep
        Ended,             ///< why: "stopped", "idle", "closed", "recovered", "not_recovered", "workspace_gone"
    };
    Kind kind = Kind::Armed;
    QStringList data;
    QDateTime at; ///< UTC
};
[[nodiscard]] QString watchNewsName(WatchNews::Kind kind); ///< "armed", "standing_by", …

/// How a watch ended.
struct Watched
{
    QString why;          ///< as WatchNews::Ended
    bool aborted = false; ///< by this watcher
    std::optional<bool> recovered;
};

} // namespace cutover::session
