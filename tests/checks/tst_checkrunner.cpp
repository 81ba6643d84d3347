// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Order, progress, refusals and cancelling of a run of checks, with real children.
#include "checks/world.h"
#include "crypto/digest.h"
#include "domain/rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using checks::CheckRunner;
using domain::Cause;
using domain::Row;
using domain::Status;

namespace {

QList<CriterionId> preflight()
{
    return {domain::preflightSet().begin(), domain::preflightSet().end()};
}

std::size_t at(CriterionId id)
{
    return static_cast<std::size_t>(id);
}

// Writes down what a runner says, in order.
struct Record
{
    explicit Record(CheckRunner &runner)
        : finished(&runner, &CheckRunner::finished)
    {
        QObject::connect(&runner, &CheckRunner::rowStarted, &runner, [this](CriterionId id) { started.append(id); });
        QObject::connect(&runner, &CheckRunner::rowFinished, &runner,
                         [this](const Row &row, const QByteArray &, const checks::FileDigests &digests) {
                             rows.append(row);
                             scripts[row.id] = digests;
                         });
        QObject::connect(&runner, &CheckRunner::rowOutput, &runner,
                         [this](CriterionId id, const QByteArray &chunk) { output[id] += chunk; });
        QObject::connect(&runner, &CheckRunner::progressChanged, &runner, [this](int done, int total) {
            progress.append({done, total});
        });
    }

    QList<CriterionId> ended() const
    {
        QList<CriterionId> ids;
        for (const auto &row : rows)
            ids.append(row.id);
        return ids;
    }

    QSignalSpy finished;
    QList<CriterionId> started;
    QList<Row> rows;
    QMap<CriterionId, QByteArray> output;
    QMap<CriterionId, checks::FileDigests> scripts;
    QList<std::pair<int, int>> progress;
};

#define RUN_TO_END(runner, record)                                                                                     \
    (runner).start();                                                                                                  \
    QCOMPARE((record).finished.size(), 0);                                                                             \
    QTRY_COMPARE_WITH_TIMEOUT((record).finished.size(), 1, 60'000)

} // namespace

class CheckRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveThenDrillsThenDashboard();
    void liveRowsRunTogether();
    void drillsOnlyWhenAsked();
    void drillsAreRefusedDuringARollout();
    void emptySetEnds();
    void oneIdTwiceRunsOnce();
    void outputStreamsAndScriptsAreNamed();
    void passedValuesAreNeverShown_data();
    void passedValuesAreNeverShown();
    void passedValueInTwoChunks();
    void cancelOne();
    void cancelAll();
    void cancelBeforeStart();
    void destroyedWhileRunning();
    void noteStays();
    void evidenceIsTheCallersWhereGiven();
    void rollUpFallsWithAnyRow();
    void rollUpTakesFormerRows();
    void rollUpIsStaleWithItsRows();
};

void CheckRunnerTest::liveThenDrillsThenDashboard()
{
    World world;
    CheckRunner runner(world.inputs(), {preflight(), true, false});
    Record record(runner);
    RUN_TO_END(runner, record);
    QCOMPARE(record.started.size(), 10);
    QCOMPARE(record.started.mid(7),
             QList<CriterionId>({CriterionId::DrRecovery, CriterionId::Rehearsal, CriterionId::Dashboard}));
    QCOMPARE(record.ended().mid(7), record.started.mid(7));
    QCOMPARE(record.progress.first(), std::pair(0, 10));
    QCOMPARE(record.progress.last(), std::pair(10, 10));
    QVERIFY(domain::isGo(runner.rows(), domain::preflightSet()));
    QVERIFY(!domain::isGo(runner.rows(), domain::decisionSet()));
}

