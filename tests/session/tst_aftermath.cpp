// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From an abort to the end of its watch, over the demo's service: what is captured, told and run once more.
#include "demo/demoworkspace.h"
#include "metrics/cannedserver.h"
#include "session/verbs.h"

#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "rollout/bootclock.h"
#include "rollout/ledgerevents.h"
#include "session/session.h"

#include <QDir>
#include <QGuiApplication>
#include <QProcess>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using session::Session;
using session::WatchNews;
using namespace session::test;
using tests::CannedServer;
namespace kind = rollout::kind;

namespace {

// Stands in for the catalogue of models/: what this test asks for.
QString wordsOf(const session::NotificationFacts &facts, const QString &)
{
    QStringList people;
    for (const auto &contact : facts.contacts)
        people.append(contact.role + u' ' + contact.phone);
    return u"%1 review %2 call %3"_s.arg(domain::notificationEventName(facts.event),
                                         facts.reviewAt.toString(Qt::ISODate), people.join(u','));
}

/// A demo workspace at a stage that its ledger does not know: there is something to abort, without a decision.
struct Place
{
    DemoWorkspace demo;
    QTemporaryDir user;
    keychain::OsStore store;
    CannedServer server{CannedServer::http(200, "ok")};
    std::chrono::milliseconds recoveryPatience{std::chrono::minutes(15)};

    [[nodiscard]] bool layOut()
    {
        if (!demo.init().succeeded())
            return false;
        auto profile = demo.json(u"cutover.json"_s);
        profile[u"notifications"_s] = QJsonObject{{u"webhook_url"_s, server.url(u"/hook"_s).toString()}};
        profile[u"contacts"_s] = QJsonArray{QJsonObject{{u"role"_s, u"SRE"_s},
                                                        {u"name"_s, u"Ana Sol"_s},
                                                        {u"phone"_s, u"+49 30 1"_s},
                                                        {u"email"_s, u"ana@example.org"_s}}};
        return demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()) && demo.setStage("25");
    }
    [[nodiscard]] session::Ports ports()
    {
        auto made = wordedPorts(&store);
        made.wording.notification = wordsOf;
        made.wording.review = [](const session::NotificationFacts &facts) {
            return session::ReviewWords{u"Review of %1"_s.arg(facts.environment), u"Captured:"_s};
        };
        made.stateFolder = user.filePath(u"state"_s);
        made.trustFile = user.filePath(u"trust.json"_s);
        made.certificateFolder = user.filePath(u"certificates"_s);
        made.recoveryPatience = recoveryPatience;
        return made;
    }
    [[nodiscard]] std::unique_ptr<Session> open(const session::Ports &with)
    {
        auto opened = std::make_unique<Session>(demo.path(), with);
        QSignalSpy spy(opened.get(), &Session::opened);
        opened->open();
        return spy.wait(patienceMs) ? std::move(opened) : nullptr;
    }
    [[nodiscard]] std::unique_ptr<Session> open() { return open(ports()); }

    /// As some console enters them: a GO, and a rollout at 10 %.
    [[nodiscard]] bool enterGo(const QString &id) const
    {
        return append(kind::decision, {{u"decision"_s, u"GO"_s},
                                       {u"decision_id"_s, id},
                                       {u"stages"_s, rollout::stagesJson({{10, 900}, {25, 1800}})}});
    }
    [[nodiscard]] bool enterStage() const
    {
        domain::PromotionEnded done;
        done.percent = 10;
        done.result = domain::PromotionResult::Done;
        return demo.setStage("10") && append(kind::promotionIntent, {{u"percent"_s, 10}}) &&
               append(kind::promotionOutcome, rollout::payloadOf(done));
    }
    [[nodiscard]] bool setAbortCommand(const QJsonArray &command) const
    {
        auto profile = demo.json(u"cutover.json"_s);
        auto commands = profile[u"commands"_s].toObject();
        commands[u"abort"_s] = command;
        profile[u"commands"_s] = commands;
        return demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }
    [[nodiscard]] bool append(QStringView what, const QJsonObject &payload) const
    {
        ledger::OpenOptions options;
        options.stateFolder = user.filePath(u"state"_s);
        const auto log = ledger::Ledger::open(demo.path(u"var/cutover/ledger.sqlite"_s), options);
        return log && (*log)->append(what, ledger::Actor::ofThisProcess(), payload);
    }

