// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is folded from entries that two consoles wrote.
#include "session/records.h"

#include "formats/rehearsalrecord.h"
#include "formats/rowjson.h"
#include "metrics/prometheusround.h"
#include "rollout/ledgerevents.h"
#include "session/look.h"

#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

ledger::Entry entry(qint64 index, QStringView kind, const QJsonObject &payload)
{
    ledger::Entry one;
    one.index = index;
    one.timeUtc = noon;
    one.kind = kind.toString();
    one.payload = payload;
    return one;
}

domain::SeriesPoint point(double burst, bool readable = true)
{
    domain::Window window;
    window.endedAt = noon;
    window.stage = 10;
    window.pass = true;
    window.burst = burst;
    window.readable = readable;
    return {window, noon, {}, {}, {}, false};
}

ledger::Entry windows(qint64 index, qsizetype from, const QList<domain::SeriesPoint> &points,
                      const QString &source = {})
{
    return entry(index, kind::windows, session::windowsPayload(from, points, source));
}

ledger::Entry decision(qint64 index, const QString &id)
{
    return entry(index, kind::decision,
                 {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"stages"_s, rollout::stagesJson({{10, 900}})}});
}

} // namespace

Q_DECLARE_METATYPE(domain::Status)
Q_DECLARE_METATYPE(std::optional<qint64>)

class RecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clocksApartAreNoOtherPast();
    void anotherPastIs();
    void anotherPastIsNoGo();
    void anotherSourceBeginsAnew();
    void aDecisionTakenOnceIsTheRecord();
    void failedUnlocksAreCountedToTheNextDecision();
    void knowsTheLastEntryThatDecides();
    void aRecoveryIsProvenAfterTheNextGo();
    void theLastRehearsalIsTheRecord();
    void smokeTestsTakeWhatTheyTookLast_data();
    void smokeTestsTakeWhatTheyTookLast();
    void theLastSealOfEachManifestIsTheRecord();
};

