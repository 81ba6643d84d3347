// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"
#include "session/decisionrecords.h"
#include "session/view.h"

#include <QDateTime>

namespace cutover::models {

/// The cutover so far, as an unsigned DRAFT: what was signed, the closing's rows as they are now, stages and time line.
/// It names no outcome and binds nothing. `view` is of the same workspace; both charts are added by the caller.
[[nodiscard]] pdf::ReportContent cutoverDraft(const session::DecisionRecords &records, const session::View &view,
                                              const QDateTime &now);

} // namespace cutover::models
