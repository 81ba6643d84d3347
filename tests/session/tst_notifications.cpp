// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is told what by a session's acts: real servers, the real keychain, a real ledger; and that no act waits for it.
#include "demo/demoworkspace.h"
#include "metrics/cannedserver.h"
#include "session/ledgerlock.h"
#include "session/verbs.h"

#include "keychain/osstore.h"
#include "ledger/ledger.h"
#include "rollout/ledgerevents.h"
#include "session/session.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using notify::Delivery;
using namespace session::test;
using tests::CannedServer;
namespace kind = rollout::kind;

namespace {

const QByteArray s_secret = "secretsecret";

QByteArray ok()
{
    return CannedServer::http(200, "ok");
}

QString told(const CannedServer &server)
{
    const auto request = server.lastRequest();
    const auto body = QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
    return body[u"text"_s].toString();
}

// Stands in for the catalogue of models/: every fact, by its name.
QString wordsOf(const session::NotificationFacts &facts, const QString &own)
{
    const QString text = own.isEmpty() ? domain::notificationEventName(facts.event) +
                                             u": {environment} by {person}, {reason}, at {stage}, next {next_stage}"_s
                                       : own;
    return domain::filledTemplate(text, {{u"environment"_s, facts.environment},
                                         {u"version"_s, facts.version},
                                         {u"person"_s, facts.person},
                                         {u"reason"_s, facts.reason},
                                         {u"stage"_s, QString::number(facts.percent.value_or(0))},
                                         {u"next_stage"_s, QString::number(facts.nextPercent.value_or(0))}});
}

// A demo workspace whose targets the test names, the person's state beside it, and sessions over both.
struct Place
{
    DemoWorkspace demo;
    QTemporaryDir user;
    keychain::OsStore store;
    bool onlyLooks = false;

    [[nodiscard]] bool layOut(const QJsonObject &notifications)
    {
        if (!demo.init().succeeded())
            return false;
        auto profile = demo.json(u"cutover.json"_s);
        profile[u"notifications"_s] = notifications;
        return demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }
    [[nodiscard]] bool layOut(const CannedServer &server)
    {
        return layOut(QJsonObject{{u"webhook_url"_s, server.url(u"/hook"_s).toString()}});
    }

    [[nodiscard]] std::unique_ptr<session::Session> open()
    {
        auto ports = wordedPorts(&store);
        ports.wording.notification = wordsOf;
        ports.stateFolder = user.filePath(u"state"_s);
        ports.trustFile = user.filePath(u"trust.json"_s);
        ports.certificateFolder = user.filePath(u"certificates"_s);
        ports.onlyLooks = onlyLooks;
        auto opened = std::make_unique<session::Session>(demo.path(), ports);
        QSignalSpy spy(opened.get(), &session::Session::opened);
        opened->open();
        return spy.wait(patienceMs) ? std::move(opened) : nullptr;
    }

    // Everything that lies in the workspace and in the person's state, the outbox too.
    [[nodiscard]] QByteArray everything() const
    {
        QByteArray all;
        for (const auto &root : {demo.path(u"var"_s), user.path()}) {
            QDirIterator files(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly))
                    all += file.readAll();
            }
        }
        return all;
    }
    [[nodiscard]] QStringList waiting() const
    {
        return QDir(user.filePath(u"state/outbox"_s)).entryList({u"*.json"_s}, QDir::Files);
    }
};

// One target that answers so, and a session over it; none where that failed.
struct Scene
{
    CannedServer server;
    Place place;
    std::unique_ptr<session::Session> opened;

    explicit Scene(const QByteArray &answer = {})
        : server(answer)
    {
        if (place.layOut(server))
            opened = place.open();
    }
};

// Payloads of the ledger's entries of one kind.
QList<QJsonObject> entries(session::Session &session, const Place &place, QStringView wanted)
{
    const QString file = place.user.filePath(u"export.jsonl"_s);
    QFile::remove(file);
    const auto exported = answer<qint64>([&](auto done) { session.exportLedger(file, &session, done); });
    QFile lines(file);
    QList<QJsonObject> payloads;
    if (!exported || !lines.open(QIODevice::ReadOnly))
        return payloads;
    for (const auto &line : lines.readAll().split('\n')) {
        const auto object = QJsonDocument::fromJson(line).object();
        const auto entry = object.contains(u"entry"_s) ? object[u"entry"_s].toObject() : object;
        if (entry[u"kind"_s].toString() == wanted)
            payloads.append(entry[u"payload"_s].toObject());
    }
    return payloads;
}

} // namespace

class NotificationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseIsToldAndRecorded();
    void ownTemplateIsFilled();
    void noTargetHoldsAnAct();
    void abortIsToldAndNotHeldUp();
    void failingTargetOnlyShows();
    void refusalIsRecorded();
    void leftMessageGoesOutWithTheNextSession();
    void lookingSendsNothing();
    void receiptConfirmsTheStakeholders();
    void aReceiptIsNotLost();
    void anotherConsolesDeliveryIsHeard();
    void refusedStartConfirmsNothing();
    void decisionIsTold();
    void everyFifthFailedUnlockIsTold();
    void secretLiesNowhere();
    void strangersAreSetAside();
};

void NotificationsTest::pauseIsToldAndRecorded()
{
    Scene scene(ok());
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QSignalSpy settled(session.get(), &session::Session::notificationSettled);
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana <b>\u202e"_s, session.get(), done); }));
    QTRY_COMPARE(settled.size(), 1);
    QCOMPARE(settled.first().first().value<Delivery>().status, Delivery::Status::Accepted);
    QCOMPARE(told(server), u"pause: Demo by Ana &lt;b&gt;\\u202e, , at 0, next 10"_s);
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 1);
    const auto entry = entries(*session, place, kind::notification).first();
    QCOMPARE(entry[u"event"_s].toString(), u"pause"_s);
    QCOMPARE(entry[u"target"_s].toString(), u"slack"_s);
    QCOMPARE(entry[u"status"_s].toString(), u"accepted"_s);
    QCOMPARE(entry[u"http_status"_s].toInt(), 200);
    QVERIFY(QDateTime::fromString(entry[u"at"_s].toString(), Qt::ISODateWithMs).isValid());
    QVERIFY(!QJsonDocument(entry).toJson().contains("127.0.0.1"));
    QTRY_VERIFY(place.waiting().isEmpty());
}

void NotificationsTest::ownTemplateIsFilled()
{
    CannedServer server(ok());
    Place place;
    QVERIFY(place.layOut(QJsonObject{{u"webhook_url"_s, server.url().toString()},
                                     {u"templates"_s, QJsonObject{{u"pause"_s, u"{person} stops {environment}"_s}}}}));
    const auto session = place.open();
    QVERIFY(session);
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"{version}"_s, session.get(), done); }));
    QTRY_COMPARE(told(server), u"{version} stops Demo"_s); // a value is never filled in again
}

void NotificationsTest::noTargetHoldsAnAct()
{
    Scene scene; // never answers
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
    QVERIFY(answer<qint64>([&](auto done) { session->resume(u"Ana"_s, session.get(), done); }));
    QVERIFY(timer.elapsed() < 5000); // the target's deadline is 10 s
    QTRY_COMPARE(server.requests(), 1);
}

void NotificationsTest::abortIsToldAndNotHeldUp()
{
    CannedServer server;
    Place place;
    QVERIFY(place.layOut(server));
    QVERIFY(place.demo.write(u"var/rollout/desired_stage.txt"_s, "10\n")); // set by a person: there is a stage to abort
    const auto session = place.open();
    QVERIFY(session);
    QElapsedTimer timer;
    timer.start();
    const auto aborted = answer<session::Aborted>(
        [&](auto done) { session->abort(u"burst-of-errors"_s, u"Ana"_s, session.get(), done); });
    QVERIFY(aborted && aborted->aborted);
    QVERIFY(timer.elapsed() < 8000);
    QTRY_COMPARE(server.requests(), 1);
    QCOMPARE(told(server), u"abort: Demo by Ana, manual-rollback-burst-of-errors, at 0, next 10"_s);
}

void NotificationsTest::failingTargetOnlyShows()
{
    Scene scene(CannedServer::http(500, {}));
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QSignalSpy waiting(session.get(), &session::Session::notificationWaiting);
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
    QTRY_COMPARE(waiting.size(), 1);
    const auto delivery = waiting.first().first().value<Delivery>();
    QCOMPARE(delivery.code, u"refused"_s);
    QCOMPARE(delivery.httpStatus, 500);
    QVERIFY(delivery.nextTry.isValid());
    server.answerWith(ok());
    QSignalSpy settled(session.get(), &session::Session::notificationSettled);
    QVERIFY(settled.wait(patienceMs)); // by itself
    QCOMPARE(settled.first().first().value<Delivery>().attempts, 2);
}

void NotificationsTest::refusalIsRecorded()
{
    Scene scene(CannedServer::http(404, "no_service"));
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 1);
    const auto entry = entries(*session, place, kind::notification).first();
    QCOMPARE(entry[u"status"_s].toString(), u"gave_up"_s);
    QCOMPARE(entry[u"code"_s].toString(), u"refused"_s);
    QCOMPARE(entry[u"http_status"_s].toInt(), 404);
}

