// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a canary chart costs at 100, 10,000 and 100,000 windows: taking the data in, one frame, one picture for a PDF.
// A program to run by hand, not a timed test. Prints one line a size, in milliseconds.
#include "charts/canarychart.h"
#include "charts/canarychartview.h"
#include "charts/samples.h"
#include "gui/guimain.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QTextStream>

using namespace cutover;

namespace {

template <typename Work>
double millisecondsOf(const Work &work)
{
    constexpr int rounds = 5;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < rounds; ++i)
        work();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6 / rounds;
}

} // namespace

int main(int argc, char **argv)
{
    tests::chooseScreen();
    const QApplication application(argc, argv);
    QTextStream out(stdout);
    out << "windows  input_ms  frame_ms  picture_ms" << Qt::endl;
    for (const int count : {100, 10'000, 100'000}) {
        const charts::ChartInput input = tests::sampleInput(tests::ordinaryBursts(count));
        charts::CanaryChart chart(charts::ChartKind::Burst);
        charts::CanaryChartView view(&chart);
        view.resize(900, 400);
        view.show();
        const double taking = millisecondsOf([&] { chart.setInput(input); });
        const double frame = millisecondsOf([&] { static_cast<void>(view.grab()); });
        const double picture = millisecondsOf([&] {
            static_cast<void>(charts::CanaryChart::picture(charts::ChartKind::Burst, input, {}, {480, 200}));
        });
        out << count << "  " << taking << "  " << frame << "  " << picture << Qt::endl;
    }
    return 0;
}
