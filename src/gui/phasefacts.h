// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/phaserail.h"
#include "session/view.h"

namespace cutover::gui {

/// The rail of a view, from pre-flight to closing: pure, so that it is tried without a window. Of an attempt that was
/// aborted, the stage it was aborted at has the octagon, and what it never reached has no fact but the closing's.
[[nodiscard]] QList<PhaseStep> phaseSteps(const session::View &view, const QDateTime &now);

} // namespace cutover::gui
