// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::demo {

/// What the stage files ask of the service, in per cent; absent, empty, `0`, `abort` and unreadable text are 0.
struct DesiredStages
{
    int production = 0;
    int rehearsal = 0;

    /// The share of the traffic that the new version really gets: a rehearsal's while there is one.
    [[nodiscard]] int served() const { return rehearsal > 0 ? rehearsal : production; }
    friend bool operator==(const DesiredStages &, const DesiredStages &) = default;
};

/// Reads var/rollout/desired_stage.txt and var/rehearsal/desired_stage.txt below the workspace.
[[nodiscard]] DesiredStages readStages(const QString &workspace);

} // namespace cutover::demo
