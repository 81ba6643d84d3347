// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/cutoverplan.h"

namespace cutover::models {

/// «12 s», «12 min», «1 h 12 min»: of a plan, where seconds would only tremble.
[[nodiscard]] QString spanText(qint64 seconds);
/// «05:23», as the window counts down; whole seconds, rounded up.
[[nodiscard]] QString countdownText(qint64 ms);
/// «14:48 UTC», rounded up to the minute: nothing is sooner than its earliest time.
[[nodiscard]] QString earliestText(const QDateTime &time);

/// «2 min late, 1 min of waiting for people»; «in time» before anything is late.
[[nodiscard]] QString lateText(const CutoverPlan &plan, const TimeSpent &spent);
/// «Ends 16:19 UTC at the earliest.»; empty once the attempt is over.
[[nodiscard]] QString earliestEndText(const CutoverPlan &plan);
/// «Worked 42 min, waited 4 min for people: the press to 50 % since 14:48 UTC.»; empty before the target time.
[[nodiscard]] QString timeSpentText(const session::View &view, const TimeSpent &spent);

} // namespace cutover::models
