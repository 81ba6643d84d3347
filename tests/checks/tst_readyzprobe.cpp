// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// «Readyz healthy» by the built-in probe, against real HTTP and HTTPS servers; and the same worlds by the demo's
// script.
#include "checks/world.h"
#include "metrics/cannedserver.h"
#include "metrics/headerstream.h"
#include "metrics/tlsworld.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto readyz = CriterionId::Readyz;

QByteArray json(const QByteArray &status)
{
    return "{\"status\": \"" + status + "\"}";
}

void aimAt(World &world, const QUrl &url)
{
    world.plan(readyz).source = domain::CheckSource::Probe;
    world.plan(readyz).deadlineS = 1;
    world.profile.readyzUrl = url.toString();
}

QByteArray told(const domain::Row &row)
{
    return domain::statusName(row.status).toUtf8() + " " + row.reason.data.join(u" | "_s).toUtf8();
}

CertificateWish wish(const QByteArray &hosts, int fromDays = -1, int toDays = 30)
{
    const auto now = QDateTime::currentDateTimeUtc();
    return {"service", hosts, now.addDays(fromDays), now.addDays(toDays), false};
}

} // namespace

class ReadyzProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void okIsGo_data();
    void okIsGo();
    void ownUrlComesFirst();
    void isAskedAgainUntilItIsOk();
    void answersNeverGo_data();
    void answersNeverGo();
    void scriptSaysTheSame_data();
    void scriptSaysTheSame();
    void lastAnswerIsTold();
    void hangingServiceTimesOut();
    void aStoppedProgramStillEnds();
    void headersWithoutEndTimeOut();
    void nobodyListens();
    void redirectIsRefused();
    void withoutUrl();
    void queryStaysOutOfTheRow();
    void overHttps();
    void tlsNeverGo_data();
    void tlsNeverGo();
    void authoritiesNeverGo_data();
    void authoritiesNeverGo();
    void cancelledWhileAsking();
};

void ReadyzProbeTest::okIsGo_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("alone") << json("ok");
    QTest::newRow("among others") << QByteArray(R"({"version": 3, "status": "ok"})");
}

void ReadyzProbeTest::okIsGo()
{
    QFETCH(QByteArray, body);
    CannedServer server(CannedServer::http(200, body));
    World world;
    aimAt(world, server.url());
    const auto row = world.run(readyz);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.observed, u"ok"_s);
    QCOMPARE(row.limit, u"ok"_s);
    QCOMPARE(row.source.kind, domain::Source::Kind::Http);
    QCOMPARE(row.source.ref, server.url().toString());
    QCOMPARE(world.outputs.value(readyz), body);
    QCOMPARE(server.requests(), 1);
}

void ReadyzProbeTest::ownUrlComesFirst()
{
    CannedServer own(CannedServer::http(200, json("ok")));
    CannedServer other(CannedServer::http(200, json("error")));
    World world;
    aimAt(world, other.url());
    world.profile.probes.readyz.url = own.url().toString();
    QVERIFY(world.run(readyz).isGo());
    QCOMPARE(other.requests(), 0);
}

void ReadyzProbeTest::isAskedAgainUntilItIsOk()
{
    CannedServer server(CannedServer::http(503, json("degraded")));
    World world;
    aimAt(world, server.url());
    world.plan(readyz).deadlineS = 20;
    checks::CheckRunner runner(world.inputs(), {{readyz}, false, false});
    QSignalSpy finished(&runner, &checks::CheckRunner::finished);
    runner.start();
    QTRY_VERIFY(server.requests() >= 2);
    QCOMPARE(finished.size(), 0);
    server.answerWith(CannedServer::http(200, json("ok")));
    QVERIFY(finished.wait());
    QVERIFY(runner.rows()[static_cast<std::size_t>(readyz)].isGo());
}

