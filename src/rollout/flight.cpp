// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/flight.h"

#include "rollout/ledgerevents.h"
#include "rollout/promotejob.h"

namespace cutover::rollout {

using namespace Qt::StringLiterals;
using domain::AttemptState;

namespace {

constexpr qint64 startsWithinS = 120;  ///< from the intent: the gate is judged again, and the start written
constexpr qint64 endsWithinS = 6 * 60; ///< from the intent: the command's deadline of five minutes lies within
constexpr qint64 abortRunsS = 90;      ///< until it is reported as it stands, and that is written

/// A clock that was set back, or another's that is ahead, makes nothing young for longer than clocks may differ.
bool isYoung(qint64 ageS, qint64 limitS)
{
    return ageS >= -domain::clockToleranceS && ageS < limitS;
}

bool isOver(AttemptState attempt)
{
    return attempt == AttemptState::Aborting || attempt == AttemptState::Aborted;
}

/// What is read once nothing of it is left. An attempt that was aborted reaches no stage any more.
Fate read(const FlightSight &sight)
{
    const bool isReached = sight.hasStarted && sight.stageText == QString::number(sight.percent);
    return isReached && !isOver(sight.attempt) ? Fate::Done : Fate::Failed;
}

/// A living console tells the outcome itself, and settles what it could not write.
Trace consoleOf(const PromotionFlight &flight, const CommandGroup &self)
{
    if (flight.console.isSameProcess(self))
        return PromoteJob::isAnyFlying() ? Trace::Running : Trace::Gone;
    return traceOfLeader(flight.console, self);
}

} // namespace

/// Older versions did not say whose outcome it is.
bool PromotionFlight::isOwn(const QJsonObject &outcome) const
{
    const QString of = outcome[u"decision_id"_s].toString();
    const bool isOfAnother = !of.isEmpty() && !decisionId.isEmpty() && of != decisionId;
    return !isOfAnother && outcome[u"percent"_s].toInt() == percent;
}

void PromotionFlight::fold(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    if (entry.kind == kind::promotionIntent) {
        *this = {};
        intent = entry.index;
        percent = payload[u"percent"_s].toInt();
        decisionId = payload[u"decision_id"_s].toString();
        at = entry.timeUtc;
        host = entry.actor.workstation;
        console = CommandGroup::fromJson(payload[u"console"_s].toObject());
    } else if (entry.kind == kind::promotionStarted) {
        hasStarted = true;
        command = CommandGroup::fromJson(payload);
    } else if (entry.kind == kind::promotionOutcome && isOwn(payload)) {
        *this = {};
    }
}

void AbortFlight::fold(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const QString of = payload[u"attempt_id"_s].toString();
    if (entry.kind == kind::abortIntent)
        *this = {entry.index, entry.timeUtc, CommandGroup::fromJson(payload[u"console"_s].toObject()), of, false};
    const bool isOwn = of.isEmpty() || attemptId.isEmpty() || of == attemptId;
    if (entry.kind != kind::abortOutcome || !isOwn)
        return;
    if (payload[u"read_back"_s].toBool())
        *this = {};
    else
        isTold = true;
}

Fate fateOf(const FlightSight &sight)
{
    const bool isAwaited = sight.attempt == AttemptState::Open || isOver(sight.attempt);
    if (!isAwaited || sight.console == Trace::Running)
        return Fate::InFlight;
    if (!sight.hasStarted) {
        const bool starts = sight.console == Trace::Unknown && isYoung(sight.ageS, startsWithinS);
        return starts ? Fate::InFlight : read(sight);
    }
    if (sight.command == Trace::Running)
        return Fate::InFlight;
    if (sight.console == Trace::Gone && sight.command == Trace::Gone)
        return read(sight);
    return isYoung(sight.ageS, endsWithinS) ? Fate::InFlight : Fate::NeedsPerson;
}

std::optional<Fate> fateNow(const PromotionFlight &flight, const domain::RolloutState &rollout,
                            const QString &stageText, const QDateTime &now, const QString &bootId)
{
    const auto *stage = rollout.inFlight();
    if (flight.intent < 0 || !stage || stage->plan.percent != flight.percent)
        return std::nullopt;
    const auto self = CommandGroup::ofThisProcess(bootId);
    const auto console = consoleOf(flight, self);
    const bool isBuiltIn = flight.command.leader == 0;
    return fateOf({rollout.attemptState, flight.percent, flight.hasStarted, console,
                   isBuiltIn ? console : traceOfGroup(flight.command, self), flight.at.secsTo(now), stageText});
}

bool isAbortLeft(AttemptState attempt, Trace console, qint64 ageS, const QString &stageText)
{
    const bool isRunning = console == Trace::Running || (console == Trace::Unknown && isYoung(ageS, abortRunsS));
    return attempt == AttemptState::Aborting && stageText == "abort"_L1 && !isRunning;
}

} // namespace cutover::rollout
