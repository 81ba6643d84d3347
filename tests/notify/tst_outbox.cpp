// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outbox against real servers and a real folder: what fails is tried again, what was killed goes on, nothing is
// sent by two, no secret lies anywhere.
#include "metrics/cannedserver.h"
#include "metrics/tlsworld.h"
#include "notify/outbox.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::notify;
using crypto::Secret;
using domain::NotificationTarget;
using tests::CannedServer;
using Event = domain::NotificationEvent;
using Service = domain::NotificationService;
using Status = Delivery::Status;

namespace {

const QString s_ledger = u"ledger-1"_s;
const QByteArray s_path = "/services/T000/B000/secretsecret";
QStringList s_messages;

QByteArray ok()
{
    return CannedServer::http(200, "ok");
}

// A folder, a clock that can be set, the secrets, and outboxes over them.
struct Place
{
    QTemporaryDir home;
    qint64 offsetS = 0;
    QMap<QString, QByteArray> secrets;
    QString secretError = u"secret_missing"_s;
    std::chrono::milliseconds timeout{5000};

    QString folder() const { return home.filePath(u"outbox"_s); }
    QDateTime now() const { return QDateTime::currentDateTimeUtc().addSecs(offsetS); }

    OutboxOptions options()
    {
        return {folder(), u"/srv/shop"_s, [this] { return now(); },
                [this](const QString &name, QObject *, auto found) {
                    if (secrets.contains(name))
                        found(Secret::consume(QByteArray(secrets.value(name))));
                    else
                        found(tl::unexpected(secretError));
                },
                timeout};
    }

