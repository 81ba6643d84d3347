// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rules.h"
#include "formats/baselinereader.h"
#include "formats/evidencereader.h"
#include "formats/rfc3339.h"
#include "formats/testdata.h"

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

const QByteArray whole = R"({
  "generated_at": "2026-03-02T10:15:00Z",
  "tampered": false,
  "readyz": {"status": "ok", "extra": [1]},
  "canary": {"windows": [
    {"ended_at": "2026-03-02T10:10:00Z", "stage": 10, "pass": true, "burst": 0.8, "p50_ms": 41.0, "p99_ms": 182.0,
     "error_rate": 0.0002, "requests": 18234},
    {"pass": false, "burst": 0}
  ]},
  "perf": {"p50_ms": 41.2, "p99_ms": 180.4, "error_rate": 0.0003},
  "unknown": {"burst": "-1"}
})";

QDateTime now()
{
    return *parseRfc3339(u"2026-03-02T10:15:00Z");
}

tl::expected<domain::Evidence, JsonError> read(const QByteArray &bytes)
{
    return readEvidence(bytes, {}, now());
}

QString told(const domain::Evidence &evidence)
{
    QStringList lines;
    for (const auto &issue : evidence.issues)
        lines.append(u"%1 %2 %3"_s.arg(domain::faultName(issue.fault), issue.pointer).arg(issue.line));
    return lines.join(u"; "_s);
}

QString told(const DocumentErrors &errors)
{
    QStringList lines;
    for (const DocumentError &error : errors)
        lines.append(u"%1 %2 %3"_s.arg(codeName(error.code), error.pointer).arg(error.line));
    return lines.join(u"; "_s);
}

} // namespace

class TestEvidenceReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheWholeShape();
    void namesEveryFault_data();
    void namesEveryFault();
    void everyFileHasItsRow();
    void noFaultyWindowIsGreen();
    void oneBadWindowHidesNoOther();
    void unreadableTextsAreErrors();
    void aMinuteAheadIsAllowed();
    void zeroLatencyWithoutRequests();
    void followsPointers();
    void readsManyWindows();
    void readsBaselines();
    void refusesBaselines_data();
    void refusesBaselines();
    void baselineTimeFromTheName();
    void capturesBaselines();
    void refusesToCaptureNothing();
    void newestBaselineByName();
};

void TestEvidenceReader::readsTheWholeShape()
{
    const auto evidence = read(whole);
    QVERIFY(evidence);
    QCOMPARE(told(*evidence), QString());
    QCOMPARE(evidence->generatedAt, now());
    QCOMPARE(evidence->tampered, std::optional(false));
    QCOMPARE(evidence->readyzStatus, std::optional(u"ok"_s));
    QCOMPARE(evidence->windows.size(), 2);
    const domain::Window first{*parseRfc3339(u"2026-03-02T10:10:00Z"), 10, true, 0.8, 41.0, 182.0, 0.0002, 18234, true};
    QCOMPARE(evidence->windows.at(0), first);
    QCOMPARE(evidence->windows.at(1).burst, 0.0);
    QVERIFY(!evidence->windows.at(1).stage);
    QCOMPARE(evidence->perf, (domain::Perf{41.2, 180.4, 0.0003}));
}

void TestEvidenceReader::namesEveryFault_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *file, const char *expected) {
        QTest::newRow(file) << QString::fromLatin1(expected);
    };
    row("missing_windows", "absent /canary/windows 2");
    row("missing_canary", "absent /canary/windows 1");
    row("empty_windows", "empty /canary/windows 2");
    row("windows_object", "wrong_type /canary/windows 2");
    row("windows_null", "wrong_type /canary/windows 2");
    row("quoted_burst", "wrong_type /canary/windows/0/burst 3");
    row("negative_burst", "negative /canary/windows/1/burst 4");
    row("null_burst", "wrong_type /canary/windows/0/burst 2");
    row("missing_burst", "absent /canary/windows/0/burst 2");
    row("missing_pass", "absent /canary/windows/0/pass 2");
    row("quoted_pass", "wrong_type /canary/windows/0/pass 2");
    row("pass_is_one", "wrong_type /canary/windows/0/pass 2");
    row("window_is_a_number", "wrong_type /canary/windows/1 2");
    row("future_window", "future_time /canary/windows/0/ended_at 2");
    row("window_time_without_zone", "bad_time /canary/windows/0/ended_at 2");
    row("window_time_is_unix", "wrong_type /canary/windows/0/ended_at 2");
    row("negative_p99", "negative /canary/windows/0/p99_ms 2");
    row("zero_p99", "not_positive /canary/windows/0/p99_ms 2");
    row("negative_requests", "negative /canary/windows/0/requests 2");
    row("fractional_stage", "wrong_type /canary/windows/0/stage 2");
    row("stage_101", "wrong_type /canary/windows/0/stage 2");
    row("stage_in_words", "wrong_type /canary/windows/0/stage 2");
    row("negative_error_rate", "negative /canary/windows/0/error_rate 2");
    row("missing_perf", "absent /perf 1");
    row("null_perf", "wrong_type /perf 3");
    row("perf_list", "wrong_type /perf 3");
    row("null_p99", "wrong_type /perf/p99_ms 3");
    row("quoted_p50", "wrong_type /perf/p50_ms 3");
    row("zero_p50", "not_positive /perf/p50_ms 3");
    row("missing_p99", "absent /perf/p99_ms 3");
    row("negative_perf_error_rate", "negative /perf/error_rate 3");
    row("future_generated_at", "future_time /generated_at 2");
    row("generated_at_number", "wrong_type /generated_at 2");
    row("tampered_in_words", "wrong_type /tampered 2");
    row("tampered_zero", "wrong_type /tampered 2");
    row("tampered_null", "wrong_type /tampered 2");
    row("readyz_status_boolean", "wrong_type /readyz/status 2");
    row("list_at_root", "wrong_type  1; absent /canary/windows 1; absent /perf 1");
    row("null_at_root", "wrong_type  1; absent /canary/windows 1; absent /perf 1");
}

