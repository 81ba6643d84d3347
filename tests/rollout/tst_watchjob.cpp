// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A watcher over a world of the test's own and a real ledger: what it tells, once, and what it saves.
#include "ledger/asyncledger.h"
#include "rollout/ledgerevents.h"
#include "rollout/watchjob.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace domain;
using ledger::AsyncLedger;
using rollout::WatchJob;
using rollout::WatchSight;
using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr int patienceMs = 30'000;
const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QList<StagePlan> plans{{10, 20}, {25, 1800}};

struct Log
{
    QTemporaryDir folder;
    AsyncLedger ledger;

    bool open(const QString &file, const QString &state)
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"w"_s;
        options.stateFolder = state;
        options.lockTimeoutMs = 100;
        QSignalSpy spy(&ledger, &AsyncLedger::opened);
        ledger.open(file, options);
        return spy.wait(patienceMs);
    }
    bool open() { return open(file(), folder.filePath(u"state"_s)); }
    QString file() const { return folder.filePath(u"ledger.sqlite"_s); }

    QList<ledger::Entry> entries(QStringView of)
    {
        QList<ledger::Entry> found;
        bool isDone = false;
        QObject guard;
        ledger.run(
            &guard, [](ledger::Ledger &log) { return log.entries(); },
            [&](const auto &all) {
                for (const auto &entry : all.value())
                    if (entry.kind == of)
                        found.append(entry);
                isDone = true;
            });
        std::ignore = QTest::qWaitFor([&isDone] { return isDone; }, patienceMs);
        return found;
    }
};

/// What the watcher sees, in time that only the test moves.
struct Stand
{
    WatchSight sight;
    std::optional<QString> stageNow; ///< where the last look has another stage file

    [[nodiscard]] WatchSight look() const
    {
        auto seen = sight;
        seen.stageNow = stageNow.value_or(sight.stageText);
        return seen;
    }

    Stand()
    {
        sight.baseline = Baseline{40, 200, noon, {}};
        sight.now = noon;
        sight.boot = {u"boot"_s, 1'000};
        apply(DecisionSigned{1, DecisionKind::Go, u"a"_s, noon, plans});
        touch();
    }
    void apply(const RolloutEvent &event) { sight.rollout = advance(std::move(sight.rollout), event); }
    void touch() { sight.live = {u"ok"_s, 0, false, sight.now, sight.now, true}; }
    void pass(qint64 ms)
    {
        sight.now = sight.now.addMSecs(ms);
        sight.boot.ms += ms;
        touch();
    }
    void promote(int percent)
    {
        apply(PromotionIntended{percent, sight.now, sight.series.points().size()});
        apply(PromotionEnded{percent, PromotionResult::Done, {sight.series.points().size(), sight.now}});
        sight.stageText = QString::number(percent);
        pass(1'000);
    }
    void window(double burst)
    {
        SeriesPoint point;
        point.window.endedAt = sight.now;
        point.window.pass = true;
        point.window.burst = burst;
        auto points = sight.series.points();
        points.append(point);
        sight.series = Series(points);
    }
};

struct Watcher
{
    Stand &stand;
    WatchJob job;
    QSignalSpy armed{&job, &WatchJob::armed};
    QSignalSpy stoodBy{&job, &WatchJob::stoodBy};
    QSignalSpy triggered{&job, &WatchJob::triggered};
    QSignalSpy blind{&job, &WatchJob::blindChanged};
    QSignalSpy blindTooLong{&job, &WatchJob::blindTooLong};
    QSignalSpy drifted{&job, &WatchJob::drifted};
    QSignalSpy abortLost{&job, &WatchJob::abortLost};
    QSignalSpy aborted{&job, &WatchJob::aborted};
    QSignalSpy ended{&job, &WatchJob::ended};
    QSignalSpy finished{&job, &WatchJob::finished};

    Watcher(Log &log, Stand &world, const QString &holder)
        : stand(world)
        , job(log.ledger,
              {{holder, 1, u"host"_s, {}, {}}, ledger::Actor::ofThisProcess(), std::chrono::milliseconds(20)},
              [this] { return stand.look(); })
    {
    }
    bool arm()
    {
        job.start();
        return armed.wait(patienceMs);
    }
};

/// At 10 %, with one watcher.
struct Rollout
{
    Log log;
    Stand stand;
    Watcher watcher{log, stand, u"w"_s};

    bool isWatched()
    {
        stand.promote(10);
        return log.open() && watcher.arm();
    }
};

} // namespace

Q_DECLARE_METATYPE(cutover::domain::Trigger)

class WatchJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsByAndTakesOver();
    void takesOverFromAnotherMachine();
    void givesTheLeaseBack();
    void tellsATriggerOnce();
    void judgesNoWindowFromBeforeTheRollout();
    void judgesWindowsAfterAClockWasSetBack();
    void aNoGoLeavesTheTriggersArmed();
    void theLoserNeverTells();
    void aLockedLedgerStopsNoAbort();
    void afterFourHoursItOnlyAlarms();
    void savesTheHold();
    void trafficAtAnotherStageServesNoHold();
    void timeThatNobodySawDoesNotCount();
    void judgesWindowsWhileTheFirstCommandRuns();
    void tellsAgainWhatCameToNothing();
    void tellsBlindness();
    void blindAfterFourHoursItOnlyAlarms();
    void tellsDrift();
    void aRecoveryIsProvenOnce_data();
    void aRecoveryIsProvenOnce();
    void anAbortWithoutADecisionIsRecoveredFrom();
    void aNewGoDoesNotEndTheProof();
    void anAbortIsNoDriftUntilItsEntryIsLate();
    void tellsAnAbortThatGotLost();
    void anAbortGetsLostByAnyClock();
    void aLedgerThatHangsHidesNoLostAbort();
    void aPromotionAfterTheLastLookIsNoLostAbort();
    void tellsTheEnd();
};

