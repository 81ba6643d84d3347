// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/watch.h"

namespace cutover::rollout {

/// This machine's boot clock: CLOCK_BOOTTIME, which counts suspend and no clock setting, with the kernel's boot id.
[[nodiscard]] domain::BootInstant systemBootInstant();

} // namespace cutover::rollout