void NotificationsTest::leftMessageGoesOutWithTheNextSession()
{
    CannedServer server;
    Place place;
    QVERIFY(place.layOut(server));
    {
        const auto session = place.open();
        QVERIFY(session);
        QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
        QTRY_COMPARE(server.requests(), 1);
    }
    QCOMPARE(place.waiting().size(), 1);
    server.answerWith(ok());
    const auto session = place.open();
    QVERIFY(session);
    QTRY_COMPARE_WITH_TIMEOUT(entries(*session, place, kind::notification).size(), 1, patienceMs);
    QVERIFY(place.waiting().isEmpty());
}

void NotificationsTest::lookingSendsNothing()
{
    CannedServer server;
    Place place;
    QVERIFY(place.layOut(server));
    {
        const auto session = place.open();
        QVERIFY(session);
        QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
        QTRY_COMPARE(server.requests(), 1);
    }
    place.onlyLooks = true;
    const auto session = place.open();
    QVERIFY(session);
    bool isFlushed = false;
    session->flushNotifications(std::chrono::seconds(3), this, [&isFlushed] { isFlushed = true; });
    QVERIFY(isFlushed); // at once
    QCOMPARE(place.waiting().size(), 1);
}

void NotificationsTest::receiptConfirmsTheStakeholders()
{
    Scene scene(ok());
    auto &[server, place, session] = scene;
    QVERIFY(session);
    session->notifyStakeholders();
    const auto confirmed = [&] { return session->view().rollout.confirmations.value(u"stakeholders"_s).go; };
    QVERIFY(!session->view().rollout.confirmations.contains(u"stakeholders"_s));
    QTRY_VERIFY(session->view().rollout.confirmations.contains(u"stakeholders"_s) && confirmed());
    QCOMPARE(session->view().rollout.confirmations.value(u"stakeholders"_s).by, u"slack"_s);
    const auto entry = entries(*session, place, kind::confirmation).first();
    QVERIFY2(entry[u"note"_s].toString().startsWith(u"slack · HTTP 200 · cutover/"_s),
             qPrintable(entry[u"note"_s].toString()));
    QCOMPARE(told(server), u"cutover_start: Demo by , , at 0, next 10"_s);
}

/// The ledger refuses the confirmation, and takes it later.
void NotificationsTest::aReceiptIsNotLost()
{
    Scene scene(ok());
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QSignalSpy settled(session.get(), &session::Session::notificationSettled);
    {
        const LedgerLock lock(place.demo.path(u"var/cutover/ledger.sqlite"_s));
        QVERIFY(lock.holds());
        session->notifyStakeholders();
        QVERIFY(settled.wait(patienceMs));
        // Behind the receipt: when this is refused, it was.
        QVERIFY(!answer<qint64>([&](auto done) { session->resume(u"Ana"_s, session.get(), done); }));
    }
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
    QTRY_COMPARE_WITH_TIMEOUT(entries(*session, place, kind::confirmation).size(), 1, patienceMs);
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 2);
    QCOMPARE(server.requests(), 2); // the start once, the pause once
}

/// What failed here is left to whichever process of this user sends it.
void NotificationsTest::anotherConsolesDeliveryIsHeard()
{
    Scene scene(CannedServer::http(500, {}));
    auto &[server, place, session] = scene;
    QVERIFY(session);
    QSignalSpy waiting(session.get(), &session::Session::notificationWaiting);
    QSignalSpy settled(session.get(), &session::Session::notificationSettled);
    QSignalSpy confirmed(session.get(), &session::Session::stakeholdersConfirmed);
    session->notifyStakeholders();
    QTRY_COMPARE(waiting.size(), 1);
    bool isFlushed = false;
    session->flushNotifications(std::chrono::milliseconds(0), this, [&isFlushed] { isFlushed = true; });
    QTRY_VERIFY(isFlushed); // from now on it sends nothing itself
    server.answerWith(ok());
    const auto other = place.open();
    QVERIFY(other);
    QVERIFY(settled.wait(patienceMs));
    const auto delivery = settled.first().first().value<Delivery>();
    QCOMPARE(delivery.status, Delivery::Status::Accepted);
    QCOMPARE(delivery.id, waiting.first().first().value<Delivery>().id);
    QCOMPARE(delivery.httpStatus, 200);
    QVERIFY(delivery.attempts > 1 && !delivery.nextTry.isValid());
    QTRY_COMPARE(confirmed.size(), 1);
    QCOMPARE(confirmed.first().last().toString(), u"slack"_s);
    QVERIFY(confirmed.first().first().toLongLong() > 0);
    QTRY_COMPARE(entries(*other, place, kind::notification).size(), 1);
    QCOMPARE(entries(*other, place, kind::confirmation).size(), 1);
    QCOMPARE(settled.size(), 1); // once
}

