// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"
#include "ledger/ledgerentry.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace cutover::session {

/// One line of a time line: an entry of the ledger, or several of one kind folded.
struct TimelineEvent
{
    QString kind; ///< the ledger's, known or not
    qint64 entry = -1;
    qint64 lastEntry = -1; ///< the same unless folded
    QDateTime at;          ///< of the first entry, UTC
    QDateTime until;       ///< of the last
    ledger::Actor actor;   ///< of the last
    /// The payload. Folded: of `hold_credit` the last one's, with "hold_s" as signed; of `windows` {"count"}; of
    /// `check_run` {"rows": [{"id", "status"}]}, the last run of each row.
    QJsonObject data;
    bool isOfAnother = false; ///< its payload names another attempt or decision
};

/// What became of one attempt, as the ledger tells it.
struct Timeline
{
    QString attemptId; ///< of the GO that began it; empty: no attempt was found
    int number = 0;    ///< which of the ledger's
    QList<TimelineEvent> events;
    domain::RolloutState end; ///< the rollout after the last of them: stages, holds, how it ended
    qint64 before = 0;        ///< entries of the ledger before the first that is told: not this attempt's
    qint64 after = 0;         ///< entries behind its end: another attempt's
};

/// The attempt that the GO `attemptId` began; without one, the last that was begun, or what leads up to the first
/// decision. In the ledger's order, which no clock can change; nothing between its ends is left out.
///
/// Begins with what still counted for the decision: behind the end of the attempt before, at most as old as a drill may
/// be (72 h). Ends with its closing, or before the next attempt's GO; a closing signed after that is told too.
/// Saved hold credit is one line a stage, windows are one from promotion to promotion or trigger, check runs between
/// two other lines are one. Pure.
[[nodiscard]] Timeline timelineOf(const QList<ledger::Entry> &entries, const QString &attemptId = {});

} // namespace cutover::session
