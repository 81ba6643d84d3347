// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A message's way to each service, against real HTTP servers: what is sent, what counts as taken, what is refused.
#include "metrics/cannedserver.h"
#include "metrics/headerstream.h"
#include "metrics/tlsworld.h"
#include "notify/message.h"
#include "notify/messagejob.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSslServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::notify;
using Service = cutover::domain::NotificationService;
using cutover::crypto::Secret;
using cutover::domain::NotificationTarget;
using cutover::tests::CannedServer;
using cutover::tests::HeaderStream;
using cutover::tests::TlsWorld;
using Error = MessageResult::Error;

namespace {

const QString s_secretPath = u"/services/T000/B000/secretsecret"_s;
QStringList s_messages;

NotificationTarget targetOf(Service service, const QString &secretName = u"HOOK"_s, const QString &loopback = {})
{
    return {service, u"it"_s, secretName, loopback, {}};
}

MessageResult sent(MessageJob &job, std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    job.setTimeout(timeout);
    QSignalSpy finished(&job, &MessageJob::finished);
    job.start();
    if (finished.isEmpty())
        finished.wait(10'000);
    return finished.size() == 1 ? finished.first().first().value<MessageResult>() : MessageResult{};
}

MessageResult post(const QByteArray &url, std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    MessageJob job(targetOf(Service::Slack), Secret::consume(QByteArray(url)), R"({"text":"TEST"})");
    return sent(job, timeout);
}

QJsonObject bodyOf(const QByteArray &request)
{
    return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
}

} // namespace

class MessageJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsThePayload();
    void keyOfPagerDutyIsInTheBody();
    void keyOfOpsGenieIsInItsHeader();
    void keysThatAreNone_data();
    void keysThatAreNone();
    void profilesUrlMustBeLoopback();
    void acceptedWithoutAnEnd();
    void unknownAuthority();
    void answers_data();
    void answers();
    void hangingServerTimesOut();
    void drippingServerEnds();
    void headersWithoutEndBlockNobody();
    void redirectIsRefused();
    void nobodyListens();
    void urls_data();
    void urls();
    void cancelled();
    void secretIsToldToNobody();
    void echoedUrl_data();
    void echoedUrl();
    void echoedKey_data();
    void echoedKey();
    void echoAtTheBound_data();
    void echoAtTheBound();
    void echoInRetryAfter();
    void echoBrokenOff();
    void longAnswerWithoutAnEnd();
    void goesByTheSessionsProxy();
};

void MessageJobTest::sendsThePayload()
{
    CannedServer server(CannedServer::http(200, "ok"));
    const auto result = post(server.url(s_secretPath).toEncoded());
    QVERIFY(result.isAccepted());
    QCOMPARE(result.httpStatus, 200);
    const QByteArray request = server.lastRequest();
    QVERIFY(request.startsWith("POST " + s_secretPath.toLatin1() + " HTTP/1.1\r\n"));
    QVERIFY(request.toLower().contains("content-type: application/json\r\n"));
    QCOMPARE(bodyOf(request), QJsonObject({{u"text"_s, u"TEST"_s}}));
}

void MessageJobTest::keyOfPagerDutyIsInTheBody()
{
    CannedServer server(CannedServer::http(202, R"({"status":"success","message":"Event processed"})"));
    MessageJob job(targetOf(Service::PagerDuty, u"PD"_s, server.url().toString()), Secret::consume("R0UTE\n"),
                   R"({"event_action":"trigger"})");
    QVERIFY(sent(job).isAccepted());
    QCOMPARE(bodyOf(server.lastRequest()),
             QJsonObject({{u"event_action"_s, u"trigger"_s}, {u"routing_key"_s, u"R0UTE"_s}}));
}

void MessageJobTest::keyOfOpsGenieIsInItsHeader()
{
    CannedServer server(CannedServer::http(202, "{}"));
    MessageJob job(targetOf(Service::OpsGenie, u"OG"_s, server.url().toString()), Secret::consume("K3Y"), "{}");
    QVERIFY(sent(job).isAccepted());
    QVERIFY(server.lastRequest().contains("\r\nAuthorization: GenieKey K3Y\r\n"));
}

void MessageJobTest::keysThatAreNone_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n");
    QTest::newRow("with a header of its own") << QByteArray("K\r\nX-Evil: 1");
    QTest::newRow("not ASCII") << QByteArray("K\xc3\xa9y");
    QTest::newRow("two words") << QByteArray("K Y");
}

