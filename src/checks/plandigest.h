// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QByteArray>

namespace cutover::checks {

/// SHA-256 of everything in the profile that a criterion's result depends on: source, command, expected line, patterns,
/// extracted numbers, inputs, its probe's options, and the limits, pointers, addresses or targets it is judged by.
///
/// A row counts only for the plan that it was run by: else a laxer profile could make it and a stricter one use it.
/// Deadline and age are left out: they make no result. Pure.
[[nodiscard]] QByteArray planDigest(const domain::Profile &profile, domain::CriterionId id);

/// `row`, or the same row as Error with cause ScriptChanged and the plan's place where it was run by another plan than
/// `now`. A row without a digest, which an older console wrote, is taken as it is.
[[nodiscard]] domain::Row judgedForPlan(domain::Row row, const QByteArray &then, const QByteArray &now);

/// SHA-256 of the limits by which windows are judged, and of the rehearsal's own plan.
[[nodiscard]] QByteArray limitsDigest(const domain::Profile &profile);
[[nodiscard]] QByteArray rehearsalPlanDigest(const domain::Profile &profile);

} // namespace cutover::checks
