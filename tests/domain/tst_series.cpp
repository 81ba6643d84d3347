// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/series.h"

#include <QTest>

#include <functional>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

Window windowAt(qint64 secs, double burst = 0.8)
{
    Window window;
    window.endedAt = noon.addSecs(secs);
    window.stage = 10;
    window.pass = true;
    window.burst = burst;
    window.requests = 100;
    return window;
}

Evidence evidenceOf(const QList<Window> &windows)
{
    Evidence evidence;
    evidence.windows = windows;
    evidence.perf = {41.0, 180.0, 0.0002};
    return evidence;
}

} // namespace

class SeriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsByWhatIsNew();
    void takesTheSampleWhereTheWindowHasNoNumber();
    void aShrunkListIsRewritten();
    void aChangedPastIsRewrittenForGood();
    void aRestoredSeriesGoesOn();
    void aRestoredSeriesSeesARewrite();
    void aWindowMayBecomeReadable();
    void aListThatSlidesKeepsThePast();
    void aListThatSlidesAndChangesIsRewritten();
    void aListThatSlidesFillsNoNumber();
    void knowsTheWindowLength();
};

void SeriesTest::growsByWhatIsNew()
{
    Series series;
    QVERIFY(series.isEmpty());
    QCOMPARE(series.take(evidenceOf({}), noon).size(), 0);
    QCOMPARE(series.take(evidenceOf({windowAt(0), windowAt(60)}), noon).size(), 2);
    QCOMPARE(series.take(evidenceOf({windowAt(0), windowAt(60)}), noon).size(), 0);
    const auto fresh = series.take(evidenceOf({windowAt(0), windowAt(60), windowAt(120, 1.4)}), noon.addSecs(125));
    QCOMPARE(fresh.size(), 1);
    QCOMPARE(fresh.first().window.burst, 1.4);
    QCOMPARE(fresh.first().observedAt, noon.addSecs(125));
    QCOMPARE(fresh.first().at(), noon.addSecs(120));
    QCOMPARE(series.points().size(), 3);
    QVERIFY(!series.isRewritten());
}

void SeriesTest::takesTheSampleWhereTheWindowHasNoNumber()
{
    auto own = windowAt(0);
    own.p50Ms = 40;
    own.p99Ms = 170;
    own.errorRate = 0;
    auto bare = windowAt(60);
    bare.endedAt = {};
    Series series;
    const auto points = series.take(evidenceOf({own, bare}), noon);
    QCOMPARE(points.at(0).p99Ms, 170.0);
    QCOMPARE(points.at(0).errorRate, 0.0);
    QVERIFY(!points.at(0).sampled);
    QCOMPARE(points.at(1).p99Ms, 180.0);
    QCOMPARE(points.at(1).p50Ms, 41.0);
    QVERIFY(points.at(1).sampled);
    QCOMPARE(points.at(1).at(), noon); // our own observation orders it

    // The sample of the hour when a window appeared stays; a later sample does not rewrite it.
    auto later = evidenceOf({own, bare});
    later.perf.p99Ms = 500;
    QCOMPARE(series.take(later, noon.addSecs(60)).size(), 0);
    QCOMPARE(series.points().at(1).p99Ms, 180.0);
}

void SeriesTest::aShrunkListIsRewritten()
{
    Series series;
    std::ignore = series.take(evidenceOf({windowAt(0), windowAt(60)}), noon);
    QCOMPARE(series.take(evidenceOf({windowAt(0)}), noon).size(), 0);
    QVERIFY(series.isRewritten());
    QCOMPARE(series.points().size(), 2);
}

void SeriesTest::aChangedPastIsRewrittenForGood()
{
    const QList<Window> past{windowAt(0, 1.9), windowAt(60)};
    const QList<std::function<void(Window &)>> edits{[](Window &w) { w.burst = 0.9; },
                                                     [](Window &w) { w.pass = false; },
                                                     [](Window &w) { w.stage = 25; },
                                                     [](Window &w) { w.requests = 0; },
                                                     [](Window &w) { w.endedAt = noon.addSecs(1); },
                                                     [](Window &w) { w.errorRate = 0.0; }};
    for (const auto &edit : edits) {
        Series series;
        std::ignore = series.take(evidenceOf(past), noon);
        auto changed = past;
        edit(changed[0]);
        changed.append(windowAt(120));
        QCOMPARE(series.take(evidenceOf(changed), noon).size(), 0);
        QVERIFY(series.isRewritten());
        QCOMPARE(series.points().size(), 2);
        std::ignore = series.take(evidenceOf(past), noon);
        QVERIFY(series.isRewritten());
    }
}