void WatchJobTest::standsByAndTakesOver()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    Watcher first(log, stand, u"first"_s);
    QVERIFY(first.arm());
    Stand elsewhere = stand;
    Watcher second(log, elsewhere, u"second"_s);
    second.job.start();
    QVERIFY(second.stoodBy.wait(patienceMs));
    elsewhere.window(1.62);
    second.job.judge();
    QVERIFY(second.triggered.isEmpty()); // it is the first one's to tell
    QVERIFY(!second.job.isArmed());

    elsewhere.pass(leaseLastsMs + 1'500); // the first one hangs: its heartbeats stand still
    QVERIFY(second.armed.wait(patienceMs));
    QCOMPARE(second.triggered.size(), 1);
    stand.pass(leaseLastsMs + 2'000);
    QVERIFY(first.stoodBy.size() == 1 || first.stoodBy.wait(patienceMs));
}

/// Whose clock is wrong: only that the lease stands still is to be seen.
void WatchJobTest::takesOverFromAnotherMachine()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    const auto lease = [](qint64 ms) {
        return WatchLease{u"other"_s, 2, u"elsewhere"_s, {u"its boot"_s, ms}, noon.addDays(-1)};
    };
    const auto renew = [&](qint64 ms) {
        bool isDone = false;
        log.ledger.run(
            this, [mine = lease(ms)](ledger::Ledger &ledger) { return ledger.takeLease(mine); },
            [&isDone](const auto &answer) { isDone = answer && answer->holder == u"other"_s; });
        return QTest::qWaitFor([&isDone] { return isDone; }, patienceMs);
    };
    QVERIFY(renew(1));
    Watcher watcher(log, stand, u"w"_s);
    watcher.job.start();
    QVERIFY(watcher.stoodBy.wait(patienceMs));
    for (int i = 2; i < 6; ++i) {
        stand.pass(leaseLastsMs - 1'000);
        QVERIFY(renew(i));
        QVERIFY(!watcher.armed.wait(60)); // three heartbeats of its own: it sees the other one's
    }
    stand.pass(leaseLastsMs + 1);
    QVERIFY(watcher.armed.size() == 1 || watcher.armed.wait(patienceMs));
}

void WatchJobTest::givesTheLeaseBack()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    Watcher first(log, stand, u"first"_s);
    QVERIFY(first.arm());
    first.job.stop();
    QVERIFY(first.finished.wait(patienceMs));
    Watcher second(log, stand, u"second"_s);
    QVERIFY(second.arm());
}