void MessageJobTest::keysThatAreNone()
{
    QFETCH(QByteArray, key);
    CannedServer server(CannedServer::http(202, R"({"status":"success"})"));
    for (const auto service : {Service::PagerDuty, Service::OpsGenie}) {
        MessageJob job(targetOf(service, u"KEY"_s, server.url().toString()), Secret::consume(QByteArray(key)), "{}");
        QCOMPARE(codeName(sent(job).error), u"bad_key"_s);
    }
    QCOMPARE(server.requests(), 0);
}

void MessageJobTest::profilesUrlMustBeLoopback()
{
    MessageJob job(targetOf(Service::Webhook, {}, u"https://hooks.example.com/x"_s), {}, "{}");
    QCOMPARE(codeName(sent(job).error), u"bad_url"_s);
}

void MessageJobTest::acceptedWithoutAnEnd()
{
    // A webhook's 2xx is its word; a body without end does not take it back.
    CannedServer server(CannedServer::http(200, QByteArray(100'000, 'x')));
    MessageJob webhook(targetOf(Service::Webhook, {}, server.url().toString()), {}, "{}");
    QVERIFY(sent(webhook).isAccepted());
    server.answerWith(CannedServer::http(202, R"({"status":"success","more":")" + QByteArray(100'000, 'x') + "\"}"));
    MessageJob pager(targetOf(Service::PagerDuty, {}, server.url().toString()), {}, "{}");
    QCOMPARE(codeName(sent(pager).error), u"refused"_s);
}

void MessageJobTest::unknownAuthority()
{
    QSslServer server;
    server.setSslConfiguration(TlsWorld::selfSigned());
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto result = post("https://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/x");
    QCOMPARE(codeName(result.error), u"unreachable"_s);
    QCOMPARE(result.detail, u"SslHandshakeFailedError"_s);
}

void MessageJobTest::answers_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("200 ok") << 200 << QByteArray("ok") << true;
    QTest::newRow("200 ok and newline") << 200 << QByteArray("ok\n") << true;
    QTest::newRow("201 ok") << 201 << QByteArray("ok") << true;
    QTest::newRow("200 empty") << 200 << QByteArray() << false;
    QTest::newRow("200 other") << 200 << QByteArray("<html>Sign in</html>") << false;
    QTest::newRow("200 OK") << 200 << QByteArray("OK") << false;
    QTest::newRow("200 okay") << 200 << QByteArray("okay") << false;
    QTest::newRow("200 long") << 200 << QByteArray(100'000, 'x') << false;
    QTest::newRow("400 ok") << 400 << QByteArray("ok") << false;
    QTest::newRow("403") << 403 << QByteArray("invalid_token") << false;
    QTest::newRow("404") << 404 << QByteArray("no_service") << false;
    QTest::newRow("500 ok") << 500 << QByteArray("ok") << false;
}

void MessageJobTest::answers()
{
    QFETCH(int, http);
    QFETCH(QByteArray, body);
    QFETCH(bool, accepted);
    CannedServer server(CannedServer::http(http, body));
    const auto result = post(server.url().toEncoded());
    QCOMPARE(result.isAccepted(), accepted);
    QCOMPARE(codeName(result.error), accepted ? u"none"_s : u"refused"_s);
    QCOMPARE(result.httpStatus, http);
    QCOMPARE(result.bodyStart, body.left(1000));
}

void MessageJobTest::hangingServerTimesOut()
{
    CannedServer server;
    QCOMPARE(post(server.url().toEncoded(), std::chrono::milliseconds(150)).error, Error::TimedOut);
}

void MessageJobTest::drippingServerEnds()
{
    CannedServer server("HTTP/1.1 200 X\r\n\r\nok");
    server.drip();
    const auto result = post(server.url().toEncoded(), std::chrono::milliseconds(200));
    QVERIFY(!result.isAccepted());
}

void MessageJobTest::headersWithoutEndBlockNobody()
{
    HeaderStream server;
    auto job = std::make_unique<MessageJob>(targetOf(Service::Slack), Secret::consume(server.url().toEncoded()), "{}");
    QCOMPARE(sent(*job, std::chrono::milliseconds(300)).error, Error::TimedOut);
    QElapsedTimer blocked;
    blocked.start();
    job.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY2(blocked.elapsed() < 50, qPrintable(QString::number(blocked.elapsed())));
}

void MessageJobTest::redirectIsRefused()
{
    CannedServer target(CannedServer::http(200, "ok"));
    CannedServer server(CannedServer::http(307, "ok", "Location: " + target.url().toEncoded() + "\r\n"));
    const auto result = post(server.url().toEncoded());
    QCOMPARE(result.error, Error::Refused);
    QCOMPARE(result.httpStatus, 307);
    QCOMPARE(target.requests(), 0);
}

void MessageJobTest::nobodyListens()
{
    CannedServer server;
    const QByteArray url = server.url(s_secretPath).toEncoded();
    server.close();
    const auto result = post(url);
    QCOMPARE(result.error, Error::Unreachable);
    QCOMPARE(result.host, u"127.0.0.1"_s);
    QCOMPARE(result.detail, u"ConnectionRefusedError"_s);
}

void MessageJobTest::urls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<Error>("error");
    QTest::newRow("empty") << QByteArray() << Error::BadUrl;
    QTest::newRow("words") << QByteArray("not a url") << Error::BadUrl;
    QTest::newRow("file") << QByteArray("file:///etc/hostname") << Error::BadUrl;
    QTest::newRow("no host") << QByteArray("https:///x") << Error::BadUrl;
    QTest::newRow("http to elsewhere") << QByteArray("http://hooks.example.com/x") << Error::Insecure;
    QTest::newRow("http to a private address") << QByteArray("http://192.0.2.1/x") << Error::Insecure;
}

void MessageJobTest::urls()
{
    QFETCH(QByteArray, url);
    QFETCH(Error, error);
    QCOMPARE(codeName(post(url).error), codeName(error));
}

void MessageJobTest::cancelled()
{
    CannedServer server;
    MessageJob job(targetOf(Service::Slack), Secret::consume(server.url().toEncoded()), "{}");
    QSignalSpy finished(&job, &MessageJob::finished);
    job.start();
    QTRY_COMPARE(server.requests(), 1);
    job.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<MessageResult>().error, Error::Cancelled);
}

