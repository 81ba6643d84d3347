// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/scriptplace.h"

#include "ledger/asyncledger.h"
#include "rollout/ledgerevents.h"
#include "rollout/promotejob.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using domain::RefusalCode;
using domain::Refusals;
using ledger::AsyncLedger;
using rollout::PromoteJob;
using rollout::PromotionReport;
using rollout::test::Place;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

PromoteJob::Judge allow()
{
    return [](ledger::Ledger &, qint64) { return Refusals{}; };
}

qsizetype length()
{
    return 5;
}

} // namespace

class PromoteJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<PromotionReport>(); }
    void isDoneWhenTheStageReadsBack();
    void aFailingScriptIsNotDone();
    void aScriptThatWritesNoStageIsNotDone();
    void aMissingProgramIsNotDone();
    void refusedAtOnceLeavesNoIntent();
    void refusedAtTheLastMomentRunsNothing();
    void theIntentIsDurableBeforeTheCommand();
    void ofTwoConsolesOneActs();
    void whatIsDecidedWhileItJudgesStopsIt();
    void anAbortEndsAHangingScript();
    void itsStartIsDurableBeforeTheCommand();
    void theBuiltInTellsItsStartToo();
    void whatIsDecidedBeforeTheStartStopsIt_data();
    void whatIsDecidedBeforeTheStartStopsIt();
    void whatChangesNothingDoesNot_data();
    void whatChangesNothingDoesNot();
    void aSettledOneTellsNoSecondOutcome();
    void anothersOutcomeIsNotItsOwn_data();
    void anothersOutcomeIsNotItsOwn();
    void anAbortBeforeItsStartStopsTheBuiltIn();

private:
    struct Console
    {
        AsyncLedger log;
        [[nodiscard]] bool open(const Place &place)
        {
            ledger::OpenOptions options;
            options.mode = ledger::OpenOptions::Mode::Create;
            options.workspaceId = u"w"_s;
            options.stateFolder = place.root.filePath(u"state"_s);
            QSignalSpy spy(&log, &AsyncLedger::opened);
            log.open(place.root.filePath(u"ledger.sqlite"_s), options);
            return spy.wait(patienceMs);
        }
    };

    static rollout::PromoteSpec spec(const Place &place, const QStringList &arguments)
    {
        return {10, place.workspace, arguments, Place::environment(), ledger::Actor::ofThisProcess(), u"a"_s};
    }
    /// Kind, and result where there is one, of every entry but the first.
    static QStringList kinds(const Place &place)
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::ReadOnly;
        options.stateFolder = place.root.filePath(u"state"_s);
        const auto log = ledger::Ledger::open(place.root.filePath(u"ledger.sqlite"_s), options);
        const auto entries = log ? (*log)->entries(1) : tl::unexpected(log.error());
        QStringList list;
        for (const auto &entry : entries.value_or(QList<ledger::Entry>{}))
            list.append((entry.kind + u' ' + entry.payload[u"result"_s].toString()).trimmed());
        return list;
    }
    static PromotionReport run(PromoteJob &job)
    {
        QSignalSpy finished(&job, &PromoteJob::finished);
        job.start();
        if (!finished.wait(patienceMs) || finished.size() != 1)
            return {false, {{RefusalCode::NoDecision, {u"never finished"_s}}}, -99, {}};
        return finished.first().first().value<PromotionReport>();
    }
    static PromotionReport promote(const Place &place, const QStringList &arguments)
    {
        Console console;
        if (!console.open(place))
            return {};
        PromoteJob job(console.log, spec(place, arguments), allow(), length);
        return run(job);
    }
};

void PromoteJobTest::isDoneWhenTheStageReadsBack()
{
    Place place;
    const auto report = promote(place, place.script("echo $1 > $stage", {u"10"_s}));
    QVERIFY(report.done);
    QVERIFY(report.refusals.isEmpty());
    QCOMPARE(report.exitCode, 0);
    QCOMPARE(report.desiredStage, u"10"_s);
    QCOMPARE(kinds(place), (QStringList{u"promotion_intent"_s, u"promotion_started"_s, u"promotion_outcome done"_s}));
}

