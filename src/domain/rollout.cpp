// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout.h"

#include <algorithm>
#include <utility>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

StageProgress *find(RolloutState &state, int percent)
{
    const auto found =
        std::ranges::find_if(state.stages, [percent](const StageProgress &s) { return s.plan.percent == percent; });
    return found == state.stages.end() ? nullptr : &*found;
}

void credit(StageProgress &stage, const HoldCredited &event)
{
    stage.creditMs = std::max(stage.creditMs, event.servedMs);
    const bool isServed = stage.creditMs >= stage.plan.holdS * 1000; // by the plan of now: a new GO may lengthen it
    if (!isServed)
        stage.servedAt = {};
    else if (!stage.servedAt.isValid())
        stage.servedAt = event.at;
}

/// What was said for an attempt ends with it, by the entries' order: clocks are set, and stand still within one moment.
void forgetWords(RolloutState &state, const QDateTime &at)
{
    state.endedAt = at;
    state.confirmations.clear();
}

void endAttempt(RolloutState &state, AttemptState how, const QDateTime &at, const QString &left)
{
    state.attemptState = how;
    state.endedWith = left;
    forgetWords(state, at);
}

/// One overload an event; each answers whether a console would have written it in this state.
struct Advance
{
    RolloutState &state;

    /// An abort told late ends the attempt it was pressed in, whatever the clock there said, also one that was signed
    /// as through, and none that was signed since.
    template <typename Abort>
    [[nodiscard]] bool isPast(const Abort &event) const
    {
        const bool isOver = state.isAborted() && state.attemptState != AttemptState::Aborting;
        if (isOver || event.attemptId == state.attemptId)
            return isOver;
        // Clocks are set; an attempt that is named is the one it was, and only an unnamed one is told by the time.
        return state.decisionIds.contains(event.attemptId) || (state.attemptAt.isValid() && event.at < state.attemptAt);
    }

    /// What was signed as through is so no more, and may be closed anew, as rolled back.
    void endAborted(AttemptState how, const QDateTime &at) const
    {
        if (!state.isAborted())
            state.closing.reset();
        endAttempt(state, how, at, u"abort"_s);
    }

    /// Whatever was polled before it; that nothing recovered in time stays told.
    void takeRecoveryBack() const
    {
        if (state.recovered == true)
            state.recovered.reset();
    }

    /// The second of two aborts of one attempt may end when the next one is open.
    [[nodiscard]] bool isOfAnother(const AbortEnded &event) const
    {
        const bool isOwn = event.attemptId == state.attemptId || event.attemptId == state.abortOf;
        return !isOwn && state.decisionIds.contains(event.attemptId);
    }

    /// It binds the stage reached, and changes no hold of a stage that was left.
    [[nodiscard]] bool mayContinue(const DecisionSigned &event) const
    {
        const auto *present = state.present();
        const bool binds = event.continues == (present ? present->plan.percent : 0);
        const bool sameStages = std::ranges::equal(
            state.stages, event.stages, {}, [](const StageProgress &stage) { return stage.plan.percent; },
            &StagePlan::percent);
        return binds && sameStages && !state.inFlight();
    }

    [[nodiscard]] bool mayDecide(const DecisionSigned &event) const
    {
        if (state.attemptState == AttemptState::Aborting || event.continues.has_value() != state.isUnderWay())
            return false;
        return !event.continues || mayContinue(event);
    }

    void decide(const DecisionSigned &event) const
    {
        if (event.continues)
            for (qsizetype i = 0; i < state.stages.size(); ++i)
                state.stages[i].plan = event.stages.at(i);
        else
            beginAttempt(event);
        state.decision = event;
        state.override.reset();
        state.pending.reset();
    }

    void beginAttempt(const DecisionSigned &event) const
    {
        ++state.attempt;
        if (state.attemptState == AttemptState::Open)
            forgetWords(state, event.at); // a new GO supersedes the one before it
        state.attemptState = AttemptState::Open;
        state.attemptId = event.decisionId;
        state.attemptAt = event.at;
        state.abortedAt = {};
        state.abortOf.clear();
        state.fired.reset();
        state.recovered.reset();
        state.closing.reset();
        state.stages.clear();
        state.begun = {};
        for (const auto &plan : event.stages)
            state.stages.append(StageProgress{plan, StageState::Pending, {}, {}, 0});
    }

