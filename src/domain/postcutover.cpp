// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/postcutover.h"

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype windowsJudged = 3;
constexpr double latencyBandPct = 10; // checklist, Phase 3

Row rowOf(CriterionId id, const QDateTime &now)
{
    Row row;
    row.id = id;
    row.measuredAt = now;
    return row;
}

/// The windows judged, or nothing and the row says why.
QList<SeriesPoint> lastWindows(Row &row, const Series &series, const SeriesMark &mark)
{
    auto points = pointsAfter(series, mark, std::nullopt);
    if (points.size() < windowsJudged) {
        row.status = Status::NoData;
        row.reason = {Cause::TooFewWindows, {QString::number(points.size()), QString::number(windowsJudged)}};
        return {};
    }
    return points.last(windowsJudged);
}

void takeMeasures(Row &row)
{
    const auto failed = std::ranges::find_if(row.measures, [](const Measure &m) { return !m.holds(); });
    row.status = failed == row.measures.cend() ? Status::Go : Status::NoGo;
    row.reason = failed == row.measures.cend() ? Reason{Cause::None, {}} : Reason{Cause::OverLimit, {failed->name}};
}

void lackNumber(Row &row, const QString &name)
{
    row.status = Status::NoData;
    row.reason = {Cause::NumberMissing, {name, {}}};
    row.measures.clear();
}

/// Above and below: a cutover that is faster than its baseline measures something else than the baseline did.
void addBand(Row &row, const QString &name, double percent)
{
    const bool isFaster = percent < 0;
    row.measures.append({name, percent, isFaster ? Operator::GreaterOrEqual : Operator::LessOrEqual,
                         isFaster ? -latencyBandPct : latencyBandPct, Unit::Percent});
}

bool isIncomplete(const Deviation &deviation)
{
    return deviation.text.trimmed().isEmpty() || deviation.owner.trimmed().isEmpty() || !deviation.due.isValid();
}

bool beginsWith(const QString &text, const QString &name)
{
    const auto isOfWord = [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; };
    return text.startsWith(name, Qt::CaseInsensitive) &&
           (text.size() == name.size() || !isOfWord(text.at(name.size())));
}

bool namesRow(const Deviation &deviation, CriterionId id)
{
    const QString text = deviation.text.simplified();
    return beginsWith(text, criterion(id).key) || beginsWith(text, criterion(id).title.simplified());
}

/// What is wrong with the deviations that are named.
QList<ClosingRefusal> judgeDeviations(const QList<Deviation> &deviations, const QDate &today)
{
    QList<ClosingRefusal> refusals;
    for (qsizetype i = 0; i < deviations.size(); ++i) {
        const auto &deviation = deviations.at(i);
        const QString number = QString::number(i + 1);
        if (isIncomplete(deviation))
            refusals.append({ClosingFault::DeviationIncomplete, {number}});
        if (deviation.due.isValid() && deviation.due < today)
            refusals.append({ClosingFault::DeviationOverdue, {number, deviation.due.toString(Qt::ISODate)}});
    }
    return refusals;
}

/// Which of the rows that are not Go the deviations of this outcome leave out.
QList<ClosingRefusal> judgeCover(const QList<Deviation> &deviations, const QList<CriterionId> &open)
{
    QList<ClosingRefusal> refusals;
    const auto needed = std::max<qsizetype>(1, open.size());
    if (deviations.size() < needed)
        refusals.append(
            {ClosingFault::DeviationsMissing, {QString::number(deviations.size()), QString::number(needed)}});
    const auto isUnnamed = [&deviations](CriterionId id) {
        return std::ranges::none_of(deviations, [id](const Deviation &one) { return namesRow(one, id); });
    };
    if (!deviations.isEmpty())
        for (const auto id : open)
            if (isUnnamed(id))
                refusals.append({ClosingFault::RowUnnamed, {criterion(id).key}});
    return refusals;
}

QList<CriterionId> notGo(std::span<const CriterionId> set, std::span<const Row> rows)
{
    QList<CriterionId> open;
    for (const auto id : set)
        if (const auto row = std::ranges::find(rows, id, &Row::id); row == rows.end() || !row->isGo())
            open.append(id);
    return open;
}

/// Of an attempt that nobody aborted: what the last hold lacks to be over.
QStringList lackingStages(const RolloutState &rollout, const QDateTime &now)
{
    QStringList lacks;
    const auto *present = rollout.inFlight() ? nullptr : rollout.present();
    if (const qint64 leftMs = present ? holdRemainingMs(*present, now) : 0; leftMs > 0)
        lacks.append(u"hold:%1:%2"_s.arg(present->plan.percent).arg((leftMs + 999) / 1000));
    for (const auto &stage : rollout.stages) {
        if (!isReached(stage.state))
            lacks.append((isInFlight(stage.state) ? u"in_flight:%1"_s : u"stage:%1"_s).arg(stage.plan.percent));
    }
    return lacks;
}

