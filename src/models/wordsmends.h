// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "session/failure.h"

#include <QString>

namespace cutover::models {

/// What to do next about a refusal, for whoever has only `cutoverctl`: a sentence that names the verb, behind
/// refusalText(). Every code has one. FP, ID, NAME and TEXT stand for the caller's own. Pure; any thread.
[[nodiscard]] QString nextStep(const domain::Refusal &refusal);
/// «✗ 25 % comes next. cutoverctl promote 25. [out_of_order]»: sentence, step and code, one line.
[[nodiscard]] QString refusedLine(const domain::Refusal &refusal);
/// The next step behind failureText(); empty where that says it already, or where the gate's refusals say it.
[[nodiscard]] QString nextStep(const session::Failure &failure);

} // namespace cutover::models
