// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows over the evidence of a Prometheus server: what went wrong there is each row's cause, and never Go.
#include "checks/canaryhealthprobe.h"
#include "checks/missingfields.h"

#include "formats/prometheusevidence.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Status;
using metrics::EvidenceError;
using metrics::EvidenceReading;
using Code = EvidenceError::Code;

namespace {

constexpr qint64 start = 1'772'445'600; // 2026-03-02T10:00:00Z
const QDateTime s_now = QDateTime::fromSecsSinceEpoch(start + 250, Qt::UTC);

domain::Profile profile()
{
    auto made = domain::checklistProfile();
    made.readyzUrl = u"http://127.0.0.1:1/readyz"_s;
    made.pointers.windows = u"/elsewhere"_s; // those of the file, which gives no windows here
    made.pointers.tampered = u"/flags/tampered"_s;
    made.prometheus = domain::PrometheusOptions();
    made.prometheus->url = u"https://user:secret@p.example/x?token=secret"_s;
    return made;
}

/// Five steps; each text has one letter a step: a digit in tenths, or '-' for no data.
EvidenceReading readingOf(const QMap<QString, QString> &series)
{
    formats::PrometheusRound round;
    round.range = {start * 1000, (start + 240) * 1000, 60'000};
    for (auto text = series.cbegin(); text != series.cend(); ++text) {
        formats::PrometheusAnswer answer;
        answer.hasSeries = true;
        for (qsizetype i = 0; i < text->size(); ++i)
            if (text->at(i) != u'-')
                answer.samples.append({(start + 60 * i) * 1000, text->at(i).digitValue() / 10.0});
        round.answers.insert(text.key(), answer);
    }
    round.tampered = false;
    EvidenceReading reading;
    reading.file = u"metrics/prometheus.json"_s;
    reading.evidence = formats::evidenceOf(round, s_now).evidence;
    return reading;
}

QMap<QString, QString> allGood()
{
    return {
        {u"burst"_s, u"88888"_s}, {u"p50_ms"_s, u"55555"_s}, {u"p99_ms"_s, u"99999"_s}, {u"error_rate"_s, u"00000"_s}};
}

} // namespace

class ServerEvidenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void greenWindowsAreGo();
    void eachErrorHasItsCause_data();
    void eachErrorHasItsCause();
    void gaps_data();
    void gaps();
    void tamperedIsTheFiles();
};

void ServerEvidenceTest::greenWindowsAreGo()
{
    const auto row = checks::judgeCanaryHealth(readingOf(allGood()), profile());
    QVERIFY2(row.isGo(), qPrintable(row.reason.data.join(u' ')));
    QCOMPARE(row.source.kind, domain::Source::Kind::Http);
    QCOMPARE(row.source.ref, u"https://p.example/x"_s);
    QCOMPARE(row.source.pointer, u"/canary/windows"_s);
}

void ServerEvidenceTest::eachErrorHasItsCause_data()
{
    QTest::addColumn<EvidenceError>("error");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
    const QString url = u"https://p.example"_s;
    QTest::newRow("unreachable") << EvidenceError{Code::Unreachable, u"timed_out"_s} << Cause::Unreachable
                                 << QStringList{url, u"timed_out"_s};
    QTest::newRow("TLS") << EvidenceError{Code::TlsRefused, u"expired"_s} << Cause::TlsRefused
                         << QStringList{url, u"expired"_s};
    QTest::newRow("status") << EvidenceError{Code::HttpStatus, u"503"_s} << Cause::HttpStatus
                            << QStringList{url, u"503"_s};
    QTest::newRow("answer") << EvidenceError{Code::AnswerMalformed, u"bad_data"_s, u"/prometheus/answers/burst"_s, 1}
                            << Cause::AnswerUnreadable
                            << QStringList{url, u"bad_data"_s, u"/prometheus/answers/burst"_s, u"1"_s};
    QTest::newRow("secret") << EvidenceError{Code::SecretMissing, u"PROM"_s} << Cause::SecretMissing
                            << QStringList{u"PROM"_s};
    QTest::newRow("file") << EvidenceError{Code::Malformed, u"truncated"_s, {}, 3} << Cause::EvidenceUnreadable
                          << QStringList{url, u"truncated"_s, QString(), u"3"_s};
}

