// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportcharts.h"

#include "charts/canarychart.h"
#include "models/fonts.h"
#include "pdf/composedparts.h"

namespace cutover::models {

using namespace Qt::StringLiterals;

namespace {

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
        return charts::CanaryChart::picture(kind, input, words, pdf::chartSize);
    };
    return {{picture(charts::ChartKind::Burst), pdf::chartSize}, {picture(charts::ChartKind::Latency), pdf::chartSize}};
}

} // namespace cutover::models
