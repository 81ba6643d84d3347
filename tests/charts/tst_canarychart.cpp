// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The chart itself: what is drawn where, on the screen and on paper.
#include "charts/canarychart.h"
#include "charts/canarychartview.h"
#include "charts/samples.h"
#include "gui/guimain.h"

#include <QGraphicsSimpleTextItem>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::charts;
using namespace cutover::tests;

class CanaryChartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burstHasItsOrdinaryRange();
    void limitsStayInRange_data();
    void limitsStayInRange();
    void latencyIsInPercentOfItsBaseline();
    void latencyInMillisecondsBeginsAtZero();
    void latencyWithoutBaselineIsInMilliseconds();
    void limitsAreLabelledAtTheirLines();
    void labelsNeverLieOnEachOther();
    void aLooserLimitIsDrawnAsItIs();
    void zeroIsDrawn();
    void gapIsAGap();
    void unorderedWindowsAreDrawnInTime();
    void manyWindowsAreDecimated();
    void spanCutsTheSeries();
    void emptySeriesDrawsItsLimits();
    void crosshairFollowsTheMouse();
    void crosshairFollowsTheKeys();
    void pictureIsAVectorWithText();
    void pictureOfNothingDoesNotFail();
    void chartMayDieBeforeOrAfterItsView();
};

namespace {

constexpr QSizeF ordinarySize(540, 240);

void give(CanaryChart &chart, const ChartInput &input, const QSizeF &size = ordinarySize)
{
    chart.chart()->resize(size);
    chart.setInput(input);
}

QByteArray asPictureText(const QString &text)
{
    QByteArray bytes; // QDataStream writes QString as UTF-16, big endian
    for (const QChar c : text) {
        bytes.append(static_cast<char>(c.unicode() >> 8U));
        bytes.append(static_cast<char>(c.unicode() & 0xFFU));
    }
    return bytes;
}

bool contains(const QPicture &picture, const QString &text)
{
    return QByteArray(picture.data(), static_cast<qsizetype>(picture.size())).contains(asPictureText(text));
}

} // namespace

void CanaryChartTest::burstHasItsOrdinaryRange()
{
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(ordinaryBursts(36)));
    QCOMPARE(chart.valueRange().low, 0.0);
    QCOMPARE(chart.valueRange().high, 2.0);
    QCOMPARE(chart.dataSegments().size(), 1);
    QCOMPARE(chart.dataSegments().first().size(), 36);
    QVERIFY(chart.secondSegments().isEmpty());
}

void CanaryChartTest::limitsStayInRange_data()
{
    QTest::addColumn<double>("burst");
    QTest::addColumn<double>("p99");
    QTest::newRow("nothing") << 0.0 << 0.0;
    QTest::newRow("tiny") << 1e-12 << 1e-9;
    QTest::newRow("huge") << 1e9 << 1e9;
    QTest::newRow("absurd") << 1e300 << 1e300;
}

void CanaryChartTest::limitsStayInRange()
{
    QFETCH(double, burst);
    QFETCH(double, p99);
    const ChartInput input = sampleInput({samplePoint(0, 0.9), samplePoint(1, burst, p99)});
    CanaryChart bursts(ChartKind::Burst);
    give(bursts, input);
    QVERIFY(bursts.valueRange().low <= 0);
    QVERIFY(bursts.valueRange().high > 1.5);
    QVERIFY(bursts.valueRange().high >= bursts.plotted(burst));
    for (const LatencyUnit unit : {LatencyUnit::PercentOfBaseline, LatencyUnit::Milliseconds}) {
        CanaryChart latency(ChartKind::Latency);
        latency.setLatencyUnit(unit);
        give(latency, input);
        QVERIFY(latency.valueRange().high > latency.plotted(216.48));
        QVERIFY(latency.valueRange().low <= latency.plotted(180.4));
        QVERIFY(latency.valueRange().high >= latency.plotted(p99));
        QVERIFY(latency.valueRange().low <= latency.plotted(p99));
    }
}