void SeriesTest::aRestoredSeriesGoesOn()
{
    Series before;
    std::ignore = before.take(evidenceOf({windowAt(0), windowAt(60)}), noon);
    Series after(before.points());
    QCOMPARE(after.points(), before.points());
    QCOMPARE(after.take(evidenceOf({windowAt(0), windowAt(60), windowAt(120)}), noon).size(), 1);
    QVERIFY(!after.isRewritten());
}

void SeriesTest::aRestoredSeriesSeesARewrite()
{
    Series before;
    std::ignore = before.take(evidenceOf({windowAt(0), windowAt(60)}), noon);
    Series after(before.points());
    QCOMPARE(after.take(evidenceOf({windowAt(0, 0.1), windowAt(60), windowAt(120)}), noon).size(), 0);
    QVERIFY(after.isRewritten());
}

void SeriesTest::aWindowMayBecomeReadable()
{
    // Its end lay two minutes ahead when it was first read, which two clocks are enough for.
    auto early = windowAt(120);
    early.readable = false;
    Series series;
    std::ignore = series.take(evidenceOf({early}), noon);
    std::ignore = series.take(evidenceOf({windowAt(120)}), noon.addSecs(100));
    QVERIFY(!series.isRewritten());
    QVERIFY(series.points().first().window.readable);
}

void SeriesTest::aListThatSlidesKeepsThePast()
{
    const auto sliding = [](const QList<Window> &windows) {
        auto evidence = evidenceOf(windows);
        evidence.windowsFrom = windows.first().endedAt;
        return evidence;
    };
    Series series;
    QCOMPARE(series.take(sliding({windowAt(0), windowAt(60), windowAt(120)}), noon).size(), 3);
    QCOMPARE(series.take(sliding({windowAt(60), windowAt(120), windowAt(180)}), noon).size(), 1);
    // Another clock, which is behind: what it does not list yet stays known.
    QCOMPARE(series.take(sliding({windowAt(60), windowAt(120)}), noon).size(), 0);
    // Nobody looked for an hour: the gap is no rewrite.
    QCOMPARE(series.take(sliding({windowAt(3600), windowAt(3660)}), noon).size(), 2);
    QVERIFY(!series.isRewritten());
    QCOMPARE(series.points().size(), 6);
    QCOMPARE(series.points().at(0).window, windowAt(0));
    // A list without any window, from behind everything that is known.
    Evidence nothing;
    nothing.windowsFrom = noon.addSecs(9000);
    QCOMPARE(series.take(nothing, noon).size(), 0);
    QVERIFY(!series.isRewritten());
}

void SeriesTest::aListThatSlidesAndChangesIsRewritten()
{
    const QList<QList<Window>> lists{{windowAt(60, 0.1), windowAt(120), windowAt(180)},
                                     {windowAt(120), windowAt(180)},
                                     {windowAt(60), windowAt(180)},
                                     {windowAt(60), windowAt(90), windowAt(120)}};
    for (const auto &list : lists) {
        Series series;
        std::ignore = series.take(evidenceOf({windowAt(0), windowAt(60), windowAt(120)}), noon);
        auto evidence = evidenceOf(list);
        evidence.windowsFrom = noon.addSecs(60);
        QCOMPARE(series.take(evidence, noon).size(), 0);
        QVERIFY(series.isRewritten());
        QCOMPARE(series.points().size(), 3);
    }
}

void SeriesTest::aListThatSlidesFillsNoNumber()
{
    auto evidence = evidenceOf({windowAt(0)});
    evidence.windowsFrom = noon;
    Series series;
    const auto points = series.take(evidence, noon);
    QVERIFY(!points.first().p99Ms);
    QVERIFY(!points.first().sampled);
}

void SeriesTest::knowsTheWindowLength()
{
    Series series;
    QCOMPARE(series.windowLengthS(), 0);
    std::ignore = series.take(evidenceOf({windowAt(0)}), noon);
    QCOMPARE(series.windowLengthS(), 0);
    // A gap in the middle does not stretch the length: it is the median.
    std::ignore = series.take(
        evidenceOf({windowAt(0), windowAt(300), windowAt(600), windowAt(9000), windowAt(9300), windowAt(9600)}), noon);
    QCOMPARE(series.windowLengthS(), 300);
}

QTEST_GUILESS_MAIN(SeriesTest)

#include "tst_series.moc"
