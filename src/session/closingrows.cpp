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

/// A server's windows are bound under the name of the document that was made of them.
Row fromWindows(Row row, const Records &records)
{
    const auto file = records.lastSource.isEmpty() ? evidencePath.toString() : u"metrics/prometheus.json"_s;
    row.source = {domain::Source::Kind::File, file, u"/canary/windows"_s, std::nullopt};
    return row;
}

} // namespace

QList<Row> postCutoverRows(const Records &records, const domain::Series &series, const domain::Statement &go,
                           const QDateTime &now)
{
    const auto *present = records.rollout.present();
    const auto mark = present ? present->mark : domain::SeriesMark{};
    return {
        lastRun(CriterionId::SmokeTests, records, mark.at, now),
        fromWindows(go.baseline ? judgeLatencyAfter(series, mark, *go.baseline, now) : withoutBaseline(now), records),
        fromWindows(judgeErrorRateAfter(series, mark, go.limits, now), records),
        lastRun(CriterionId::EvidenceAfter, records, mark.at, now)};
}

QList<Row> rollbackRows(const domain::RolloutState &rollout, const QString &stageText, const QDateTime &now)
{
    return {judgeAbortReadBack(rollout, stageText, now), judgeReadyzRecovered(rollout, now)};
}

} // namespace cutover::session
