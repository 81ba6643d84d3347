// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/row.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <span>

namespace cutover::formats {

/// The two texts of a row that people read; they are made where the words live.
struct RowWords
{
    QString arithmetic;
    QString reason;
};
using RowWording = std::function<RowWords(const domain::Row &)>;

/// One row as FORMATS.md «preflight --json» writes it; observed, limit and margin are those of the decisive measure.
[[nodiscard]] QJsonObject reportRow(const domain::Row &row, const RowWords &words);

/// The document of `preflight --json`. `rows` are the twelve criteria and the baselines, indexed by CriterionId; both
/// verdicts are judged here from them. "baselines" is its row, with P50 and P99 where there is a baseline.
[[nodiscard]] QJsonObject preflightReport(std::span<const domain::Row> rows,
                                          const std::optional<domain::Baseline> &baseline, const QDateTime &generatedAt,
                                          const RowWording &wording);

/// The same with "opens_at" and "missing", for `pre-cutover --json`.
[[nodiscard]] QJsonObject preCutoverReport(const QJsonObject &preflight, const QDateTime &opensAt,
                                           const QStringList &missing);

/// A document as people like to read it: indented, ended by a newline.
[[nodiscard]] QByteArray readableJson(const QJsonObject &document);

} // namespace cutover::formats