void MessageJobTest::secretIsToldToNobody()
{
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { s_messages += text; });
    CannedServer broken("HTTP/1.1 404 X\r\nContent-Length: 9\r\n\r\nno");
    const auto result = post(broken.url(s_secretPath).toEncoded());
    qInstallMessageHandler(nullptr);
    QVERIFY(!result.isAccepted());
    QVERIFY(!result.detail.contains(u"secretsecret"));
    QVERIFY(!result.host.contains(u"secretsecret"));
    QVERIFY(!s_messages.join(u'\n').contains(u"secretsecret"));
}

void MessageJobTest::echoedUrl_data()
{
    QTest::addColumn<QByteArray>("echo");
    QTest::addColumn<QByteArray>("kept");
    const auto gone = [](const char *name, const QByteArray &echo) {
        QTest::newRow(name) << "Cannot POST " + echo + " here" << QByteArray("Cannot POST … here");
    };
    gone("path", "/services/T000/B000/secretsecret");
    gone("path and query", "/services/T000/B000/secretsecret?code=hush/hush%21");
    gone("query decoded", "/services/T000/B000/secretsecret?code=hush/hush!");
    gone("URL", "@url@");
    gone("URL, encoded",
         "http%3A%2F%2F127.0.0.1%3A@port@%2Fservices%2FT000%2FB000%2Fsecretsecret%3Fcode%3Dhush%2Fhush%21");
    gone("in lower-case digits", "%2fservices%2fT000%2fB000%2fsecretsecret");
    gone("letters encoded", "%2Fservices/T000/B000/%73%65%63%72%65%74secret");
    gone("in HTML", "&#x2F;services&#x2F;T000&#x2f;B000&#47;secretsecret");
    gone("in JSON", R"(\/services\/T000\u002fB000\u002Fsecretsecret)");
    gone("in capitals", "/SERVICES/T000/B000/SECRETSECRET");
    gone("last segment", "secretsecret");
    gone("query value", "hush/hush!");
    gone("query value, encoded", "hush%2fhush%21");
    gone("cut by the service", "/services/T000/B000/secretse");
    gone("word cut by the service", "secretse");
    QTest::newRow("by another host") << QByteArray("POST https://inner/services/T000/B000/secretsecret")
                                     << QByteArray("POST https://inner…");
    QTest::newRow("with another prefix") << QByteArray("/v2/T000/secretsecret.json,secretsecret")
                                         << QByteArray("/v2/T000/….json,…");
    QTest::newRow("nothing of it") << QByteArray("50% off &amp; \\ &#; %zz 100%")
                                   << QByteArray("50% off &amp; \\ &#; %zz 100%");
}

void MessageJobTest::echoedUrl()
{
    QFETCH(QByteArray, echo);
    QFETCH(QByteArray, kept);
    CannedServer server;
    const QByteArray url = server.url(s_secretPath).toEncoded() + "?code=hush/hush%21";
    echo.replace("@url@", url).replace("@port@", QByteArray::number(server.url().port()));
    server.answerWith(CannedServer::http(404, echo));
    QCOMPARE(post(url + '\n').bodyStart, kept);
}

void MessageJobTest::echoedKey_data()
{
    QTest::addColumn<Service>("service");
    for (const auto &[name, service] : {std::pair("PagerDuty", Service::PagerDuty), {"OpsGenie", Service::OpsGenie}})
        QTest::newRow(name) << service;
}

