// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsstatus.h"

#include "models/words.h"
#include "models/wordsalarms.h"
#include "models/wordspromotion.h"
#include "models/wordssigning.h"
#include "models/wordswatch.h"

#include <QLocale>

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::Phase;
using domain::RefusalCode;
using domain::StageState;
using session::StageView;
using session::View;
using For = TimeSpent::For;

namespace {

QString percentText(int percent)
{
    return u"%1\u00a0%"_s.arg(percent);
}

QString secondText(const QDateTime &time)
{
    return time.toUTC().toString(u"HH:mm:ss"_s) + u"\u00a0UTC"_s;
}

const StageView *find(const View &view, const domain::StageProgress *stage)
{
    if (!stage)
        return nullptr;
    const auto found = std::ranges::find_if(
        view.stages, [stage](const StageView &shown) { return shown.plan.percent == stage->plan.percent; });
    return found == view.stages.end() ? nullptr : &*found;
}

QString nextStageText(const View &view)
{
    const auto *next = view.rollout.next();
    return next ? percentText(next->plan.percent) : u"the closing"_s;
}

} // namespace

QString spanText(qint64 seconds)
{
    if (seconds < 60)
        return u"%1\u00a0s"_s.arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return u"%1\u00a0min"_s.arg(minutes);
    return minutes % 60 == 0 ? u"%1\u00a0h"_s.arg(minutes / 60)
                             : u"%1\u00a0h %2\u00a0min"_s.arg(minutes / 60).arg(minutes % 60);
}

QString countdownText(qint64 ms)
{
    const qint64 s = (std::max<qint64>(ms, 0) + 999) / 1000;
    const QString rest = u"%1:%2"_s.arg(s / 60 % 60, 2, 10, QChar(u'0')).arg(s % 60, 2, 10, QChar(u'0'));
    return s < 3600 ? rest : u"%1:%2"_s.arg(s / 3600).arg(rest);
}

QString earliestText(const QDateTime &time)
{
    constexpr qint64 minuteMs = 60'000;
    const qint64 over = time.toMSecsSinceEpoch() % minuteMs;
    return timeText(over > 0 ? time.addMSecs(minuteMs - over) : time);
}

QString lateText(const CutoverPlan &plan, const TimeSpent &spent)
{
    if (!plan.earliestEnd.isValid())
        return {};
    const QString late = plan.lateS > 0 ? spanText(plan.lateS) + u" late"_s : u"in time"_s;
    return spent.waitingS > 0 ? u"%1, %2 of waiting for people"_s.arg(late, spanText(spent.waitingS)) : late;
}

QString earliestEndText(const CutoverPlan &plan)
{
    return plan.earliestEnd.isValid() ? u"Ends %1 at the earliest."_s.arg(earliestText(plan.earliestEnd)) : QString();
}

namespace {

QString waitedForText(const View &view, For what)
{
    switch (what) {
    case For::Nobody:
        return {};
    case For::Decision:
        return u"a GO"_s;
    case For::Signatures:
        return u"signatures"_s;
    case For::Confirmations:
        return u"confirmations"_s;
    case For::Press:
        return u"the press to %1"_s.arg(nextStageText(view));
    case For::Resume:
        return u"the pause to be lifted"_s;
    case For::Closing:
        return u"the closing"_s;
    }
    return {};
}

} // namespace

QString timeSpentText(const View &view, const TimeSpent &spent)
{
    if (spent.workingS + spent.waitingS <= 0)
        return {};
    QString text = u"Worked %1, waited %2 for people"_s.arg(spanText(spent.workingS), spanText(spent.waitingS));
    if (spent.now != For::Nobody)
        text += u": %1 since %2"_s.arg(waitedForText(view, spent.now), timeText(spent.since));
    return text + u'.';
}

QStringList awaitedTexts(const QList<domain::AwaitedSeats> &awaited)
{
    QStringList texts;
    for (const auto &seats : awaited) {
        QStringList people;
        for (const auto &signer : seats.signers)
            people.append(signer.principal.isEmpty()
                              ? oneLine(signer.name)
                              : u"%1 for %2 from %3"_s.arg(oneLine(signer.name), oneLine(signer.principal),
                                                           timeText(signer.from)));
        const QString role = seats.seats > 1 ? u"%1 × %2"_s.arg(seats.seats).arg(seats.role) : seats.role;
        texts.append(people.isEmpty() ? role : u"%1 (%2)"_s.arg(role, people.join(u"; "_s)));
    }
    return texts;
}

