// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One bounded GET against real HTTP and HTTPS servers, good and bad.
#include "metrics/cannedserver.h"
#include "metrics/headerstream.h"
#include "metrics/httpget.h"
#include "metrics/tlsworld.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::metrics;
using cutover::tests::CannedServer;
using cutover::tests::CertificateWish;
using cutover::tests::HeaderStream;
using cutover::tests::TlsWorld;
using Error = HttpAnswer::Error;

namespace {

HttpQuestion questionFor(const QUrl &url)
{
    HttpQuestion question;
    question.url = url;
    question.timeout = std::chrono::seconds(10);
    return question;
}

HttpAnswer ask(HttpQuestion question)
{
    HttpGet job(std::move(question));
    QSignalSpy finished(&job, &HttpGet::finished);
    job.start();
    if (!finished.isEmpty())
        qFatal("finished from within start()");
    finished.wait(20'000);
    return finished.size() == 1 ? finished.first().first().value<HttpAnswer>() : HttpAnswer{};
}

HttpAnswer askTls(const QSslConfiguration &server, const std::optional<QByteArray> &caPem)
{
    CannedServer canned(CannedServer::http(200, "{}"), server);
    auto question = questionFor(canned.url());
    question.caPem = caPem;
    return ask(std::move(question));
}

CertificateWish wish(const QByteArray &hosts, int fromDays = -1, int toDays = 30)
{
    const auto now = QDateTime::currentDateTimeUtc();
    return {"service", hosts, now.addDays(fromDays), now.addDays(toDays), false};
}

/// The session's proxy for the time of a test.
class SessionProxy
{
public:
    explicit SessionProxy(const QUrl &url)
    {
        qputenv("http_proxy", url.toEncoded());
        qputenv("https_proxy", url.toEncoded());
    }
    ~SessionProxy()
    {
        for (const char *name : {"http_proxy", "https_proxy", "no_proxy"})
            qunsetenv(name);
    }
    SessionProxy(const SessionProxy &) = delete;
    SessionProxy &operator=(const SessionProxy &) = delete;
};

} // namespace

class HttpGetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answerOfAnyStatusIsOne_data();
    void answerOfAnyStatusIsOne();
    void asksForNothingItDoesNotNeed();
    void redirectIsNotFollowed();
    void bodyAtTheBoundAndOver();
    void brokenAnswersAreNone_data();
    void brokenAnswersAreNone();
    void hangingServerTimesOut();
    void aTimeOutThatHasPassedIsOne();
    void endlessHeaderEnds();
    void headersWithoutEndBlockNobody();
    void badUrls_data();
    void badUrls();
    void tokenIsSentToThisHost();
    void tokenIsNotSentInTheClear();
    void ownAuthorityIsTrusted();
    void tlsRefused_data();
    void tlsRefused();
    void plainServerSpeaksNoTls();
    void badAuthorities_data();
    void badAuthorities();
    void goesByTheSessionsProxy();
    void aProxyThatIsNotThere();
    void cancelledWhileWaiting();
    void destroyedWhileWaiting();
    void shownUrlKeepsSecretsOut();
};

void HttpGetTest::answerOfAnyStatusIsOne_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {200, 204, 400, 401, 404, 500, 503})
        QTest::addRow("%d", status) << status;
}

void HttpGetTest::answerOfAnyStatusIsOne()
{
    QFETCH(int, status);
    const QByteArray body = status == 204 ? QByteArray() : "said so";
    CannedServer server(CannedServer::http(status, body));
    const auto answer = ask(questionFor(server.url()));
    QCOMPARE(codeName(answer.error), u"none"_s);
    QCOMPARE(answer.httpStatus, status);
    QCOMPARE(answer.body, body);
    QCOMPARE(server.requests(), 1);
}

