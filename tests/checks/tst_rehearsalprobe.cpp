// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The record of a rehearsal against the workspace as it is now.
#include "checks/rehearsalprobe.h"
#include "checks/world.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

const QString stageScript = u"pipeline/release/canary_step.sh"_s;
const QString abortScript = u"pipeline/release/abort.sh"_s;

struct RehearsedWorld : World
{
    RehearsedWorld()
    {
        plan(CriterionId::Rehearsal).source = domain::CheckSource::Probe;
        write(stageScript, "echo stage\n");
        write(abortScript, "echo abort\n");
        record.startedAt = now.addSecs(-1200);
        record.endedAt = now.addSecs(-600);
        record.version = profile.version;
        for (const int percent : {25, 50}) {
            domain::RehearsalStep step;
            step.percent = percent;
            step.passed = true;
            record.steps.append(step);
        }
        record.abortDrill = domain::RehearsalStep();
        record.abortDrill->passed = true;
        record.production = checks::productionDigests(profile, path()).value_or(checks::FileDigests());
        told = record;
    }
    Row judged()
    {
        auto given = inputs();
        given.rehearsal = told;
        checks::CheckRunner runner(given, {{CriterionId::Rehearsal}, true, false});
        QSignalSpy finished(&runner, &checks::CheckRunner::finished);
        runner.start();
        if (!finished.wait(60'000))
            qFatal("never ended");
        return runner.rows()[static_cast<std::size_t>(CriterionId::Rehearsal)];
    }

    domain::Rehearsal record;
    std::optional<domain::Rehearsal> told;
};

} // namespace

class RehearsalProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPassedOneIsGo();
    void itIsAsOldAsTheRehearsal();
    void badWorlds_data();
    void badWorlds();
};

void RehearsalProbeTest::aPassedOneIsGo()
{
    RehearsedWorld world;
    QCOMPARE(world.record.production.keys(), QStringList({u"/commands/abort"_s, u"/commands/stage"_s, u"/limits"_s,
                                                          u"/rehearsal"_s, abortScript, stageScript}));
    const auto row = world.judged();
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u'|')));
    QCOMPARE(row.observed, u"25, 50, abort"_s);
    QCOMPARE(row.observed, row.limit);
    QCOMPARE(row.measuredAt, world.record.endedAt);
    QCOMPARE(row.durationMs, 600'000);
    QCOMPARE(row.outputSha256.size(), 32);
    world.told->version = u"other"_s;
    QVERIFY(world.judged().outputSha256 != row.outputSha256);
}

void RehearsalProbeTest::itIsAsOldAsTheRehearsal()
{
    RehearsedWorld world;
    const auto aged = [&world](qint64 hours) {
        world.told->endedAt = world.now.addSecs(-hours * 3600);
        return domain::judgedForAge(world.judged(), world.plan(CriterionId::Rehearsal).staleS, world.now).status;
    };
    QCOMPARE(aged(72), Status::Go);
    QCOMPARE(aged(73), Status::Stale);
    QCOMPARE(aged(-1), Status::Stale); // a clock that was set back
}

void RehearsalProbeTest::badWorlds_data()
{
    using Spoil = std::function<void(RehearsedWorld &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *name, const Spoil &spoil, Status status, Cause cause, const QString &first) {
        QTest::newRow(name) << spoil << status << cause << first;
    };
    row("never rehearsed", [](RehearsedWorld &world) { world.told.reset(); }, Status::NoData, Cause::RehearsalAbsent,
        {});
    row(
        "failed",
        [](RehearsedWorld &world) {
            world.told->steps[1].passed = false;
            world.told->steps[1].cause = u"burst"_s;
        },
        Status::NoGo, Cause::RehearsalFailed, u"50"_s);
    row(
        "another version", [](RehearsedWorld &world) { world.profile.version = u"v9"_s; }, Status::NoGo,
        Cause::RehearsalOutdated, u"version"_s);
    row(
        "another stage script", [](RehearsedWorld &world) { world.write(stageScript, "echo other\n"); }, Status::NoGo,
        Cause::RehearsalOutdated, stageScript);
    row(
        "another abort script", [](RehearsedWorld &world) { world.write(abortScript, "echo other\n"); }, Status::NoGo,
        Cause::RehearsalOutdated, abortScript);
    row(
        "a script gone", [](RehearsedWorld &world) { world.remove(abortScript); }, Status::Error, Cause::ScriptMissing,
        abortScript);
    row(
        "another command of the same script",
        [](RehearsedWorld &world) { world.profile.stageCommand.arguments.append(u"--fast"_s); }, Status::NoGo,
        Cause::RehearsalOutdated, u"/commands/stage"_s);
    row(
        "other limits", [](RehearsedWorld &world) { world.profile.limits.burst = 1.4; }, Status::NoGo,
        Cause::RehearsalOutdated, u"/limits"_s);
    row(
        "another hold", [](RehearsedWorld &world) { world.profile.rehearsal.holdS = 90; }, Status::NoGo,
        Cause::RehearsalOutdated, u"/rehearsal"_s);
    row(
        "a command of no script",
        [](RehearsedWorld &world) {
            world.profile.abortCommand.arguments = {u"true"_s, u"{reason}"_s};
        },
        Status::NoGo, Cause::RehearsalOutdated, u"/commands/abort"_s);
    row(
        "a record that binds nothing", [](RehearsedWorld &world) { world.told->production.clear(); }, Status::NoGo,
        Cause::RehearsalOutdated, u"/commands/abort"_s);
    row(
        "another script now",
        [](RehearsedWorld &world) {
            world.write(u"b.sh"_s, "echo\n");
            world.profile.abortCommand.arguments = {u"bash"_s, u"b.sh"_s, u"{reason}"_s};
        },
        Status::NoGo, Cause::RehearsalOutdated, u"/commands/abort"_s);
}

void RehearsalProbeTest::badWorlds()
{
    using Spoil = std::function<void(RehearsedWorld &)>;
    QFETCH(Spoil, spoil);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QString, first);
    RehearsedWorld world;
    spoil(world);
    const auto row = world.judged();
    QCOMPARE(row.status, status);
    QCOMPARE(row.reason.cause, cause);
    QCOMPARE(row.reason.data.value(0), first);
}

QTEST_GUILESS_MAIN(RehearsalProbeTest)
#include "tst_rehearsalprobe.moc"
