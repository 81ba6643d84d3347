// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An abort that is pressed before its console has read the ledger: it starts at once, and ends only when the signed
// command has run and what a killed console left running is gone.
#include "rollout/bootclock.h"
#include "rollout/commandgroup.h"
#include "session/session.h"
#include "session/signedworkspace.h"
#include "session/verbs.h"

#include <QProcess>

#include <unistd.h>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using rollout::CommandGroup;
using session::Session;
namespace kind = rollout::kind;

namespace {

const QString signedRuns = u"var/signed-abort"_s;
const QString presentRuns = u"var/present-abort"_s;

domain::Command aborting(const QString &trace)
{
    const QString body = u"echo \"$1\" >>%1; echo abort >var/rollout/desired_stage.txt"_s.arg(trace);
    return {{u"bash"_s, u"-c"_s, body, u"abort"_s, u"{reason}"_s}, {}};
}

/// A rollout at 10 % whose GO bound an abort command of its own; the profile names another.
struct Place : SignedWorkspace
{
    [[nodiscard]] bool promote()
    {
        if (!layOut())
            return false;
        auto profile = demo.json(u"cutover.json"_s);
        auto commands = profile[u"commands"_s].toObject();
        commands[u"abort"_s] = QJsonArray::fromStringList(aborting(presentRuns).arguments);
        profile[u"commands"_s] = commands;
        const bool isWritten = demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
        const auto bound = binding();
        auto stated = statement(bound);
        stated.abortCommand = aborting(signedRuns);
        domain::PromotionEnded done;
        done.percent = 10;
        done.result = domain::PromotionResult::Done;
        done.decisionId = stated.id;
        return isWritten && record(*log, stated, envelopeOf(stated, maker), bound.bytes) && demo.setStage("10") &&
               append(kind::promotionIntent, {{u"percent"_s, 10}, {u"decision_id"_s, stated.id}}) &&
               append(kind::promotionOutcome, rollout::payloadOf(done));
    }
    [[nodiscard]] bool append(QStringView what, const QJsonObject &payload)
    {
        return log->append(what, ledger::Actor::ofThisProcess(), payload).has_value();
    }
    [[nodiscard]] std::unique_ptr<Session> session() const
    {
        auto ports = session::systemPorts();
        ports.secrets = nullptr;
        ports.stateFolder = user.filePath(u"state"_s);
        ports.trustFile = trustFile();
        ports.startWatcher = {};
        return std::make_unique<Session>(demo.path(), ports);
    }
    [[nodiscard]] qsizetype runs(const QString &trace) const { return demo.read(trace).count('\n'); }
};

} // namespace

class EarlyAbortTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSignedCommandRunsToo_data();
    void theSignedCommandRunsToo();
    void whatAKilledConsoleLeftRunningIsEnded();
    void withoutALedgerItEnds();
    void withNeitherTheChecklistsOwnRuns_data();
    void withNeitherTheChecklistsOwnRuns();
    void aLedgerThatCanBeReadLaterIsHeard();
};

void EarlyAbortTest::theSignedCommandRunsToo_data()
{
    QTest::addColumn<bool>("isBroken");
    QTest::addColumn<qsizetype>("presentOnes");
    QTest::newRow("another in the profile") << false << qsizetype(1);
    QTest::newRow("no profile that can be read") << true << qsizetype(0);
}

void EarlyAbortTest::theSignedCommandRunsToo()
{
    QFETCH(bool, isBroken);
    QFETCH(qsizetype, presentOnes);
    Place place;
    QVERIFY(place.promote());
    if (isBroken)
        QVERIFY(place.demo.write(u"cutover.json"_s, "{"));
    const auto session = place.session();
    session->open(); // it answers through the event loop, so that nothing is known at the press
    const auto aborted =
        answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QCOMPARE(place.runs(signedRuns), 1);
    QCOMPARE(place.runs(presentRuns), presentOnes);
    QCOMPARE(place.demo.read(signedRuns).trimmed(), QByteArray("manual-rollback-unstated"));
    QTRY_COMPARE(session->view().rollout.attemptState, domain::AttemptState::Aborted);
}

