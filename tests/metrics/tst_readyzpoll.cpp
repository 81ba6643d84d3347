// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One poll of the readyz URL against real HTTP servers, good and bad.
#include "metrics/cannedserver.h"
#include "metrics/readyzpoll.h"
#include "metrics/tlsworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::metrics;
using cutover::tests::CannedServer;
using Error = ReadyzReading::Error;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);

ReadyzReading poll(const QUrl &url, std::chrono::milliseconds timeout = std::chrono::seconds(5),
                   const std::optional<QByteArray> &authorities = std::nullopt)
{
    ReadyzPoll job(url, [] { return s_now; });
    job.setTimeout(timeout);
    if (authorities)
        job.setFurtherAuthorities(*authorities);
    QSignalSpy finished(&job, &ReadyzPoll::finished);
    job.start();
    if (finished.isEmpty())
        finished.wait(10'000);
    return finished.size() == 1 ? finished.first().first().value<ReadyzReading>() : ReadyzReading{};
}

QByteArray json(const QByteArray &status)
{
    return "{\"status\": \"" + status + "\"}";
}

} // namespace

class ReadyzPollTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void hangingServerTimesOut();
    void drippingServerTimesOut();
    void endlessBodyIsTooLarge();
    void redirectIsNotFollowed();
    void overHttps();
    void nobodyListens();
    void badUrl();
    void cancelledBeforeStart();
    void cancelledWhileWaiting();
    void destroyedWhileWaiting();
    void unreadablePollsAreCountedInARow();
};

void ReadyzPollTest::answers_data()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("status");
    QTest::newRow("ok") << 200 << json("ok") << Error::None << u"ok"_s;
    QTest::newRow("degraded") << 200 << json("degraded") << Error::None << u"degraded"_s;
    QTest::newRow("error with 503") << 503 << json("error") << Error::None << u"error"_s;
    QTest::newRow("ok with 503") << 503 << json("ok") << Error::NotOk << QString();
    QTest::newRow("ok with 204") << 204 << QByteArray() << Error::NotOk << QString();
    QTest::newRow("400") << 400 << QByteArray() << Error::NotOk << QString();
    QTest::newRow("404") << 404 << QByteArray("nothing here") << Error::NotOk << QString();
    QTest::newRow("500 empty") << 500 << QByteArray() << Error::NotOk << QString();
    QTest::newRow("OK in capitals") << 200 << json("OK") << Error::Unreadable << QString();
    QTest::newRow("unknown word") << 200 << json("fine") << Error::Unreadable << QString();
    QTest::newRow("no status") << 200 << QByteArray("{}") << Error::Unreadable << QString();
    QTest::newRow("status is true") << 200 << QByteArray("{\"status\": true}") << Error::Unreadable << QString();
    QTest::newRow("a bare word") << 200 << QByteArray("ok") << Error::Unreadable << QString();
    QTest::newRow("empty") << 200 << QByteArray() << Error::Unreadable << QString();
    QTest::newRow("status twice") << 200 << QByteArray(R"({"status": "error", "status": "ok"})") << Error::Unreadable
                                  << QString();
    QTest::newRow("truncated") << 200 << QByteArray(R"({"status": "ok")") << Error::Unreadable << QString();
    QTest::newRow("trailing text") << 200 << json("ok") + "x" << Error::Unreadable << QString();
}

void ReadyzPollTest::answers()
{
    QFETCH(int, http);
    QFETCH(QByteArray, body);
    QFETCH(Error, error);
    QFETCH(QString, status);
    CannedServer server(CannedServer::http(http, body));
    const auto reading = poll(server.url());
    QCOMPARE(codeName(reading.error), codeName(error));
    QCOMPARE(reading.status.value_or(QString()), status);
    QCOMPARE(reading.httpStatus, http);
    QCOMPARE(reading.at, s_now);
    QCOMPARE(reading.isOk(), status == u"ok");
}

