// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/ledgerevents.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace cutover::rollout {

using namespace Qt::StringLiterals;
using namespace domain;

namespace {

constexpr std::array resultNames{"done"_L1, "failed"_L1, "unknown"_L1};

PromotionResult resultFrom(const QString &name)
{
    if (name == resultNames[0])
        return PromotionResult::Done;
    return name == resultNames[1] ? PromotionResult::Failed : PromotionResult::Unknown;
}

constexpr int noStage = -1; // no attempt has it: an anomaly in every state

/// None at all where one is malformed: a hold that cannot be read must not be a hold of 0 s.
QList<StagePlan> stagesFrom(const QJsonArray &array)
{
    QList<StagePlan> stages;
    for (const auto &item : array) {
        const auto object = item.toObject();
        const StagePlan stage{object[u"percent"_s].toInt(noStage), object[u"hold_s"_s].toInteger(noStage)};
        if (stage.percent <= 0 || stage.holdS < 0)
            return {};
        stages.append(stage);
    }
    return stages;
}

QString attemptOf(const QJsonObject &payload)
{
    return payload[u"attempt_id"_s].toString();
}

RolloutEvent decisionFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto decision = payload[u"decision"_s].toString() == "GO"_L1 ? DecisionKind::Go : DecisionKind::NoGo;
    std::optional<int> continues;
    if (payload.contains(u"continues"_s))
        continues = payload[u"continues"_s].toInt(noStage);
    return DecisionSigned{entry.index,
                          decision,
                          payload[u"decision_id"_s].toString(),
                          entry.timeUtc,
                          stagesFrom(payload[u"stages"_s].toArray()),
                          continues,
                          payload[u"pending"_s].toBool()};
}

RolloutEvent outcomeFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto result = resultFrom(payload[u"result"_s].toString());
    const SeriesMark mark{static_cast<qsizetype>(payload[u"series_length"_s].toInteger(-1)), entry.timeUtc};
    // A stage is reached only with all that its validation is counted from.
    const bool lacks = result == PromotionResult::Done && mark.length < 0;
    return PromotionEnded{lacks ? noStage : payload[u"percent"_s].toInt(noStage),
                          result,
                          {std::max<qsizetype>(0, mark.length), mark.at},
                          payload[u"decision_id"_s].toString()};
}

/// An entry made late says itself when the abort was pressed; nothing lies behind its own entry.
QDateTime pressedAt(const ledger::Entry &entry)
{
    const auto told = QDateTime::fromString(entry.payload[u"at"_s].toString(), Qt::ISODateWithMs);
    return told.isValid() ? std::min(told.toUTC(), entry.timeUtc) : entry.timeUtc;
}

/// One whose code is not known is an anomaly no state may explain away: it is told as readyz_error.
RolloutEvent triggerFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    Trigger trigger{TriggerCode::ReadyzError, payload[u"observed"_s].toDouble(), payload[u"limit"_s].toDouble(),
                    QDateTime::fromString(payload[u"at"_s].toString(), Qt::ISODateWithMs).toUTC()};
    trigger.code = triggerFromName(payload[u"code"_s].toString()).value_or(trigger.code);
    return TriggerFired{trigger, attemptOf(payload)};
}

RolloutEvent closingFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto outcome = outcomeFromName(payload[u"outcome"_s].toString());
    // Without an outcome it has no id either, which no state accepts.
    return CutoverClosed{outcome.value_or(ClosingOutcome::Deviations), attemptOf(payload),
                         outcome ? payload[u"decision_id"_s].toString() : QString(), entry.timeUtc,
                         payload[u"pending"_s].toBool()};
}

RolloutEvent confirmationFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    Deployment frozen{payload[u"commit"_s].toString(), {}};
    const auto artifacts = payload[u"artifacts"_s].toObject();
    for (auto it = artifacts.begin(); it != artifacts.end(); ++it)
        frozen.artifacts.insert(it.key(), it.value().toString());
    // A delivery receipt stands for a named person: whom it came from is who said so.
    const QString by = entry.actor.person.isEmpty() ? payload[u"receipt"_s].toString() : entry.actor.person;
    return Confirmed{payload[u"what"_s].toString(), by, payload[u"go"_s].toBool(), entry.timeUtc, frozen};
}

} // namespace