namespace {

struct Answer
{
    const char *name;
    int http;
    QByteArray body;
    Status status;
    Cause cause;
    QStringList data; // after the URL
};

const QList<Answer> &badAnswers()
{
    static const QList<Answer> all{
        {"degraded", 200, json("degraded"), Status::NoGo, Cause::ServiceNotOk, {u"degraded"_s}},
        {"error", 200, json("error"), Status::NoGo, Cause::ServiceNotOk, {u"error"_s}},
        {"degraded with 503", 503, json("degraded"), Status::NoGo, Cause::ServiceNotOk, {u"degraded"_s}},
        {"ok with 503", 503, json("ok"), Status::NoGo, Cause::HttpStatus, {u"503"_s}},
        {"ok with 201", 201, json("ok"), Status::NoGo, Cause::HttpStatus, {u"201"_s}},
        {"204", 204, {}, Status::NoGo, Cause::HttpStatus, {u"204"_s}},
        {"404", 404, "nothing here", Status::NoGo, Cause::HttpStatus, {u"404"_s}},
        {"500", 500, {}, Status::NoGo, Cause::HttpStatus, {u"500"_s}},
        {"a bare word", 200, "ok", Status::NoData, Cause::AnswerUnreadable, {u"syntax"_s, QString(), u"1"_s}},
        {"empty", 200, {}, Status::NoData, Cause::AnswerUnreadable, {u"empty"_s}},
        {"cut off", 200, R"({"status": "ok")", Status::NoData, Cause::AnswerUnreadable, {u"truncated"_s}},
        {"no status", 200, "{}", Status::NoData, Cause::AnswerUnreadable, {u"unknown_status"_s, u"/status"_s, u"1"_s}},
        {"capitals", 200, json("OK"), Status::NoData, Cause::AnswerUnreadable, {u"unknown_status"_s, u"/status"_s}},
        {"true",
         200,
         "{\n\"status\": true}",
         Status::NoData,
         Cause::AnswerUnreadable,
         {u"unknown_status"_s, u"/status"_s, u"2"_s}},
        {"a list", 200, R"(["ok"])", Status::NoData, Cause::AnswerUnreadable, {u"unknown_status"_s}},
        {"deeper", 200, R"({"a": {"status": "ok"}})", Status::NoData, Cause::AnswerUnreadable, {u"unknown_status"_s}},
        {"HTML", 200, "<html>ok</html>", Status::NoData, Cause::AnswerUnreadable, {u"syntax"_s}},
    };
    return all;
}

// Worlds in which jq is less strict than the probe, which must not be Go there.
const QList<Answer> &onlyScriptsGo()
{
    static const QList<Answer> all{
        {"status twice",
         200,
         R"({"status": "error", "status": "ok"})",
         Status::NoData,
         Cause::AnswerUnreadable,
         {u"duplicate_key"_s, u"/status"_s}},
        {"huge",
         200,
         json("ok") + QByteArray(200 * 1024, ' '),
         Status::NoData,
         Cause::AnswerUnreadable,
         {u"too_large"_s}},
    };
    return all;
}

void addRows(const QList<Answer> &answers)
{
    for (const auto &answer : answers)
        QTest::newRow(answer.name) << answer.http << answer.body << answer.status << answer.cause << answer.data;
}

void addColumns()
{
    QTest::addColumn<int>("http");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
}

} // namespace

void ReadyzProbeTest::answersNeverGo_data()
{
    addColumns();
    addRows(badAnswers() + onlyScriptsGo());
}

void ReadyzProbeTest::answersNeverGo()
{
    QFETCH(int, http);
    QFETCH(QByteArray, body);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    CannedServer server(CannedServer::http(http, body));
    World world;
    aimAt(world, server.url());
    const auto row = world.run(readyz);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(cause));
    QCOMPARE(row.reason.data.mid(1, data.size()), data);
    QCOMPARE(row.reason.data.first(), server.url().toString());
    QVERIFY(server.requests() > 1);
    QVERIFY(body.startsWith(world.outputs.value(readyz)));
    QVERIFY(row.durationMs >= 0);
}

void ReadyzProbeTest::scriptSaysTheSame_data()
{
    addColumns();
    addRows(badAnswers());
    QTest::newRow("ok") << 200 << json("ok") << Status::Go << Cause::None << QStringList();
    QTest::newRow("ok among others") << 200 << QByteArray(R"({"version": 3, "status": "ok"})") << Status::Go
                                     << Cause::None << QStringList();
}