void ServerEvidenceTest::eachErrorHasItsCause()
{
    QFETCH(const EvidenceError, error);
    QFETCH(const Cause, cause);
    QFETCH(const QStringList, data);
    EvidenceReading reading;
    reading.file = u"https://p.example"_s;
    reading.evidence = tl::unexpected(error);
    const auto row = checks::judgeCanaryHealth(reading, profile());
    QCOMPARE(row.status, Status::NoData);
    QCOMPARE(row.reason, (domain::Reason{cause, data}));
    QCOMPARE(checks::missingFields(reading, profile()).value(CriterionId::EvidenceIntegrity).reason, row.reason);
}

void ServerEvidenceTest::gaps_data()
{
    QTest::addColumn<QString>("series");
    QTest::addColumn<QString>("values");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QString &series, const QString &values, Status status,
                        const QString &pointer = {}) { QTest::newRow(name) << series << values << status << pointer; };
    row("old gap of the burst", u"burst"_s, u"8-888"_s, Status::Go);
    row("gap of the burst", u"burst"_s, u"888-8"_s, Status::NoData, u"/canary/windows/3/burst"_s);
    row("burst ended", u"burst"_s, u"8888-"_s, Status::NoData, u"/canary/windows/4/burst"_s);
    row("old gap of P99", u"p99_ms"_s, u"9-999"_s, Status::Go);
    row("gap of P99", u"p99_ms"_s, u"99-99"_s, Status::NoData, u"/canary/windows/2/p99_ms"_s);
    row("error rate ended", u"error_rate"_s, u"0000-"_s, Status::NoData, u"/canary/windows/4/error_rate"_s);
    row("no P50 at all", u"p50_ms"_s, u"-----"_s, Status::NoData, u"/perf/p50_ms"_s);
    row("zero P99", u"p99_ms"_s, u"99990"_s, Status::NoData, u"/canary/windows/4/p99_ms"_s);
    row("pass is a half", u"pass"_s, u"00005"_s, Status::NoData, u"/canary/windows/4/pass"_s);
    row("did not pass", u"pass"_s, u"00000"_s, Status::NoGo, u"/canary/windows/2"_s);
}

void ServerEvidenceTest::gaps()
{
    QFETCH(const QString, series);
    QFETCH(const QString, values);
    QFETCH(const Status, status);
    QFETCH(const QString, pointer);
    auto all = allGood();
    all[series] = values;
    const auto row = checks::judgeCanaryHealth(readingOf(all), profile());
    QCOMPARE(row.status, status);
    if (!pointer.isEmpty())
        QVERIFY2(row.reason.data.contains(pointer), qPrintable(row.reason.data.join(u' ')));
}

void ServerEvidenceTest::tamperedIsTheFiles()
{
    auto reading = readingOf(allGood());
    QVERIFY(!checks::missingFields(reading, profile()).contains(CriterionId::EvidenceIntegrity));
    reading.evidence->tampered.reset();
    QCOMPARE(checks::missingFields(reading, profile()).value(CriterionId::EvidenceIntegrity).reason,
             (domain::Reason{Cause::FieldAbsent, {u"var/evidence/latest.json"_s, u"/flags/tampered"_s}}));
    reading.evidence->issues.append({domain::EvidenceFault::WrongType, u"/tampered"_s, 1});
    QCOMPARE(
        checks::missingFields(reading, profile()).value(CriterionId::EvidenceIntegrity).reason,
        (domain::Reason{Cause::FieldInvalid, {u"var/evidence/latest.json"_s, u"/flags/tampered"_s, u"wrong_type"_s}}));
    QVERIFY(checks::judgeCanaryHealth(reading, profile()).isGo()); // the other row's fault
    reading.evidence->issues.clear();
    reading.evidence->tampered = true;
    QCOMPARE(checks::missingFields(reading, profile()).value(CriterionId::EvidenceIntegrity).status, Status::NoGo);
}

QTEST_GUILESS_MAIN(ServerEvidenceTest)

#include "tst_serverevidence.moc"
