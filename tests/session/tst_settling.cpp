// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a console that is gone left in a real ledger: told once, by what the world reads, and shown until then.
#include "rollout/bootclock.h"
#include "rollout/ledgerevents.h"
#include "session/abortjournal.h"
#include "session/settling.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::StageState;
using rollout::CommandGroup;
using rollout::Fate;
namespace kind = rollout::kind;

namespace {

const QByteArray evidence = R"({"generated_at": "2026-03-02T10:15:00Z", "tampered": false, "canary": {"windows": [
    {"stage": 10, "pass": true, "burst": 0.8, "p50_ms": 41, "p99_ms": 182, "error_rate": 0, "requests": 9},
    {"stage": 10, "pass": true, "burst": 0.8, "p50_ms": 41, "p99_ms": 182, "error_rate": 0, "requests": 8}]},
    "perf": {"p50_ms": 41.2, "p99_ms": 180.4, "error_rate": 0}})";

QString boot()
{
    return rollout::systemBootInstant().bootId;
}

/// A process of this machine that nobody has: its id was given again, or is beyond all.
CommandGroup gone()
{
    auto group = CommandGroup::ofThisProcess(boot());
    ++group.startTicks;
    return group;
}

CommandGroup elsewhere()
{
    auto group = gone();
    group.bootId = u"of another machine"_s;
    group.machine = u"another"_s;
    return group;
}

/// A workspace in whose ledger a GO stands.
struct Place
{
    QTemporaryDir root;
    std::unique_ptr<ledger::Ledger> log;
    session::Mirror mirror;
    QDateTime now = QDateTime::currentDateTimeUtc();

    Place()
    {
        write(u"cutover.json"_s, R"({"workspace_id": "w", "version": "v1", "target_at": "2026-03-02T14:00:00Z"})");
        write(u"var/evidence/latest.json"_s, evidence);
        log = open();
        append(kind::decision, {{u"decision"_s, u"GO"_s},
                                {u"decision_id"_s, u"a"_s},
                                {u"stages"_s, rollout::stagesJson({{10, 900}, {25, 900}})}});
    }
    [[nodiscard]] std::unique_ptr<ledger::Ledger> open() const
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::Create;
        options.workspaceId = u"w"_s;
        options.stateFolder = root.filePath(u"state"_s);
        options.now = [] { return QDateTime::currentDateTimeUtc(); };
        auto opened = ledger::Ledger::open(root.filePath(u"ledger.sqlite"_s), options);
        return opened ? std::move(*opened) : nullptr;
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        const QFileInfo place(root.filePath(name));
        QDir().mkpath(place.path());
        QFile file(place.filePath());
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    void setStage(const QByteArray &text) const { write(u"var/rollout/desired_stage.txt"_s, text); }
    void append(QStringView of, const QJsonObject &payload) const
    {
        QVERIFY(log->append(of, ledger::Actor::ofThisProcess(), payload));
    }
    void intend(const CommandGroup &console, int percent = 10) const
    {
        append(kind::promotionIntent,
               {{u"percent"_s, percent}, {u"decision_id"_s, u"a"_s}, {u"console"_s, console.toJson()}});
    }
    void start(const CommandGroup &command) const { append(kind::promotionStarted, command.toJson()); }
    [[nodiscard]] session::LookInput input() const
    {
        session::LookInput input;
        input.workspace = root.path();
        input.stateFolder = root.filePath(u"state"_s);
        input.now = now;
        input.boot = rollout::systemBootInstant();
        return input;
    }
    [[nodiscard]] bool settle()
    {
        return session::settleLeft(input(), ledger::Actor::ofThisProcess(), *log, mirror).value_or(false);
    }
    [[nodiscard]] bool find()
    {
        return session::takeOverAbort(input(), ledger::Actor::ofThisProcess(), {evidence, now}, *log, mirror)
            .value_or(false);
    }
    /// At 10 %, by a console that is gone.
    [[nodiscard]] bool promote()
    {
        intend(gone());
        start(gone());
        setStage("10\n");
        return settle();
    }
    /// The last entry, if it is of that kind.
    [[nodiscard]] QJsonObject last(QStringView of) const
    {
        const auto entry = log->entry(log->size() - 1);
        return entry && entry->kind == of ? entry->payload : QJsonObject();
    }
    [[nodiscard]] session::Records records() const { return session::foldRecords(log->entries().value()); }
};

} // namespace

class SettlingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReachedStageIsTold();
    void anUnreachedOneIsNot_data();
    void anUnreachedOneIsNot();
    void whoeverMayStillActIsWaitedFor_data();
    void whoeverMayStillActIsWaitedFor();
    void ofTwoConsolesOneSettles();
    void aReachedStageNeedsEvidence();
    void itIsShownUntilThen();
    void anAbortThatWasLeftIsTakenOver();
    void anAbortThatSomebodyTellsIsNot();
    void anAbortThatFailedIsProvenByItsRecovery();
    void anAbortedPromotionReachesNothing();
    void anAbortIsFound_data();
    void anAbortIsFound();
    void noAbortIsFound();
    void ofTwoConsolesOneFindsIt();
    void whatWasDecidedMeanwhileStands();
    void aLivingConsoleEntersItsOwnAbort();
};

void SettlingTest::aReachedStageIsTold()
{
    Place place;
    place.intend(gone());
    place.start(gone());
    place.setStage("10\n");
    QVERIFY(place.settle());
    const auto outcome = place.last(kind::promotionOutcome);
    QCOMPARE(outcome[u"result"_s].toString(), u"done"_s);
    QCOMPARE(outcome[u"series_length"_s].toInteger(), 2); // both windows came before
    QCOMPARE(outcome[u"desired_stage"_s].toString(), u"10"_s);
    QVERIFY(outcome[u"settled"_s].toBool());
    const auto rollout = place.records().rollout;
    QVERIFY(!rollout.anomaly);
    QCOMPARE(rollout.present()->plan.percent, 10);
    QCOMPARE(rollout.present()->creditMs, 0);
    QVERIFY(!place.settle());
}

void SettlingTest::anUnreachedOneIsNot_data()
{
    QTest::addColumn<bool>("hasStarted");
    QTest::addColumn<QByteArray>("stage");
    QTest::newRow("nothing") << true << QByteArray();
    QTest::newRow("before") << true << QByteArray("0\n");
    QTest::newRow("another") << true << QByteArray("25\n");
    QTest::newRow("half") << true << QByteArray("1");
    QTest::newRow("too long") << true << QByteArray(100, '1');
    QTest::newRow("abort") << true << QByteArray("abort\n");
    QTest::newRow("not started") << false << QByteArray("0\n");
    QTest::newRow("not started, set by another hand") << false << QByteArray("10\n");
}

void SettlingTest::anUnreachedOneIsNot()
{
    QFETCH(bool, hasStarted);
    QFETCH(QByteArray, stage);
    Place place;
    place.intend(gone());
    if (hasStarted)
        place.start(gone());
    place.setStage(stage);
    QVERIFY(place.settle());
    QCOMPARE(place.last(kind::promotionOutcome)[u"result"_s].toString(), u"failed"_s);
    const auto rollout = place.records().rollout;
    QVERIFY(!rollout.anomaly);
    QCOMPARE(rollout.next()->plan.percent, 10); // may be pressed again
    QCOMPARE(rollout.next()->state, StageState::Failed);
    QVERIFY(!place.settle());
    place.intend(gone());
    QVERIFY(!place.records().rollout.anomaly);
}

void SettlingTest::whoeverMayStillActIsWaitedFor_data()
{
    QTest::addColumn<QJsonObject>("console");
    QTest::addColumn<QJsonObject>("command");
    QTest::addColumn<int>("ageS");
    const auto parent = CommandGroup::of(::getppid(), boot());
    QTest::newRow("its console lives") << parent.toJson() << gone().toJson() << 0;
    QTest::newRow("its console lives, long ago") << parent.toJson() << gone().toJson() << 100'000;
    QTest::newRow("its command runs") << gone().toJson() << parent.toJson() << 100'000;
    QTest::newRow("elsewhere") << elsewhere().toJson() << elsewhere().toJson() << 0;
    QTest::newRow("elsewhere, long ago") << elsewhere().toJson() << elsewhere().toJson() << 100'000;
    QTest::newRow("nobody told who") << QJsonObject() << gone().toJson() << 100'000;
    QTest::newRow("the built-in, its console lives") << parent.toJson() << CommandGroup().toJson() << 100'000;
}

void SettlingTest::whoeverMayStillActIsWaitedFor()
{
    QFETCH(QJsonObject, console);
    QFETCH(QJsonObject, command);
    QFETCH(int, ageS);
    Place place;
    place.intend(CommandGroup::fromJson(console));
    place.start(CommandGroup::fromJson(command));
    place.setStage("10\n");
    place.now = place.now.addSecs(ageS);
    QVERIFY(!place.settle());
    QVERIFY(!place.last(kind::promotionStarted).isEmpty());
}

void SettlingTest::ofTwoConsolesOneSettles()
{
    Place place;
    place.intend(gone());
    place.start(gone());
    place.setStage("10\n");
    const auto other = place.open();
    session::Mirror others;
    others.follow(*other);
    place.mirror.follow(*place.log);
    QVERIFY(place.settle());
    QVERIFY(!session::settleLeft(place.input(), ledger::Actor::ofThisProcess(), *other, others).value_or(true));
    QVERIFY(!place.settle());
    QVERIFY(!place.records().rollout.anomaly);
}

