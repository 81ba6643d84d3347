// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QDateTime>
#include <QString>

namespace cutover::models {

/// What `cutoverctl status` prints: the three lines of copyStatus(), then phase, decision, what waits for signatures,
/// and each stage with what is true of it. Refusals stand at the stage that comes next, and at none of an attempt that
/// is over. What others wrote is made visible.
[[nodiscard]] QString standingText(const session::View &view, const QDateTime &now);

/// «GO by Ana, 1 of 2 signatures; waiting for: security (Bo) since 13:41 UTC. Add one: cutoverctl countersign …»
[[nodiscard]] QString awaitingText(const session::DecisionView &decision);

} // namespace cutover::models
