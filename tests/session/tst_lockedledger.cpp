// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is told while the ledger takes nothing, and that nothing of it is lost.
#include "demo/demoworkspace.h"
#include "session/ledgerlock.h"
#include "session/verbs.h"

#include "domain/gate.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/abortjournal.h"
#include "session/look.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using session::Result;
using session::Session;
using namespace session::test;
namespace kind = rollout::kind;

namespace {

/// A demo workspace without its service: the test writes the evidence itself.
struct Place
{
    DemoWorkspace demo;
    QTemporaryDir user;
    QString ledgerFile;

    [[nodiscard]] bool layOut(int windows)
    {
        ledgerFile = demo.path(u"var/cutover/ledger.sqlite"_s);
        return demo.init().succeeded() && writeWindows(windows);
    }
    [[nodiscard]] bool writeWindows(int count) const
    {
        QJsonArray windows;
        for (int i = 0; i < count; ++i)
            windows.append(QJsonObject{{u"ended_at"_s, u"2026-03-02T10:%1:00Z"_s.arg(i, 2, 10, QChar(u'0'))},
                                       {u"stage"_s, 0},
                                       {u"pass"_s, true},
                                       {u"burst"_s, 0.5 + i / 100.0}});
        const QJsonObject evidence{{u"tampered"_s, false}, {u"canary"_s, QJsonObject{{u"windows"_s, windows}}}};
        return demo.write(u"var/evidence/latest.json"_s, QJsonDocument(evidence).toJson());
    }
    [[nodiscard]] session::Ports ports() const
    {
        auto ports = session::systemPorts();
        ports.secrets = nullptr;
        ports.stateFolder = user.filePath(u"state"_s);
        ports.trustFile = user.filePath(u"trust.json"_s);
        ports.startWatcher = {};
        return ports;
    }
    [[nodiscard]] std::unique_ptr<Session> open(bool onlyLooks = false) const
    {
        auto given = ports();
        given.onlyLooks = onlyLooks;
        return open(given);
    }
    [[nodiscard]] std::unique_ptr<Session> open(const session::Ports &given) const
    {
        auto opened = std::make_unique<Session>(demo.path(), given);
        QSignalSpy spy(opened.get(), &Session::opened);
        opened->open();
        return spy.wait(patienceMs) ? std::move(opened) : nullptr;
    }
    [[nodiscard]] std::unique_ptr<ledger::Ledger> log() const
    {
        ledger::OpenOptions options;
        options.stateFolder = user.filePath(u"state"_s);
        auto opened = ledger::Ledger::open(ledgerFile, options);
        return opened ? std::move(*opened) : nullptr;
    }
    [[nodiscard]] session::Records records() const
    {
        const auto opened = log();
        return opened ? session::foldRecords(opened->entries().value()) : session::Records();
    }
    [[nodiscard]] bool setAbortCommand(const QJsonArray &command) const
    {
        auto profile = demo.json(u"cutover.json"_s);
        auto commands = profile[u"commands"_s].toObject();
        commands[u"abort"_s] = command;
        profile[u"commands"_s] = commands;
        return demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }
    /// A rollout at 10 % that some console began.
    [[nodiscard]] bool promote() const
    {
        const auto opened = log();
        const auto by = ledger::Actor::ofThisProcess();
        const QJsonObject go{{u"decision"_s, u"GO"_s},
                             {u"decision_id"_s, u"d"_s},
                             {u"stages"_s, rollout::stagesJson({{10, 900}, {25, 1800}})}};
        domain::PromotionEnded done;
        done.percent = 10;
        done.result = domain::PromotionResult::Done;
        done.decisionId = u"d"_s;
        return opened && demo.setStage("10") && opened->append(kind::decision, by, go) &&
               opened->append(kind::promotionIntent, by, {{u"percent"_s, 10}}) &&
               opened->append(kind::promotionOutcome, by, rollout::payloadOf(done));
    }
    /// As of a console that is gone.
    [[nodiscard]] bool leaveNotes() const
    {
        const auto names = journal();
        return std::ranges::all_of(names, [this](const QString &name) {
            QFile file(user.filePath(u"state/aborts/"_s + name));
            if (!file.open(QIODevice::ReadWrite))
                return false;
            auto note = QJsonDocument::fromJson(file.readAll()).object();
            auto console = rollout::CommandGroup::fromJson(note[u"console"_s].toObject());
            ++console.startTicks;
            note[u"console"_s] = console.toJson();
            const auto bytes = QJsonDocument(note).toJson();
            return file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size();
        });
    }
    [[nodiscard]] QStringList journal() const
    {
        return QDir(user.filePath(u"state/aborts"_s)).entryList({u"*.json"_s}, QDir::Files);
    }
};

} // namespace

class LockedLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowsThatWereRefusedGoWithTheNext();
    void anAbortIsSeenBeforeItIsEntered();
    void anAbortByAClockThatWasSetBackIsKept();
    void anAbortThatNobodyEnteredIsFound();
    void anAbortHoldsUpNobody();
    void anOverwrittenAbortIsSeenMeanwhile();
    void anAbortWaitsForNoLedgerToStandDown_data();
    void anAbortWaitsForNoLedgerToStandDown();
};

void LockedLedgerTest::windowsThatWereRefusedGoWithTheNext()
{
    Place place;
    QVERIFY(place.layOut(3));
    const auto session = place.open();
    QVERIFY(session);
    QTRY_COMPARE(place.records().series.value({}).points.size(), 3);
    {
        const LedgerLock lock(place.ledgerFile);
        QVERIFY(lock.holds());
        QVERIFY(place.writeWindows(5));
        QTRY_COMPARE_WITH_TIMEOUT(session->view().series.points().size(), 5, patienceMs);
        // Behind the windows: when this is refused, they were.
        const auto entry = answer<qint64>(
            [&](auto done) { session->confirm(u"war-room"_s, u"Ana"_s, true, {}, session.get(), done); });
        QVERIFY(!entry);
        QVERIFY2(entry.error().name.startsWith(u"ledger_"_s), qPrintable(entry.error().name));
    }
    QCOMPARE(place.records().series.value({}).points.size(), 3);
    QVERIFY(place.writeWindows(6));
    QTRY_COMPARE_WITH_TIMEOUT(place.records().series.value({}).points.size(), 6, patienceMs);
    QVERIFY(!place.records().series.value({}).isRewritten);
    QCOMPARE(place.records().series.value({}).points.last().window.burst, 0.55);
}

void LockedLedgerTest::anAbortIsSeenBeforeItIsEntered()
{
    Place place;
    QVERIFY(place.layOut(3));
    auto session = place.open();
    QVERIFY(session);
    QVERIFY(place.promote());
    QTRY_COMPARE(session->view().phase, domain::Phase::Holding);
    QTRY_COMPARE(place.records().series.value({}).points.size(), 3); // nothing waits for the lock but the abort
    {
        const LedgerLock lock(place.ledgerFile);
        QVERIFY(lock.holds());
        const auto aborted =
            answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
        QVERIFY(aborted && aborted->aborted);
        session.reset();
        QCOMPARE(place.journal().size(), 1);
        QVERIFY(place.leaveNotes());
        QVERIFY(!place.records().rollout.abortedAt.isValid());

        const auto looking = place.open(true);
        QVERIFY(looking);
        QCOMPARE(looking->view().phase, domain::Phase::Aborted);
        QCOMPARE(looking->view().rollout.abortReason, u"manual-rollback-unstated"_s);
        QCOMPARE(place.journal().size(), 1); // it only looks
    }
    // Who acts before it is entered is refused by it too.
    auto log = place.log();
    session::LookInput input{place.demo.path(), place.ports().trustFile, {}, {}, QDateTime::currentDateTimeUtc(), {}};
    const auto isRefused = [&] {
        const auto refusals = session::judgePromotion({25, {}, -1}, input, *log);
        return std::ranges::any_of(refusals,
                                   [](const auto &refusal) { return refusal.code == domain::RefusalCode::Aborted; });
    };
    QVERIFY(!isRefused());
    input.stateFolder = place.ports().stateFolder;
    QVERIFY(isRefused());
    log.reset();

    session = place.open();
    QVERIFY(session);
    QTRY_VERIFY_WITH_TIMEOUT(place.journal().isEmpty(), patienceMs);
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Aborted);
    QCOMPARE(session->view().phase, domain::Phase::Aborted);
}

