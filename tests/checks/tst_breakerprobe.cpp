// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// «PII breaker operational» by the built-in probe: its state from a file or over HTTP, good and bad.
#include "checks/world.h"
#include "metrics/cannedserver.h"
#include "metrics/tlsworld.h"
#include "unprivileged.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

constexpr auto breaker = CriterionId::PiiBreaker;
const QString s_file = u"var/breaker.json"_s;

domain::BreakerOptions &options(World &world)
{
    return world.profile.probes.breaker;
}

void useFile(World &world, const QByteArray &bytes)
{
    world.plan(breaker).source = domain::CheckSource::Probe;
    options(world).file = s_file;
    world.write(s_file, bytes);
}

void useUrl(World &world, const CannedServer &server)
{
    world.plan(breaker).source = domain::CheckSource::Probe;
    world.plan(breaker).deadlineS = 1;
    options(world).url = server.url(u"/breaker"_s).toString();
}

QByteArray told(const domain::Row &row)
{
    return domain::statusName(row.status).toUtf8() + " " + row.reason.data.join(u" | "_s).toUtf8();
}

int number(Cause cause)
{
    return static_cast<int>(cause);
}

} // namespace

class BreakerProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enabledIsGo();
    void pointerOfItsOwn();
    void overHttpAndHttps();
    void heartbeatWithinItsLimit_data();
    void heartbeatWithinItsLimit();
    void statesNeverGo_data();
    void statesNeverGo();
    void heartbeatsNeverGo_data();
    void heartbeatsNeverGo();
    void filesNeverGo_data();
    void filesNeverGo();
    void answersNeverGo_data();
    void answersNeverGo();
    void nobodyListens();
    void unknownAuthorityIsRefused();
    void exactlyOnePlaceIsNeeded();
};

void BreakerProbeTest::enabledIsGo()
{
    World world;
    useFile(world, R"({"state": "enabled", "at": 3})");
    const auto row = world.run(breaker);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.observed, u"enabled"_s);
    QCOMPARE(row.limit, u"enabled"_s);
    QVERIFY(row.measures.isEmpty());
    QCOMPARE(row.source.kind, domain::Source::Kind::File);
    QCOMPARE(row.source.ref, s_file);
    QCOMPARE(row.source.pointer, u"/state"_s);
    QCOMPARE(world.outputs.value(breaker), R"({"state": "enabled", "at": 3})");
}

void BreakerProbeTest::pointerOfItsOwn()
{
    World world;
    useFile(world, R"({"state": "disabled", "pii": [{"is": "enabled"}]})");
    options(world).pointer = u"/pii/0/is"_s;
    QVERIFY(world.run(breaker).isGo());
}

void BreakerProbeTest::overHttpAndHttps()
{
    CannedServer plain(CannedServer::http(200, R"({"state": "enabled"})"));
    World world;
    useUrl(world, plain);
    const auto row = world.run(breaker);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.source.kind, domain::Source::Kind::Http);
    QCOMPARE(row.source.ref, plain.url(u"/breaker"_s).toString());
    const TlsWorld tls;
    CannedServer secured(CannedServer::http(200, R"({"state": "enabled"})"), tls.server());
    useUrl(world, secured);
    world.plan(breaker).deadlineS = 10;
    options(world).caFile = u"ca.pem"_s;
    world.write(u"ca.pem"_s, tls.authorityPem());
    QVERIFY(world.run(breaker).isGo());
}

void BreakerProbeTest::heartbeatWithinItsLimit_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<double>("age");
    QTest::newRow("now") << QByteArray("2026-03-02T10:20:00Z") << 0.0;
    QTest::newRow("at the limit") << QByteArray("2026-03-02T10:15:00Z") << 300.0;
    QTest::newRow("in another zone") << QByteArray("2026-03-02T12:19:30+02:00") << 30.0;
    QTest::newRow("60 s ahead") << QByteArray("2026-03-02T10:21:00Z") << 0.0;
}

void BreakerProbeTest::heartbeatWithinItsLimit()
{
    QFETCH(QByteArray, time);
    QFETCH(double, age);
    World world;
    useFile(world, R"({"state": "enabled", "beat": ")" + time + "\"}");
    options(world).heartbeatPointer = u"/beat"_s;
    const auto row = world.run(breaker);
    QVERIFY2(row.isGo(), told(row).constData());
    QCOMPARE(row.measures.size(), 1);
    QCOMPARE(row.measures.first().observed, age);
    QCOMPARE(row.measures.first().limit, 300.0);
    QCOMPARE(row.measures.first().unit, domain::Unit::Seconds);
}