void CanaryChartTest::latencyIsInPercentOfItsBaseline()
{
    CanaryChart chart(ChartKind::Latency);
    give(chart, sampleInput({samplePoint(0, 0.9, 191.5848, 40.376), samplePoint(1, 0.9)}));
    QCOMPARE(chart.valueRange(), (AxisRange{-20, 30, 10}));
    QVERIFY(std::abs(chart.dataSegments().first().first().y() - 6.2) < 1e-9);
    QVERIFY(std::abs(chart.secondSegments().first().first().y() + 2) < 1e-9); // of P50's own baseline
    QVERIFY(std::abs(chart.plotted(216.48) - 20) < 1e-9);
}

void CanaryChartTest::latencyInMillisecondsBeginsAtZero()
{
    CanaryChart chart(ChartKind::Latency);
    chart.setLatencyUnit(LatencyUnit::Milliseconds);
    give(chart, sampleInput({samplePoint(0, 0.9)}));
    QCOMPARE(chart.latencyUnit(), LatencyUnit::Milliseconds);
    QCOMPARE(chart.valueRange().low, 0.0);
    QCOMPARE(chart.dataSegments().first().first().y(), 180.4);
    QCOMPARE(chart.secondSegments().first().first().y(), 41.2);
    chart.setLatencyUnit(LatencyUnit::PercentOfBaseline);
    QCOMPARE(chart.dataSegments().first().first().y(), 0.0);
}

void CanaryChartTest::latencyWithoutBaselineIsInMilliseconds()
{
    ChartInput input = sampleInput({samplePoint(0, 0.9), samplePoint(1, 0.9, 200)});
    input.baseline.reset();
    CanaryChart chart(ChartKind::Latency);
    give(chart, input);
    QCOMPARE(chart.latencyUnit(), LatencyUnit::Milliseconds);
    QVERIFY(chart.gutterLabels().isEmpty());
    QVERIFY(chart.valueRange().high >= 200);
}

void CanaryChartTest::limitsAreLabelledAtTheirLines()
{
    CanaryChart burst(ChartKind::Burst);
    give(burst, sampleInput(ordinaryBursts(5)));
    QCOMPARE(burst.gutterLabels(), QStringList{u"limit 1.5, abort"_s});
    CanaryChart latency(ChartKind::Latency);
    give(latency, sampleInput(ordinaryBursts(5)));
    QCOMPARE(latency.gutterLabels(),
             (QStringList{u"216.5\u00A0ms, abort"_s, u"198.4\u00A0ms, next"_s, u"base 180.4\u00A0ms"_s}));
    latency.setForm(ChartForm::Spark);
    QCOMPARE(latency.gutterLabels(), (QStringList{u"+20\u00A0%"_s, u"+10\u00A0%"_s, u"base"_s}));
}

