// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QByteArray>

namespace cutover::checks {

/// Judges the output of canary-health's command, a JSON list of {pass, burst}, as the evidence's own windows are judged
/// (domain::judgeCanaryHealth). What is no such list is No data with cause OutputUnreadable.
/// Pointers of its causes lead into the output: the command may have cut the list. Pure.
[[nodiscard]] domain::Row judgeWindowsOutput(const QByteArray &output, const domain::Limits &limits);

} // namespace cutover::checks