void TestEvidenceReader::namesEveryFault()
{
    QFETCH(QString, expected);
    const auto evidence = read(dataBytes(u"evidence"_s, QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(evidence);
    QCOMPARE(told(*evidence), expected);
}

void TestEvidenceReader::everyFileHasItsRow()
{
    const QByteArray source = fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/formats/tst_evidencereader.cpp"));
    for (const QString &kind : {u"evidence"_s, u"baselines"_s}) {
        for (const QString &name : dataNames(kind))
            QVERIFY2(source.contains("row(\"" + name.toUtf8() + "\""), qPrintable(name));
    }
}

void TestEvidenceReader::noFaultyWindowIsGreen()
{
    for (const QString &name : dataNames(u"evidence"_s)) {
        const auto evidence = read(dataBytes(u"evidence"_s, name));
        QVERIFY(evidence);
        for (const auto &issue : evidence->issues) {
            const QStringList parts = issue.pointer.split(u'/');
            if (parts.size() < 4 || parts[2] != "windows"_L1)
                continue;
            QVERIFY2(!domain::isGreen(evidence->windows.at(parts[3].toInt()), {}), qPrintable(name));
        }
    }
}

void TestEvidenceReader::oneBadWindowHidesNoOther()
{
    const auto evidence = read(dataBytes(u"evidence"_s, u"window_is_a_number"_s));
    QCOMPARE(evidence->windows.size(), 3);
    QVERIFY(domain::isGreen(evidence->windows.at(0), {}));
    QVERIFY(!evidence->windows.at(1).readable);
    QVERIFY(domain::isGreen(evidence->windows.at(2), {}));
}

void TestEvidenceReader::unreadableTextsAreErrors()
{
    for (const QString &name : dataNames(u"json"_s))
        QVERIFY2(!read(dataBytes(u"json"_s, name)), qPrintable(name));
    const auto nan = read(R"({"canary": {"windows": [{"pass": true, "burst": NaN}]}})");
    QCOMPARE(nan.error().code, JsonError::Code::NotFinite);
    QCOMPARE(nan.error().pointer, u"/canary/windows/0/burst"_s);
}

void TestEvidenceReader::aMinuteAheadIsAllowed()
{
    QByteArray bytes = whole;
    bytes.replace("2026-03-02T10:10:00Z", "2026-03-02T10:16:00Z");
    QCOMPARE(told(*read(bytes)), QString());
}

void TestEvidenceReader::zeroLatencyWithoutRequests()
{
    const auto evidence = read(R"({"canary": {"windows": [{"pass": true, "burst": 0, "requests": 0, "p99_ms": 0}]},
                                   "perf": {"p50_ms": 1, "p99_ms": 2}})");
    QCOMPARE(told(*evidence), QString());
}

void TestEvidenceReader::followsPointers()
{
    domain::EvidencePointers pointers;
    pointers.windows = u"/rollout/0/evals"_s;
    pointers.burst = u"/m/a~1b"_s;
    pointers.pass = u"/ok"_s;
    pointers.perf = u""_s;
    pointers.p50 = u"/latency/p50"_s;
    pointers.p99 = u"/latency/p99"_s;
    const QByteArray bytes = R"({"rollout": [{"evals": [{"ok": true, "m": {"a/b": 1.2}}, {"ok": true, "m": {}}]}],
                                 "latency": {"p50": 1, "p99": "2"}})";
    const auto evidence = readEvidence(bytes, pointers, now());
    QVERIFY(evidence);
    QCOMPARE(evidence->windows.at(0).burst, 1.2);
    QCOMPARE(told(*evidence), u"absent /rollout/0/evals/1/m/a~1b 1; wrong_type /latency/p99 2"_s);
}