void BreakerProbeTest::statesNeverGo_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data"); // after the file
    const auto wrong = [](const char *name, const QByteArray &value, const QString &found, const QString &wanted) {
        QTest::newRow(name) << "{\"state\": " + value + "}" << Status::NoGo << Cause::ValueNotWanted
                            << QStringList{u"/state"_s, found, wanted};
    };
    wrong("disabled", R"("disabled")", u"disabled"_s, u"enabled"_s);
    wrong("capitals", R"("ENABLED")", u"ENABLED"_s, u"enabled"_s);
    wrong("with a blank", R"("enabled ")", u"enabled "_s, u"enabled"_s);
    wrong("empty", R"("")", {}, u"enabled"_s);
    wrong("true", "true", u"true"_s, u"\"enabled\""_s);
    wrong("null", "null", u"null"_s, u"\"enabled\""_s);
    wrong("1", "1", u"1"_s, u"\"enabled\""_s);
    wrong("a list of it", R"(["enabled"])", u"[\"enabled\"]"_s, u"\"enabled\""_s);
    const auto unreadable = [](const char *name, const QByteArray &bytes, const QString &code,
                               const QString &pointer = {}) {
        QTest::newRow(name) << bytes << Status::NoData << Cause::FileUnreadable << QStringList{code, pointer};
    };
    QTest::newRow("absent") << QByteArray("{}") << Status::NoData << Cause::FieldAbsent << QStringList{u"/state"_s};
    QTest::newRow("a list") << QByteArray("[]") << Status::NoData << Cause::FieldAbsent << QStringList{u"/state"_s};
    unreadable("nothing", "", u"empty"_s);
    unreadable("cut off", R"({"state": "enabled")", u"truncated"_s);
    unreadable("twice", R"({"state": "disabled", "state": "enabled"})", u"duplicate_key"_s, u"/state"_s);
    unreadable("a bare word", "enabled", u"syntax"_s);
    unreadable("more after it", R"({"state": "enabled"} x)", u"trailing_garbage"_s);
    unreadable("byte order mark", "\xef\xbb\xbf{\"state\": \"enabled\"}", u"byte_order_mark"_s);
    QTest::newRow("huge") << R"({"state": "enabled"})" + QByteArray(70'000, ' ') << Status::NoData
                          << Cause::FileUnreadable << QStringList{u"too_large"_s};
}

void BreakerProbeTest::statesNeverGo()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    World world;
    useFile(world, bytes);
    const auto row = world.run(breaker);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(0), s_file);
    QCOMPARE(row.reason.data.mid(1, data.size()), data);
}

void BreakerProbeTest::heartbeatsNeverGo_data()
{
    QTest::addColumn<QByteArray>("beat");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data"); // after the file
    const auto invalid = [](const char *name, const QByteArray &beat, const QString &code) {
        QTest::newRow(name) << beat << Status::NoData << Cause::FieldInvalid << QStringList{u"/beat"_s, code};
    };
    QTest::newRow("a millisecond over") << QByteArray(R"("2026-03-02T10:14:59.999Z")") << Status::NoGo
                                        << Cause::HeartbeatTooOld << QStringList{u"301"_s, u"300"_s};
    QTest::newRow("years old") << QByteArray(R"("2020-03-02T10:20:00Z")") << Status::NoGo << Cause::HeartbeatTooOld
                               << QStringList{u"189302400"_s, u"300"_s};
    invalid("61 s ahead", R"("2026-03-02T10:21:01Z")", u"future_time"_s);
    invalid("a word", R"("now")", u"bad_time"_s);
    invalid("without zone", R"("2026-03-02T10:20:00")", u"bad_time"_s);
    invalid("a number", "1772446800", u"bad_time"_s);
    invalid("null", "null", u"bad_time"_s);
}

void BreakerProbeTest::heartbeatsNeverGo()
{
    QFETCH(QByteArray, beat);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    World world;
    useFile(world, R"({"state": "enabled", "beat": )" + beat + "}");
    QVERIFY(world.run(breaker).isGo()); // nobody asked for a heartbeat
    options(world).heartbeatPointer = u"/beat"_s;
    auto row = world.run(breaker);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.mid(1), data);
    useFile(world, R"({"state": "enabled"})");
    row = world.run(breaker);
    QCOMPARE(number(row.reason.cause), number(Cause::FieldAbsent));
    // A breaker that is off is off, whatever its heartbeat.
    useFile(world, R"({"state": "off", "beat": "2026-03-02T10:20:00Z"})");
    row = world.run(breaker);
    QCOMPARE(number(row.reason.cause), number(Cause::ValueNotWanted));
    QVERIFY(row.measures.isEmpty());
}

