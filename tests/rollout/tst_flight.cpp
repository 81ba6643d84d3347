// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a promotion or an abort whose console was killed: judged from what is known, and from real processes.
#include "rollout/bootclock.h"
#include "rollout/flight.h"
#include "rollout/ledgerevents.h"

#include <QProcess>
#include <QTest>

#include <csignal>
#include <unistd.h>

using namespace cutover;
using namespace domain;
using rollout::CommandGroup;
using rollout::Fate;
using rollout::FlightSight;
using rollout::Trace;
using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr int patienceMs = 30'000;
const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

QString here()
{
    return rollout::systemBootInstant().bootId;
}

CommandGroup self()
{
    return CommandGroup::ofThisProcess(here());
}

ledger::Entry entry(qint64 index, QStringView of, const QJsonObject &payload)
{
    ledger::Entry told;
    told.index = index;
    told.kind = of.toString();
    told.timeUtc = noon;
    told.actor.workstation = u"host-a"_s;
    told.payload = payload;
    return told;
}

/// `sleep` in a group of its own, as a stage command is.
std::unique_ptr<QProcess> sleeper(const QString &script)
{
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([] { ::setsid(); });
    process->start(u"bash"_s, {u"-c"_s, script});
    std::ignore = QTest::qWaitFor([&process] { return process->bytesAvailable() > 0; }, patienceMs);
    return process;
}

void kill(QProcess &process)
{
    process.kill();
    std::ignore = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, patienceMs);
}

} // namespace

Q_DECLARE_METATYPE(cutover::rollout::FlightSight)
Q_DECLARE_METATYPE(cutover::rollout::Fate)

class FlightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFateIsJudged_data();
    void aFateIsJudged();
    void anAbortIsLeft_data();
    void anAbortIsLeft();
    void entriesAreFolded();
    void aNewAttemptAwaitsNoOldPromotion();
    void aLivingProcessRuns();
    void aKilledOneIsGone();
    void itsChildrenAreItsGroup();
    void elsewhereIsUnknown_data();
    void elsewhereIsUnknown();
    void identitiesAreTold();
};

