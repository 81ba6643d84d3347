// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profiledraft.h"

#include <QString>

namespace cutover::models {

/// «Readyz healthy: the console’s probe, because scripts/ci/check_readyz_blocking.sh is not there.»
[[nodiscard]] QString draftChoiceText(const session::DraftChoice &choice);
/// What has to be set by hand, and where.
[[nodiscard]] QString draftGapText(const session::DraftGap &gap);
/// What is wrong with a value that somebody gave, where the place is told already: beside its field.
[[nodiscard]] QString draftObjectionText(const session::Failure &objection);

} // namespace cutover::models