/// Why the attempt is not one to be closed so, or what it lacks for it; empty: nothing.
QStringList lacking(const Closing &closing, const RolloutState &rollout, const QDateTime &now)
{
    if (closing.attemptId != rollout.attemptId)
        return {u"other_attempt"_s};
    switch (rollout.attemptState) {
    case AttemptState::Closed:
        return {u"closed"_s};
    case AttemptState::Aborting:
        return {u"aborting"_s};
    case AttemptState::Aborted:
        return closing.outcome == ClosingOutcome::RolledBack ? QStringList() : QStringList{u"aborted"_s};
    case AttemptState::None:
    case AttemptState::NoGo:
    case AttemptState::StoodDown:
        return {u"no_attempt"_s};
    case AttemptState::Open:
        break;
    }
    if (closing.outcome == ClosingOutcome::RolledBack)
        return {u"not_aborted"_s};
    return rollout.stages.isEmpty() ? QStringList{u"no_attempt"_s} : lackingStages(rollout, now);
}

} // namespace

Row judgeLatencyAfter(const Series &series, const SeriesMark &mark, const Baseline &baseline, const QDateTime &now)
{
    auto row = rowOf(CriterionId::LatencyAfter, now);
    const auto points = lastWindows(row, series, mark);
    for (const auto &point : points) {
        if (!point.p50Ms || !point.p99Ms) {
            lackNumber(row, point.p50Ms ? u"P99"_s : u"P50"_s);
            return row;
        }
        addBand(row, u"P50"_s, percentAbove(*point.p50Ms, baseline.p50Ms));
        addBand(row, u"P99"_s, percentAbove(*point.p99Ms, baseline.p99Ms));
    }
    if (!points.isEmpty())
        takeMeasures(row);
    return row;
}

Row judgeErrorRateAfter(const Series &series, const SeriesMark &mark, const Limits &limits, const QDateTime &now)
{
    auto row = rowOf(CriterionId::ErrorRateAfter, now);
    const auto points = lastWindows(row, series, mark);
    for (const auto &point : points) {
        if (!point.errorRate) {
            lackNumber(row, u"error_rate"_s);
            return row;
        }
        row.measures.append({u"error_rate"_s, *point.errorRate, Operator::Less, limits.sloErrorRate, Unit::Fraction});
    }
    if (!points.isEmpty())
        takeMeasures(row);
    return row;
}

Row judgeAbortReadBack(const RolloutState &rollout, const QString &stageText, const QDateTime &now)
{
    auto row = rowOf(CriterionId::AbortReadBack, now);
    const bool isBack = rollout.attemptState == AttemptState::Aborted && stageText == u"abort"_s;
    row.status = isBack ? Status::Go : Status::NoGo;
    row.observed = stageText;
    row.limit = u"abort"_s;
    row.source = {Source::Kind::File, u"var/rollout/desired_stage.txt"_s, {}, {}};
    row.reason = isBack ? Reason{Cause::None, {}} : Reason{Cause::ExpectedLineMissing, {row.limit}};
    return row;
}

Row judgeReadyzRecovered(const RolloutState &rollout, const QDateTime &now)
{
    auto row = rowOf(CriterionId::ReadyzRecovered, now);
    row.status = rollout.recovered == true ? Status::Go : rollout.recovered ? Status::NoGo : Status::NoData;
    row.source = {Source::Kind::Rollup, criterion(CriterionId::Readyz).key, {}, {}};
    row.reason = {row.status == Status::Go ? Cause::None : Cause::NotRun, {}};
    if (!rollout.recovered)
        return row;
    row.limit = u"recovered"_s;
    row.observed = *rollout.recovered ? row.limit : u"not recovered"_s;
    return row;
}

QString closingFaultName(ClosingFault fault)
{
    switch (fault) {
    case ClosingFault::NothingToClose:
        return u"nothing_to_close"_s;
    case ClosingFault::RowNotGo:
        return u"row_not_go"_s;
    case ClosingFault::DeviationsMissing:
        return u"deviations_missing"_s;
    case ClosingFault::DeviationsUnasked:
        return u"deviations_unasked"_s;
    case ClosingFault::DeviationIncomplete:
        return u"deviation_incomplete"_s;
    case ClosingFault::DeviationOverdue:
        return u"deviation_overdue"_s;
    case ClosingFault::RowUnnamed:
        return u"row_unnamed"_s;
    }
    return {};
}

QList<ClosingRefusal> judgeClosing(const Closing &closing, const RolloutState &rollout, std::span<const Row> rows,
                                   const QDateTime &now)
{
    QList<ClosingRefusal> refusals;
    if (const auto lacks = lacking(closing, rollout, now); !lacks.isEmpty())
        refusals.append({ClosingFault::NothingToClose, lacks});
    const bool isRollback = closing.outcome == ClosingOutcome::RolledBack;
    const auto open = notGo(isRollback ? rollbackSet() : postCutoverSet(), rows);
    if (closing.outcome == ClosingOutcome::Deviations) {
        refusals.append(judgeCover(closing.deviations, open));
    } else {
        for (const auto id : open)
            refusals.append({ClosingFault::RowNotGo, {criterion(id).key}});
        if (!closing.deviations.isEmpty())
            refusals.append({ClosingFault::DeviationsUnasked, {}});
    }
    refusals.append(judgeDeviations(closing.deviations, now.toUTC().date()));
    return refusals;
}

} // namespace cutover::domain
