// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A real Prometheus server that scrapes the real demo service, asked as the console asks it.
#include "demo/demoworkspace.h"
#include "metrics/prometheusserver.h"
#include "metrics/prometheussource.h"
#include "metrics/tlsworld.h"

#include "domain/series.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::metrics;
using demo::test::DemoWorkspace;
using Code = EvidenceError::Code;
using tests::PrometheusServer;

namespace {

constexpr int patienceMs = 60'000;

/// The queries that the demo's README gives.
QMap<QString, QString> readmeQueries()
{
    QFile readme(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/demo/README.md"));
    if (!readme.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(readme.readAll());
    const QString json = u'{' + text.section(u"```json\n"_s, 1, 1).section(u"```"_s, 0, 0) + u'}';
    const auto queries = QJsonDocument::fromJson(json.toUtf8())["metrics"_L1]["prometheus"_L1]["queries"_L1].toObject();
    QMap<QString, QString> read;
    for (auto it = queries.begin(); it != queries.end(); ++it)
        read.insert(it.key(), it.value().toString());
    return read;
}

} // namespace

class RealPrometheusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theDemosWindowsComeThrough();
    void windowsKeepTheirIdentity();
    void queries_data();
    void queries();
    void elevenThousandSteps();
    void overTls();
    void aTargetThatIsGoneLeavesGaps();
    void aServerThatIsGone();

private:
    domain::Profile profile() const;
    EvidenceReading ask(const domain::Profile &profile, const QString &workspace = {});
    static qsizetype readable(const EvidenceReading &reading);

    DemoWorkspace m_demo;
    std::unique_ptr<PrometheusServer> m_server;
};

domain::Profile RealPrometheusTest::profile() const
{
    auto made = domain::checklistProfile();
    made.prometheus = domain::PrometheusOptions();
    made.prometheus->url = m_server->url();
    made.prometheus->queries = readmeQueries();
    made.prometheus->stepS = 1;
    made.prometheus->rangeS = 60;
    return made;
}

EvidenceReading RealPrometheusTest::ask(const domain::Profile &asked, const QString &workspace)
{
    PrometheusSource source(asked, workspace.isEmpty() ? m_demo.path() : workspace, {},
                            [] { return QDateTime::currentDateTimeUtc(); });
    std::optional<EvidenceReading> got;
    source.ask(this, [&got](const EvidenceReading &reading) { got = reading; });
    std::ignore = QTest::qWaitFor([&got] { return got.has_value(); }, patienceMs);
    return got.value_or(EvidenceReading());
}

qsizetype RealPrometheusTest::readable(const EvidenceReading &reading)
{
    if (!reading.evidence)
        return -1;
    const auto &windows = reading.evidence->windows;
    return std::count_if(windows.begin(), windows.end(), [](const domain::Window &window) { return window.readable; });
}

void RealPrometheusTest::initTestCase()
{
    QVERIFY2(QFileInfo::exists(PrometheusServer::program()), "install the Debian package prometheus");
    QCOMPARE(readmeQueries().size(), 6);
    QVERIFY(m_demo.init().succeeded());
    QVERIFY2(m_demo.serve({u"--speed"_s, u"5"_s}), qPrintable(m_demo.serviceOutput()));
    m_server = std::make_unique<PrometheusServer>(m_demo.address());
    QVERIFY2(m_server->start(), qPrintable(m_server->output()));
    QTRY_VERIFY_WITH_TIMEOUT(readable(ask(profile())) >= 5, patienceMs);
}

void RealPrometheusTest::theDemosWindowsComeThrough()
{
    const auto reading = ask(profile());
    QVERIFY(reading.evidence);
    QHash<QByteArray, domain::Window> written; // by the numbers of the evidence file's windows
    const auto key = [](const domain::Window &w) {
        return QByteArray::number(w.burst, 'g', 15) + ' ' + QByteArray::number(*w.p50Ms, 'g', 15) + ' ' +
               QByteArray::number(*w.p99Ms, 'g', 15) + ' ' + QByteArray::number(*w.errorRate, 'g', 15) + ' ' +
               QByteArray::number(*w.requests) + (w.pass ? " pass" : "");
    };
    const auto file = readEvidence(evidencePath(m_demo.path()), {}, QDateTime::currentDateTimeUtc());
    QVERIFY(file.evidence);
    for (const auto &window : file.evidence->windows)
        written.insert(key(window), window);
    int compared = 0;
    for (const auto &window : reading.evidence->windows) {
        if (!window.readable || !window.p50Ms || !window.p99Ms || !window.errorRate || !window.requests)
            continue;
        const auto found = written.constFind(key(window));
        QVERIFY2(found != written.cend(), key(window).constData());
        // A window of one second, scraped within the next, seen at a step of one.
        const qint64 later = found->endedAt.msecsTo(window.endedAt);
        QVERIFY2(later >= 0 && later <= 4'000, qPrintable(QString::number(later)));
        ++compared;
    }
    QVERIFY(compared >= 4);
    QCOMPARE(reading.evidence->tampered, false);
    QCOMPARE(reading.evidence->perf.p99Ms, reading.evidence->windows.last().p99Ms);
    QVERIFY(reading.newestAt.secsTo(QDateTime::currentDateTimeUtc()) <= 10);
}

void RealPrometheusTest::windowsKeepTheirIdentity()
{
    PrometheusSource source(profile(), m_demo.path(), {}, [] { return QDateTime::currentDateTimeUtc(); });
    domain::Series series;
    int readings = 0;
    connect(&source, &MetricSource::changed, this, [&](const EvidenceReading &reading) {
        QVERIFY(reading.evidence);
        std::ignore = series.take(*reading.evidence, reading.readAt);
        ++readings;
    });
    source.start();
    QTRY_VERIFY_WITH_TIMEOUT(readings >= 6, patienceMs);
    QVERIFY(!series.isRewritten());
    QCOMPARE(series.windowLengthS(), 1);
    const auto before = series.points().size();
    QTRY_VERIFY_WITH_TIMEOUT(series.points().size() >= before + 3, patienceMs);
    QVERIFY(!series.isRewritten());
}

void RealPrometheusTest::queries_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("problem"); // or empty
    QTest::addColumn<bool>("hasWindows");
    QTest::newRow("regular expression, plus, blanks")
        << u"sum without(instance) ({__name__=~\"demo_canary_burst_rati.+|x\"}) + 0 * 1"_s << QString() << true;
    QTest::newRow("UTF-8 and percent") << u"demo_canary_burst_ratio{job!=\"ü%2B&+\"}"_s << QString() << true;
    QTest::newRow("a scalar is a series") << u"1 + 1"_s << QString() << true;
    QTest::newRow("nothing") << u"no_such_metric"_s << QString() << false;
    QTest::newRow("NaN") << u"demo_canary_burst_ratio * NaN"_s << QString() << false;
    QTest::newRow("infinite") << u"demo_canary_burst_ratio / 0"_s << QString() << false;
    QTest::newRow("two series") << u"{__name__=~\"demo_latency_.*\"}"_s << u"several_series"_s << false;
    QTest::newRow("no PromQL") << u"demo_canary_burst_ratio{"_s << u"bad_data"_s << false;
    QTest::newRow("range vector") << u"demo_canary_burst_ratio[5m]"_s << u"bad_data"_s << false;
    QTest::newRow("execution fails") << u"demo_canary_burst_ratio * on() {__name__=~\"demo_latency_.*\"}"_s
                                     << u"execution"_s << false;
}

void RealPrometheusTest::queries()
{
    QFETCH(const QString, query);
    QFETCH(const QString, problem);
    QFETCH(const bool, hasWindows);
    auto asked = profile();
    asked.prometheus->queries = {{u"burst"_s, query}};
    const auto reading = ask(asked);
    if (problem.isEmpty()) {
        QVERIFY2(reading.evidence, reading.evidence ? "" : qPrintable(reading.evidence.error().name));
        QCOMPARE(!reading.evidence->windows.isEmpty(), hasWindows);
        QCOMPARE(readable(reading) > 0, hasWindows);
        return;
    }
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, Code::AnswerMalformed);
    QCOMPARE(reading.evidence.error().name, problem);
}

