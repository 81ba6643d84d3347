// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the webhook comes from, what is sent, and when nothing is sent again.
#include "checks/alertscheck.h"
#include "checks/world.h"
#include "metrics/cannedserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;
using keychain::KeychainError;

namespace {

template <typename T>
class CannedJob : public keychain::ResultJob<T>
{
public:
    CannedJob(typename keychain::ResultJob<T>::Result result, QObject *parent)
        : keychain::ResultJob<T>(parent)
        , m_canned(std::move(result))
    {
    }

protected:
    void run() override
    {
        const bool neverAnswers = !m_canned && m_canned.error().code == KeychainError::Code::TimedOut;
        if (!neverAnswers)
            this->finish(std::move(m_canned));
    }

private:
    typename keychain::ResultJob<T>::Result m_canned;
};

class FakeStore : public keychain::SecretStore
{
public:
    AvailabilityJob *availability(QObject *parent) override
    {
        return new CannedJob<keychain::Availability>(keychain::Availability::Ready, parent);
    }
    FoundJob *contains(const QString &, QObject *parent) override { return new CannedJob<bool>(true, parent); }
    ReadJob *read(const QString &name, QObject *parent) override
    {
        asked.append(name);
        if (error)
            return new CannedJob<crypto::Secret>(tl::unexpected(KeychainError{*error, {}}), parent);
        return new CannedJob<crypto::Secret>(crypto::Secret::consume(QByteArray(secret)), parent);
    }
    DoneJob *write(const QString &, crypto::Secret, QObject *parent) override { return done(parent); }
    DoneJob *remove(const QString &, QObject *parent) override { return done(parent); }
    DoneJob *unlock(QObject *parent) override { return done(parent); }

    QByteArray secret;
    std::optional<KeychainError::Code> error;
    QStringList asked;

private:
    static DoneJob *done(QObject *parent)
    {
        return new CannedJob<void>(tl::unexpected(KeychainError{KeychainError::Code::Denied, {}}), parent);
    }
};

QByteArray ok()
{
    return CannedServer::http(200, "ok");
}

constexpr auto alerts = CriterionId::Alerts;

} // namespace

class AlertsCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loopbackUrlOfTheProfile();
    void environmentVariable();
    void keychainSecret();
    void keychainErrors_data();
    void keychainErrors();
    void messageIsMarked();
    void acceptedOneIsNotSentAgainWithinTheHour();
    void oneOfAnotherTargetIsSent();
    void failedOneIsSentAgain();
    void hangingServer();
    void cancelledWhileTheKeychainAnswers();
    void secretStandsInNoRow();
};

void AlertsCheckTest::loopbackUrlOfTheProfile()
{
    CannedServer server(ok());
    World world;
    FakeStore store;
    world.secrets = &store;
    world.profile.notifications.targets.first().loopbackUrl = server.url().toString();
    const auto row = world.run(alerts);
    QVERIFY(row.isGo());
    QCOMPARE(row.source.kind, domain::Source::Kind::Http);
    QCOMPARE(row.source.ref, server.url().toString());
    QCOMPARE(row.observed, u"ok"_s);
    QCOMPARE(row.limit, u"ok"_s);
    QVERIFY(store.asked.isEmpty());
}

void AlertsCheckTest::environmentVariable()
{
    CannedServer server(ok());
    World world;
    world.profile.notifications.targets.first().secretName = u"OPS_HOOK"_s;
    world.session.insert(u"OPS_HOOK"_s, server.url().toString());
    const auto row = world.run(alerts);
    QVERIFY(row.isGo());
    QCOMPARE(row.source.ref, u"OPS_HOOK"_s);
    QCOMPARE(server.requests(), 1);
}

void AlertsCheckTest::keychainSecret()
{
    CannedServer server(ok());
    World world;
    FakeStore store;
    store.secret = server.url().toEncoded();
    world.secrets = &store;
    QVERIFY(world.run(alerts).isGo());
    QCOMPARE(store.asked, QStringList{keychain::secretEntry(u"SLACK_WEBHOOK_URL"_s)});
}

void AlertsCheckTest::keychainErrors_data()
{
    QTest::addColumn<KeychainError::Code>("error");
    QTest::addColumn<Status>("status");
    QTest::newRow("missing") << KeychainError::Code::Missing << Status::NoGo;
    QTest::newRow("locked") << KeychainError::Code::Locked << Status::Error;
    QTest::newRow("absent") << KeychainError::Code::Absent << Status::Error;
    QTest::newRow("denied") << KeychainError::Code::Denied << Status::Error;
}