void CheckRunnerTest::liveRowsRunTogether()
{
    // Each waits for the other's file: only together can they end.
    World world;
    world.script(CriterionId::Readyz, "touch a; while [ ! -e b ]; do sleep 0.05; done\n");
    world.script(CriterionId::EvidenceIntegrity, "touch b; while [ ! -e a ]; do sleep 0.05; done\n"
                                                 "echo '✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓'\n");
    const auto rows = world.run({CriterionId::Readyz, CriterionId::EvidenceIntegrity});
    QVERIFY(rows[at(CriterionId::Readyz)].isGo());
    QVERIFY(rows[at(CriterionId::EvidenceIntegrity)].isGo());
}

void CheckRunnerTest::drillsOnlyWhenAsked()
{
    World world;
    CheckRunner runner(world.inputs(), {preflight(), false, false});
    Record record(runner);
    RUN_TO_END(runner, record);
    QCOMPARE(record.started.size(), 8);
    QVERIFY(!record.started.contains(CriterionId::DrRecovery));
    QCOMPARE(runner.rows()[at(CriterionId::Rehearsal)].status, Status::NotRun);
}

void CheckRunnerTest::drillsAreRefusedDuringARollout()
{
    World world;
    auto &former = world.previous[at(CriterionId::DrRecovery)];
    former.status = Status::Go;
    former.measuredAt = world.now.addDays(-1);
    CheckRunner runner(world.inputs(), {{CriterionId::DrRecovery, CriterionId::Rehearsal}, true, true});
    Record record(runner);
    RUN_TO_END(runner, record);
    QVERIFY(record.started.isEmpty());
    QCOMPARE(record.rows.size(), 1);
    QCOMPARE(record.rows.first().id, CriterionId::Rehearsal);
    QCOMPARE(record.rows.first().reason.cause, Cause::DrillsRefused);
    QVERIFY(runner.rows()[at(CriterionId::DrRecovery)].isGo());
}

void CheckRunnerTest::emptySetEnds()
{
    World world;
    CheckRunner runner(world.inputs(), {});
    Record record(runner);
    RUN_TO_END(runner, record);
    QVERIFY(!runner.isRunning());
}

void CheckRunnerTest::oneIdTwiceRunsOnce()
{
    World world;
    CheckRunner runner(world.inputs(),
                       {{CriterionId::Readyz, CriterionId::Baselines, CriterionId::Readyz}, false, false});
    Record record(runner);
    RUN_TO_END(runner, record);
    QCOMPARE(record.rows.size(), 2);
}

void CheckRunnerTest::outputStreamsAndScriptsAreNamed()
{
    World world;
    world.script(CriterionId::Readyz, "echo early; while [ ! -e go ]; do sleep 0.05; done; echo late\n");
    CheckRunner runner(world.inputs(), {{CriterionId::Readyz}, false, false});
    Record record(runner);
    runner.start();
    QTRY_COMPARE(record.output[CriterionId::Readyz], QByteArray("early\n"));
    QCOMPARE(runner.rows()[at(CriterionId::Readyz)].status, Status::Running);
    world.write(u"go"_s, {});
    QTRY_COMPARE(record.finished.size(), 1);
    QCOMPARE(record.output[CriterionId::Readyz], QByteArray("early\nlate\n"));
    QCOMPARE(record.scripts[CriterionId::Readyz].keys(), QStringList{World::scriptOf(CriterionId::Readyz)});
}

void CheckRunnerTest::passedValuesAreNeverShown_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isShown");
    const QString token = u"tok-secretsecret"_s;
    QTest::newRow("traced") << token << QByteArray("set -x; : \"$TOKEN\"\n") << false;
    QTest::newRow("printed") << token << QByteArray("echo \"a ${TOKEN}b\"; exit 1\n") << false;
    QTest::newRow("in a refused line") << token << QByteArray("echo \"bad $TOKEN\"\n") << false;
    QTest::newRow("in lines") << token + u"\nsecond-secretsecret\n"_s << QByteArray("echo \"$TOKEN\"\n") << false;
    QTest::newRow("too short to hide") << u"3"_s << QByteArray("echo \"$TOKEN\"\n") << true;
}

