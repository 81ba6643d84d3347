// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/calendar.h"
#include "session/incident.h"
#include "session/session_p.h"

#include <QTimeZone>

namespace cutover::session {

/// Of an abort made now; one that is only run again is the same incident, whose review is told already.
QDateTime Session::Private::nextReview() const
{
    return view.rollout.isAborted() ? QDateTime() : notify::reviewStart(ports.now(), QTimeZone::systemTimeZone());
}

/// The present one, or the one before it, whose recovery is still to be proven.
const domain::RolloutState &Session::Private::abortedRollout(const QString &attemptId) const
{
    const auto &last = look.records.rolledBack;
    return last && last->rollout.attemptId == attemptId ? last->rollout : view.rollout;
}

IncidentOrder Session::Private::incidentOrder(const QString &event, const QString &attemptId) const
{
    const auto &rollout = abortedRollout(attemptId);
    auto facts = notifier->facts(domain::NotificationEvent::Abort);
    facts.reason = rollout.abortReason;
    facts.at = rollout.abortedAt;
    const auto percentOf = [](const domain::StageProgress *stage) {
        return stage ? std::optional(stage->plan.percent) : std::nullopt;
    };
    facts.percent = percentOf(rollout.present()); // of that attempt, whatever the present one reached
    facts.nextPercent = percentOf(rollout.next());
    return {.workspace = workspace,
            .event = event,
            .attemptId = attemptId,
            .actor = actor(),
            .evidence = reading ? reading->bytes : QByteArray(),
            .now = ports.now(),
            .words = ports.wording.review ? ports.wording.review(facts) : ReviewWords{},
            .contacts = view.profile.contacts};
}

} // namespace cutover::session
