// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/frontparts.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// The checklist's «Go/No-Go Decision Template» in its words and order, and the places reserved for signatures.
/// It fits one page unless notes, reasons or contacts are long; then it goes on.
[[nodiscard]] FrontPage composeTemplatePage(const ReportContent &content, ReportFlow &flow);

} // namespace cutover::pdf