void SettlingTest::aReachedStageNeedsEvidence()
{
    Place place;
    place.intend(gone());
    place.start(gone());
    place.setStage("10\n");
    place.write(u"var/evidence/latest.json"_s, "{");
    QVERIFY(!place.settle());
    place.write(u"var/evidence/latest.json"_s, evidence);
    QVERIFY(place.settle());
}

void SettlingTest::itIsShownUntilThen()
{
    Place place;
    place.intend(gone());
    place.start(gone());
    auto records = place.records();
    QCOMPARE(*session::markUnknown(records, place.input()), Fate::Failed);
    QCOMPARE(records.rollout.stage(10)->state, StageState::OutcomeUnknown);
    Place remote;
    remote.intend(elsewhere());
    remote.start(elsewhere());
    records = remote.records();
    QCOMPARE(*session::markUnknown(records, remote.input()), Fate::InFlight);
    QCOMPARE(records.rollout.stage(10)->state, StageState::Promoting);
    remote.now = remote.now.addSecs(3'600);
    QCOMPARE(*session::markUnknown(records, remote.input()), Fate::NeedsPerson);
    QCOMPARE(records.rollout.stage(10)->state, StageState::OutcomeUnknown);
    Place idle;
    records = idle.records();
    QVERIFY(!session::markUnknown(records, idle.input()));
}

/// Its console is gone, and with it how the command ended: whoever takes it over runs it again.
void SettlingTest::anAbortThatWasLeftIsTakenOver()
{
    Place place;
    place.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}});
    place.setStage("abort\n");
    QVERIFY(!place.settle()); // no word of the world's proves what it did
    QVERIFY(place.find());
    const auto intent = place.last(kind::abortIntent);
    QCOMPARE(intent[u"reason"_s].toString(), u"x"_s);
    QVERIFY(CommandGroup::fromJson(intent[u"console"_s].toObject()).isSameProcess(CommandGroup::ofThisProcess(boot())));
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Aborting);
    QVERIFY(!place.find());
}

void SettlingTest::anAbortThatSomebodyTellsIsNot()
{
    Place place;
    place.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}});
    for (const QByteArray stage : {"10\n", "", "abor", "aborted\n"}) {
        place.setStage(stage); // for which the watcher runs it again
        QVERIFY(!place.find());
    }
    Place living;
    const auto parent = CommandGroup::of(::getppid(), boot());
    living.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, parent.toJson()}});
    living.setStage("abort\n");
    QVERIFY(!living.find());
    Place failed; // for a whole minute: a person decides whether to press again
    failed.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}});
    failed.append(kind::abortOutcome, {{u"read_back"_s, false}, {u"exit_code"_s, 9}});
    failed.setStage("abort\n");
    QVERIFY(!failed.find());
}

/// Else an attempt whose abort was done by hand could never be closed.
void SettlingTest::anAbortThatFailedIsProvenByItsRecovery()
{
    Place place;
    QVERIFY(place.promote());
    const auto recovery = [&place](bool recovered) {
        place.append(kind::recovery, {{u"recovered"_s, recovered}, {u"attempt_id"_s, u"a"_s}});
    };
    place.append(kind::abortIntent,
                 {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}, {u"attempt_id"_s, u"a"_s}});
    place.setStage("abort\n");
    recovery(true);
    QVERIFY(!place.settle()); // how it ended is not told: it is taken over
    QVERIFY(place.records().rollout.recovered == true);
    place.append(kind::abortOutcome, {{u"read_back"_s, false}, {u"exit_code"_s, 9}, {u"attempt_id"_s, u"a"_s}});
    QVERIFY(!place.settle()); // what was polled before says nothing
    recovery(false);
    QVERIFY(!place.settle());
    recovery(true);
    place.setStage("10\n");
    QVERIFY(!place.settle());
    place.setStage("abort\n");
    QVERIFY(place.settle());
    QVERIFY(place.last(kind::abortOutcome)[u"settled"_s].toBool());
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Aborted);
    QVERIFY(!place.settle());
}

void SettlingTest::anAbortedPromotionReachesNothing()
{
    Place place;
    place.intend(gone());
    place.start(gone());
    place.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}});
    place.setStage("10\n");
    QVERIFY(place.settle());
    QCOMPARE(place.last(kind::promotionOutcome)[u"result"_s].toString(), u"failed"_s);
    QVERIFY(!place.settle()); // the abort has to run again
    place.setStage("abort\n");
    QVERIFY(!place.settle());
    QVERIFY(place.find());
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Aborting);
    QVERIFY(!place.records().rollout.anomaly);
}