    [[nodiscard]] QStringList incidents(const QString &pattern) const
    {
        return QDir(demo.path(u"var/incidents"_s)).entryList({pattern}, QDir::Files, QDir::Name);
    }
    [[nodiscard]] QList<ledger::Entry> entries(QStringView wanted) const
    {
        ledger::OpenOptions options;
        options.mode = ledger::OpenOptions::Mode::ReadOnly;
        const auto log = ledger::Ledger::open(demo.path(u"var/cutover/ledger.sqlite"_s), options);
        QList<ledger::Entry> found;
        if (log)
            for (const auto &entry : (*log)->entries().value_or(QList<ledger::Entry>()))
                if (entry.kind == wanted)
                    found.append(entry);
        return found;
    }
};

/// A watch, and what it tells.
struct Watch
{
    std::unique_ptr<Session> session;
    QList<WatchNews> news;
    std::optional<session::Watched> over;

    explicit Watch(std::unique_ptr<Session> opened)
        : session(std::move(opened))
    {
        QObject::connect(session.get(), &Session::watchTold, session.get(),
                         [this](const WatchNews &told) { news.append(told); });
        session->watch(std::chrono::milliseconds(0), session.get(), [this](const auto &watched) {
            if (watched)
                over = *watched;
        });
    }
    [[nodiscard]] const WatchNews *first(WatchNews::Kind wanted) const
    {
        const auto found = std::ranges::find(news, wanted, &WatchNews::kind);
        return found == news.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool hears(WatchNews::Kind wanted) const
    {
        return QTest::qWaitFor([&] { return first(wanted) != nullptr; }, patienceMs);
    }
    [[nodiscard]] bool ends()
    {
        return QTest::qWaitFor([this] { return over.has_value(); }, patienceMs);
    }
};

/// What it said when it armed itself.
QString watchedFor(const Watch &watch)
{
    const auto *armed = watch.first(WatchNews::Kind::Armed);
    return armed ? armed->data.join(u' ') : u"never armed"_s;
}

session::Aborted abortBy(Session &session)
{
    const auto aborted =
        answer<session::Aborted>([&session](auto done) { session.abort({}, u"Ana"_s, &session, done); });
    return aborted.value_or(session::Aborted{});
}

} // namespace

class AftermathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAbortIsCapturedAndRecoveredFrom();
    void aKilledWatcherIsGoneOnFrom();
    void aNewGoDoesNotEndTheProof();
    void notRecoveredIsToldWithWhomToCall();
    void abortAgainRunsUntilRecovered();
    void nothingRecoversWhileTheAbortFails();
    void anAbortThatKeepsFailingIsNotRecovered();
    void anAbortThatDoesNotStayIsWatchedAgain();
    void aLateHeartbeatStartsNoOther_data();
    void aLateHeartbeatStartsNoOther();
    void aWatcherThatIsGoneWatchesNothing_data();
    void aWatcherThatIsGoneWatchesNothing();
};

