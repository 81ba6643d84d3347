// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/frontparts.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// A closing's first page: outcome in words, the rows it is judged by, its deviations with owner and date, what became
/// of the stages, and the places reserved for signatures. It goes on where texts are long.
[[nodiscard]] FrontPage composeClosingPage(const ReportContent &content, ReportFlow &flow);

} // namespace cutover::pdf
