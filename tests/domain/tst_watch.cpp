// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/watch.h"

#include <QTest>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

class WatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeartbeatAges_data();
    void aHeartbeatAges();
    void nobodyIsArmed();
};

void WatchTest::aHeartbeatAges_data()
{
    QTest::addColumn<QString>("boot");
    QTest::addColumn<qint64>("bootMs");
    QTest::addColumn<qint64>("wallMs");
    QTest::addColumn<qint64>("age");
    QTest::newRow("same boot") << u"b"_s << 1'400LL << 0LL << 400LL;
    QTest::newRow("same boot, the clock was set ahead") << u"b"_s << 1'400LL << 3'600'000LL << 400LL;
    QTest::newRow("same boot, the clock was set back") << u"b"_s << 6'400LL << -3'600'000LL << 5'400LL;
    QTest::newRow("another machine") << u"c"_s << 9LL << 2'000LL << 2'000LL;
    QTest::newRow("another machine, whose clock is behind") << u"c"_s << 9LL << -40'000LL << 40'000LL;
    QTest::newRow("no boot known") << QString() << 9LL << 7'000LL << 7'000LL;
}

void WatchTest::aHeartbeatAges()
{
    QFETCH(QString, boot);
    QFETCH(qint64, bootMs);
    QFETCH(qint64, wallMs);
    const QDateTime at(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
    const WatchLease lease{u"h"_s, 1, u"host"_s, {u"b"_s, 1'000}, at};
    QTEST(heartbeatAgeMs(lease, {boot, bootMs}, at.addMSecs(wallMs)), "age");
    QFETCH(qint64, age);
    QCOMPARE(isArmed(lease, {boot, bootMs}, at.addMSecs(wallMs)), age <= watcherMissingAfterMs);
}

void WatchTest::nobodyIsArmed()
{
    QVERIFY(!isArmed(std::nullopt, {}, QDateTime::currentDateTimeUtc()));
}

QTEST_GUILESS_MAIN(WatchTest)

#include "tst_watch.moc"
