// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/reportreader.h"

#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::formats {

/// One thing that is otherwise than a report says.
struct ReportChange
{
    enum class What {
        Verdict,         ///< of the ten automatic rows
        DecisionVerdict, ///< of all
        Missing,         ///< what the pre-cutover validation lacks: texts, comma-separated
        Status,          ///< names of states
        Observed,        ///< number, text or null
        Limit,           ///< likewise
        LimitLoosened,   ///< a limit that lets more pass than the report's
        Source,          ///< command, file, address or person
        BaselineP50,     ///< ms, null without a baseline
        BaselineP99,     ///< likewise
        BaselineFile,
    };
    std::optional<domain::CriterionId> row; ///< nothing for verdicts and what is missing
    What what = What::Status;
    QJsonValue then;
    QJsonValue now;
    QString unit = {}; ///< of numbers, as domain::unitName writes it
};

/// The stable snake_case name: "limit_loosened".
[[nodiscard]] QString whatName(ReportChange::What what);

/// What changed from one report to another: verdicts, what is missing, then row by row in their order. Times,
/// durations, notes and digests of outputs are not changes: a row that runs again has new ones. Pure.
[[nodiscard]] QList<ReportChange> changesBetween(const Report &then, const Report &now);

} // namespace cutover::formats