void RealPrometheusTest::elevenThousandSteps()
{
    auto asked = profile();
    asked.prometheus->queries = {{u"burst"_s, u"vector(1)"_s}};
    asked.prometheus->rangeS = 11'000;
    const auto reading = ask(asked);
    QVERIFY2(reading.evidence, reading.evidence ? "" : qPrintable(reading.evidence.error().name));
    QCOMPARE(reading.evidence->windows.size(), 11'000);
}

void RealPrometheusTest::overTls()
{
    const tests::TlsWorld world;
    const auto shown = world.server();
    PrometheusServer server(m_demo.address());
    server.useTls(shown.localCertificate().toPem(), shown.privateKey().toPem(), world.authorityPem());
    QVERIFY2(server.start(), qPrintable(server.output()));
    QVERIFY(m_demo.write(u"ca.pem"_s, world.authorityPem()));

    auto asked = profile();
    asked.prometheus->url = server.url();
    asked.prometheus->caFile = u"ca.pem"_s;
    QTRY_VERIFY_WITH_TIMEOUT(readable(ask(asked)) >= 1, patienceMs);

    asked.prometheus->caFile.clear();
    const auto stranger = ask(asked);
    QVERIFY(!stranger.evidence);
    QCOMPARE(stranger.evidence.error().code, Code::TlsRefused);

    QVERIFY(m_demo.write(u"ca.pem"_s, tests::TlsWorld().authorityPem()));
    asked.prometheus->caFile = u"ca.pem"_s;
    QCOMPARE(ask(asked).evidence.error().code, Code::TlsRefused);

    asked.prometheus->url.replace(u"https:"_s, u"http:"_s);
    const auto plain = ask(asked);
    QVERIFY(!plain.evidence);
    QCOMPARE(plain.evidence.error(), (EvidenceError{Code::HttpStatus, u"400"_s}));
}

void RealPrometheusTest::aTargetThatIsGoneLeavesGaps()
{
    QCOMPARE(m_demo.stopService(), 0);
    const QDateTime goneAt = QDateTime::currentDateTimeUtc();
    EvidenceReading reading;
    QTRY_VERIFY_WITH_TIMEOUT((reading = ask(profile())).evidence && !reading.evidence->windows.isEmpty() &&
                                 !reading.evidence->windows.last().readable,
                             patienceMs);
    QVERIFY(reading.newestAt < goneAt.addSecs(5));
    const auto &issues = reading.evidence->issues;
    const QString last = u"/canary/windows/%1/burst"_s.arg(reading.evidence->windows.size() - 1);
    QVERIFY(std::any_of(issues.begin(), issues.end(), [&](const auto &issue) { return issue.pointer == last; }));
}

void RealPrometheusTest::aServerThatIsGone()
{
    m_server->stop();
    const auto reading = ask(profile());
    QVERIFY(!reading.evidence);
    QCOMPARE(reading.evidence.error().code, Code::Unreachable);
    QCOMPARE(reading.file, m_server->url());
}

QTEST_GUILESS_MAIN(RealPrometheusTest)

#include "tst_realprometheus.moc"