    QStringList files(const QString &pattern = u"*.json"_s) const
    {
        return QDir(folder()).entryList({pattern}, QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    }

    QByteArray bytes() const
    {
        QByteArray all;
        for (const auto &name : files(u"*"_s)) {
            QFile file(folder() + u'/' + name);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(folder());
        QFile file(folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
    }
};

// An outbox that answers what it tells, and keeps it.
struct Heard
{
    explicit Heard(Place &place)
        : box(std::make_unique<Outbox>(place.options()))
    {
        QObject::connect(box.get(), &Outbox::settled, box.get(), [this](const Delivery &delivery) {
            settled.append(delivery);
            if (forgets)
                box->forget(delivery.id);
            else
                box->keep(delivery.id);
        });
        QObject::connect(box.get(), &Outbox::waiting, box.get(),
                         [this](const Delivery &delivery) { waiting.append(delivery); });
    }
    std::unique_ptr<Outbox> box;
    QList<Delivery> settled;
    QList<Delivery> waiting;
    bool forgets = true;
};

NotificationTarget slack(const QUrl &url)
{
    return {Service::Slack, u"slack"_s, {}, url.toString(), {}};
}

NotificationTarget secretSlack()
{
    return {Service::Slack, u"slack"_s, u"HOOK"_s, {}, {}};
}

Message message(const QString &text = u"GO"_s, Event event = Event::Go)
{
    static int count = 0;
    return {event, u"m%1"_s.arg(++count), text, u"Production"_s, u"v1"_s, QDateTime::currentDateTimeUtc()};
}

OutboxItem item(const QUrl &url)
{
    OutboxItem waiting;
    waiting.id = u"00000000000001-a"_s;
    waiting.workspace = u"/srv/shop"_s;
    waiting.ledgerId = s_ledger;
    waiting.messageId = u"m"_s;
    waiting.target = slack(url);
    waiting.payload = R"({"text":"GO"})";
    waiting.createdAt = waiting.nextTry = QDateTime::currentDateTimeUtc();
    return waiting;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndRemoves();
    void takesOnlyItsEvents();
    void fileIsThePersonsOwn();
    void failures_data();
    void failures();
    void unknownAuthority();
    void refusedForGood_data();
    void refusedForGood();
    void retryAfterIsKept_data();
    void retryAfterIsKept();
    void backOffDoubles();
    void goesThroughAtLast();
    void givesUpAfterADay();
    void clockSetBackHoldsNothing();
    void goesOnAfterARestart();
    void leftInTheMiddleIsTakenOver();
    void toldOutcomeIsToldAgainUntilRecorded();
    void keptOutcomeHoldsNothing();
    void keptOutcomeOnDiskHoldsNothing();
    void twoNeverSendOne();
    void claimOfADeadProcessIsTaken();
    void claimOfALivingProcessIsNot();
    void storedUnderAHeldName();
    void unclaimedIsNotWritten();
    void windingDownEndsWhatWasBegun();
    void windingDownBeginsNothing();
    void oneAtATimeToATarget();
    void slowTargetHoldsNoOther();
    void otherLedgersAreLeftAlone();
    void beforeTheLedgerIsKnown();
    void whatIsNoMessageIsSetAside_data();
    void whatIsNoMessageIsSetAside();
    void strangersInTheFolder();
    void sendsFromMemoryWhereNothingCanBeWritten();
    void secretLiesNowhere();
};

void OutboxTest::sendsAndRemoves()
{
    CannedServer server(ok());
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    QSignalSpy idle(heard.box.get(), &Outbox::idle);
    heard.box->enqueue(message(u"GO <now>"_s), {slack(server.url())});
    QVERIFY(!heard.box->isIdle());
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().status, Status::Accepted);
    QCOMPARE(heard.settled.first().target, u"slack"_s);
    QCOMPARE(heard.settled.first().event, Event::Go);
    QCOMPARE(heard.settled.first().attempts, 1);
    QTRY_VERIFY(heard.box->isIdle() && !idle.isEmpty());
    QCOMPARE(place.files(u"*"_s), QStringList());
    QCOMPARE(server.requests(), 1);
    QVERIFY(server.lastRequest().contains("GO &lt;now&gt;"));
}

void OutboxTest::takesOnlyItsEvents()
{
    CannedServer server(ok());
    CannedServer other(ok());
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    auto pager = slack(other.url());
    pager.name = u"pager"_s;
    pager.events = {Event::Abort};
    heard.box->enqueue(message(u"GO"_s, Event::Go), {slack(server.url()), pager});
    heard.box->enqueue(message(u"ABORT"_s, Event::Abort), {slack(server.url()), pager});
    QTRY_COMPARE(heard.settled.size(), 3);
    QCOMPARE(server.requests(), 2);
    QCOMPARE(other.requests(), 1);
    QVERIFY(other.lastRequest().contains("ABORT"));
}

void OutboxTest::fileIsThePersonsOwn()
{
    CannedServer server(CannedServer::http(500, {}));
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {slack(server.url())});
    QTRY_COMPARE(heard.waiting.size(), 1);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(place.files().size(), 1);
    struct stat status;
    QCOMPARE(::stat(QFile::encodeName(place.folder() + u'/' + place.files().first()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void OutboxTest::failures_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("http");
    const auto answered = [](const char *name, const QByteArray &answer, const QString &code, int http) {
        QTest::newRow(name) << answer << QByteArray() << code << http;
    };
    answered("500", CannedServer::http(500, "ok"), u"refused"_s, 500);
    answered("503", CannedServer::http(503, {}), u"refused"_s, 503);
    answered("429", CannedServer::http(429, {}), u"refused"_s, 429);
    answered("408", CannedServer::http(408, {}), u"refused"_s, 408);
    answered("redirect", CannedServer::http(302, "ok", "Location: http://127.0.0.1:1/\r\n"), u"refused"_s, 302);
    answered("sign-in page", CannedServer::http(200, "<html>Sign in</html>"), u"refused"_s, 200);
    answered("huge answer", CannedServer::http(200, QByteArray(1'000'000, 'x')), u"refused"_s, 200);
    answered("no HTTP", "SSH-2.0-x\r\n", u"unreachable"_s, 0);
    answered("slow", {}, u"timed_out"_s, 0);
    const auto told = [](const char *name, const QByteArray &secret, const QString &code) {
        QTest::newRow(name) << QByteArray() << secret << code << 0;
    };
    told("in the clear", "http://hooks.example.com/secretsecret", u"insecure"_s);
    told("no URL", "secretsecret", u"bad_url"_s);
    told("nobody there", "http://127.0.0.1:1/secretsecret", u"unreachable"_s);
    told("absent", "-absent", u"secret_missing"_s);
    told("keychain locked", "-locked", u"keychain_locked"_s);
}

void OutboxTest::failures()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, secret);
    QFETCH(QString, code);
    QFETCH(int, http);
    CannedServer server(answer);
    Place place;
    place.timeout = std::chrono::milliseconds(300);
    if (secret.startsWith('-'))
        place.secretError = code;
    else
        place.secrets[u"HOOK"_s] = secret;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {secret.isEmpty() ? slack(server.url()) : secretSlack()});
    QTRY_COMPARE(heard.waiting.size(), 1);
    const auto failed = heard.waiting.first();
    QCOMPARE(failed.code, code);
    QCOMPARE(failed.httpStatus, http);
    QCOMPARE(failed.attempts, 1);
    QVERIFY(failed.nextTry > place.now().addSecs(-1) && failed.nextTry <= place.now().addSecs(2));
    QTRY_VERIFY(heard.box->isIdle());
    QVERIFY(heard.settled.isEmpty());
    QCOMPARE(place.files().size(), 1);
    QVERIFY(!place.bytes().contains("secretsecret"));
}

void OutboxTest::unknownAuthority()
{
    QSslServer server;
    server.setSslConfiguration(tests::TlsWorld::selfSigned());
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Place place;
    place.secrets[u"HOOK"_s] = "https://127.0.0.1:" + QByteArray::number(server.serverPort()) + s_path;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {secretSlack()});
    QTRY_COMPARE(heard.waiting.size(), 1);
    QCOMPARE(heard.waiting.first().code, u"unreachable"_s);
}

void OutboxTest::refusedForGood_data()
{
    QTest::addColumn<int>("http");
    for (const int http : {400, 401, 403, 404, 410, 413, 422})
        QTest::addRow("%d", http) << http;
}

void OutboxTest::refusedForGood()
{
    QFETCH(int, http);
    CannedServer server(CannedServer::http(http, "no_service"));
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {slack(server.url())});
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().status, Status::GaveUp);
    QCOMPARE(heard.settled.first().code, u"refused"_s);
    QCOMPARE(heard.settled.first().httpStatus, http);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(place.files(u"*"_s), QStringList());
}

