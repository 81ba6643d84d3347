// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartinput.h"
#include "charts/trace.h"
#include "gui/chartcard.h"
#include "gui/headerview.h"
#include "gui/recents.h"
#include "gui/statusline.h"
#include "session/view.h"

/// \file What the frame of the console says of a view: pure functions, so that they are tried without a window.

namespace cutover::gui {

/// Which of the layouts a phase has; sizes are remembered for each.
enum class PhaseGroup {
    Preflight,  ///< matrix above, detail and decision at the right
    PreCutover, ///< matrix above, confirmations and the first promotion at the right
    Rollout,    ///< charts above, hold, triggers, plan and promotion at the right
    Recovery,   ///< aborted, and not recovered: what to do now above the charts, whom to call at the right
};
[[nodiscard]] PhaseGroup phaseGroup(const session::View &view);
[[nodiscard]] QString phaseGroupName(PhaseGroup group);

[[nodiscard]] HeaderView::Content headerContent(const session::View &view, const QDateTime &now);
/// `aborting`: this window's own abort runs; `abortFailed`: it ended without `abort` being read back.
[[nodiscard]] AbortSlot abortSlot(const session::View &view, bool aborting, bool abortFailed);
[[nodiscard]] QList<StatusLine::Item> statusItems(const session::View &view, const QString &key, const QDateTime &now);
[[nodiscard]] QString statusClock(const QDateTime &now);

[[nodiscard]] charts::ChartInput chartInput(const session::View &view);
/// While somebody rehearses, its windows are among those drawn.
[[nodiscard]] ChartCardWords chartWords(charts::ChartKind kind, const charts::ChartNumbers &numbers, bool underWay,
                                        bool isRehearsing = false);

[[nodiscard]] RecentWorkspace recentOf(const session::View &view, const QDateTime &now);

} // namespace cutover::gui
