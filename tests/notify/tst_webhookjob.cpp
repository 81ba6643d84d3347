// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The TEST message's way to an incoming webhook, against real HTTP servers.
#include "metrics/cannedserver.h"
#include "notify/webhookjob.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::notify;
using cutover::crypto::Secret;
using cutover::tests::CannedServer;
using Error = WebhookResult::Error;

namespace {

const QString s_secretPath = u"/services/T000/B000/secretsecret"_s;
QStringList s_messages;

WebhookResult post(const QByteArray &url, std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    WebhookJob job(Secret::consume(QByteArray(url)), u"TEST <b> & more"_s);
    job.setTimeout(timeout);
    QSignalSpy finished(&job, &WebhookJob::finished);
    job.start();
    if (finished.isEmpty())
        finished.wait(10'000);
    return finished.size() == 1 ? finished.first().first().value<WebhookResult>() : WebhookResult{};
}

} // namespace

class WebhookJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsSlacksShape();
    void escapesWhatSlackWouldRead();
    void answers_data();
    void answers();
    void hangingServerTimesOut();
    void drippingServerEnds();
    void redirectIsRefused();
    void nobodyListens();
    void urls_data();
    void urls();
    void cancelled();
    void secretIsToldToNobody();
};

void WebhookJobTest::sendsSlacksShape()
{
    CannedServer server(CannedServer::http(200, "ok"));
    const auto result = post(server.url(s_secretPath).toEncoded());
    QVERIFY(result.isAccepted());
    QCOMPARE(result.httpStatus, 200);
    const QByteArray request = server.lastRequest();
    QVERIFY(request.startsWith("POST " + s_secretPath.toLatin1() + " HTTP/1.1\r\n"));
    QVERIFY(request.toLower().contains("content-type: application/json\r\n"));
    const auto body = QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4));
    QCOMPARE(body.object(), QJsonObject({{u"text"_s, u"TEST &lt;b&gt; &amp; more"_s}}));
}

void WebhookJobTest::escapesWhatSlackWouldRead()
{
    QCOMPARE(slackEscaped(u"a & b <!channel> &amp;"_s), u"a &amp; b &lt;!channel&gt; &amp;amp;"_s);
    QCOMPARE(slackEscaped(u"plain ✓"_s), u"plain ✓"_s);
}

void WebhookJobTest::answers_data()
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

void WebhookJobTest::answers()
{
    QFETCH(int, http);
    QFETCH(QByteArray, body);
    QFETCH(bool, accepted);
    CannedServer server(CannedServer::http(http, body));
    const auto result = post(server.url().toEncoded());
    QCOMPARE(result.isAccepted(), accepted);
    QCOMPARE(codeName(result.error), accepted ? u"none"_s : u"refused"_s);
    QCOMPARE(result.httpStatus, http);
    QCOMPARE(result.bodyStart, body.left(200));
}

void WebhookJobTest::hangingServerTimesOut()
{
    CannedServer server;
    QCOMPARE(post(server.url().toEncoded(), std::chrono::milliseconds(150)).error, Error::TimedOut);
}

void WebhookJobTest::drippingServerEnds()
{
    CannedServer server("HTTP/1.1 200 X\r\n\r\nok");
    server.drip();
    const auto result = post(server.url().toEncoded(), std::chrono::milliseconds(200));
    QVERIFY(!result.isAccepted());
}

void WebhookJobTest::redirectIsRefused()
{
    CannedServer target(CannedServer::http(200, "ok"));
    CannedServer server(CannedServer::http(307, "ok", "Location: " + target.url().toEncoded() + "\r\n"));
    const auto result = post(server.url().toEncoded());
    QCOMPARE(result.error, Error::Refused);
    QCOMPARE(result.httpStatus, 307);
    QCOMPARE(target.requests(), 0);
}

void WebhookJobTest::nobodyListens()
{
    CannedServer server;
    const QByteArray url = server.url(s_secretPath).toEncoded();
    server.close();
    const auto result = post(url);
    QCOMPARE(result.error, Error::Unreachable);
    QCOMPARE(result.host, u"127.0.0.1"_s);
    QCOMPARE(result.detail, u"ConnectionRefusedError"_s);
}

void WebhookJobTest::urls_data()
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

void WebhookJobTest::urls()
{
    QFETCH(QByteArray, url);
    QFETCH(Error, error);
    QCOMPARE(codeName(post(url).error), codeName(error));
}

void WebhookJobTest::cancelled()
{
    CannedServer server;
    WebhookJob job(Secret::consume(server.url().toEncoded()), u"TEST"_s);
    QSignalSpy finished(&job, &WebhookJob::finished);
    job.start();
    QTRY_COMPARE(server.requests(), 1);
    job.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<WebhookResult>().error, Error::Cancelled);
}

void WebhookJobTest::secretIsToldToNobody()
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

QTEST_GUILESS_MAIN(WebhookJobTest)

#include "tst_webhookjob.moc"
