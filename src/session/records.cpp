// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/records.h"

#include "formats/rehearsalrecord.h"
#include "formats/rowjson.h"
#include "rollout/ledgerevents.h"

#include <QJsonArray>

#include <cstdlib>

namespace cutover::session {

using namespace Qt::StringLiterals;
using namespace domain;
namespace kind = rollout::kind;

namespace {

constexpr QLatin1String stationPrefix{"station:"};

QByteArray hexField(const QJsonObject &payload, const QString &key)
{
    return QByteArray::fromHex(payload[key].toString().toLatin1());
}

void foldCheck(Records &records, const QJsonObject &payload)
{
    const auto row = formats::rowFromJson(payload[u"row"_s]);
    if (!row)
        return;
    const auto index = static_cast<std::size_t>(row->id);
    records.rows[index] = *row;
    records.outputs[index] = row->outputSha256;
    checks::FileDigests scripts;
    const auto object = payload[u"scripts"_s].toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        scripts.insert(it.key(), QByteArray::fromHex(it.value().toString().toLatin1()));
    records.scripts[index] = scripts;
    records.plans[index] = hexField(payload, u"plan"_s);
}

void foldWindows(Records &records, const QJsonObject &payload)
{
    qsizetype ordinal = static_cast<qsizetype>(payload[u"from"_s].toInteger());
    records.lastSource = payload[u"source"_s].toString();
    auto &series = records.series[records.lastSource];
    for (const auto &value : payload[u"points"_s].toArray()) {
        const auto point = formats::seriesPointFromJson(value);
        if (!point || ordinal > series.points.size()) {
            series.isRewritten = true;
            return;
        }
        if (ordinal == series.points.size())
            series.points.append(*point);
        else if (!isSameRecord(series.points.at(ordinal).window, point->window))
            series.isRewritten = true;
        ++ordinal;
    }
}

void foldDecision(Records &records, const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const bool isGo = payload[u"decision"_s].toString() == "GO"_L1;
    const DecisionRecord record{entry.index,
                                entry.timeUtc,
                                isGo ? DecisionKind::Go : DecisionKind::NoGo,
                                payload[u"decision_id"_s].toString(),
                                hexField(payload, u"statement_sha256"_s),
                                hexField(payload, u"envelope_sha256"_s),
                                hexField(payload, u"pdf_sha256"_s)};
    records.lastDecision = record;
    records.failedUnlocks = 0;
    if (!isGo)
        return;
    records.lastGo = record;
    if (payload.contains(u"continues"_s))
        return;
    records.marks.clear();
    records.postCutover.clear();
}

/// A recovery may be proven when the next GO is signed already.
void foldRollback(Records &records, const RolloutEvent &event)
{
    const auto &rollout = records.rollout;
    auto &last = records.rolledBack;
    if (rollout.isAborted() && !rollout.closing && records.lastGo && !rollout.attemptId.isEmpty())
        last = RolledBack{rollout, *records.lastGo};
    else if (last && std::holds_alternative<RecoveryJudged>(event))
        last->rollout = advance(std::move(last->rollout), event);
}

/// One of this very attempt may be closed when the next has begun.
void foldClosing(Records &records, const QJsonObject &payload)
{
    const bool isTaken = records.rollout.decisionIds.contains(payload[u"decision_id"_s].toString());
    if (isTaken && records.rolledBack && records.rolledBack->rollout.attemptId == payload[u"attempt_id"_s].toString())
        records.rolledBack.reset();
}

void foldPostCutover(Records &records, const QJsonObject &payload)
{
    if (payload[u"attempt_id"_s].toString() != records.rollout.attemptId)
        return;
    records.postCutover.clear();
    for (const auto &value : payload[u"rows"_s].toArray())
        if (const auto row = formats::closingRowFromJson(value))
            records.postCutover.append(*row);
}

/// A decision that the rollout took; one that it did not, an old one entered again, is no record either.
bool isTaken(const RolloutState &rollout, qint64 entry)
{
    return (rollout.decision && rollout.decision->entry == entry) ||
           (rollout.override && rollout.override->entry == entry);
}

void foldConfirmation(Records &records, const ledger::Entry &entry)
{
    const QString what = entry.payload[u"what"_s].toString();
    if (what.startsWith(stationPrefix))
        records.rollCall.append(
            {what.mid(stationPrefix.size()), entry.payload[u"go"_s].toBool(), entry.actor.person, entry.timeUtc});
    if (entry.payload.contains(u"receipt"_s))
        records.receipt = entry.index;
}

} // namespace

Records::Records()
{
    for (std::size_t i = 0; i < rowCount; ++i)
        rows[i].id = static_cast<CriterionId>(i);
}

std::optional<QString> Records::unrecovered(const QDateTime &now) const
{
    constexpr qint64 longestS = 3600;
    if (!rolledBack || rolledBack->rollout.recovered || rolledBack->rollout.attemptId == rollout.attemptId ||
        std::llabs(rolledBack->rollout.abortedAt.secsTo(now)) > longestS)
        return std::nullopt;
    return rolledBack->rollout.attemptId;
}

void Records::fold(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    if (const auto event = rollout::eventOf(entry)) {
        rollout = advance(std::move(rollout), *event, entry.index);
        foldRollback(*this, *event);
    }
    flight.fold(entry);
    abortFlight.fold(entry);
    if (entry.kind == kind::check)
        foldCheck(*this, payload);
    else if (entry.kind == kind::windows)
        foldWindows(*this, payload);
    else if (entry.kind == kind::decision && isTaken(rollout, entry.index))
        foldDecision(*this, entry);
    else if (entry.kind == kind::confirmation)
        foldConfirmation(*this, entry);
    else if (entry.kind == kind::signersPinned)
        pinnedSigners = hexField(payload, u"signers_sha256"_s);
    else if (entry.kind == kind::evidenceSealed)
        seals[payload[u"file"_s].toString()] = {hexField(payload, u"manifest_sha256"_s), entry.timeUtc};
    else if (entry.kind == kind::closing)
        foldClosing(*this, payload);
    else if (entry.kind == kind::postCutover)
        foldPostCutover(*this, payload);
    else if (entry.kind == kind::rehearsal)
        rehearsal = formats::rehearsalFromJson(payload);
    else if (entry.kind == kind::notification)
        deliveries.insert(payload[u"id"_s].toString(), payload);
    else if (entry.kind == kind::unlockFailed)
        ++failedUnlocks;
    else if (entry.kind == kind::note) {
        if (const auto id = criterionFromKey(payload[u"row"_s].toString()))
            notes[*id] = payload[u"text"_s].toString();
    } else if (entry.kind == kind::promotionOutcome) {
        if (payload[u"result"_s].toString() == "done"_L1)
            marks.append({entry.timeUtc, payload[u"percent"_s].toInt()});
    }
    if (ledger::isDecidingKind(entry.kind))
        lastDeciding = entry.index;
    size = entry.index + 1;
}

Records foldRecords(const QList<ledger::Entry> &entries, Records records)
{
    for (const auto &entry : entries)
        records.fold(entry);
    return records;
}

QJsonObject checkPayload(const Row &row, const checks::FileDigests &scripts, const QByteArray &plan)
{
    QJsonObject digests;
    for (auto it = scripts.begin(); it != scripts.end(); ++it)
        digests[it.key()] = QString::fromLatin1(it.value().toHex());
    return {
        {u"row"_s, formats::rowToJson(row)}, {u"scripts"_s, digests}, {u"plan"_s, QString::fromLatin1(plan.toHex())}};
}

QJsonObject windowsPayload(qsizetype from, const QList<SeriesPoint> &points, const QString &source)
{
    QJsonArray array;
    for (const auto &point : points)
        array.append(formats::seriesPointToJson(point));
    QJsonObject payload{{u"from"_s, static_cast<qint64>(from)}, {u"points"_s, array}};
    if (!source.isEmpty())
        payload[u"source"_s] = source;
    return payload;
}

} // namespace cutover::session