void AlertsCheckTest::keychainErrors()
{
    QFETCH(KeychainError::Code, error);
    QFETCH(Status, status);
    World world;
    FakeStore store;
    store.error = error;
    world.secrets = &store;
    const auto row = world.run(alerts);
    QCOMPARE(row.status, status);
    QCOMPARE(row.reason.cause, Cause::SecretMissing);
    QCOMPARE(row.reason.data.first(), u"SLACK_WEBHOOK_URL"_s);
    if (status == Status::Error)
        QCOMPARE(row.reason.data.value(1), QString(codeName(error)));
}

void AlertsCheckTest::messageIsMarked()
{
    CannedServer server(ok());
    World world;
    world.profile.environment = u"Demo & <Co>"_s;
    world.profile.notifications.targets.first().loopbackUrl = server.url().toString();
    QVERIFY(world.run(alerts).isGo());
    QVERIFY(server.lastRequest().contains(R"({"text":"TEST · Cutover Console · Demo &amp; &lt;Co&gt; · v0.5.11v"})"));
}

void AlertsCheckTest::acceptedOneIsNotSentAgainWithinTheHour()
{
    CannedServer server(ok());
    World world;
    world.profile.notifications.targets.first().loopbackUrl = server.url().toString();
    world.previous[static_cast<std::size_t>(alerts)] = world.run(alerts);
    const QDateTime first = world.now;
    world.now = first.addSecs(3599);
    auto row = world.run(alerts);
    QVERIFY(row.isGo());
    QCOMPARE(row.measuredAt, first);
    QCOMPARE(server.requests(), 1);
    world.now = first.addSecs(3600);
    row = world.run(alerts);
    QCOMPARE(row.measuredAt, world.now);
    QCOMPARE(server.requests(), 2);
}

void AlertsCheckTest::oneOfAnotherTargetIsSent()
{
    CannedServer server(ok());
    World world;
    world.profile.notifications.targets.first().loopbackUrl = server.url().toString();
    auto &previous = world.previous[static_cast<std::size_t>(alerts)];
    previous = world.run(alerts);
    previous.source.ref = u"SLACK_WEBHOOK_URL"_s;
    QVERIFY(world.run(alerts).isGo());
    QCOMPARE(server.requests(), 2);
}

void AlertsCheckTest::failedOneIsSentAgain()
{
    CannedServer server(CannedServer::http(500, "no"));
    World world;
    world.profile.notifications.targets.first().loopbackUrl = server.url().toString();
    auto &previous = world.previous[static_cast<std::size_t>(alerts)];
    previous = world.run(alerts);
    QCOMPARE(previous.status, Status::NoGo);
    server.answerWith(ok());
    QVERIFY(world.run(alerts).isGo());
    QCOMPARE(server.requests(), 2);
}

void AlertsCheckTest::hangingServer()
{
    CannedServer server;
    checks::AlertsContext context;
    context.target.loopbackUrl = server.url().toString();
    context.timeout = std::chrono::milliseconds(200);
    checks::AlertsCheck check(context, [] { return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC); });
    QSignalSpy finished(&check, &checks::AlertsCheck::finished);
    check.start();
    QVERIFY(finished.wait());
    const auto row = finished.first().first().value<domain::Row>();
    QCOMPARE(row.status, Status::TimedOut);
    QCOMPARE(row.reason, (domain::Reason{Cause::DeadlinePassed, {u"0.2"_s}}));
}

void AlertsCheckTest::cancelledWhileTheKeychainAnswers()
{
    FakeStore store;
    store.error = KeychainError::Code::TimedOut;
    checks::AlertsContext context;
    context.secrets = &store;
    checks::AlertsCheck check(context, [] { return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC); });
    QSignalSpy finished(&check, &checks::AlertsCheck::finished);
    check.start();
    check.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<domain::Row>().reason.cause, Cause::Cancelled);
    QVERIFY(!finished.wait(50));
}

void AlertsCheckTest::secretStandsInNoRow()
{
    CannedServer server(CannedServer::http(404, "no_service"));
    World world;
    world.session.insert(u"SLACK_WEBHOOK_URL"_s, server.url(u"/services/T0/secretsecret"_s).toString());
    const auto row = world.run(alerts);
    const QStringList texts =
        QStringList{row.observed, row.limit, row.source.ref, row.source.pointer} + row.reason.data;
    QVERIFY(!texts.join(u' ').contains(u"secretsecret"));
    QVERIFY(!world.outputs[alerts].contains("secretsecret"));
}

QTEST_GUILESS_MAIN(AlertsCheckTest)

#include "tst_alertscheck.moc"
