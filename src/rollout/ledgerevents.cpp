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

BootInstant bootFrom(const QJsonObject &payload)
{
    return {payload[u"boot_id"_s].toString(), payload[u"boot_ms"_s].toInteger(-1)};
}

bool isComplete(const BootInstant &boot)
{
    return !boot.bootId.isEmpty() && boot.ms >= 0;
}

RolloutEvent decisionFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto decision = payload[u"decision"_s].toString() == "GO"_L1 ? DecisionKind::Go : DecisionKind::NoGo;
    return DecisionSigned{entry.index, decision, payload[u"decision_id"_s].toString(), entry.timeUtc,
                          stagesFrom(payload[u"stages"_s].toArray())};
}

RolloutEvent outcomeFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto result = resultFrom(payload[u"result"_s].toString());
    const SeriesMark mark{static_cast<qsizetype>(payload[u"series_length"_s].toInteger(-1)), entry.timeUtc};
    const auto boot = bootFrom(payload);
    // A stage is reached only with all that its hold and its validation are counted from.
    const bool lacks = result == PromotionResult::Done && (mark.length < 0 || !isComplete(boot));
    return PromotionEnded{lacks ? noStage : payload[u"percent"_s].toInt(noStage),
                          result,
                          {std::max<qsizetype>(0, mark.length), mark.at},
                          boot,
                          payload[u"decision_id"_s].toString()};
}

/// An entry made late says itself when the abort was pressed; nothing lies behind its own entry.
QDateTime pressedAt(const ledger::Entry &entry)
{
    const auto told = QDateTime::fromString(entry.payload[u"at"_s].toString(), Qt::ISODateWithMs);
    return told.isValid() ? std::min(told.toUTC(), entry.timeUtc) : entry.timeUtc;
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
    if (entry.kind == kind::promotionIntent)
        return PromotionIntended{percent, entry.timeUtc};
    if (entry.kind == kind::promotionOutcome)
        return outcomeFrom(entry);
    if (entry.kind == kind::holdObserved)
        return isComplete(bootFrom(payload)) ? HoldObserved{percent, bootFrom(payload)} : HoldObserved{noStage, {}};
    if (entry.kind == kind::abortIntent)
        return AbortIntended{pressedAt(entry), payload[u"reason"_s].toString(), payload[u"late"_s].toBool()};
    if (entry.kind == kind::abortOutcome)
        return AbortEnded{payload[u"read_back"_s].toBool(), pressedAt(entry), payload[u"late"_s].toBool()};
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
    return {{u"percent"_s, event.percent}};
}

QJsonObject payloadOf(const PromotionEnded &event)
{
    QJsonObject payload{{u"percent"_s, event.percent},
                        {u"result"_s, resultNames[static_cast<std::size_t>(event.result)]},
                        {u"series_length"_s, static_cast<qint64>(event.mark.length)},
                        {u"boot_id"_s, event.boot.bootId},
                        {u"boot_ms"_s, event.boot.ms}};
    if (!event.decisionId.isEmpty())
        payload[u"decision_id"_s] = event.decisionId;
    return payload;
}

QJsonObject payloadOf(const HoldObserved &event)
{
    return {{u"percent"_s, event.percent}, {u"boot_id"_s, event.boot.bootId}, {u"boot_ms"_s, event.boot.ms}};
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