void OutboxTest::retryAfterIsKept_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<bool>("isDate");
    QTest::newRow("429, seconds") << 429 << false;
    QTest::newRow("429, date") << 429 << true;
    QTest::newRow("503, seconds") << 503 << false;
    QTest::newRow("503, date") << 503 << true;
}

void OutboxTest::retryAfterIsKept()
{
    QFETCH(int, http);
    QFETCH(bool, isDate);
    Place place;
    const auto date = QLocale::c().toString(place.now().addSecs(90), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    CannedServer server(
        CannedServer::http(http, {}, "Retry-After: " + (isDate ? date.toLatin1() : QByteArray("90")) + "\r\n"));
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {slack(server.url())});
    QTRY_COMPARE(heard.waiting.size(), 1);
    const qint64 waitS = place.now().secsTo(heard.waiting.first().nextTry);
    QVERIFY2(waitS >= 85 && waitS <= 90, QByteArray::number(waitS).constData());
    QTRY_VERIFY(heard.box->isIdle());
    // Held by whoever comes after a restart as well, until its time.
    heard.box.reset();
    server.answerWith(ok());
    Heard early(place);
    early.box->start(s_ledger);
    QTRY_VERIFY(early.box->isIdle());
    QCOMPARE(server.requests(), 1);
    early.box.reset();
    place.offsetS = 91;
    Heard late(place);
    late.box->start(s_ledger);
    QTRY_COMPARE(late.settled.size(), 1);
    QCOMPARE(late.settled.first().status, Status::Accepted);
    QCOMPARE(late.settled.first().attempts, 2);
}