void WatchJobTest::tellsATriggerOnce()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.window(1.5);
    watcher.job.judge();
    QVERIFY(watcher.triggered.isEmpty());
    stand.window(1.62);
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
    QCOMPARE(watcher.triggered.first().at(0).value<Trigger>().observed, 1.62);
    QCOMPARE(watcher.triggered.first().at(1).toBool(), false);
    stand.window(1.9);
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
}

void WatchJobTest::judgesNoWindowFromBeforeTheRollout()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.window(9);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.apply(PromotionIntended{10, stand.sight.now, 1});
    watcher.job.judge();
    stand.apply(PromotionEnded{10, PromotionResult::Done, {1, stand.sight.now}});
    stand.sight.stageText = u"10"_s;
    watcher.job.judge();
    QVERIFY(watcher.triggered.isEmpty());
    stand.sight.live.readyz = u"degraded"_s; // but readyz is of this very moment
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
}

void WatchJobTest::judgesWindowsAfterAClockWasSetBack()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.window(1.62); // there at the promotion
    stand.promote(10);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.sight.now = stand.sight.now.addSecs(-3'600);
    stand.touch();
    stand.window(0.8);
    watcher.job.judge();
    QVERIFY(watcher.triggered.isEmpty());
    stand.pass(5'000);
    stand.window(1.7);
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
}

void WatchJobTest::aNoGoLeavesTheTriggersArmed()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    stand.apply(DecisionSigned{9, DecisionKind::NoGo, u"n"_s, stand.sight.now, {}});
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.window(1.62);
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
}