void CheckRunnerTest::passedValuesAreNeverShown()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, body);
    World world;
    world.script(CriterionId::Readyz, body);
    world.plan(CriterionId::Readyz).refuse = {u"bad .*"_s};
    world.profile.passEnvironment = {u"TOKEN"_s};
    world.session.insert(u"TOKEN"_s, value);
    CheckRunner runner(world.inputs(), {{CriterionId::Readyz}, false, false});
    Record record(runner);
    QByteArray kept;
    connect(&runner, &CheckRunner::rowFinished, &runner, [&kept](const Row &, const QByteArray &raw) { kept = raw; });
    RUN_TO_END(runner, record);
    const auto &row = record.rows.first();
    const QByteArray all =
        kept + record.output[CriterionId::Readyz] + row.observed.toUtf8() + row.reason.data.join(u' ').toUtf8();
    QTEST(all.contains(value.startsWith(u"tok"_s) ? "secretsecret" : "3"), "isShown");
    QVERIFY(all.contains("…") != all.contains("3\n"));
    QCOMPARE(row.outputSha256, crypto::sha256(kept));
}

void CheckRunnerTest::passedValueInTwoChunks()
{
    World world;
    world.script(CriterionId::Readyz, "printf 'early tok-sec'; while [ ! -e go ]; do sleep 0.05; done\n"
                                      "printf 'retsecret late tok-s'\n");
    world.profile.passEnvironment = {u"TOKEN"_s};
    world.session.insert(u"TOKEN"_s, u"tok-secretsecret"_s);
    CheckRunner runner(world.inputs(), {{CriterionId::Readyz}, false, false});
    Record record(runner);
    runner.start();
    QTRY_COMPARE(record.output[CriterionId::Readyz], QByteArray("early "));
    world.write(u"go"_s, {});
    QTRY_COMPARE(record.finished.size(), 1);
    QCOMPARE(record.output[CriterionId::Readyz], QByteArray("early … late tok-s"));
}

void CheckRunnerTest::cancelOne()
{
    World world;
    world.script(CriterionId::Readyz, "sleep 300\n");
    CheckRunner runner(world.inputs(), {{CriterionId::Readyz, CriterionId::PiiBreaker}, false, false});
    Record record(runner);
    runner.start();
    QTRY_COMPARE(record.rows.size(), 1);
    QVERIFY(record.rows.first().isGo());
    runner.cancel(CriterionId::Readyz);
    QTRY_COMPARE(record.finished.size(), 1);
    QCOMPARE(record.rows.last().id, CriterionId::Readyz);
    QCOMPARE(record.rows.last().status, Status::NotRun);
    QCOMPARE(record.rows.last().reason.cause, Cause::Cancelled);
}

void CheckRunnerTest::cancelAll()
{
    World world;
    world.script(CriterionId::Readyz, "echo here; sleep 300\n");
    CheckRunner runner(world.inputs(),
                       {{CriterionId::Readyz, CriterionId::DrRecovery, CriterionId::Dashboard}, true, false});
    Record record(runner);
    runner.start();
    QTRY_VERIFY(!record.output.isEmpty());
    runner.cancel();
    QTRY_COMPARE(record.finished.size(), 1);
    QCOMPARE(record.ended(), QList<CriterionId>{CriterionId::Readyz});
    QCOMPARE(record.rows.first().reason.cause, Cause::Cancelled);
    QVERIFY(!runner.isRunning());
}

void CheckRunnerTest::cancelBeforeStart()
{
    World world;
    CheckRunner runner(world.inputs(), {preflight(), true, false});
    Record record(runner);
    runner.cancel();
    RUN_TO_END(runner, record);
    QVERIFY(record.started.isEmpty());
}