void OutboxTest::backOffDoubles()
{
    const QList<qint64> expected{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(backOffS(static_cast<int>(i) + 1), expected.at(i));
    QCOMPARE(backOffS(1'000'000), 300);
    QCOMPARE(backOffS(0), 1);
}

void OutboxTest::goesThroughAtLast()
{
    CannedServer server(CannedServer::http(500, {}));
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {slack(server.url())});
    QTRY_COMPARE_WITH_TIMEOUT(heard.waiting.size(), 2, 10'000);
    QCOMPARE(heard.waiting.last().attempts, 2);
    server.answerWith(ok());
    QTRY_COMPARE_WITH_TIMEOUT(heard.settled.size(), 1, 10'000);
    QCOMPARE(heard.settled.first().status, Status::Accepted);
    QCOMPARE(heard.settled.first().attempts, 3);
    QCOMPARE(server.requests(), 3);
}

void OutboxTest::givesUpAfterADay()
{
    CannedServer server(ok());
    Place place;
    auto old = item(server.url());
    old.createdAt = place.now().addSecs(-outboxKeepsS);
    old.nextTry = place.now().addSecs(3600);
    old.code = u"unreachable"_s;
    place.write(old.id + u".json"_s, writeOutboxItem(old));
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().status, Status::GaveUp);
    QCOMPARE(heard.settled.first().code, u"unreachable"_s);
    QCOMPARE(server.requests(), 0);
}

void OutboxTest::clockSetBackHoldsNothing()
{
    CannedServer server(ok());
    Place place;
    auto ahead = item(server.url());
    ahead.createdAt = place.now().addDays(300);
    ahead.nextTry = place.now().addDays(300);
    place.write(ahead.id + u".json"_s, writeOutboxItem(ahead));
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().status, Status::Accepted);
}

void OutboxTest::goesOnAfterARestart()
{
    CannedServer server(CannedServer::http(500, {}));
    Place place;
    {
        Heard heard(place);
        heard.box->start(s_ledger);
        heard.box->enqueue(message(u"one"_s), {slack(server.url())});
        QTRY_COMPARE(heard.waiting.size(), 1);
    }
    server.answerWith(ok());
    place.offsetS = 2;
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QVERIFY(server.lastRequest().contains("one"));
}

void OutboxTest::leftInTheMiddleIsTakenOver()
{
    CannedServer server; // takes the request and never answers
    Place place;
    {
        Heard heard(place);
        heard.box->start(s_ledger);
        heard.box->enqueue(message(), {slack(server.url())});
        QTRY_COMPARE(server.requests(), 1);
    }
    QCOMPARE(place.files().size(), 1);
    server.answerWith(ok());
    place.offsetS = 2;
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().attempts, 2);
}

void OutboxTest::toldOutcomeIsToldAgainUntilRecorded()
{
    CannedServer server(ok());
    Place place;
    {
        Heard heard(place);
        heard.forgets = false;
        heard.box->start(s_ledger);
        heard.box->enqueue(message(), {slack(server.url())});
        QTRY_COMPARE(heard.settled.size(), 1);
        QVERIFY(heard.box->isIdle());
    }
    QCOMPARE(place.files().size(), 1);
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().status, Status::Accepted);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(place.files(u"*"_s), QStringList());
    QCOMPARE(server.requests(), 1); // not sent again
}

void OutboxTest::keptOutcomeHoldsNothing()
{
    CannedServer server(ok());
    Place place;
    Heard heard(place);
    heard.forgets = false;
    heard.box->start(s_ledger);
    heard.box->enqueue(message(u"ABORT"_s), {slack(server.url())});
    heard.box->enqueue(message(u"RECOVERED"_s), {slack(server.url())});
    QTRY_COMPARE(server.requests(), 2);
    QVERIFY(server.lastRequest().contains("RECOVERED"));
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(place.files().size(), 2); // to be told again
}