std::optional<RolloutEvent> eventOf(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const int percent = payload[u"percent"_s].toInt(noStage);
    if (entry.kind == kind::decision)
        return decisionFrom(entry);
    if (entry.kind == kind::countersignature)
        return Countersigned{payload[u"decision_id"_s].toString(), payload[u"completes"_s].toBool(), entry.index,
                             entry.timeUtc};
    if (entry.kind == kind::promotionIntent)
        return PromotionIntended{percent, entry.timeUtc,
                                 static_cast<qsizetype>(payload[u"series_length"_s].toInteger(-1))};
    if (entry.kind == kind::promotionOutcome)
        return outcomeFrom(entry);
    if (entry.kind == kind::holdCredit)
        return HoldCredited{percent, payload[u"served_ms"_s].toInteger(0), attemptOf(payload), entry.timeUtc};
    if (entry.kind == kind::trigger)
        return triggerFrom(entry);
    if (entry.kind == kind::recovery)
        return RecoveryJudged{payload[u"recovered"_s].toBool(), entry.timeUtc, attemptOf(payload)};
    if (entry.kind == kind::closing)
        return closingFrom(entry);
    if (entry.kind == kind::abortIntent)
        return AbortIntended{pressedAt(entry), payload[u"reason"_s].toString(), payload[u"late"_s].toBool(),
                             attemptOf(payload)};
    if (entry.kind == kind::abortOutcome)
        return AbortEnded{payload[u"read_back"_s].toBool(), pressedAt(entry), payload[u"late"_s].toBool(),
                          attemptOf(payload)};
    if (entry.kind == kind::pause)
        return LinePaused{entry.actor.person, entry.timeUtc};
    if (entry.kind == kind::resume)
        return LineResumed{entry.actor.person, entry.timeUtc};
    if (entry.kind == kind::standDown)
        return StoodDown{entry.actor.person, entry.timeUtc};
    if (entry.kind == kind::confirmation)
        return confirmationFrom(entry);
    return std::nullopt;
}

RolloutState foldEntries(const QList<ledger::Entry> &entries, RolloutState state)
{
    for (const auto &entry : entries)
        if (const auto event = eventOf(entry))
            state = advance(std::move(state), *event, entry.index);
    return state;
}

QJsonObject payloadOf(const PromotionIntended &event)
{
    QJsonObject payload{{u"percent"_s, event.percent}};
    if (event.seriesLength >= 0)
        payload[u"series_length"_s] = static_cast<qint64>(event.seriesLength);
    return payload;
}

QJsonObject payloadOf(const PromotionEnded &event)
{
    QJsonObject payload{{u"percent"_s, event.percent},
                        {u"result"_s, resultNames[static_cast<std::size_t>(event.result)]},
                        {u"series_length"_s, static_cast<qint64>(event.mark.length)}};
    if (!event.decisionId.isEmpty())
        payload[u"decision_id"_s] = event.decisionId;
    return payload;
}

QJsonObject payloadOf(const HoldCredited &event)
{
    return {{u"percent"_s, event.percent}, {u"served_ms"_s, event.servedMs}, {u"attempt_id"_s, event.attemptId}};
}

QJsonObject payloadOf(const TriggerFired &event)
{
    return {{u"code"_s, triggerName(event.trigger.code)},
            {u"observed"_s, event.trigger.observed},
            {u"limit"_s, event.trigger.limit},
            {u"at"_s, event.trigger.at.toString(Qt::ISODateWithMs)},
            {u"attempt_id"_s, event.attemptId}};
}

QJsonObject payloadOf(const RecoveryJudged &event)
{
    return {{u"recovered"_s, event.recovered}, {u"attempt_id"_s, event.attemptId}};
}

QJsonObject payloadOf(const Confirmed &event)
{
    QJsonObject payload{{u"what"_s, event.what}, {u"go"_s, event.go}};
    if (!event.frozen.commit.isEmpty())
        payload[u"commit"_s] = event.frozen.commit;
    QJsonObject artifacts;
    for (auto it = event.frozen.artifacts.cbegin(); it != event.frozen.artifacts.cend(); ++it)
        artifacts[it.key()] = it.value();
    if (!artifacts.isEmpty())
        payload[u"artifacts"_s] = artifacts;
    return payload;
}

QJsonArray stagesJson(const QList<StagePlan> &stages)
{
    QJsonArray array;
    for (const auto &stage : stages)
        array.append(QJsonObject{{u"percent"_s, stage.percent}, {u"hold_s"_s, stage.holdS}});
    return array;
}

} // namespace cutover::rollout
