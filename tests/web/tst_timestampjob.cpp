// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A time stamp's way from a real authority, and every way in which an authority may fail.
#include "crypto/timestamp.h"
#include "metrics/cannedserver.h"
#include "metrics/headerstream.h"
#include "web/timestampjob.h"
#include "web/timestampserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using web::TimestampAnswer;
using web::TimestampJob;
using Error = TimestampAnswer::Error;

namespace {

const QByteArray s_imprint = crypto::sha256("what is attested");

TimestampAnswer ask(TimestampJob &job, std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    job.setTimeout(timeout);
    QSignalSpy finished(&job, &TimestampJob::finished);
    job.start();
    if (!finished.isEmpty())
        return {};
    finished.wait(10'000);
    return finished.size() == 1 ? finished.first().first().value<TimestampAnswer>() : TimestampAnswer{};
}

TimestampAnswer ask(const QUrl &url, std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    TimestampJob job(url, "request");
    return ask(job, timeout);
}

QByteArray http(const QByteArray &type, const QByteArray &body, int status = 200, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n" + headers + "\r\n" +
           body;
}

const QByteArray s_type = "application/timestamp-reply";

} // namespace

class TimestampJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRealAuthorityAnswers();
    void answers_data();
    void answers();
    void redirectIsNotFollowed();
    void nobodyListens();
    void hangingServerTimesOut();
    void endlessAnswerIsTooLarge();
    void headersWithoutEndBlockNobody();
    void brokenOff();
    void urls_data();
    void urls();
    void cancelled_data();
    void cancelled();
    void finishesOnce();
};

void TimestampJobTest::aRealAuthorityAnswers()
{
    TimestampServer server;
    const auto request = crypto::makeTimestampRequest(s_imprint).value();
    TimestampJob job(QUrl(server.url()), request.der);
    const auto answer = ask(job);
    QCOMPARE(answer.error, Error::None);
    QCOMPARE(answer.httpStatus, 200);
    const auto token = crypto::tokenOf(answer.body);
    QVERIFY(token);
    const auto found = crypto::verifyTimestamp(*token, {s_imprint, request.nonce, {}}, {server.authority().root()});
    QVERIFY(found);
    QVERIFY(found->isAttested());
    const QByteArray head = server.lastHead();
    QVERIFY(head.startsWith("POST /tsr HTTP/1.1\r\n"));
    QVERIFY(head.contains("Content-Type: application/timestamp-query"));
    QVERIFY(!head.toLower().contains("cookie"));
}

void TimestampJobTest::answers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("detail");
    QTest::newRow("its type") << http(s_type, "x") << Error::None << QString();
    QTest::newRow("its type in capitals, with a parameter")
        << http("Application/Timestamp-Reply; charset=x", "x") << Error::None << QString();
    QTest::newRow("a page") << http("text/html", "<html>") << Error::WrongType << u"text/html"_s;
    QTest::newRow("no type") << QByteArray("HTTP/1.1 200 X\r\nContent-Length: 1\r\n\r\nx") << Error::WrongType
                             << QString();
    QTest::newRow("the type of a query") << http("application/timestamp-query", "x") << Error::WrongType
                                         << u"application/timestamp-query"_s;
    QTest::newRow("a longer type") << http(s_type + "x", "x") << Error::WrongType << QString::fromLatin1(s_type + "x");
    QTest::newRow("400") << http(s_type, "x", 400) << Error::Refused << u"400"_s;
    QTest::newRow("401") << http(s_type, "x", 401) << Error::Refused << u"401"_s;
    QTest::newRow("404") << http(s_type, "x", 404) << Error::Refused << u"404"_s;
    QTest::newRow("500") << http(s_type, "x", 500) << Error::Refused << u"500"_s;
    QTest::newRow("503") << http(s_type, "x", 503) << Error::Refused << u"503"_s;
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 X\r\n\r\n") << Error::Refused << u"204"_s;
    QTest::newRow("the largest") << http(s_type, QByteArray(64 * 1024, 'x')) << Error::None << QString();
    QTest::newRow("one byte more") << http(s_type, QByteArray(64 * 1024 + 1, 'x')) << Error::TooLarge << QString();
    QTest::newRow("far more") << http(s_type, QByteArray(5'000'000, 'x')) << Error::TooLarge << QString();
}

