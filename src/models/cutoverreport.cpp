// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cutoverreport.h"

#include "models/words.h"
#include "models/wordstimeline.h"

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

/// Before the last stage is reached, nothing of what a closing is judged by has run.
QList<domain::Row> rowsNow(const session::DecisionRecords &records, const session::View &view)
{
    const bool isPresent = view.rollout.attemptId == records.timeline.attemptId;
    if (isPresent && !view.closingRows.isEmpty())
        return view.closingRows;
    QList<domain::Row> rows;
    for (const auto id : records.rollback ? domain::rollbackSet() : domain::postCutoverSet())
        rows.emplaceBack().id = id;
    return rows;
}

} // namespace

pdf::ReportContent cutoverDraft(const session::DecisionRecords &records, const session::View &view,
                                const QDateTime &now)
{
    pdf::ReportContent content;
    auto &statement = content.statement;
    statement = records.statement;
    statement.id.clear();
    statement.decision = domain::DecisionKind::Closing;
    const auto outcome = records.rollback ? domain::ClosingOutcome::RolledBack : domain::ClosingOutcome::Validated;
    statement.closing = domain::Closing{outcome, records.timeline.attemptId, {}};
    statement.continues.reset();
    statement.ceremony.reset();
    statement.composedAt = now;
    statement.rows.clear();
    for (const auto &row : rowsNow(records, view)) {
        const bool isToCome = row.status == domain::Status::NotRun;
        statement.rows.append({row, rowArithmetic(row), isToCome ? u"Still to come."_s : rowReason(row)});
    }
    content.watermark = pdf::Watermark::Draft;
    content.story = attemptStory(records.timeline);
    content.words = recordWording().report;
    return content;
}

} // namespace cutover::models