void ReadyzProbeTest::scriptSaysTheSame()
{
    QFETCH(int, http);
    QFETCH(QByteArray, body);
    QFETCH(Status, status);
    CannedServer server(CannedServer::http(http, body));
    World world;
    QFile script(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/demo/scripts/ci/check_readyz_blocking.sh"));
    QVERIFY(script.open(QIODevice::ReadOnly));
    world.script(readyz, script.readAll());
    world.write(u"cutover.json"_s, "{\"readyz_url\": \"" + server.url().toEncoded() + "\"}");
    world.session.insert(u"READYZ_DEADLINE_S"_s, u"0"_s);
    world.profile.passEnvironment = {u"READYZ_DEADLINE_S"_s};
    // What the probe says there, the tables above hold.
    const auto row = world.run(readyz);
    QVERIFY2(row.isGo() == (status == Status::Go), told(row).constData());
}

void ReadyzProbeTest::lastAnswerIsTold()
{
    CannedServer server(CannedServer::http(200, json("degraded")));
    World world;
    aimAt(world, server.url());
    world.plan(readyz).deadlineS = 3;
    checks::CheckRunner runner(world.inputs(), {{readyz}, false, false});
    QSignalSpy finished(&runner, &checks::CheckRunner::finished);
    runner.start();
    QTRY_VERIFY(server.requests() >= 1);
    server.answerWith(CannedServer::http(200, json("error")));
    QVERIFY(finished.wait(20'000));
    QCOMPARE(runner.rows()[static_cast<std::size_t>(readyz)].reason.data.value(1), u"error"_s);
}

void ReadyzProbeTest::hangingServiceTimesOut()
{
    CannedServer server;
    World world;
    aimAt(world, server.url());
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::TimedOut);
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(Cause::DeadlinePassed));
    QCOMPARE(row.reason.data, QStringList{u"1"_s});
}

/// Stopped between two tries until the deadline has passed, then a server that says nothing any more.
void ReadyzProbeTest::aStoppedProgramStillEnds()
{
    CannedServer server(CannedServer::http(503, json("degraded")));
    World world;
    aimAt(world, server.url());
    checks::CheckRunner runner(world.inputs(), {{readyz}, false, false});
    QSignalSpy finished(&runner, &checks::CheckRunner::finished);
    runner.start();
    QTRY_VERIFY(server.requests() >= 1);
    server.answerWith({});
    const QDeadlineTimer stopped(1'300);
    while (!stopped.hasExpired())
        QThread::yieldCurrentThread();
    QVERIFY(finished.wait(5'000));
    QCOMPARE(runner.rows()[static_cast<std::size_t>(readyz)].reason.data.value(1), u"degraded"_s);
}

void ReadyzProbeTest::headersWithoutEndTimeOut()
{
    HeaderStream server;
    World world;
    aimAt(world, server.url());
    world.plan(readyz).deadlineS = 3;
    QElapsedTimer elapsed;
    elapsed.start();
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::TimedOut);
    QVERIFY2(elapsed.elapsed() < 3'500, qPrintable(QString::number(elapsed.elapsed())));
}

void ReadyzProbeTest::nobodyListens()
{
    CannedServer server;
    const QUrl url = server.url();
    server.close();
    World world;
    aimAt(world, url);
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(Cause::Unreachable));
    QCOMPARE(row.reason.data, (QStringList{url.toString(), u"ConnectionRefusedError"_s}));
}

void ReadyzProbeTest::redirectIsRefused()
{
    CannedServer target(CannedServer::http(200, json("ok")));
    CannedServer server(CannedServer::http(307, json("ok"), "Location: " + target.url().toEncoded() + "\r\n"));
    World world;
    aimAt(world, server.url());
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(row.reason.data, (QStringList{server.url().toString(), u"307"_s}));
    QCOMPARE(target.requests(), 0);
}

void ReadyzProbeTest::withoutUrl()
{
    World world;
    aimAt(world, {});
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(Cause::OptionMissing));
    QCOMPARE(row.reason.data, QStringList{u"/readyz_url"_s});
}

void ReadyzProbeTest::queryStaysOutOfTheRow()
{
    CannedServer server(CannedServer::http(200, json("error")));
    World world;
    aimAt(world, server.url(u"/readyz?token=hush"_s));
    const auto row = world.run(readyz);
    QVERIFY(server.lastRequest().startsWith("GET /readyz?token=hush "));
    QVERIFY(!row.source.ref.contains("hush"_L1) && !row.reason.data.join(u' ').contains("hush"_L1));
}

void ReadyzProbeTest::overHttps()
{
    const TlsWorld tls;
    CannedServer server(CannedServer::http(200, json("ok")), tls.server());
    World world;
    aimAt(world, server.url());
    world.plan(readyz).deadlineS = 10;
    world.profile.probes.readyz.caFile = u"configs/ca.pem"_s;
    world.write(u"configs/ca.pem"_s, tls.authorityPem());
    const auto row = world.run(readyz);
    QVERIFY2(row.isGo(), told(row).constData());
    QVERIFY(row.source.ref.startsWith("https://"_L1));
}

void ReadyzProbeTest::tlsNeverGo_data()
{
    QTest::addColumn<QSslConfiguration>("server");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QString>("code");
    const TlsWorld tls;
    const QByteArray own = tls.authorityPem();
    QTest::newRow("unknown authority") << tls.server() << QByteArray() << u"unable_to_get_local_issuer_certificate"_s;
    QTest::newRow("another authority") << tls.server() << TlsWorld().authorityPem() << QString();
    QTest::newRow("wrong host") << tls.server(wish("DNS:elsewhere.example")) << own << u"host_name_mismatch"_s;
    QTest::newRow("expired") << tls.server(wish("IP:127.0.0.1", -30, -1)) << own << u"certificate_expired"_s;
    QTest::newRow("not yet valid") << tls.server(wish("IP:127.0.0.1", 1)) << own << u"certificate_not_yet_valid"_s;
    QTest::newRow("signs itself") << TlsWorld::selfSigned() << own << u"self_signed_certificate"_s;
}

void ReadyzProbeTest::tlsNeverGo()
{
    QFETCH(QSslConfiguration, server);
    QFETCH(QByteArray, authority);
    QFETCH(QString, code);
    CannedServer canned(CannedServer::http(200, json("ok")), server);
    World world;
    aimAt(world, canned.url());
    if (!authority.isEmpty()) {
        world.profile.probes.readyz.caFile = u"ca.pem"_s;
        world.write(u"ca.pem"_s, authority);
    }
    const auto row = world.run(readyz);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(Cause::TlsRefused));
    QCOMPARE(row.reason.data.value(0), canned.url().toString());
    QVERIFY(code.isEmpty() || row.reason.data.value(1) == code);
    QCOMPARE(canned.requests(), 0);
}

void ReadyzProbeTest::authoritiesNeverGo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("code");
    QTest::newRow("absent") << u"none.pem"_s << Status::NoData << Cause::FileAbsent << QString();
    QTest::newRow("empty") << u"empty.pem"_s << Status::Error << Cause::FileUnreadable << u"bad_certificates"_s;
    QTest::newRow("no certificate") << u"word.pem"_s << Status::Error << Cause::FileUnreadable << u"bad_certificates"_s;
    QTest::newRow("huge") << u"huge.pem"_s << Status::NoData << Cause::FileUnreadable << u"too_large"_s;
    QTest::newRow("linked out") << u"out.pem"_s << Status::Error << Cause::PathOutside << QString();
}

