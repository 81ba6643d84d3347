// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::gui {

/// Whether another process of this computer rehearses on the workspace now: by its lock, which it holds while it does.
[[nodiscard]] bool isRehearsedElsewhere(const QString &workspace);

} // namespace cutover::gui
