// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"

#include <QString>

namespace cutover::models {

/// What a statement decides, in a few lines, for whoever is about to sign it: decision, window, rows that are not Go,
/// LOOSENED rules, what it binds, signer, meaning and reason. An aid to reading: what is signed is the statement.
[[nodiscard]] QString statementSummary(const domain::Statement &statement);

} // namespace cutover::models
