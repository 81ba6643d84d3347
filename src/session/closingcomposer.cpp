// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/closingcomposer.h"

#include "rollout/stagefile.h"
#include "session/closingrows.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

Result<ComposedClosing> composeClosing(const ComposeInput &input, const ledger::Ledger &ledger, const Records &records)
{
    const auto &asked = input.request.closing;
    const bool isRollback = asked.outcome == domain::ClosingOutcome::RolledBack;
    const auto &rollout = isRollback && records.rolledBack ? records.rolledBack->rollout : records.rollout;
    const auto record = isRollback && records.rolledBack ? std::optional(records.rolledBack->go) : records.lastGo;
    auto go = statementOf(record, ledger);
    if (!go)
        return tl::unexpected(
            Failure{Failure::Kind::Refused, domain::closingFaultName(domain::ClosingFault::NothingToClose), {}, {}});
    // Of an attempt that another one followed, the stage file says nothing any more; its own entry does.
    const bool isPresent = rollout.attemptId == records.rollout.attemptId;
    const auto stage = isPresent ? rollout::readStageFile(input.workspace).value_or(QString()) : rollout.endedWith;
    const auto rows = isRollback ? rollbackRows(rollout, stage, input.now)
                                 : postCutoverRows(records, input.series, input.live, *go, input.now);
    ComposedClosing composed{std::move(*go), {}};
    auto &statement = composed.statement;
    statement.decision = domain::DecisionKind::Closing;
    statement.closing = domain::Closing{asked.outcome, rollout.attemptId, asked.deviations};
    statement.continues.reset();
    statement.ceremony.reset();
    statement.git.reset();
    statement.opensAt = {};
    statement.expiresAt = {};
    statement.rows = statedRows(rows, input.wording);
    composed.refusals = domain::judgeClosing(*statement.closing, rollout, rows, input.now);
    // What was reached is not what the release reads: restored, or aborted (RULES section 4), but not closed.
    if (!isRollback && composed.refusals.isEmpty() && rollout.isDrifted(stage))
        composed.refusals.append({domain::ClosingFault::NothingToClose,
                                  {u"drift:%1:%2"_s.arg(rollout.expectedStageText().value_or(u"0"_s), stage)}});
    return composed;
}

} // namespace cutover::session