void ReadyzProbeTest::authoritiesNeverGo()
{
    QFETCH(QString, file);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QString, code);
    // In the clear, so that nothing but the file stands against it.
    CannedServer server(CannedServer::http(200, json("ok")));
    World world;
    aimAt(world, server.url());
    world.profile.probes.readyz.caFile = file;
    world.write(u"empty.pem"_s, {});
    world.write(u"word.pem"_s, "authority");
    world.write(u"huge.pem"_s, QByteArray(2 * 1024 * 1024, '\n'));
    World::writeAbsolute(world.outside() + u"/ca.pem"_s, TlsWorld().authorityPem());
    QFile::link(world.outside() + u"/ca.pem"_s, world.path() + u"/out.pem"_s);
    const auto row = world.run(readyz);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(cause));
    QCOMPARE(row.reason.data.value(0), file);
    QCOMPARE(row.reason.data.value(1), code);
    QCOMPARE(server.requests(), 0);
}

void ReadyzProbeTest::cancelledWhileAsking()
{
    CannedServer server;
    World world;
    aimAt(world, server.url());
    world.plan(readyz).deadlineS = 60;
    checks::CheckRunner runner(world.inputs(), {{readyz}, false, false});
    QSignalSpy finished(&runner, &checks::CheckRunner::finished);
    runner.start();
    QTRY_COMPARE(server.requests(), 1);
    runner.cancel();
    QVERIFY(finished.wait());
    const auto &row = runner.rows()[static_cast<std::size_t>(readyz)];
    QCOMPARE(row.status, Status::NotRun);
    QCOMPARE(static_cast<int>(row.reason.cause), static_cast<int>(Cause::Cancelled));
}

QTEST_GUILESS_MAIN(ReadyzProbeTest)

#include "tst_readyzprobe.moc"