void CanaryChartTest::labelsNeverLieOnEachOther()
{
    CanaryChart chart(ChartKind::Latency);
    give(chart, sampleInput({samplePoint(0, 0.9), samplePoint(1, 0.9, 18'000)})); // +9,900 %: the limits are one line
    QList<QRectF> boxes;
    for (QGraphicsItem *item : chart.chart()->childItems()) {
        const auto *text = qgraphicsitem_cast<QGraphicsSimpleTextItem *>(item);
        if (text && text->isVisible() && chart.gutterLabels().contains(text->text()))
            boxes.append(text->mapRectToParent(text->boundingRect()));
    }
    QCOMPARE(boxes.size(), 3);
    std::ranges::sort(boxes, {}, [](const QRectF &box) { return box.top(); });
    for (qsizetype i = 1; i < boxes.size(); ++i)
        QVERIFY(boxes.at(i).top() >= boxes.at(i - 1).bottom() - 1);
    const QRectF plot = chart.chart()->plotArea();
    for (const QRectF &box : boxes) {
        QVERIFY(box.left() >= plot.right());
        QVERIFY(box.top() >= -1 && box.bottom() <= ordinarySize.height() + 1 && box.right() <= ordinarySize.width());
    }
}

void CanaryChartTest::aLooserLimitIsDrawnAsItIs()
{
    ChartInput input = sampleInput(ordinaryBursts(5));
    input.limits.burst = 3;
    input.limits.abortP99Pct = 50;
    CanaryChart burst(ChartKind::Burst);
    give(burst, input);
    QCOMPARE(burst.gutterLabels(), QStringList{u"limit 3, abort"_s});
    QVERIFY(burst.valueRange().high >= 3);
    CanaryChart latency(ChartKind::Latency);
    give(latency, input);
    QVERIFY(latency.valueRange().high > 50);
}

void CanaryChartTest::zeroIsDrawn()
{
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(QList<double>{0.8, 0.0, 0.9}));
    QCOMPARE(chart.dataSegments().size(), 1);
    QCOMPARE(chart.dataSegments().first().at(1).y(), 0.0);
    QCOMPARE(chart.position(1).y(), chart.chart()->plotArea().bottom());
}

void CanaryChartTest::gapIsAGap()
{
    domain::SeriesPoint broken = samplePoint(3, 0);
    broken.window.readable = false;
    QList<domain::SeriesPoint> points;
    for (const int window : {0, 1, 2})
        points.append(samplePoint(window, 0.8));
    points.append(broken);
    for (const int window : {4, 5, 9, 10}) // three windows are missing before the ninth
        points.append(samplePoint(window, 0.8));
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(points));
    QCOMPARE(chart.dataSegments().size(), 3);
    QCOMPARE(chart.dataSegments().at(1).size(), 2);
    QCOMPARE(chart.table().size(), points.size());
}

void CanaryChartTest::unorderedWindowsAreDrawnInTime()
{
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput({samplePoint(2, 0.8), samplePoint(0, 0.9), samplePoint(1, 1)}));
    QList<double> drawn;
    for (const Segment &segment : chart.dataSegments()) {
        for (const QPointF &point : segment)
            drawn.append(point.x());
    }
    QVERIFY(std::ranges::is_sorted(drawn));
    QCOMPARE(chart.table().first().at, sampleTime(2)); // the table keeps the evidence's order
}

void CanaryChartTest::manyWindowsAreDecimated()
{
    QList<double> bursts = ordinaryBursts(20'000);
    bursts[12'345] = 1.9;
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(bursts));
    qsizetype drawn = 0;
    double highest = 0;
    for (const Segment &segment : chart.dataSegments()) {
        drawn += segment.size();
        for (const QPointF &point : segment)
            highest = std::max(highest, point.y());
    }
    QVERIFY2(drawn <= 4 * 270, qPrintable(QString::number(drawn)));
    QCOMPARE(highest, 1.9);
    QCOMPARE(chart.table().size(), 20'000);
}

void CanaryChartTest::spanCutsTheSeries()
{
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(ordinaryBursts(100)));
    chart.setSpan(std::pair(sampleTime(10), sampleTime(20)));
    QCOMPARE(chart.dataSegments().first().size(), 11);
    QVERIFY(chart.timeRange().low <= sampleTime(10).toMSecsSinceEpoch());
    QVERIFY(chart.timeRange().high < sampleTime(40).toMSecsSinceEpoch());
    chart.setSpan(std::nullopt);
    QCOMPARE(chart.dataSegments().first().size(), 100);
}

void CanaryChartTest::emptySeriesDrawsItsLimits()
{
    for (const ChartKind kind : {ChartKind::Burst, ChartKind::Latency}) {
        CanaryChart chart(kind);
        ChartWords words;
        words.empty = u"Nothing yet."_s;
        chart.setWords(words);
        give(chart, sampleInput(QList<double>()));
        QVERIFY(chart.dataSegments().isEmpty());
        QVERIFY(!chart.gutterLabels().isEmpty());
        QVERIFY(chart.timeRange().ticks().isEmpty());
        QVERIFY(chart.table().isEmpty());
        QCOMPARE(chart.pointAt(chart.chart()->plotArea().center()), -1);
        QCOMPARE(chart.numbers(), ChartNumbers());
    }
}

void CanaryChartTest::crosshairFollowsTheMouse()
{
    CanaryChart chart(ChartKind::Burst);
    give(chart, sampleInput(QList<double>{0.8, 0.91, 0.7}));
    QCOMPARE(chart.pointAt(chart.position(1) + QPointF(3, 40)), 1);
    QCOMPARE(chart.pointAt(QPointF(-50, -50)), -1);
    const QSignalSpy spy(&chart, &CanaryChart::crosshairChanged);
    chart.setCrosshair(1);
    chart.setCrosshair(1);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(chart.crosshairText(), u"14:02:00\u00A0UTC, 0.91"_s);
    chart.setInput({});
    QVERIFY(chart.crosshairText().isEmpty());
}

void CanaryChartTest::crosshairFollowsTheKeys()
{
    CanaryChart chart(ChartKind::Latency);
    CanaryChartView view(&chart);
    view.resize(540, 240);
    domain::SeriesPoint broken = samplePoint(1, 0);
    broken.window.readable = false;
    chart.setInput(sampleInput({samplePoint(0, 0.9), broken, samplePoint(2, 0.9, 191.5848)}));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(chart.crosshair(), 2);
    QVERIFY(view.accessibleDescription().contains(u"P99 191.6\u00A0ms, +6.2\u00A0%"_s));
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(chart.crosshair(), 0); // what cannot be read has no value to show
    QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(chart.crosshair(), 0);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(chart.crosshair(), 2);
    QTest::keyClick(&view, Qt::Key_Escape);
    QCOMPARE(chart.crosshair(), -1);
    chart.setInput({});
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(chart.crosshair(), -1);
}

void CanaryChartTest::pictureIsAVectorWithText()
{
    ChartInput input = sampleInput(QList<double>{0.8, 0.91, 1.62});
    input.promotions = {{sampleTime(1), 25}};
    input.trigger = TriggerMark{domain::TriggerCode::Burst, sampleTime(2).addSecs(2), sampleTime(2)};
    const QPicture burst = CanaryChart::picture(ChartKind::Burst, input, {}, {480, 200});
    QVERIFY(!burst.isNull());
    QVERIFY(burst.size() > 1000);
    QVERIFY(burst.size() < 100'000); // vectors, no image
    for (const QString &text : {u"limit 1.5, abort"_s, u"25\u00A0%"_s, u"fired 14:04:02\u00A0UTC"_s, u"2.0"_s})
        QVERIFY2(contains(burst, text), qPrintable(text));
    const QPicture latency = CanaryChart::picture(ChartKind::Latency, input, {}, {480, 200});
    QVERIFY(contains(latency, u"216.5\u00A0ms, abort"_s));
    QVERIFY2(!contains(latency, u"fired 14:04:02\u00A0UTC"_s), "a burst fired, not the latency");
    QVERIFY(QRectF(-1, -1, 482, 202).contains(QRectF(burst.boundingRect())));
}

void CanaryChartTest::pictureOfNothingDoesNotFail()
{
    QVERIFY(!CanaryChart::picture(ChartKind::Burst, {}, {}, {480, 200}).isNull());
    QVERIFY(!CanaryChart::picture(ChartKind::Latency, {}, {}, {1, 1}).isNull());
}

void CanaryChartTest::chartMayDieBeforeOrAfterItsView()
{
    auto *first = new CanaryChart(ChartKind::Burst);
    auto *view = new CanaryChartView(first);
    give(*first, sampleInput(ordinaryBursts(3)));
    delete view;
    first->setInput(sampleInput(ordinaryBursts(4))); // the QChart went with its scene
    first->setCrosshair(1);
    delete first;

    auto *second = new CanaryChartView(new CanaryChart(ChartKind::Burst));
    second->canaryChart()->setParent(second);
    delete second;
}

CUTOVER_GUI_TEST_MAIN(CanaryChartTest)

#include "tst_canarychart.moc"