void HttpGetTest::asksForNothingItDoesNotNeed()
{
    CannedServer server(CannedServer::http(200, "{}", "Set-Cookie: a=b\r\n"));
    QCOMPARE(ask(questionFor(server.url())).error, Error::None);
    const QByteArray request = server.lastRequest().toLower();
    QVERIFY(request.contains("accept-encoding: identity\r\n"));
    QVERIFY(request.contains("accept: application/json\r\n"));
    QVERIFY(!request.contains("cookie"));
    QVERIFY(!request.contains("authorization"));
}

void HttpGetTest::redirectIsNotFollowed()
{
    CannedServer target(CannedServer::http(200, "{}"));
    CannedServer server(CannedServer::http(302, {}, "Location: " + target.url().toEncoded() + "\r\n"));
    const auto answer = ask(questionFor(server.url()));
    QCOMPARE(answer.error, Error::None);
    QCOMPARE(answer.httpStatus, 302);
    QCOMPARE(target.requests(), 0);
}

void HttpGetTest::bodyAtTheBoundAndOver()
{
    for (const bool isOver : {false, true}) {
        CannedServer server(CannedServer::http(200, QByteArray(isOver ? 101 : 100, 'x')));
        auto question = questionFor(server.url());
        question.maxBodyBytes = 100;
        const auto answer = ask(std::move(question));
        QCOMPARE(answer.error, isOver ? Error::TooLarge : Error::None);
        QCOMPARE(answer.body, QByteArray(100, 'x'));
    }
}

void HttpGetTest::brokenAnswersAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-x\r\n");
    QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-");
    QTest::newRow("body cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}");
}

void HttpGetTest::brokenAnswersAreNone()
{
    QFETCH(QByteArray, bytes);
    CannedServer server(bytes);
    const auto answer = ask(questionFor(server.url()));
    QCOMPARE(codeName(answer.error), u"unreachable"_s);
    QVERIFY(!answer.detail.isEmpty());
}

