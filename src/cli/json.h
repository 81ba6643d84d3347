// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::cli {

/// [{"code", "text"}], as FORMATS.md has refusals.
[[nodiscard]] QJsonArray refusalsJson(const domain::Refusals &refusals);
[[nodiscard]] QString refusalLines(const domain::Refusals &refusals);
/// {"given", "needed", "waiting_for": [ROLE…]}, and while signatures are awaited "awaited": [{"role", "seats",
/// "signers":
/// [{"name", "fingerprint", "deputy_for", "from"}]}] and, where it is known, "since".
[[nodiscard]] QJsonObject quorumJson(int given, int needed, const QList<domain::AwaitedSeats> &awaited,
                                     const QDateTime &since = {});
[[nodiscard]] QString rowIds(); ///< of every criterion, for «the rows are …»
/// One row as `preflight --json` has it.
[[nodiscard]] QJsonObject rowJson(const domain::Row &row);
[[nodiscard]] QString rowLine(const domain::Row &row); ///< «✓ Evidence integrity: Go (3 of 3 files match.)»
/// `dashboard --json`: the ten automatic rows, as the checklist's show_cutover_dashboard.py --json.
[[nodiscard]] QJsonObject dashboardJson(const session::View &view, const QDateTime &now);
/// `status --json`; while signatures are awaited also "pending": [decision…], and in a decision "quorum".
[[nodiscard]] QJsonObject statusJson(const session::View &view);
[[nodiscard]] QJsonObject signersJson(const session::SignersView &signers);
[[nodiscard]] QJsonObject watcherJson(const session::View &view);

} // namespace cutover::cli