void AftermathTest::anAbortIsCapturedAndRecoveredFrom()
{
    Place place;
    QVERIFY(place.layOut());
    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    const auto console = place.open();
    QVERIFY(console);
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    Watch standby(place.open());
    QVERIFY(standby.hears(WatchNews::Kind::StandingBy));
    QVERIFY(abortBy(*console).aborted); // in another console than the watcher's
    QVERIFY(watch.hears(WatchNews::Kind::Captured));
    QVERIFY(watch.ends());
    QCOMPARE(watch.over->why, u"recovered"_s);
    QCOMPARE(watch.over->recovered, std::optional(true));
    QVERIFY(!watch.over->aborted);

    const auto intent = place.entries(kind::abortIntent).first();
    const auto log = ledger::Ledger::open(place.demo.path(u"var/cutover/ledger.sqlite"_s), {});
    const auto bound = QByteArray::fromHex(intent.payload[u"bound"_s].toArray().first().toString().toLatin1());
    const QString name = u"var/incidents/rollback-"_s + intent.timeUtc.toString(u"yyyyMMdd-HHmm"_s);
    QVERIFY((*log)->blob(bound).value().contains("canary"));
    QCOMPARE(place.demo.read(name + u".json"_s), (*log)->blob(bound).value());
    QVERIFY(place.demo.json(name + u"-after.json"_s).contains(u"canary"_s));
    const QString review = intent.payload[u"review_at"_s].toString();
    const auto at = QDateTime::fromString(review, Qt::ISODate);
    QVERIFY(intent.timeUtc.secsTo(at) > 0 && intent.timeUtc.secsTo(at) < 24 * 3600);
    const auto file = place.demo.read(name + u".ics"_s);
    QVERIFY2(file.contains(at.toString(u"'DTSTART:'yyyyMMdd'T'HHmmss'Z'"_s).toLatin1()), file.constData());
    QVERIFY(file.contains("mailto:ana@example.org"));
    QCOMPARE(place.incidents(u"*"_s).size(), 3);
    const auto recorded = place.entries(kind::incident);
    QCOMPARE(recorded.size(), 2);
    QCOMPARE(recorded.first().payload[u"event"_s].toString(), u"abort"_s);
    QCOMPARE(recorded.last().payload[u"event"_s].toString(), u"recovered"_s);
    QTRY_VERIFY(place.server.requests() >= 2);      // abort and recovered
    QVERIFY(standby.hears(WatchNews::Kind::Armed)); // and finds all done
    QVERIFY(!standby.first(WatchNews::Kind::Captured) && !standby.first(WatchNews::Kind::Readyz));
    QCOMPARE(place.entries(kind::incident).size(), 2);
}

void AftermathTest::aKilledWatcherIsGoneOnFrom()
{
    Place place;
    QVERIFY(place.layOut()); // nobody serves: no recovery
    const auto console = place.open();
    QVERIFY(console);
    auto first = std::make_unique<Watch>(place.open());
    QVERIFY(first->hears(WatchNews::Kind::Armed));
    QVERIFY(abortBy(*console).aborted);
    QVERIFY(first->hears(WatchNews::Kind::Captured));
    first.reset(); // without a word, its lease still held
    const auto files = place.incidents(u"*"_s);
    QCOMPARE(files.size(), 2);
    QVERIFY(QFile::remove(place.demo.path(u"var/incidents/"_s + files.last())));
    Watch second(place.open());
    QVERIFY(second.hears(WatchNews::Kind::Captured));
    QCOMPARE(place.incidents(u"*"_s), files);
    QCOMPARE(place.entries(kind::incident).size(), 1);
}

void AftermathTest::aNewGoDoesNotEndTheProof()
{
    Place place;
    QVERIFY(place.layOut()); // nobody serves yet
    const auto console = place.open();
    QVERIFY(console);
    QVERIFY(place.enterGo(u"a"_s) && place.enterStage());
    QTRY_VERIFY(console->view().rollout.isUnderWay());
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    QVERIFY(abortBy(*console).aborted);
    QVERIFY(watch.hears(WatchNews::Kind::Captured));
    QVERIFY(place.enterGo(u"b"_s));
    QTRY_COMPARE(watch.session->view().rollout.attemptId, u"b"_s);
    watch.news.clear();
    QVERIFY(watch.hears(WatchNews::Kind::Readyz));
    QVERIFY(!watch.over);

    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    QVERIFY(watch.ends());
    QCOMPARE(watch.over->why, u"recovered"_s);
    const auto proof = place.entries(kind::recovery).last().payload;
    QVERIFY(proof[u"recovered"_s].toBool());
    QCOMPARE(proof[u"attempt_id"_s].toString(), u"a"_s);
    const auto after = place.entries(kind::incident).last().payload;
    QCOMPARE(after[u"attempt_id"_s].toString(), u"a"_s);
    const QString name = place.incidents(u"*.ics"_s).value(0).chopped(4);
    QCOMPARE(place.incidents(u"*-after.json"_s), QStringList{name + u"-after.json"_s});
}

