// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ranges, ticks, their words, and decimation.
#include "charts/axisrange.h"
#include "charts/charttext.h"
#include "charts/decimation.h"

#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace cutover::charts;

class AxesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void niceRangeHoldsItsData_data();
    void niceRangeHoldsItsData();
    void niceTimesHoldTheirData_data();
    void niceTimesHoldTheirData();
    void timesAreUtc();
    void numbersHaveOurSigns();
    void decimationKeepsExtremes();
    void decimationKeepsSmallSegments();
    void decimationStaysWithinItsColumns();
};

void AxesTest::initTestCase()
{
    qputenv("TZ", "America/New_York"); // a chart that forgets UTC is five hours off here
}

void AxesTest::niceRangeHoldsItsData_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<AxisRange>("range");
    QTest::newRow("burst") << 0.0 << 2.0 << AxisRange{0, 2, 0.5};
    QTest::newRow("per cent") << -20.0 << 30.0 << AxisRange{-20, 30, 10};
    QTest::newRow("a failed window") << 0.0 << 2.2 << AxisRange{0, 2.5, 0.5};
    QTest::newRow("large") << 0.0 << 1'050'000.0 << AxisRange{0, 1'500'000, 500'000};
    QTest::newRow("nothing") << 3.0 << 3.0 << AxisRange{3, 4, 0.2};
    QTest::newRow("small") << 0.0 << 0.0007 << AxisRange{0, 0.0008, 0.0002};
}

void AxesTest::niceRangeHoldsItsData()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(AxisRange, range);
    const AxisRange found = niceRange(low, high, 5);
    QVERIFY(std::abs(found.low - range.low) < 1e-9);
    QVERIFY2(std::abs(found.high - range.high) < 1e-9 * std::max(1.0, range.high),
             qPrintable(QString::number(found.high)));
    QVERIFY2(std::abs(found.step - range.step) < 1e-9, qPrintable(QString::number(found.step)));
    QVERIFY(found.low <= low && found.high >= high);
    QVERIFY(found.ticks().size() <= 6);
    QCOMPARE(found.ticks().first(), found.low);
}

void AxesTest::niceTimesHoldTheirData_data()
{
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::newRow("an hour") << u"2026-03-02T13:32:00Z"_s << u"2026-03-02T14:42:00Z"_s << u"13:30"_s << u"14:45"_s;
    QTest::newRow("minutes") << u"2026-03-02T14:38:20Z"_s << u"2026-03-02T14:42:10Z"_s << u"14:38"_s << u"14:43"_s;
    QTest::newRow("seconds") << u"2026-03-02T14:38:21Z"_s << u"2026-03-02T14:38:52Z"_s << u"14:38:20"_s
                             << u"14:38:55"_s;
    QTest::newRow("across midnight") << u"2026-03-01T23:50:00Z"_s << u"2026-03-02T00:20:00Z"_s << u"23:50"_s
                                     << u"00:20"_s;
    QTest::newRow("a month") << u"2026-02-01T10:00:00Z"_s << u"2026-03-02T10:00:00Z"_s << u"29 Jan"_s << u"5 Mar"_s;
}

void AxesTest::niceTimesHoldTheirData()
{
    QFETCH(QString, low);
    QFETCH(QString, high);
    const qint64 from = QDateTime::fromString(low, Qt::ISODate).toMSecsSinceEpoch();
    const qint64 to = QDateTime::fromString(high, Qt::ISODate).toMSecsSinceEpoch();
    const TimeRange range = niceTimeRange(from, to, 7);
    QVERIFY(range.low <= from && range.high >= to);
    QVERIFY(range.ticks().size() <= 8);
    QCOMPARE(range.ticks().last(), range.high);
    QTEST(range.label(range.low), "first");
    QTEST(range.label(range.high), "last");
}

void AxesTest::timesAreUtc()
{
    const QDateTime local(QDate(2026, 3, 1), QTime(22, 14, 2), QTimeZone("America/New_York"));
    QCOMPARE(clockText(local), u"03:14:02\u00A0UTC"_s);
}

void AxesTest::numbersHaveOurSigns()
{
    QCOMPARE(plainText(0.91), u"0.91"_s);
    QCOMPARE(plainText(1.504), u"1.504"_s);
    QCOMPARE(plainText(2), u"2"_s);
    QCOMPARE(millisecondsText(216.48), u"216.5\u00A0ms"_s);
    QCOMPARE(percentText(6.2), u"+6.2\u00A0%"_s);
    QCOMPARE(percentText(-2.26), u"\u22122.3\u00A0%"_s);
    QCOMPARE(percentText(20), u"+20\u00A0%"_s);
    QCOMPARE(percentText(-0.01), u"0\u00A0%"_s);
    QCOMPARE(tickText(-20, 10), u"\u221220"_s);
    QCOMPARE(tickText(0.5, 0.5), u"0.5"_s);
    QCOMPARE(tickText(-1e-17, 0.5), u"0.0"_s);
}

void AxesTest::decimationKeepsExtremes()
{
    Segment points;
    for (int i = 0; i < 100'000; ++i)
        points.append({static_cast<double>(i), std::sin(i * 0.37) + 2});
    points[31'337].setY(9.5);
    points[77'777].setY(0);
    const Segment kept = decimated(points, 0, 100'000, 250);
    QVERIFY2(kept.size() <= 4 * 250, qPrintable(QString::number(kept.size())));
    QVERIFY(kept.contains(QPointF(31'337, 9.5)));
    QVERIFY(kept.contains(QPointF(77'777, 0)));
    QCOMPARE(kept.first(), points.first());
    QCOMPARE(kept.last(), points.last());
    QVERIFY(std::ranges::is_sorted(kept, {}, [](const QPointF &point) { return point.x(); }));
    for (const QPointF &point : kept)
        QCOMPARE(point, points.at(static_cast<qsizetype>(point.x()))); // nothing is invented
}

void AxesTest::decimationKeepsSmallSegments()
{
    QVERIFY(decimated({}, 0, 1, 100).isEmpty());
    QCOMPARE(decimated({{0, 1}}, 0, 1, 100), (Segment{{0, 1}}));
    QCOMPARE(decimated({{0, 1}, {1, 0}, {2, 3}}, 0, 2, 100), (Segment{{0, 1}, {1, 0}, {2, 3}}));
    QCOMPARE(decimated({{5, 1}, {5, 2}, {5, 3}}, 5, 5, 10), (Segment{{5, 1}, {5, 2}, {5, 3}}));
}

void AxesTest::decimationStaysWithinItsColumns()
{
    const Segment kept = decimated({{-10, 1}, {-5, 2}, {0, 3}, {100, 4}, {105, 5}}, 0, 100, 10);
    QCOMPARE(kept.first(), QPointF(-10, 1));
    QCOMPARE(kept.last(), QPointF(105, 5));
}

QTEST_GUILESS_MAIN(AxesTest)

#include "tst_axes.moc"
