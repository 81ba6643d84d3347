// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers of a Prometheus server read strictly, and made into evidence.
#include "formats/evidencereader.h"
#include "formats/prometheusevidence.h"
#include "formats/prometheusreader.h"

#include <QTest>

using namespace cutover;
using namespace cutover::formats;
using namespace Qt::StringLiterals;

namespace {

// 2026-03-02T10:00:00Z
constexpr qint64 start = 1'772'445'600;
constexpr PrometheusRange range{start * 1000, (start + 240) * 1000, 60'000};
const QDateTime now = QDateTime::fromSecsSinceEpoch(start + 250, Qt::UTC);

QByteArray matrix(const QByteArray &result, const QByteArray &more = {})
{
    return R"({"status":"success","data":{"resultType":"matrix","result":[)" + result + "]}" + more + "}";
}

QByteArray series(const QByteArray &values)
{
    return R"({"metric":{"__name__":"burst"},"values":[)" + values + "]}";
}

/// "0:0.8 60:NaN": seconds after the start and what the server wrote.
QByteArray samples(const QByteArray &text)
{
    QByteArrayList pairs;
    for (const QByteArray &one : text.split(' ')) {
        const auto parts = one.split(':');
        pairs.append("[" + QByteArray::number(start + parts.first().toLongLong()) + ",\"" + parts.last() + "\"]");
    }
    return pairs.join(',');
}

PrometheusAnswer answer(const QByteArray &text)
{
    return readPrometheusAnswer(matrix(text.isEmpty() ? QByteArray() : series(samples(text))), range).value();
}

PrometheusRound roundOf(const QMap<QString, QByteArray> &texts)
{
    PrometheusRound round;
    round.url = u"https://p.example"_s;
    round.range = range;
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        round.queries.insert(text.key(), text.key() + u":query"_s);
        round.answers.insert(text.key(), answer(text.value()));
    }
    round.tampered = false;
    return round;
}

QStringList issuesOf(const domain::Evidence &evidence)
{
    QStringList lines;
    for (const auto &issue : evidence.issues)
        lines.append(domain::faultName(issue.fault) + u' ' + issue.pointer);
    return lines;
}

} // namespace

class TestPrometheusReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneSeries();
    void noSeriesIsNoError();
    void noNumberIsNoData();
    void keepsWarnings();
    void refuses_data();
    void refuses();
    void elevenThousandPointsAndNoMore();
    void makesEvidence();
    void theBurstAloneDecides();
    void gapsAreNeverGreen();
    void stepsBeforeTheFirstSampleAreNoWindows();
    void nothingAtAll();
    void wrongNumbersAreIssues();
    void sameAnswersAreTheSameBytes();
};

void TestPrometheusReader::readsOneSeries()
{
    const auto read = answer("0:0.8 60:1 180:1.504 240:1e-05");
    QVERIFY(read.hasSeries);
    QCOMPARE(read.samples.size(), 4);
    QCOMPARE(read.samples.at(0), (PrometheusSample{start * 1000, 0.8}));
    QCOMPARE(read.samples.at(2), (PrometheusSample{(start + 180) * 1000, 1.504}));
    QCOMPARE(read.samples.at(3).value, 0.00001);
}

void TestPrometheusReader::noSeriesIsNoError()
{
    const auto read = readPrometheusAnswer(matrix({}), range);
    QVERIFY(read);
    QVERIFY(!read->hasSeries);
    QVERIFY(read->samples.isEmpty());
}

void TestPrometheusReader::noNumberIsNoData()
{
    const auto read = answer("0:NaN 60:+Inf 120:-Inf 180:0");
    QCOMPARE(read.samples.size(), 4);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!read.samples.at(i).value);
    QCOMPARE(read.samples.at(3).value, 0.0);
}

void TestPrometheusReader::keepsWarnings()
{
    const auto read =
        readPrometheusAnswer(matrix(series(samples("0:1")),
                                    R"(,"warnings":["remote read failed"],"infos":["metric might not be a counter"])"),
                             range);
    QVERIFY(read);
    QCOMPARE(read->warnings, QStringList{u"remote read failed"_s});
    QCOMPARE(read->infos, QStringList{u"metric might not be a counter"_s});
}

void TestPrometheusReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const char *expected) {
        QTest::newRow(name) << bytes << QString::fromLatin1(expected);
    };
    const auto values = [](const QByteArray &text) { return matrix(series(text)); };
    const QByteArray first = QByteArray::number(start);
    const QByteArray second = QByteArray::number(start + 60);
    row("empty", {}, "empty ");
    row("HTML", "<html>502 Bad Gateway</html>", "syntax ");
    row("truncated", matrix(series(samples("0:1"))).chopped(1), "truncated ");
    row("two keys alike", R"({"status":"success","status":"success"})", "duplicate_key /status");
    row("a list", "[]", "wrong_shape /status");
    row("a string", "\"success\"", "wrong_shape /status");
    row("no status", R"({"data":{"resultType":"matrix","result":[]}})", "wrong_shape /status");
    row("unknown status", R"({"status":"ok","data":{"resultType":"matrix","result":[]}})", "wrong_shape /status");
    row("error", R"({"status":"error","errorType":"bad_data","error":"parse error"})", "bad_data /errorType");
    row("error with data", R"({"status":"error","errorType":"timeout","data":{"resultType":"matrix","result":[]}})",
        "timeout /errorType");
    row("error without type", R"({"status":"error"})", "error /errorType");
    row("no data", R"({"status":"success"})", "wrong_shape /data/resultType");
    row("vector", R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}]}})",
        "wrong_result_type /data/resultType");
    row("scalar", R"({"status":"success","data":{"resultType":"scalar","result":[1,"1"]}})",
        "wrong_result_type /data/resultType");
    row("result is null", R"({"status":"success","data":{"resultType":"matrix","result":null}})",
        "wrong_shape /data/result");
    row("two series", matrix(series(samples("0:1")) + "," + series(samples("0:1"))), "several_series /data/result");
    row("series is a list", matrix("[]"), "wrong_shape /data/result/0/metric");
    row("no metric", matrix(R"({"values":[]})"), "wrong_shape /data/result/0/metric");
    row("no values", matrix(R"({"metric":{}})"), "wrong_shape /data/result/0/values");
    row("one value only", matrix(R"({"metric":{},"value":[1,"1"]})"), "wrong_shape /data/result/0/values");
    row("histograms", matrix(R"({"metric":{},"values":[],"histograms":[]})"), "wrong_shape /data/result/0/histograms");
    row("sample is no pair", values("[" + first + "]"), "wrong_shape /data/result/0/values/0");
    row("sample of three", values("[" + first + ",\"1\",\"2\"]"), "wrong_shape /data/result/0/values/0");
    row("sample is an object", values("{}"), "wrong_shape /data/result/0/values/0");
    row("number, no string", values("[" + first + ",1]"), "bad_value /data/result/0/values/0/1");
    row("null for a value", values("[" + first + ",null]"), "bad_value /data/result/0/values/0/1");
    for (const QByteArray text :
         {"", " 1", "1 ", "+1", "1,5", "0x10", "nan", "inf", "Inf", "-inf", "1e999", "1.5x", "١"})
        row(("value «" + text + "»").constData(), values("[" + first + ",\"" + text + "\"]"),
            "bad_value /data/result/0/values/0/1");
    row("time in quotes", values("[\"" + first + "\",\"1\"]"), "bad_time /data/result/0/values/0/0");
    row("time off the step", values("[" + first + ".5,\"1\"]"), "bad_time /data/result/0/values/0/0");
    row("time a hair off", values("[" + first + ".0001,\"1\"]"), "bad_time /data/result/0/values/0/0");
    row("before the range", values("[" + QByteArray::number(start - 60) + ",\"1\"]"),
        "bad_time /data/result/0/values/0/0");
    row("after the range", values("[" + QByteArray::number(start + 300) + ",\"1\"]"),
        "bad_time /data/result/0/values/0/0");
    row("negative time", values("[-60,\"1\"]"), "bad_time /data/result/0/values/0/0");
    row("huge time", values("[1e300,\"1\"]"), "bad_time /data/result/0/values/0/0");
    row("one time twice", values("[" + first + ",\"1\"],[" + first + ",\"1\"]"), "unordered /data/result/0/values/1/0");
    row("times go back", values("[" + second + ",\"1\"],[" + first + ",\"1\"]"), "unordered /data/result/0/values/1/0");
    row("a point too many", values(samples("0:1 60:1 120:1 180:1 240:1 300:1")),
        "too_many_points /data/result/0/values");
    row("warnings are one text", matrix({}, R"(,"warnings":"w")"), "wrong_shape /warnings");
    row("warning is a number", matrix({}, R"(,"warnings":["w",1])"), "wrong_shape /warnings/1");
    row("infos are an object", matrix({}, R"(,"infos":{})"), "wrong_shape /infos");
    row("huge", matrix({}, R"(,"x":")" + QByteArray(4 * 1024 * 1024, 'x') + '"'), "too_large ");
    row("nested deep", matrix({}, ",\"x\":" + QByteArray(40, '[') + QByteArray(40, ']')), "too_deep ");
}

