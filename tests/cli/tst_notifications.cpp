// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a verb tells goes out after its answer, is not lost with the process, and is sent by one of two.
#include "cli/cutoverctl.h"
#include "metrics/cannedserver.h"

#include <QElapsedTimer>

#include <csignal>

using namespace cutover::cli::test;
using cutover::tests::CannedServer;
using namespace Qt::StringLiterals;

namespace {

const QStringList s_pause{u"pause"_s, u"--by"_s, u"Demo lead"_s};

QByteArray ok()
{
    return CannedServer::http(200, "ok");
}

} // namespace

class NotificationsCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sentBeforeTheEnd();
    void answersFirst();
    void interruptedWhileItSends();
    void killedOneIsSentByTheNext();
    void twoProcessesNeverSendOne();
    void secretFromTheKeychain();
    void receiptConfirmsTheStakeholders();
    void refusedStartSaysWho();
    void missingSecretSaysItsMend();
    void startWithoutATarget();
    void interruptedWaitLeavesTheMessage();
    void receiptSpeaksForItself_data();
    void receiptSpeaksForItself();

private:
    void targets(const QJsonObject &notifications) const;
    void target(const CannedServer &server) const;
    [[nodiscard]] QList<QJsonObject> recorded(const QString &kind = u"notification"_s);
    [[nodiscard]] QStringList waiting() const;
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &verb) const;
    /// Verbs that tell nothing of their own, until nothing waits any more.
    [[nodiscard]] bool isSentByTheNext() const;

    std::unique_ptr<DemoWorkspace> m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void NotificationsCliTest::init()
{
    m_demo = std::make_unique<DemoWorkspace>();
    QVERIFY(m_demo->init().succeeded());
    m_ctl = std::make_unique<Cutoverctl>(m_demo->path());
}

