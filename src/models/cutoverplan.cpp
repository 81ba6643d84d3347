// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cutoverplan.h"

#include <algorithm>

namespace cutover::models {

using domain::AttemptState;
using domain::StageState;
using session::StageView;
using session::View;
using Kind = PlanStep::Kind;
using Place = PlanStep::Place;
using For = TimeSpent::For;

namespace {

constexpr qint64 preCutoverS = 30 * 60;

int windowsNeeded(const StageView &stage)
{
    constexpr int checklistWindows = 3;
    return stage.validation.need > 0 ? stage.validation.need : stage.plan.percent <= 10 ? 1 : checklistWindows;
}

qint64 lengthS(const View &view, const StageView &stage)
{
    return std::max(stage.plan.holdS, windowsNeeded(stage) * view.series.windowLengthS());
}

/// What is left of a stage that is held.
qint64 leftS(const View &view, const StageView &stage)
{
    const auto holdS = (std::max<qint64>(stage.holdRemainingMs, 0) + 999) / 1000;
    const auto missing = std::max(0, windowsNeeded(stage) - stage.validation.have);
    return std::max(holdS, missing * view.series.windowLengthS());
}

/// As long as they took last.
qint64 smokeTestsS(const View &view)
{
    return (view.smokeTestsMs.value_or(0) + 999) / 1000;
}

bool haveSmokeTestsPassed(const View &view)
{
    const auto smoke = std::ranges::find(view.closingRows, domain::CriterionId::SmokeTests, &domain::Row::id);
    return smoke != view.closingRows.end() && smoke->isGo();
}

bool isOver(const View &view)
{
    return view.rollout.isAborted() || view.rollout.closing;
}

Place placeOf(const View &view, StageState state)
{
    switch (state) {
    case StageState::Pending:
    case StageState::Failed:
        return Place::Ahead;
    case StageState::Promoting:
    case StageState::Holding:
    case StageState::OutcomeUnknown:
        return isOver(view) ? Place::Past : Place::Present;
    case StageState::Validated:
        return Place::Past;
    }
    return Place::Ahead;
}

QDateTime intendedAt(const View &view, int percent)
{
    const auto *stage = view.rollout.stage(percent);
    return stage ? stage->intendedAt : QDateTime();
}

PlanStep stageStep(const View &view, const StageView &stage, const QDateTime &now, QDateTime &earliest)
{
    PlanStep step{Kind::Stage, stage.plan.percent, placeOf(view, stage.state), earliest};
    if (step.place != Place::Ahead)
        step.from = stage.promotedAt.isValid() ? stage.promotedAt : intendedAt(view, stage.plan.percent);
    if (step.place == Place::Ahead)
        earliest = earliest.addSecs(lengthS(view, stage));
    else if (step.place == Place::Present)
        earliest = now.addSecs(stage.state == StageState::Holding ? leftS(view, stage) : lengthS(view, stage));
    return step;
}

bool hasBegun(const View &view)
{
    return std::ranges::any_of(view.stages, [](const StageView &stage) { return stage.state != StageState::Pending; });
}

PlanStep preCutoverStep(const View &view, const QDateTime &now)
{
    const auto opens = view.profile.targetAt.addSecs(-preCutoverS);
    const auto place = hasBegun(view) ? Place::Past : now >= opens ? Place::Present : Place::Ahead;
    return {Kind::PreCutover, 0, place, opens};
}

} // namespace

CutoverPlan planOf(const View &view, const QDateTime &now)
{
    CutoverPlan plan;
    const auto &target = view.profile.targetAt;
    auto earliest = now;
    if (target.isValid()) {
        plan.steps.append(preCutoverStep(view, now));
        earliest = std::max(now, target.addSecs(-view.profile.opensEarlyS));
    }
    qint64 plannedS = 0;
    for (const auto &stage : view.stages) {
        plan.steps.append(stageStep(view, stage, now, earliest));
        plannedS += lengthS(view, stage);
    }
    const bool isThrough = view.phase == domain::Phase::PostCutover;
    const auto last = isOver(view) ? Place::Past : isThrough ? Place::Present : Place::Ahead;
    plan.steps.append({Kind::PostCutover, 0, last, earliest});
    plannedS += smokeTestsS(view);
    if (!haveSmokeTestsPassed(view))
        earliest = earliest.addSecs(smokeTestsS(view));
    plan.steps.append({Kind::Closing, 0, view.rollout.closing ? Place::Past : Place::Ahead, earliest});
    if (isOver(view))
        return plan;
    plan.earliestEnd = earliest;
    if (target.isValid())
        plan.lateS = std::max<qint64>(0, target.addSecs(plannedS).secsTo(earliest));
    return plan;
}

namespace {

/// When a stage that was reached had its hold and its windows, at the earliest: a hold that stood still was served
/// later than its length says.
QDateTime readyAt(const View &view, const domain::StageProgress &stage, int needed)
{
    auto ready = stage.servedAt.isValid() ? stage.servedAt : stage.mark.at.addSecs(stage.plan.holdS);
    const auto windows = domain::pointsAfter(view.series, stage.mark, stage.plan.percent);
    if (windows.size() >= needed)
        ready = std::max(ready, windows.at(needed - 1).at());
    return ready;
}

QDateTime endOf(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    const auto ended = rollout.isAborted() ? rollout.abortedAt : rollout.closing ? rollout.closing->at : QDateTime();
    return ended.isValid() ? std::min(ended, now) : now;
}

/// Until when the cutover worked on a stage that was intended.
QDateTime workedUntil(const View &view, const StageView &shown, const domain::StageProgress &stage,
                      const QDateTime &end)
{
    if (stage.state == StageState::Failed)
        return stage.intendedAt;
    if (!domain::isReached(stage.state))
        return end;
    const auto ready = std::min(readyAt(view, stage, windowsNeeded(shown)), end);
    if (stage.state == StageState::Validated)
        return ready;
    const bool isReady =
        shown.holdRemainingMs <= 0 && (isOver(view) || shown.validation.state == domain::ValidationState::Green);
    return isReady ? ready : end;
}

For waitedFor(const View &view)
{
    if (view.rollout.pause)
        return For::Resume;
    if (view.phase == domain::Phase::PostCutover)
        return For::Closing;
    const bool isGo = view.decision && view.decision->kind == domain::DecisionKind::Go;
    if (isGo && view.decision->quorumGiven < view.decision->quorumNeeded)
        return For::Signatures;
    if (!isGo || !view.decision->valid || view.rollout.attemptState != AttemptState::Open || view.rollout.override)
        return For::Decision;
    return hasBegun(view) || view.preCutover.missing.isEmpty() ? For::Press : For::Confirmations;
}

} // namespace

TimeSpent timeSpent(const View &view, const QDateTime &now)
{
    TimeSpent spent;
    auto cursor = view.profile.targetAt;
    const auto end = endOf(view, now);
    for (qsizetype i = 0; i < view.stages.size(); ++i) {
        const auto &shown = view.stages.at(i);
        const auto *stage = view.rollout.stage(shown.plan.percent);
        if (!stage || !stage->intendedAt.isValid())
            continue;
        const auto next = i + 1 < view.stages.size() ? intendedAt(view, view.stages.at(i + 1).plan.percent) : end;
        if (!cursor.isValid() || stage->intendedAt < cursor)
            cursor = stage->intendedAt;
        spent.waitingS += cursor.secsTo(stage->intendedAt);
        cursor = std::max(stage->intendedAt, workedUntil(view, shown, *stage, next.isValid() ? next : end));
        spent.workingS += stage->intendedAt.secsTo(cursor);
    }
    if (!cursor.isValid() || cursor >= end)
        return spent;
    spent.waitingS += cursor.secsTo(end);
    if (!isOver(view)) {
        spent.now = waitedFor(view);
        spent.since = cursor;
    }
    return spent;
}

} // namespace cutover::models
