// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Domain series to points, numbers and segments.
#include "charts/samples.h"
#include "charts/trace.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::charts;
using namespace cutover::tests;

class TraceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWindowIsAPoint();
    void zerosAreKept();
    void marksFollowTheRules_data();
    void marksFollowTheRules();
    void latencyFailsOnlyAboveItsLimit_data();
    void latencyFailsOnlyAboveItsLimit();
    void unreadableWindowHasNoValue();
    void windowWithoutTimeStandsWhereItWasSeen();
    void burstNumbersAreDecimal();
    void latencyNumbersAreOfItsBaseline();
    void numbersSkipWhatCannotBeRead();
    void numbersOfNothingAreAbsent();
    void latencyWithoutBaselineHasNoPercent();
    void gapInTimeBreaksTheLine_data();
    void gapInTimeBreaksTheLine();
    void absentValueBreaksTheLine();
    void unknownWindowLengthJoinsAll();
};

void TraceTest::everyWindowIsAPoint()
{
    const ChartInput input = sampleInput(QList<double>{0.91, 1.62});
    const QList<ChartPoint> burst = chartPoints(ChartKind::Burst, input);
    QCOMPARE(burst.size(), 2);
    QCOMPARE(burst.at(0), (ChartPoint{sampleTime(0), 0.91, std::nullopt, Verdict::Passed}));
    QCOMPARE(burst.at(1), (ChartPoint{sampleTime(1), 1.62, std::nullopt, Verdict::Failed}));
    const QList<ChartPoint> latency = chartPoints(ChartKind::Latency, input);
    QCOMPARE(latency.at(1), (ChartPoint{sampleTime(1), 180.4, 41.2, Verdict::Passed}));
}

void TraceTest::zerosAreKept()
{
    const QList<ChartPoint> points = chartPoints(ChartKind::Burst, sampleInput(QList<double>{0.0, 0.8, 0.0}));
    QCOMPARE(points.at(0).value, std::optional(0.0));
    QCOMPARE(points.at(2).value, std::optional(0.0));
    QCOMPARE(points.at(2).verdict, Verdict::Passed);
}

void TraceTest::marksFollowTheRules_data()
{
    QTest::addColumn<double>("burst");
    QTest::addColumn<bool>("pass");
    QTest::newRow("within") << 0.91 << true;
    QTest::newRow("at the limit") << 1.5 << true;
    QTest::newRow("a hair above") << 1.5001 << true;
    QTest::newRow("next double") << std::nextafter(1.5, 2.0) << true;
    QTest::newRow("its own word is fail") << 0.5 << false;
    QTest::newRow("both") << 2.0 << false;
}

void TraceTest::marksFollowTheRules()
{
    QFETCH(double, burst);
    QFETCH(bool, pass);
    domain::SeriesPoint point = samplePoint(0, burst);
    point.window.pass = pass;
    const ChartInput input = sampleInput({point});
    const bool passed = chartPoints(ChartKind::Burst, input).first().verdict == Verdict::Passed;
    QCOMPARE(passed, domain::isGreen(point.window, input.limits));
}

void TraceTest::latencyFailsOnlyAboveItsLimit_data()
{
    QTest::addColumn<double>("p99");
    QTest::addColumn<bool>("failed");
    QTest::newRow("baseline + 20 % exactly, 216.48") << 216.48 << false;
    QTest::newRow("above it") << 216.481 << true;
    QTest::newRow("below the baseline") << 100.0 << false;
}

void TraceTest::latencyFailsOnlyAboveItsLimit()
{
    QFETCH(double, p99);
    QFETCH(bool, failed);
    const auto points = chartPoints(ChartKind::Latency, sampleInput({samplePoint(0, 0.9, p99)}));
    QCOMPARE(points.first().verdict, failed ? Verdict::Failed : Verdict::Passed);
}

void TraceTest::unreadableWindowHasNoValue()
{
    domain::SeriesPoint point = samplePoint(0, 0);
    point.window.readable = false;
    for (const ChartKind kind : {ChartKind::Burst, ChartKind::Latency}) {
        const ChartPoint found = chartPoints(kind, sampleInput({point})).first();
        QVERIFY(!found.value);
        QVERIFY(!found.second);
        QCOMPARE(found.verdict, Verdict::Unjudged);
    }
}

void TraceTest::windowWithoutTimeStandsWhereItWasSeen()
{
    domain::SeriesPoint point = samplePoint(0, 0.9);
    point.window.endedAt = {};
    point.observedAt = sampleTime(7);
    QCOMPARE(chartPoints(ChartKind::Burst, sampleInput({point})).first().at, sampleTime(7));
}

