// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/watchedtime.h"

#include <algorithm>
#include <cstdlib>

namespace cutover::rollout {

namespace {

constexpr qint64 readyzFreshS = 10;

} // namespace

void WatchedTime::goOnFrom(qint64 servedMs, const domain::BootInstant &boot)
{
    m_servedMs = servedMs;
    m_last = boot;
}

qint64 WatchedTime::look(const domain::Series &series, const domain::LiveSignals &live, bool pollsReadyz,
                         const QDateTime &now, const domain::BootInstant &boot)
{
    const qint64 passedMs = boot.bootId == m_last.bootId ? std::max<qint64>(0, boot.ms - m_last.ms) : 0;
    m_last = boot;
    // An answer from the future is as old as it is ahead: no clock setting keeps it fresh.
    const bool hearsReadyz =
        !pollsReadyz || (live.readyzAt.isValid() && std::llabs(live.readyzAt.secsTo(now)) <= readyzFreshS);
    if (hearsReadyz && !domain::isBlind(series, live, now))
        m_servedMs += std::min(passedMs, longestTickMs);
    return passedMs;
}

} // namespace cutover::rollout
