// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/commandcheck.h"
#include "domain/profile.h"
#include "domain/row.h"
#include "process/childresult.h"

namespace cutover::checks {

/// What one run of a criterion's command says, by RULES section 1. Id, time, duration and digest are not filled in.
/// The cause that explains most comes first: the child never ran or was ended; a number over its limit; a refused line;
/// the exit code; output that cannot be read; the expected line; a missing number. Pure; any thread.
[[nodiscard]] domain::Row judgeCommand(domain::CriterionId id, const domain::CriterionPlan &plan,
                                       const CommandContext &context, const process::ChildResult &result);

/// Standard output as a person sees it: escape sequences removed.
[[nodiscard]] QString withoutEscapes(QString text);

} // namespace cutover::checks
