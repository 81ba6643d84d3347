// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rehearsal with real commands, a real ledger and windows of the test's own, and all that must make it fail.
#include "rollout/scriptplace.h"

#include "ledger/asyncledger.h"
#include "rollout/bootclock.h"
#include "rollout/ledgerevents.h"
#include "rollout/rehearsaljob.h"
#include "rollout/stagefile.h"

#include <QSignalSpy>
#include <QTest>

#include <filesystem>

using namespace cutover;
using domain::Rehearsal;
using ledger::AsyncLedger;
using rollout::RehearsalJob;
using rollout::RehearsalSight;
using rollout::test::Place;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
const QString ownStage = rollout::rehearsalStageFilePath.toString();
const QByteArray writesStage = "mkdir -p var/rehearsal; echo $1 >var/rehearsal/desired_stage.txt";

/// A service that answers every stage with windows, a little after it was asked for.
struct Stand
{
    Place place;
    AsyncLedger log;
    RehearsalSight sight;
    rollout::RehearsalSpec spec;
    bool readyzGo = true;
    int readyzAsked = 0;
    double burst = 0.5;
    QTimer windows;

    bool open()
    {
        sight.baseline = {40, 100, QDateTime::currentDateTimeUtc(), {}};
        sight.live.readyz = u"ok"_s;
        sight.live.evidenceReadable = true;
        spec.workspace = place.workspace;
        spec.steps = {25, 50};
        spec.environment = Place::environment();
        spec.actor = ledger::Actor::ofThisProcess();
        spec.plan.holdS = 1;
        spec.recoveryPoll = std::chrono::milliseconds(20);
        spec.abortWithin = std::chrono::seconds(3);
        windows.setInterval(100);
        QObject::connect(&windows, &QTimer::timeout, &windows, [this] { addWindow(); });
        windows.start();
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"w"_s;
        options.stateFolder = place.root.filePath(u"state"_s);
        QSignalSpy spy(&log, &AsyncLedger::opened);
        log.open(place.root.filePath(u"ledger.sqlite"_s), options);
        return spy.wait(patienceMs);
    }
    void addWindow()
    {
        domain::SeriesPoint point;
        point.window.endedAt = QDateTime::currentDateTimeUtc();
        point.window.stage = 0; // of any stage
        point.window.pass = true;
        point.window.burst = burst;
        point.window.requests = 100;
        point.p99Ms = 101;
        point.errorRate = 0.0001;
        auto points = sight.series.points();
        points.append(point);
        sight.series = domain::Series(points);
        sight.live.evidenceAt = point.window.endedAt;
    }
    RehearsalSight look()
    {
        sight.now = QDateTime::currentDateTimeUtc();
        sight.live.readyzAt = sight.now;
        sight.boot = rollout::systemBootInstant();
        return sight;
    }
    std::unique_ptr<RehearsalJob> job()
    {
        return std::make_unique<RehearsalJob>(
            log, spec, [this] { return look(); },
            [this](const std::function<void(bool)> &then) {
                ++readyzAsked;
                QTimer::singleShot(0, &windows, [this, then] { then(readyzGo); });
            });
    }
    QStringList kinds()
    {
        std::optional<QStringList> kinds;
        log.run(
            &windows,
            [](ledger::Ledger &ledger) -> AsyncLedger::Result<QStringList> {
                QStringList names;
                const auto entries = ledger.entries();
                for (const auto &entry : entries.value())
                    names.append(entry.kind);
                return names;
            },
            [&kinds](const auto &answer) { kinds = answer.value_or(QStringList()); });
        std::ignore = QTest::qWaitFor([&kinds] { return kinds.has_value(); }, patienceMs);
        return kinds->mid(1);
    }
    QString production() const { return place.stage(); }
    void setProduction(const QByteArray &stage) const
    {
        QFile file(place.workspace + u"/var/rollout/desired_stage.txt"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(stage) < 0)
            qFatal("cannot write");
    }
};

QString causes(const Rehearsal &record)
{
    QStringList told;
    for (const auto &step : record.steps)
        told.append(u"%1:%2"_s.arg(step.percent).arg(step.passed ? u"passed"_s : step.cause));
    if (record.abortDrill)
        told.append(u"abort:"_s + (record.abortDrill->passed ? u"passed"_s : record.abortDrill->cause));
    return told.join(u' ');
}

} // namespace

class RehearsalJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesByTheBuiltIn();
    void passesByCommands();
    void withoutADrillItIsSetBack();
    void theHoldIsWatchedTime();
    void whatMustFail_data();
    void whatMustFail();
    void whatTouchesProduction_data();
    void whatTouchesProduction();
    void aStageFileThatComesAndGoes_data();
    void aStageFileThatComesAndGoes();
    void whatTouchesProductionIsStopped();
    void aLinkedStageFileIsNotWritten_data();
    void aLinkedStageFileIsNotWritten();
    void aRolloutThatBeginsEndsIt();
    void cancelled_data();
    void cancelled();

private:
    std::optional<Rehearsal> run(Stand &stand, const std::function<void(RehearsalJob &)> &before = {})
    {
        const auto job = stand.job();
        std::optional<Rehearsal> record;
        connect(job.get(), &RehearsalJob::finished, job.get(), [&record](const Rehearsal &told) {
            if (record)
                qFatal("finished twice");
            record = told;
        });
        if (before)
            before(*job);
        job->start();
        std::ignore = QTest::qWaitFor([&record] { return record.has_value(); }, patienceMs);
        return record;
    }
};

void RehearsalJobTest::passesByTheBuiltIn()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.setProduction("10\n");
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:passed 50:passed abort:passed"_s);
    QVERIFY(record->passed());
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
    QCOMPARE(stand.production(), u"10"_s);
    QCOMPARE(stand.readyzAsked, 3);
    QCOMPARE(record->steps[0].desiredStage, u"25"_s);
    QVERIFY(record->steps[0].heldS >= 1);
    QVERIFY(record->steps[1].windows.size() >= 3);
    QVERIFY(record->startedAt <= record->steps[0].startedAt && record->endedAt >= record->abortDrill->endedAt);
    const QStringList kinds{u"rehearsal_intent"_s, u"rehearsal_started"_s, u"rehearsal_outcome"_s,
                            u"rehearsal_intent"_s, u"rehearsal_started"_s, u"rehearsal_outcome"_s};
    QCOMPARE(stand.kinds(), kinds); // nothing that a rollout would take for its own
}

void RehearsalJobTest::passesByCommands()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.spec.plan.stage = stand.place.script(
        "mkdir -p var/rehearsal; echo \"$@\" >>calls; echo ${*: -1} >var/rehearsal/desired_stage.txt\n"
        "case $1 in abort*) echo abort >var/rehearsal/desired_stage.txt;; esac",
        {u"step"_s, u"{stage}"_s});
    stand.spec.plan.abort = QStringList{u"bash"_s, u"script.sh"_s, u"abort"_s, u"{reason}"_s};
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:passed 50:passed abort:passed"_s);
    QCOMPARE(stand.place.read(u"calls"_s), u"step 25\nstep 50\nabort rehearsal-abort-drill"_s);
}

void RehearsalJobTest::withoutADrillItIsSetBack()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.spec.abortDrill = false;
    stand.spec.steps = {10};
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"10:passed"_s);
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
    QCOMPARE(stand.readyzAsked, 0);
}

void RehearsalJobTest::theHoldIsWatchedTime()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.spec.steps = {25};
    // Nothing is seen until somebody has seen it wait.
    stand.sight.live.evidenceReadable = false;
    int looks = 0;
    const auto record = run(stand, [&](RehearsalJob &job) {
        connect(&job, &RehearsalJob::progressed, &job, [&](const rollout::RehearsalProgress &progress) {
            if (progress.phase == rollout::RehearsalProgress::Phase::Holding && ++looks == 1) {
                if (progress.heldMs != 0)
                    qFatal("blind time was counted");
                QTimer::singleShot(1500, &job, [&] { stand.sight.live.evidenceReadable = true; });
            }
        });
    });
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:passed abort:passed"_s);
    QVERIFY(record->steps[0].startedAt.msecsTo(record->steps[0].endedAt) >= 2500);
}

