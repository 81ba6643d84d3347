// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/closingrows.h"

#include "domain/postcutover.h"
#include "session/binding.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Row;

namespace {

constexpr qint64 liveRowAtSigningS = 24 * 3600; // RULES section 1

/// Of the last run, unless that was before the last stage was reached.
Row lastRun(CriterionId id, const Records &records, const QDateTime &since, const QDateTime &now)
{
    const auto found = std::ranges::find(records.postCutover, id, &Row::id);
    if (found == records.postCutover.end() || found->measuredAt < since) {
        Row row;
        row.id = id;
        return row;
    }
    return domain::judgedForAge(*found, liveRowAtSigningS, now);
}

Row withoutBaseline(const QDateTime &now)
{
    Row row;
    row.id = CriterionId::LatencyAfter;
    row.status = domain::Status::NoData;
    row.reason = {domain::Cause::BaselineAbsent, {u"var/cutover"_s}};
    row.measuredAt = now;
    return row;
}

/// What the windows said before they were lost sight of is not how things are.
Row asSeen(Row row, const domain::Series &series, const domain::LiveSignals &live, const QDateTime &now)
{
    if (!row.isGo() || !domain::isBlind(series, live, now))
        return row;
    const QString file = evidencePath.toString();
    const qint64 ageS = live.evidenceAt.secsTo(now);
    row.status = domain::Status::Stale;
    row.reason = {domain::Cause::TooOld, {QString::number(ageS), QString::number(domain::blindAfterS(series))}};
    if (series.isRewritten())
        row.reason = {domain::Cause::EvidenceRewritten, {file}};
    else if (!live.evidenceReadable || !live.evidenceAt.isValid())
        row.reason = {domain::Cause::EvidenceAbsent, {file}};
    else if (!domain::isJudgeable(series))
        row.reason = {domain::Cause::NumberMissing, {u"burst, P99 or error rate"_s, {}}};
    return row;
}

/// A server's windows are bound under the name of the document that was made of them.
Row fromWindows(Row row, const Records &records)
{
    const auto file = records.lastSource.isEmpty() ? evidencePath.toString() : u"metrics/prometheus.json"_s;
    row.source = {domain::Source::Kind::File, file, u"/canary/windows"_s, std::nullopt};
    return row;
}

} // namespace

QList<Row> postCutoverRows(const Records &records, const domain::Series &series, const domain::LiveSignals &live,
                           const domain::Statement &go, const QDateTime &now)
{
    const auto fromSeen = [&](Row row) { return fromWindows(asSeen(std::move(row), series, live, now), records); };
    const auto *present = records.rollout.present();
    const auto mark = present ? present->mark : domain::SeriesMark{};
    return {lastRun(CriterionId::SmokeTests, records, mark.at, now),
            fromSeen(go.baseline ? judgeLatencyAfter(series, mark, *go.baseline, now) : withoutBaseline(now)),
            fromSeen(judgeErrorRateAfter(series, mark, go.limits, now)),
            lastRun(CriterionId::EvidenceAfter, records, mark.at, now)};
}

QList<Row> rollbackRows(const domain::RolloutState &rollout, const QString &stageText, const QDateTime &now)
{
    return {judgeAbortReadBack(rollout, stageText, now), judgeReadyzRecovered(rollout, now)};
}

} // namespace cutover::session
