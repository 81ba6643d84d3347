// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promoting by the windows of a real Prometheus server, from the first check to the second stage; and that a server
// that is gone lets nothing further through.
#include "demo/demoworkspace.h"
#include "metrics/prometheusserver.h"
#include "session/verbs.h"

#include "crypto/digest.h"
#include "ledger/ledger.h"
#include "metrics/prometheusround.h"
#include "rollout/ledgerevents.h"
#include "session/records.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using demo::test::DemoWorkspace;
using session::Session;

class ServerPromotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRowIsGo();
    void theDecisionBindsWhatTheServerSaid();
    void twoStagesArePromoted();
    void theWindowsAreTheServers();
    void aServerThatIsGoneStopsTheNext();

private:
    void writeProfile();
    [[nodiscard]] bool waitUntilPromotable(int percent);
    session::Result<session::Promoted> promote(int percent);
    [[nodiscard]] QByteArray stage() const { return m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(); }

    DemoWorkspace m_demo;
    keychain::OsStore m_store;
    Watchers m_watchers;
    std::unique_ptr<tests::PrometheusServer> m_server;
    std::unique_ptr<Session> m_session;
    QString m_key;
};

void ServerPromotionTest::writeProfile()
{
    auto profile = m_demo.json(u"cutover.json"_s);
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"canary-health"_s] = QJsonObject{{u"source"_s, u"probe"_s}};
    profile[u"criteria"_s] = criteria;
    QJsonArray stages;
    for (const int percent : {10, 25, 50, 100})
        stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, 1}});
    profile[u"stages"_s] = stages;
    const QJsonObject queries{
        {u"burst"_s, u"demo_canary_burst_ratio"_s},        {u"pass"_s, u"demo_canary_window_pass"_s},
        {u"p50_ms"_s, u"demo_latency_p50_milliseconds"_s}, {u"p99_ms"_s, u"demo_latency_p99_milliseconds"_s},
        {u"error_rate"_s, u"demo_error_ratio"_s},          {u"requests"_s, u"demo_canary_window_requests"_s}};
    profile[u"metrics"_s] = QJsonObject{
        {u"prometheus"_s,
         QJsonObject{{u"url"_s, m_server->url()}, {u"queries"_s, queries}, {u"step_s"_s, 1}, {u"range_s"_s, 60}}}};
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void ServerPromotionTest::initTestCase()
{
    QVERIFY2(QFileInfo::exists(tests::PrometheusServer::program()), "install the Debian package prometheus");
    QVERIFY(m_demo.init().succeeded());
    QVERIFY2(m_demo.serve({u"--speed"_s, u"5"_s}), qPrintable(m_demo.serviceOutput()));
    m_server = std::make_unique<tests::PrometheusServer>(m_demo.address());
    QVERIFY2(m_server->start(), qPrintable(m_server->output()));
    writeProfile();
    m_session = std::make_unique<Session>(m_demo.path(), m_watchers.startedBy(wordedPorts(&m_store)));
    QSignalSpy opened(m_session.get(), &Session::opened);
    m_session->open();
    QVERIFY(opened.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().series.points().size() >= 4, patienceMs);
    m_key = enrol(*m_session);
    QVERIFY(!m_key.isEmpty());
}

void ServerPromotionTest::everyRowIsGo()
{
    QSignalSpy finished(m_session.get(), &Session::checksFinished);
    m_session->runChecks(Session::allRows());
    QVERIFY(finished.wait(patienceMs));
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        QVERIFY(answer<qint64>(
            [&](auto done) { m_session->confirm(what, u"Demo lead"_s, true, {}, m_session.get(), done); }));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->view().decisionGo, patienceMs);
    const auto &row = m_session->view().rows[std::size_t(domain::CriterionId::CanaryHealth)];
    QCOMPARE(row.source.ref, m_server->url());
}

void ServerPromotionTest::theDecisionBindsWhatTheServerSaid()
{
    QVERIFY(found(*m_session, m_key));
    const session::SignRequest request{domain::DecisionKind::Go, m_key, u"All criteria are Go in the demo."_s, {}};
    const auto draft = answer<session::Draft>([&](auto done) { m_session->compose(request, m_session.get(), done); });
    QVERIFY(draft);
    QVERIFY2(draft->refusals.isEmpty(), qPrintable(codes(draft->refusals)));
    QVERIFY(draft->evidence.contains("demo_canary_burst_ratio"));
    QCOMPARE(draft->statement.digestOf(domain::BoundFile::Role::Evidence), crypto::sha256(draft->evidence));
    QStringList changes;
    for (const auto &change : draft->changes)
        changes.append(change.code);
    const auto signedOne = answer<session::Signed>(
        [&](auto done) { m_session->sign(*draft, changes, passphrase(), {}, m_session.get(), done); });
    QVERIFY2(signedOne, signedOne ? "" : qPrintable(signedOne.error().name + codes(signedOne.error().refusals)));
    // A deployment is frozen anew for each attempt.
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        QVERIFY(answer<qint64>(
            [&](auto done) { m_session->confirm(what, u"Demo lead"_s, true, {}, m_session.get(), done); }));
}

bool ServerPromotionTest::waitUntilPromotable(int percent)
{
    return QTest::qWaitFor(
        [&] {
            m_session->tick();
            const auto &stages = m_session->view().stages;
            const auto stage = std::ranges::find_if(stages, [&](const auto &s) { return s.plan.percent == percent; });
            return stage != stages.end() && stage->promotable;
        },
        patienceMs);
}

session::Result<session::Promoted> ServerPromotionTest::promote(int percent)
{
    return answer<session::Promoted>([&](auto done) { m_session->promote(percent, m_session.get(), done); });
}

void ServerPromotionTest::twoStagesArePromoted()
{
    for (const int percent : {10, 25}) {
        QVERIFY(waitUntilPromotable(percent));
        const auto promoted = promote(percent);
        QVERIFY(promoted);
        QVERIFY2(promoted->done, qPrintable(codes(promoted->refusals)));
        QCOMPARE(stage(), QByteArray::number(percent));
    }
    QVERIFY(waitUntilPromotable(50)); // held, and validated by three windows of the server after 25
    QVERIFY(m_session->view().stages.at(1).validation.have >= 3);
}

void ServerPromotionTest::theWindowsAreTheServers()
{
    const auto log = ledger::Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), {});
    QVERIFY(log);
    const auto records = session::foldRecords((*log)->entries().value());
    QCOMPARE(records.series.size(), 1);
    QCOMPARE(records.lastSource, metrics::seriesSource(m_session->view().profile));
    QVERIFY(!records.series.first().isRewritten);
    QVERIFY(records.series.first().points.size() >= 4);
    QVERIFY(!m_session->view().series.isRewritten());
}

void ServerPromotionTest::aServerThatIsGoneStopsTheNext()
{
    m_server->stop();
    const auto promoted = promote(50);
    QVERIFY(promoted && !promoted->done);
    QVERIFY2(codes(promoted->refusals).contains(u"blind"_s), qPrintable(codes(promoted->refusals)));
    QCOMPARE(stage(), QByteArray("25"));
    const auto aborted =
        answer<session::Aborted>([this](auto done) { m_session->abort({}, u"Demo lead"_s, m_session.get(), done); });
    QVERIFY(aborted && aborted->aborted); // an abort asks no server
    QCOMPARE(stage(), QByteArray("abort"));
}

int main(int argc, char *argv[])
{
    keychain::OsStore::prepareEnvironment();
    QGuiApplication app(argc, argv); // the report needs fonts
    ServerPromotionTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_serverpromotion.moc"