// Copy status -----------------------------------------------------------------------------------------------------
namespace {

QString unsignedText(const View &view)
{
    if (view.decisionGo)
        return isGoSignable(view) ? u"all rows are Go, not signed yet"_s
                                  : u"all rows are Go, but a station said no-go"_s;
    const auto isGo = [](const domain::Row &row) { return row.isGo() && row.id != domain::CriterionId::Baselines; };
    return u"NO-GO, %1 of 12 rows are Go"_s.arg(std::ranges::count_if(view.rows, isGo));
}

QString decisionText(const View &view)
{
    if (!view.decision)
        return unsignedText(view);
    const auto &decision = *view.decision;
    const QString head = u"%1 signed %2"_s.arg(domain::decisionWord(decision.kind), timeText(decision.signedAt));
    if (decision.kind != domain::DecisionKind::Go)
        return head + u", postponed"_s;
    const QString count = u"%1, %2 of %3"_s.arg(head).arg(decision.quorumGiven).arg(decision.quorumNeeded);
    const auto counts = [](const domain::Refusal &refusal) { return refusal.code == RefusalCode::TooEarly; };
    const auto why = std::ranges::find_if_not(decision.refusals, counts);
    return decision.valid || why == decision.refusals.end() ? count
                                                            : u"%1, does not count: %2"_s.arg(count, refusalText(*why));
}

QString abortedText(const View &view)
{
    const auto &rollout = view.rollout;
    const QString where = u"%1 %2"_s.arg(secondText(rollout.abortedAt), abortedWhereText(rollout));
    if (rollout.attemptState == AttemptState::Aborting)
        return u"ABORTING since "_s + where;
    return (rollout.recovered == false ? u"NOT RECOVERED, aborted "_s : u"ABORTED "_s) + where;
}

QString closedText(const domain::CutoverClosed &closing)
{
    switch (closing.outcome) {
    case domain::ClosingOutcome::Validated:
        return u"CLOSED %1, validated"_s.arg(timeText(closing.at));
    case domain::ClosingOutcome::Deviations:
        return u"CLOSED %1, with deviations"_s.arg(timeText(closing.at));
    case domain::ClosingOutcome::RolledBack:
        return u"CLOSED %1, rolled back"_s.arg(timeText(closing.at));
    }
    return {};
}

QString standingText(const View &view)
{
    const auto &rollout = view.rollout;
    if (rollout.closing)
        return closedText(*rollout.closing);
    if (rollout.isAborted())
        return abortedText(view);
    if (rollout.attemptState == AttemptState::StoodDown && !rollout.pending)
        return u"stood down %1, a new GO is needed"_s.arg(timeText(rollout.endedAt));
    const bool isBlind = rollout.isUnderWay() && view.blind;
    return (isBlind ? u"BLIND, "_s : QString()) + decisionText(view);
}

QString missingText(const QString &what)
{
    if (what == "freeze"_L1)
        return u"deployments frozen"_s;
    if (what == "stakeholders"_L1)
        return u"stakeholders notified"_s;
    if (what == "war-room"_L1)
        return u"war room ready"_s;
    if (what == "team-ready"_L1)
        return u"team ready"_s;
    return u"fresh rows"_s;
}

QString preCutoverText(const View &view, const QDateTime &now)
{
    const auto opens = std::max(now, view.profile.targetAt.addSecs(-view.profile.opensEarlyS));
    const QString next = u"%1 from %2"_s.arg(nextStageText(view), earliestText(opens));
    QStringList missing;
    for (const auto &what : view.preCutover.missing)
        missing.append(missingText(what));
    return missing.isEmpty() ? u"Pre-cutover done; "_s + next
                             : u"Pre-cutover lacks %1; %2"_s.arg(missing.join(u", "_s), next);
}

QString waitingRowsText(const View &view)
{
    QStringList titles;
    for (const auto &row : view.rows)
        if (!row.isGo())
            titles.append(domain::criterion(row.id).title);
    constexpr qsizetype most = 3;
    const auto more = titles.size() - most;
    const QString named = titles.mid(0, most).join(u", "_s);
    return more > 0 ? u"Not Go: %1 and %2 more"_s.arg(named).arg(more) : u"Not Go: "_s + named;
}

QString unpromotedText(const View &view, const QDateTime &now)
{
    if (!view.decisionGo)
        return waitingRowsText(view);
    if (!isGoSignable(view))
        return objectionText(view.objections.first());
    const auto opens = view.profile.targetAt.addSecs(-view.profile.opensEarlyS);
    if (!view.profile.targetAt.isValid())
        return u"Nothing is promoted"_s;
    if (now >= view.profile.targetAt.addSecs(domain::firstPromotionWithinS))
        return u"Nothing is promoted; the target time is long past, set another in cutover.json"_s;
    return now < opens ? u"Nothing is promoted; a GO signed now opens at %1"_s.arg(timeText(opens))
                       : u"Nothing is promoted; a GO signed now opens at once"_s;
}

QString holdText(const View &view, const QDateTime &now)
{
    const auto *stage = find(view, view.rollout.present());
    if (!stage)
        return u"no stage is reached"_s;
    const QString at = percentText(stage->plan.percent);
    const auto *next = view.rollout.next();
    if (stage->holdRemainingMs > 0) {
        const auto plan = planOf(view, now);
        const auto kind = next ? PlanStep::Kind::Stage : PlanStep::Kind::Closing;
        const auto step = std::ranges::find_if(plan.steps, [&](const PlanStep &one) {
            return one.kind == kind && (!next || one.percent == next->plan.percent);
        });
        const QString hold = u"Holding at %1, %2 left"_s.arg(at, countdownText(stage->holdRemainingMs));
        return step == plan.steps.end()
                   ? hold
                   : u"%1; %2 from %3"_s.arg(hold, next ? nextStageText(view) : u"closing"_s, earliestText(step->from));
    }
    if (!next)
        return u"Hold at %1 served; post-cutover checks and closing are next"_s.arg(at);
    if (stage->validation.state == domain::ValidationState::Green)
        return u"Hold at %1 served, windows green; %2 is next"_s.arg(at, nextStageText(view));
    return u"Hold at %1 served, %2 of %3 green windows; then %4"_s.arg(at)
        .arg(stage->validation.have)
        .arg(stage->validation.need)
        .arg(nextStageText(view));
}

/// Why a hold is not served, whatever its count says.
QString hindranceText(const View &view, const QDateTime &now)
{
    QString text = failedPromotionText(view.rollout);
    if (!text.isEmpty())
        text += u"; "_s;
    if (view.rollout.isDrifted(view.desiredStage))
        text += u"Drift: %1; "_s.arg(stageFileText(view.desiredStage, stageTextToPutBack(view.rollout)));
    if (watching(view, now) == Watching::Silent)
        text += u"Nobody watches; "_s;
    return text;
}

QString recoveryText(const View &view)
{
    if (view.desiredStage != "abort"_L1)
        return stageFileText(view.desiredStage, u"abort"_s);
    if (view.rollout.recovered == true)
        return u"Recovered: readyz was ok three times in a row; a new GO is needed"_s;
    return view.rollout.recovered == false ? u"Not recovered within 15\u00a0min: call the contacts"_s
                                           : u"Recovering: readyz must be ok three times in a row"_s;
}

QString whereText(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    if (rollout.closing)
        return rollout.closing->outcome == domain::ClosingOutcome::RolledBack ? u"The attempt is over, rolled back"_s
                                                                              : u"The attempt is over"_s;
    if (rollout.isAborted())
        return recoveryText(view);
    if (rollout.pause && rollout.isUnderWay())
        return u"Paused by %1 at %2; %3"_s.arg(rollout.pause->by.isEmpty() ? u"somebody"_s : rollout.pause->by,
                                               timeText(rollout.pause->at),
                                               hindranceText(view, now) + holdText(view, now));
    if (const auto *flying = rollout.inFlight(); flying && flying->state == StageState::OutcomeUnknown)
        return u"How the promotion to %1 ended is unknown"_s.arg(percentText(flying->plan.percent));
    else if (flying)
        return u"Promoting to %1 since %2"_s.arg(percentText(flying->plan.percent), timeText(flying->intendedAt));
    const QString override = rollout.override && rollout.isUnderWay() ? u"; promotions wait for a new GO"_s : QString();
    if (rollout.isUnderWay())
        return hindranceText(view, now) + holdText(view, now) + override;
    return view.phase == Phase::PreCutover ? preCutoverText(view, now) : unpromotedText(view, now);
}

QString number(double value, int digits)
{
    return QLocale::c().toString(value, 'f', digits).replace(u'-', u'−');
}

QString p99Text(const View &view, const domain::SeriesPoint &last)
{
    if (!last.p99Ms || !view.baseline)
        return u"P99 no data"_s;
    const double above = domain::percentAbove(*last.p99Ms, view.baseline->p99Ms);
    const double left = view.limits.abortP99Pct - above;
    const QString p99 = u"P99 %1%2\u00a0%"_s.arg(above < 0 ? QString() : u"+"_s, number(above, 1));
    return left < 0 ? u"%1 (%2 over the abort limit)"_s.arg(p99, number(-left, 1))
                    : u"%1 (%2 to abort)"_s.arg(p99, number(left, 1));
}

QString numbersText(const View &view)
{
    QStringList numbers;
    if (!view.series.isEmpty()) {
        const auto &last = view.series.points().last();
        const bool hasBurst = last.window.readable || last.window.burst > 0;
        numbers.append(p99Text(view, last));
        numbers.append(hasBurst ? u"burst %1 of %2"_s.arg(valueText(last.window.burst, domain::Unit::Ratio),
                                                          valueText(view.limits.burst, domain::Unit::Ratio))
                                : u"burst no data"_s);
    } else {
        numbers.append(u"no canary windows yet"_s);
    }
    numbers.append(u"readyz %1"_s.arg(view.live.readyz.value_or(u"unreadable"_s)));
    return numbers.join(u", "_s);
}

} // namespace

QString copyStatus(const View &view, const QDateTime &now)
{
    const QString demo = view.profile.isDemo() ? u"DEMO "_s : QString();
    const QString head = u"%1%2 %3: %4"_s.arg(demo, view.profile.environment, view.profile.version, standingText(view));
    return oneLine(head) + u'\n' + oneLine(whereText(view, now)) + u'\n' + oneLine(numbersText(view));
}

} // namespace cutover::models
