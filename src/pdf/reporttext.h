// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "pdf/reportwords.h"

#include <QDateTime>
#include <QString>

namespace cutover::pdf {

/// \file What only the report says, in the record's language, English, as the checklist's template is: the same
/// statement must give the same page everywhere. Times are UTC, in full; values are worded by ReportWords.

[[nodiscard]] QString dateText(const QDateTime &time);   ///< "2026-03-02"
[[nodiscard]] QString clockText(const QDateTime &time);  ///< "14:00 UTC", with seconds where there are any
[[nodiscard]] QString momentText(const QDateTime &time); ///< "2026-03-02 13:41:22 UTC"

[[nodiscard]] QString roleWord(domain::BoundFile::Role role);
[[nodiscard]] QString commandText(const domain::Command &command);
/// "bash scripts/ci/check_readyz_blocking.sh, exit code 0".
[[nodiscard]] QString sourceText(const domain::Source &source);
/// "P50 41.2 ms, P99 180.4 ms, captured 2026-03-01 14:40 UTC (23 h old, limit 72 h)"; empty without a baseline.
[[nodiscard]] QString baselineText(const domain::Statement &statement, const ReportWords &words);
[[nodiscard]] QString gitText(const domain::Statement &statement);
/// «Closed, validated», «Closed with deviations», «Rolled back».
[[nodiscard]] QString outcomeText(domain::ClosingOutcome outcome);
[[nodiscard]] QString outcomeMeaning(domain::ClosingOutcome outcome); ///< what has to be true of it
/// A cutover that nothing closed yet: its report has a statement without id, and no outcome.
[[nodiscard]] bool isOpen(const domain::Statement &statement);
/// «Decision: GO», «Rolled back», «Not closed»: the verdict that stands on every page.
[[nodiscard]] QString verdictText(const domain::Statement &statement);
/// Name, phone, Slack, e-mail, link: what there is, with dots between.
[[nodiscard]] QString contactText(const domain::Contact &contact);

} // namespace cutover::pdf