void RecordsTest::aRecoveryIsProvenAfterTheNextGo()
{
    const QJsonObject ofFirst{{u"attempt_id"_s, u"a"_s}};
    QList<ledger::Entry> entries{decision(0, u"a"_s), entry(1, kind::promotionIntent, {{u"percent"_s, 10}}),
                                 entry(2, kind::abortIntent, ofFirst),
                                 entry(3, kind::abortOutcome, {{u"read_back"_s, true}, {u"attempt_id"_s, u"a"_s}})};
    auto records = session::foldRecords(entries);
    QVERIFY(!records.unrecovered(noon)); // the present one's is the rollout's own
    records = session::foldRecords({decision(4, u"b"_s)}, records);
    QCOMPARE(records.unrecovered(noon), std::optional(u"a"_s));
    QCOMPARE(records.unrecovered(noon.addSecs(3'600)), std::optional(u"a"_s));
    QVERIFY(!records.unrecovered(noon.addSecs(3'601)));
    const auto judged = [&records](bool recovered, const QString &of) {
        return session::foldRecords({entry(5, kind::recovery, {{u"recovered"_s, recovered}, {u"attempt_id"_s, of}})},
                                    records);
    };
    QVERIFY(judged(true, u"b"_s).unrecovered(noon));
    for (const bool recovered : {true, false}) {
        const auto after = judged(recovered, u"a"_s);
        QVERIFY(!after.unrecovered(noon));
        QCOMPARE(after.rolledBack->rollout.recovered, std::optional(recovered)); // what its closing is judged by
        QVERIFY(!after.rollout.recovered);
    }
}

void RecordsTest::theLastRehearsalIsTheRecord()
{
    domain::Rehearsal rehearsal;
    rehearsal.startedAt = rehearsal.endedAt = QDateTime(QDate(2026, 3, 1), QTime(10, 0), Qt::UTC);
    rehearsal.version = u"v1"_s;
    const auto json = formats::rehearsalToJson(rehearsal);
    auto records = session::foldRecords({entry(0, kind::rehearsal, json)});
    QVERIFY(records.rehearsal == rehearsal);
    QCOMPARE(records.lastDeciding, -1); // it decides nothing
    records = session::foldRecords({entry(1, kind::rehearsalIntent, {{u"percent"_s, 25}})}, records);
    QVERIFY(records.rehearsal == rehearsal);
    QVERIFY(!records.rollout.anomaly && !records.rollout.isUnderWay());
    // One that cannot be read must not leave an earlier one that passed.
    records = session::foldRecords({entry(2, kind::rehearsal, {{u"version"_s, u"v2"_s}})}, records);
    QVERIFY(!records.rehearsal);
}

void RecordsTest::smokeTestsTakeWhatTheyTookLast_data()
{
    using domain::Status;
    QTest::addColumn<Status>("status");
    QTest::addColumn<qint64>("durationMs");
    QTest::addColumn<std::optional<qint64>>("taken");
    const auto row = [](const char *name, Status status, qint64 durationMs, std::optional<qint64> taken) {
        QTest::newRow(name) << status << durationMs << taken;
    };
    row("passed", Status::Go, 90'000, 90'000);
    row("failed by itself", Status::NoGo, 40'000, 40'000);
    row("stopped at its deadline", Status::TimedOut, 3'600'000, 70'000);
    row("not started", Status::Error, 0, 70'000);
    row("not run", Status::NotRun, 5, 70'000);
    row("no length", Status::Go, -1, 70'000);
}

void RecordsTest::smokeTestsTakeWhatTheyTookLast()
{
    QFETCH(const domain::Status, status);
    QFETCH(const qint64, durationMs);
    QFETCH(const std::optional<qint64>, taken);
    const auto run = [](qint64 index, const QString &attempt, domain::Status how, qint64 ms) {
        domain::Row row;
        row.id = domain::CriterionId::SmokeTests;
        row.status = how;
        row.durationMs = ms;
        row.measuredAt = noon;
        auto object = formats::rowToJson(row);
        object[u"arithmetic"_s] = object[u"reason"_s] = u"as it ran"_s;
        return entry(index, kind::postCutover, {{u"attempt_id"_s, attempt}, {u"rows"_s, QJsonArray{object}}});
    };
    QVERIFY(!session::foldRecords({}).smokeTestsMs);
    // The first one's attempt is past.
    const auto records = session::foldRecords({run(0, u"past"_s, domain::Status::Go, 70'000), decision(1, u"present"_s),
                                               run(2, u"present"_s, status, durationMs)});
    QCOMPARE(records.smokeTestsMs, taken);
}

void RecordsTest::clocksApartAreNoOtherPast()
{
    // One console's clock is behind: it saw a window of the future, which it could not use.
    for (const bool firstSawIt : {true, false}) {
        auto records = session::foldRecords({windows(0, 0, {point(0.8), point(0.9, firstSawIt)}),
                                             windows(1, 1, {point(0.9, !firstSawIt), point(1.0)})});
        QVERIFY(!records.series[{}].isRewritten);
        QCOMPARE(records.series[{}].points.size(), 3);
    }
}

void RecordsTest::anotherPastIs()
{
    const auto isRewritten = [](const QList<ledger::Entry> &entries) {
        return session::foldRecords(entries).series.value({}).isRewritten;
    };
    QVERIFY(isRewritten({windows(0, 0, {point(0.8)}), windows(1, 0, {point(0.81)})}));
    QVERIFY(isRewritten({windows(0, 1, {point(0.8)})})); // one is missing
    // What is recorded once is not undone by what comes after it, another source's windows neither.
    QVERIFY(isRewritten({windows(0, 1, {point(0.8)}), windows(1, 0, {point(0.8)})}));
    QVERIFY(isRewritten({windows(0, 1, {point(0.8)}), windows(1, 0, {point(0.8)}, u"server"_s), windows(2, 0, {})}));
}

void RecordsTest::anotherPastIsNoGo()
{
    using domain::Status;
    const auto judged = [](Status status, bool otherPast, bool fromServer) {
        domain::Row row;
        row.id = domain::CriterionId::CanaryHealth;
        row.status = status;
        row.measuredAt = noon;
        auto profile = domain::checklistProfile();
        if (fromServer)
            profile.prometheus.emplace().url = u"http://metrics.example:9090"_s;
        const auto source = metrics::seriesSource(profile);
        const auto other = fromServer ? QString() : u"server"_s; // whose past is another's matter
        const auto records = session::foldRecords(
            {entry(0, kind::check, session::checkPayload(row, {})), windows(1, 0, {point(0.8)}, source),
             windows(2, 0, {point(otherPast ? 0.81 : 0.8)}, source), windows(3, 1, {point(0.8)}, other)});
        return session::judgeRows(records, profile, u"/nowhere"_s, {}, noon)[std::size_t(row.id)];
    };
    QCOMPARE(judged(Status::Go, false, false).status, Status::Go);
    for (const bool fromServer : {false, true}) {
        const auto row = judged(Status::Go, true, fromServer);
        QCOMPARE(row.status, Status::NoGo);
        QCOMPARE(row.reason.cause, domain::Cause::EvidenceRewritten);
        const auto place = fromServer ? u"metrics.example"_s : u"var/evidence/latest.json"_s;
        QVERIFY2(row.reason.data.value(0).contains(place), qPrintable(row.reason.data.value(0)));
    }
    QCOMPARE(judged(Status::NoData, true, false).status, Status::NoData); // it says more itself
}

void RecordsTest::anotherSourceBeginsAnew()
{
    const auto file = windows(0, 0, {point(0.8), point(0.9)});
    auto records = session::foldRecords({file, windows(1, 0, {point(0.7)}, u"server"_s)});
    QCOMPARE(records.lastSource, u"server"_s);
    QCOMPARE(records.series[u"server"_s].points, QList{point(0.7)});
    QVERIFY(!records.series[u"server"_s].isRewritten);
    records = session::foldRecords({windows(2, 1, {point(0.6)}, u"server"_s)}, records);
    QCOMPARE(records.series[u"server"_s].points.size(), 2);
    // Back to the file: its own past goes on, and is looked at.
    auto again = session::foldRecords({windows(3, 0, {point(0.8), point(0.9), point(1.0)})}, records);
    QCOMPARE(again.series[{}].points.size(), 3);
    QVERIFY(!again.series[{}].isRewritten);
    again = session::foldRecords({windows(3, 0, {point(0.7)})}, records);
    QVERIFY(again.series[{}].isRewritten);
    QVERIFY(!again.series[u"server"_s].isRewritten);
    // A series that claims to go on from another's past.
    again = session::foldRecords({windows(3, 2, {point(0.8)}, u"other"_s)}, records);
    QVERIFY(again.series[u"other"_s].isRewritten);
}

void RecordsTest::aDecisionTakenOnceIsTheRecord()
{
    auto records = session::foldRecords({decision(0, u"a"_s), entry(1, kind::standDown, {}), decision(2, u"a"_s)});
    QCOMPARE(records.lastGo->entry, 0);
    QCOMPARE(records.lastDecision->entry, 0);
    QCOMPARE(records.rollout.anomaly, 2);
    records = session::foldRecords({decision(0, u"a"_s), entry(1, kind::standDown, {}), decision(2, u"b"_s)});
    QCOMPARE(records.lastGo->entry, 2);
    QVERIFY(!records.rollout.anomaly);
}

void RecordsTest::failedUnlocksAreCountedToTheNextDecision()
{
    QList<ledger::Entry> entries;
    for (qint64 i = 0; i < 5; ++i)
        entries.append(entry(i, kind::unlockFailed, {{u"code"_s, u"wrong_passphrase"_s}}));
    auto records = session::foldRecords(entries);
    QCOMPARE(records.failedUnlocks, 5);
    records = session::foldRecords({decision(5, u"a"_s)}, records);
    QCOMPARE(records.failedUnlocks, 0);
}

void RecordsTest::knowsTheLastEntryThatDecides()
{
    QCOMPARE(session::Records().lastDeciding, -1);
    QCOMPARE(session::foldRecords({decision(0, u"a"_s), entry(1, kind::note, {}), windows(2, 0, {})}).lastDeciding, 0);
    QCOMPARE(session::foldRecords({decision(0, u"a"_s), entry(1, kind::pause, {})}).lastDeciding, 1);
}

void RecordsTest::theLastSealOfEachManifestIsTheRecord()
{
    const auto sealed = [](qint64 index, const QString &file, const QByteArray &digest) {
        return entry(index, kind::evidenceSealed,
                     {{u"file"_s, file}, {u"manifest_sha256"_s, QString::fromLatin1(digest.toHex())}});
    };
    const auto records =
        session::foldRecords({sealed(0, u"a"_s, "first"), sealed(1, u"b"_s, "other"), sealed(2, u"a"_s, "second")});
    QCOMPARE(records.seals.size(), 2);
    QCOMPARE(records.seals[u"a"_s].manifestSha256, "second");
    QCOMPARE(records.seals[u"a"_s].at, sealed(2, {}, {}).timeUtc);
    QCOMPARE(records.seals[u"b"_s].manifestSha256, "other");
}

QTEST_GUILESS_MAIN(RecordsTest)

#include "tst_records.moc"
