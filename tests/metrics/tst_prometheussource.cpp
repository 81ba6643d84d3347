// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Prometheus server that answers well, badly, late or not at all, and what is made of it.
#include "metrics/askedserver.h"
#include "metrics/prometheussource.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::metrics;
using tests::AskedServer;
using Code = EvidenceError::Code;

namespace {

// 2026-03-02T10:20:07Z; the last step that is over and settled ended at 10:19:00.
const QDateTime s_now(QDate(2026, 3, 2), QTime(10, 20, 7), Qt::UTC);
constexpr int patienceMs = 20'000;

QByteArray http(const QByteArray &body, int status = 200, const QByteArray &headers = {})
{
    return tests::CannedServer::http(status, body, headers);
}

QByteArray matrix(const QByteArray &result)
{
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + result + "]}}";
}

/// One series with this text at every step that was asked for.
QByteArray series(const QByteArray &request, const QByteArray &text)
{
    QByteArrayList pairs;
    const qint64 step = AskedServer::parameter(request, u"step"_s).toLongLong();
    const qint64 end = AskedServer::parameter(request, u"end"_s).toLongLong();
    for (qint64 at = AskedServer::parameter(request, u"start"_s).toLongLong(); at <= end; at += step)
        pairs.append("[" + QByteArray::number(at) + ",\"" + text + "\"]");
    return R"({"metric":{"job":"demo"},"values":[)" + pairs.join(',') + "]}";
}

QByteArray wellAnswered(const QByteArray &request)
{
    const QString query = AskedServer::parameter(request, u"query"_s);
    const QByteArray text = query == "burst_query"_L1 ? "0.8" : query == "p99"_L1 ? "180.4" : "1";
    return http(matrix(series(request, text)));
}

const QByteArray goodFile =
    R"({"tampered": false, "generated_at": "2026-03-02T10:20:00Z", "readyz": {"status": "ok"}})";

} // namespace

class PrometheusSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksForWholeStepsThatAreOver_data();
    void asksForWholeStepsThatAreOver();
    void asksBelowTheServersPath();
    void makesEvidence();
    void sameAnswersAreNoChange();
    void badAnswers_data();
    void badAnswers();
    void oneBadQueryIsEnough();
    void aServerThatIsGoneAndComesBack();
    void aSlowServer();
    void theFilesTamperedCountsWithoutServer();
    void aFileThatIsNotThere();
    void aFileThatCannotBeRead();
    void theOlderOfBothIsHowFreshItIs();
    void aChangedFileIsToldAtOnce();
    void theTokenIsSent();
    void theTokenIsTakenOutOfTheAnswer_data();
    void theTokenIsTakenOutOfTheAnswer();
    void noTokenNoQuestion();
    void anAuthorityOutsideIsNotRead();
    void anAuthorityThatIsNotThere();
    void oneRoundAtATime();
    void whoeverAsksGetsAReadingBegunLater();
    void whoeverAsksIsAnsweredAtTheEnd();

private:
    std::unique_ptr<PrometheusSource> source(const PrometheusSource::Token &token = {});
    EvidenceReading firstReading(PrometheusSource &source);
    void writeFile(const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AskedServer> m_server;
    domain::Profile m_profile;
};

void PrometheusSourceTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath(u"var/evidence"_s));
    writeFile(goodFile);
    m_server = std::make_unique<AskedServer>(wellAnswered);
    m_profile = domain::checklistProfile();
    m_profile.prometheus = domain::PrometheusOptions();
    m_profile.prometheus->url = m_server->url();
    m_profile.prometheus->rangeS = 600;
    m_profile.prometheus->queries = {{u"burst"_s, u"burst_query"_s}, {u"pass"_s, u"pass"_s}, {u"p99_ms"_s, u"p99"_s}};
}

