// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsstanding.h"

#include "models/words.h"
#include "models/wordsmends.h"
#include "models/wordspromotion.h"
#include "models/wordsstatus.h"

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::ClosingOutcome;
using domain::StageState;
using session::DecisionView;
using session::StageView;
using session::View;

namespace {

constexpr qsizetype shortId = 8; ///< digits by which a decision is named

bool isOver(const domain::RolloutState &rollout)
{
    switch (rollout.attemptState) {
    case AttemptState::StoodDown:
    case AttemptState::Aborting:
    case AttemptState::Aborted:
    case AttemptState::Closed:
        return true;
    case AttemptState::None:
    case AttemptState::NoGo:
    case AttemptState::Open:
        break;
    }
    return false;
}

QString refusedLines(const domain::Refusals &refusals)
{
    QString text;
    for (const auto &refusal : refusals)
        text += u"  %1\n"_s.arg(refusedLine(refusal));
    return text;
}

/// What the headline leaves out; empty where it says all.
QString furtherLine(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    if (rollout.attemptState == AttemptState::Closed)
        return rollout.pending ? QString() : u"The next cutover needs a GO of its own."_s;
    if (rollout.isAborted())
        return rollout.abortReason.isEmpty() ? QString() : u"Reason: %1"_s.arg(rollout.abortReason);
    return verdictLines(view, now).line2;
}

QString decisionLines(const View &view)
{
    const auto isIt = [&](const DecisionView &one) { return one.id == view.decision->id; };
    if (!view.decision || std::ranges::any_of(view.pending, isIt)) // that one has a line of its own
        return {};
    const auto &decision = *view.decision;
    const QString signers = decision.signers.join(u", "_s);
    return u"decision %1: %2%3\n"_s.arg(decision.id, domain::decisionWord(decision.kind),
                                        signers.isEmpty() ? QString() : u" by "_s + oneLine(signers)) +
           refusedLines(decision.refusals);
}

QString awaitingLines(const View &view)
{
    QString text;
    for (const auto &decision : view.pending)
        text += u"awaits signatures: %1\n"_s.arg(awaitingText(decision));
    return text;
}

/// Of a stage that the attempt was at when it ended.
QString endedWord(const domain::RolloutState &rollout)
{
    if (!rollout.closing || rollout.closing->outcome == ClosingOutcome::RolledBack)
        return u"aborted"_s;
    return rollout.closing->outcome == ClosingOutcome::Validated ? u"validated"_s : u"closed with deviations"_s;
}

QString stageWord(const View &view, const StageView &stage)
{
    const bool over = isOver(view.rollout);
    switch (stage.state) {
    case StageState::Pending:
        return over ? u"not promoted"_s : domain::stageStateName(stage.state);
    case StageState::Holding:
        if (over)
            return endedWord(view.rollout);
        return stage.holdRemainingMs > 0 ? u"holding, %1 left"_s.arg(countdownText(stage.holdRemainingMs))
                                         : u"holding, hold served"_s;
    case StageState::Promoting:
        return over ? u"promotion ended by the abort"_s : domain::stageStateName(stage.state);
    case StageState::Validated: // the one that stood when the next had failed
        if (view.rollout.isAborted() && abortedStage(view.rollout) == view.rollout.stage(stage.plan.percent))
            return u"aborted"_s;
        break;
    case StageState::Failed:
    case StageState::OutcomeUnknown:
        break;
    }
    return domain::stageStateName(stage.state).replace(u'_', u' ');
}

QString stageLines(const View &view)
{
    const auto *next = isOver(view.rollout) ? nullptr : view.rollout.next();
    const int percent = next ? next->plan.percent : view.stages.isEmpty() ? 0 : view.stages.first().plan.percent;
    const bool showsRefusals = !isOver(view.rollout) && (next || view.rollout.stages.isEmpty());
    QString text;
    for (const auto &stage : view.stages) {
        text += u"%1 %: %2\n"_s.arg(stage.plan.percent, 3).arg(stageWord(view, stage));
        if (showsRefusals && stage.plan.percent == percent)
            text += refusedLines(stage.refusals);
    }
    return text;
}

} // namespace

QString awaitingText(const DecisionView &decision)
{
    const QString signers = oneLine(decision.signers.join(u", "_s));
    const QString since = decision.awaitedSince.isValid() ? u" since "_s + timeText(decision.awaitedSince) : QString();
    return u"%1 %2%3, %4 of %5; waiting for %6%7. Add one: cutoverctl countersign %8 --key FP --reason TEXT"_s.arg(
        domain::decisionWord(decision.kind), decision.id, signers.isEmpty() ? QString() : u" by "_s + signers,
        QString::number(decision.quorumGiven), QString::number(decision.quorumNeeded),
        awaitedTexts(decision.awaited).join(u", "_s), since, decision.id.left(shortId));
}

QString standingText(const View &view, const QDateTime &now)
{
    QString text = copyStatus(view, now) + u'\n';
    if (const QString further = oneLine(furtherLine(view, now)); !further.isEmpty())
        text += further + u'\n';
    text += u"phase %1\n"_s.arg(domain::phaseName(view.phase)) + decisionLines(view) + awaitingLines(view) +
            stageLines(view);
    return text.replace(u'\u00a0', u' ');
}

} // namespace cutover::models