void NotificationsCliTest::targets(const QJsonObject &notifications) const
{
    auto profile = m_demo->json(u"cutover.json"_s);
    profile[u"notifications"_s] = notifications;
    QVERIFY(m_demo->write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void NotificationsCliTest::target(const CannedServer &server) const
{
    targets({{u"webhook_url"_s, server.url(u"/hook"_s).toString()}});
}

QList<QJsonObject> NotificationsCliTest::recorded(const QString &kind)
{
    const QString file = m_ctl->file(u"export.jsonl"_s);
    QFile::remove(file);
    std::ignore = m_ctl->call({u"--workspace"_s, m_demo->path(), u"ledger"_s, u"export"_s, file});
    QFile lines(file);
    QList<QJsonObject> payloads;
    if (!lines.open(QIODevice::ReadOnly))
        return payloads;
    for (const auto &line : lines.readAll().split('\n')) {
        const auto object = QJsonDocument::fromJson(line).object();
        const auto entry = object.contains(u"entry"_s) ? object[u"entry"_s].toObject() : object;
        if (entry[u"kind"_s].toString() == kind)
            payloads.append(entry[u"payload"_s].toObject());
    }
    return payloads;
}

std::unique_ptr<QProcess> NotificationsCliTest::start(const QStringList &verb) const
{
    return m_ctl->start(QStringList{u"--workspace"_s, m_demo->path(), u"--json"_s} + verb);
}

bool NotificationsCliTest::isSentByTheNext() const
{
    const auto isSent = [this] {
        return (*m_ctl)({u"note"_s, u"readyz"_s, u"looked at"_s}).exitCode == 0 && waiting().isEmpty();
    };
    return QTest::qWaitFor(isSent, 30'000);
}

QStringList NotificationsCliTest::waiting() const
{
    return QDir(m_ctl->file(u"state/cutover/outbox"_s)).entryList({u"*.json"_s}, QDir::Files);
}

void NotificationsCliTest::sentBeforeTheEnd()
{
    CannedServer server(ok());
    target(server);
    const auto paused = (*m_ctl)(s_pause);
    QVERIFY2(paused.exitCode == 0, paused.text().constData());
    QCOMPARE(server.requests(), 1);
    QVERIFY(waiting().isEmpty());
    const auto entries = recorded();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first()[u"status"_s].toString(), u"accepted"_s);
}

void NotificationsCliTest::answersFirst()
{
    CannedServer server; // never answers
    target(server);
    const auto process = start(s_pause);
    QTRY_VERIFY_WITH_TIMEOUT(process->bytesAvailable() > 0, 30'000);
    QCOMPARE(process->state(), QProcess::Running);
    QElapsedTimer patience;
    patience.start();
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(called.exitCode == 0, called.text().constData());
    // What is under way may end within its own time-out of 10 s: ended early, it would be sent again.
    QVERIFY2(patience.elapsed() >= 2000 && patience.elapsed() < 14'000,
             QByteArray::number(patience.elapsed()).constData());
    QCOMPARE(waiting().size(), 1);
}

void NotificationsCliTest::interruptedWhileItSends()
{
    CannedServer server;
    target(server);
    const auto process = start(s_pause);
    QTRY_VERIFY_WITH_TIMEOUT(process->bytesAvailable() > 0 && server.requests() == 1, 30'000);
    QElapsedTimer patience;
    patience.start();
    process->terminate();
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(called.exitCode == 0, called.text().constData()); // it was done, and said so
    QVERIFY(patience.elapsed() < 1500);
    QCOMPARE(waiting().size(), 1);
}

void NotificationsCliTest::killedOneIsSentByTheNext()
{
    CannedServer server;
    target(server);
    const auto process = start(s_pause);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests(), 1, 30'000);
    process->kill(); // SIGKILL, the request under way
    QCOMPARE(Cutoverctl::end(*process).signal, SIGKILL);
    QCOMPARE(waiting().size(), 1);
    server.answerWith(ok());
    QVERIFY(isSentByTheNext());
    QCOMPARE(server.requests(), 2);
    QCOMPARE(recorded().size(), 1);
}

void NotificationsCliTest::twoProcessesNeverSendOne()
{
    constexpr int count = 6;
    CannedServer server(ok());
    target(server);
    QVERIFY(QDir().mkpath(m_ctl->file(u"state/cutover/outbox"_s)));
    for (int i = 0; i < count; ++i) {
        const QJsonObject told{{u"service"_s, u"slack"_s},
                               {u"name"_s, u"slack %1"_s.arg(i)},
                               {u"url"_s, server.url(u"/hook"_s).toString()}};
        const QJsonObject item{{u"version"_s, 1},
                               {u"workspace"_s, m_demo->path()},
                               {u"message_id"_s, u"m%1"_s.arg(i)},
                               {u"event"_s, u"pause"_s},
                               {u"target"_s, told},
                               {u"payload"_s, u"{\"text\":\"message %1\"}"_s.arg(i)},
                               {u"created_at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                               {u"next_try"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                               {u"attempts"_s, 0}};
        QVERIFY(!m_ctl->write(u"state/cutover/outbox/%1.json"_s.arg(i), QJsonDocument(item).toJson()).isEmpty());
    }
    const QStringList verb{u"note"_s, u"readyz"_s, u"looked at"_s};
    const auto one = start(verb);
    const auto other = start(verb);
    const auto first = Cutoverctl::end(*one);
    const auto second = Cutoverctl::end(*other);
    QVERIFY2(first.exitCode == 0 && second.exitCode == 0, (first.text() + second.text()).constData());
    QVERIFY(isSentByTheNext());
    QCOMPARE(server.requests(), count);
    QCOMPARE(recorded().size(), count);
}

void NotificationsCliTest::secretFromTheKeychain()
{
    CannedServer server(ok());
    const auto url = server.url(u"/services/secretsecret"_s).toEncoded();
    targets({{u"targets"_s, QJsonArray{QJsonObject{{u"service"_s, u"slack"_s}, {u"secret"_s, u"TOLD_HOOK"_s}}}}});
    QCOMPARE((*m_ctl)({u"secret"_s, u"set"_s, u"TOLD_HOOK"_s, u"--passphrase-file"_s, u"-"_s}, url + '\n').exitCode, 0);
    const auto paused = (*m_ctl)(s_pause);
    QVERIFY2(paused.exitCode == 0, paused.text().constData());
    QCOMPARE(server.requests(), 1);
    QVERIFY(server.lastRequest().contains("secretsecret"));
    QVERIFY(!paused.text().contains("secretsecret"));
    QVERIFY(!QJsonDocument(recorded().value(0)).toJson().contains("secretsecret"));
}

void NotificationsCliTest::receiptConfirmsTheStakeholders()
{
    CannedServer server(ok());
    target(server);
    const auto confirmed = (*m_ctl)({u"confirm"_s, u"stakeholders"_s, u"--notify"_s});
    QVERIFY2(confirmed.exitCode == 0, confirmed.text().constData());
    QCOMPARE(confirmed.json()[u"receipt"_s].toString(), u"slack"_s);
    QVERIFY(confirmed.json()[u"entry"_s].toInt() > 0);
    QVERIFY(server.lastRequest().contains("Cutover starts"));
    const auto entries = recorded(u"confirmation"_s);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first()[u"what"_s].toString(), u"stakeholders"_s);
    const auto missing = (*m_ctl)({u"status"_s}).out;
    QVERIFY2(!missing.contains("stakeholders are not notified"), missing.constData());
}

void NotificationsCliTest::refusedStartSaysWho()
{
    CannedServer server(CannedServer::http(403, "invalid_token"));
    CannedServer other(CannedServer::http(404, {}));
    targets({{u"targets"_s,
              QJsonArray{
                  QJsonObject{{u"service"_s, u"slack"_s}, {u"name"_s, u"ops"_s}, {u"url"_s, server.url().toString()}},
                  QJsonObject{{u"service"_s, u"webhook"_s}, {u"name"_s, u"desk"_s}, {u"url"_s, other.url().toString()}},
                  QJsonObject{{u"service"_s, u"webhook"_s},
                              {u"name"_s, u"aborts"_s},
                              {u"url"_s, other.url().toString()},
                              {u"events"_s, QJsonArray{u"abort"_s}}}}}});
    QElapsedTimer timer;
    timer.start();
    const auto refused = (*m_ctl)({u"confirm"_s, u"stakeholders"_s, u"--notify"_s});
    QVERIFY2(refused.exitCode == 1, refused.text().constData());
    QVERIFY(timer.elapsed() < 25'000); // nothing is left to wait for
    QCOMPARE(refused.errorCode(), u"not_delivered"_s);
    const auto said = refused.json()[u"targets"_s].toArray();
    QCOMPARE(said.size(), 2);
    QCOMPARE(said.at(0)[u"target"_s].toString(), u"ops"_s);
    QCOMPARE(said.at(0)[u"status"_s].toString(), u"gave_up"_s);
    QCOMPARE(said.at(0)[u"http_status"_s].toInt(), 403);
    QCOMPARE(said.at(1)[u"http_status"_s].toInt(), 404);
    QVERIFY(!refused.text().contains("127.0.0.1"));
    QVERIFY(recorded(u"confirmation"_s).isEmpty());
}

void NotificationsCliTest::missingSecretSaysItsMend()
{
    targets({{u"targets"_s, QJsonArray{QJsonObject{{u"service"_s, u"slack"_s}, {u"secret"_s, u"UNSET_HOOK"_s}}}}});
    const auto process =
        m_ctl->start({u"--workspace"_s, m_demo->path(), u"confirm"_s, u"stakeholders"_s, u"--notify"_s});
    QByteArray err;
    QTRY_VERIFY_WITH_TIMEOUT((err += process->readAllStandardError()).contains("\n"), 30'000);
    process->terminate();
    std::ignore = Cutoverctl::end(*process);
    QVERIFY2(err.contains("Set it: cutoverctl secret set UNSET_HOOK."), err.constData());
    QCOMPARE(waiting().size(), 1);
}

void NotificationsCliTest::startWithoutATarget()
{
    targets({{u"targets"_s, QJsonArray()}});
    const auto refused = (*m_ctl)({u"confirm"_s, u"stakeholders"_s, u"--notify"_s});
    QVERIFY2(refused.exitCode == 1, refused.text().constData());
    QCOMPARE(refused.errorCode(), u"no_target"_s);
}

void NotificationsCliTest::interruptedWaitLeavesTheMessage()
{
    CannedServer server; // never answers
    target(server);
    const auto process = start({u"confirm"_s, u"stakeholders"_s, u"--notify"_s});
    QTRY_COMPARE_WITH_TIMEOUT(server.requests(), 1, 30'000);
    QElapsedTimer patience;
    patience.start();
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(patience.elapsed() < 1500, QByteArray::number(patience.elapsed()).constData());
    QCOMPARE(called.signal, SIGINT);
    QVERIFY2(called.err.contains("in the outbox"), called.text().constData());
    QCOMPARE(waiting().size(), 1);
    server.answerWith(ok());
    QVERIFY(isSentByTheNext());
    QCOMPARE(recorded(u"confirmation"_s).size(), 1);
}

void NotificationsCliTest::receiptSpeaksForItself_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("of another point") << QStringList{u"freeze"_s};
    QTest::newRow("of nothing") << QStringList{};
    QTest::newRow("with a name") << QStringList{u"stakeholders"_s, u"--by"_s, u"Ana"_s};
    QTest::newRow("with a no-go") << QStringList{u"stakeholders"_s, u"--no-go"_s};
    QTest::newRow("with a note") << QStringList{u"stakeholders"_s, u"--note"_s, u"told"_s};
}

void NotificationsCliTest::receiptSpeaksForItself()
{
    QFETCH(QStringList, words);
    CannedServer server(ok());
    target(server);
    const auto called = (*m_ctl)(QStringList{u"confirm"_s, u"--notify"_s} + words);
    QVERIFY2(called.exitCode == 2, called.text().constData());
    QCOMPARE(server.requests(), 0);
}

QTEST_GUILESS_MAIN(NotificationsCliTest)

#include "tst_notifications.moc"
