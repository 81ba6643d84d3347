// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/reportstory.h"
#include "session/timeline.h"

namespace cutover::models {

/// What happened, in one sentence or two: «Hold at 25 %: 30 min served of 30 min.» What others wrote is one visible
/// line. A kind that is not known shows as its name. Pure; any thread.
[[nodiscard]] QString timelineText(const session::TimelineEvent &event);

/// «A. Lead, signed (ops@host)»; without a person the account alone: the console itself acted.
[[nodiscard]] QString timelineWho(const ledger::Actor &actor);

/// «2026-03-02 14:17:41»; of a folded line also until when. UTC.
[[nodiscard]] QString timelineTime(const session::TimelineEvent &event);

[[nodiscard]] pdf::ReportEvent::Weight timelineWeight(const session::TimelineEvent &event);

/// An attempt's story as its report tells it.
[[nodiscard]] pdf::ReportStory attemptStory(const session::Timeline &timeline);

} // namespace cutover::models