void FlightTest::aFateIsJudged_data()
{
    QTest::addColumn<FlightSight>("sight");
    QTest::addColumn<Fate>("fate");
    using State = AttemptState;
    const auto add = [](const char *name, const FlightSight &sight, Fate fate) {
        QTest::newRow(name) << sight << fate;
    };
    const FlightSight left{State::Open, 25, true, Trace::Gone, Trace::Gone, 10, u"25"_s};
    const auto but = [&left](const auto &change) {
        auto sight = left;
        change(sight);
        return sight;
    };
    const auto reads = [&but](const QString &text) { return but([&text](auto &sight) { sight.stageText = text; }); };
    const auto attempt = [&but](State state) { return but([state](auto &sight) { sight.attempt = state; }); };
    const auto traces = [&but](Trace console, Trace command, qint64 ageS) {
        return but([=](auto &sight) {
            sight.console = console;
            sight.command = command;
            sight.ageS = ageS;
        });
    };
    const auto unstarted = [&but](Trace console, qint64 ageS, const QString &text) {
        return but([&](auto &sight) {
            sight.hasStarted = false;
            sight.console = console;
            sight.ageS = ageS;
            sight.stageText = text;
        });
    };
    add("nothing left, reached", left, Fate::Done);
    // Nothing of it is left, and the world does not read its stage.
    add("the stage before", reads(u"10"_s), Fate::Failed);
    add("no stage file", reads({}), Fate::Failed);
    add("unreadable", reads(u"?"_s), Fate::Failed);
    add("half a stage", reads(u"2"_s), Fate::Failed);
    add("more than the stage", reads(u"25 "_s), Fate::Failed);
    add("another writing of it", reads(u"025"_s), Fate::Failed);
    add("with a sign", reads(u"+25"_s), Fate::Failed);
    add("a later stage", reads(u"50"_s), Fate::Failed);
    add("abort", reads(u"abort"_s), Fate::Failed);
    // Whoever may still act is waited for.
    add("its console lives", traces(Trace::Running, Trace::Gone, 10), Fate::InFlight);
    add("its console lives, for long", traces(Trace::Running, Trace::Gone, 100'000), Fate::InFlight);
    add("its command runs", traces(Trace::Gone, Trace::Running, 10), Fate::InFlight);
    add("its command runs for long", traces(Trace::Gone, Trace::Running, 100'000), Fate::InFlight);
    add("both live", traces(Trace::Running, Trace::Running, 10), Fate::InFlight);
    add("elsewhere", traces(Trace::Unknown, Trace::Unknown, 10), Fate::InFlight);
    add("elsewhere, at its deadline", traces(Trace::Unknown, Trace::Unknown, 300), Fate::InFlight);
    add("elsewhere, by a clock ahead", traces(Trace::Unknown, Trace::Unknown, -60), Fate::InFlight);
    add("elsewhere, and a clock was set", traces(Trace::Unknown, Trace::Unknown, -61), Fate::NeedsPerson);
    // Only that machine can tell.
    add("elsewhere, long ago", traces(Trace::Unknown, Trace::Unknown, 360), Fate::NeedsPerson);
    add("its command elsewhere", traces(Trace::Gone, Trace::Unknown, 360), Fate::NeedsPerson);
    add("its console elsewhere", traces(Trace::Unknown, Trace::Gone, 360), Fate::NeedsPerson);
    // Never started: it never ran, and nobody can start it once it is settled.
    add("unstarted, reached by another hand", unstarted(Trace::Gone, 10, u"25"_s), Fate::Failed);
    add("unstarted", unstarted(Trace::Gone, 0, u"10"_s), Fate::Failed);
    add("unstarted, its console lives", unstarted(Trace::Running, 100'000, u"10"_s), Fate::InFlight);
    add("unstarted elsewhere", unstarted(Trace::Unknown, 119, u"10"_s), Fate::InFlight);
    add("unstarted elsewhere, long ago", unstarted(Trace::Unknown, 120, u"25"_s), Fate::Failed);
    add("unstarted elsewhere, by a clock ahead", unstarted(Trace::Unknown, -60, u"25"_s), Fate::InFlight);
    add("unstarted elsewhere, and a clock was set", unstarted(Trace::Unknown, -3'600, u"25"_s), Fate::Failed);
    // Of an attempt that was aborted nothing is reached any more.
    add("aborting", attempt(State::Aborting), Fate::Failed);
    add("aborted", attempt(State::Aborted), Fate::Failed);
    add("no decision", attempt(State::None), Fate::InFlight);
    add("a NO-GO", attempt(State::NoGo), Fate::InFlight);
    add("stood down", attempt(State::StoodDown), Fate::InFlight);
    add("closed", attempt(State::Closed), Fate::InFlight);
}

void FlightTest::aFateIsJudged()
{
    QFETCH(FlightSight, sight);
    QFETCH(Fate, fate);
    QCOMPARE(rollout::fateOf(sight), fate);
}

void FlightTest::anAbortIsLeft_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<int>("console");
    QTest::addColumn<qint64>("ageS");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isLeft");
    const auto add = [](const char *name, AttemptState attempt, Trace console, qint64 ageS, const QString &text,
                        bool isLeft) { QTest::newRow(name) << int(attempt) << int(console) << ageS << text << isLeft; };
    using State = AttemptState;
    add("gone, reads abort", State::Aborting, Trace::Gone, 0, u"abort"_s, true);
    add("elsewhere, long ago", State::Aborting, Trace::Unknown, 90, u"abort"_s, true);
    add("gone, reads the stage", State::Aborting, Trace::Gone, 1'000, u"10"_s, false);
    add("gone, nothing to read", State::Aborting, Trace::Gone, 1'000, {}, false);
    add("gone, unreadable", State::Aborting, Trace::Gone, 1'000, u"?"_s, false);
    add("its console lives", State::Aborting, Trace::Running, 1'000, u"abort"_s, false);
    add("elsewhere", State::Aborting, Trace::Unknown, 89, u"abort"_s, false);
    add("elsewhere, by a clock ahead", State::Aborting, Trace::Unknown, -60, u"abort"_s, false);
    add("elsewhere, and a clock was set", State::Aborting, Trace::Unknown, -3'600, u"abort"_s, true);
    add("aborted already", State::Aborted, Trace::Gone, 0, u"abort"_s, false);
    add("not aborted", State::Open, Trace::Gone, 0, u"abort"_s, false);
}

void FlightTest::anAbortIsLeft()
{
    QFETCH(int, attempt);
    QFETCH(int, console);
    QFETCH(qint64, ageS);
    QFETCH(QString, text);
    QFETCH(bool, isLeft);
    QCOMPARE(rollout::isAbortLeft(AttemptState(attempt), Trace(console), ageS, text), isLeft);
}

void FlightTest::entriesAreFolded()
{
    rollout::PromotionFlight flight;
    flight.fold(entry(1, kind::pause, {}));
    QCOMPARE(flight.intent, -1);
    flight.fold(
        entry(2, kind::promotionIntent,
              {{u"percent"_s, 25}, {u"decision_id"_s, u"a"_s}, {u"console"_s, CommandGroup{7, u"b"_s, 3}.toJson()}}));
    flight.fold(entry(3, kind::holdCredit, {}));
    QCOMPARE(flight.intent, 2);
    QCOMPARE(flight.percent, 25);
    QCOMPARE(flight.host, u"host-a"_s);
    QCOMPARE(flight.console.leader, 7);
    QVERIFY(!flight.hasStarted);
    flight.fold(entry(4, kind::promotionStarted, CommandGroup{9, u"b"_s, 4}.toJson()));
    QVERIFY(flight.hasStarted);
    QCOMPARE(flight.command.leader, 9);
    flight.fold(entry(5, kind::promotionOutcome, {{u"percent"_s, 10}, {u"decision_id"_s, u"a"_s}}));
    flight.fold(entry(5, kind::promotionOutcome, {{u"percent"_s, 25}, {u"decision_id"_s, u"z"_s}}));
    QCOMPARE(flight.intent, 2); // of a machine that slept through the end of its attempt
    flight.fold(entry(5, kind::promotionOutcome, {{u"percent"_s, 25}, {u"decision_id"_s, u"a"_s}}));
    QCOMPARE(flight.intent, -1);
    QVERIFY(!flight.hasStarted);

    rollout::AbortFlight abort;
    abort.fold(entry(6, kind::abortIntent, {{u"console"_s, CommandGroup{7, u"b"_s, 3}.toJson()}}));
    QCOMPARE(abort.console.leader, 7);
    abort.fold(entry(7, kind::abortOutcome, {{u"read_back"_s, false}}));
    QCOMPARE(abort.intent, 6); // it goes on
    QVERIFY(abort.isTold);
    abort.fold(entry(8, kind::abortOutcome, {{u"read_back"_s, true}}));
    QCOMPARE(abort.intent, -1);
    abort.fold(entry(9, kind::abortIntent, {{u"attempt_id"_s, u"b"_s}}));
    abort.fold(entry(10, kind::abortOutcome, {{u"read_back"_s, true}, {u"attempt_id"_s, u"a"_s}}));
    QCOMPARE(abort.intent, 9); // of the attempt before
    abort.fold(entry(11, kind::abortOutcome, {{u"read_back"_s, true}, {u"attempt_id"_s, u"b"_s}}));
    QCOMPARE(abort.intent, -1);
}

void FlightTest::aNewAttemptAwaitsNoOldPromotion()
{
    const QList<StagePlan> plans{{10, 20}, {25, 1800}};
    rollout::PromotionFlight flight;
    auto state = advance({}, DecisionSigned{1, DecisionKind::Go, u"a"_s, noon, plans});
    QVERIFY(!rollout::fateNow(flight, state, {}, noon, here()));
    flight.fold(entry(2, kind::promotionIntent, {{u"percent"_s, 10}})); // by a console that did not tell who it was
    state = advance(state, PromotionIntended{10, noon});
    QCOMPARE(*rollout::fateNow(flight, state, {}, noon, here()), Fate::InFlight);
    QCOMPARE(*rollout::fateNow(flight, state, {}, noon.addSecs(120), here()), Fate::Failed);
    state = advance(state, AbortIntended{noon, u"x"_s});
    state = advance(state, AbortEnded{true, noon});
    QVERIFY(rollout::fateNow(flight, state, {}, noon, here()));
    state = advance(state, DecisionSigned{6, DecisionKind::Go, u"b"_s, noon, plans});
    QVERIFY(!rollout::fateNow(flight, state, {}, noon.addSecs(120), here()));
}

void FlightTest::aLivingProcessRuns()
{
    QCOMPARE(rollout::traceOfLeader(self(), self()), Trace::Running);
    const auto process = sleeper(u"echo up; sleep 60"_s);
    const auto group = CommandGroup::of(process->processId(), here());
    QCOMPARE(rollout::traceOfGroup(group, self()), Trace::Running);
    QCOMPARE(rollout::traceOfGroup(CommandGroup::fromJson(group.toJson()), self()), Trace::Running);
    auto later = group; // whose id was given again
    ++later.startTicks;
    QCOMPARE(rollout::traceOfGroup(later, self()), Trace::Gone);
    kill(*process);
}

void FlightTest::aKilledOneIsGone()
{
    const auto process = sleeper(u"echo up; exec sleep 60"_s);
    const auto group = CommandGroup::of(process->processId(), here());
    // Dead, and reaped only when this thread's loop turns.
    ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(rollout::traceOfGroup(group, self()), Trace::Gone, patienceMs);
    kill(*process);
    QCOMPARE(rollout::traceOfLeader(group, self()), Trace::Gone);
}

void FlightTest::itsChildrenAreItsGroup()
{
    const auto process = sleeper(u"sleep 60 & echo $!; wait"_s);
    const auto child = process->readAllStandardOutput().trimmed().toLongLong();
    QVERIFY(child > 1);
    const auto group = CommandGroup::of(process->processId(), here());
    ::kill(static_cast<pid_t>(group.leader), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(rollout::traceOfLeader(group, self()), Trace::Gone, patienceMs);
    QCOMPARE(rollout::traceOfGroup(group, self()), Trace::Running);
    ::kill(static_cast<pid_t>(child), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(rollout::traceOfGroup(group, self()), Trace::Gone, patienceMs);
}

void FlightTest::elsewhereIsUnknown_data()
{
    QTest::addColumn<QString>("boot");
    QTest::addColumn<QString>("machine");
    QTest::addColumn<QString>("pids");
    QTest::addColumn<int>("trace");
    const auto mine = CommandGroup{1, u"boot"_s, 1, u"machine"_s, u"pid:[1]"_s};
    const auto add = [](const char *name, const QString &boot, const QString &machine, const QString &pids,
                        Trace trace) { QTest::newRow(name) << boot << machine << pids << int(trace); };
    add("an earlier boot of this machine", u"other"_s, mine.machine, mine.pids, Trace::Gone);
    add("an earlier boot, another container", u"other"_s, mine.machine, u"pid:[2]"_s, Trace::Gone);
    add("another machine", u"other"_s, u"else"_s, mine.pids, Trace::Unknown);
    add("a machine without an id", u"other"_s, {}, mine.pids, Trace::Unknown);
    add("another container", mine.bootId, mine.machine, u"pid:[2]"_s, Trace::Unknown);
    add("a container that was not told", mine.bootId, mine.machine, {}, Trace::Unknown);
    add("no boot told", {}, mine.machine, mine.pids, Trace::Unknown);
}

void FlightTest::elsewhereIsUnknown()
{
    QFETCH(QString, boot);
    QFETCH(QString, machine);
    QFETCH(QString, pids);
    QFETCH(int, trace);
    const CommandGroup mine{4'000'000, u"boot"_s, 1, u"machine"_s, u"pid:[1]"_s};
    const CommandGroup other{4'000'001, boot, 1, machine, pids};
    QCOMPARE(int(rollout::traceOfLeader(other, mine)), trace);
    QCOMPARE(int(rollout::traceOfGroup(other, mine)), trace);
    // A machine without an id knows no earlier boot of its own either.
    auto nameless = mine;
    nameless.machine.clear();
    QVERIFY(rollout::traceOfLeader(CommandGroup{4'000'001, u"other"_s, 1, {}, pids}, nameless) == Trace::Unknown);
    QVERIFY(rollout::traceOfLeader(CommandGroup{}, mine) == Trace::Unknown);
    QVERIFY(rollout::traceOfLeader(CommandGroup{1, mine.bootId, 1, mine.machine, mine.pids}, mine) == Trace::Unknown);
}

void FlightTest::identitiesAreTold()
{
    QVERIFY(self().isSameProcess(CommandGroup::fromJson(self().toJson())));
    auto other = self();
    ++other.startTicks;
    QVERIFY(!self().isSameProcess(other));
    QVERIFY(!self().pids.isEmpty());
    QCOMPARE(CommandGroup::fromJson({}).leader, 0);
}

QTEST_GUILESS_MAIN(FlightTest)

#include "tst_flight.moc"