void OutboxTest::keptOutcomeOnDiskHoldsNothing()
{
    CannedServer server(ok());
    Place place;
    auto told = item(server.url());
    told.isAccepted = true;
    told.settledAt = told.createdAt;
    place.write(told.id + u".json"_s, writeOutboxItem(told));
    auto waiting = item(server.url());
    waiting.id = u"00000000000002-b"_s;
    place.write(waiting.id + u".json"_s, writeOutboxItem(waiting));
    Heard heard(place);
    heard.forgets = false;
    heard.box->start(s_ledger);
    QTRY_COMPARE(server.requests(), 1);
    QTRY_COMPARE(heard.settled.size(), 2);
}

void OutboxTest::twoNeverSendOne()
{
    constexpr int count = 12;
    CannedServer server(ok());
    Place place;
    for (int i = 0; i < count; ++i) {
        auto waiting = item(server.url());
        waiting.id = u"%1-x"_s.arg(i, 14, 10, QChar(u'0'));
        waiting.target.name = u"slack%1"_s.arg(i);
        place.write(waiting.id + u".json"_s, writeOutboxItem(waiting));
    }
    Heard one(place);
    Heard other(place);
    one.box->start(s_ledger);
    other.box->start(s_ledger);
    QTRY_COMPARE(one.settled.size() + other.settled.size(), count);
    QTRY_VERIFY(one.box->isIdle() && other.box->isIdle());
    QCOMPARE(server.requests(), count);
    QCOMPARE(place.files(u"*"_s), QStringList());
}

void OutboxTest::claimOfADeadProcessIsTaken()
{
    CannedServer server(ok());
    Place place;
    const auto waiting = item(server.url());
    place.write(waiting.id + u".json"_s, writeOutboxItem(waiting));
    const QString lock = place.folder() + u'/' + waiting.id + u".lock"_s;
    const pid_t child = ::fork();
    if (child == 0) {
        const auto claim = OutboxClaim::take(lock);
        ::raise(SIGKILL);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QVERIFY(QFile::exists(lock));
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
}

void OutboxTest::claimOfALivingProcessIsNot()
{
    CannedServer server(ok());
    Place place;
    const auto waiting = item(server.url());
    place.write(waiting.id + u".json"_s, writeOutboxItem(waiting));
    auto claim = OutboxClaim::take(place.folder() + u'/' + waiting.id + u".lock"_s);
    QVERIFY(claim);
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(server.requests(), 0);
    claim.reset();
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
}

void OutboxTest::storedUnderAHeldName()
{
    CannedServer server(ok());
    Place place;
    QVERIFY(QDir().mkpath(place.folder()));
    const auto fresh = item(server.url());
    // As a sweep of orphan locks in another process does for a moment.
    const auto held = OutboxClaim::take(place.folder() + u'/' + fresh.id + u".lock"_s);
    const OutboxFolder folder(place.folder());
    const auto stored = folder.store(fresh);
    QVERIFY(stored && stored->claim);
    QVERIFY(stored->item.id != fresh.id);
    QCOMPARE(place.files(), QStringList{stored->item.id + u".json"_s});
    Heard other(place);
    other.box->start(s_ledger);
    QTRY_VERIFY(other.box->isIdle());
    QCOMPARE(server.requests(), 0);
    folder.remove(*stored);
    QCOMPARE(place.files(), QStringList());
}

void OutboxTest::unclaimedIsNotWritten()
{
    Place place;
    QVERIFY(QDir().mkpath(place.folder()));
    const auto fresh = item(QUrl(u"http://127.0.0.1:1/x"_s));
    for (const auto &ending : {u""_s, u"-2"_s, u"-3"_s, u"-4"_s, u"-5"_s, u"-6"_s, u"-7"_s, u"-8"_s})
        QVERIFY(QDir(place.folder()).mkdir(fresh.id + ending + u".lock"_s)); // can be opened by nobody
    QVERIFY(!OutboxFolder(place.folder()).store(fresh));
    QCOMPARE(place.files(), QStringList());
}

void OutboxTest::windingDownEndsWhatWasBegun()
{
    CannedServer server; // takes the request and never answers
    Place place;
    place.timeout = std::chrono::milliseconds(500);
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(u"first"_s), {slack(server.url())});
    heard.box->enqueue(message(u"second"_s), {slack(server.url())});
    QTRY_COMPARE(server.requests(), 1);
    QTRY_COMPARE(place.files().size(), 2);
    QVERIFY(heard.box->windDown());
    QVERIFY(!heard.box->isIdle());
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(heard.waiting.size(), 1); // it was not broken off
    QCOMPARE(heard.waiting.first().code, u"timed_out"_s);
    QCOMPARE(server.requests(), 1);
    // The second is free for whoever comes next.
    QVERIFY(OutboxClaim::take(place.folder() + u'/' + place.files().last().replace(u".json"_s, u".lock"_s)));
}

