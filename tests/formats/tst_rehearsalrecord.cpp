// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/rehearsalrecord.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using domain::Rehearsal;

namespace {

Rehearsal full()
{
    const auto at = QDateTime(QDate(2026, 3, 1), QTime(10, 0, 0, 5), Qt::UTC);
    Rehearsal rehearsal;
    rehearsal.startedAt = at;
    rehearsal.endedAt = at.addSecs(90);
    rehearsal.version = u"v0.5.11v+"_s;
    domain::RehearsalStep step{25, false, u"burst"_s, 0, u"25"_s, 12, at, at.addSecs(30), {}};
    domain::SeriesPoint point;
    point.window.endedAt = at.addSecs(10);
    point.window.burst = 1.62;
    point.observedAt = at.addSecs(11);
    point.p99Ms = 180.4;
    step.windows.append(point);
    rehearsal.steps = {step, domain::RehearsalStep{50, true, {}, 0, u"50"_s, 60, at, at, {}}};
    rehearsal.abortDrill = domain::RehearsalStep{0, true, {}, 0, u"abort"_s, 0, at, at, {}};
    rehearsal.production = {{u"a/b.sh"_s, QByteArray(32, '\7')}, {u"/commands/stage"_s, QByteArray(32, '\x80')}};
    return rehearsal;
}

} // namespace

class RehearsalRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites();
    void passedIsJudgedAnew();
    void whatIsNotARecord_data();
    void whatIsNotARecord();
};

void RehearsalRecordTest::readsWhatItWrites()
{
    auto rehearsal = full();
    QVERIFY(formats::rehearsalFromJson(formats::rehearsalToJson(rehearsal)) == rehearsal);
    rehearsal.abortDrill.reset();
    rehearsal.steps.clear();
    QVERIFY(formats::rehearsalFromJson(formats::rehearsalToJson(rehearsal)) == rehearsal);
}

void RehearsalRecordTest::passedIsJudgedAnew()
{
    auto json = formats::rehearsalToJson(full());
    QCOMPARE(json[u"passed"_s].toBool(true), false);
    json[u"passed"_s] = true;
    QVERIFY(!formats::rehearsalFromJson(json)->passed());
}

void RehearsalRecordTest::whatIsNotARecord_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("a list") << QJsonValue(QJsonArray());
    QTest::newRow("empty") << QJsonValue(QJsonObject());
    const auto good = formats::rehearsalToJson(full());
    const auto with = [&good](const QString &key, const QJsonValue &value) {
        auto json = good;
        if (value.isUndefined())
            json.remove(key);
        else
            json[key] = value;
        return QJsonValue(json);
    };
    for (const auto &key : {u"version"_s, u"started_at"_s, u"ended_at"_s, u"steps"_s, u"production"_s})
        QTest::addRow("no %s", qPrintable(key)) << with(key, QJsonValue(QJsonValue::Undefined));
    QTest::newRow("a version that is a number") << with(u"version"_s, 5);
    QTest::newRow("a time without zone") << with(u"ended_at"_s, u"2026-03-01T10:00:00"_s);
    QTest::newRow("steps that are none") << with(u"steps"_s, QJsonArray{1});
    QTest::newRow("a drill that is a word") << with(u"abort_drill"_s, u"passed"_s);
    QTest::newRow("a drill that is null") << with(u"abort_drill"_s, QJsonValue());
    QTest::newRow("a short digest") << with(u"production"_s, QJsonObject{{u"a"_s, u"00"_s}});
    const auto withStep = [&](const QString &key, const QJsonValue &value) {
        auto step = good[u"steps"_s].toArray().first().toObject();
        step[key] = value;
        return with(u"steps"_s, QJsonArray{step});
    };
    QTest::newRow("passed as text") << withStep(u"passed"_s, u"true"_s);
    QTest::newRow("110 %") << withStep(u"percent"_s, 110);
    QTest::newRow("half a per cent") << withStep(u"percent"_s, 0.5);
    QTest::newRow("held before it began") << withStep(u"held_s"_s, -1);
    QTest::newRow("a window that is none") << withStep(u"windows"_s, QJsonArray{QJsonObject()});
}

void RehearsalRecordTest::whatIsNotARecord()
{
    QFETCH(QJsonValue, value);
    QVERIFY(!formats::rehearsalFromJson(value));
}

QTEST_GUILESS_MAIN(RehearsalRecordTest)
#include "tst_rehearsalrecord.moc"
