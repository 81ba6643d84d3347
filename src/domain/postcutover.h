// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"
#include "domain/rules.h"

#include <span>

/// \file After 100 %, or after an abort: what a closing is judged by (checklist, Phase 3; RULES section 6).

namespace cutover::domain {

/// «P50/P99 within ±10 % of baseline» and «Error rate < 0.1 %», each over the last three windows that appeared after
/// the last promotion. Fewer, or one without the number: No data. Measures in windows' order, P50 before P99, as per
/// cent of the baseline; faster than −10 % is No-Go too: a deviation to be named, and no reason to abort.
[[nodiscard]] Row judgeLatencyAfter(const Series &series, const SeriesMark &mark, const Baseline &baseline,
                                    const QDateTime &now);
[[nodiscard]] Row judgeErrorRateAfter(const Series &series, const SeriesMark &mark, const Limits &limits,
                                      const QDateTime &now);

/// The two rows of an attempt that was rolled back.
[[nodiscard]] Row judgeAbortReadBack(const RolloutState &rollout, const QString &stageText, const QDateTime &now);
[[nodiscard]] Row judgeReadyzRecovered(const RolloutState &rollout, const QDateTime &now);

/// Why an attempt cannot be closed so. `rows` are those of postCutoverSet() or of rollbackSet(), as they are now.
enum class ClosingFault {
    NothingToClose,      ///< other_attempt, closed, aborting, (not_)aborted, no_attempt, hold:N:S, stage:N, in_flight:N
    RowNotGo,            ///< key of the row
    DeviationsMissing,   ///< how many are named, how many rows are not Go; one at least
    DeviationsUnasked,   ///< `validated` and `rolled-back` name none
    DeviationIncomplete, ///< which, from 1: it lacks text, owner or date
    DeviationOverdue,    ///< which, from 1, and its day: due before the day of the closing
    RowUnnamed           ///< key of a row that is not Go and that no deviation names
};
struct ClosingRefusal
{
    ClosingFault fault = ClosingFault::NothingToClose;
    QStringList data;
    friend bool operator==(const ClosingRefusal &, const ClosingRefusal &) = default;
};
[[nodiscard]] QString closingFaultName(ClosingFault fault); ///< "nothing_to_close", …
/// A deviation names the row whose key or title its text begins with, in whatever case: «latency-after: P50 is 12 %
/// below». Days are those of UTC.
[[nodiscard]] QList<ClosingRefusal> judgeClosing(const Closing &closing, const RolloutState &rollout,
                                                 std::span<const Row> rows, const QDateTime &now);

} // namespace cutover::domain
