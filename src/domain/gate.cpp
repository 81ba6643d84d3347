// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/gate.h"

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 confirmationLastsS = 3600;
constexpr qint64 preCutoverOpensS = 1800;
constexpr qint64 liveRowAtFirstPromotionS = 1800;

QString iso(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

void add(Refusals &list, RefusalCode code, const QStringList &data = {})
{
    list.append({code, data});
}

void addEach(Refusals &list, RefusalCode code, const QStringList &data)
{
    for (const auto &item : data)
        add(list, code, {item});
}

const Row *rowOf(std::span<const Row> rows, CriterionId id)
{
    const auto index = static_cast<std::size_t>(id);
    return index < rows.size() ? &rows[index] : nullptr;
}

void judgeSignature(Refusals &list, const VerifiedFacts &facts, const DecisionSigned &decision)
{
    // Holds count from the entry's stages: an entry that says other ones than were signed is not the decision's.
    const auto &statement = *facts.statement();
    if (!facts.inLedger() || decision.stages != statement.stages || decision.continues != statement.continues)
        add(list, RefusalCode::NotInLedger);
    addEach(list, RefusalCode::SignatureInvalid, facts.brokenSignatures());
    for (const auto &name : facts.unauthorised())
        add(list, RefusalCode::SignerUnauthorised, {name, facts.quorumRole()});
    if (!facts.signersTrusted())
        add(list, RefusalCode::SignersUntrusted);
    if (facts.quorumGiven() < facts.quorumNeeded() || decision.isPending)
        add(list, RefusalCode::QuorumMissing,
            {QString::number(facts.quorumGiven()), QString::number(facts.quorumNeeded()), facts.quorumRole(),
             iso(facts.signedAt())});
}

void judgeTime(Refusals &list, const GateInput &input, const Statement &statement)
{
    const auto opens = statement.opensAt;
    if (!opens.isValid() || input.now < opens)
        add(list, RefusalCode::TooEarly, {iso(opens), QString::number(input.now.secsTo(opens))});
    const auto *first = input.rollout.stages.isEmpty() ? nullptr : &input.rollout.stages.first();
    // Expiry limits the first promotion; a rollout that has begun has its own, longer end, and so has a continuation.
    const bool isPending = input.rollout.judged() && input.rollout.judged()->isPending;
    const bool begun = first && first->mark.at.isValid() && !statement.continues && !isPending;
    const auto lapses = begun ? first->mark.at.addSecs(rolloutWithinS) : statement.expiresAt;
    if (!lapses.isValid() || input.now > lapses)
        add(list, RefusalCode::DecisionExpired, {iso(lapses)});
}

/// One that waits for signatures is dropped by what would supersede it: all that was signed lies before it.
void judgeOrderOfDecisions(Refusals &list, const RolloutState &rollout)
{
    if (rollout.judged() && rollout.judged()->isPending)
        return;
    if (rollout.override)
        add(list, RefusalCode::Superseded, {iso(rollout.override->at), u"no_go"_s});
    else if (rollout.attemptState == AttemptState::StoodDown)
        add(list, RefusalCode::Superseded, {iso(rollout.endedAt), u"stand_down"_s});
    else if (rollout.closing)
        add(list, RefusalCode::Superseded, {iso(rollout.closing->at), u"closing"_s});
}

/// What makes a decision void stands beside it with its own code, so that the cause is a fact and not a sentence.
void judgeVoid(Refusals &list, const GateInput &input, const Statement &statement)
{
    const auto &facts = input.facts;
    Refusals causes;
    if (statement.version != facts.version())
        add(causes, RefusalCode::OtherVersion, {statement.version, facts.version()});
    if (statement.environment != facts.environment())
        add(causes, RefusalCode::OtherEnvironment, {statement.environment, facts.environment()});
    addEach(causes, RefusalCode::ProfileChanged, facts.changedProfilePointers());
    addEach(causes, RefusalCode::ScriptChanged, facts.changedScripts());
    addEach(causes, RefusalCode::SealedFileChanged, facts.changedSealedFiles());
    addEach(causes, RefusalCode::SignerRemoved, facts.removedSigners());
    if (!causes.isEmpty())
        add(list, RefusalCode::DecisionVoid, {refusalName(causes.first())});
    judgeOrderOfDecisions(list, input.rollout);
    list += causes;
}

void judgePreCutover(Refusals &list, const GateInput &input, const Statement &statement)
{
    if (input.rollout.present())
        return; // it is asked for the first stage only, and after an abort by the next attempt
    const auto check =
        preCutover(input.rollout, input.rows, statement.targetAt, input.stations, input.now, input.drillStaleS);
    addEach(list, RefusalCode::PrecheckMissing, check.missing);
}

void judgeOrder(Refusals &list, int percent, const RolloutState &rollout)
{
    const auto *next = rollout.next();
    const auto *stage = rollout.stage(percent);
    const bool promoted = stage && isReached(stage->state);
    if (!next || next->plan.percent != percent)
        if (!promoted)
            add(list, RefusalCode::OutOfOrder, {next ? QString::number(next->plan.percent) : QString()});
    if (promoted)
        add(list, RefusalCode::AlreadyPromoted, {QString::number(percent), iso(stage->mark.at)});
}

void judgeHold(Refusals &list, const GateInput &input)
{
    const auto *present = input.rollout.present();
    if (!present || present->state != StageState::Holding)
        return;
    const qint64 left = holdRemainingMs(*present, input.now);
    if (left > 0)
        add(list, RefusalCode::HoldRunning,
            {QString::number(present->plan.percent), QString::number((left + 999) / 1000)});
}

void judgeValidation(Refusals &list, const GateInput &input, const Statement &statement)
{
    const auto *present = input.rollout.present();
    if (!present || !statement.baseline)
        return;
    const auto validation = validateStage(present->plan.percent, input.series, present->mark, *statement.baseline,
                                          statement.limits, input.live.readyz == u"ok");
    switch (validation.state) {
    case ValidationState::Green:
        return;
    case ValidationState::Failed:
        add(list, RefusalCode::ValidationFailed,
            {validation.failedName, QString::number(validation.failed.observed, 'g', 15),
             QString::number(validation.failed.limit, 'g', 15), iso(validation.failedAt)});
        return;
    case ValidationState::Inconclusive:
        add(list, RefusalCode::ValidationInconclusive,
            {QString::number(validation.have), QString::number(validation.need), iso(present->mark.at)});
        return;
    }
}

void judgeTriggers(Refusals &list, const GateInput &input, const Statement &statement)
{
    if (const auto trigger =
            activeTrigger(input.rollout, input.series, statement.baseline, statement.limits, input.live))
        add(list, RefusalCode::TriggerActive,
            {triggerName(trigger->code), QString::number(trigger->observed, 'g', 15),
             QString::number(trigger->limit, 'g', 15)});
}

void judgeSight(Refusals &list, const GateInput &input)
{
    if (isBlind(input.series, input.live, input.now))
        list.append(blindness(input.series, input.live, input.now));
}

void judgeDrift(Refusals &list, const GateInput &input)
{
    const QString found = input.facts.desiredStage().value_or(QString());
    if (input.rollout.isDrifted(found))
        add(list, RefusalCode::StageDrift, {found, input.rollout.expectedStageText().value_or(u"0"_s)});
}

/// Since the last heartbeat, or since the last press where that came later: it is no older rollout's watcher.
QStringList secondsUnwatched(const GateInput &input)
{
    QDateTime pressed;
    for (const auto &stage : input.rollout.stages)
        if (stage.intendedAt.isValid() && (!pressed.isValid() || stage.intendedAt > pressed))
            pressed = stage.intendedAt;
    if (!pressed.isValid() || !input.heartbeatAgeMs)
        return {};
    const qint64 sincePress = std::max<qint64>(0, pressed.msecsTo(input.now));
    return {QString::number(std::min(*input.heartbeatAgeMs, sincePress) / 1000)};
}

void judgeLine(Refusals &list, const GateInput &input)
{
    const auto &rollout = input.rollout;
    if (rollout.pause)
        add(list, RefusalCode::Paused, {rollout.pause->by, iso(rollout.pause->at)});
    judgeDrift(list, input);
    if (rollout.isAborted())
        add(list, RefusalCode::Aborted, {iso(rollout.abortedAt)});
    if (const auto *flying = rollout.inFlight()) {
        const auto code =
            flying->state == StageState::Promoting ? RefusalCode::PromotionInFlight : RefusalCode::OutcomeUnknown;
        add(list, code, {QString::number(flying->plan.percent)});
    }
    if (!input.watched)
        add(list, RefusalCode::NoWatcher, secondsUnwatched(input));
}

void judgeStage(Refusals &list, int percent, const GateInput &input, const Statement &statement)
{
    judgePreCutover(list, input, statement);
    list += freezeRefusals(input.rollout, input.facts.deployment());
    judgeOrder(list, percent, input.rollout);
    judgeHold(list, input);
    judgeValidation(list, input, statement);
    judgeTriggers(list, input, statement);
}

void judgeLedger(Refusals &list, const GateInput &input)
{
    const auto &facts = input.facts;
    switch (facts.ledgerState()) {
    case VerifiedFacts::LedgerState::Good:
        if (input.rollout.anomaly)
            add(list, RefusalCode::LedgerInvalid, {QString::number(*input.rollout.anomaly)});
        return;
    case VerifiedFacts::LedgerState::Invalid:
        return add(list, RefusalCode::LedgerInvalid, facts.ledgerData());
    case VerifiedFacts::LedgerState::Unattested:
        return add(list, RefusalCode::LedgerUnattested, facts.ledgerData());
    case VerifiedFacts::LedgerState::Unwritable:
        return add(list, RefusalCode::LedgerUnwritable, facts.ledgerData());
    }
}

void judgeRows(Refusals &list, const GateInput &input)
{
    for (const CriterionId id : promotionSet()) {
        const auto *row = rowOf(input.rows, id);
        const auto judged = row ? judgedForAge(*row, input.liveRowAgeS, input.now) : Row{};
        if (!judged.isGo())
            add(list, RefusalCode::RowNotGo, {criterion(id).key, statusName(judged.status)});
    }
    list += objectionRefusals(input.objections);
}

bool counts(const RolloutState &rollout, const QString &what, const QDateTime &from, const QDateTime &now)
{
    const auto found = rollout.confirmations.constFind(what);
    if (found == rollout.confirmations.cend() || !found->go || found->at < from)
        return false;
    const qint64 ageS = found->at.secsTo(now);
    return ageS <= confirmationLastsS && ageS >= -clockToleranceS;
}

bool rowsReady(std::span<const Row> rows, qint64 drillStaleS, const QDateTime &now)
{
    return std::ranges::all_of(decisionSet(), [&](CriterionId id) {
        if (id == CriterionId::TeamReady || id == CriterionId::Baselines)
            return true; // the team is asked again on its own; the baselines' age no longer counts after signing
        const auto *row = rowOf(rows, id);
        const auto limit = criterion(id).kind == CriterionKind::Drill ? drillStaleS : liveRowAtFirstPromotionS;
        return row && judgedForAge(*row, limit, now).isGo();
    });
}

/// Why the newest window that had requests cannot be judged: its time, or a number that it lacks.
Refusal windowBlindness(const Series &series, const QDateTime &now)
{
    const auto &points = series.points();
    const auto newest = std::find_if(points.crbegin(), points.crend(),
                                     [](const SeriesPoint &point) { return point.window.requests != 0; });
    const auto at = newest == points.crend() ? QDateTime() : newest->at();
    const qint64 aheadS = at.isValid() ? now.secsTo(at) : 0;
    if (aheadS > clockToleranceS)
        return {RefusalCode::Blind, {QString::number(aheadS), u"window_ahead"_s}};
    return {RefusalCode::Blind, {QString(), u"window"_s}};
}

} // namespace