void BreakerProbeTest::filesNeverGo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("absent") << u"var/none.json"_s << Status::NoData << Cause::FileAbsent;
    QTest::newRow("a folder") << u"var"_s << Status::NoData << Cause::FileUnreadable;
    QTest::newRow("climbs") << u"../breaker.json"_s << Status::Error << Cause::PathOutside;
    QTest::newRow("linked out") << u"var/out.json"_s << Status::Error << Cause::PathOutside;
    QTest::newRow("locked") << u"var/locked.json"_s << Status::NoData << Cause::FileUnreadable;
}

void BreakerProbeTest::filesNeverGo()
{
    QFETCH(QString, file);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    World world;
    const QByteArray good = R"({"state": "enabled"})";
    useFile(world, good);
    World::writeAbsolute(world.outside() + u"/breaker.json"_s, good);
    QFile::link(world.outside() + u"/breaker.json"_s, world.path() + u"/var/out.json"_s);
    world.write(u"var/locked.json"_s, good);
    QFile::setPermissions(world.path() + u"/var/locked.json"_s, {});
    options(world).file = file;
    const Unprivileged asNobody({world.path(), world.outside()});
    const auto row = world.run(breaker);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(0), file);
}

void BreakerProbeTest::answersNeverGo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("code"); // the second of the data
    const QByteArray good = R"({"state": "enabled"})";
    QTest::newRow("disabled") << CannedServer::http(200, R"({"state": "disabled"})") << Status::NoGo
                              << Cause::ValueNotWanted << u"/state"_s;
    QTest::newRow("503") << CannedServer::http(503, good) << Status::NoGo << Cause::HttpStatus << u"503"_s;
    QTest::newRow("302") << CannedServer::http(302, good, "Location: /x\r\n") << Status::NoGo << Cause::HttpStatus
                         << u"302"_s;
    QTest::newRow("no JSON") << CannedServer::http(200, "enabled") << Status::NoData << Cause::AnswerUnreadable
                             << u"syntax"_s;
    QTest::newRow("cut off") << CannedServer::http(200, good.chopped(1)) << Status::NoData << Cause::AnswerUnreadable
                             << u"truncated"_s;
    QTest::newRow("huge") << CannedServer::http(200, good + QByteArray(70'000, ' ')) << Status::NoData
                          << Cause::AnswerUnreadable << u"too_large"_s;
    QTest::newRow("broke off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n") + good << Status::Error
                               << Cause::Unreachable << u"RemoteHostClosedError"_s;
    QTest::newRow("no answer") << QByteArray() << Status::TimedOut << Cause::DeadlinePassed << QString();
}

void BreakerProbeTest::answersNeverGo()
{
    QFETCH(QByteArray, answer);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QString, code);
    CannedServer server(answer);
    World world;
    useUrl(world, server);
    const auto row = world.run(breaker);
    QVERIFY2(row.status == status, told(row).constData());
    QCOMPARE(number(row.reason.cause), number(cause));
    QCOMPARE(row.reason.data.value(1), code);
}

void BreakerProbeTest::nobodyListens()
{
    CannedServer server;
    World world;
    useUrl(world, server);
    server.close();
    const auto row = world.run(breaker);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(number(row.reason.cause), number(Cause::Unreachable));
    QCOMPARE(row.reason.data.value(1), u"ConnectionRefusedError"_s);
}

void BreakerProbeTest::unknownAuthorityIsRefused()
{
    const TlsWorld tls;
    CannedServer server(CannedServer::http(200, R"({"state": "enabled"})"), tls.server());
    World world;
    useUrl(world, server);
    world.plan(breaker).deadlineS = 10;
    auto row = world.run(breaker);
    QCOMPARE(row.status, Status::Error);
    QCOMPARE(number(row.reason.cause), number(Cause::TlsRefused));
    options(world).caFile = u"none.pem"_s;
    row = world.run(breaker);
    QCOMPARE(number(row.reason.cause), number(Cause::FileAbsent));
    QCOMPARE(server.requests(), 0);
}

void BreakerProbeTest::exactlyOnePlaceIsNeeded()
{
    for (const bool hasBoth : {false, true}) {
        World world;
        useFile(world, R"({"state": "enabled"})");
        if (hasBoth)
            options(world).url = u"http://127.0.0.1:1/"_s;
        else
            options(world).file.clear();
        const auto row = world.run(breaker);
        QCOMPARE(row.status, Status::Error);
        QCOMPARE(number(row.reason.cause), number(Cause::OptionMissing));
        QCOMPARE(row.reason.data, QStringList{u"/criteria/pii-breaker/file"_s});
    }
}

QTEST_GUILESS_MAIN(BreakerProbeTest)

#include "tst_breakerprobe.moc"