void PrometheusSourceTest::writeFile(const QByteArray &bytes)
{
    QFile file(evidencePath(m_folder->path()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

std::unique_ptr<PrometheusSource> PrometheusSourceTest::source(const PrometheusSource::Token &token)
{
    return std::make_unique<PrometheusSource>(m_profile, m_folder->path(), token, [] { return s_now; });
}

EvidenceReading PrometheusSourceTest::firstReading(PrometheusSource &asked)
{
    QSignalSpy spy(&asked, &MetricSource::changed);
    asked.start();
    return spy.wait(patienceMs) ? *asked.reading() : EvidenceReading{};
}

void PrometheusSourceTest::asksForWholeStepsThatAreOver_data()
{
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("range");
    QTest::addColumn<QTime>("now");
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::newRow("a minute") << 60LL << 600LL << QTime(10, 20, 7) << QTime(10, 10) << QTime(10, 19);
    QTest::newRow("samples are there") << 60LL << 600LL << QTime(10, 20, 10) << QTime(10, 11) << QTime(10, 20);
    QTest::newRow("short step") << 5LL << 15LL << QTime(10, 20, 4) << QTime(10, 19, 45) << QTime(10, 19, 55);
    QTest::newRow("short step, over") << 5LL << 15LL << QTime(10, 20, 5) << QTime(10, 19, 50) << QTime(10, 20);
    QTest::newRow("range is no multiple") << 60LL << 659LL << QTime(10, 20, 30) << QTime(10, 11) << QTime(10, 20);
    QTest::newRow("a second") << 1LL << 3LL << QTime(10, 20, 7) << QTime(10, 20, 4) << QTime(10, 20, 6);
    QTest::newRow("eleven thousand") << 1LL << 11'000LL << QTime(10, 20, 1) << QTime(10, 20).addSecs(-10'999)
                                     << QTime(10, 20);
    QTest::newRow("never more") << 1LL << 99'000LL << QTime(10, 20, 1) << QTime(10, 20).addSecs(-10'999)
                                << QTime(10, 20);
}

void PrometheusSourceTest::asksForWholeStepsThatAreOver()
{
    QFETCH(const qint64, step);
    QFETCH(const qint64, range);
    QFETCH(const QTime, now);
    QFETCH(const QTime, from);
    QFETCH(const QTime, to);
    domain::PrometheusOptions options;
    options.stepS = step;
    options.rangeS = range;
    const auto asked = rangeAt(options, QDateTime(s_now.date(), now, Qt::UTC));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(asked.fromMs, Qt::UTC), QDateTime(s_now.date(), from, Qt::UTC));
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(asked.toMs, Qt::UTC), QDateTime(s_now.date(), to, Qt::UTC));
    QCOMPARE(asked.fromMs % asked.stepMs, 0);
}

void PrometheusSourceTest::asksBelowTheServersPath()
{
    const QString query = u"sum(rate(x{job=~\"a|b.+\",ü=\"%2B&c\"}[5m])) + 1 # äh"_s;
    m_profile.prometheus->queries = {{u"burst"_s, query}};
    m_profile.prometheus->url = m_server->url() + u"/prom%20etheus/"_s;
    const auto asked = source();
    firstReading(*asked);
    const QByteArray request = m_server->requests().value(0);
    QVERIFY2(request.startsWith("GET /prom%20etheus/api/v1/query_range?query="), request.constData());
    QCOMPARE(AskedServer::parameter(request, u"query"_s), query);
    QVERIFY(!request.split('\n').first().contains('+'));
    QCOMPARE(AskedServer::parameter(request, u"step"_s), u"60"_s);
    QCOMPARE(AskedServer::parameter(request, u"end"_s), QString::number(s_now.toSecsSinceEpoch() - 67));
}

void PrometheusSourceTest::makesEvidence()
{
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(reading.evidence);
    QCOMPARE(reading.file, u"metrics/prometheus.json"_s);
    QCOMPARE(reading.evidence->windows.size(), 10);
    const auto &last = reading.evidence->windows.last();
    QCOMPARE(last.endedAt, s_now.addSecs(-67));
    QVERIFY(last.readable && last.pass);
    QCOMPARE(last.burst, 0.8);
    QCOMPARE(last.p99Ms, 180.4);
    QCOMPARE(reading.evidence->perf.p99Ms, 180.4);
    QCOMPARE(reading.evidence->tampered, false);
    QCOMPARE(reading.tampered, false);
    QCOMPARE(reading.evidence->readyzStatus, u"ok"_s);
    QCOMPARE(reading.evidence->generatedAt, s_now.addSecs(-7));
    QCOMPARE(reading.newestAt, s_now.addSecs(-67));
    QCOMPARE(reading.sha256.size(), 32);
    QVERIFY(reading.bytes.contains("burst_query"));
}

void PrometheusSourceTest::sameAnswersAreNoChange()
{
    const auto asked = source();
    firstReading(*asked);
    QSignalSpy spy(asked.get(), &MetricSource::changed);
    bool again = false;
    asked->ask(this, [&again](const EvidenceReading &) { again = true; });
    QTRY_VERIFY_WITH_TIMEOUT(again, patienceMs);
    QCOMPARE(spy.count(), 0);
}

