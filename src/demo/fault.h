// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/canarywindow.h"

#include <QString>
#include <optional>

namespace cutover::demo {

/// A misbehaviour of the simulated service while its canary is at one stage («--fault burst@50»).
///
/// The stage is production's, unless it is written as «burst@rehearsal:50»: a fault for the cutover does not already
/// fail the rehearsal before it.
struct Fault
{
    enum class Kind { Burst, P99, Readyz, Errors, Tamper, Freeze };
    Kind kind = Kind::Burst;
    int stage = 0;
    bool inRehearsal = false;

    /// Nothing for an unknown kind or a stage that is not 0, 10, 25, 50 or 100.
    [[nodiscard]] static std::optional<Fault> parse(const QString &text);
};

/// The window as the fault leaves it: burst 1.62, P99 + 26 %, error rate 0.8 %.
void spoil(CanaryWindow &window, Fault::Kind kind);

} // namespace cutover::demo
