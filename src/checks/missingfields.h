// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"
#include "metrics/evidencereading.h"

#include <QMap>

namespace cutover::checks {

/// What D-1 finds missing for later (RULES section 1, «Missing fields are found on D-1»): the rows that cannot be Go,
/// each with what stands against it: an evidence file that cannot be read, a field that is absent or cannot be used,
/// `tampered` that is true, a profile that names no readyz URL; and windows the last of which is older than the row may
/// be. Pure.
struct RowObjection
{
    domain::Status status = domain::Status::NoData;
    domain::Reason reason;
};
[[nodiscard]] QMap<domain::CriterionId, RowObjection> missingFields(const metrics::EvidenceReading &reading,
                                                                    const domain::Profile &profile);

/// `row`, or the same row with the objection against it where it was Go. For canary-health broken evidence stands also
/// in place of the exit code, or the unreadable output, with which a command took notice of it; and windows whose past
/// was rewritten are No-Go, however green they are now (RULES section 4).
[[nodiscard]] domain::Row judgedForFields(domain::Row row, const metrics::EvidenceReading &reading,
                                          const domain::Profile &profile, bool isRewritten);

} // namespace cutover::checks
