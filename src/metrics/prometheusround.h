// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/probes.h"
#include "domain/profile.h"
#include "formats/prometheusreader.h"
#include "metrics/evidencereading.h"
#include "metrics/httpget.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QUrl>

/// \file One round of range queries: which steps are asked for, where, and what the answers say. Pure but for
/// readRound(), which reads the evidence file too.

namespace cutover::metrics {

/// What a decision binds such a reading as; no file of the workspace.
inline constexpr QStringView prometheusEvidenceName = u"metrics/prometheus.json";

/// The steps that are over at `now`: multiples of the step, so that a window keeps its identity from round to round,
/// as many as fit the range. A step counts once its samples are there: one step, at most 10 s (the time that a scrape
/// may take by default), after its end.
[[nodiscard]] formats::PrometheusRange rangeAt(const domain::PrometheusOptions &options, const QDateTime &now);

/// GET /api/v1/query_range below the server's URL.
[[nodiscard]] QUrl rangeQueryUrl(const domain::PrometheusOptions &options, const QString &series,
                                 const formats::PrometheusRange &range);

/// A round that was asked.
struct PrometheusAnswers
{
    domain::PrometheusOptions options;
    formats::PrometheusRange range;
    QMap<QString, HttpAnswer> answers; ///< of every query, by series
    QString evidenceFile;              ///< path of the workspace's own, for what no server knows
    domain::EvidencePointers pointers; ///< into that file
    QDateTime now;                     ///< UTC, when the round began
};

/// The round as a reading. The first query that was not answered well makes it an error, in the order of their names;
/// so does an evidence file that is there but cannot be read, as `tampered` is nowhere else. Blocks for reading the
/// file and parsing: thread pool.
[[nodiscard]] EvidenceReading readRound(const PrometheusAnswers &round);

/// A reading that says only why the server was not asked.
[[nodiscard]] EvidenceReading notAsked(const domain::PrometheusOptions &options, const EvidenceError &error,
                                       const QDateTime &now);

/// The places at which a reading of this profile's source says what it says.
[[nodiscard]] domain::EvidencePointers placesOf(const domain::Profile &profile);

/// Which series a profile's source gives: empty for the evidence file's; of a server, a digest of what it is asked. The
/// windows of one continue no other's.
[[nodiscard]] QString seriesSource(const domain::Profile &profile);

} // namespace cutover::metrics
