// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "domain/rules.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// \file A rehearsal and its record: an attempt of its own kind, on its own stage file (RULES section 4).

namespace cutover::domain {

/// What one step came to, or the abort drill.
struct RehearsalStep
{
    int percent = 0; ///< 0 for the abort drill
    bool passed = false;
    /// Why not, a code: "cancelled", "command_failed", "not_read_back", "production_stage_changed",
    /// "rollout_under_way", "script_changed", "blind", "inconclusive", "not_recovered", the name of a trigger, or
    /// what the validation missed: "P99_failed".
    QString cause;
    int exitCode = -1;    ///< of the command; 0 for the built-in stage file
    QString desiredStage; ///< as read back
    qint64 heldS = 0;     ///< watched time
    QDateTime startedAt;
    QDateTime endedAt;
    QList<SeriesPoint> windows; ///< that appeared after it, the last few
    friend bool operator==(const RehearsalStep &, const RehearsalStep &) = default;
};

/// The record of a rehearsal.
struct Rehearsal
{
    QDateTime startedAt;
    QDateTime endedAt;
    QString version;
    QList<RehearsalStep> steps;
    std::optional<RehearsalStep> abortDrill; ///< nothing: it was not asked for
    /// The production commands as they were: path of each file they run → SHA-256, and the commands themselves under
    /// their JSON pointers in the profile ("/commands/stage").
    QMap<QString, QByteArray> production;

    /// All that was asked for passed.
    [[nodiscard]] bool passed() const;
    friend bool operator==(const Rehearsal &, const Rehearsal &) = default;
};

struct RehearsalVerdict
{
    Status status = Status::NoData;
    Reason reason;
};

/// «Rehearsal passed»: the steps to 25 and 50 % and the abort drill passed (checklist section 3), for this version and
/// for production commands that are the same now; nothing else is Go. Its age is judged as every row's.
[[nodiscard]] RehearsalVerdict judgeRehearsal(const std::optional<Rehearsal> &rehearsal, const QString &version,
                                              const QMap<QString, QByteArray> &productionNow);

/// The validation of a stage as production judges it, on windows of any stage.
[[nodiscard]] Validation validateRehearsed(int percent, const Series &series, const SeriesMark &mark,
                                           const Baseline &baseline, const Limits &limits, bool readyzOk);

} // namespace cutover::domain