void PrometheusSourceTest::badAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *title, const QByteArray &answer, Code code, const char *name) {
        QTest::newRow(title) << answer << code << QString::fromLatin1(name);
    };
    row("not JSON", http("<html>"), Code::AnswerMalformed, "syntax");
    row("empty", http({}), Code::AnswerMalformed, "empty");
    row("error of the server", http(R"({"status":"error","errorType":"bad_data","error":"parse error"})", 400),
        Code::AnswerMalformed, "bad_data");
    row("error with 200", http(R"({"status":"error","errorType":"execution"})"), Code::AnswerMalformed, "execution");
    row("too many points",
        http(R"({"status":"error","errorType":"bad_data","error":"exceeded maximum resolution"})", 400),
        Code::AnswerMalformed, "bad_data");
    row("vector", http(R"({"status":"success","data":{"resultType":"vector","result":[]}})"), Code::AnswerMalformed,
        "wrong_result_type");
    row("two series", http(matrix(R"({"metric":{},"values":[]},{"metric":{},"values":[]})")), Code::AnswerMalformed,
        "several_series");
    row("number for a string", http(matrix(R"({"metric":{},"values":[[1772446200,1]]})")), Code::AnswerMalformed,
        "bad_value");
    row("another step", http(matrix(R"({"metric":{},"values":[[1772446201,"1"]]})")), Code::AnswerMalformed,
        "bad_time");
    row("huge", http(QByteArray(5 * 1024 * 1024, ' ')), Code::AnswerMalformed, "too_large");
    row("401", http("Unauthorized\n", 401), Code::HttpStatus, "401");
    row("403 in JSON", http(R"({"message":"no"})", 403), Code::HttpStatus, "403");
    row("404", http("404 page not found\n", 404), Code::HttpStatus, "404");
    row("503", http("Service Unavailable\n", 503), Code::HttpStatus, "503");
    row("503 of the server itself", http(R"({"status":"error","errorType":"unavailable"})", 503), Code::AnswerMalformed,
        "unavailable");
    row("a success with 500", http(matrix({}), 500), Code::HttpStatus, "500");
    row("redirect", http({}, 302, "Location: http://127.0.0.1:1/\r\n"), Code::HttpStatus, "302");
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Code::Unreachable, "");
}

void PrometheusSourceTest::badAnswers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const Code, code);
    QFETCH(const QString, name);
    m_server->answerWith([answer](const QByteArray &) { return answer; });
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, code);
    if (!name.isEmpty())
        QCOMPARE(reading.evidence.error().name, name);
    QVERIFY(!reading.evidence.error().name.isEmpty());
    QCOMPARE(reading.file, m_server->url());
    QVERIFY(reading.bytes.isEmpty());
    if (code == Code::AnswerMalformed)
        QVERIFY2(reading.evidence.error().pointer.startsWith(u"/prometheus/answers/burst"),
                 qPrintable(reading.evidence.error().pointer));
    domain::LiveSignals live;
    live.evidenceAt = s_now;
    takeReading(live, reading);
    QVERIFY(domain::isBlind({}, live, s_now));
}

void PrometheusSourceTest::oneBadQueryIsEnough()
{
    m_server->answerWith([](const QByteArray &request) {
        return AskedServer::parameter(request, u"query"_s) == "p99"_L1 ? http("no", 503) : wellAnswered(request);
    });
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().name, u"503"_s);
}

void PrometheusSourceTest::aServerThatIsGoneAndComesBack()
{
    m_server->close();
    const auto asked = source();
    const auto gone = firstReading(*asked);
    QVERIFY(!gone.evidence);
    QCOMPARE(gone.evidence.error().code, Code::Unreachable);
    QCOMPARE(gone.evidence.error().name, u"ConnectionRefusedError"_s);
    m_server->listen();
    asked->look();
    QTRY_VERIFY_WITH_TIMEOUT(asked->reading()->evidence, patienceMs);
}

void PrometheusSourceTest::aSlowServer()
{
    m_server->answerWith([](const QByteArray &) { return QByteArray(); });
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error(), (EvidenceError{Code::Unreachable, u"timed_out"_s}));
}

