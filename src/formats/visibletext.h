// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::formats {

/// Control characters but newline and tab, line ends that are none, and what turns the direction of writing, as «\x1b»
/// and «\u202e»: what scripts printed and people typed may steer neither a terminal nor a chat.
[[nodiscard]] QString visibleText(const QString &text);
/// The same, newlines and tabs too: no datum may make a line.
[[nodiscard]] QString visibleLine(const QString &text);
/// True if visibleLine() leaves it as it is.
[[nodiscard]] bool isVisibleLine(const QString &text);

} // namespace cutover::formats
