// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/scriptplace.h"

#include "rollout/abortjob.h"
#include "rollout/commandgroup.h"
#include "rollout/stagefile.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <unistd.h>

using namespace cutover;
using rollout::AbortJob;
using rollout::AbortReport;
using rollout::test::Place;
using namespace Qt::StringLiterals;

class AbortJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<AbortReport>(); }
    void runsAtOnceAndReadsBack();
    void isRunAgainWhenItFails();
    void isRunAgainWhenItBringsNoAbort();
    void aWordOfOneThatFailedIsNoAbort_data();
    void aWordOfOneThatFailedIsNoAbort();
    void aWordThatWasLeftIsNoAbort_data();
    void aWordThatWasLeftIsNoAbort();
    void saysSoWhenItNeverReadsBack();
    void waitsForWhatBelongsToTheAbort();
    void aHangingScriptEndsAtTheDeadlineWithItsReadBack();
    void runsAgainBesideAScriptThatHangs();
    void retriesThatHangGiveWay();
    void aSlowScriptIsNotEnded();
    void whatHangsEndsAtItsDeadlineWithoutItsJob();
    void endsThePromotionInFlight_data();
    void endsThePromotionInFlight();
    void theSignedCommandRunsOnceItIsKnown_data();
    void theSignedCommandRunsOnceItIsKnown();
    void aCommandThatStaysProvisionalEndsAtTheDeadline();
    void outlivesItsJob();
    void theBuiltInWaitsForNoPool();

private:
    static AbortReport run(const rollout::AbortSpec &spec)
    {
        AbortJob job(spec);
        QSignalSpy finished(&job, &AbortJob::finished);
        job.start();
        if (!finished.wait(30'000) || finished.size() != 1)
            return {};
        return finished.first().first().value<AbortReport>();
    }
};

void AbortJobTest::runsAtOnceAndReadsBack()
{
    Place place;
    const auto report = run({place.workspace, place.command("echo abort > $stage; printf '%s' \"$2\" > reason",
                                                            {u"--reason"_s, u"auto-burst-1.62-over-1.5; $(id)"_s})});
    QVERIFY(report.readBack);
    QCOMPARE(report.exitCode, 0);
    QCOMPARE(report.runs, 1);
    QCOMPARE(report.desiredStage, u"abort"_s);
    QCOMPARE(place.read(u"reason"_s), u"auto-burst-1.62-over-1.5; $(id)"_s); // one whole argument, in no shell string
}

void AbortJobTest::isRunAgainWhenItFails()
{
    Place place;
    const auto report =
        run({place.workspace, place.command("if [ ! -e once ]; then touch once; exit 9; fi; echo abort > $stage")});
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 2);
    QCOMPARE(report.exitCode, 0);
}

void AbortJobTest::isRunAgainWhenItBringsNoAbort()
{
    Place place;
    const auto report =
        run({place.workspace, place.command("if [ ! -e once ]; then touch once; echo 25 > $stage; exit 0; fi; "
                                            "echo abort > $stage")});
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 2);
}

void AbortJobTest::aWordOfOneThatFailedIsNoAbort_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("readBack");
    QTest::newRow("until a run succeeds")
        << QByteArray("echo abort > $stage; if [ ! -e once ]; then touch once; exit 9; fi") << true;
    QTest::newRow("none does") << QByteArray("echo abort > $stage; exit 9") << false;
    QTest::newRow("the next one hangs")
        << QByteArray("echo abort > $stage; if [ ! -e once ]; then touch once; exit 9; fi; exec sleep 20") << false;
    QTest::newRow("killed") << QByteArray("echo abort > $stage; kill -9 $$") << false;
}

/// What it did after the word, or did not, is part of the abort.
void AbortJobTest::aWordOfOneThatFailedIsNoAbort()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, readBack);
    Place place;
    rollout::AbortSpec spec{place.workspace, place.command(body)};
    spec.giveUpAfter = std::chrono::seconds(4);
    spec.patience = std::chrono::milliseconds(500);
    const auto report = run(spec);
    QCOMPARE(report.desiredStage, u"abort"_s);
    QCOMPARE(report.readBack, readBack);
    QVERIFY(report.runs > 1);
}

void AbortJobTest::aWordThatWasLeftIsNoAbort_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no such program") << QStringList{u"no-such-program-anywhere"_s};
    QTest::newRow("it hangs") << QStringList{u"sleep"_s, u"20"_s};
    QTest::newRow("it fails") << QStringList{u"false"_s};
}

