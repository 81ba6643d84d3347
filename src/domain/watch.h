// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

/// \file Who watches a rollout, and for how long a silent watcher still counts (RULES section 5).

namespace cutover::domain {

/// A moment of the boot clock (CLOCK_BOOTTIME: suspend included). Only comparable within one boot.
struct BootInstant
{
    QString bootId;
    qint64 ms = 0;
    friend bool operator==(const BootInstant &, const BootInstant &) = default;
};

/// The watcher's lease as it was last renewed.
struct WatchLease
{
    QString holder; ///< 128 random bits, one a watcher process
    qint64 pid = 0;
    QString host;
    BootInstant boot; ///< of the last heartbeat
    QDateTime at;     ///< the same by the wall clock, UTC
    friend bool operator==(const WatchLease &, const WatchLease &) = default;
};

inline constexpr qint64 heartbeatEveryMs = 1'000;
inline constexpr qint64 watcherMissingAfterMs = 5'000; ///< then promotions are refused
inline constexpr qint64 leaseLastsMs = 10'000;         ///< then a stand-by takes over, so within 15 s
inline constexpr qint64 watcherAlarmAfterMs = 30'000;  ///< then every console alarms

/// Since the last heartbeat, in ms: by the boot clock on the watcher's own machine, by the wall clock elsewhere. A
/// heartbeat from the future is as old as it is ahead, so that no clock setting keeps a dead watcher alive.
[[nodiscard]] qint64 heartbeatAgeMs(const WatchLease &lease, const BootInstant &boot, const QDateTime &now);

[[nodiscard]] bool isArmed(const std::optional<WatchLease> &lease, const BootInstant &boot, const QDateTime &now);

} // namespace cutover::domain
