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

domain::NotificationTarget target(domain::NotificationService service, const QString &name, const CannedServer &server)
{
    return {service, name, {}, server.url().toString(), {}};
}

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
    void acceptedOneNeedsItsSecret_data();
    void acceptedOneNeedsItsSecret();
    void oneOfAnotherTargetIsSent();
    void failedOneIsSentAgain();
    void hangingServer();
    void cancelledWhileTheKeychainAnswers();
    void secretStandsInNoRow_data();
    void secretStandsInNoRow();
    void everyTargetMustAccept();
    void causeNamesTheTarget_data();
    void causeNamesTheTarget();
    void onlyTheFailedOneIsSentAgain();
    void refusedOneHidesInNoOtherName();
    void addedTargetIsAskedToo();
    void ownTextIsMarkedToo();
    void noTarget();
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
    QVERIFY(server.lastRequest().contains(R"("text":"TEST · Cutover Console · Demo &amp; &lt;Co&gt; · v0.5.11v")"));
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

void AlertsCheckTest::acceptedOneNeedsItsSecret_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Status>("status");
    QTest::addColumn<int>("requests");
    QTest::newRow("same") << u"/services/T0/secretsecret"_s << Status::Go << 1;
    QTest::newRow("another") << u"/services/T1/secretsecret"_s << Status::Go << 2;
    QTest::newRow("none") << QString() << Status::NoGo << 1;
}

void AlertsCheckTest::acceptedOneNeedsItsSecret()
{
    QFETCH(QString, path);
    CannedServer server(ok());
    World world;
    const auto name = u"SLACK_WEBHOOK_URL"_s;
    world.session.insert(name, server.url(u"/services/T0/secretsecret"_s).toString());
    world.previous[static_cast<std::size_t>(alerts)] = world.run(alerts);
    QVERIFY(world.previous[static_cast<std::size_t>(alerts)].isGo());
    world.session.remove(name);
    if (!path.isEmpty())
        world.session.insert(name, server.url(path).toString());
    QTEST(world.run(alerts).status, "status");
    QTEST(int(server.requests()), "requests");
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
    context.targets = {{domain::NotificationService::Slack, u"slack"_s, {}, server.url().toString(), {}}};
    context.timeout = std::chrono::milliseconds(200);
    checks::AlertsCheck check(context, [] { return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC); });
    QSignalSpy finished(&check, &checks::AlertsCheck::finished);
    check.start();
    QVERIFY(finished.wait());
    const auto row = finished.first().first().value<domain::Row>();
    QCOMPARE(row.status, Status::TimedOut);
    QCOMPARE(row.reason, (domain::Reason{Cause::DeadlinePassed, {u"0.2"_s, u"slack"_s}}));
}

void AlertsCheckTest::cancelledWhileTheKeychainAnswers()
{
    FakeStore store;
    store.error = KeychainError::Code::TimedOut;
    checks::AlertsContext context;
    context.targets = domain::checklistProfile().notifications.targets;
    context.secrets = &store;
    checks::AlertsCheck check(context, [] { return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC); });
    QSignalSpy finished(&check, &checks::AlertsCheck::finished);
    check.start();
    check.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<domain::Row>().reason.cause, Cause::Cancelled);
    QVERIFY(!finished.wait(50));
}

void AlertsCheckTest::secretStandsInNoRow_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("observed");
    QTest::newRow("no echo") << QByteArray("no_service") << u"no_service"_s;
    QTest::newRow("path") << QByteArray("Cannot POST /services/T0/secretsecret") << u"Cannot POST …"_s;
    QTest::newRow("encoded") << QByteArray("next=%2Fservices%2fT0%2Fsecretsecret") << u"next=…"_s;
    QTest::newRow("word") << QByteArray("no token secretsecret\n") << u"no token …"_s;
}

void AlertsCheckTest::secretStandsInNoRow()
{
    QFETCH(QByteArray, answer);
    CannedServer server(CannedServer::http(404, answer));
    World world;
    world.session.insert(u"SLACK_WEBHOOK_URL"_s, server.url(u"/services/T0/secretsecret"_s).toString());
    const auto row = world.run(alerts);
    QTEST(row.observed, "observed");
    QCOMPARE(row.reason.data.value(1), row.observed);
    const QStringList texts =
        QStringList{row.observed, row.limit, row.source.ref, row.source.pointer} + row.reason.data;
    QVERIFY(!texts.join(u' ').contains(u"secretsecret"));
    QVERIFY(!world.outputs[alerts].contains("secretsecret"));
}

void AlertsCheckTest::everyTargetMustAccept()
{
    using Service = domain::NotificationService;
    CannedServer slack(ok());
    CannedServer teams(CannedServer::http(202, {}));
    CannedServer pager(CannedServer::http(202, R"({"status":"success","message":"Event processed","dedup_key":"k"})"));
    CannedServer genie(CannedServer::http(202, R"({"result":"Request will be processed"})"));
    CannedServer hook(CannedServer::http(204, {}));
    World world;
    world.profile.notifications.targets = {
        target(Service::Slack, u"slack"_s, slack), target(Service::Teams, u"teams"_s, teams),
        target(Service::PagerDuty, u"pager"_s, pager), target(Service::OpsGenie, u"genie"_s, genie),
        target(Service::Webhook, u"hook"_s, hook)};
    const auto row = world.run(alerts);
    QVERIFY(row.isGo());
    QCOMPARE(row.observed, u"slack, teams, pager, genie, hook"_s);
    QCOMPARE(row.limit, row.observed);
    for (const auto *server : {&slack, &teams, &pager, &genie, &hook}) {
        QCOMPARE(server->requests(), 1);
        QVERIFY(server->lastRequest().contains("TEST"));
    }
}

