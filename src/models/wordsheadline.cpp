// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordssigning.h"
#include "models/wordswatch.h"

#include <algorithm>
#include <optional>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using session::View;

namespace {

int goRows(const View &view)
{
    return static_cast<int>(std::ranges::count_if(
        view.rows, [](const domain::Row &row) { return row.isGo() && row.id != domain::CriterionId::Baselines; }));
}

/// «DR recovery validated No-Go · Rehearsal passed Stale · 2 not run».
QString causes(const View &view)
{
    constexpr int mostNamed = 3;
    QStringList words;
    int notRun = 0;
    int running = 0;
    int more = 0;
    for (const auto &row : view.rows) {
        if (row.isGo())
            continue;
        if (row.status == domain::Status::NotRun)
            ++notRun;
        else if (row.status == domain::Status::Running)
            ++running;
        else if (words.size() < mostNamed)
            words.append(u"%1 %2"_s.arg(domain::criterion(row.id).title, statusWord(row.status)));
        else
            ++more;
    }
    if (more > 0)
        words.append(u"%1 more"_s.arg(more));
    if (running > 0)
        words.append(u"%1 running"_s.arg(running));
    if (notRun > 0)
        words.append(u"%1 not run"_s.arg(notRun));
    return words.join(u" · "_s);
}

QString reachedText(const View &view)
{
    if (const auto *present = view.rollout.present())
        return u"Canary at %1\u00a0%."_s.arg(present->plan.percent);
    return view.rollout.isUnderWay() ? u"No stage is reached."_s : u"Nothing is promoted yet."_s;
}

/// With a promotion that failed before it: what was reached is then not all that may have moved.
QString where(const View &view)
{
    const QString failed = view.rollout.isUnderWay() ? failedPromotionText(view.rollout) : QString();
    return failed.isEmpty() ? reachedText(view) : u"%1. %2"_s.arg(failed, reachedText(view));
}

/// What stands between twelve rows that are Go and a GO: empty where no station objects.
QString objectionWords(const View &view)
{
    if (view.objections.isEmpty())
        return {};
    const auto &first = view.objections.first();
    const auto more = view.objections.size() - 1;
    return u"%1 said no-go to %2%3."_s.arg(oneLine(first.station), domain::criterion(first.row).title,
                                           more > 0 ? u" and %1 more"_s.arg(more) : QString());
}

/// What keeps a new GO from being signed, or that nothing does.
QString renewal(const View &view)
{
    if (!view.decisionGo)
        return causes(view);
    return isGoSignable(view) ? u"All rows are Go; a new GO may be signed."_s : objectionWords(view);
}

VerdictLines unsignedLines(const View &view)
{
    if (view.decisionGo && !isGoSignable(view))
        return {u"GO"_s, u"go-unsigned"_s, u"12 of 12 rows are Go, but a station said no-go."_s, objectionWords(view)};
    if (view.decisionGo)
        return {u"GO"_s, u"go-unsigned"_s, u"12 of 12 rows are Go. Not signed yet."_s,
                u"Sign the decision to open the gate."_s};
    return {u"NO-GO"_s, u"nogo"_s, u"%1 of 12 rows are Go. Decision cannot be GO yet."_s.arg(goRows(view)),
            causes(view)};
}

/// «Signed by 1 of 2. Awaiting: security-lead since 13:41 UTC; deputy may sign from 14:15 UTC.»
VerdictLines awaitingLines(const session::DecisionView &decision)
{
    QStringList roles;
    QDateTime deputyFrom;
    for (const auto &seats : decision.awaited) {
        roles.append(seats.role);
        for (const auto &signer : seats.signers)
            if (signer.from.isValid() && (!deputyFrom.isValid() || signer.from < deputyFrom))
                deputyFrom = signer.from;
    }
    const QString deputy = deputyFrom.isValid() ? u"; deputy may sign from %1"_s.arg(timeText(deputyFrom)) : QString();
    return {u"GO"_s, u"go-unsigned"_s,
            u"Signed by %1 of %2. Awaiting: %3 since %4%5."_s.arg(
                QString::number(decision.quorumGiven), QString::number(decision.quorumNeeded), roles.join(u", "_s),
                timeText(decision.awaitedSince), deputy),
            u"Nothing is enabled until the quorum has signed."_s};
}

VerdictLines signedLines(const View &view, const QDateTime &now)
{
    const auto &decision = *view.decision;
    const bool isAwaited = decision.quorumGiven > 0 && decision.quorumGiven < decision.quorumNeeded;
    if (!decision.valid && isAwaited && !view.rollout.isUnderWay())
        return awaitingLines(decision);
    if (!decision.valid) {
        const QString why = decision.refusals.isEmpty() ? QString() : refusalText(decision.refusals.first());
        return {u"NO-GO"_s, u"nogo"_s, u"The signed GO does not count now."_s, why};
    }
    const QString how = u"Signed %1, quorum %2 of %3."_s.arg(timeText(decision.signedAt))
                            .arg(decision.quorumGiven)
                            .arg(decision.quorumNeeded);
    if (view.rollout.isUnderWay() && failedPromotion(view.rollout))
        return {u"GO"_s, u"go"_s, where(view), u"Press it again, or abort. "_s + how};
    const QString line1 = u"%1 %2"_s.arg(how, where(view));
    const QString until = view.rollout.present()
                              ? u"rollout may run until %1"_s.arg(
                                    timeText(view.rollout.stages.first().mark.at.addSecs(domain::rolloutWithinS)))
                              : u"first promotion until %1"_s.arg(timeText(decision.expiresAt));
    return {u"GO"_s, u"go"_s, line1,
            u"%1 %2 · %3 · decision %4"_s.arg(now < decision.opensAt ? u"Opens"_s : u"Opened"_s,
                                              timeText(decision.opensAt), until, fingerprintText(decision.id, 2))};
}

/// What the header can do without comes last: in a narrow one whole sentences fall away from the end.
VerdictLines abortedLines(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    const QString at =
        u"%1\u00a0UTC %2."_s.arg(rollout.abortedAt.toUTC().toString(u"HH:mm:ss"_s), abortedWhereText(rollout));
    const QString unwatched = view.watched ? QString() : watcherText(view, now) + u". "_s;
    if (view.desiredStage != "abort"_L1)
        return {rollout.recovered == false ? u"NOT RECOVERED"_s : u"ABORTED"_s, u"nogo"_s,
                stageFileText(view.desiredStage, u"abort"_s) + u'.',
                u"%1Aborted %2 %3"_s.arg(unwatched, at, rollout.abortReason)};
    if (rollout.recovered == false)
        return {u"NOT RECOVERED"_s, u"nogo"_s,
                u"Readyz %1. Aborted %2"_s.arg(view.live.readyz.value_or(u"unreadable"_s), at),
                u"%1Call the contacts. Three Go of readyz in a row end the alarm."_s.arg(unwatched)};
    if (rollout.recovered == true)
        return {u"ABORTED"_s, u"nogo"_s, at + u" Recovered."_s, u"A new GO is needed. %1"_s.arg(rollout.abortReason)};
    return {u"ABORTED"_s, u"nogo"_s, at + (view.watched ? u" Recovering."_s : u" Recovery not proven."_s),
            u"%1Readyz must be Go three times in a row. %2"_s.arg(unwatched, rollout.abortReason)};
}

VerdictLines blindLines(const View &view, const QDateTime &now)
{
    const auto who = watching(view, now);
    const bool isSilent = who == Watching::Silent || who == Watching::Missing;
    return {u"BLIND"_s, u"nogo"_s, refusalText(domain::blindness(view.series, view.live, now)),
            u"Hold credit stopped; promotions refused.%1"_s.arg(isSilent ? u" %1."_s.arg(watcherText(view, now))
                                                                         : QString())};
}

/// An abort that was found is taken over within seconds, and says so itself.
VerdictLines driftLines(const View &view)
{
    const QString expected = stageTextToPutBack(view.rollout);
    return {u"DRIFT"_s, u"nogo"_s, stageFileText(view.desiredStage, expected) + u'.',
            u"%1 Put %2 back, or abort; promotions are refused."_s.arg(where(view), expected)};
}

/// A trigger that holds, or nobody who would act on one; nothing where neither is so.
std::optional<VerdictLines> alarmLines(const View &view, const QDateTime &now)
{
    const bool isSilent = view.rollout.isUnderWay() && watching(view, now) == Watching::Silent;
    if (!view.decision || view.rollout.attemptState != AttemptState::Open || !(view.trigger || isSilent))
        return std::nullopt;
    const QString word = domain::decisionWord(view.decision->kind);
    const QString icon = view.decision->kind == domain::DecisionKind::Go ? u"go"_s : u"nogo"_s;
    if (view.trigger && view.rollout.isUnderWay())
        return VerdictLines{word, icon, triggerText(*view.trigger),
                            u"%1 %2"_s.arg(whoAbortsText(view, now), where(view))};
    if (!isSilent)
        return std::nullopt;
    return VerdictLines{word, icon, u"%1: nothing aborts by itself."_s.arg(watcherText(view, now)),
                        u"The hold stands still; cutoverctl watch serves it. %1"_s.arg(where(view))};
}

QString outcomeText(domain::ClosingOutcome outcome)
{
    switch (outcome) {
    case domain::ClosingOutcome::Validated:
        return u"Validated"_s;
    case domain::ClosingOutcome::Deviations:
        return u"Closed with deviations"_s;
    case domain::ClosingOutcome::RolledBack:
        return u"Rolled back"_s;
    }
    return {};
}

VerdictLines closedLines(const domain::CutoverClosed &closing)
{
    return {u"CLOSED"_s, closing.outcome == domain::ClosingOutcome::RolledBack ? u"nogo"_s : u"go"_s,
            u"%1 %2."_s.arg(outcomeText(closing.outcome), timeText(closing.at)),
            u"The attempt is over; the next cutover needs a GO of its own."_s};
}

/// Signed while a rollout is under way: it leaves the stage and keeps the triggers armed (RULES section 3).
VerdictLines overriddenLines(const View &view)
{
    return {u"NO-GO"_s, u"nogo"_s, u"Signed %1. %2"_s.arg(timeText(view.rollout.override->at), where(view)),
            u"The stage stays, the triggers stay armed, promotions are refused: abort, or a new GO."_s};
}

} // namespace

