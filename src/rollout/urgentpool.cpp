// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/urgentpool.h"

namespace cutover::rollout {

namespace {

/// An abort is run again every five seconds at most while it is hung, and given up after a minute.
constexpr int mostHanging = 32;

struct UrgentPool : QThreadPool
{
    UrgentPool() { setMaxThreadCount(mostHanging); }
};

Q_GLOBAL_STATIC(UrgentPool, s_pool)

} // namespace

QThreadPool &urgentPool()
{
    return *s_pool;
}

} // namespace cutover::rollout
