// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a canary chart costs at 100, 10,000 and 100,000 windows: taking the data in, one frame, one picture for a PDF.
#include "bench/samples.h"
#include "charts/canarychart.h"
#include "charts/canarychartview.h"
#include "charts/samples.h"
#include "gui/guimain.h"

#include <QPixmap>

using namespace cutover;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    constexpr int rounds = 20;
    tests::chooseScreen();
    const QApplication application(argc, argv);
    bench::Samples::printHead("charts");
    for (const int count : {100, 10'000, 100'000}) {
        const charts::ChartInput input = tests::sampleInput(tests::ordinaryBursts(count));
        charts::CanaryChart chart(charts::ChartKind::Burst);
        charts::CanaryChartView view(&chart);
        view.resize(900, 400);
        view.show();
        bench::measure(u"%1 windows: taken in"_s.arg(count), rounds, [&] { chart.setInput(input); });
        bench::measure(u"%1 windows: one frame"_s.arg(count), rounds, [&] { std::ignore = view.grab(); });
        bench::measure(u"%1 windows: one picture for the PDF"_s.arg(count), rounds, [&] {
            std::ignore = charts::CanaryChart::picture(charts::ChartKind::Burst, input, {}, {480, 200});
        });
    }
    return 0;
}