Refusals freezeRefusals(const RolloutState &rollout, const Deployment &now)
{
    const auto freeze = rollout.confirmations.constFind(u"freeze"_s);
    if (freeze == rollout.confirmations.cend())
        return {}; // each attempt freezes anew, and without a freeze there is no first stage
    Refusals refusals;
    const auto &frozen = freeze->frozen;
    if (frozen.commit != now.commit)
        add(refusals, RefusalCode::FreezeBroken, {frozen.commit, now.commit});
    auto names = frozen.artifacts;
    names.insert(now.artifacts);
    for (const auto &name : names.keys())
        if (frozen.artifacts.value(name) != now.artifacts.value(name))
            add(refusals, RefusalCode::FreezeBroken, {frozen.artifacts.value(name), now.artifacts.value(name), name});
    return refusals;
}

Refusals objectionRefusals(const QList<CeremonyAnswer> &objections)
{
    Refusals refusals;
    for (const auto &answer : objections)
        add(refusals, RefusalCode::RowNotGo,
            {criterion(answer.row).key, statusName(Status::NoGo), answer.station, answer.by});
    return refusals;
}

Refusals gate(int percent, const GateInput &input)
{
    Refusals list;
    const auto &rollout = input.rollout;
    const auto &statement = input.facts.statement();
    const auto *decision = rollout.judged();
    if (!statement || !decision || decision->decisionId != statement->id) {
        add(list, RefusalCode::NoDecision);
    } else {
        judgeSignature(list, input.facts, *decision);
        judgeTime(list, input, *statement);
        judgeVoid(list, input, *statement);
        if (!statement->baseline || !input.facts.missingBaselinePointer().isEmpty())
            add(list, RefusalCode::BaselinesMissing, {input.facts.missingBaselinePointer()});
        // The stages of an attempt that is over are not those of a GO that waits for its signatures.
        if (!decision->isPending || rollout.isUnderWay())
            judgeStage(list, percent, input, *statement);
        else
            judgePreCutover(list, input, *statement);
    }
    judgeSight(list, input);
    judgeLine(list, input);
    judgeLedger(list, input);
    judgeRows(list, input);
    return list;
}