void ReadyzPollTest::hangingServerTimesOut()
{
    CannedServer server;
    const auto reading = poll(server.url(), std::chrono::milliseconds(150));
    QCOMPARE(reading.error, Error::TimedOut);
    QVERIFY(!reading.status);
    QVERIFY(reading.durationMs < 5'000);
}

void ReadyzPollTest::drippingServerTimesOut()
{
    CannedServer server("HTTP/1.1 200 X\r\n\r\n{\"status\": ");
    server.drip();
    const auto reading = poll(server.url(), std::chrono::milliseconds(200));
    QVERIFY(reading.error == Error::TimedOut || reading.error == Error::TooLarge);
    QVERIFY(!reading.status);
}

void ReadyzPollTest::endlessBodyIsTooLarge()
{
    CannedServer server(CannedServer::http(200, json("ok") + QByteArray(200 * 1024, ' ')));
    const auto reading = poll(server.url());
    QCOMPARE(reading.error, Error::TooLarge);
    QVERIFY(!reading.status);
    QCOMPARE(reading.body.size(), ReadyzPoll::maxBodyBytes);
}

void ReadyzPollTest::redirectIsNotFollowed()
{
    CannedServer target(CannedServer::http(200, json("ok")));
    CannedServer server(CannedServer::http(302, {}, "Location: " + target.url().toEncoded() + "\r\n"));
    const auto reading = poll(server.url());
    QCOMPARE(reading.error, Error::NotOk);
    QCOMPARE(reading.httpStatus, 302);
    QCOMPARE(target.requests(), 0);
}

void ReadyzPollTest::overHttps()
{
    const cutover::tests::TlsWorld tls;
    CannedServer server(CannedServer::http(200, json("ok")), tls.server());
    const auto timeout = std::chrono::seconds(10);
    QVERIFY(poll(server.url(), timeout, tls.authorityPem()).isOk());
    const auto unknown = poll(server.url(), timeout);
    QCOMPARE(unknown.error, Error::TlsRefused);
    QVERIFY(!unknown.status && !unknown.detail.isEmpty());
    // What a file that cannot be read leaves: never the system's authorities alone.
    QCOMPARE(poll(server.url(), timeout, QByteArray()).error, Error::BadCertificates);
}

void ReadyzPollTest::nobodyListens()
{
    CannedServer server;
    const QUrl url = server.url();
    server.close();
    const auto reading = poll(url);
    QCOMPARE(reading.error, Error::Unreachable);
    QCOMPARE(reading.detail, u"ConnectionRefusedError"_s);
}

void ReadyzPollTest::badUrl()
{
    QCOMPARE(poll(QUrl(u"file:///etc/hostname"_s)).error, Error::BadUrl);
    QCOMPARE(poll(QUrl()).error, Error::BadUrl);
}

void ReadyzPollTest::cancelledBeforeStart()
{
    CannedServer server(CannedServer::http(200, json("ok")));
    ReadyzPoll job(server.url(), [] { return s_now; });
    QSignalSpy finished(&job, &ReadyzPoll::finished);
    job.cancel();
    job.start();
    QCOMPARE(finished.size(), 0);
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().value<ReadyzReading>().error, Error::Cancelled);
    QCOMPARE(server.requests(), 0);
}

void ReadyzPollTest::cancelledWhileWaiting()
{
    CannedServer server;
    ReadyzPoll job(server.url(), [] { return s_now; });
    QSignalSpy finished(&job, &ReadyzPoll::finished);
    job.start();
    QTRY_COMPARE(server.requests(), 1);
    job.cancel();
    job.cancel();
    QVERIFY(finished.wait());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished.first().first().value<ReadyzReading>().error, Error::Cancelled);
}

void ReadyzPollTest::destroyedWhileWaiting()
{
    CannedServer server;
    auto job = std::make_unique<ReadyzPoll>(server.url(), [] { return s_now; });
    QSignalSpy finished(job.get(), &ReadyzPoll::finished);
    job->start();
    QTRY_COMPARE(server.requests(), 1);
    job.reset();
    QCOMPARE(finished.size(), 0);
}

void ReadyzPollTest::unreadablePollsAreCountedInARow()
{
    cutover::domain::LiveSignals live;
    ReadyzReading bad;
    bad.error = Error::Unreachable;
    ReadyzReading cancelled;
    cancelled.error = Error::Cancelled;
    ReadyzReading good;
    good.status = u"ok"_s;
    good.at = s_now;
    takeReading(live, bad);
    takeReading(live, bad);
    takeReading(live, cancelled);
    QCOMPARE(live.unreadablePolls, 2);
    QVERIFY(!live.readyz);
    takeReading(live, good);
    QCOMPARE(live.unreadablePolls, 0);
    QCOMPARE(live.readyz.value_or(QString()), u"ok"_s);
    QCOMPARE(live.readyzAt, s_now);
}

QTEST_GUILESS_MAIN(ReadyzPollTest)

#include "tst_readyzpoll.moc"