/// By the abort of the attempt before.
void AbortJobTest::aWordThatWasLeftIsNoAbort()
{
    QFETCH(QStringList, arguments);
    Place place;
    QVERIFY(rollout::writeStageFile(place.workspace, rollout::stageFilePath, u"abort"_s));
    rollout::AbortSpec spec{place.workspace, [&] { return rollout::AbortCommand{arguments, Place::environment()}; }};
    spec.giveUpAfter = std::chrono::seconds(3);
    spec.patience = std::chrono::milliseconds(500);
    const auto report = run(spec);
    QVERIFY(!report.readBack);
    QVERIFY(report.runs > 1);
    QCOMPARE(report.desiredStage, u"abort"_s);
}

void AbortJobTest::saysSoWhenItNeverReadsBack()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.command("echo 25 > $stage; exit 3")};
    spec.giveUpAfter = std::chrono::seconds(1);
    const auto report = run(spec);
    QVERIFY(!report.readBack);
    QCOMPARE(report.exitCode, 3);
    QCOMPARE(report.desiredStage, u"25"_s);
}

void AbortJobTest::waitsForWhatBelongsToTheAbort()
{
    Place place;
    const auto report = run({place.workspace, place.command("echo abort > $stage; sleep 0.5; touch drained")});
    QVERIFY(report.readBack);
    QVERIFY(place.exists(u"drained"_s));
    QCOMPARE(report.runs, 1);
}

void AbortJobTest::aHangingScriptEndsAtTheDeadlineWithItsReadBack()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.command("echo abort > $stage; exec sleep 20")};
    spec.giveUpAfter = std::chrono::seconds(2);
    QElapsedTimer clock;
    clock.start();
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QCOMPARE(report.desiredStage, u"abort"_s);
    QCOMPARE(report.runs, 1);
    QVERIFY(clock.elapsed() < 10'000);
}

void AbortJobTest::runsAgainBesideAScriptThatHangs()
{
    Place place;
    rollout::AbortSpec spec{place.workspace,
                            place.command("if [ ! -e once ]; then touch once; exec sleep 20; fi; echo abort > $stage")};
    spec.patience = std::chrono::milliseconds(200);
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 2);
}

/// The first and the last of them are left, of the next job's too.
void AbortJobTest::retriesThatHangGiveWay()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.command("trap '' TERM; (sleep 20 & echo $! >> pids; wait)")};
    spec.patience = std::chrono::milliseconds(200);
    spec.giveUpAfter = std::chrono::seconds(2);
    const auto living = [&place] {
        const auto pids = place.read(u"pids"_s).split(u'\n', Qt::SkipEmptyParts);
        QList<bool> alive;
        for (const auto &pid : pids)
            alive.append(QFileInfo::exists(u"/proc/%1"_s.arg(pid)));
        return alive;
    };
    for (int job = 0; job < 2; ++job) {
        const auto report = run(spec);
        QVERIFY(!report.readBack && report.runs > 4);
        QTRY_COMPARE(living().count(true), 2);
        QVERIFY(living().first() && living().last());
    }
    QVERIFY(living().size() > 8);
}

void AbortJobTest::aSlowScriptIsNotEnded()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.command("sleep 1.5; echo abort > $stage")};
    spec.patience = std::chrono::milliseconds(200);
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QCOMPARE(report.exitCode, 0);
}

void AbortJobTest::whatHangsEndsAtItsDeadlineWithoutItsJob()
{
    Place place;
    {
        rollout::AbortSpec spec{place.workspace, place.command("echo $$ > pid; exec sleep 20")};
        spec.deadline = std::chrono::seconds(1);
        AbortJob job(spec);
        job.start();
        QTRY_VERIFY(!place.read(u"pid"_s).isEmpty());
    }
    const QString process = u"/proc/"_s + place.read(u"pid"_s);
    QVERIFY(QFileInfo::exists(process));
    QTRY_VERIFY(!QFileInfo::exists(process));
}

void AbortJobTest::endsThePromotionInFlight_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isProvisional");
    QTest::newRow("known at once") << QByteArray("echo abort > $stage") << false;
    QTest::newRow("known when it is run again")
        << QByteArray("if [ ! -e once ]; then touch once; exit 1; fi; echo abort > $stage") << false;
    QTest::newRow("known when it has read back") << QByteArray("echo abort > $stage") << true;
}

