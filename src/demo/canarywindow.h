// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>

namespace cutover::demo {

/// One canary evaluation window of the simulated service. Milliseconds, fractions.
struct CanaryWindow
{
    QDateTime endedAt; ///< UTC
    int stage = 0;
    double burst = 0;
    double p50Ms = 0;
    double p99Ms = 0;
    double errorRate = 0;
    int requests = 0;

    /// What the demo's own canary analysis says of it: the checklist's abort limits.
    [[nodiscard]] bool pass() const;
    /// The window as FORMATS.md's «Evidence» writes it.
    [[nodiscard]] QJsonObject toJson() const;
};

/// A plausible healthy window. The same index gives the same numbers, so that a series goes on after a restart.
[[nodiscard]] CanaryWindow healthyWindow(quint32 index, int stage, const QDateTime &endedAt);

inline constexpr double usualP50Ms = 41.2;
inline constexpr double usualP99Ms = 180.4;

} // namespace cutover::demo