void PromoteJobTest::aFailingScriptIsNotDone()
{
    Place place;
    const auto report = promote(place, place.script("echo $1 > $stage; exit 4", {u"10"_s}));
    QVERIFY(!report.done);
    QCOMPARE(report.exitCode, 4);
    QCOMPARE(kinds(place).last(), u"promotion_outcome failed"_s);
}

void PromoteJobTest::aScriptThatWritesNoStageIsNotDone()
{
    Place place;
    auto report = promote(place, place.script("true"));
    QVERIFY(!report.done);
    QCOMPARE(report.exitCode, 0);
    QCOMPARE(kinds(place).last(), u"promotion_outcome failed"_s);
    Place other;
    report = promote(other, other.script("echo 25 > $stage"));
    QVERIFY(!report.done);
    QCOMPARE(report.desiredStage, u"25"_s);
    QCOMPARE(kinds(other).last(), u"promotion_outcome failed"_s);
}

void PromoteJobTest::aMissingProgramIsNotDone()
{
    Place place;
    const auto report = promote(place, {u"no-such-program-anywhere"_s});
    QVERIFY(!report.done);
    QCOMPARE(kinds(place), (QStringList{u"promotion_intent"_s, u"promotion_outcome failed"_s}));
}

void PromoteJobTest::refusedAtOnceLeavesNoIntent()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("touch ran");
    const auto refuse = [](ledger::Ledger &, qint64) { return Refusals{{RefusalCode::Paused, {}}}; };
    PromoteJob job(console.log, spec(place, arguments), refuse, length);
    const auto report = run(job);
    QVERIFY(!report.done);
    QCOMPARE(report.refusals.first().code, RefusalCode::Paused);
    QCOMPARE(kinds(place), QStringList{u"promotion_refused"_s});
    QVERIFY(!place.exists(u"ran"_s));
}

void PromoteJobTest::refusedAtTheLastMomentRunsNothing()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("touch ran");
    QList<qint64> intents;
    const auto second = [&intents](ledger::Ledger &, qint64 ownIntent) {
        intents.append(ownIntent);
        return intents.size() < 2 ? Refusals{} : Refusals{{RefusalCode::ScriptChanged, {u"script.sh"_s}}};
    };
    PromoteJob job(console.log, spec(place, arguments), second, length);
    const auto report = run(job);
    QVERIFY(!report.done);
    QCOMPARE(report.refusals.first().code, RefusalCode::ScriptChanged);
    QCOMPARE(intents, (QList<qint64>{-1, 1})); // its own intent does not count
    QCOMPARE(kinds(place), (QStringList{u"promotion_intent"_s, u"promotion_outcome failed"_s, u"promotion_refused"_s}));
    QVERIFY(!place.exists(u"ran"_s));
}

void PromoteJobTest::theIntentIsDurableBeforeTheCommand()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("touch running; until [ -e go ]; do sleep 0.05; done; echo 10 > $stage");
    PromoteJob job(console.log, spec(place, arguments), allow(), length);
    QSignalSpy started(&job, &PromoteJob::commandStarted);
    QSignalSpy finished(&job, &PromoteJob::finished);
    job.start();
    QVERIFY(QTest::qWaitFor([&] { return place.exists(u"running"_s); }, patienceMs));
    QCOMPARE(kinds(place).first(), u"promotion_intent"_s);
    QVERIFY(!kinds(place).last().startsWith(u"promotion_outcome"_s));
    QVERIFY(QFile(place.workspace + u"/go"_s).open(QIODevice::WriteOnly));
    QVERIFY(finished.wait(patienceMs));
    QCOMPARE(started.size(), 1);
    QVERIFY(finished.first().first().value<PromotionReport>().done);
}

