// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one press, one look and one reading of evidence cost without a screen, on real files and a durable ledger.
#include "bench/samples.h"
#include "session/signedworkspace.h"

#include "checks/evidencefolder.h"
#include "metrics/evidencereading.h"
#include "metrics/prometheusround.h"

#include <QCoreApplication>

using namespace cutover;
using namespace Qt::StringLiterals;
using bench::measure;

namespace {

constexpr int manyWindows = 10'000;
constexpr int manyEntries = 5'000;

QByteArray evidenceOf(int windows, const QDateTime &end)
{
    QJsonArray list;
    for (int i = windows; i > 0; --i)
        list.append(QJsonObject{{u"ended_at"_s, end.addSecs(-60 * i).toString(Qt::ISODate)},
                                {u"stage"_s, 10},
                                {u"pass"_s, true},
                                {u"burst"_s, 0.8},
                                {u"p50_ms"_s, 41.0},
                                {u"p99_ms"_s, 180.0},
                                {u"error_rate"_s, 0.0002},
                                {u"requests"_s, 18234}});
    const QJsonObject perf{{u"p50_ms"_s, 41.2}, {u"p99_ms"_s, 180.4}, {u"error_rate"_s, 0.0003}};
    return QJsonDocument(QJsonObject{{u"generated_at"_s, end.toString(Qt::ISODate)},
                                     {u"tampered"_s, false},
                                     {u"canary"_s, QJsonObject{{u"windows"_s, list}}},
                                     {u"perf"_s, perf}})
        .toJson();
}

void benchEvidence()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"latest.json"_s);
    const auto now = QDateTime::currentDateTimeUtc();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(evidenceOf(manyWindows, now)) < 0)
        qFatal("the evidence cannot be written");
    file.close();
    const domain::EvidencePointers pointers;
    metrics::EvidenceReading reading;
    measure(u"evidence of %1 windows: read strictly"_s.arg(manyWindows), 20,
            [&] { reading = metrics::readEvidence(path, pointers, now); });
    if (!reading.evidence)
        qFatal("the evidence does not read");
    measure(u"the same taken into a series"_s, 20,
            [&] { std::ignore = domain::Series().take(*reading.evidence, now); });
    domain::Series known;
    std::ignore = known.take(*reading.evidence, now);
    measure(u"the same again, compared with the series known"_s, 20,
            [&] { std::ignore = known.take(*reading.evidence, now); });
}

void benchPrometheus()
{
    domain::PrometheusOptions options;
    options.stepS = 1;
    options.rangeS = formats::maxPrometheusPoints;
    metrics::PrometheusAnswers round;
    round.now = QDateTime::currentDateTimeUtc();
    round.options = options;
    round.range = metrics::rangeAt(options, round.now);
    QByteArrayList pairs;
    for (qint64 at = round.range.fromMs; at <= round.range.toMs; at += round.range.stepMs)
        pairs.append("[" + QByteArray::number(at / 1000) + ",\"0.8\"]");
    metrics::HttpAnswer answer;
    answer.error = metrics::HttpAnswer::Error::None;
    answer.httpStatus = 200;
    answer.body = R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[)" +
                  pairs.join(',') + "]}]}}";
    round.answers = {{u"burst"_s, answer}, {u"p99_ms"_s, answer}};
    metrics::EvidenceReading reading;
    measure(u"Prometheus: two series of %1 steps made into evidence"_s.arg(round.range.points()), 20,
            [&] { reading = metrics::readRound(round); });
    if (!reading.evidence || reading.evidence->windows.size() != round.range.points())
        qFatal("the answers do not read");
}

void benchSealedFiles()
{
    constexpr int files = 64;
    constexpr int size = 1 << 20;
    const QTemporaryDir folder;
    QStringList names;
    for (int i = 0; i < files; ++i) {
        names.append(u"%1.json"_s.arg(i));
        QFile file(folder.filePath(names.last()));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(size, char(i))) != size)
            qFatal("the evidence cannot be written");
    }
    measure(u"evidence: %1 sealed files of 1 MiB hashed in parallel"_s.arg(files), 10, [&] {
        for (const auto &file : checks::hashFiles(names, folder.path(), {}).results())
            if (!file.sha256)
                qFatal("a file does not hash");
    });
}

void benchLedger()
{
    const QTemporaryDir folder;
    auto log = session::test::SignedWorkspace::openLedger(folder.filePath(u"ledger.sqlite"_s), folder.filePath(u"s"_s));
    if (!log)
        qFatal("the ledger does not open");
    const auto actor = ledger::Actor::ofThisProcess();
    measure(u"ledger: one entry, durable"_s, manyEntries, [&] {
        if (!log->append(rollout::kind::note, actor, {{u"row"_s, u"readyz"_s}, {u"text"_s, u"measured"_s}}))
            qFatal("the ledger refuses");
    });
    measure(u"ledger of %1 entries: verified whole"_s.arg(manyEntries), 10, [&] {
        if (!log->verify().valid)
            qFatal("the ledger does not verify");
    });
}

void benchSignedWorkspace()
{
    session::test::SignedWorkspace place;
    if (!place.layOut() || !place.decide())
        qFatal("the signed workspace cannot be laid out");
    const session::LookInput input{place.demo.path(), place.trustFile(), {}, {}, place.now, {u"b"_s, 0}};
    session::Mirror mirror;
    measure(u"signed demo: one look, as each second"_s, 100,
            [&] { std::ignore = session::lookAt(input, *place.log, mirror); });
    measure(u"signed demo: facts verified and gate judged, as at the press"_s, 100, [&] {
        std::ignore = session::judgePromotion({10, {}, -1}, input, *place.log);
    });
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    bench::Samples::printHead("core");
    benchEvidence();
    benchPrometheus();
    benchSealedFiles();
    benchLedger();
    benchSignedWorkspace();
    return 0;
}