void AftermathTest::notRecoveredIsToldWithWhomToCall()
{
    Place place;
    place.recoveryPatience = std::chrono::milliseconds(1);
    QVERIFY(place.layOut()); // nobody serves
    const auto console = place.open();
    QVERIFY(console);
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    QVERIFY(abortBy(*console).aborted);
    QVERIFY(watch.ends());
    QCOMPARE(watch.over->why, u"not_recovered"_s);
    const auto *told = watch.first(WatchNews::Kind::NotRecovered);
    QVERIFY(told);
    QCOMPARE(told->data, (QStringList{u"SRE"_s, u"Ana Sol"_s, u"+49 30 1"_s, {}}));
    QCOMPARE(place.incidents(u"*-after.json"_s).size(), 1);
    QCOMPARE(place.entries(kind::incident).last().payload[u"event"_s].toString(), u"not_recovered"_s);
    QVERIFY(!place.entries(kind::recovery).last().payload[u"recovered"_s].toBool());
    QTRY_VERIFY2(place.server.lastRequest().contains("not_recovered review  call SRE +49 30 1"),
                 place.server.lastRequest().constData());
}

void AftermathTest::abortAgainRunsUntilRecovered()
{
    Place place;
    QVERIFY(place.layOut());
    const auto console = place.open();
    QVERIFY(console);
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    QVERIFY(abortBy(*console).aborted);
    QTRY_COMPARE(console->view().phase, domain::Phase::Aborted);
    QVERIFY(abortBy(*console).already); // the plain verb runs nothing
    QVERIFY(place.entries(kind::abortReason).isEmpty());
    const auto told = answer<session::Aborted>(
        [&](auto done) { console->abort(u"errors in one region"_s, u"Release manager"_s, console.get(), done); });
    QVERIFY(told && told->already);
    QCOMPARE(place.entries(kind::abortReason).size(), 1); // what is said afterwards is kept all the same
    QCOMPARE(place.entries(kind::abortReason).first().payload[u"reason"_s].toString(), u"errors in one region"_s);
    QCOMPARE(place.entries(kind::abortReason).first().actor.person, u"Release manager"_s);
    QCOMPARE(place.entries(kind::abortIntent).size(), 1);

    QSignalSpy started(console.get(), &Session::abortStarted);
    const auto again = answer<session::Aborted>([&](auto done) { console->abortAgain(console.get(), done); });
    QVERIFY(again && again->aborted && !again->already);
    QCOMPARE(started.size(), 1);
    QCOMPARE(again->exitCode, 0);
    const auto intents = place.entries(kind::abortIntent);
    QCOMPARE(intents.size(), 2);
    QCOMPARE(intents.last().payload[u"reason"_s], intents.first().payload[u"reason"_s]);
    QVERIFY(!intents.last().payload.contains(u"review_at"_s)); // it is the same incident
    QTRY_COMPARE(place.entries(kind::incident).size(), 1);

    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    QVERIFY(watch.ends());
    QTRY_COMPARE(console->view().rollout.recovered, std::optional(true));
    const auto late = answer<session::Aborted>([&](auto done) { console->abortAgain(console.get(), done); });
    QVERIFY(late && late->already); // recovered: there is nothing to run again
    QCOMPARE(place.entries(kind::abortIntent).size(), 2);
}