void PromoteJobTest::ofTwoConsolesOneActs()
{
    Place place;
    Console here;
    Console there;
    QVERIFY(here.open(place));
    QVERIFY(there.open(place));
    const auto arguments = place.script("echo ran >> runs; echo 10 > $stage");
    // Both judge before either has written its intent: each waits in its own judge until the other is there too.
    QSemaphore arrived;
    QSemaphore mayGoOn;
    const auto meet = [&arrived, &mayGoOn](ledger::Ledger &, qint64) {
        arrived.release();
        std::ignore = mayGoOn.tryAcquire(1, patienceMs);
        return Refusals{};
    };
    PromoteJob first(here.log, spec(place, arguments), meet, length);
    PromoteJob second(there.log, spec(place, arguments), meet, length);
    QSignalSpy one(&first, &PromoteJob::finished);
    QSignalSpy two(&second, &PromoteJob::finished);
    first.start();
    second.start();
    QVERIFY(arrived.tryAcquire(2, patienceMs));
    mayGoOn.release(4); // the winner judges twice
    QVERIFY(QTest::qWaitFor([&] { return one.size() == 1 && two.size() == 1; }, patienceMs));
    const QList<PromotionReport> reports{one.first().first().value<PromotionReport>(),
                                         two.first().first().value<PromotionReport>()};
    QCOMPARE(std::ranges::count(reports, true, &PromotionReport::done), 1);
    const auto &loser = reports.at(reports.first().done ? 1 : 0);
    QCOMPARE(loser.refusals.first().code, RefusalCode::PromotionInFlight);
    QCOMPARE(place.read(u"runs"_s), u"ran"_s);
    QCOMPARE(kinds(place).filter(u"intent"_s).size(), 1);
}

void PromoteJobTest::whatIsDecidedWhileItJudgesStopsIt()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("touch ran");
    const auto meanwhile = [&place](ledger::Ledger &log, qint64) {
        ledger::OpenOptions options;
        options.stateFolder = place.root.filePath(u"state"_s);
        const auto other = ledger::Ledger::open(place.root.filePath(u"ledger.sqlite"_s), options);
        if (!other || !(*other)->append(rollout::kind::pause, ledger::Actor::ofThisProcess(), {}))
            return Refusals{{RefusalCode::LedgerUnwritable, {}}};
        std::ignore = log.verify(); // as the facts' verification does: it takes the pause in, unjudged
        return Refusals{};
    };
    PromoteJob job(console.log, spec(place, arguments), meanwhile, length);
    const auto report = run(job);
    QVERIFY(!report.done);
    QCOMPARE(report.refusals.first().code, RefusalCode::PromotionInFlight);
    QCOMPARE(kinds(place), QStringList{u"pause"_s});
    QVERIFY(!place.exists(u"ran"_s));
}

void PromoteJobTest::anAbortEndsAHangingScript()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("trap '' TERM; touch running; while true; do sleep 0.05; done");
    PromoteJob job(console.log, spec(place, arguments), allow(), length);
    QSignalSpy finished(&job, &PromoteJob::finished);
    job.start();
    QVERIFY(QTest::qWaitFor([&] { return place.exists(u"running"_s); }, patienceMs));
    QElapsedTimer clock;
    clock.start();
    job.stop();
    QVERIFY(clock.elapsed() < 50); // it waits for nothing
    QVERIFY(finished.wait(patienceMs));
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(!finished.first().first().value<PromotionReport>().done);
    QCOMPARE(kinds(place), (QStringList{u"promotion_intent"_s, u"promotion_started"_s, u"promotion_outcome failed"_s}));
}

void PromoteJobTest::itsStartIsDurableBeforeTheCommand()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    // The command itself looks whether its start is told: SQLite keeps texts as they are.
    const auto arguments = place.script("grep -qa promotion_started ../ledger.sqlite; echo 10 > $stage");
    PromoteJob job(console.log, spec(place, arguments), allow(), length);
    const auto report = run(job);
    QVERIFY2(report.done, qPrintable(QString::number(report.exitCode)));
    QVERIFY(!PromoteJob::isAnyFlying() || job.group() == 0);
}

