// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "formats/prometheusreader.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>
#include <optional>

namespace cutover::formats {

/// One round of range queries, all answered: what was asked and what came back, by series (burst, pass, p50_ms, p99_ms,
/// error_rate, requests).
struct PrometheusRound
{
    QString url; ///< of the server, as it may be shown
    PrometheusRange range;
    QMap<QString, QString> queries;
    QMap<QString, PrometheusAnswer> answers; ///< of every query
    // What the evidence file says, where it is there; a server knows none of it.
    QDateTime generatedAt;
    std::optional<bool> tampered;
    QString readyzStatus;
};

/// The round as evidence: one step is one window, that ended at the step's time.
///
/// `bytes` is an evidence file in the checklist's shape, in canonical JSON, with all that the server said under
/// /prometheus; `evidence` is what those bytes say at the checklist's pointers; its list begins at the first step
/// that has a sample. `pass` is true for 1 and false for 0; without a query for it the
/// burst alone decides. A step without burst or pass is a window that is not readable; another number that is missing
/// though it was asked for is an issue of its window. `perf` is the last window's own. Requests are rounded down.
struct PrometheusEvidence
{
    QByteArray bytes;
    domain::Evidence evidence;
};
[[nodiscard]] PrometheusEvidence evidenceOf(const PrometheusRound &round, const QDateTime &now);

/// What the server warned of, one line a query: "burst: …".
[[nodiscard]] QStringList warningsOf(const PrometheusRound &round);

} // namespace cutover::formats
