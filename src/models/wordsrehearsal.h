// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rehearsal.h"
#include "rollout/rehearsaljob.h"

#include <QDateTime>
#include <QString>

namespace cutover::models {

/// «Holding, 34 s of 60 s watched.»
[[nodiscard]] QString rehearsalProgressText(const rollout::RehearsalProgress &progress);
/// «Passed, held 60 s.», or what went wrong.
[[nodiscard]] QString rehearsalStepText(const domain::RehearsalStep &step);

/// «REHEARSAL running since 13:41 UTC, in another process.»
[[nodiscard]] QString rehearsalElsewhereText(const QDateTime &since);

} // namespace cutover::models
