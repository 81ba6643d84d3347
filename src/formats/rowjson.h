// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/row.h"
#include "domain/series.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <optional>

namespace cutover::formats {

/// Domain values as JSON and back, for the ledger's entries and the statement. Pure. Reading gives nothing where a key
/// is missing, of a wrong type or holds an unknown word; unknown keys are ignored. Writing and reading again gives an
/// equal value, times to the millisecond.

/// The stable snake_case name of a cause: "over_limit".
[[nodiscard]] QString causeName(domain::Cause cause);
[[nodiscard]] std::optional<domain::Cause> causeFromName(const QString &name);

/// The stable name of a source's kind: command, file, http, person, rollup.
[[nodiscard]] QString sourceKindName(domain::Source::Kind kind);
[[nodiscard]] std::optional<domain::Source::Kind> sourceKindFromName(const QString &name);

[[nodiscard]] QJsonObject rowToJson(const domain::Row &row);
[[nodiscard]] std::optional<domain::Row> rowFromJson(const QJsonValue &value);
/// The same of a row that a closing is judged by; nothing for one of the thirteen.
[[nodiscard]] std::optional<domain::Row> closingRowFromJson(const QJsonValue &value);

[[nodiscard]] QJsonObject seriesPointToJson(const domain::SeriesPoint &point);
[[nodiscard]] std::optional<domain::SeriesPoint> seriesPointFromJson(const QJsonValue &value);

[[nodiscard]] QJsonObject baselineToJson(const domain::Baseline &baseline);
[[nodiscard]] std::optional<domain::Baseline> baselineFromJson(const QJsonValue &value);

/// An argument vector as an array, a shell line as a string.
[[nodiscard]] QJsonValue commandToJson(const domain::Command &command);
[[nodiscard]] std::optional<domain::Command> commandFromJson(const QJsonValue &value);

} // namespace cutover::formats
