// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/records.h"

#include "formats/rehearsalrecord.h"
#include "formats/rowjson.h"
#include "rollout/ledgerevents.h"
#include "session/ceremonyrecords.h"
#include "session/revision.h"

#include <QJsonArray>

#include <algorithm>
#include <cstdlib>

namespace cutover::session {

using namespace Qt::StringLiterals;
using namespace domain;
namespace kind = rollout::kind;

namespace {

constexpr QLatin1String stationPrefix{"station:"};

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
    records.plans[index] = ledger::digestIn(payload, u"plan"_s);
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

SignatureRecord signatureFrom(const ledger::Entry &entry)
{
    const auto text = [&](const QString &key) { return entry.payload[key].toString(); };
    return {entry.timeUtc,   entry.actor.person, text(u"fingerprint"_s),
            text(u"role"_s), text(u"meaning"_s), text(u"reason"_s)};
}

DecisionRecord recordFrom(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const bool isGo = payload[u"decision"_s].toString() == "GO"_L1;
    const bool isClosing = entry.kind == kind::closing;
    return {entry.index,
            entry.timeUtc,
            isClosing ? DecisionKind::Closing : (isGo ? DecisionKind::Go : DecisionKind::NoGo),
            payload[u"decision_id"_s].toString(),
            ledger::digestIn(payload, u"statement_sha256"_s),
            ledger::digestIn(payload, u"envelope_sha256"_s),
            ledger::digestIn(payload, u"pdf_sha256"_s),
            {signatureFrom(entry)},
            payload[u"attempt_id"_s].toString()};
}

void takeDecision(Records &records, const DecisionRecord &record)
{
    records.lastDecision = record;
    records.failedUnlocks = 0;
    if (record.kind != DecisionKind::Go)
        return;
    records.lastGo = record;
    records.pendingGo.reset();
    if (records.rollout.decision->continues)
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
void takeClosing(Records &records, const QString &attemptId)
{
    records.pendingClosing.reset();
    if (records.rolledBack && records.rolledBack->rollout.attemptId == attemptId)
        records.rolledBack.reset();
}

void foldClosing(Records &records, const ledger::Entry &entry)
{
    const auto record = recordFrom(entry);
    if (!records.rollout.decisionIds.contains(record.id))
        return;
    const auto &pending = records.rollout.pendingClosing;
    if (pending && pending->decisionId == record.id)
        records.pendingClosing = record;
    else
        takeClosing(records, record.attemptId);
}

/// Each revision names the one before it: one that does not is none that a console would have written.
bool isNextRevision(const DecisionRecord &record, const QJsonObject &payload)
{
    return payload[u"decision_id"_s].toString() == record.id &&
           ledger::digestIn(payload, u"statement_sha256"_s) == record.statementSha256 &&
           ledger::digestIn(payload, u"previous_pdf_sha256"_s) == record.pdfSha256;
}

void foldCountersignature(Records &records, const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    for (auto *awaiting : {&records.pendingGo, &records.pendingClosing}) {
        if (!*awaiting || !isNextRevision(**awaiting, payload))
            continue;
        auto &record = **awaiting;
        record.envelopeSha256 = ledger::digestIn(payload, u"envelope_sha256"_s);
        record.pdfSha256 = ledger::digestIn(payload, u"pdf_sha256"_s);
        record.signatures.append(signatureFrom(entry));
        if (!payload[u"completes"_s].toBool())
            return;
        record.at = entry.timeUtc;
        const auto complete = record; // the one that waits is forgotten below
        if (complete.kind == DecisionKind::Closing)
            return takeClosing(records, complete.attemptId);
        if (records.rollout.decision && records.rollout.decision->entry == entry.index)
            takeDecision(records, complete);
        return;
    }
    records.rollout.anomaly = records.rollout.anomaly.value_or(entry.index);
}

/// Of whatever decision, in force or not: an auditor reads all of them.
void foldUnstamped(Records &records, const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const QString id = payload[u"decision_id"_s].toString();
    const QString asked = payload[u"timestamp"_s].toString();
    const bool isMissing = !asked.isEmpty() && asked != "given"_L1;
    if (!isMissing && !records.unstamped.contains(id))
        return;
    const QString cause = isMissing ? asked : records.unstamped.value(id).cause;
    records.unstamped[id] = {payload[u"decision"_s].toString(), ledger::digestIn(payload, u"statement_sha256"_s),
                             ledger::digestIn(payload, u"envelope_sha256"_s),
                             ledger::digestIn(payload, u"pdf_sha256"_s), cause};
}

/// The next revision of a decision, with no signature more.
void foldTimestamp(Records &records, const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const auto take = [&payload](DecisionRecord &record) {
        if (!isNextRevision(record, payload))
            return;
        record.envelopeSha256 = ledger::digestIn(payload, u"envelope_sha256"_s);
        record.pdfSha256 = ledger::digestIn(payload, u"pdf_sha256"_s);
    };
    for (auto *record : {&records.lastGo, &records.lastDecision, &records.pendingGo, &records.pendingClosing})
        if (*record)
            take(**record);
    if (records.rolledBack)
        take(records.rolledBack->go);
    foldUnstamped(records, entry);
    if (payload[u"complete"_s].toBool())
        records.unstamped.remove(payload[u"decision_id"_s].toString());
}

void foldPostCutover(Records &records, const QJsonObject &payload)
{
    QList<domain::Row> rows;
    for (const auto &value : payload[u"rows"_s].toArray())
        if (const auto row = formats::closingRowFromJson(value))
            rows.append(*row);
    const auto smoke = std::ranges::find(rows, CriterionId::SmokeTests, &domain::Row::id);
    // A run that was stopped tells nothing of how long one takes.
    if (smoke != rows.end() && smoke->durationMs >= 0 && (smoke->isGo() || smoke->status == domain::Status::NoGo))
        records.smokeTestsMs = smoke->durationMs;
    if (payload[u"attempt_id"_s].toString() == records.rollout.attemptId)
        records.postCutover = rows;
}

/// A decision that the rollout took; one that it did not, an old one entered again, is no record either.
void foldDecision(Records &records, const ledger::Entry &entry)
{
    const auto &rollout = records.rollout;
    const auto isOf = [&](const std::optional<DecisionSigned> &taken) { return taken && taken->entry == entry.index; };
    if (isOf(rollout.pending))
        records.pendingGo = recordFrom(entry);
    else if (isOf(rollout.decision) || isOf(rollout.override))
        takeDecision(records, recordFrom(entry));
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
    origins.fold(entry);
    foldCeremony(ceremonies, entry, rollout);
    if (isSignature(entry))
        foldUnstamped(*this, entry);
    if (entry.kind == kind::check)
        foldCheck(*this, payload);
    else if (entry.kind == kind::windows)
        foldWindows(*this, payload);
    else if (entry.kind == kind::decision)
        foldDecision(*this, entry);
    else if (entry.kind == kind::countersignature)
        foldCountersignature(*this, entry);
    else if (entry.kind == kind::timestampAdded)
        foldTimestamp(*this, entry);
    else if (entry.kind == kind::confirmation)
        foldConfirmation(*this, entry);
    else if (entry.kind == kind::signersPinned || entry.kind == kind::signersProposed)
        signers.fold(entry);
    else if (entry.kind == kind::evidenceSealed)
        seals[payload[u"file"_s].toString()] = {ledger::digestIn(payload, u"manifest_sha256"_s), entry.timeUtc};
    else if (entry.kind == kind::closing)
        foldClosing(*this, entry);
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
    if (entry.kind == kind::standDown || entry.kind == kind::abortIntent)
        lastStop = entry.index;
    if (stopsAttempt(entry, rollout))
        lastEnd = entry.index;
    if (ledger::isDecidingKind(entry.kind))
        lastDeciding = entry.index;
    size = entry.index + 1;
}

QList<domain::Signing> DecisionRecord::signings() const
{
    QList<domain::Signing> list;
    for (const auto &signature : signatures)
        list.append({signature.fingerprint, signature.at});
    return list;
}

const DecisionRecord *Records::awaiting(const QString &id) const
{
    if (pendingGo && pendingGo->id == id && rollout.pending && rollout.pending->decisionId == id)
        return &*pendingGo;
    const auto &closing = rollout.pendingClosing;
    return pendingClosing && pendingClosing->id == id && closing && closing->decisionId == id ? &*pendingClosing
                                                                                              : nullptr;
}

QList<DecisionRecord> Records::awaiting() const
{
    QList<DecisionRecord> list;
    for (const auto *record : {&pendingGo, &pendingClosing})
        if (*record && awaiting((*record)->id))
            list.append(**record);
    return list;
}

const DecisionRecord *Records::judgedGo() const
{
    const auto *judged = rollout.judged();
    if (judged && judged->isPending)
        return awaiting(judged->decisionId);
    return lastGo ? &*lastGo : nullptr;
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