PreCutover preCutover(const RolloutState &rollout, std::span<const Row> rows, const QDateTime &targetAt,
                      const QStringList &stations, const QDateTime &now, qint64 drillStaleS)
{
    PreCutover check{targetAt.addSecs(-preCutoverOpensS), {}};
    const auto from = rollout.endedAt.isValid() ? std::max(check.opensAt, rollout.endedAt) : check.opensAt;
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s})
        if (!counts(rollout, what, from, now))
            check.missing.append(what);
    const bool teamAsked = !stations.isEmpty() && std::ranges::all_of(stations, [&](const QString &role) {
        return counts(rollout, u"station:"_s + role, from, now);
    });
    if (!teamAsked)
        check.missing.append(u"team-ready"_s);
    if (!rowsReady(rows, drillStaleS, now))
        check.missing.append(u"rows"_s);
    return check;
}

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Preflight:
        return u"preflight"_s;
    case Phase::Decision:
        return u"decision"_s;
    case Phase::PreCutover:
        return u"pre_cutover"_s;
    case Phase::Promoting:
        return u"promoting"_s;
    case Phase::Holding:
        return u"holding"_s;
    case Phase::Validating:
        return u"validating"_s;
    case Phase::PostCutover:
        return u"post_cutover"_s;
    case Phase::Aborting:
        return u"aborting"_s;
    case Phase::Aborted:
        return u"aborted"_s;
    case Phase::Closed:
        return u"closed"_s;
    }
    return {};
}