void PrometheusSourceTest::theFilesTamperedCountsWithoutServer()
{
    m_server->close();
    const auto asked = source();
    QCOMPARE(firstReading(*asked).tampered, false);
    domain::LiveSignals live;
    live.readyz = u"ok"_s;
    takeReading(live, *asked->reading());
    QVERIFY(!domain::activeTrigger({}, {}, {41, 180, {}, {}}, {}, live));
    QSignalSpy spy(asked.get(), &MetricSource::changed);
    writeFile(R"({"tampered": true})");
    QVERIFY(spy.wait(patienceMs));
    QVERIFY(!asked->reading()->evidence);
    takeReading(live, *asked->reading());
    const auto trigger = domain::activeTrigger({}, {}, {41, 180, {}, {}}, {}, live);
    QVERIFY(trigger && trigger->code == domain::TriggerCode::Tampered);
}

void PrometheusSourceTest::aFileThatIsNotThere()
{
    QVERIFY(QFile::remove(evidencePath(m_folder->path())));
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(reading.evidence);
    QVERIFY(!reading.evidence->tampered && !reading.tampered);
    QVERIFY(!reading.evidence->generatedAt.isValid());
    QCOMPARE(reading.newestAt, s_now.addSecs(-67));
}

void PrometheusSourceTest::aFileThatCannotBeRead()
{
    writeFile("{\"tampered\": false");
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, Code::Malformed);
    QCOMPARE(reading.file, evidencePath(m_folder->path()));

    writeFile(R"({"tampered": "no"})");
    asked->look();
    QTRY_VERIFY_WITH_TIMEOUT(asked->reading()->evidence, patienceMs);
    const auto &issues = asked->reading()->evidence->issues;
    QVERIFY(std::any_of(issues.cbegin(), issues.cend(), [](const domain::EvidenceIssue &issue) {
        return issue.fault == domain::EvidenceFault::WrongType && issue.pointer == u"/tampered";
    }));
}