void AlertsCheckTest::causeNamesTheTarget_data()
{
    QTest::addColumn<QString>("spoilt");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("refused") << u"refused"_s << Cause::MessageRefused;
    QTest::newRow("unreachable") << u"unreachable"_s << Cause::Unreachable;
    QTest::newRow("no secret") << u"secret"_s << Cause::SecretMissing;
    QTest::newRow("in the clear") << u"clear"_s << Cause::Unreachable;
    QTest::newRow("bad key") << u"key"_s << Cause::Unreachable;
}

void AlertsCheckTest::causeNamesTheTarget()
{
    QFETCH(QString, spoilt);
    QFETCH(Cause, cause);
    using Service = domain::NotificationService;
    CannedServer slack(ok());
    CannedServer other(CannedServer::http(200, {}));
    World world;
    auto second = target(Service::OpsGenie, u"on call"_s, other); // 200 is not its ok
    if (spoilt == "unreachable"_L1)
        other.close();
    if (spoilt == "secret"_L1)
        second = {Service::Teams, u"on call"_s, u"TEAMS_HOOK"_s, {}, {}};
    if (spoilt == "clear"_L1) {
        second = {Service::Teams, u"on call"_s, u"TEAMS_HOOK"_s, {}, {}};
        world.session.insert(u"TEAMS_HOOK"_s, u"http://hooks.example.com/secretsecret"_s);
    }
    if (spoilt == "key"_L1) {
        second.secretName = u"GENIE"_s;
        world.session.insert(u"GENIE"_s, u"two secretsecret"_s);
    }
    world.profile.notifications.targets = {target(Service::Slack, u"slack"_s, slack), second};
    const auto row = world.run(alerts);
    QVERIFY(!row.isGo());
    QCOMPARE(row.reason.cause, cause);
    QCOMPARE(row.reason.data.last(), u"on call"_s);
    QCOMPARE(row.observed, u"slack"_s);
    QCOMPARE(row.limit, u"slack, on call"_s);
    QVERIFY(!(row.reason.data.join(u' ') + row.source.ref).contains(u"secretsecret"));
}

void AlertsCheckTest::onlyTheFailedOneIsSentAgain()
{
    using Service = domain::NotificationService;
    CannedServer slack(ok());
    CannedServer teams(CannedServer::http(500, {}));
    World world;
    world.profile.notifications.targets = {target(Service::Slack, u"slack"_s, slack),
                                           target(Service::Teams, u"teams"_s, teams)};
    auto &previous = world.previous[static_cast<std::size_t>(alerts)];
    previous = world.run(alerts);
    QVERIFY(!previous.isGo());
    const auto first = world.now;
    teams.answerWith(CannedServer::http(202, {}));
    world.now = first.addSecs(1800);
    previous = world.run(alerts);
    QVERIFY(previous.isGo());
    QCOMPARE(slack.requests(), 1);
    QCOMPARE(teams.requests(), 2);
    QCOMPARE(previous.measuredAt, first); // no acceptance counts longer than its hour
    world.now = first.addSecs(3600);
    QVERIFY(world.run(alerts).isGo());
    QCOMPARE(slack.requests(), 2);
}

void AlertsCheckTest::refusedOneHidesInNoOtherName()
{
    using Service = domain::NotificationService;
    CannedServer both(ok());
    CannedServer pager(CannedServer::http(500, {}));
    World world;
    world.profile.notifications.targets = {target(Service::Webhook, u"pager, ops"_s, both),
                                           target(Service::Webhook, u"pager"_s, pager)};
    world.previous[static_cast<std::size_t>(alerts)] = world.run(alerts);
    QVERIFY(!world.run(alerts).isGo());
    QCOMPARE(both.requests(), 1);
    QCOMPARE(pager.requests(), 2);
}

void AlertsCheckTest::addedTargetIsAskedToo()
{
    using Service = domain::NotificationService;
    CannedServer slack(ok());
    CannedServer hook(CannedServer::http(500, {}));
    World world;
    world.profile.notifications.targets = {target(Service::Slack, u"slack"_s, slack)};
    world.previous[static_cast<std::size_t>(alerts)] = world.run(alerts);
    world.profile.notifications.targets.append(target(Service::Webhook, u"hook"_s, hook));
    QVERIFY(!world.run(alerts).isGo());
    QCOMPARE(hook.requests(), 1);
}

void AlertsCheckTest::ownTextIsMarkedToo()
{
    CannedServer server(ok());
    checks::AlertsContext context;
    context.targets = {target(domain::NotificationService::Slack, u"slack"_s, server)};
    context.text = u"Hello"_s;
    checks::AlertsCheck check(context, [] { return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC); });
    QSignalSpy finished(&check, &checks::AlertsCheck::finished);
    check.start();
    QVERIFY(finished.wait());
    QVERIFY(server.lastRequest().contains(R"("text":"TEST · Hello")"));
}

void AlertsCheckTest::noTarget()
{
    World world;
    world.profile.notifications.targets.clear();
    const auto row = world.run(alerts);
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(row.reason, (domain::Reason{Cause::OptionMissing, {u"/notifications/targets"_s}}));
}

QTEST_GUILESS_MAIN(AlertsCheckTest)

#include "tst_alertscheck.moc"
