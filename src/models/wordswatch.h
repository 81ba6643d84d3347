// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"
#include "session/watchnews.h"

namespace cutover::models {

/// What a watcher tells, as a line without its time.
[[nodiscard]] QString watchText(const session::WatchNews &news);

/// Who watches now (RULES section 5).
enum class Watching {
    NotYet,     ///< nothing is promoted, nobody is needed
    Armed,      ///< heard of in the last 5 s
    OnlyAlarms, ///< the same, four hours after the last stage: it aborts nothing any more (RULES section 6)
    Missing,    ///< needed, and not heard of
    Silent,     ///< the same for 30 s: every console alarms
    Over,       ///< closed, or recovered after an abort
};
[[nodiscard]] Watching watching(const session::View &view, const QDateTime &now);
/// «Watcher armed, 0.6 s ago», «No watcher for 7 s», «The watcher starts with the first promotion».
[[nodiscard]] QString watcherText(const session::View &view, const QDateTime &now);
/// What a trigger that holds leads to: «The watcher aborts.», «Nobody watches: press Abort.»
[[nodiscard]] QString whoAbortsText(const session::View &view, const QDateTime &now);
/// What goes on without the window that is about to be closed while a rollout is under way.
[[nodiscard]] QString leavingText(const session::View &view, const QDateTime &now);

} // namespace cutover::models