void PromoteJobTest::theBuiltInTellsItsStartToo()
{
    Place place;
    const auto report = promote(place, {});
    QVERIFY(report.done);
    QCOMPARE(kinds(place), (QStringList{u"promotion_intent"_s, u"promotion_started"_s, u"promotion_outcome done"_s}));
    QVERIFY(!PromoteJob::isAnyFlying());
}

void PromoteJobTest::whatIsDecidedBeforeTheStartStopsIt_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isBuiltIn");
    for (const auto &kind : {rollout::kind::abortIntent, rollout::kind::pause, rollout::kind::decision})
        for (const bool isBuiltIn : {false, true})
            QTest::addRow("%s, %s", qPrintable(kind.toString()), isBuiltIn ? "built-in" : "command")
                << kind.toString() << isBuiltIn;
}

void PromoteJobTest::whatIsDecidedBeforeTheStartStopsIt()
{
    QFETCH(QString, kind);
    QFETCH(bool, isBuiltIn);
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = isBuiltIn ? QStringList() : place.script("touch ran; echo 10 > $stage");
    // Behind the last judgement: the start alone can still see it.
    const auto meanwhile = [&place, &kind](ledger::Ledger &, qint64 ownIntent) {
        ledger::OpenOptions options;
        options.stateFolder = place.root.filePath(u"state"_s);
        const auto other = ledger::Ledger::open(place.root.filePath(u"ledger.sqlite"_s), options);
        const bool written = other && (ownIntent < 0 || (*other)->append(kind, ledger::Actor::ofThisProcess(), {}));
        return written ? Refusals{} : Refusals{{RefusalCode::LedgerUnwritable, {}}};
    };
    PromoteJob job(console.log, spec(place, arguments), meanwhile, length);
    const auto report = run(job);
    QVERIFY(!report.done);
    QCOMPARE(report.refusals.first().code, RefusalCode::PromotionInFlight);
    QVERIFY(!kinds(place).contains(u"promotion_started"_s));
    QVERIFY(kinds(place).contains(u"promotion_outcome failed"_s));
    QVERIFY(!place.exists(u"ran"_s));
    QCOMPARE(place.stage(), QString());
}

void PromoteJobTest::whatChangesNothingDoesNot_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("go");
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<bool>("isDone");
    for (const bool isLast : {false, true}) {
        const auto *when = isLast ? "before its start" : "while it judges";
        QTest::addRow("a time stamp, %s", when) << rollout::kind::timestampAdded.toString() << true << isLast << true;
        QTest::addRow("a station's go, %s", when) << u"ceremony_answer"_s << true << isLast << true;
        QTest::addRow("a station's no-go, %s", when) << u"ceremony_answer"_s << false << isLast << false;
    }
}

void PromoteJobTest::whatChangesNothingDoesNot()
{
    QFETCH(QString, kind);
    QFETCH(bool, go);
    QFETCH(bool, isLast);
    QFETCH(bool, isDone);
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto meanwhile = [&](ledger::Ledger &, qint64 ownIntent) {
        ledger::OpenOptions options;
        options.stateFolder = place.root.filePath(u"state"_s);
        const auto other = ledger::Ledger::open(place.root.filePath(u"ledger.sqlite"_s), options);
        const auto by = ledger::Actor::ofThisProcess(u"Bo Lind"_s, ledger::PersonKind::Stated);
        const bool isNow = isLast == (ownIntent >= 0);
        const bool written =
            other && (!isNow || (*other)->append(kind, by, {{u"go"_s, go}, {u"status"_s, u"go"_s}}).has_value());
        return written ? Refusals{} : Refusals{{RefusalCode::LedgerUnwritable, {}}};
    };
    PromoteJob job(console.log, spec(place, place.script("echo 10 > $stage")), meanwhile, length);
    const auto report = run(job);
    QCOMPARE(report.done, isDone);
    QCOMPARE(report.refusals.isEmpty(), isDone);
    QCOMPARE(place.stage(), isDone ? u"10"_s : QString());
}

