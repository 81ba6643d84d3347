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

void endAttempt(RolloutState &state, AttemptState how, const QDateTime &at, const QString &left)
{
    state.attemptState = how;
    state.endedAt = at;
    state.endedWith = left;
}

/// One overload an event; each answers whether a console would have written it in this state.
struct Advance
{
    RolloutState &state;

    /// An abort told late ends the attempt it was pressed in, and none that was signed since.
    [[nodiscard]] bool isPast(const QDateTime &pressed) const
    {
        return state.attemptState == AttemptState::Aborted || (state.decision && pressed < state.decision->at);
    }

    bool operator()(const DecisionSigned &event) const
    {
        // An id is 128 random bits: one seen before is an old envelope put behind its own abort again.
        if (event.decisionId.isEmpty() || state.decisionIds.contains(event.decisionId))
            return false;
        if (event.kind == DecisionKind::NoGo) {
            state.override = event;
            if (!state.isUnderWay() && state.attemptState != AttemptState::Aborted &&
                state.attemptState != AttemptState::Aborting)
                endAttempt(state, AttemptState::NoGo, event.at, state.endedWith);
            state.decisionIds.insert(event.decisionId);
            return true;
        }
        if (state.isUnderWay() || state.attemptState == AttemptState::Aborting)
            return false; // a continuation; this version has none
        state.decisionIds.insert(event.decisionId);
        ++state.attempt;
        if (state.attemptState == AttemptState::Open)
            state.endedAt = event.at; // a new GO supersedes the one before it
        state.attemptState = AttemptState::Open;
        state.decision = event;
        state.override.reset();
        state.abortedAt = {};
        state.stages.clear();
        for (const auto &plan : event.stages)
            state.stages.append(StageProgress{plan, StageState::Pending, {}, {}, {}});
        return true;
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
            stage->holdStarts = {{event.boot.bootId, event.boot.ms}};
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

    bool operator()(const HoldObserved &event) const
    {
        auto *stage = find(state, event.percent);
        if (!stage || stage->state != StageState::Holding)
            return false;
        if (!stage->holdStarts.contains(event.boot.bootId))
            stage->holdStarts.insert(event.boot.bootId, event.boot.ms);
        return true;
    }

    bool operator()(const AbortIntended &event) const
    {
        if (event.late && isPast(event.at))
            return true;
        endAttempt(state, AttemptState::Aborting, event.at, u"abort"_s);
        state.abortedAt = event.at;
        state.abortReason = event.reason;
        for (auto &stage : state.stages)
            if (stage.state == StageState::Promoting)
                stage.state = StageState::OutcomeUnknown;
        return true;
    }

    bool operator()(const AbortEnded &event) const
    {
        if (event.readBack && !(event.late && isPast(event.at)))
            endAttempt(state, AttemptState::Aborted, event.at, u"abort"_s);
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
};

} // namespace

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
    return attemptState == AttemptState::Open &&
           std::ranges::any_of(stages, [](const StageProgress &s) { return s.state != StageState::Pending; });
}

bool RolloutState::isUntouched(const QString &stageText) const
{
    return stageText.isEmpty() || stageText == u"0" || (!endedWith.isEmpty() && stageText == endedWith);
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
        if (it->state == StageState::Holding || it->state == StageState::Validated)
            return &*it;
    return nullptr;
}

const StageProgress *RolloutState::next() const
{
    const auto found = std::ranges::find_if(stages, [](const StageProgress &s) {
        return s.state != StageState::Holding && s.state != StageState::Validated;
    });
    return found == stages.end() ? nullptr : &*found;
}

const StageProgress *RolloutState::inFlight() const
{
    const auto found = std::ranges::find_if(stages, [](const StageProgress &s) {
        return s.state == StageState::Promoting || s.state == StageState::OutcomeUnknown;
    });
    return found == stages.end() ? nullptr : &*found;
}

SeriesMark RolloutState::firstMark() const
{
    return stages.isEmpty() ? SeriesMark{} : stages.first().mark;
}

std::optional<QString> RolloutState::expectedStageText() const
{
    if (attemptState == AttemptState::Aborting || attemptState == AttemptState::Aborted)
        return u"abort"_s;
    if (const auto *stage = present())
        return QString::number(stage->plan.percent);
    return std::nullopt;
}

RolloutState advance(RolloutState state, const RolloutEvent &event, qint64 entry)
{
    if (!std::visit(Advance{state}, event))
        state.anomaly = state.anomaly.value_or(entry);
    return state;
}

qint64 holdServedMs(const StageProgress &stage, const BootInstant &now)
{
    const auto start = stage.holdStarts.constFind(now.bootId);
    if (stage.state != StageState::Holding || start == stage.holdStarts.cend())
        return 0;
    return std::clamp<qint64>(now.ms - start.value(), 0, stage.plan.holdS * 1000);
}

qint64 holdRemainingMs(const StageProgress &stage, const BootInstant &now)
{
    return stage.plan.holdS * 1000 - holdServedMs(stage, now);
}

} // namespace cutover::domain