/// The stage command of a console that was killed writes its stage after the abort, unless it is ended first.
void AbortJobTest::endsThePromotionInFlight()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isProvisional);
    Place place;
    QProcess promotion;
    promotion.setWorkingDirectory(place.workspace);
    promotion.setChildProcessModifier([] { ::setpgid(0, 0); });
    promotion.start(u"bash"_s, {u"-c"_s, u"trap '' TERM; echo ready; (sleep 0.3; echo 10 > %1) & wait; sleep 20"_s.arg(
                                             rollout::stageFilePath)});
    QVERIFY(QTest::qWaitFor([&] { return promotion.canReadLine(); }));
    const auto group = rollout::CommandGroup::of(promotion.processId(), u"boot"_s);
    QVERIFY(group.isRunning(u"boot"_s));
    QVERIFY(!group.isRunning(u"another boot"_s));
    QVERIFY(!rollout::CommandGroup({group.leader, group.bootId, group.startTicks + 1}).isRunning(u"boot"_s));

    const bool isLate = isProvisional || body.contains("once");
    const auto isKnown = [&] { return !isLate || place.exists(u"once"_s) || place.stage() == "abort"_L1; };
    auto told = place.command(body)();
    rollout::AbortSpec spec{place.workspace, [&] {
                                told.isProvisional = isProvisional && !isKnown();
                                return told;
                            }};
    spec.promotionGroup = [&] { return isKnown() ? group.leader : 0; };
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QVERIFY(!group.isRunning(u"boot"_s) || !rollout::isGroupLeft(group.leader));
    QVERIFY(QTest::qWaitFor([&] { return promotion.state() == QProcess::NotRunning; }));
    QCOMPARE(promotion.exitStatus(), QProcess::CrashExit);
    QCOMPARE(place.stage(), u"abort"_s);
}

void AbortJobTest::theSignedCommandRunsOnceItIsKnown_data()
{
    QTest::addColumn<bool>("isSame");
    QTest::addColumn<int>("runs");
    QTest::newRow("another") << false << 2;
    QTest::newRow("the same") << true << 1;
}

/// The first run has read back and ended long before.
void AbortJobTest::theSignedCommandRunsOnceItIsKnown()
{
    QFETCH(bool, isSame);
    QFETCH(int, runs);
    Place place;
    auto told = place.command("echo abort > $stage; echo \"$1\" >> ran", {u"present"_s})();
    told.isProvisional = true;
    int asked = 0;
    AbortJob job({place.workspace, [&] {
                      ++asked;
                      return told;
                  }});
    QSignalSpy finished(&job, &AbortJob::finished);
    job.start();
    QTRY_COMPARE(place.read(u"ran"_s), u"present"_s);
    const int since = asked;
    QTRY_VERIFY(asked > since + 3);
    QVERIFY(finished.isEmpty());
    told.isProvisional = false;
    if (!isSame)
        told.arguments.last() = u"signed"_s;
    QVERIFY(finished.wait(30'000));
    const auto report = finished.first().first().value<AbortReport>();
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, runs);
    QCOMPARE(place.read(u"ran"_s), isSame ? u"present"_s : u"present\nsigned"_s);
}

void AbortJobTest::aCommandThatStaysProvisionalEndsAtTheDeadline()
{
    Place place;
    auto told = place.command("echo abort > $stage")();
    told.isProvisional = true;
    rollout::AbortSpec spec{place.workspace, [told] { return told; }};
    spec.giveUpAfter = std::chrono::seconds(1);
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 1);
}

void AbortJobTest::outlivesItsJob()
{
    Place place;
    {
        AbortJob job({place.workspace, place.command("touch begun; sleep 0.3; echo abort > $stage")});
        job.start();
        QVERIFY(QTest::qWaitFor([&] { return place.exists(u"begun"_s); }));
    }
    QVERIFY(QTest::qWaitFor([&] { return place.stage() == u"abort"_s; }));
}

/// Checks, hashes and restores have every thread of the common pool.
void AbortJobTest::theBuiltInWaitsForNoPool()
{
    QSemaphore busy;
    auto *pool = QThreadPool::globalInstance();
    const auto release = qScopeGuard([&] { busy.release(pool->maxThreadCount()); });
    for (int i = 0; i < pool->maxThreadCount(); ++i)
        pool->start([&busy] { busy.acquire(); });
    Place place;
    QElapsedTimer clock;
    clock.start();
    AbortJob job({place.workspace, [] { return rollout::AbortCommand{}; }});
    QSignalSpy finished(&job, &AbortJob::finished);
    job.start();
    const auto startedNs = clock.nsecsElapsed();
    QVERIFY(finished.wait(5'000));
    const auto report = finished.first().first().value<AbortReport>();
    QVERIFY(report.readBack);
    QCOMPARE(report.exitCode, 0);
    QCOMPARE(place.stage(), u"abort"_s);
    QVERIFY2(startedNs < 50'000'000, qPrintable(QString::number(startedNs)));
}

QTEST_GUILESS_MAIN(AbortJobTest)

#include "tst_abortjob.moc"
