// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::models {

/// A tooltip that shows `plain` letter for letter and wraps its lines: Qt reads a tooltip as HTML wherever it looks
/// like it, so a note or a script's line could load pictures or pose as a verdict. Empty stays empty. Pure; any thread.
[[nodiscard]] QString toolTipText(const QString &plain);

} // namespace cutover::models