void NotificationsTest::refusedStartConfirmsNothing()
{
    Scene scene(CannedServer::http(403, "invalid_token"));
    auto &[server, place, session] = scene;
    QVERIFY(session);
    session->notifyStakeholders();
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 1);
    QVERIFY(entries(*session, place, kind::confirmation).isEmpty());
    QVERIFY(!session->view().rollout.confirmations.contains(u"stakeholders"_s));
}

void NotificationsTest::decisionIsTold()
{
    Scene scene(ok());
    auto &[server, place, session] = scene;
    QVERIFY(session);
    const auto key = enrol(*session);
    QVERIFY(!key.isEmpty());
    QVERIFY(found(*session, key));
    const session::SignRequest request{domain::DecisionKind::NoGo, key, u"The window <moved> to Thursday."_s, {}};
    const auto draft = answer<session::Draft>([&](auto done) { session->compose(request, session.get(), done); });
    QVERIFY(draft);
    QStringList changes;
    for (const auto &change : draft->changes)
        changes.append(change.code);
    const auto signedOne = answer<session::Signed>(
        [&](auto done) { session->sign(*draft, changes, passphrase(), {}, session.get(), done); });
    QVERIFY2(signedOne, signedOne ? "" : qPrintable(signedOne.error().name));
    QTRY_VERIFY2(
        told(server).startsWith(u"no_go: Demo by Demo release manager, The window &lt;moved&gt; to Thursday., "_s),
        qPrintable(told(server)));
}

void NotificationsTest::everyFifthFailedUnlockIsTold()
{
    Scene scene(ok());
    auto &[server, place, session] = scene;
    QVERIFY(session);
    const auto key = enrol(*session);
    for (int i = 1; i <= 6; ++i) {
        const auto founded = answer<session::SignersView>([&](auto done) {
            session->foundSigners({{key}, {}, {}, {}, {}, {}}, passphrase("not the passphrase"), session.get(), done);
        });
        QVERIFY(!founded);
        QCOMPARE(founded.error().name, u"wrong_passphrase"_s);
        if (i < 5)
            QCOMPARE(server.requests(), 0);
    }
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 1);
    QCOMPARE(server.requests(), 1);
    QVERIFY2(told(server).startsWith(u"failed_unlocks: Demo "_s), qPrintable(told(server)));
}

void NotificationsTest::secretLiesNowhere()
{
    CannedServer server(CannedServer::http(500, {}));
    CannedServer pager(CannedServer::http(400, "invalid"));
    Place place;
    qputenv("NOTIFY_HOOK", server.url(u"/services/secretsecret"_s).toEncoded());
    qputenv("NOTIFY_PAGER", s_secret);
    QVERIFY(place.layOut(
        QJsonObject{{u"targets"_s, QJsonArray{QJsonObject{{u"service"_s, u"slack"_s}, {u"secret"_s, u"NOTIFY_HOOK"_s}},
                                              QJsonObject{{u"service"_s, u"pagerduty"_s},
                                                          {u"secret"_s, u"NOTIFY_PAGER"_s},
                                                          {u"url"_s, pager.url().toString()}}}}}));
    const auto session = place.open();
    QVERIFY(session);
    QSignalSpy waiting(session.get(), &session::Session::notificationWaiting);
    QVERIFY(answer<qint64>([&](auto done) { session->pause(u"Ana"_s, session.get(), done); }));
    QTRY_VERIFY(!waiting.isEmpty());
    QTRY_COMPARE(entries(*session, place, kind::notification).size(), 1);
    QVERIFY(server.lastRequest().contains(s_secret)); // it was in play
    QVERIFY(pager.lastRequest().contains(s_secret));
    const auto everything = place.everything();
    QVERIFY(everything.contains("NOTIFY_HOOK"));
    QVERIFY(!everything.contains(s_secret));
    qunsetenv("NOTIFY_HOOK");
    qunsetenv("NOTIFY_PAGER");
}

void NotificationsTest::strangersAreSetAside()
{
    CannedServer server(ok());
    Place place;
    QVERIFY(place.layOut(server));
    const QString folder = place.user.filePath(u"state/outbox"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile stranger(folder + u"/x.json"_s);
    QVERIFY(stranger.open(QIODevice::WriteOnly) && stranger.write("not ours") > 0);
    stranger.close();
    const auto session = place.open();
    QVERIFY(session);
    QTRY_VERIFY(QFile::exists(folder + u"/aside/x.json"_s));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv); // the report needs fonts
    NotificationsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_notifications.moc"
