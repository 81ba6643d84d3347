// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/phasefacts.h"

#include "gui/clocktext.h"
#include "models/cutoverplan.h"
#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordsstatus.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::Phase;
using domain::StageState;
using session::StageView;
using session::View;

namespace {

/// By the context that lupdate has for a free function of this namespace.
QString tr(const char *text)
{
    return QCoreApplication::translate("cutover::gui", text);
}

void setState(PhaseStep &step, PhaseState state)
{
    step.state = state;
    switch (state) {
    case PhaseState::Done:
        step.stateWord = tr("done");
        return;
    case PhaseState::Present:
        step.stateWord = tr("present");
        return;
    case PhaseState::Next:
        step.stateWord = tr("next");
        return;
    case PhaseState::Aborted:
        step.stateWord = tr("aborted");
        return;
    }
}

PhaseStep stepOf(const QString &title, const QString &fact, PhaseState state)
{
    PhaseStep step{title, fact, state, {}};
    setState(step, state);
    return step;
}

QString holdText(const StageView &stage)
{
    return models::valueText(static_cast<double>(stage.plan.holdS), domain::Unit::Seconds);
}

QString heldFact(const StageView &stage)
{
    if (stage.holdRemainingMs > 0)
        return tr("%1 left").arg(countdownText(stage.holdRemainingMs));
    using domain::ValidationState;
    switch (stage.validation.state) {
    case ValidationState::Green:
        return tr("hold served, green");
    case ValidationState::Inconclusive:
        return stage.validation.need > 0
                   ? tr("served, %1 of %2 green").arg(stage.validation.have).arg(stage.validation.need)
                   : tr("hold served");
    case ValidationState::Failed:
        return tr("served, not green");
    }
    return {};
}

PhaseStep stageStep(const View &view, const StageView &stage)
{
    const QString title = u"%1\u00a0%"_s.arg(stage.plan.percent);
    if (view.rollout.isAborted() || view.phase == Phase::Aborting || view.phase == Phase::Aborted) {
        const auto *aborted = models::abortedStage(view.rollout);
        if (aborted && aborted->plan.percent == stage.plan.percent)
            return stepOf(title, tr("aborted"), PhaseState::Aborted);
        return domain::isReached(stage.state) ? stepOf(title, tr("held %1").arg(holdText(stage)), PhaseState::Done)
                                              : stepOf(title, tr("not reached"), PhaseState::Next);
    }
    const bool isClosed = view.phase == Phase::Closed;
    switch (stage.state) {
    case StageState::Pending:
        return stepOf(title, tr("hold %1").arg(holdText(stage)), PhaseState::Next);
    case StageState::Promoting:
        return stepOf(title, tr("promoting"), PhaseState::Present);
    case StageState::Holding:
        return isClosed || view.phase == Phase::PostCutover
                   ? stepOf(title, tr("held %1").arg(holdText(stage)), PhaseState::Done)
                   : stepOf(title, heldFact(stage), PhaseState::Present);
    case StageState::Validated:
        return stepOf(title, tr("held %1").arg(holdText(stage)), PhaseState::Done);
    case StageState::Failed:
        return stepOf(title, tr("failed"), PhaseState::Present);
    case StageState::OutcomeUnknown:
        return stepOf(title, tr("outcome unknown"), PhaseState::Present);
    }
    return {};
}

PhaseStep preflightStep(const View &view)
{
    const auto twelve = std::span(view.rows).first(domain::criterionCount);
    const auto go = std::ranges::count_if(twelve, [](const domain::Row &row) { return row.isGo(); });
    return stepOf(tr("Pre-flight"), tr("%1 of 12 Go").arg(go),
                  view.phase == Phase::Preflight ? PhaseState::Present : PhaseState::Done);
}

QString decisionFact(const View &view)
{
    if (!view.decision)
        return tr("GO or NO-GO, signed");
    if (view.decision->kind == domain::DecisionKind::NoGo)
        return tr("NO-GO, signed");
    if (view.phase == Phase::Aborting || view.phase == Phase::Aborted)
        return tr("GO, ended by abort");
    return tr("GO, %1 of %2 signed").arg(view.decision->quorumGiven).arg(view.decision->quorumNeeded);
}

QString preCutoverFact(const View &view, bool passed)
{
    if (passed)
        return tr("done");
    if (view.phase != Phase::PreCutover)
        return tr("opens T−30 min");
    const auto missing = view.preCutover.missing.size();
    return missing == 0 ? tr("all confirmed") : tr("%1 missing").arg(missing);
}

bool isPromoted(const View &view)
{
    return std::ranges::any_of(view.stages, [](const StageView &stage) { return stage.state != StageState::Pending; });
}

QString postCutoverFact(const View &view, const QDateTime &now)
{
    if (view.rollout.isAborted())
        return tr("not reached");
    if (view.phase == Phase::PostCutover) {
        const auto go = std::ranges::count_if(view.closingRows, [](const domain::Row &row) { return row.isGo(); });
        return view.postCutoverRunning      ? tr("checks run")
               : view.closingRows.isEmpty() ? tr("smoke, SLO")
                                            : tr("%1 of %2 Go").arg(go).arg(view.closingRows.size());
    }
    const auto plan = models::planOf(view, now);
    return view.rollout.present() && plan.earliestEnd.isValid()
               ? tr("from %1").arg(models::earliestText(plan.earliestEnd))
               : tr("smoke, SLO");
}

QString closingFact(const View &view)
{
    using Outcome = domain::ClosingOutcome;
    if (view.rollout.closing)
        return view.rollout.closing->outcome == Outcome::Validated    ? tr("validated")
               : view.rollout.closing->outcome == Outcome::Deviations ? tr("with deviations")
                                                                      : tr("rolled back");
    return view.rollout.isAborted() ? tr("as rolled back") : tr("to be signed");
}

} // namespace

QList<PhaseStep> phaseSteps(const View &view, const QDateTime &now)
{
    const bool promoted = isPromoted(view);
    const bool decided = promoted || view.phase == Phase::PreCutover;
    QList<PhaseStep> steps{preflightStep(view),
                           stepOf(tr("Decision"), decisionFact(view),
                                  decided                         ? PhaseState::Done
                                  : view.phase == Phase::Decision ? PhaseState::Present
                                                                  : PhaseState::Next),
                           stepOf(tr("Pre-cutover"), preCutoverFact(view, promoted),
                                  promoted                          ? PhaseState::Done
                                  : view.phase == Phase::PreCutover ? PhaseState::Present
                                                                    : PhaseState::Next)};
    for (const auto &stage : view.stages)
        steps.append(stageStep(view, stage));
    const bool isValidated = view.phase == Phase::Closed && !view.rollout.isAborted();
    steps.append(stepOf(tr("Post-cutover"), postCutoverFact(view, now),
                        view.phase == Phase::PostCutover ? PhaseState::Present
                        : isValidated                    ? PhaseState::Done
                                                         : PhaseState::Next));
    steps.append(
        stepOf(tr("Closing"), closingFact(view), view.phase == Phase::Closed ? PhaseState::Done : PhaseState::Next));
    return steps;
}

} // namespace cutover::gui