    void overrule(const DecisionSigned &event) const
    {
        state.override = event;
        state.pending.reset();
        const bool hasEnded = state.isAborted() || state.closing;
        if (!state.isUnderWay() && !hasEnded)
            endAttempt(state, AttemptState::NoGo, event.at, state.endedWith);
    }

    bool operator()(const DecisionSigned &event) const
    {
        // An id is 128 random bits: one seen before is an old envelope put behind its own abort again.
        if (event.decisionId.isEmpty() || state.decisionIds.contains(event.decisionId))
            return false;
        const bool isNoGo = event.kind == DecisionKind::NoGo;
        if (!isNoGo && !mayDecide(event))
            return false;
        state.decisionIds.insert(event.decisionId);
        if (isNoGo)
            overrule(event);
        else if (event.isPending)
            state.pending = event;
        else
            decide(event);
        return true;
    }

    bool operator()(const Countersigned &event) const
    {
        if (state.pending && state.pending->decisionId == event.decisionId)
            return completeGo(event);
        if (state.pendingClosing && state.pendingClosing->decisionId == event.decisionId)
            return completeClosing(event);
        return false;
    }

    /// It counts from here, not from its first signature.
    [[nodiscard]] bool completeGo(const Countersigned &event) const
    {
        if (!event.completes)
            return true;
        auto go = *state.pending;
        go.isPending = false;
        go.entry = event.entry;
        go.at = event.at;
        if (!mayDecide(go))
            return false;
        decide(go);
        return true;
    }

    [[nodiscard]] bool completeClosing(const Countersigned &event) const
    {
        if (!event.completes)
            return true;
        auto closing = *state.pendingClosing;
        closing.isPending = false;
        closing.at = event.at;
        if (!mayClose(closing))
            return false;
        close(closing);
        return true;
    }

    void dropPending() const
    {
        state.pending.reset();
        state.pendingClosing.reset();
    }

    bool operator()(const PromotionIntended &event) const
    {
        const auto *next = state.next();
        if (state.attemptState != AttemptState::Open || state.override || !next ||
            next->plan.percent != event.percent || state.inFlight())
            return false;
        if (const auto *present = state.present())
            find(state, present->plan.percent)->state = StageState::Validated;
        auto *stage = find(state, event.percent);
        stage->state = StageState::Promoting;
        stage->intendedAt = event.at;
        if (!state.present() && !state.begun.at.isValid() && event.seriesLength >= 0)
            state.begun = {event.seriesLength, event.at};
        state.pending.reset(); // it binds the stage before
        return true;
    }

    bool operator()(const PromotionEnded &event) const
    {
        // Another console's command may end after its attempt was aborted and a new GO was signed.
        const bool ofThePast = state.decision && event.decisionId != state.decision->decisionId &&
                               state.decisionIds.contains(event.decisionId);
        if (ofThePast)
            return true;
        auto *stage = find(state, event.percent);
        if (!stage || (stage->state != StageState::Promoting && stage->state != StageState::OutcomeUnknown))
            return false;
        switch (event.result) {
        case PromotionResult::Done:
            stage->state = StageState::Holding;
            stage->mark = event.mark;
            stage->creditMs = 0;
            stage->servedAt = {};
            break;
        case PromotionResult::Failed:
            stage->state = StageState::Failed;
            break;
        case PromotionResult::Unknown:
            stage->state = StageState::OutcomeUnknown;
            break;
        }
        return true;
    }

    /// Told by a watcher that was late, of a stage that was left or of an attempt that is past, it changes nothing.
    bool operator()(const HoldCredited &event) const
    {
        if (event.attemptId != state.attemptId)
            return true;
        auto *stage = find(state, event.percent);
        if (stage && stage->state == StageState::Holding)
            credit(*stage, event);
        return stage != nullptr;
    }

    bool operator()(const TriggerFired &event) const
    {
        if (event.attemptId == state.attemptId && !state.fired)
            state.fired = event.trigger;
        return true;
    }

