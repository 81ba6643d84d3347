// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ports.h"

#include "rollout/bootclock.h"
#include "session/detachedwatcher.h"

namespace cutover::session {

Ports systemPorts()
{
    Ports ports;
    ports.now = [] { return QDateTime::currentDateTimeUtc(); };
    ports.bootNow = rollout::systemBootInstant;
    ports.startWatcher = startDetachedWatcher;
    return ports;
}

} // namespace cutover::session