void RehearsalJobTest::whatMustFail_data()
{
    using Spoil = std::function<void(Stand &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("causes");
    const auto row = [](const char *name, const Spoil &spoil, const QString &told) {
        QTest::newRow(name) << spoil << told;
    };
    const auto stage = [](const QByteArray &body) -> Spoil {
        return [body](Stand &stand) { stand.spec.plan.stage = stand.place.script(body, {u"{stage}"_s}); };
    };
    const auto abort = [](const QByteArray &body) -> Spoil {
        return [body](Stand &stand) {
            stand.spec.steps = {25};
            stand.spec.plan.abort = stand.place.script(body, {u"{reason}"_s});
        };
    };
    row("a failing command", stage(writesStage + "; exit 1"), u"25:command_failed abort:passed"_s);
    row("a command that sets nothing", stage("true"), u"25:not_read_back abort:passed"_s);
    row("a command that sets another stage", stage("set -- 10; " + writesStage), u"25:not_read_back abort:passed"_s);
    row(
        "no such program",
        [](Stand &stand) {
            stand.spec.plan.stage = {u"no-such"_s, u"{stage}"_s};
        },
        u"25:command_failed abort:passed"_s);
    row(
        "a placeholder within a word",
        [](Stand &stand) {
            stand.spec.plan.stage = {u"true"_s, u"x{stage}"_s, u"{stage}"_s};
        },
        u"25:spliced_placeholder"_s + u" abort:spliced_placeholder"_s);
    row(
        "a burst", [](Stand &stand) { stand.burst = 1.6; }, u"25:burst abort:passed"_s);
    row(
        "slow at 50 %", [](Stand &stand) { stand.sight.baseline.p99Ms = 90; },
        u"25:passed 50:P99_failed abort:passed"_s);
    row(
        "a degraded service", [](Stand &stand) { stand.sight.live.readyz = u"degraded"_s; },
        u"25:readyz_degraded abort:passed"_s);
    row(
        "tampered evidence", [](Stand &stand) { stand.sight.live.tampered = true; }, u"25:tampered abort:passed"_s);
    row("an abort that exits 1", abort("echo abort >var/rehearsal/desired_stage.txt; exit 1"),
        u"25:passed abort:command_failed"_s);
}

void RehearsalJobTest::whatMustFail()
{
    using Spoil = std::function<void(Stand &)>;
    QFETCH(Spoil, spoil);
    QFETCH(QString, causes);
    Stand stand;
    QVERIFY(stand.open());
    spoil(stand);
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(::causes(*record), causes);
    QVERIFY(!record->passed());
    QVERIFY(stand.place.read(ownStage) == u"abort"_s || !stand.place.exists(ownStage));
    QVERIFY(!stand.place.exists(rollout::stageFilePath.toString()));
}

void RehearsalJobTest::whatTouchesProduction_data()
{
    QTest::addColumn<QByteArray>("body"); // of the stage command
    QTest::newRow("sets it") << writesStage + "; echo $1 >$stage";
    QTest::newRow("writes the same again") << writesStage + "; echo 10 >$stage";
    QTest::newRow("replaces it by the same") << writesStage + "; cp $stage x; mv x $stage";
    QTest::newRow("removes it") << writesStage + "; rm $stage";
    QTest::newRow("sets it and fails") << QByteArray("echo $1 >$stage; exit 1");
    QTest::newRow("sets it, not its own") << QByteArray("echo $1 >$stage");
    QTest::newRow("sets it and sets back what and when it was")
        << QByteArray("cp -p $stage x; echo 25 >$stage; echo 10 >$stage; touch -r x $stage; ") + writesStage;
    QTest::newRow("another one for a moment")
        << QByteArray("mv $stage x; echo 25 >$stage; mv x $stage; ") + writesStage;
}

void RehearsalJobTest::whatTouchesProduction()
{
    QFETCH(QByteArray, body);
    Stand stand;
    QVERIFY(stand.open());
    stand.setProduction("10\n");
    stand.spec.plan.stage = stand.place.script(body, {u"{stage}"_s});
    stand.spec.plan.abort = QStringList{u"touch"_s, u"abort-was-run"_s, u"{reason}"_s};
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:production_stage_changed abort:production_stage_changed"_s);
    QVERIFY(!stand.place.exists(u"abort-was-run"_s)); // who touched production once is not run again
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
}

void RehearsalJobTest::aStageFileThatComesAndGoes_data()
{
    QTest::addColumn<bool>("folder"); // is there beforehand
    QTest::addColumn<QByteArray>("body");
    const QByteArray comesAndGoes = "mkdir -p var/rollout; echo $1 >$stage; rm $stage; ";
    QTest::newRow("the file") << true << comesAndGoes + writesStage;
    QTest::newRow("with its folder") << false << comesAndGoes + "rmdir var/rollout; " + writesStage;
    QTest::newRow("in another folder for a moment")
        << true << "mv var/rollout x; " + comesAndGoes + "rmdir var/rollout; mv x var/rollout; " + writesStage;
}

void RehearsalJobTest::aStageFileThatComesAndGoes()
{
    QFETCH(bool, folder);
    QFETCH(QByteArray, body);
    Stand stand;
    QVERIFY(stand.open());
    if (!folder)
        QVERIFY(QDir(stand.place.workspace).rmdir(u"var/rollout"_s));
    stand.spec.plan.stage = stand.place.script(body, {u"{stage}"_s});
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:production_stage_changed abort:production_stage_changed"_s);
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
}

void RehearsalJobTest::whatTouchesProductionIsStopped()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.setProduction("10\n");
    stand.spec.plan.stage = stand.place.script("echo $1 >$stage; sleep 1000 & wait", {u"{stage}"_s});
    const auto record = run(stand); // which has patience for less than the sleep
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:production_stage_changed abort:production_stage_changed"_s);
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
}

