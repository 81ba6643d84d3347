// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportcharts.h"

#include "charts/canarychart.h"
#include "charts/charttext.h"
#include "models/fonts.h"

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

// The report's column is 493 points wide.
constexpr QSizeF pictureSize(493, 190);

charts::ChartInput inputOf(const session::View &view)
{
    charts::ChartInput input;
    input.series = view.series;
    input.limits = view.limits;
    input.baseline = view.baseline;
    for (const auto &mark : view.marks)
        input.promotions.append({mark.at, mark.percent});
    if (view.trigger)
        input.trigger = charts::TriggerMark{view.trigger->code, view.trigger->at, {}};
    return input;
}

} // namespace

session::ChartPictures reportCharts(const session::View &view)
{
    loadFonts();
    const auto input = inputOf(view);
    charts::ChartWords words;
    words.empty = u"No canary windows in the evidence yet."_s;
    const auto picture = [&](charts::ChartKind kind) {
        return charts::CanaryChart::picture(kind, input, words, pictureSize);
    };
    const QString latency = view.baseline ? u"P99 and P50 per window, in per cent of the baselines %1 and %2."_s.arg(
                                                charts::millisecondsText(view.baseline->p99Ms),
                                                charts::millisecondsText(view.baseline->p50Ms))
                                          : u"P99 and P50 per window in milliseconds; there is no baseline."_s;
    return {{u"Canary burst per window"_s,
             u"Ratio per window; more than %1 is not green and aborts."_s.arg(charts::plainText(view.limits.burst)),
             picture(charts::ChartKind::Burst), pictureSize},
            {u"Latency against baseline"_s, latency, picture(charts::ChartKind::Latency), pictureSize}};
}

} // namespace cutover::models
