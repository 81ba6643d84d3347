// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "pdf/reportflow.h"

namespace cutover::pdf {

/// «Minutes of the ceremony»: who presided, and what each station answered to which row, when and over which measured
/// value; an answer that was corrected stands with its correction. Nothing where the statement tells of no ceremony.
void drawMinutes(const ReportContent &content, ReportFlow &flow);

} // namespace cutover::pdf