/// The service answers well, and the canary still has its traffic.
void AftermathTest::nothingRecoversWhileTheAbortFails()
{
    Place place;
    QVERIFY(place.layOut());
    QVERIFY(place.setAbortCommand({u"bash"_s, u"-c"_s,
                                   u"[ -e var/works ] || exit 9; echo abort >var/rollout/desired_stage.txt"_s,
                                   u"{reason}"_s}));
    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    const auto console = place.open();
    QVERIFY(console);
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    std::optional<bool> isAborted;
    console->abort({}, u"Ana"_s, console.get(),
                   [&isAborted](const auto &aborted) { isAborted = aborted && aborted->aborted; });
    const auto polls = [&watch] { return std::ranges::count(watch.news, WatchNews::Kind::Readyz, &WatchNews::kind); };
    QVERIFY(QTest::qWaitFor([&polls] { return polls() >= 5; }, patienceMs)); // three Go in a row, and more
    QVERIFY(!watch.first(WatchNews::Kind::Recovered) && !watch.over);
    QVERIFY(place.entries(kind::recovery).isEmpty());
    QVERIFY(place.demo.write(u"var/works"_s, "yes"));
    QVERIFY(watch.ends());
    QCOMPARE(watch.over->recovered, std::optional(true));
    QVERIFY(isAborted == true);
}

/// The service answers well all the time: it is the abort that is waited for.
void AftermathTest::anAbortThatKeepsFailingIsNotRecovered()
{
    Place place;
    place.recoveryPatience = std::chrono::milliseconds(1);
    QVERIFY(place.layOut());
    QVERIFY(place.setAbortCommand({u"false"_s, u"{reason}"_s}));
    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    const auto console = place.open();
    QVERIFY(console);
    Watch watch(place.open());
    QVERIFY(watch.hears(WatchNews::Kind::Armed));
    console->abort({}, u"Ana"_s, console.get(), [](const auto &) {});
    QVERIFY(watch.ends());
    QCOMPARE(watch.over->why, u"not_recovered"_s);
    QVERIFY(!place.entries(kind::recovery).last().payload[u"recovered"_s].toBool());
}

