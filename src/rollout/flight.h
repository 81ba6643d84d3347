// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"
#include "ledger/ledgerentry.h"
#include "rollout/commandgroup.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// \file What the ledger tells of an act whose outcome it does not have yet, and how that is settled after a crash
/// (RULES section 7): by reading the world, never by doing it again.

namespace cutover::rollout {

/// A promotion, from its intent to its outcome.
struct PromotionFlight
{
    qint64 intent = -1; ///< its entry; -1: none is in flight
    int percent = 0;
    QString decisionId;
    QDateTime at;
    QString host;         ///< the workstation of whoever intended it
    CommandGroup console; ///< that process
    bool hasStarted = false;
    CommandGroup command; ///< its group; leader 0: the console itself sets the stage file

    void fold(const ledger::Entry &entry);

private:
    [[nodiscard]] bool isOwn(const QJsonObject &outcome) const;
};

/// An abort, from its last intent to an outcome that reads back.
struct AbortFlight
{
    qint64 intent = -1;
    QDateTime at;
    CommandGroup console;
    QString attemptId;   ///< as the intent names it
    bool isTold = false; ///< how it ended, and that it was not read back: only a person runs it again

    void fold(const ledger::Entry &entry);
};

/// Everything that the fate of a promotion in flight depends on; a console other than its own judges it.
struct FlightSight
{
    domain::AttemptState attempt = domain::AttemptState::None;
    int percent = 0;
    bool hasStarted = false;
    Trace console = Trace::Unknown;
    Trace command = Trace::Unknown; ///< meaningless before it has started
    qint64 ageS = 0;                ///< since the intent
    QString stageText;              ///< desired_stage.txt now
};

enum class Fate {
    InFlight,    ///< or of no attempt that waits for it
    NeedsPerson, ///< it should long have ended, and only the machine that ran it can tell whether it has
    Done,        ///< nothing of it is left, and the world reads the stage
    Failed,      ///< nothing of it is left, and the world does not: may be pressed again
};

/// A promotion that was not started never ran, whatever the world reads: its start is a compare-and-swap on the intent,
/// so that settling it keeps it from starting, on any machine.
[[nodiscard]] Fate fateOf(const FlightSight &sight);

/// The same of this moment, on this machine; nothing where none is in flight.
[[nodiscard]] std::optional<Fate> fateNow(const PromotionFlight &flight, const domain::RolloutState &rollout,
                                          const QString &stageText, const QDateTime &now, const QString &bootId);

/// Whether nobody tells any more how an abort ended though the world reads `abort`: its console is gone, and with it
/// whether the command did all of its work. It has to run again. Where the world reads otherwise the watcher says so.
[[nodiscard]] bool isAbortLeft(domain::AttemptState attempt, Trace console, qint64 ageS, const QString &stageText);

} // namespace cutover::rollout