    bool operator()(const AbortIntended &event) const
    {
        if (event.late && isPast(event)) {
            if (state.pending && state.pending->at <= event.at)
                state.pending.reset();
            return true;
        }
        dropPending();
        const bool isAgain =
            state.attemptState == AttemptState::Aborting || state.attemptState == AttemptState::Aborted;
        if (!isAgain || !state.abortedAt.isValid())
            state.abortedAt = event.at; // a repeated one does not begin the fifteen minutes anew
        if (!isAgain || state.abortReason.isEmpty())
            state.abortReason = event.reason; // nor does it say why the first one was needed
        endAborted(AttemptState::Aborting, event.at);
        state.abortOf = event.attemptId;
        takeRecoveryBack();
        for (auto &stage : state.stages)
            if (stage.state == StageState::Promoting)
                stage.state = StageState::OutcomeUnknown;
        return true;
    }

    bool operator()(const AbortEnded &event) const
    {
        if (state.attemptState == AttemptState::Closed && state.isAborted())
            return true;
        if (event.late ? isPast(event) : isOfAnother(event))
            return true;
        if (event.readBack)
            endAborted(AttemptState::Aborted, event.at);
        else
            takeRecoveryBack();
        return true;
    }

    bool operator()(const RecoveryJudged &event) const
    {
        if (event.attemptId == state.attemptId && state.isAborted())
            state.recovered = event.recovered;
        return true;
    }

    bool operator()(const LinePaused &event) const
    {
        state.pause = event;
        return true;
    }

    bool operator()(const LineResumed &) const
    {
        state.pause.reset();
        return true;
    }

    bool operator()(const StoodDown &event) const
    {
        if (state.isUnderWay())
            return false;
        state.pending.reset();
        if (state.attemptState == AttemptState::Open)
            endAttempt(state, AttemptState::StoodDown, event.at, state.endedWith);
        return true;
    }

    bool operator()(const Confirmed &event) const
    {
        const auto before = state.confirmations.constFind(event.what);
        auto word = event;
        // What was frozen when the rollout began is the measure to its end; a later word renews only the hour.
        if (state.isUnderWay() && before != state.confirmations.cend())
            word.frozen = before->frozen;
        state.confirmations.insert(event.what, word);
        return true;
    }

    [[nodiscard]] bool mayClose(const CutoverClosed &event) const
    {
        const bool isRollback = event.outcome == ClosingOutcome::RolledBack;
        // An aborted attempt may be closed when the next one has begun; nothing of that one changes.
        if (event.attemptId != state.attemptId)
            return isRollback && state.decisionIds.contains(event.attemptId);
        return isRollback ? state.attemptState == AttemptState::Aborted : isThrough();
    }

    void close(const CutoverClosed &event) const
    {
        state.pendingClosing.reset();
        if (event.attemptId != state.attemptId)
            return;
        const bool isRollback = event.outcome == ClosingOutcome::RolledBack;
        if (!isRollback) // the next GO does not wait for a rollback's closing, signed in part or whole
            state.pending.reset();
        state.closing = event;
        const QString left = isRollback ? u"abort"_s : QString::number(state.present()->plan.percent);
        endAttempt(state, AttemptState::Closed, event.at, left);
    }

    bool operator()(const CutoverClosed &event) const
    {
        if (event.decisionId.isEmpty() || state.decisionIds.contains(event.decisionId) || !mayClose(event))
            return false;
        state.decisionIds.insert(event.decisionId);
        if (event.isPending)
            state.pendingClosing = event;
        else
            close(event);
        return true;
    }

    /// The last stage is reached and its hold served.
    [[nodiscard]] bool isThrough() const
    {
        const auto *present = state.present();
        return state.attemptState == AttemptState::Open && present && !state.next() && !state.inFlight() &&
               present->creditMs >= present->plan.holdS * 1000;
    }
};

} // namespace

bool isReached(StageState state)
{
    return state == StageState::Holding || state == StageState::Validated;
}

bool isInFlight(StageState state)
{
    return state == StageState::Promoting || state == StageState::OutcomeUnknown;
}

QString stageStateName(StageState state)
{
    switch (state) {
    case StageState::Pending:
        return u"pending"_s;
    case StageState::Promoting:
        return u"promoting"_s;
    case StageState::Holding:
        return u"holding"_s;
    case StageState::Validated:
        return u"validated"_s;
    case StageState::Failed:
        return u"failed"_s;
    case StageState::OutcomeUnknown:
        return u"outcome_unknown"_s;
    }
    return {};
}

