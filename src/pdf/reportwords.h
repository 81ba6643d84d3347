// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace cutover::pdf {

/// \file Values as they stand on the report. Its language is the record's, English, as the checklist's template is: the
/// same statement must give the same page everywhere. Times are UTC.

[[nodiscard]] QString dateText(const QDateTime &time);   ///< "2026-03-02"
[[nodiscard]] QString clockText(const QDateTime &time);  ///< "14:00 UTC", with seconds where there are any
[[nodiscard]] QString momentText(const QDateTime &time); ///< "2026-03-02 13:41:22 UTC"
[[nodiscard]] QString durationText(qint64 milliseconds); ///< "0.4 s", "12 min 04 s", "1 h 05 min"
[[nodiscard]] QString spanText(qint64 seconds);          ///< "15 min", "23 h", "72 h", "90 s"
[[nodiscard]] QString numberText(double value);          ///< the shortest decimal that reads back
[[nodiscard]] QString percentText(double fraction);      ///< 0.001: "0.1 %"

/// Groups of four digits: "9e41 c07a 55d2 03bb", the first `groups` of them, or all.
[[nodiscard]] QString groupedHex(const QString &hex, int groups = -1);

[[nodiscard]] QString statusWord(domain::Status status);
[[nodiscard]] QString roleWord(domain::BoundFile::Role role);
[[nodiscard]] QString commandText(const domain::Command &command);
/// "RTO 12.07 ≤ 15 min, margin 2.93".
[[nodiscard]] QString measureText(const domain::Measure &measure);
/// "bash scripts/ci/check_readyz_blocking.sh, exit code 0".
[[nodiscard]] QString sourceText(const domain::Source &source);
/// "P50 41.2 ms, P99 180.4 ms, captured 2026-03-01 14:40 UTC (23 h old, limit 72 h)"; empty without a baseline.
[[nodiscard]] QString baselineText(const domain::Statement &statement);
[[nodiscard]] QString gitText(const domain::Statement &statement);
/// Name, phone, Slack, e-mail, link: what there is, with dots between.
[[nodiscard]] QString contactText(const domain::Contact &contact);

} // namespace cutover::pdf
