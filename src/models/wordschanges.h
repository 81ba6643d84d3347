// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/reportcomparison.h"
#include "session/view.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace cutover::models {

/// \file A report of the present, and what changed since another one, in words. Pure; any thread.

/// The document of `preflight --json`, as it stands in report files too.
[[nodiscard]] QJsonObject reportDocument(const session::View &view, const QDateTime &now);
/// The document of `pre-cutover --json`.
[[nodiscard]] QJsonObject preCutoverDocument(const session::View &view, const QDateTime &now);

/// From `then` to the present. What the pre-cutover validation lacks is compared where `then` says it. An error where
/// the present makes no report that reads back: never taken for «nothing changed».
[[nodiscard]] tl::expected<QList<formats::ReportChange>, formats::DocumentErrors>
changesSince(const formats::Report &then, const session::View &view, const QDateTime &now);

/// One line: «3+ green windows: its limit was loosened from 1.5 to 1.6.»
[[nodiscard]] QString reportChangeText(const formats::ReportChange &change);
/// [{"id", "what", "then", "now", "text"}]; "id" is the row's, or "verdict", "decision_verdict", "missing".
[[nodiscard]] QJsonArray reportChangesJson(const QList<formats::ReportChange> &changes);
/// All of it for a terminal, each line on its own.
[[nodiscard]] QString reportChangesText(const formats::Report &then, const QList<formats::ReportChange> &changes);

} // namespace cutover::models
