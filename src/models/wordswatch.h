// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/watchnews.h"

namespace cutover::models {

/// What a watcher tells, as a line without its time.
[[nodiscard]] QString watchText(const session::WatchNews &news);

} // namespace cutover::models