void HttpGetTest::hangingServerTimesOut()
{
    CannedServer server;
    auto question = questionFor(server.url());
    question.timeout = std::chrono::milliseconds(150);
    const auto answer = ask(std::move(question));
    QCOMPARE(answer.error, Error::TimedOut);
    QVERIFY(answer.durationMs >= 150 && answer.durationMs < 5'000);
}

void HttpGetTest::aTimeOutThatHasPassedIsOne()
{
    CannedServer server;
    auto question = questionFor(server.url());
    question.timeout = std::chrono::milliseconds(-5);
    QCOMPARE(ask(std::move(question)).error, Error::TimedOut);
}

void HttpGetTest::endlessHeaderEnds()
{
    CannedServer server("HTTP/1.1 200 OK\r\nX: ");
    server.drip();
    auto question = questionFor(server.url());
    question.timeout = std::chrono::milliseconds(300);
    const auto answer = ask(std::move(question));
    QVERIFY(answer.error == Error::TimedOut || answer.error == Error::Unreachable);
    QVERIFY(answer.body.isEmpty());
}

void HttpGetTest::headersWithoutEndBlockNobody()
{
    HeaderStream server;
    CannedServer other(CannedServer::http(200, "{}"));
    for (int i = 0; i < 2; ++i) {
        auto question = questionFor(server.url());
        question.timeout = std::chrono::milliseconds(300);
        auto job = std::make_unique<HttpGet>(std::move(question));
        QSignalSpy finished(job.get(), &HttpGet::finished);
        job->start();
        QVERIFY(finished.wait(2'000));
        QCOMPARE(finished.first().first().value<HttpAnswer>().error, Error::TimedOut);
        QElapsedTimer blocked;
        blocked.start();
        job.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(blocked.elapsed() < 50, qPrintable(QString::number(blocked.elapsed())));
        QCOMPARE(ask(questionFor(other.url())).error, Error::None);
    }
}

void HttpGetTest::badUrls_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("none") << QUrl();
    QTest::newRow("a file") << QUrl(u"file:///etc/hostname"_s);
    QTest::newRow("no host") << QUrl(u"http:///readyz"_s);
    QTest::newRow("ftp") << QUrl(u"ftp://127.0.0.1/readyz"_s);
    QTest::newRow("data") << QUrl(u"data:,ok"_s);
}

void HttpGetTest::badUrls()
{
    QFETCH(QUrl, url);
    QCOMPARE(codeName(ask(questionFor(url)).error), u"bad_url"_s);
}

void HttpGetTest::tokenIsSentToThisHost()
{
    CannedServer server(CannedServer::http(200, "{}"));
    auto question = questionFor(server.url());
    question.bearer = crypto::Secret::consume("t0ken");
    QCOMPARE(ask(std::move(question)).error, Error::None);
    QVERIFY(server.lastRequest().contains("Authorization: Bearer t0ken\r\n"));
}

void HttpGetTest::tokenIsNotSentInTheClear()
{
    auto question = questionFor(QUrl(u"http://metrics.example.com/api"_s));
    question.bearer = crypto::Secret::consume("t0ken");
    const auto answer = ask(std::move(question));
    QCOMPARE(codeName(answer.error), u"insecure"_s);
    QVERIFY(!answer.detail.contains("t0ken"_L1));
}

void HttpGetTest::ownAuthorityIsTrusted()
{
    const TlsWorld world;
    const auto answer = askTls(world.server(), world.authorityPem());
    QCOMPARE(codeName(answer.error), u"none"_s);
    QCOMPARE(answer.httpStatus, 200);
    QCOMPARE(answer.body, "{}");
    const TlsWorld another;
    QCOMPARE(askTls(world.server(), another.authorityPem() + world.authorityPem()).error, Error::None);
}

void HttpGetTest::tlsRefused_data()
{
    QTest::addColumn<QSslConfiguration>("server");
    QTest::addColumn<std::optional<QByteArray>>("authorities");
    QTest::addColumn<QString>("code");
    const TlsWorld world;
    const TlsWorld another;
    const std::optional<QByteArray> own = world.authorityPem();
    QTest::newRow("unknown authority") << world.server() << std::optional<QByteArray>()
                                       << u"unable_to_get_local_issuer_certificate"_s;
    QTest::newRow("another authority") << world.server() << std::optional(another.authorityPem()) << QString();
    QTest::newRow("signs itself") << TlsWorld::selfSigned() << own << u"self_signed_certificate"_s;
    QTest::newRow("wrong host name") << world.server(wish("DNS:elsewhere.example")) << own << u"host_name_mismatch"_s;
    QTest::newRow("wrong address") << world.server(wish("IP:127.0.0.2")) << own << u"host_name_mismatch"_s;
    QTest::newRow("expired") << world.server(wish("IP:127.0.0.1", -30, -1)) << own << u"certificate_expired"_s;
    QTest::newRow("not yet valid") << world.server(wish("IP:127.0.0.1", 1, 30)) << own
                                   << u"certificate_not_yet_valid"_s;
}

void HttpGetTest::tlsRefused()
{
    QFETCH(QSslConfiguration, server);
    QFETCH(std::optional<QByteArray>, authorities);
    QFETCH(QString, code);
    const auto answer = askTls(server, authorities);
    QCOMPARE(codeName(answer.error), u"tls_refused"_s);
    QVERIFY(!answer.detail.isEmpty());
    if (!code.isEmpty())
        QCOMPARE(answer.detail, code);
    QCOMPARE(answer.httpStatus, 0);
    QVERIFY(answer.body.isEmpty());
}

void HttpGetTest::plainServerSpeaksNoTls()
{
    CannedServer server(CannedServer::http(200, "{}"));
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    auto question = questionFor(url);
    question.timeout = std::chrono::milliseconds(500);
    const auto answer = ask(std::move(question));
    QVERIFY(answer.error != Error::None && answer.error != Error::BadUrl);
    QCOMPARE(answer.httpStatus, 0);
}

void HttpGetTest::badAuthorities_data()
{
    QTest::addColumn<QByteArray>("pem");
    const TlsWorld world;
    const QByteArray whole = world.authorityPem();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a word") << QByteArray("authority");
    QTest::newRow("cut off") << whole.left(whole.size() / 2);
    QTest::newRow("the second cut off") << whole + whole.left(whole.size() / 2);
    QTest::newRow("a key") << tests::privatePemOf(tests::mintEc());
    QTest::newRow("a key beside it") << whole + tests::privatePemOf(tests::mintEc());
}

void HttpGetTest::badAuthorities()
{
    QFETCH(QByteArray, pem);
    CannedServer server(CannedServer::http(200, "{}"));
    auto question = questionFor(server.url());
    question.caPem = pem;
    QCOMPARE(codeName(ask(std::move(question)).error), u"bad_certificates"_s);
    QCOMPARE(server.requests(), 0);
}

void HttpGetTest::goesByTheSessionsProxy()
{
    CannedServer proxy(CannedServer::http(200, "by the proxy"));
    const SessionProxy session(proxy.url(u""_s));
    auto answer = ask(questionFor(QUrl(u"http://service.invalid/readyz?q=1"_s)));
    QCOMPARE(codeName(answer.error), u"none"_s);
    QCOMPARE(answer.body, "by the proxy");
    QVERIFY2(proxy.lastRequest().startsWith("GET http://service.invalid/readyz?q=1 "), proxy.lastRequest().constData());
    // Of https it learns the host alone, and its word is not the server's.
    answer = ask(questionFor(QUrl(u"https://service.invalid/secret"_s)));
    QCOMPARE(proxy.requests(), 2);
    QVERIFY2(proxy.lastRequest().startsWith("CONNECT service.invalid:443 "), proxy.lastRequest().constData());
    QVERIFY(!proxy.lastRequest().contains("secret"));
    QVERIFY(answer.error != Error::None);
    // This machine itself needs none, whatever the session says; nor what the session takes out.
    CannedServer server(CannedServer::http(200, "by itself"));
    QCOMPARE(ask(questionFor(server.url())).body, "by itself");
    qputenv("no_proxy", "service.invalid");
    QCOMPARE(ask(questionFor(QUrl(u"http://service.invalid/"_s))).error, Error::Unreachable);
    QCOMPARE(proxy.requests(), 2);
}

void HttpGetTest::aProxyThatIsNotThere()
{
    CannedServer proxy(CannedServer::http(200, "by the proxy"));
    const SessionProxy session(proxy.url(u""_s));
    proxy.close();
    QCOMPARE(ask(questionFor(QUrl(u"http://service.invalid/"_s))).error, Error::Unreachable);
}

void HttpGetTest::cancelledWhileWaiting()
{
    CannedServer server;
    HttpGet job(questionFor(server.url()));
    QSignalSpy finished(&job, &HttpGet::finished);
    job.start();
    job.start();
    QTRY_COMPARE(server.requests(), 1);
    job.cancel();
    job.cancel();
    QCOMPARE(finished.size(), 0);
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<HttpAnswer>().error, Error::Cancelled);
}

void HttpGetTest::destroyedWhileWaiting()
{
    CannedServer server;
    auto job = std::make_unique<HttpGet>(questionFor(server.url()));
    QSignalSpy finished(job.get(), &HttpGet::finished);
    job->start();
    QTRY_COMPARE(server.requests(), 1);
    job.reset();
    QCOMPARE(finished.size(), 0);
}

void HttpGetTest::shownUrlKeepsSecretsOut()
{
    QCOMPARE(shownUrl(QUrl(u"https://me:word@host:8443/readyz?token=x#y"_s)), u"https://host:8443/readyz"_s);
}

QTEST_GUILESS_MAIN(HttpGetTest)

#include "tst_httpget.moc"