void WatchJobTest::theLoserNeverTells()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    Watcher loser(log, stand, u"loser"_s);
    QVERIFY(loser.arm());
    Stand elsewhere = stand;
    elsewhere.pass(leaseLastsMs + 1'500);
    bool isTaken = false;
    const WatchLease taken{u"other"_s, 2, u"host"_s, elsewhere.sight.boot, elsewhere.sight.now};
    stand.pass(leaseLastsMs + 1'500); // it slept, woke up, and sees a bad window first of all
    log.ledger.run(
        this,
        [taken](ledger::Ledger &ledger) { return ledger.takeLease(taken, ledger.lease().value_or(std::nullopt)); },
        [&](const auto &answer) { isTaken = answer && answer->holder == u"other"_s; });
    stand.window(1.62);
    loser.job.judge();
    QVERIFY(loser.stoodBy.wait(patienceMs));
    QVERIFY(isTaken);
    QVERIFY(!loser.triggered.wait(1'500)); // the second it would have waited for an answer is over

    stand.pass(leaseLastsMs + 1'500); // the other one falls silent without having told it
    QVERIFY(loser.armed.size() == 2 || loser.armed.wait(patienceMs));
    QVERIFY(loser.triggered.size() == 1 || loser.triggered.wait(patienceMs));
}

void WatchJobTest::aLockedLedgerStopsNoAbort()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    {
        auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(log.file());
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN EXCLUSIVE"_s));
        stand.pass(60'000); // long after its last heartbeat
        stand.window(1.62);
        watcher.job.judge();
        QVERIFY(watcher.triggered.size() == 1 || watcher.triggered.wait(patienceMs));
        QVERIFY(QSqlQuery(other).exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
}

void WatchJobTest::afterFourHoursItOnlyAlarms()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    stand.promote(25);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.pass(4 * 3'600'000);
    stand.window(1.62);
    watcher.job.judge();
    QVERIFY(watcher.triggered.size() == 1 || watcher.triggered.wait(patienceMs));
    QCOMPARE(watcher.triggered.first().at(1).toBool(), true);
}

void WatchJobTest::savesTheHold()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    stand.apply(HoldCredited{10, 3'000, u"a"_s}); // saved by the watcher before
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    watcher.job.judge();
    for (int i = 0; i < 16; ++i) {
        stand.pass(1'000);
        watcher.job.judge();
    }
    const auto credits = [&] {
        QList<qint64> saved;
        for (const auto &entry : log.entries(kind::holdCredit))
            saved.append(std::get<HoldCredited>(*rollout::eventOf(entry)).servedMs);
        return saved;
    };
    QCOMPARE(credits().first(), 8'000); // five seconds after it went on
    stand.pass(1'000);                  // 20 s: wholly served
    watcher.job.judge();
    stand.pass(1'000);
    watcher.job.judge();
    QTRY_VERIFY_WITH_TIMEOUT(credits().last() >= 20'000, patienceMs);
    const auto before = credits().size();
    stand.pass(1'000);
    watcher.job.judge();
    QCOMPARE(credits().size(), before); // there is nothing left to save
}

void WatchJobTest::trafficAtAnotherStageServesNoHold()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    watcher.job.judge();
    const auto served = [&] {
        const auto entries = log.entries(kind::holdCredit);
        return entries.isEmpty() ? 0 : std::get<HoldCredited>(*rollout::eventOf(entries.last())).servedMs;
    };
    const auto passAt = [&](const QString &stage, int seconds) {
        stand.sight.stageText = stage;
        for (int i = 0; i < seconds; ++i) {
            stand.pass(1'000);
            watcher.job.judge();
        }
    };
    passAt(u"10"_s, 5);
    QTRY_COMPARE_WITH_TIMEOUT(served(), 5'000, patienceMs);
    stand.apply(HoldCredited{10, 5'000, u"a"_s});
    passAt(u"0"_s, 60); // somebody set it
    passAt(u"10"_s, 5); // and restored it: the first of these seconds began elsewhere
    passAt(u"10"_s, 1);
    QTRY_COMPARE_WITH_TIMEOUT(served(), 10'000, patienceMs);
}

void WatchJobTest::timeThatNobodySawDoesNotCount()
{
    rollout::WatchedTime held;
    Stand stand;
    const auto look = [&](qint64 ms, bool isFresh = true) {
        stand.pass(ms);
        if (!isFresh)
            stand.sight.live.evidenceReadable = false;
        held.look(stand.sight.series, stand.sight.live, true, stand.sight.now, stand.sight.boot);
        return held.servedMs();
    };
    held.goOnFrom(0, stand.sight.boot);
    QCOMPARE(look(1'000), 1'000);
    QCOMPARE(look(3'600'000), 1'000 + rollout::WatchedTime::longestTickMs); // the machine slept
    QCOMPARE(look(1'000, false), 3'000);
    QCOMPARE(look(1'000), 4'000);
    stand.sight.boot = {u"next boot"_s, 5};
    QCOMPARE(look(1'000), 4'000);
    QCOMPARE(look(1'000), 5'000);
    for (const int aheadS : {-11, 11}) { // silent; or the clock was set back
        stand.sight.live.readyzAt = stand.sight.now.addSecs(aheadS);
        stand.sight.boot.ms += 1'000;
        held.look(stand.sight.series, stand.sight.live, true, stand.sight.now, stand.sight.boot);
        QCOMPARE(held.servedMs(), 5'000);
    }
    stand.sight.live.evidenceAt = stand.sight.live.readyzAt = stand.sight.now;
    stand.sight.live.evidenceAt = stand.sight.now.addSecs(61);
    stand.sight.boot.ms += 1'000;
    held.look(stand.sight.series, stand.sight.live, true, stand.sight.now, stand.sight.boot);
    QCOMPARE(held.servedMs(), 5'000);
}

void WatchJobTest::tellsBlindness()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.sight.limits.abortWhenBlindS = 600;
    stand.sight.live.evidenceReadable = false;
    watcher.job.judge();
    QCOMPARE(watcher.blind.size(), 1);
    QCOMPARE(watcher.blind.first().at(0).toBool(), true);
    stand.sight.now = stand.sight.now.addSecs(-3'600); // a clock that is set makes it no shorter
    stand.sight.boot.ms += 599'000;
    watcher.job.judge();
    QVERIFY(watcher.blindTooLong.isEmpty());
    stand.sight.boot.ms += 1'000;
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.blindTooLong.size(), 1);
    stand.touch();
    watcher.job.judge();
    QCOMPARE(watcher.blind.last().at(0).toBool(), false);
}

void WatchJobTest::judgesWindowsWhileTheFirstCommandRuns()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.window(9); // of before
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.apply(PromotionIntended{10, stand.sight.now, 1});
    watcher.job.judge();
    QVERIFY(watcher.triggered.isEmpty());
    stand.window(1.62);
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
}

/// The abort was refused by a full disk, say: nothing of it is in the ledger, and its cause still holds.
void WatchJobTest::tellsAgainWhatCameToNothing()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.window(1.62);
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 1);
    watcher.job.rearm();
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.triggered.size(), 2);
}

void WatchJobTest::blindAfterFourHoursItOnlyAlarms()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.sight.limits.abortWhenBlindS = 1;
    stand.promote(10);
    stand.promote(25);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.pass(4 * 3'600'000);
    stand.sight.live.evidenceReadable = false;
    watcher.job.judge();
    stand.sight.boot.ms += 60'000;
    watcher.job.judge();
    QCOMPARE(watcher.blind.size(), 1);
    QVERIFY(watcher.blindTooLong.isEmpty());
}

void WatchJobTest::tellsDrift()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    for (const auto &text : {u"50"_s, u"50"_s, QString(), QString(), u"10"_s, u"50"_s}) {
        stand.sight.stageText = text;
        watcher.job.judge();
        stand.pass(2'000);
        watcher.job.judge();
    }
    QCOMPARE(watcher.drifted.size(), 3);
    QCOMPARE(watcher.drifted.first(), (QVariantList{u"50"_s, u"10"_s}));
    stand.sight.stageText = u"25"_s; // the entry of the stage command's end comes behind it
    watcher.job.judge();
    stand.pass(1'999);
    watcher.job.judge();
    stand.apply(PromotionIntended{25, stand.sight.now});
    stand.pass(2'000);
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 3);
}

void WatchJobTest::aRecoveryIsProvenOnce_data()
{
    QTest::addColumn<bool>("recovered");
    QTest::newRow("recovered") << true;
    QTest::newRow("not recovered: the next watcher goes on") << false;
}

void WatchJobTest::aRecoveryIsProvenOnce()
{
    QFETCH(const bool, recovered);
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.apply(AbortEnded{true, stand.sight.now});
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.aborted.size(), 1);
    stand.apply(RecoveryJudged{recovered, stand.sight.now, u"a"_s});
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.ended.size(), recovered ? 1 : 0);
    watcher.job.stop();
    QVERIFY(watcher.finished.wait(patienceMs));
    Watcher next(log, stand, u"next"_s);
    QVERIFY(next.arm());
    next.job.judge();
    QCOMPARE(next.aborted.size(), recovered ? 0 : 1);
    QCOMPARE(next.ended.size(), 0);
}

void WatchJobTest::anAbortWithoutADecisionIsRecoveredFrom()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.sight.rollout = {};
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.apply(AbortEnded{true, stand.sight.now});
    stand.sight.stageText = u"abort"_s;
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    watcher.job.judge();
    QCOMPARE(watcher.aborted.size(), 1);
}

void WatchJobTest::aNewGoDoesNotEndTheProof()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.apply(AbortEnded{true, stand.sight.now});
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    stand.apply(DecisionSigned{9, DecisionKind::Go, u"b"_s, stand.sight.now, plans});
    stand.sight.unrecovered = u"a"_s;
    watcher.job.judge();
    QCOMPARE(watcher.aborted.size(), 1);
    QVERIFY(watcher.ended.isEmpty());
    watcher.job.stop();
    QVERIFY(watcher.finished.wait(patienceMs));

    Watcher next(log, stand, u"next"_s); // the one before was killed, say
    QVERIFY(next.arm());
    next.job.judge();
    QCOMPARE(next.aborted.size(), 1);
    QCOMPARE(next.aborted.first().first().toString(), u"a"_s);
    stand.promote(10);
    stand.sight.unrecovered.reset(); // proven
    next.job.judge();
    QVERIFY(next.ended.isEmpty()); // the next rollout is under way
    stand.window(1.62);
    next.job.judge();
    QCOMPARE(next.triggered.size(), 1);
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    next.job.judge();
    QCOMPARE(next.aborted.size(), 2);
    QCOMPARE(next.aborted.last().first().toString(), u"b"_s);
}

void WatchJobTest::anAbortIsNoDriftUntilItsEntryIsLate()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    stand.pass(9'999);
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 0); // a console's entry may be on its way
    stand.pass(1);
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 1);
    QCOMPARE(watcher.drifted.first(), (QVariantList{u"abort"_s, u"10"_s}));
    stand.sight.stageText = u"25"_s;
    watcher.job.judge();
    stand.pass(2'000);
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 2);
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 2); // it is another one
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.pass(10'000);
    watcher.job.judge();
    QCOMPARE(watcher.drifted.size(), 2);
}

void WatchJobTest::tellsAnAbortThatGotLost()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    QVERIFY(watcher.abortLost.isEmpty()); // its command has just been started
    QCOMPARE(watcher.aborted.size(), 1);
    stand.pass(10'000);
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    stand.sight.stageText = u"abort"_s;
    stand.apply(AbortEnded{true, stand.sight.now});
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    stand.sight.stageText = u"25"_s; // somebody's script
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 2);
    QCOMPARE(watcher.aborted.size(), 1);
}

/// Intended by a clock that was ahead by an hour, and told every ten seconds though that clock goes back once more.
void WatchJobTest::anAbortGetsLostByAnyClock()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    stand.promote(10);
    stand.apply(AbortIntended{stand.sight.now.addSecs(3'600), u"x"_s});
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    watcher.job.judge();
    QVERIFY(watcher.abortLost.isEmpty()); // its command may be a moment old
    stand.sight.boot.ms += 10'000;
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    stand.sight.now = stand.sight.now.addSecs(-3'600);
    stand.sight.boot.ms += 9'999;
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    stand.sight.boot.ms += 1;
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 2);
}

/// The last look is of before somebody overwrote `abort`.
void WatchJobTest::aLedgerThatHangsHidesNoLostAbort()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.apply(AbortEnded{true, stand.sight.now});
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    stand.stageNow = u"25"_s;
    watcher.job.judge();
    stand.pass(2'999);
    watcher.job.judge();
    QVERIFY(watcher.abortLost.isEmpty()); // a look may be on its way
    stand.pass(1);
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
    QCOMPARE(watcher.abortLost.first().first().toString(), u"25"_s);
    stand.stageNow = u"abort"_s; // the abort ran again; that it was lost is seen only now
    stand.sight.stageText = u"25"_s;
    stand.pass(10'000);
    watcher.job.judge();
    QCOMPARE(watcher.abortLost.size(), 1);
}

void WatchJobTest::aPromotionAfterTheLastLookIsNoLostAbort()
{
    Rollout at10;
    QVERIFY(at10.isWatched());
    auto &[log, stand, watcher] = at10;
    stand.apply(AbortIntended{stand.sight.now, u"x"_s});
    stand.apply(AbortEnded{true, stand.sight.now});
    stand.sight.stageText = u"abort"_s;
    watcher.job.judge();
    stand.stageNow = u"10"_s; // of the next GO
    watcher.job.judge();
    stand.pass(2'000);
    watcher.job.judge();
    stand.apply(DecisionSigned{9, DecisionKind::Go, u"b"_s, stand.sight.now, plans});
    stand.promote(10);
    stand.stageNow.reset();
    stand.pass(10'000);
    watcher.job.judge();
    QVERIFY(watcher.abortLost.isEmpty());
    QVERIFY(watcher.drifted.isEmpty());
}

void WatchJobTest::tellsTheEnd()
{
    Log log;
    QVERIFY(log.open());
    Stand stand;
    Watcher watcher(log, stand, u"w"_s);
    QVERIFY(watcher.arm());
    watcher.job.judge();
    QVERIFY(watcher.ended.isEmpty()); // nothing has begun
    stand.promote(10);
    stand.promote(25);
    stand.apply(HoldCredited{25, 1'800'000, u"a"_s});
    watcher.job.judge();
    stand.apply(CutoverClosed{ClosingOutcome::Validated, u"a"_s, u"c"_s, stand.sight.now});
    watcher.job.judge();
    watcher.job.judge();
    QCOMPARE(watcher.ended.size(), 1);
    QVERIFY(watcher.aborted.isEmpty());
}

QTEST_GUILESS_MAIN(WatchJobTest)

#include "tst_watchjob.moc"