void OutboxTest::windingDownBeginsNothing()
{
    CannedServer server(ok());
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(), {slack(server.url())});
    QVERIFY(!heard.box->windDown()); // being written
    QTRY_VERIFY(heard.box->isIdle());
    heard.box->start(s_ledger);
    QVERIFY(heard.box->isIdle());
    QCOMPARE(server.requests(), 0);
    QCOMPARE(place.files().size(), 1);
}

void OutboxTest::oneAtATimeToATarget()
{
    CannedServer server;
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(u"first"_s), {slack(server.url())});
    heard.box->enqueue(message(u"second"_s), {slack(server.url())});
    QTRY_COMPARE(server.requests(), 1);
    QTRY_COMPARE(place.files().size(), 2);
    QVERIFY(server.lastRequest().contains("first"));
    QVERIFY(!QSignalSpy(heard.box.get(), &Outbox::settled).wait(200));
    QCOMPARE(server.requests(), 1);
}

void OutboxTest::slowTargetHoldsNoOther()
{
    CannedServer slow;
    CannedServer quick(ok());
    Place place;
    Heard heard(place);
    heard.box->start(s_ledger);
    auto other = slack(quick.url());
    other.name = u"other"_s;
    heard.box->enqueue(message(), {slack(slow.url()), other});
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().target, u"other"_s);
}

void OutboxTest::otherLedgersAreLeftAlone()
{
    CannedServer server(ok());
    Place place;
    auto foreign = item(server.url());
    foreign.ledgerId = u"ledger-2"_s;
    place.write(foreign.id + u".json"_s, writeOutboxItem(foreign));
    Heard heard(place);
    heard.box->start(s_ledger);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(server.requests(), 0);
    QCOMPARE(place.files().size(), 1);
    Heard owner(place);
    owner.box->start(u"ledger-2"_s);
    QTRY_COMPARE(owner.settled.size(), 1);
}

void OutboxTest::beforeTheLedgerIsKnown()
{
    CannedServer server(ok());
    Place place;
    Heard heard(place);
    heard.forgets = false;
    heard.box->enqueue(message(u"ABORT"_s, Event::Abort), {slack(server.url())});
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(server.requests(), 1);
    heard.forgets = true;
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 2);
    QTRY_VERIFY(place.files().isEmpty());
    QCOMPARE(server.requests(), 1);
}

void OutboxTest::whatIsNoMessageIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray whole = writeOutboxItem(item(QUrl(u"http://127.0.0.1:1/x"_s)));
    const auto changed = [&whole](const QByteArray &from, const QByteArray &to) {
        return QByteArray(whole).replace(from, to);
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << whole.left(whole.size() / 2);
    QTest::newRow("zeros") << QByteArray(512, '\0');
    QTest::newRow("another's JSON") << QByteArray(R"({"hello": "world"})");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("unknown service") << changed("\"slack\"", "\"telex\"");
    QTest::newRow("unknown event") << changed("\"test\"", "\"party\"");
    QTest::newRow("foreign host") << changed("127.0.0.1:1", "hooks.example.com");
    QTest::newRow("payload no JSON") << changed(R"({\"text\":\"GO\"})", "GO");
    QTest::newRow("newer version") << changed("\"version\": 1", "\"version\": 2");
    QTest::newRow("with a key of its own") << changed("\"version\"", "\"token\": \"x\", \"version\"");
    QTest::newRow("attempts in words") << changed("\"attempts\": 0", "\"attempts\": \"0\"");
    QTest::newRow("too large") << QByteArray(2 * 1024 * 1024, ' ') + whole;
}

