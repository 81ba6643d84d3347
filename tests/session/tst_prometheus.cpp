// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A workspace whose series come from a real Prometheus server that scrapes the real demo service.
#include "demo/demoworkspace.h"
#include "metrics/askedserver.h"
#include "metrics/prometheusserver.h"

#include "session/binding.h"
#include "session/look.h"
#include "session/session.h"

#include <QSignalSpy>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using demo::test::DemoWorkspace;
using domain::CriterionId;
using session::Session;

namespace {

constexpr int patienceMs = 60'000;

} // namespace

class PrometheusSessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theServersWindowsContinueNoFiles();
    void canaryHealthIsGoOverTheServersWindows();
    void theSeriesIsThereAgainAfterReopening();
    void aBaselineIsTheServers();
    void aDecisionBindsTheServersEvidence();
    void warningsAreNoRefusal();
    void anEvidenceFileWithoutTamperedIsNoData();
    void aPressNeedsAReadingOfItsOwn();
    void aServerThatIsGoneIsBlind();

private:
    std::unique_ptr<Session> openSession();
    domain::Row check(CriterionId id);
    void writeProfile(const QJsonValue &metrics);

    DemoWorkspace m_demo;
    std::unique_ptr<tests::PrometheusServer> m_server;
    std::unique_ptr<Session> m_session;
};

std::unique_ptr<Session> PrometheusSessionTest::openSession()
{
    auto opened = std::make_unique<Session>(m_demo.path(), session::systemPorts());
    QSignalSpy spy(opened.get(), &Session::opened);
    opened->open();
    return spy.wait(patienceMs) ? std::move(opened) : nullptr;
}

domain::Row PrometheusSessionTest::check(CriterionId id)
{
    QSignalSpy spy(m_session.get(), &Session::checksFinished);
    m_session->runChecks({id});
    return spy.wait(patienceMs) ? m_session->view().rows[static_cast<std::size_t>(id)] : domain::Row{};
}

void PrometheusSessionTest::writeProfile(const QJsonValue &metrics)
{
    auto profile = m_demo.json(u"cutover.json"_s);
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"canary-health"_s] = QJsonObject{{u"source"_s, u"probe"_s}};
    profile[u"criteria"_s] = criteria;
    profile[u"metrics"_s] = metrics;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void PrometheusSessionTest::initTestCase()
{
    QVERIFY2(QFileInfo::exists(tests::PrometheusServer::program()), "install the Debian package prometheus");
    QVERIFY(m_demo.init().succeeded());
    QVERIFY2(m_demo.serve({u"--speed"_s, u"5"_s}), qPrintable(m_demo.serviceOutput()));
    m_server = std::make_unique<tests::PrometheusServer>(m_demo.address());
    QVERIFY2(m_server->start(), qPrintable(m_server->output()));
}

void PrometheusSessionTest::theServersWindowsContinueNoFiles()
{
    writeProfile(QJsonObject());
    m_session = openSession();
    QVERIFY(m_session);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().series.points().size() >= 3, patienceMs);

    // The profile of an open workspace names a server from now on.
    const QJsonObject queries{
        {u"burst"_s, u"demo_canary_burst_ratio"_s},        {u"pass"_s, u"demo_canary_window_pass"_s},
        {u"p50_ms"_s, u"demo_latency_p50_milliseconds"_s}, {u"p99_ms"_s, u"demo_latency_p99_milliseconds"_s},
        {u"error_rate"_s, u"demo_error_ratio"_s},          {u"requests"_s, u"demo_canary_window_requests"_s}};
    writeProfile(QJsonObject{
        {u"prometheus"_s,
         QJsonObject{{u"url"_s, m_server->url()}, {u"queries"_s, queries}, {u"step_s"_s, 1}, {u"range_s"_s, 60}}}});
    m_session->tick();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().profile.prometheus, patienceMs);
    const auto hasSteps = [this] {
        const auto &points = m_session->view().series.points();
        return points.size() >= 4 && points.last().window.endedAt.time().msec() == 0 && !points.last().window.stage;
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSteps(), patienceMs);
    QVERIFY(!m_session->view().series.isRewritten());
    QVERIFY(!m_session->view().blind);
    QCOMPARE(m_session->view().evidence.tampered, false);
}

void PrometheusSessionTest::canaryHealthIsGoOverTheServersWindows()
{
    const auto row = check(CriterionId::CanaryHealth);
    QVERIFY2(row.isGo(), qPrintable(QString::number(int(row.reason.cause)) + row.reason.data.join(u' ')));
    QCOMPARE(row.source.kind, domain::Source::Kind::Http);
    QCOMPARE(row.source.ref, m_server->url());
    QCOMPARE(row.measures.size(), 3);
    QList<double> written;
    for (const auto &value : m_demo.windows())
        written.append(value[u"burst"_s].toDouble());
    for (const auto &measure : row.measures)
        QVERIFY2(written.contains(measure.observed), qPrintable(QString::number(measure.observed)));
    // The raw output is what the windows came from, with the queries.
    const auto output = m_session->output(CriterionId::CanaryHealth);
    QVERIFY(output.contains("demo_canary_burst_ratio"));
    QVERIFY(!row.outputSha256.isEmpty());
    QVERIFY(check(CriterionId::EvidenceIntegrity).isGo());
}