void TestEvidenceReader::readsManyWindows()
{
    QByteArray bytes = R"({"perf": {"p50_ms": 1, "p99_ms": 2}, "canary": {"windows": [)";
    for (int i = 0; i < 20000; ++i)
        bytes += R"({"ended_at": "2026-03-02T10:10:00Z", "stage": 10, "pass": true, "burst": 0.8},)";
    bytes.chop(1);
    bytes += "]}}";
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(read(bytes)->windows.size(), 20000);
    QVERIFY(timer.elapsed() < 10000);
}

void TestEvidenceReader::readsBaselines()
{
    const auto baseline =
        readBaseline(R"({"p50_ms": 41.2, "p99_ms": 180.4, "captured_at": "2026-03-01T09:00:00+01:00"})",
                     u"var/cutover/baselines-20260301.json"_s, {}, now());
    QVERIFY(baseline);
    QCOMPARE(baseline->p50Ms, 41.2);
    QCOMPARE(baseline->p99Ms, 180.4);
    QCOMPARE(baseline->capturedAt, *parseRfc3339(u"2026-03-01T08:00:00Z"));
    QCOMPARE(baseline->file, u"var/cutover/baselines-20260301.json"_s);
}

void TestEvidenceReader::refusesBaselines_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *file, const char *expected) {
        QTest::newRow(file) << QString::fromLatin1(expected);
    };
    row("zero_p50", "out_of_range /p50_ms 1");
    row("zero_p99", "out_of_range /p99_ms 1");
    row("negative_p99", "out_of_range /p99_ms 1");
    row("null_p99", "wrong_type /p99_ms 1");
    row("quoted_p99", "number_in_quotes /p99_ms 2");
    row("missing_p99", "missing_key /p99_ms 1");
    row("p50_over_p99", "out_of_range /p50_ms 1");
    row("null_from_jq", "wrong_type  1");
    row("future", "future_time /captured_at 1");
    row("time_without_zone", "bad_time /captured_at 1");
    row("no_time_at_all", "missing_key /captured_at 1");
    row("nan_p99", "invalid_json /p99_ms 1");
}

void TestEvidenceReader::refusesBaselines()
{
    QFETCH(QString, expected);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const auto baseline = readBaseline(dataBytes(u"baselines"_s, name), name, {}, now());
    QVERIFY(!baseline);
    QCOMPARE(told(baseline.error()), expected);
}

void TestEvidenceReader::baselineTimeFromTheName()
{
    const QByteArray bytes = R"({"p50_ms": 41.2, "p99_ms": 180.4})";
    const auto from = [&bytes](const QString &name) { return readBaseline(bytes, name, {}, now()); };
    QCOMPARE(from(u"a/baselines-20260228.json"_s)->capturedAt, *parseRfc3339(u"2026-02-28T00:00:00Z"));
    QCOMPARE(from(u"baselines-20260303.json"_s)->capturedAt, now());
    QCOMPARE(told(from(u"baselines-20260304.json"_s).error()), u"future_time  1"_s);
    QCOMPARE(told(from(u"baselines-20260230.json"_s).error()), u"missing_key /captured_at 1"_s);
}

void TestEvidenceReader::capturesBaselines()
{
    const auto bytes = captureBaseline(whole, u"baselines-20260302.json"_s, {}, now());
    QVERIFY(bytes);
    const auto baseline = readBaseline(*bytes, baselineFileName(now()), {}, now());
    QVERIFY(baseline);
    QCOMPARE(baseline->p99Ms, 180.4);
    QCOMPARE(baseline->capturedAt, now());
    QCOMPARE(baseline->file, u"baselines-20260302.json"_s);
}

void TestEvidenceReader::refusesToCaptureNothing()
{
    for (const char *name : {"missing_perf", "null_perf", "perf_list", "null_p99", "zero_p50", "quoted_p50"}) {
        const auto bytes = captureBaseline(dataBytes(u"evidence"_s, QString::fromLatin1(name)), {}, {}, now());
        QVERIFY2(!bytes, name);
    }
}

void TestEvidenceReader::newestBaselineByName()
{
    QCOMPARE(newestBaselineFile({u"baselines-20260301.json"_s, u"baselines-20260302.json"_s,
                                 u"baselines-20269999.json"_s, u"baselines-20260303.json.bak"_s, u"x.json"_s}),
             u"baselines-20260302.json"_s);
    QCOMPARE(newestBaselineFile({u"preflight-20260301.json"_s}), QString());
}

QTEST_GUILESS_MAIN(TestEvidenceReader)
#include "tst_evidencereader.moc"