void TimestampJobTest::answers()
{
    QFETCH(const QByteArray, answer);
    CannedServer server(answer);
    const auto found = ask(server.url());
    QTEST(found.error, "error");
    QTEST(found.detail, "detail");
    QCOMPARE(found.body.isEmpty(), found.error != Error::None);
}

void TimestampJobTest::redirectIsNotFollowed()
{
    CannedServer target(http(s_type, "x"));
    for (const int status : {301, 302, 307, 308}) {
        CannedServer server(http(s_type, "x", status, "Location: " + target.url().toEncoded() + "\r\n"));
        QCOMPARE(ask(server.url()).error, Error::Refused);
    }
    QCOMPARE(target.requests(), 0);
}

void TimestampJobTest::nobodyListens()
{
    CannedServer server;
    const QUrl url = server.url();
    server.close();
    const auto answer = ask(url);
    QCOMPARE(answer.error, Error::Unreachable);
    QCOMPARE(answer.detail, u"ConnectionRefusedError"_s);
}

void TimestampJobTest::hangingServerTimesOut()
{
    TimestampServer server;
    server.hang();
    QCOMPARE(ask(QUrl(server.url()), std::chrono::milliseconds(100)).error, Error::TimedOut);
    QCOMPARE(server.requests(), 1);
}

void TimestampJobTest::endlessAnswerIsTooLarge()
{
    CannedServer server("HTTP/1.1 200 X\r\nContent-Type: " + s_type + "\r\n\r\n" + QByteArray(60'000, 'x'));
    server.drip();
    QCOMPARE(ask(server.url()).error, Error::TooLarge);
}

void TimestampJobTest::headersWithoutEndBlockNobody()
{
    HeaderStream server;
    auto job = std::make_unique<TimestampJob>(server.url(), "request");
    QCOMPARE(ask(*job, std::chrono::milliseconds(300)).error, Error::TimedOut);
    QElapsedTimer blocked;
    blocked.start();
    job.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY2(blocked.elapsed() < 50, qPrintable(QString::number(blocked.elapsed())));
}

void TimestampJobTest::brokenOff()
{
    CannedServer server("HTTP/1.1 200 X\r\nContent-Type: " + s_type + "\r\nContent-Length: 100\r\n\r\nhalf");
    const auto answer = ask(server.url());
    QCOMPARE(answer.error, Error::Unreachable);
    QVERIFY(answer.body.isEmpty());
}

void TimestampJobTest::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("none") << QString();
    QTest::newRow("a file") << u"file:///etc/passwd"_s;
    QTest::newRow("no host") << u"http:///tsr"_s;
    QTest::newRow("another scheme") << u"ftp://127.0.0.1/tsr"_s;
    QTest::newRow("relative") << u"tsr"_s;
}

void TimestampJobTest::urls()
{
    QFETCH(const QString, url);
    QCOMPARE(ask(QUrl(url)).error, Error::BadUrl);
}

void TimestampJobTest::cancelled_data()
{
    QTest::addColumn<bool>("started");
    QTest::newRow("before it began") << false;
    QTest::newRow("while it waits") << true;
}

void TimestampJobTest::cancelled()
{
    QFETCH(const bool, started);
    TimestampServer server;
    server.hang();
    TimestampJob job(QUrl(server.url()), "request");
    QSignalSpy finished(&job, &TimestampJob::finished);
    if (started) {
        job.start();
        QTRY_COMPARE(server.requests(), 1);
    }
    job.cancel();
    QCOMPARE(finished.size(), 0);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<TimestampAnswer>().error, Error::Cancelled);
    job.start();
    QVERIFY(!finished.wait(50));
    QCOMPARE(finished.size(), 1);
}

void TimestampJobTest::finishesOnce()
{
    CannedServer server(http(s_type, "x"));
    TimestampJob job(server.url(), "request");
    QSignalSpy finished(&job, &TimestampJob::finished);
    job.start();
    job.start();
    QVERIFY(finished.wait());
    job.cancel();
    QVERIFY(!finished.wait(50));
    QCOMPARE(finished.size(), 1);
    QCOMPARE(server.requests(), 1);
}

QTEST_GUILESS_MAIN(TimestampJobTest)
#include "tst_timestampjob.moc"