void CheckRunnerTest::destroyedWhileRunning()
{
    World world;
    world.script(CriterionId::Readyz, "echo $$ > pid; echo here; exec sleep 300\n");
    auto runner =
        std::make_unique<CheckRunner>(world.inputs(), checks::RunRequest{{CriterionId::Readyz}, false, false});
    Record record(*runner);
    runner->start();
    QTRY_VERIFY(!record.output.isEmpty());
    QFile pid(world.path() + u"/pid"_s);
    QVERIFY(pid.open(QIODevice::ReadOnly));
    const QString process = u"/proc/%1/cmdline"_s.arg(QString::fromLatin1(pid.readAll().trimmed()));
    runner.reset();
    QCOMPARE(record.finished.size(), 0);
    const auto isAlive = [&process] {
        QFile commandLine(process);
        return commandLine.open(QIODevice::ReadOnly) && !commandLine.readAll().isEmpty();
    };
    QTRY_VERIFY(!isAlive());
}

void CheckRunnerTest::noteStays()
{
    World world;
    world.previous[at(CriterionId::Readyz)].note = u"watched since noon"_s;
    QCOMPARE(world.run(CriterionId::Readyz).note, u"watched since noon"_s);
}

void CheckRunnerTest::evidenceIsTheCallersWhereGiven()
{
    World world;
    auto inputs = world.inputs();
    int asked = 0;
    inputs.evidence = [&asked](QObject *, const checks::EvidenceSource::Use &use) {
        ++asked;
        use(metrics::EvidenceReading{});
    };
    CheckRunner runner(
        inputs, {{CriterionId::CanaryHealth, CriterionId::EvidenceIntegrity, CriterionId::PiiBreaker}, false, false});
    Record record(runner);
    RUN_TO_END(runner, record);
    QCOMPARE(asked, 2);
    QCOMPARE(runner.rows()[at(CriterionId::CanaryHealth)].reason.cause, Cause::EvidenceAbsent);
    QVERIFY(runner.rows()[at(CriterionId::PiiBreaker)].isGo());
}

void CheckRunnerTest::rollUpFallsWithAnyRow()
{
    for (const CriterionId spoiled : domain::preflightSet()) {
        World world;
        world.plan(CriterionId::Dashboard).source = domain::CheckSource::Probe;
        if (spoiled == CriterionId::CanaryHealth)
            world.writeEvidence(World::evidence("[" + World::window(2) + "]"));
        else if (spoiled != CriterionId::Dashboard)
            world.prints(spoiled, "no\\n", 1);
        const auto rows = world.run(preflight());
        const auto &dashboard = rows[at(CriterionId::Dashboard)];
        QCOMPARE(dashboard.source.kind, domain::Source::Kind::Rollup);
        if (spoiled == CriterionId::Dashboard) {
            QVERIFY(dashboard.isGo());
            QCOMPARE(dashboard.observed, u"9/9"_s);
            continue;
        }
        QCOMPARE(dashboard.reason, (domain::Reason{Cause::RowsNotGo, {domain::criterion(spoiled).key}}));
        QCOMPARE(dashboard.observed, u"8/9"_s);
        for (const CriterionId id : domain::preflightSet())
            QCOMPARE(rows[at(id)].isGo(), id != spoiled && id != CriterionId::Dashboard);
    }
}

void CheckRunnerTest::rollUpTakesFormerRows()
{
    World world;
    world.previous = world.run(preflight());
    world.plan(CriterionId::Dashboard).source = domain::CheckSource::Probe;
    QVERIFY(world.run(CriterionId::Dashboard).isGo());
}

void CheckRunnerTest::rollUpIsStaleWithItsRows()
{
    World world;
    world.previous = world.run(preflight());
    world.plan(CriterionId::Dashboard).source = domain::CheckSource::Probe;
    world.now = world.now.addSecs(25 * 3600);
    const auto row = world.run(CriterionId::Dashboard);
    QCOMPARE(row.reason.cause, Cause::RowsNotGo);
    QVERIFY(!row.reason.data.contains(u"dr-recovery"_s));
    QVERIFY(row.reason.data.contains(u"readyz"_s));
}

QTEST_GUILESS_MAIN(CheckRunnerTest)

#include "tst_checkrunner.moc"
