// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/postcutover.h"

#include <QString>

/// \file The words of what comes after 100 %, and of a closing (RULES section 6). Pure; any thread.

namespace cutover::models {

[[nodiscard]] QString closingOutcomeText(domain::ClosingOutcome outcome);        ///< «Closed, validated»
[[nodiscard]] QString deviationText(const domain::Deviation &deviation);         ///< «TEXT (OWNER, by 2026-03-09)»
[[nodiscard]] QString closingRefusalText(const domain::ClosingRefusal &refusal); ///< one sentence, and the way out
/// The API's code: "nothing_to_close", "row_not_go:smoke-tests", "deviation_incomplete:2", "row_unnamed:smoke-tests".
[[nodiscard]] QString closingRefusalCode(const domain::ClosingRefusal &refusal);

} // namespace cutover::models
