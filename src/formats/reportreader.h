// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/row.h"
#include "formats/documenterror.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <array>
#include <optional>

namespace cutover::formats {

/// A row as a report keeps it: of several numbers the decisive one, and the texts that were written with it.
struct ReportedRow
{
    domain::CriterionId id = domain::CriterionId::Readyz;
    domain::Status status = domain::Status::NotRun;
    QJsonValue observed; ///< number, text or null
    QJsonValue limit;    ///< likewise
    QString op;          ///< as domain::operatorSign writes it; empty for null
    QString unit;        ///< as domain::unitName writes it; empty for null
    QString arithmetic;
    QString reason;
    domain::Source source;
    QDateTime measuredAt; ///< null while it never ran
    QByteArray outputSha256;
};

/// What a file of `preflight --report` or `pre-cutover --report` says.
struct Report
{
    bool isGo = false;
    bool isDecisionGo = false;
    QDateTime generatedAt;
    std::array<ReportedRow, domain::rowCount> rows;
    std::optional<domain::Baseline> baseline;
    std::optional<QStringList> missing; ///< of a pre-cutover report
};

/// Reads a report back. Strict: every key of FORMATS.md «preflight --json» and no other, the twelve rows in their
/// order, and verdicts that are those of the rows; anything else is refused with its pointer and line. Pure; any
/// thread.
[[nodiscard]] tl::expected<Report, DocumentErrors> readReport(QByteArrayView bytes, const QString &file);

/// The most that is read of a report.
inline constexpr qint64 largestReport = 4 * 1024 * 1024;

} // namespace cutover::formats
