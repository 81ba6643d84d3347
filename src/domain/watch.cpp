// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/watch.h"

#include <cstdlib>

namespace cutover::domain {

qint64 heartbeatAgeMs(const WatchLease &lease, const BootInstant &boot, const QDateTime &now)
{
    const bool isHere = !lease.boot.bootId.isEmpty() && lease.boot.bootId == boot.bootId;
    return std::llabs(isHere ? boot.ms - lease.boot.ms : lease.at.msecsTo(now));
}

bool isArmed(const std::optional<WatchLease> &lease, const BootInstant &boot, const QDateTime &now)
{
    return lease && heartbeatAgeMs(*lease, boot, now) <= watcherMissingAfterMs;
}

} // namespace cutover::domain
