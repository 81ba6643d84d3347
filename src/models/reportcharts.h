// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

namespace cutover::models {

/// Both charts of what the session shows now as pictures for the decision's PDF, in the record's language. On
/// the interface thread of a QApplication.
[[nodiscard]] session::ChartPictures reportCharts(const session::View &view);

} // namespace cutover::models