void TraceTest::burstNumbersAreDecimal()
{
    const ChartNumbers good = chartNumbers(ChartKind::Burst, sampleInput(QList<double>{1.7, 0.91}));
    QCOMPARE(good.last.value(), 0.91);
    QCOMPARE(good.distance.value(), 0.59); // the binary difference is 0.5900000000000001
    QCOMPARE(good.limit.value(), 1.5);
    QCOMPARE(good.at, sampleTime(1));
    const ChartNumbers bad = chartNumbers(ChartKind::Burst, sampleInput(QList<double>{1.62}));
    QCOMPARE(bad.distance.value(), -0.12);
    QCOMPARE(bad.verdict, Verdict::Failed);
}

void TraceTest::latencyNumbersAreOfItsBaseline()
{
    const ChartNumbers numbers = chartNumbers(ChartKind::Latency, sampleInput({samplePoint(0, 0.9, 191.5848)}));
    QCOMPARE(numbers.percent.value(), 6.2);
    QCOMPARE(numbers.distance.value(), 13.8);
    QVERIFY(!numbers.aboveNext);
    const ChartNumbers next = chartNumbers(ChartKind::Latency, sampleInput({samplePoint(0, 0.9, 211.068)}));
    QCOMPARE(next.percent.value(), 17.0);
    QVERIFY(next.aboveNext);
    const ChartNumbers edge = chartNumbers(ChartKind::Latency, sampleInput({samplePoint(0, 0.9, 198.44)}));
    QVERIFY2(!edge.aboveNext, "baseline + 10 % is inclusive");
}

void TraceTest::numbersSkipWhatCannotBeRead()
{
    domain::SeriesPoint broken = samplePoint(1, 9);
    broken.window.readable = false;
    domain::SeriesPoint without = samplePoint(2, 0.8);
    without.p99Ms.reset();
    const ChartInput input = sampleInput({samplePoint(0, 0.9), broken, without});
    QCOMPARE(chartNumbers(ChartKind::Burst, input).last.value(), 0.8);
    QCOMPARE(chartNumbers(ChartKind::Latency, input).at, sampleTime(0));
}

void TraceTest::numbersOfNothingAreAbsent()
{
    QCOMPARE(chartNumbers(ChartKind::Burst, sampleInput(QList<double>())), ChartNumbers());
    QCOMPARE(chartNumbers(ChartKind::Latency, ChartInput()), ChartNumbers());
}

void TraceTest::latencyWithoutBaselineHasNoPercent()
{
    ChartInput input = sampleInput({samplePoint(0, 0.9)});
    for (const auto &baseline : {std::optional<domain::Baseline>(), std::optional(domain::Baseline{})}) {
        input.baseline = baseline;
        const ChartNumbers numbers = chartNumbers(ChartKind::Latency, input);
        QCOMPARE(numbers.last.value(), 180.4);
        QVERIFY(!numbers.percent && !numbers.distance);
        QCOMPARE(numbers.verdict, Verdict::Unjudged);
    }
}

void TraceTest::gapInTimeBreaksTheLine_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("count");
    QTest::newRow("one window length") << 120.0 << 1;
    QTest::newRow("one window missing") << 240.0 << 1;
    QTest::newRow("two and a half lengths") << 300.0 << 1;
    QTest::newRow("more") << 300.001 << 2;
}

void TraceTest::gapInTimeBreaksTheLine()
{
    QFETCH(double, seconds);
    QFETCH(int, count);
    const QList<QPointF> points{{0, 1}, {120'000, 2}, {120'000 + seconds * 1000, 3}};
    const QList<Segment> found = segments(points, 120);
    QCOMPARE(found.size(), count);
    QCOMPARE(found.last().last(), points.last());
}

void TraceTest::absentValueBreaksTheLine()
{
    const QList<Segment> found = segments({{0, noValue()}, {1, 0}, {2, 1}, {3, noValue()}, {4, 2}}, 120);
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0), (Segment{{1, 0}, {2, 1}}));
    QCOMPARE(found.at(1), (Segment{{4, 2}}));
    QVERIFY(segments({}, 120).isEmpty());
    QVERIFY(segments({{0, noValue()}}, 120).isEmpty());
}

void TraceTest::unknownWindowLengthJoinsAll()
{
    QCOMPARE(segments({{0, 1}, {1e9, 2}}, 0).size(), 1);
}

QTEST_GUILESS_MAIN(TraceTest)

#include "tst_trace.moc"