Phase phaseOf(const RolloutState &rollout, std::span<const Row> rows, bool decisionValid, const QDateTime &now)
{
    if (rollout.attemptState == AttemptState::Closed)
        return Phase::Closed;
    if (rollout.attemptState == AttemptState::Aborting)
        return Phase::Aborting;
    if (rollout.attemptState == AttemptState::Aborted)
        return Phase::Aborted;
    if (rollout.inFlight())
        return Phase::Promoting;
    if (const auto *present = rollout.present()) {
        // The hold of one whose next failed was served at that press.
        if (present->state == StageState::Holding && holdRemainingMs(*present, now) > 0)
            return Phase::Holding;
        return rollout.next() ? Phase::Validating : Phase::PostCutover;
    }
    if (decisionValid)
        return Phase::PreCutover;
    return isGo(rows, preflightSet()) ? Phase::Decision : Phase::Preflight;
}

Refusal blindness(const Series &series, const LiveSignals &live, const QDateTime &now)
{
    if (series.isRewritten())
        return {RefusalCode::Blind, {QString(), u"rewritten"_s}};
    if (!live.evidenceReadable || !live.evidenceAt.isValid())
        return {RefusalCode::Blind, {}};
    if (!isJudgeable(series))
        return windowBlindness(series, now);
    const qint64 ageS = live.evidenceAt.secsTo(now);
    if (ageS < 0)
        return {RefusalCode::Blind, {QString::number(-ageS), u"ahead"_s}};
    return {RefusalCode::Blind, {QString::number(ageS)}};
}

} // namespace cutover::domain
