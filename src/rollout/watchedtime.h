// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rules.h"
#include "domain/watch.h"

namespace cutover::rollout {

/// The clock of a hold: monotonic time that somebody watched, which is time in which readyz was heard of and the
/// evidence was fresh (RULES section 4).
class WatchedTime
{
public:
    /// What lies between two looks further apart was not watched: the process slept, or the machine did.
    static constexpr qint64 longestTickMs = 2'000;

    /// Goes on from here; what passed since the look before does not count.
    void goOnFrom(qint64 servedMs, const domain::BootInstant &boot);
    /// Takes in what passed since the last look; answers it, watched or not, in ms.
    qint64 look(const domain::Series &series, const domain::LiveSignals &live, bool pollsReadyz, const QDateTime &now,
                const domain::BootInstant &boot);
    [[nodiscard]] qint64 servedMs() const { return m_servedMs; }

private:
    domain::BootInstant m_last;
    qint64 m_servedMs = 0;
};

} // namespace cutover::rollout