void PrometheusSessionTest::theSeriesIsThereAgainAfterReopening()
{
    const auto before = m_session->view().series.points();
    m_session.reset();
    m_session = openSession();
    QVERIFY(m_session);
    QVERIFY(m_session->view().series.points().size() >= before.size());
    QCOMPARE(m_session->view().series.points().first().window, before.first().window);
    QVERIFY(!m_session->view().series.isRewritten());
}

void PrometheusSessionTest::aBaselineIsTheServers()
{
    std::optional<session::Result<QString>> captured;
    m_session->captureBaseline(m_session.get(), [&captured](const auto &result) { captured = result; });
    QTRY_VERIFY_WITH_TIMEOUT(captured.has_value(), patienceMs);
    QVERIFY(captured->has_value());
    const auto baseline = m_demo.json(**captured);
    QList<double> written;
    for (const auto &value : m_demo.windows())
        written.append(value[u"p99_ms"_s].toDouble());
    QVERIFY(written.contains(baseline[u"p99_ms"_s].toDouble()));
    QVERIFY(baseline[u"p50_ms"_s].toDouble() > 0);
}

void PrometheusSessionTest::aDecisionBindsTheServersEvidence()
{
    const auto profile = session::readWorkspaceProfile(m_demo.path());
    QVERIFY(profile);
    const auto evidenceIn = [](const session::Result<session::Binding> &binding) {
        QStringList names;
        for (const auto &file : binding->files)
            if (file.role == domain::BoundFile::Role::Evidence)
                names.append(file.path);
        return names;
    };
    const session::ServedEvidence served{u"metrics/prometheus.json"_s, "{}"};
    const auto bound = session::bindWorkspace(m_demo.path(), *profile, {}, served);
    QVERIFY(bound);
    QCOMPARE(evidenceIn(bound), QStringList{served.name});
    QVERIFY(bound->bytes.contains(served.bytes));
    // Nothing came from the server: the file's series are not its evidence.
    QCOMPARE(evidenceIn(session::bindWorkspace(m_demo.path(), *profile, {})), QStringList());
}

void PrometheusSessionTest::warningsAreNoRefusal()
{
    QVERIFY(m_session->view().evidence.warnings.isEmpty());
    tests::AskedServer server([](const QByteArray &request) {
        QByteArrayList pairs;
        const auto number = [&request](const QString &name) {
            return tests::AskedServer::parameter(request, name).toLongLong();
        };
        for (auto at = number(u"start"_s); at <= number(u"end"_s); at += number(u"step"_s))
            pairs.append("[" + QByteArray::number(at) + ",\"1\"]");
        return tests::CannedServer::http(200, R"({"status":"success","warnings":["half of it is missing"],"data":)"
                                              R"({"resultType":"matrix","result":[{"metric":{},"values":[)" +
                                                  pairs.join(',') + "]}]}}");
    });
    const auto before = m_demo.json(u"cutover.json"_s)[u"metrics"_s].toObject();
    auto warned = before[u"prometheus"_s].toObject();
    warned[u"url"_s] = server.url();
    writeProfile(QJsonObject{{u"prometheus"_s, warned}});
    m_session->tick();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->view().evidence.server, server.url(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->view().evidence.warnings.value(0), u"burst: half of it is missing"_s,
                              patienceMs);
    const auto row = check(CriterionId::CanaryHealth);
    QVERIFY(row.isGo());
    QVERIFY(row.reason.data.contains(u"burst: half of it is missing"_s));
    QVERIFY(m_session->output(CriterionId::CanaryHealth).contains("half of it is missing"));
    QVERIFY(!m_session->view().series.isRewritten());

    writeProfile(before);
    m_session->tick();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->view().evidence.server, m_server->url(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->view().blind && m_session->view().evidence.warnings.isEmpty(), patienceMs);
}

void PrometheusSessionTest::anEvidenceFileWithoutTamperedIsNoData()
{
    QCOMPARE(m_demo.stopService(), 0);
    const auto kept = m_demo.read(u"var/evidence/latest.json"_s);
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, "{}"));
    const auto row = check(CriterionId::EvidenceIntegrity);
    QVERIFY(!row.isGo());
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, kept));
    QVERIFY2(m_demo.serve({u"--speed"_s, u"5"_s}), qPrintable(m_demo.serviceOutput()));
}

void PrometheusSessionTest::aPressNeedsAReadingOfItsOwn()
{
    session::AskedEvidence asked;
    QVERIFY(!asked.now().evidence);
    metrics::EvidenceReading reading;
    reading.evidence = domain::Evidence{};
    asked.reading = reading;
    QVERIFY(!asked.now().evidence); // no deadline was set
    asked.until = QDeadlineTimer(session::AskedEvidence::holds);
    QVERIFY(asked.now().evidence);
    asked.until = QDeadlineTimer(0);
    QVERIFY(!asked.now().evidence);
    domain::LiveSignals live;
    metrics::takeReading(live, asked.now());
    QVERIFY(domain::isBlind({}, live, QDateTime::currentDateTimeUtc()));
}

void PrometheusSessionTest::aServerThatIsGoneIsBlind()
{
    m_server->stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().blind, patienceMs);
    QVERIFY(!m_session->view().evidence.readable);
    const auto row = check(CriterionId::CanaryHealth);
    QCOMPARE(row.status, domain::Status::NoData);
    QCOMPARE(row.reason.cause, domain::Cause::Unreachable);
    QCOMPARE(row.reason.data.value(0), m_server->url());
    QVERIFY(!m_session->view().series.isEmpty());
}

QTEST_GUILESS_MAIN(PrometheusSessionTest)

#include "tst_prometheus.moc"
