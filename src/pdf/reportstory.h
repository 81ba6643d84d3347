// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace cutover::pdf {

/// \file What became of an attempt, for its closing's report: all of it already in words, in the record's language.

/// One line of the time line.
struct ReportEvent
{
    enum class Weight {
        Quiet,  ///< folded measurements and notes
        Plain,  ///< what people and consoles did
        Strong, ///< what decides: decisions, promotions, closings
        Alarm   ///< triggers, aborts, refusals, failures
    };
    QString entry; ///< its number in the ledger, "118" or "118–131"
    QString time;
    QString who;
    QString what;
    Weight weight = Weight::Plain;
};

/// What became of one stage.
struct ReportStage
{
    QString stage;      ///< "25 %"
    QString promoted;   ///< when it was reached, or what else it is
    QString hold;       ///< served of planned
    QString validation; ///< what the next stage or the closing found
    bool isDone = false;
};

/// An attempt from its decision to its end. Nothing in it: none is drawn.
struct ReportStory
{
    QString attempt;     ///< the id of the GO that began it, and where it stands
    QStringList signers; ///< who signed its decisions, with when: "GO: A. Lead, 2026-03-02 13:41:22 UTC"
    QList<ReportStage> stages;
    QList<ReportEvent> timeline;
    QString timelineNote; ///< where the time line begins and ends

    [[nodiscard]] bool isEmpty() const { return attempt.isEmpty() && stages.isEmpty() && timeline.isEmpty(); }
};

} // namespace cutover::pdf
