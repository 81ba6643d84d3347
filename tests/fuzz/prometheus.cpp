// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a server answers: times ascend on the steps asked for, no number is infinite, and the evidence made of it
// has a canonical form that says the same.
#include "fuzz/fuzz.h"

#include "formats/evidencereader.h"
#include "formats/prometheusevidence.h"

#include <cmath>

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr formats::PrometheusRange range{1'772'445'600'000, 1'772'445'840'000, 60'000};
    static const QDateTime now = QDateTime::fromMSecsSinceEpoch(range.toMs, Qt::UTC);
    const auto answer = formats::readPrometheusAnswer(tests::inputOf(data, size), range);
    if (!answer) {
        require(!formats::codeName(answer.error()).isEmpty());
        require(answer.error().line >= 1);
        return 0;
    }
    require(answer->samples.size() <= range.points());
    qint64 before = range.fromMs - 1;
    for (const auto &sample : answer->samples) {
        require(sample.atMs > before && sample.atMs <= range.toMs);
        require(!sample.value || std::isfinite(*sample.value));
        before = sample.atMs;
    }
    formats::PrometheusRound round;
    round.range = range;
    for (const QString &series : {QStringLiteral("burst"), QStringLiteral("pass"), QStringLiteral("requests")})
        round.answers.insert(series, *answer);
    const auto made = formats::evidenceOf(round, now);
    require(made.evidence.windowsFrom.isValid());
    const auto again = formats::readEvidence(made.bytes, {}, now);
    require(again && again->windows == made.evidence.windows);
    for (const auto &window : made.evidence.windows)
        require(!window.readable || window.burst >= 0);
    return 0;
}
