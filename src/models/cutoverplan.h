// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QDateTime>
#include <QList>

/// \file When a cutover can be over, how late it is, and where its time went. Pure; no words.

namespace cutover::models {

/// One step from T−30 min to the closing.
struct PlanStep
{
    enum class Kind { PreCutover, Stage, PostCutover, Closing };
    enum class Place { Past, Present, Ahead };
    Kind kind = Kind::Stage;
    int percent = 0; ///< of a stage
    Place place = Place::Ahead;
    QDateTime from; ///< ahead: at the earliest; else when it began, invalid where nothing says so
};

struct CutoverPlan
{
    QList<PlanStep> steps;
    QDateTime earliestEnd; ///< of the checks after the last hold; invalid once the attempt is aborted or closed
    qint64 lateS = 0;      ///< of that, against an attempt that begins at the target time; never negative
};

/// A stage takes its hold, or the windows that its validation needs where those take longer. The smoke tests take what
/// they took last, by whatever attempt of this ledger; where none was measured nothing is guessed: the closing is as
/// early as they are.
[[nodiscard]] CutoverPlan planOf(const session::View &view, const QDateTime &now);

/// Since the target time (or the first promotion, where that came earlier) to the attempt's end or now: time in which
/// the cutover worked, a stage command, a hold or a window under way, and time in which it waited for people.
///
/// A hold that stands still is not waited for by people: it is under way until all of it was saved as watched. To the
/// second; both are 0 before the target time.
struct TimeSpent
{
    enum class For {
        Nobody,
        Decision,      ///< no GO counts
        Signatures,    ///< of a GO that is signed by some
        Confirmations, ///< of the pre-cutover validation
        Press,         ///< of Promote
        Resume,        ///< somebody paused the line
        Closing,
    };
    qint64 workingS = 0;
    qint64 waitingS = 0;
    For now = For::Nobody;
    QDateTime since; ///< of what is waited for now
};
[[nodiscard]] TimeSpent timeSpent(const session::View &view, const QDateTime &now);

} // namespace cutover::models