void PromoteJobTest::aSettledOneTellsNoSecondOutcome()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto arguments = place.script("touch running; until [ -e go ]; do sleep 0.05; done; echo 10 > $stage");
    PromoteJob job(console.log, spec(place, arguments), allow(), length);
    QSignalSpy finished(&job, &PromoteJob::finished);
    job.start();
    QVERIFY(QTest::qWaitFor([&] { return place.exists(u"running"_s); }, patienceMs));
    {
        ledger::OpenOptions options;
        options.stateFolder = place.root.filePath(u"state"_s);
        const auto other = ledger::Ledger::open(place.root.filePath(u"ledger.sqlite"_s), options);
        QVERIFY(other);
        const auto settled = rollout::payloadOf(domain::PromotionEnded{10, domain::PromotionResult::Failed, {}, {}});
        QVERIFY((*other)->append(rollout::kind::promotionOutcome, ledger::Actor::ofThisProcess(), settled));
    }
    QVERIFY(QFile(place.workspace + u"/go"_s).open(QIODevice::WriteOnly));
    QVERIFY(finished.wait(patienceMs));
    QCOMPARE(kinds(place).filter(u"promotion_outcome"_s), QStringList{u"promotion_outcome failed"_s});
}

void PromoteJobTest::anothersOutcomeIsNotItsOwn_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QString>("decisionId");
    QTest::newRow("of an attempt that is over") << 10 << u"before"_s;
    QTest::newRow("of another stage") << 25 << u"a"_s;
}

void PromoteJobTest::anothersOutcomeIsNotItsOwn()
{
    QFETCH(int, percent);
    QFETCH(QString, decisionId);
    Place place;
    Console console;
    QVERIFY(console.open(place));
    const auto meanwhile = [&](ledger::Ledger &log, qint64 ownIntent) {
        const auto other =
            rollout::payloadOf(domain::PromotionEnded{percent, domain::PromotionResult::Failed, {}, decisionId});
        const bool isFirst = ownIntent < 0;
        const bool written = isFirst || log.append(rollout::kind::promotionOutcome, {}, other).has_value();
        return isFirst && written ? Refusals{} : Refusals{{RefusalCode::Paused, {}}};
    };
    PromoteJob job(console.log, spec(place, {}), meanwhile, length);
    QVERIFY(!run(job).done);
    QCOMPARE(kinds(place).filter(u"promotion_outcome"_s).size(), 2);
}

/// Between the last judgement and the writing, which nobody could take back.
void PromoteJobTest::anAbortBeforeItsStartStopsTheBuiltIn()
{
    Place place;
    Console console;
    QVERIFY(console.open(place));
    QSemaphore judged;
    QSemaphore stopped;
    const auto meanwhile = [&](ledger::Ledger &, qint64 ownIntent) {
        if (ownIntent >= 0) {
            judged.release();
            std::ignore = stopped.tryAcquire(1, patienceMs);
        }
        return Refusals{};
    };
    PromoteJob job(console.log, spec(place, {}), meanwhile, length);
    QSignalSpy finished(&job, &PromoteJob::finished);
    job.start();
    QVERIFY(judged.tryAcquire(1, patienceMs));
    job.stop();
    stopped.release();
    QVERIFY(finished.wait(patienceMs));
    const auto report = finished.first().first().value<PromotionReport>();
    QVERIFY(!report.done);
    QCOMPARE(report.refusals.first().code, RefusalCode::Aborted);
    QCOMPARE(place.stage(), QString());
    QCOMPARE(kinds(place).filter(u"promotion_outcome"_s), QStringList{u"promotion_outcome failed"_s});
}

QTEST_GUILESS_MAIN(PromoteJobTest)

#include "tst_promotejob.moc"