void OutboxTest::whatIsNoMessageIsSetAside()
{
    QFETCH(QByteArray, content);
    CannedServer server(ok());
    Place place;
    place.write(u"00000000000000-b.json"_s, content);
    const auto good = item(server.url());
    place.write(good.id + u".json"_s, writeOutboxItem(good));
    Heard heard(place);
    QSignalSpy aside(heard.box.get(), &Outbox::setAside);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1); // it stops no other
    QCOMPARE(aside.size(), 1);
    QCOMPARE(aside.first().first().toString(), u"00000000000000-b.json"_s);
    QVERIFY(QFile::exists(place.folder() + u"/aside/00000000000000-b.json"_s));
}

void OutboxTest::strangersInTheFolder()
{
    CannedServer server(ok());
    Place place;
    place.write(u"README"_s, "not ours");
    place.write(u"old.lock"_s, {});
    QVERIFY(QDir(place.folder()).mkdir(u"folder.json"_s));
    QVERIFY(QFile::link(u"/etc/hostname"_s, place.folder() + u"/link.json"_s));
    QCOMPARE(::mkfifo(QFile::encodeName(place.folder() + u"/pipe.json"_s).constData(), 0600), 0);
    const auto good = item(server.url());
    place.write(good.id + u".json"_s, writeOutboxItem(good));
    Heard heard(place);
    QSignalSpy aside(heard.box.get(), &Outbox::setAside);
    heard.box->start(s_ledger);
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(aside.size(), 3);
    QTRY_VERIFY(heard.box->isIdle());
    QCOMPARE(place.files(u"*"_s), (QStringList{u"aside"_s, u"README"_s}));
    QVERIFY(QFile::exists(u"/etc/hostname"_s));
}

void OutboxTest::sendsFromMemoryWhereNothingCanBeWritten()
{
    CannedServer server(CannedServer::http(500, {}));
    Place place;
    QFile blocker(place.folder()); // a file where the folder should be
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    Heard heard(place);
    QSignalSpy unwritten(heard.box.get(), &Outbox::unwritten);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(u"ABORT"_s, Event::Abort), {slack(server.url())});
    QTRY_COMPARE(heard.waiting.size(), 1);
    QCOMPARE(unwritten.size(), 1);
    server.answerWith(ok());
    QTRY_COMPARE(heard.settled.size(), 1);
    QCOMPARE(heard.settled.first().attempts, 2);
    QTRY_VERIFY(heard.box->isIdle());
}

void OutboxTest::secretLiesNowhere()
{
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { s_messages += text; });
    CannedServer server(CannedServer::http(500, {}));
    CannedServer pager(CannedServer::http(500, {}));
    Place place;
    place.secrets[u"HOOK"_s] = server.url(QString::fromLatin1(s_path)).toEncoded();
    place.secrets[u"PD"_s] = "secretsecret";
    Heard heard(place);
    heard.box->start(s_ledger);
    heard.box->enqueue(message(),
                       {secretSlack(), {Service::PagerDuty, u"pager"_s, u"PD"_s, pager.url().toString(), {}}});
    QTRY_COMPARE(heard.waiting.size(), 2);
    QTRY_VERIFY(heard.box->isIdle());
    qInstallMessageHandler(nullptr);
    QVERIFY(pager.lastRequest().contains("secretsecret")); // it was in play
    QVERIFY(server.lastRequest().contains("secretsecret"));
    QCOMPARE(place.files().size(), 2);
    QVERIFY(!place.bytes().contains("secretsecret"));
    for (const auto &delivery : std::as_const(heard.waiting))
        QVERIFY(!(delivery.code + delivery.target + delivery.id).contains(u"secretsecret"));
    QVERIFY(!s_messages.join(u'\n').contains(u"secretsecret"));
}

QTEST_GUILESS_MAIN(OutboxTest)

#include "tst_outbox.moc"
