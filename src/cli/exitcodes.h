// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::cli {

/// What each exit code means of this verb («promote», «keys list»), for the end of its help; FORMATS.md's in a verb's
/// own words. Every verb has one.
[[nodiscard]] QString exitCodesText(const QString &verb);

} // namespace cutover::cli