void RehearsalJobTest::aLinkedStageFileIsNotWritten_data()
{
    QTest::addColumn<bool>("folder");
    QTest::newRow("the file") << false;
    QTest::newRow("the folder") << true;
}

void RehearsalJobTest::aLinkedStageFileIsNotWritten()
{
    QFETCH(bool, folder);
    Stand stand;
    QVERIFY(stand.open());
    stand.setProduction("10\n");
    const auto var = stand.place.workspace.toStdString() + "/var/";
    if (folder) {
        std::filesystem::create_symlink("rollout", var + "rehearsal");
    } else {
        std::filesystem::create_directory(var + "rehearsal");
        std::filesystem::create_symlink("../rollout/desired_stage.txt", var + "rehearsal/desired_stage.txt");
    }
    const auto record = run(stand);
    QVERIFY(record);
    QCOMPARE(causes(*record), u"25:stage_file_linked abort:stage_file_linked"_s);
    QCOMPARE(stand.production(), u"10"_s);
}

void RehearsalJobTest::aRolloutThatBeginsEndsIt()
{
    Stand stand;
    QVERIFY(stand.open());
    stand.spec.plan.holdS = 600;
    const auto record = run(stand, [&stand](RehearsalJob &job) {
        connect(&job, &RehearsalJob::progressed, &job, [&stand](const rollout::RehearsalProgress &progress) {
            stand.sight.rolloutUnderWay = progress.phase == rollout::RehearsalProgress::Phase::Holding;
        });
    });
    QVERIFY(record);
    QVERIFY2(causes(*record).startsWith(u"25:rollout_under_way"), qPrintable(causes(*record)));
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
}

void RehearsalJobTest::cancelled_data()
{
    using Phase = rollout::RehearsalProgress::Phase;
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<QString>("causes");
    QTest::newRow("while the command runs") << Phase::Stepping << u"25:cancelled abort:cancelled"_s;
    QTest::newRow("in a hold") << Phase::Holding << u"25:cancelled abort:cancelled"_s;
    QTest::newRow("in the abort") << Phase::Aborting << u"25:passed 50:passed abort:cancelled"_s;
    QTest::newRow("in the recovery") << Phase::Recovering << u"25:passed 50:passed abort:cancelled"_s;
}

void RehearsalJobTest::cancelled()
{
    using Phase = rollout::RehearsalProgress::Phase;
    QFETCH(Phase, phase);
    QFETCH(QString, causes);
    Stand stand;
    QVERIFY(stand.open());
    stand.readyzGo = phase != Phase::Recovering;
    if (phase == Phase::Stepping)
        stand.spec.plan.stage = stand.place.script(writesStage + "; sleep 1000 & wait", {u"{stage}"_s});
    const auto record = run(stand, [phase](RehearsalJob &job) {
        connect(&job, &RehearsalJob::progressed, &job, [&job, phase](const rollout::RehearsalProgress &progress) {
            if (progress.phase == phase)
                QTimer::singleShot(100, &job, &RehearsalJob::cancel);
        });
    });
    QVERIFY(record);
    if (phase == Phase::Aborting) // it may be over before it is cancelled
        QVERIFY2(::causes(*record) == causes || record->passed(), qPrintable(::causes(*record)));
    else
        QCOMPARE(::causes(*record), causes);
    QCOMPARE(stand.place.read(ownStage), u"abort"_s);
}

QTEST_GUILESS_MAIN(RehearsalJobTest)
#include "tst_rehearsaljob.moc"
