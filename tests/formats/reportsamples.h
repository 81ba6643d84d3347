// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/reports.h"
#include "formats/samples.h"

#include <array>

namespace cutover::tests {

/// All Go, with a baseline.
inline std::array<domain::Row, domain::rowCount> sampleRows()
{
    std::array<domain::Row, domain::rowCount> rows;
    for (const auto &criterion : domain::criteria())
        rows[static_cast<std::size_t>(criterion.id)] = sampleRow(criterion.id);
    return rows;
}

inline domain::Baseline sampleBaseline()
{
    return {41.2, 180.4, at(u"2026-03-01T08:00:00Z"), QStringLiteral("var/cutover/baselines-20260301.json")};
}

inline QJsonObject sampleReport(const std::array<domain::Row, domain::rowCount> &rows = sampleRows(),
                                const std::optional<domain::Baseline> &baseline = sampleBaseline())
{
    const auto words = [](const domain::Row &row) {
        return formats::RowWords{row.measures.isEmpty()
                                     ? row.observed
                                     : QString::number(row.measures.first().observed) + row.measures.first().name,
                                 domain::statusName(row.status)};
    };
    return formats::preflightReport(rows, baseline, at(u"2026-03-02T10:15:00Z"), words);
}

} // namespace cutover::tests