bool RolloutState::isUnderWay() const
{
    return attemptState == AttemptState::Open && hasBegun();
}

bool RolloutState::isAbortable() const
{
    const bool isThrough = attemptState == AttemptState::Closed && !isAborted();
    return isUnderWay() || isThrough || attemptState == AttemptState::Aborting;
}

bool RolloutState::hasBegun() const
{
    return std::ranges::any_of(stages, [](const StageProgress &s) { return s.state != StageState::Pending; });
}

const DecisionSigned *RolloutState::judged() const
{
    const bool stands = decision && attemptState == AttemptState::Open && !override;
    if (pending && !stands)
        return &*pending;
    return decision ? &*decision : nullptr;
}

bool RolloutState::isAborted() const
{
    return attemptState == AttemptState::Aborting || attemptState == AttemptState::Aborted ||
           (closing && closing->outcome == ClosingOutcome::RolledBack);
}

bool RolloutState::isUntouched(const QString &stageText) const
{
    return stageText.isEmpty() || stageText == u"0" || (!endedWith.isEmpty() && stageText == endedWith);
}

bool RolloutState::isAbortFound(const QString &stageText) const
{
    // Until the first stage is reached the file may still read what the attempt before it left.
    return isUnderWay() && stageText == u"abort" && (present() || !isUntouched(stageText));
}

const StageProgress *RolloutState::stage(int percent) const
{
    const auto found =
        std::ranges::find_if(stages, [percent](const StageProgress &s) { return s.plan.percent == percent; });
    return found == stages.end() ? nullptr : &*found;
}

const StageProgress *RolloutState::present() const
{
    for (auto it = stages.crbegin(); it != stages.crend(); ++it)
        if (isReached(it->state))
            return &*it;
    return nullptr;
}

const StageProgress *RolloutState::next() const
{
    const auto found = std::ranges::find_if_not(stages, isReached, &StageProgress::state);
    return found == stages.end() ? nullptr : &*found;
}

const StageProgress *RolloutState::inFlight() const
{
    const auto found = std::ranges::find_if(stages, isInFlight, &StageProgress::state);
    return found == stages.end() ? nullptr : &*found;
}

SeriesMark RolloutState::firstMark() const
{
    return begun.at.isValid() || stages.isEmpty() ? begun : stages.first().mark;
}

std::optional<QString> RolloutState::expectedStageText() const
{
    if (isAborted())
        return u"abort"_s;
    if (const auto *stage = present())
        return QString::number(stage->plan.percent);
    return std::nullopt;
}

bool RolloutState::isDrifted(const QString &stageText) const
{
    if (inFlight() && !isAborted())
        return false;
    const auto expected = expectedStageText();
    return expected ? stageText != *expected : !isUntouched(stageText);
}

RolloutState advance(RolloutState state, const RolloutEvent &event, qint64 entry)
{
    if (!std::visit(Advance{state}, event))
        state.anomaly = state.anomaly.value_or(entry);
    return state;
}

std::optional<Trigger> activeTrigger(const RolloutState &rollout, const Series &series,
                                     const std::optional<Baseline> &baseline, const Limits &limits,
                                     const LiveSignals &live)
{
    if (!rollout.hasBegun())
        return std::nullopt;
    const bool hasWindows = rollout.firstMark().at.isValid() && baseline;
    return activeTrigger(hasWindows ? series : Series(), rollout.firstMark(), baseline.value_or(Baseline{}), limits,
                         live);
}

qint64 holdServedMs(const StageProgress &stage, const QDateTime &now)
{
    if (stage.state != StageState::Holding)
        return 0;
    const qint64 passed = std::max<qint64>(0, stage.mark.at.msecsTo(now));
    return std::clamp<qint64>(stage.creditMs, 0, std::min(passed, stage.plan.holdS * 1000));
}

qint64 holdRemainingMs(const StageProgress &stage, const QDateTime &now)
{
    return stage.plan.holdS * 1000 - holdServedMs(stage, now);
}

} // namespace cutover::domain