void EarlyAbortTest::whatAKilledConsoleLeftRunningIsEnded()
{
    Place place;
    QVERIFY(place.promote());
    QProcess stage;
    stage.setWorkingDirectory(place.demo.path());
    stage.setChildProcessModifier([] { ::setpgid(0, 0); });
    stage.start(u"bash"_s, {u"-c"_s, u"echo ready; sleep 600"_s});
    QVERIFY(QTest::qWaitFor([&stage] { return stage.canReadLine(); }, patienceMs));
    const auto boot = rollout::systemBootInstant().bootId;
    auto console = CommandGroup::ofThisProcess(boot);
    ++console.startTicks; // gone, its id given again
    QVERIFY(place.append(kind::promotionIntent, {{u"percent"_s, 25}, {u"console"_s, console.toJson()}}));
    QVERIFY(place.append(kind::promotionStarted, CommandGroup::of(stage.processId(), boot).toJson()));

    const auto session = place.session();
    session->open();
    const auto aborted =
        answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QVERIFY(QTest::qWaitFor([&stage] { return stage.state() == QProcess::NotRunning; }, patienceMs));
    QCOMPARE(stage.exitStatus(), QProcess::CrashExit);
    QCOMPARE(place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
}

/// It is known that nothing will be known: the present command stands, and nobody waits.
void EarlyAbortTest::withoutALedgerItEnds()
{
    Place place;
    QVERIFY(place.promote());
    place.log.reset();
    QVERIFY(place.demo.write(u"var/cutover/ledger.sqlite"_s, "no ledger at all"));
    const auto session = place.session();
    session->open();
    const auto aborted =
        answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QCOMPARE(place.runs(signedRuns), 0);
    QCOMPARE(place.runs(presentRuns), 1);
}

void EarlyAbortTest::withNeitherTheChecklistsOwnRuns_data()
{
    QTest::addColumn<bool>("hasScript");
    QTest::addColumn<bool>("isKnownAtThePress");
    QTest::newRow("at once") << true << false;
    QTest::newRow("when nothing is known any more") << true << true;
    QTest::newRow("no script, so the stage file alone") << false << true;
}

/// Garbage in the ledger and in the profile at once.
void EarlyAbortTest::withNeitherTheChecklistsOwnRuns()
{
    QFETCH(bool, hasScript);
    QFETCH(bool, isKnownAtThePress);
    Place place;
    QVERIFY(place.promote());
    place.log.reset();
    QVERIFY(place.demo.write(u"var/cutover/ledger.sqlite"_s, "no ledger at all"));
    QVERIFY(place.demo.write(u"cutover.json"_s, "{"));
    const auto script = u"pipeline/release/abort.sh"_s;
    std::ignore = QFile::remove(place.demo.path(script));
    if (hasScript)
        QVERIFY(place.demo.write(script, "echo \"$*\" >>" + presentRuns.toUtf8() +
                                             "; echo abort >var/rollout/desired_stage.txt\n"));
    const auto session = place.session();
    session->open();
    if (isKnownAtThePress)
        QTRY_VERIFY_WITH_TIMEOUT(!session->view().ledger.trouble.isEmpty(), patienceMs);
    const auto aborted =
        answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QCOMPARE(place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
    QCOMPARE(place.demo.read(presentRuns).trimmed(),
             hasScript ? QByteArray("--reason manual-rollback-unstated") : QByteArray());
}

/// The signed command runs when it is known, however late, and the abort is entered.
void EarlyAbortTest::aLedgerThatCanBeReadLaterIsHeard()
{
    Place place;
    QVERIFY(place.promote());
    place.log.reset();
    const auto file = place.demo.path(u"var/cutover/ledger.sqlite"_s);
    QVERIFY(QDir().rename(file, file + u".away"_s) && QDir().mkpath(file)); // as a place that cannot be read
    const auto session = place.session();
    session->open();
    const auto aborted =
        answer<session::Aborted>([&](auto done) { session->abort({}, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QCOMPARE(place.runs(presentRuns), 1);
    QCOMPARE(place.runs(signedRuns), 0);
    QVERIFY(QDir().rmdir(file) && QDir().rename(file + u".away"_s, file));
    QTRY_COMPARE_WITH_TIMEOUT(place.runs(signedRuns), 1, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(session->view().rollout.attemptState, domain::AttemptState::Aborted, patienceMs);
    QCOMPARE(place.runs(presentRuns), 1);
}

QTEST_GUILESS_MAIN(EarlyAbortTest)

#include "tst_earlyabort.moc"
