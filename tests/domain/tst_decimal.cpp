// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decimal.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

Decimal dec(double value)
{
    return Decimal::fromDouble(value).value();
}

} // namespace

class DecimalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItsAuthorWrote_data();
    void readsWhatItsAuthorWrote();
    void refusesWhatItCannotHold();
    void isExactAtTheChecklistsBoundaries();
    void explainsByHowMuch();
    void ordersNumbersFarApart();
    void holdsRatiosOfRealCounts();
};

void DecimalTest::readsWhatItsAuthorWrote_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << u"0"_s;
    QTest::newRow("minus zero") << -0.0 << u"0"_s;
    QTest::newRow("limit") << 1.5 << u"1.5"_s;
    QTest::newRow("baseline") << 180.4 << u"180.4"_s;
    QTest::newRow("rate") << 0.0002 << u"0.0002"_s;
    QTest::newRow("negative") << -0.75 << u"-0.75"_s;
    QTest::newRow("hundreds") << 1200.0 << u"1200"_s;
    QTest::newRow("sum of doubles") << 0.1 + 0.2 << u"0.30000000000000004"_s;
    QTest::newRow("large") << 123456789012345680.0 << u"123456789012345680"_s;
}

void DecimalTest::readsWhatItsAuthorWrote()
{
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(dec(value).toString(), text);
    QCOMPARE(dec(value).toDouble(), value);
}

void DecimalTest::refusesWhatItCannotHold()
{
    QVERIFY(!Decimal::fromDouble(std::numeric_limits<double>::quiet_NaN()));
    QVERIFY(!Decimal::fromDouble(std::numeric_limits<double>::infinity()));
    QVERIFY(!Decimal::fromDouble(-std::numeric_limits<double>::infinity()));
    QVERIFY(!Decimal::fromDouble(1e18));
    QVERIFY(!Decimal::fromDouble(std::numeric_limits<double>::denorm_min()));
}

void DecimalTest::isExactAtTheChecklistsBoundaries()
{
    QVERIFY(180.4 * 1.1 != 198.44); // why this class exists
    QCOMPARE(plusPercent(dec(180.4), Decimal(10)).toString(), u"198.44"_s);
    QVERIFY(dec(198.44) <= plusPercent(dec(180.4), Decimal(10)));
    QVERIFY(dec(198.441) > plusPercent(dec(180.4), Decimal(10)));
    QCOMPARE(plusPercent(dec(180.4), Decimal(20)).toString(), u"216.48"_s);
    QCOMPARE(plusPercent(dec(0.7), dec(12.5)).toString(), u"0.7875"_s);
    QVERIFY(dec(0.1) + dec(0.2) == dec(0.3));
}

void DecimalTest::explainsByHowMuch()
{
    QCOMPARE((dec(1.504) - dec(1.5)).toString(), u"0.004"_s);
    QCOMPARE((dec(1.5) - dec(1.504)).toString(), u"-0.004"_s);
    QVERIFY((dec(1.5) - dec(1.504)).isNegative());
    QVERIFY(!(dec(1.5) - dec(1.5)).isNegative());
    QCOMPARE((Decimal(-3) * dec(0.5)).toString(), u"-1.5"_s);
}

void DecimalTest::ordersNumbersFarApart()
{
    const auto fine = dec(180.40000000000003) * dec(110.00000000000001) * dec(0.01);
    QVERIFY(dec(9e17) > fine);
    QVERIFY(fine < dec(9e17));
    QVERIFY(dec(-9e17) < fine);
    QVERIFY(fine > dec(-9e17));
    const auto sum = dec(9e17) + dec(1e-17);
    QVERIFY(sum >= dec(9e17) && sum < dec(9.1e17));
}

void DecimalTest::holdsRatiosOfRealCounts()
{
    // A pipeline divides: 3 errors of 18,234 requests have 20 decimals.
    for (int errors = 0; errors < 40; ++errors) {
        const double rate = errors / 18234.0;
        const auto held = Decimal::fromDouble(rate);
        QVERIFY2(held, qPrintable(QString::number(rate, 'g', 17)));
        QCOMPARE(*held < dec(0.001), rate < 0.001);
        QCOMPARE(held->toDouble(), rate);
    }
    QVERIFY(Decimal::fromDouble(1.1102230246251565e-16)); // what a subtraction leaves
    QVERIFY(dec(std::nextafter(0.001, 0)) < dec(0.001));
    QVERIFY(dec(std::nextafter(0.001, 1)) > dec(0.001));
}

QTEST_GUILESS_MAIN(DecimalTest)

#include "tst_decimal.moc"
