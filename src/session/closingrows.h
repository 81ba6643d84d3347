// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rollout.h"
#include "domain/row.h"
#include "domain/series.h"
#include "session/records.h"

#include <QList>

namespace cutover::session {

/// The rows that a closing is judged by, as they are now (RULES section 6).

/// The four of domain::postCutoverSet(): smoke tests and evidence from the last run of this attempt, which counts for
/// as long as a live row does for signing; latency and error rate from the windows after the last promotion, by
/// baseline and limits of `go`, and only while they can be seen: blind, none of them is Go.
[[nodiscard]] QList<domain::Row> postCutoverRows(const Records &records, const domain::Series &series,
                                                 const domain::LiveSignals &live, const domain::Statement &go,
                                                 const QDateTime &now);

/// The two of domain::rollbackSet(). `stageText` is desired_stage.txt, trimmed.
[[nodiscard]] QList<domain::Row> rollbackRows(const domain::RolloutState &rollout, const QString &stageText,
                                              const QDateTime &now);

} // namespace cutover::session