void SettlingTest::anAbortIsFound_data()
{
    QTest::addColumn<bool>("isInFlight");
    QTest::newRow("at a stage") << false;
    QTest::newRow("with a promotion in flight") << true;
}

/// Its console died before its first note, or a script or a stranger wrote it: it is honoured all the same.
void SettlingTest::anAbortIsFound()
{
    QFETCH(const bool, isInFlight);
    Place place;
    QVERIFY(place.promote());
    if (isInFlight) {
        place.intend(elsewhere(), 25);
        place.start(elsewhere());
    }
    place.setStage("abort\n");
    QVERIFY(place.find());
    const auto intent = place.last(kind::abortIntent);
    QVERIFY(intent[u"settled"_s].toBool());
    QCOMPARE(intent[u"bound"_s].toArray().size(), 1); // the evidence of that moment
    const auto rollout = place.records().rollout;
    QCOMPARE(rollout.attemptState, domain::AttemptState::Aborting); // until the signed command has run
    QCOMPARE(rollout.abortReason, u"found-in-desired-stage"_s);
    QVERIFY(!rollout.anomaly);
    QVERIFY(!place.find());
}

void SettlingTest::noAbortIsFound()
{
    Place place;
    place.setStage("abort\n");
    QVERIFY(!place.find()); // no rollout
    QVERIFY(place.promote());
    for (const QByteArray stage : {"10\n", "25\n", "", "abor", "aborted\n"}) {
        place.setStage(stage);
        QVERIFY(!place.find());
    }
    place.setStage("abort\n");
    place.append(kind::abortIntent, {{u"reason"_s, u"x"_s}, {u"console"_s, gone().toJson()}});
    QVERIFY(place.find());
    QVERIFY(!place.find()); // this console's own, which tells it
    place.append(kind::abortOutcome, {{u"read_back"_s, true}, {u"attempt_id"_s, u"a"_s}});
    // The next attempt finds in the file what this one left.
    place.append(kind::decision, {{u"decision"_s, u"GO"_s},
                                  {u"decision_id"_s, u"b"_s},
                                  {u"stages"_s, rollout::stagesJson({{10, 900}, {25, 900}})}});
    place.intend(gone());
    QVERIFY(!place.find());
    QVERIFY(!place.records().rollout.anomaly);
}

void SettlingTest::ofTwoConsolesOneFindsIt()
{
    Place place;
    QVERIFY(place.promote());
    place.setStage("abort\n");
    const auto other = place.open();
    session::Mirror others;
    others.follow(*other);
    place.mirror.follow(*place.log);
    QVERIFY(place.find());
    QVERIFY(!session::takeOverAbort(place.input(), ledger::Actor::ofThisProcess(), {}, *other, others).value_or(true));
    QVERIFY(!place.find());
}

void SettlingTest::whatWasDecidedMeanwhileStands()
{
    Place place;
    QVERIFY(place.promote());
    place.setStage("abort\n");
    const auto aborted = session::AbortJournal(place.root.filePath(u"state"_s))
                             .note({place.root.path(), {}, u"a"_s, u"pressed"_s, place.now});
    QVERIFY(!aborted.isEmpty());
    QVERIFY(!place.find()); // it is noted, and comes late
    QVERIFY(session::AbortJournal(place.root.filePath(u"state"_s)).mergeInto(*place.log, place.root.path(), {}));
    QCOMPARE(place.records().rollout.abortReason, u"pressed"_s);
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Aborting); // the word is no outcome
    QVERIFY(!place.find());
}

/// Two entries would tell of one abort.
void SettlingTest::aLivingConsoleEntersItsOwnAbort()
{
    Place place;
    QVERIFY(place.promote());
    const session::AbortJournal journal(place.root.filePath(u"state"_s));
    const auto note = [&](const CommandGroup &console) {
        return journal.note({place.root.path(), {}, u"a"_s, u"pressed"_s, place.now, console});
    };
    const auto living = note(CommandGroup::of(::getppid(), boot()));
    QVERIFY(!journal.mergeInto(*place.log, place.root.path(), {}));
    QVERIFY(QFile::exists(living));
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Open);
    QCOMPARE(journal.pending(*place.log, place.root.path()).size(), 1); // seen all the same
    const auto left = note(gone());
    QVERIFY(!journal.mergeInto(*place.log, place.root.path(), {}));
    QVERIFY(QFile::exists(living) && !QFile::exists(left));
    QVERIFY(place.records().rollout.isAborted());
    journal.forget(living);
    QVERIFY(journal.mergeInto(*place.log, place.root.path(), {}));
}

QTEST_GUILESS_MAIN(SettlingTest)

#include "tst_settling.moc"