void MessageJobTest::echoedKey()
{
    QFETCH(Service, service);
    CannedServer server(CannedServer::http(
        422, R"({"key":"R0UTE/K3Y","as":["R0UTE%2FK3Y","R0UTE%2fK3Y","R0UTE\/K3Y","GenieKey R0UTE/K3Y"]})"));
    MessageJob job(targetOf(service, u"KEY"_s, server.url().toString()), Secret::consume("R0UTE/K3Y\n"), "{}");
    QCOMPARE(sent(job).bodyStart, QByteArray(R"({"key":"…","as":["…","…","…","GenieKey …"]})"));
}

void MessageJobTest::echoAtTheBound_data()
{
    QTest::addColumn<qsizetype>("before");
    for (const qsizetype before : {950, 985, 990, 996, 999, 1000})
        QTest::addRow("%lld", static_cast<long long>(before)) << before;
}

void MessageJobTest::echoAtTheBound()
{
    QFETCH(qsizetype, before);
    CannedServer server;
    const QByteArray url = server.url(s_secretPath).toEncoded();
    const QByteArray plain(before, '.');
    server.answerWith(CannedServer::http(404, plain + s_secretPath.toLatin1() + QByteArray(100'000, 'x')));
    const auto body = post(url).bodyStart;
    QVERIFY(body.startsWith(plain));
    QVERIFY(body.size() <= 1000);
    QCOMPARE(body.mid(before).replace("…", {}).replace("x", {}), QByteArray());
    // What a find makes shorter brings nothing in from behind the bound.
    const QByteArray many = s_secretPath.toLatin1().repeated(31);
    server.answerWith(CannedServer::http(404, many + plain + s_secretPath.toLatin1()));
    QVERIFY(!post(url).bodyStart.contains('s'));
}

void MessageJobTest::echoInRetryAfter()
{
    CannedServer server;
    const QByteArray path = s_secretPath.toLatin1();
    const QByteArray header = QByteArray(60, '.') + path;
    server.answerWith(CannedServer::http(503, "no", "Retry-After: " + header + "\r\n"));
    const auto result = post(server.url(s_secretPath).toEncoded());
    QCOMPARE(result.retryAfter, QByteArray(60, '.') + "…");
}

void MessageJobTest::echoBrokenOff()
{
    CannedServer server("HTTP/1.1 404 X\r\nContent-Length: 900\r\n\r\nno " + s_secretPath.toLatin1() + " of ours");
    const auto result = post(server.url(s_secretPath).toEncoded());
    QVERIFY(!result.isAccepted());
    QCOMPARE(result.bodyStart, QByteArray("no … of ours"));
}

void MessageJobTest::longAnswerWithoutAnEnd()
{
    // As much as is kept is an answer, though a little more would have been read.
    CannedServer server("HTTP/1.1 200 X\r\nContent-Length: 9000\r\n\r\n" + QByteArray(1000, 'x'));
    MessageJob job(targetOf(Service::Webhook), Secret::consume(server.url(s_secretPath).toEncoded()), "{}");
    QVERIFY(sent(job).isAccepted());
}

void MessageJobTest::goesByTheSessionsProxy()
{
    const auto clean = qScopeGuard([] {
        for (const char *name : {"http_proxy", "https_proxy", "no_proxy"})
            qunsetenv(name);
    });
    CannedServer proxy(CannedServer::http(403, "no"));
    qputenv("http_proxy", proxy.url(u""_s).toEncoded());
    qputenv("https_proxy", proxy.url(u""_s).toEncoded());
    const auto refused = post("https://hooks.example.invalid/services/secretsecret");
    QCOMPARE(proxy.requests(), 1);
    QVERIFY2(proxy.lastRequest().startsWith("CONNECT hooks.example.invalid:443 "), proxy.lastRequest().constData());
    QVERIFY(!proxy.lastRequest().contains("secretsecret"));
    QCOMPARE(refused.error, Error::Unreachable); // the proxy's no is not the service's: it is tried again
    QCOMPARE(refused.host, u"hooks.example.invalid"_s);
    // This machine itself needs none, whatever the session says.
    CannedServer server(CannedServer::http(200, "ok"));
    QVERIFY(post(server.url(s_secretPath).toEncoded()).isAccepted());
    // As curl, which asks no proxy for these; without the dot the system takes it for that host alone.
    qputenv("no_proxy", ".example.invalid");
    QCOMPARE(post("https://hooks.example.invalid/x").error, Error::Unreachable);
    QCOMPARE(proxy.requests(), 1);
}

QTEST_GUILESS_MAIN(MessageJobTest)

#include "tst_messagejob.moc"