VerdictLines verdictLines(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    if (rollout.attemptState == AttemptState::Aborting)
        return {u"ABORTING"_s, u"nogo"_s, u"Since %1."_s.arg(timeText(rollout.abortedAt)), rollout.abortReason};
    if (rollout.attemptState == AttemptState::Aborted)
        return abortedLines(view, now);
    if (rollout.attemptState == AttemptState::Closed && rollout.closing)
        return closedLines(*rollout.closing);
    if (rollout.isUnderWay() && view.blind)
        return blindLines(view, now);
    if (const auto alarm = alarmLines(view, now))
        return *alarm;
    const bool isDrifted = rollout.isDrifted(view.desiredStage) && !rollout.isAbortFound(view.desiredStage);
    if (rollout.isUnderWay() && isDrifted)
        return driftLines(view);
    if (rollout.override && rollout.isUnderWay())
        return overriddenLines(view);
    if (!view.decision)
        return unsignedLines(view);
    if (rollout.attemptState == AttemptState::StoodDown && !rollout.pending)
        return {u"NO-GO"_s, u"nogo"_s, u"Stood down %1. A new GO is needed."_s.arg(timeText(rollout.endedAt)),
                renewal(view)};
    if (view.decision->kind == domain::DecisionKind::NoGo)
        return {u"NO-GO"_s, u"nogo"_s,
                view.decisionGo ? u"Signed %1: postponed by decision."_s.arg(timeText(view.decision->signedAt))
                                : u"Signed %1: postponed."_s.arg(timeText(view.decision->signedAt)),
                renewal(view)};
    return signedLines(view, now);
}

} // namespace cutover::models
