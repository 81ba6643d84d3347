// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/scriptplace.h"

#include "rollout/abortjob.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

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
    void saysSoWhenItNeverReadsBack();
    void waitsForWhatBelongsToTheAbort();
    void aHangingScriptEndsAtTheDeadlineWithItsReadBack();
    void outlivesItsJob();

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
    const auto report = run({place.workspace,
                             place.script("echo abort > $stage; printf '%s' \"$2\" > reason",
                                          {u"--reason"_s, u"auto-burst-1.62-over-1.5; $(id)"_s}),
                             Place::environment()});
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
        run({place.workspace, place.script("if [ ! -e once ]; then touch once; exit 9; fi; echo abort > $stage"),
             Place::environment()});
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 2);
    QCOMPARE(report.exitCode, 0);
}

void AbortJobTest::isRunAgainWhenItBringsNoAbort()
{
    Place place;
    const auto report = run({place.workspace,
                             place.script("if [ ! -e once ]; then touch once; echo 25 > $stage; exit 0; fi; "
                                          "echo abort > $stage"),
                             Place::environment()});
    QVERIFY(report.readBack);
    QCOMPARE(report.runs, 2);
}

void AbortJobTest::saysSoWhenItNeverReadsBack()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.script("echo 25 > $stage; exit 3"), Place::environment()};
    spec.giveUpAfter = std::chrono::seconds(1);
    const auto report = run(spec);
    QVERIFY(!report.readBack);
    QCOMPARE(report.exitCode, 3);
    QCOMPARE(report.desiredStage, u"25"_s);
}

void AbortJobTest::waitsForWhatBelongsToTheAbort()
{
    Place place;
    const auto report =
        run({place.workspace, place.script("echo abort > $stage; sleep 0.5; touch drained"), Place::environment()});
    QVERIFY(report.readBack);
    QVERIFY(place.exists(u"drained"_s));
    QCOMPARE(report.runs, 1);
}

void AbortJobTest::aHangingScriptEndsAtTheDeadlineWithItsReadBack()
{
    Place place;
    rollout::AbortSpec spec{place.workspace, place.script("echo abort > $stage; exec sleep 20"), Place::environment()};
    spec.giveUpAfter = std::chrono::seconds(2);
    QElapsedTimer clock;
    clock.start();
    const auto report = run(spec);
    QVERIFY(report.readBack);
    QCOMPARE(report.desiredStage, u"abort"_s);
    QCOMPARE(report.runs, 1);
    QVERIFY(clock.elapsed() < 10'000);
}

void AbortJobTest::outlivesItsJob()
{
    Place place;
    {
        AbortJob job(
            {place.workspace, place.script("touch begun; sleep 0.3; echo abort > $stage"), Place::environment()});
        job.start();
        QVERIFY(QTest::qWaitFor([&] { return place.exists(u"begun"_s); }));
    }
    QVERIFY(QTest::qWaitFor([&] { return place.stage() == u"abort"_s; }));
}

QTEST_GUILESS_MAIN(AbortJobTest)

#include "tst_abortjob.moc"
