// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"
#include "metrics/evidencereading.h"

#include <span>

namespace cutover::checks {

/// The built-in dashboard: Go if and only if the other nine automatic rows are Go and not stale for signing, and the
/// live metrics can be read. `rows` is indexed by CriterionId. Pure.
[[nodiscard]] domain::Row rollUp(std::span<const domain::Row> rows, const metrics::EvidenceReading &reading,
                                 const domain::Profile &profile, const QDateTime &now);

} // namespace cutover::checks
