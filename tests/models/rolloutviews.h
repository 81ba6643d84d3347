// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Views of a cutover day: target 14:00, signed 13:41, and where it stands at some minute after.
#pragma once

#include "session/view.h"

#include <QTest>

#include <algorithm>

Q_DECLARE_METATYPE(cutover::session::View)

namespace cutover::models::test {

using namespace Qt::StringLiterals;

inline QDateTime at(int hour, int minute, int second = 0)
{
    return {QDate(2026, 3, 2), QTime(hour, minute, second), Qt::UTC};
}

/// Without its no-break spaces.
inline QString plain(QString text)
{
    return text.replace(u'\u00a0', u' ');
}

inline void mirrorStages(session::View &view)
{
    view.stages.clear();
    for (const auto &stage : view.rollout.stages) {
        session::StageView shown;
        shown.plan = stage.plan;
        shown.state = stage.state;
        shown.promotedAt = stage.mark.at;
        shown.holdRemainingMs = stage.plan.holdS * 1000;
        view.stages.append(shown);
    }
}

/// Thirteen rows, `go` of the twelve are Go, and then the baselines too.
inline session::View unsignedView(int go)
{
    session::View view;
    view.profile = domain::checklistProfile();
    view.profile.environment = u"Production"_s;
    view.profile.version = u"v0.5.11v+"_s;
    view.profile.targetAt = at(14, 0);
    view.limits = view.profile.limits;
    for (std::size_t i = 0; i < domain::rowCount; ++i) {
        view.rows[i].id = static_cast<domain::CriterionId>(i);
        const bool isGo = static_cast<int>(i) < go || go == domain::criterionCount;
        view.rows[i].status = isGo ? domain::Status::Go : domain::Status::NotRun;
    }
    view.decisionGo = go == domain::criterionCount;
    view.ledger.open = view.ledger.good = true;
    view.live.readyz = u"ok"_s;
    for (const auto &plan : view.profile.stages)
        view.rollout.stages.append({plan, domain::StageState::Pending, {}, {}, 0});
    mirrorStages(view);
    return view;
}

inline session::View signedView()
{
    auto view = unsignedView(domain::criterionCount);
    view.rollout.attemptState = domain::AttemptState::Open;
    view.rollout.attempt = 1;
    view.rollout.attemptId = u"9e41c07a"_s;
    session::DecisionView decision;
    decision.kind = domain::DecisionKind::Go;
    decision.valid = true;
    decision.quorumGiven = decision.quorumNeeded = 2;
    decision.signedAt = at(13, 41);
    view.decision = decision;
    view.phase = domain::Phase::PreCutover;
    return view;
}

/// `count` windows of five minutes after the promotion, each green.
inline void addWindows(session::View &view, const QDateTime &from, int count, int stage)
{
    auto points = view.series.points();
    for (int i = 0; i < count; ++i) {
        domain::SeriesPoint point;
        point.window.endedAt = from.addSecs(300 * (i + 1));
        point.window.stage = stage;
        point.window.pass = true;
        point.window.burst = 0.91;
        point.window.requests = 100;
        point.p99Ms = 191.6;
        points.append(point);
    }
    view.series = domain::Series(points);
    view.baseline = domain::Baseline{41.2, 180.4, {}, {}};
}

/// Reached at `promoted`, `leftS` of its hold left, `green` windows of what it needs.
inline session::View heldAt(int index, const QDateTime &promoted, qint64 leftS, int green)
{
    auto view = signedView();
    auto earlier = promoted;
    for (int i = index; i >= 0; --i) {
        auto &stage = view.rollout.stages[i];
        stage.state = i == index ? domain::StageState::Holding : domain::StageState::Validated;
        stage.intendedAt = stage.mark.at = earlier;
        if (i > 0)
            earlier = earlier.addSecs(-view.rollout.stages[i - 1].plan.holdS);
    }
    mirrorStages(view);
    auto &held = view.stages[index];
    held.holdRemainingMs = leftS * 1000;
    held.holdServedMs = held.plan.holdS * 1000 - held.holdRemainingMs;
    held.validation.need = index == 0 ? 1 : 3;
    held.validation.have = green;
    held.validation.state =
        green >= held.validation.need ? domain::ValidationState::Green : domain::ValidationState::Inconclusive;
    const bool isLast = index + 1 == view.stages.size();
    view.phase = leftS > 0 ? domain::Phase::Holding : isLast ? domain::Phase::PostCutover : domain::Phase::Validating;
    view.desiredStage = QString::number(held.plan.percent);
    view.watched = true;
    view.watcher = domain::WatchLease{};
    return view;
}

/// The promotion to the first stage, pressed at 14:02, failed; nothing was written.
inline session::View firstFailed()
{
    auto view = signedView();
    view.rollout.stages[0].state = domain::StageState::Failed;
    view.rollout.stages[0].intendedAt = at(14, 2);
    mirrorStages(view);
    view.watched = true;
    view.watcher = domain::WatchLease{};
    return view;
}

/// Held at 25 % with its hold served and three green windows; the promotion to 50 %, pressed at 14:40, failed.
inline session::View nextFailed()
{
    auto view = heldAt(1, at(14, 10), 0, 3);
    view.rollout.stages[1].state = view.stages[1].state = domain::StageState::Validated;
    view.rollout.stages[2].state = view.stages[2].state = domain::StageState::Failed;
    view.rollout.stages[2].intendedAt = at(14, 40);
    return view;
}

inline session::View abortedAt(const QDateTime &when, std::optional<bool> recovered)
{
    auto view = heldAt(1, at(14, 17), 0, 3);
    view.rollout.attemptState = domain::AttemptState::Aborted;
    view.rollout.abortedAt = view.rollout.endedAt = when;
    view.rollout.abortReason = u"auto-burst-1.62-over-1.5"_s;
    view.rollout.recovered = recovered;
    view.desiredStage = u"abort"_s;
    view.phase = domain::Phase::Aborted;
    return view;
}

inline session::View closedAs(domain::ClosingOutcome outcome)
{
    auto view =
        outcome == domain::ClosingOutcome::RolledBack ? abortedAt(at(14, 50), true) : heldAt(3, at(15, 17), 0, 3);
    view.rollout.attemptState = domain::AttemptState::Closed;
    domain::CutoverClosed closing;
    closing.outcome = outcome;
    closing.at = at(16, 24);
    view.rollout.closing = closing;
    view.phase = domain::Phase::Closed;
    return view;
}

} // namespace cutover::models::test