/// Nothing but the journal tells of it: the command fails, and by its clock it was pressed before the GO.
void LockedLedgerTest::anAbortByAClockThatWasSetBackIsKept()
{
    Place place;
    QVERIFY(place.layOut(3));
    QVERIFY(place.setAbortCommand({u"false"_s, u"{reason}"_s}));
    auto given = place.ports();
    given.now = [] { return QDateTime::currentDateTimeUtc().addSecs(-3'600); };
    auto session = place.open(given);
    QVERIFY(session);
    QVERIFY(place.promote());
    QTRY_COMPARE(session->view().rollout.attemptId, u"d"_s);
    QTRY_COMPARE(place.records().series.value({}).points.size(), 3); // nothing waits for the lock but the abort
    {
        const LedgerLock lock(place.ledgerFile);
        QVERIFY(lock.holds());
        session->abort({}, u"Ana"_s, session.get(), [](const auto &) {});
        QTRY_COMPARE(place.journal().size(), 1);
        session.reset();
        QVERIFY(place.leaveNotes());
    }
    QCOMPARE(place.records().rollout.attemptState, domain::AttemptState::Open);
    QCOMPARE(place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("10"));

    session = place.open();
    QVERIFY(session);
    QTRY_VERIFY_WITH_TIMEOUT(place.journal().isEmpty(), patienceMs);
    const auto rollout = place.records().rollout;
    QCOMPARE(rollout.attemptState, domain::AttemptState::Aborting); // until the command works
    QVERIFY(rollout.abortedAt < rollout.attemptAt);
    const auto entered = place.log()->entries();
    QVERIFY(entered);
    const auto intent = std::ranges::find(*entered, kind::abortIntent, &ledger::Entry::kind);
    QVERIFY(intent != entered->end());
    QCOMPARE(intent->actor.person, u"Ana"_s); // whoever merged it
    QCOMPARE(intent->actor.personKind, ledger::PersonKind::Stated);
    QVERIFY(!rollout.anomaly);
    QTRY_COMPARE(session->view().phase, domain::Phase::Aborting);
}

/// As a console leaves it that is killed between its command and its first note; entered once, by one of all consoles.
void LockedLedgerTest::anAbortThatNobodyEnteredIsFound()
{
    Place place;
    QVERIFY(place.layOut(3));
    const QString body = u"echo \"$1\" >>var/ran; echo abort >var/rollout/desired_stage.txt"_s;
    QVERIFY(place.setAbortCommand({u"bash"_s, u"-c"_s, body, u"abort"_s, u"{reason}"_s}));
    const auto one = place.open();
    const auto other = place.open();
    const auto looking = place.open(true);
    QVERIFY(one && other && looking);
    QVERIFY(place.promote());
    QTRY_COMPARE(one->view().phase, domain::Phase::Holding);
    QVERIFY(place.demo.setStage("abort"));
    QElapsedTimer clock;
    clock.start();
    const auto isAborted = [&] {
        for (const auto &session : {one.get(), other.get(), looking.get()})
            session->tick();
        return one->view().phase == domain::Phase::Aborted && other->view().phase == domain::Phase::Aborted;
    };
    QVERIFY(QTest::qWaitFor(isAborted, patienceMs));
    QVERIFY2(clock.elapsed() < 10'000, qPrintable(QString::number(clock.elapsed()))); // then it is told as drift
    qsizetype intents = 0;
    const auto entries = place.log()->entries();
    QVERIFY(entries);
    for (const auto &entry : *entries)
        intents += entry.kind == kind::abortIntent ? 1 : 0;
    QCOMPARE(intents, 1);
    QCOMPARE(place.records().rollout.abortReason, u"found-in-desired-stage"_s);
    QCOMPARE(place.demo.read(u"var/ran"_s), QByteArray("found-in-desired-stage\n")); // the word alone aborts nothing
    for (const auto &stage : one->view().stages)
        for (const auto &refusal : stage.refusals)
            QVERIFY(refusal.code != domain::RefusalCode::StageDrift);
}

void LockedLedgerTest::anAbortWaitsForNoLedgerToStandDown_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::newRow("it answers") << false;
    QTest::newRow("it is locked: somebody may have promoted") << true;
}

void LockedLedgerTest::anAbortWaitsForNoLedgerToStandDown()
{
    QFETCH(bool, isLocked);
    Place place;
    QVERIFY(place.layOut(3));
    QVERIFY(place.setAbortCommand({}));
    const auto session = place.open();
    QVERIFY(session);
    QTRY_COMPARE(place.records().series.value({}).points.size(), 3);
    std::optional<LedgerLock> lock;
    if (isLocked)
        QVERIFY(lock.emplace(place.ledgerFile).holds());
    const auto ended = answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(ended);
    QCOMPARE(ended->stoodDown, !isLocked);
    QCOMPARE(ended->aborted, isLocked);
    QCOMPARE(ended->isUnasked, isLocked);
    QCOMPARE(place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed() == "abort", isLocked);
    lock.reset();
    QTRY_COMPARE_WITH_TIMEOUT(place.records().rollout.isAborted(), isLocked, patienceMs);
    // What was run in doubt is on record as that.
    const auto log = place.log();
    QVERIFY(log);
    const auto entries = log->entries().value();
    const auto intent = std::ranges::find(entries, kind::abortIntent.toString(), &ledger::Entry::kind);
    QCOMPARE(intent != entries.end(), isLocked);
    QVERIFY(!isLocked || intent->payload[u"unasked"_s].toBool());
}

/// No look is made for as long as the ledger's thread waits for the lock, time and again.
void LockedLedgerTest::anOverwrittenAbortIsSeenMeanwhile()
{
    Place place;
    QVERIFY(place.layOut(3));
    QVERIFY(place.setAbortCommand({}));
    const auto watcher = place.open();
    QVERIFY(watcher);
    QSignalSpy told(watcher.get(), &Session::watchTold);
    watcher->watch(std::chrono::milliseconds(0), watcher.get(), [](const auto &) {});
    QVERIFY(told.wait(patienceMs)); // armed
    QVERIFY(place.promote());
    QTRY_COMPARE_WITH_TIMEOUT(watcher->view().phase, domain::Phase::Holding, patienceMs);
    const auto aborted =
        answer<session::Aborted>([&](auto done) { watcher->abort({}, u"Ana"_s, watcher.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QTRY_COMPARE_WITH_TIMEOUT(watcher->view().phase, domain::Phase::Aborted, patienceMs);
    const LedgerLock lock(place.ledgerFile);
    QVERIFY(lock.holds());
    for (int i = 0; i < 4; ++i) // each gives up after 5 s
        watcher->confirm(u"war-room"_s, u"Ana"_s, true, {}, watcher.get(), [](const auto &) {});
    QVERIFY(place.demo.setStage("25"));
    QTRY_COMPARE_WITH_TIMEOUT(place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"),
                              10'000);
}

/// By the console's own writing, with every thread of the common pool taken: abort() answers the interface at once.
void LockedLedgerTest::anAbortHoldsUpNobody()
{
    Place place;
    QVERIFY(place.layOut(3));
    QVERIFY(place.setAbortCommand({}));
    const auto session = place.open();
    QVERIFY(session);
    QVERIFY(place.promote());
    QTRY_COMPARE(session->view().phase, domain::Phase::Holding);

    QSemaphore busy;
    auto *pool = QThreadPool::globalInstance();
    const auto release = qScopeGuard([&] { busy.release(pool->maxThreadCount()); });
    for (int i = 0; i < pool->maxThreadCount(); ++i)
        pool->start([&busy] { busy.acquire(); });
    std::optional<Result<session::Aborted>> aborted;
    QElapsedTimer clock;
    clock.start();
    session->abort({}, u"Ana"_s, session.get(), [&aborted](const auto &result) { aborted = result; });
    const qint64 returnedMs = clock.elapsed();
    QVERIFY2(returnedMs < 50, qPrintable(QString::number(returnedMs)));
    QTRY_COMPARE_WITH_TIMEOUT(place.demo.read(u"var/rollout/desired_stage.txt"_s), QByteArray("abort\n"), 5'000);
    qInfo("abort() returned after %lld ms, the stage file read abort within %lld ms", returnedMs, clock.elapsed());
    QTRY_VERIFY(aborted.has_value());
    QVERIFY(*aborted && (*aborted)->aborted);
    QTRY_VERIFY(place.journal().isEmpty()); // the ledger has it
}

QTEST_GUILESS_MAIN(LockedLedgerTest)

#include "tst_lockedledger.moc"