void PrometheusSourceTest::theOlderOfBothIsHowFreshItIs()
{
    writeFile(R"({"tampered": false, "generated_at": "2026-03-02T09:00:00Z"})");
    const auto asked = source();
    QCOMPARE(firstReading(*asked).newestAt, QDateTime(s_now.date(), QTime(9, 0), Qt::UTC));

    // The server goes on answering, but for windows of the past only.
    writeFile(goodFile);
    m_server->answerWith([](const QByteArray &) {
        return http(matrix(R"({"metric":{},"values":[[1772446200,"1"],[1772446260,"NaN"]]})"));
    });
    asked->look();
    QTRY_COMPARE_WITH_TIMEOUT(asked->reading()->newestAt, QDateTime::fromSecsSinceEpoch(1'772'446'200, Qt::UTC),
                              patienceMs);
    QVERIFY(asked->reading()->evidence);
}

void PrometheusSourceTest::aChangedFileIsToldAtOnce()
{
    const auto asked = source();
    firstReading(*asked);
    QSignalSpy spy(asked.get(), &MetricSource::changed);
    writeFile(R"({"tampered": true})");
    QVERIFY(spy.wait(5'000)); // the server is asked each 15 s only
    QCOMPARE(asked->reading()->evidence->tampered, true);
}

void PrometheusSourceTest::theTokenIsSent()
{
    m_profile.prometheus->tokenSecret = u"PROM"_s;
    m_server->answerWith([](const QByteArray &request) {
        return request.contains("\r\nAuthorization: Bearer t0ken\r\n") ? wellAnswered(request) : http("no", 401);
    });
    const auto asked = source([](QObject *, const std::function<void(std::optional<crypto::Secret>)> &use) {
        use(crypto::Secret::consume(QByteArray("t0ken")));
    });
    const auto reading = firstReading(*asked);
    QVERIFY(reading.evidence);
    QVERIFY(!reading.bytes.contains("t0ken"));
}

void PrometheusSourceTest::theTokenIsTakenOutOfTheAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    const auto withNotice = [](const QByteArray &key, const QByteArray &word) {
        return http(matrix({}).chopped(1) + R"(,")" + key + R"(":["no use for )" + word + R"("]})");
    };
    QTest::newRow("warning") << withNotice("warnings", "t0/ken+word");
    QTest::newRow("information") << withNotice("infos", "Bearer t0/ken+word");
    QTest::newRow("slashes escaped") << withNotice("warnings", R"(t0\/ken+word)");
    QTest::newRow("label") << http(matrix(R"({"metric":{"t":"t0/ken+word"},"values":[]})"));
    QTest::newRow("error") << http(R"({"status":"error","errorType":"t0/ken+word"})", 400);
}

void PrometheusSourceTest::theTokenIsTakenOutOfTheAnswer()
{
    QFETCH(QByteArray, answer);
    m_profile.prometheus->tokenSecret = u"PROM"_s;
    m_server->answerWith([&answer](const QByteArray &) { return answer; });
    const auto asked = source([](QObject *, const std::function<void(std::optional<crypto::Secret>)> &use) {
        use(crypto::Secret::consume(QByteArray("t0/ken+word")));
    });
    const auto reading = firstReading(*asked);
    const QString name = reading.evidence ? QString() : reading.evidence.error().name;
    const QByteArray all = reading.bytes + name.toUtf8() + reading.warnings.join(u' ').toUtf8();
    QVERIFY(all.contains("…"));
    QVERIFY(!all.contains("ken+word"));
}

void PrometheusSourceTest::noTokenNoQuestion()
{
    m_profile.prometheus->tokenSecret = u"PROM"_s;
    const auto asked =
        source([](QObject *, const std::function<void(std::optional<crypto::Secret>)> &use) { use(std::nullopt); });
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error(), (EvidenceError{Code::SecretMissing, u"PROM"_s}));
    QVERIFY(m_server->requests().isEmpty());
}

void PrometheusSourceTest::anAuthorityOutsideIsNotRead()
{
    const QTemporaryDir outside;
    QFile file(outside.filePath(u"ca.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.link(m_folder->filePath(u"ca.pem"_s)));
    m_profile.prometheus->caFile = u"ca.pem"_s;
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error(), (EvidenceError{Code::Unreadable, u"path_outside"_s}));
}

void PrometheusSourceTest::anAuthorityThatIsNotThere()
{
    m_profile.prometheus->caFile = u"ca.pem"_s;
    const auto asked = source();
    const auto reading = firstReading(*asked);
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, Code::Unreadable);
    QCOMPARE(reading.file, u"ca.pem"_s);
    QVERIFY(m_server->requests().isEmpty());
}

void PrometheusSourceTest::oneRoundAtATime()
{
    int answers = 0;
    m_server->answerWith([&answers](const QByteArray &) {
        ++answers;
        return QByteArray();
    });
    const auto asked = source();
    asked->start();
    for (int i = 0; i < 10; ++i)
        asked->look();
    QTRY_COMPARE_WITH_TIMEOUT(answers, 3, patienceMs);
    for (int i = 0; i < 10; ++i)
        asked->look();
    QTRY_COMPARE_WITH_TIMEOUT(answers, 6, patienceMs); // the next round, once the first has timed out
    QVERIFY(m_server->mostOpen() <= 6);
    QCOMPARE(m_server->open() <= 3, true);
}

void PrometheusSourceTest::whoeverAsksGetsAReadingBegunLater()
{
    m_profile.prometheus->queries = {{u"burst"_s, u"burst_query"_s}};
    const auto asked = source();
    std::optional<EvidenceReading> got;
    m_server->answerWith([&](const QByteArray &request) {
        // Asked while the first round is under way: that one is too old already.
        const bool isFirst = m_server->requests().size() == 1;
        if (isFirst)
            asked->ask(this, [&got](const EvidenceReading &reading) { got = reading; });
        return http(matrix(series(request, isFirst ? "0.8" : "0.9")));
    });
    asked->start();
    QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), patienceMs);
    QCOMPARE(got->evidence->windows.last().burst, 0.9);
}

void PrometheusSourceTest::whoeverAsksIsAnsweredAtTheEnd()
{
    m_server->answerWith([](const QByteArray &) { return QByteArray(); });
    std::optional<EvidenceReading> got;
    bool wrong = false;
    {
        const auto asked = source();
        asked->start();
        asked->ask(this, [&got](const EvidenceReading &reading) { got = reading; });
        auto gone = std::make_unique<QObject>();
        asked->ask(gone.get(), [&wrong](const EvidenceReading &) { wrong = true; });
    }
    QVERIFY(got && !got->evidence);
    QCOMPARE(got->evidence.error().name, u"cancelled"_s);
    QVERIFY(!wrong);
}

QTEST_GUILESS_MAIN(PrometheusSourceTest)

#include "tst_prometheussource.moc"