void TestPrometheusReader::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, expected);
    const auto read = readPrometheusAnswer(bytes, range);
    QVERIFY(!read);
    const QString told = codeName(read.error()) + u' ' + read.error().pointer;
    QVERIFY2(told.startsWith(expected), qPrintable(told));
    QVERIFY(read.error().line >= 1);
}

void TestPrometheusReader::elevenThousandPointsAndNoMore()
{
    constexpr PrometheusRange wide{start * 1000, (start + 11'000) * 1000, 1'000};
    QByteArrayList pairs;
    for (int i = 0; i < 11'000; ++i)
        pairs.append("[" + QByteArray::number(start + i) + ",\"1\"]");
    const auto most = readPrometheusAnswer(matrix(series(pairs.join(','))), wide);
    QVERIFY(most);
    QCOMPARE(most->samples.size(), 11'000);
    pairs.append("[" + QByteArray::number(start + 11'000) + ",\"1\"]");
    const auto tooMany = readPrometheusAnswer(matrix(series(pairs.join(','))), wide);
    QVERIFY(!tooMany);
    QCOMPARE(codeName(tooMany.error()), u"too_many_points"_s);
}

void TestPrometheusReader::makesEvidence()
{
    auto round = roundOf({{u"burst"_s, "0:0.8 60:0.9 120:1.504 180:0 240:0.7"},
                          {u"pass"_s, "0:1 60:1 120:0 180:1 240:1"},
                          {u"p50_ms"_s, "0:41 60:42 120:43 180:44 240:45.25"},
                          {u"p99_ms"_s, "0:180 60:181 120:182 180:183 240:184.1"},
                          {u"error_rate"_s, "0:0 60:0.0001 120:0.0002 180:0.0003 240:0.0004"},
                          {u"requests"_s, "0:100 60:100.9 120:0.4 180:3 240:18234"}});
    round.generatedAt = now.addSecs(-5);
    const auto made = evidenceOf(round, now);
    const auto &evidence = made.evidence;
    QCOMPARE(issuesOf(evidence), QStringList());
    QCOMPARE(evidence.windows.size(), 5);
    const auto &red = evidence.windows.at(2);
    QCOMPARE(red.endedAt, QDateTime::fromSecsSinceEpoch(start + 120, Qt::UTC));
    QCOMPARE(red.pass, false);
    QCOMPARE(red.burst, 1.504);
    QCOMPARE(red.p50Ms, 43.0);
    QCOMPARE(red.requests, 0);
    QVERIFY(red.readable && !red.stage);
    QCOMPARE(evidence.windows.at(1).requests, 100);
    QCOMPARE(evidence.perf, (domain::Perf{45.25, 184.1, 0.0004}));
    QCOMPARE(evidence.tampered, false);
    QCOMPARE(evidence.generatedAt, now.addSecs(-5));
    QCOMPARE(evidence.windowsFrom, evidence.windows.first().endedAt);
    // The bytes say it all by themselves, in the checklist's shape.
    const auto again = readEvidence(made.bytes, {}, now);
    QVERIFY(again);
    QCOMPARE(again->windows, evidence.windows);
    QCOMPARE(again->perf, evidence.perf);
    QVERIFY(made.bytes.contains("\"query\":\"burst:query\""));
    QVERIFY(made.bytes.contains("\"url\":\"https://p.example\""));
}

void TestPrometheusReader::theBurstAloneDecides()
{
    const auto evidence = evidenceOf(roundOf({{u"burst"_s, "0:0.8 60:9 120:1.5 180:1 240:1"}}), now).evidence;
    const domain::Limits limits;
    for (qsizetype i = 0; i < 5; ++i) {
        QVERIFY(evidence.windows.at(i).pass);
        QCOMPARE(evidence.windows.at(i).readable && evidence.windows.at(i).burst <= limits.burst, i != 1);
    }
}

void TestPrometheusReader::gapsAreNeverGreen()
{
    const auto evidence = evidenceOf(roundOf({{u"burst"_s, "0:0.8 60:NaN 180:0.8 240:0.8"},
                                              {u"pass"_s, "0:1 60:1 120:1 180:0.5 240:1"},
                                              {u"p99_ms"_s, "0:180 60:180 120:180 180:180"}}),
                                     now)
                              .evidence;
    QCOMPARE(evidence.windows.size(), 5);
    const QList<bool> readable{true, false, false, false, true};
    for (qsizetype i = 0; i < 5; ++i)
        QCOMPARE(evidence.windows.at(i).readable, readable.at(i));
    QVERIFY(!evidence.windows.last().p99Ms);
    QVERIFY(!evidence.perf.p99Ms);
    const auto issues = issuesOf(evidence);
    for (const auto &issue : {u"absent /canary/windows/1/burst"_s, u"absent /canary/windows/2/burst"_s,
                              u"absent /canary/windows/3/pass"_s, u"absent /canary/windows/4/p99_ms"_s})
        QVERIFY2(issues.contains(issue), qPrintable(issues.join(u'\n')));
}

void TestPrometheusReader::stepsBeforeTheFirstSampleAreNoWindows()
{
    const auto evidence =
        evidenceOf(roundOf({{u"burst"_s, "0:NaN 180:0.8"}, {u"pass"_s, "120:1 180:1"}}), now).evidence;
    QCOMPARE(evidence.windows.size(), 3);
    QCOMPARE(evidence.windowsFrom, QDateTime::fromSecsSinceEpoch(start + 120, Qt::UTC));
    QVERIFY(!evidence.windows.at(0).readable); // pass without burst
    QVERIFY(evidence.windows.at(1).readable);
    QVERIFY(!evidence.windows.at(2).readable); // behind the last sample
}

void TestPrometheusReader::nothingAtAll()
{
    const auto evidence = evidenceOf(roundOf({{u"burst"_s, ""}}), now).evidence;
    QVERIFY(evidence.windows.isEmpty());
    QVERIFY(evidence.windowsFrom > QDateTime::fromMSecsSinceEpoch(range.toMs, Qt::UTC));
    const auto issues = issuesOf(evidence);
    QVERIFY(issues.contains(u"empty /canary/windows"_s));
    QVERIFY(issues.contains(u"absent /prometheus/answers/burst/data/result/0"_s));
}

void TestPrometheusReader::wrongNumbersAreIssues()
{
    const auto evidence = evidenceOf(roundOf({{u"burst"_s, "0:-1 60:1 120:1 180:1 240:1"},
                                              {u"p99_ms"_s, "0:1 60:0 120:1 180:1 240:1"},
                                              {u"requests"_s, "0:1 60:1 120:-1 180:1e17 240:1"}}),
                                     now)
                              .evidence;
    const auto issues = issuesOf(evidence);
    for (const auto &issue : {u"negative /canary/windows/0/burst"_s, u"not_positive /canary/windows/1/p99_ms"_s,
                              u"negative /canary/windows/2/requests"_s, u"absent /canary/windows/3/requests"_s})
        QVERIFY2(issues.contains(issue), qPrintable(issues.join(u'\n')));
}

void TestPrometheusReader::sameAnswersAreTheSameBytes()
{
    const auto one = roundOf({{u"burst"_s, "0:0.80 60:1"}});
    QCOMPARE(evidenceOf(one, now).bytes, evidenceOf(one, now.addSecs(5)).bytes);
    auto warned = one;
    warned.answers[u"burst"_s].warnings = {u"w"_s};
    QVERIFY(evidenceOf(warned, now).bytes.contains("\"warnings\":[\"w\"]"));
    QCOMPARE(warningsOf(warned), QStringList{u"burst: w"_s});
    QCOMPARE(evidenceOf(warned, now).evidence.windows, evidenceOf(one, now).evidence.windows);
}

QTEST_GUILESS_MAIN(TestPrometheusReader)

#include "tst_prometheusreader.moc"