/// What the promotion left running writes its stage when the recovery is proven and nobody watches any more.
void AftermathTest::anAbortThatDoesNotStayIsWatchedAgain()
{
    Place place;
    QVERIFY(place.layOut());
    QVERIFY2(place.demo.serve(), qPrintable(place.demo.serviceOutput()));
    int started = 0;
    auto ports = place.ports();
    ports.startWatcher = [&started](const QString &) { return ++started > 0; };
    const auto console = place.open(ports);
    QVERIFY(console);
    {
        Watch watch(place.open());
        QVERIFY(watch.hears(WatchNews::Kind::Armed));
        QVERIFY(abortBy(*console).aborted);
        QVERIFY(watch.ends());
        QCOMPARE(watch.over->why, u"recovered"_s);
        QCOMPARE(watchedFor(watch), QString());
    }
    const auto isSeen = [&] {
        console->tick();
        return console->view().rollout.recovered == true && !console->view().watched;
    };
    QVERIFY(QTest::qWaitFor(isSeen, patienceMs));
    const int before = started;
    QVERIFY(place.demo.setStage("10"));
    QVERIFY(QTest::qWaitFor(
        [&] {
            console->tick();
            return started > before;
        },
        patienceMs + 30'000)); // not more often than that
    Watch again(place.open());
    QVERIFY(again.hears(WatchNews::Kind::AbortLost));
    QVERIFY(QTest::qWaitFor([&] { return place.demo.read(u"var/rollout/desired_stage.txt"_s).trimmed() == "abort"; },
                            patienceMs));
    QVERIFY(again.ends());
    QCOMPARE(again.over->recovered, std::optional(true));
    QCOMPARE(watchedFor(again), u"recovery"_s);
}

void AftermathTest::aLateHeartbeatStartsNoOther_data()
{
    QTest::addColumn<bool>("lives");
    QTest::addColumn<qint64>("silentMs");
    QTest::addColumn<int>("starts");
    QTest::newRow("not heard of yet") << true << qint64(-1) << 1;
    QTest::newRow("late") << true << qint64(20'000) << 1;
    QTest::newRow("silent: it hangs") << true << domain::watcherAlarmAfterMs << 2;
    QTest::newRow("it died") << false << qint64(-1) << 2;
}

/// Of the one that this console started itself, for a rollout that it found unwatched.
void AftermathTest::aLateHeartbeatStartsNoOther()
{
    QFETCH(const bool, lives);
    QFETCH(const qint64, silentMs);
    QFETCH(const int, starts);
    Place place;
    QVERIFY(place.layOut());
    QProcess watcher;
    watcher.start(u"sleep"_s, {u"600"_s});
    QVERIFY(watcher.waitForStarted());
    const auto end = qScopeGuard([&watcher] {
        watcher.kill();
        watcher.waitForFinished();
    });
    int started = 0;
    auto ports = place.ports();
    ports.startWatcher = [&](const QString &) {
        ++started;
        return watcher.processId();
    };
    const auto console = place.open(ports);
    QVERIFY(console);
    QVERIFY(place.enterGo(u"d"_s) && place.enterStage());
    const auto isStarted = [&] {
        console->tick();
        return started == 1;
    };
    QVERIFY(QTest::qWaitFor(isStarted, patienceMs));
    if (silentMs >= 0) {
        auto boot = rollout::systemBootInstant();
        boot.ms -= silentMs;
        const domain::WatchLease lease{u"w"_s, watcher.processId(), QSysInfo::machineHostName(), boot,
                                       QDateTime::currentDateTimeUtc().addMSecs(-silentMs)};
        const auto log = ledger::Ledger::open(place.demo.path(u"var/cutover/ledger.sqlite"_s), {});
        QVERIFY(log && (*log)->takeLease(lease, {}));
    }
    if (!lives) {
        watcher.kill();
        QVERIFY(watcher.waitForFinished());
    }
    QVERIFY(abortBy(*console).aborted); // whoever aborts sees to it that somebody watches
    QCOMPARE(started, starts);
}

void AftermathTest::aWatcherThatIsGoneWatchesNothing_data()
{
    QTest::addColumn<bool>("isHere");
    QTest::addColumn<bool>("lives");
    QTest::addColumn<int>("starts");
    QTest::newRow("gone") << true << false << 1;
    QTest::newRow("living") << true << true << 0;
    QTest::newRow("of another machine") << false << false << 0; // its heartbeat is all that is known
}

/// Killed a moment ago: its last heartbeat is young. A face that leaves at once has to start another.
void AftermathTest::aWatcherThatIsGoneWatchesNothing()
{
    QFETCH(bool, isHere);
    QFETCH(bool, lives);
    QFETCH(int, starts);
    Place place;
    QVERIFY(place.layOut());
    int started = 0;
    auto ports = place.ports();
    ports.startWatcher = [&started](const QString &) {
        ++started;
        return false;
    };
    const auto console = place.open(ports);
    QVERIFY(console);
    QProcess killed;
    killed.start(u"sleep"_s, {u"600"_s});
    QVERIFY(killed.waitForStarted());
    domain::WatchLease lease{u"w"_s, killed.processId(), QSysInfo::machineHostName(), rollout::systemBootInstant(),
                             QDateTime::currentDateTimeUtc()};
    if (!isHere)
        lease.host = u"elsewhere"_s;
    if (!lives) {
        killed.kill();
        QVERIFY(killed.waitForFinished());
    }
    const auto log = ledger::Ledger::open(place.demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(log && (*log)->takeLease(lease, {}));
    QVERIFY(abortBy(*console).aborted);
    QCOMPARE(started, starts);
    killed.kill();
    killed.waitForFinished();
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv);
    AftermathTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_aftermath.moc"
