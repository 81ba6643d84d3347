// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rehearsal.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace cutover::formats {

/// The record of a rehearsal as the ledger's entry `rehearsal` and var/rehearsal/latest.json hold it. Pure. Reading
/// gives nothing where a key is missing or of a wrong type, out of range, or no digest; "passed" is written for people
/// and judged anew. Writing and reading again gives an equal value, times to the millisecond.
[[nodiscard]] QJsonObject rehearsalToJson(const domain::Rehearsal &rehearsal);
[[nodiscard]] std::optional<domain::Rehearsal> rehearsalFromJson(const QJsonValue &value);

} // namespace cutover::formats
