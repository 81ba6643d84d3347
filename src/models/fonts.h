// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cutover::models {

/// Makes the project's fonts known to QFontDatabase, once; needs a QGuiApplication. Both faces call it before the first
/// chart or page. False: a file is missing or unreadable, the fallback fonts are used.
bool loadFonts();

} // namespace cutover::models
