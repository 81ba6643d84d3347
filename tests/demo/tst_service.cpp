// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

#include <csignal>

using namespace Qt::StringLiterals;
using cutover::demo::test::DemoWorkspace;
using cutover::demo::test::Run;

namespace {

constexpr QLatin1StringView holdOption("--hold");

/// This program as a test that serves a workspace until somebody ends it. Prints the service's process id.
int hold()
{
    DemoWorkspace demo;
    if (!demo.init().succeeded() || !demo.serve())
        return 1;
    std::printf("%lld\n", static_cast<long long>(demo.service()->processId()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

/// The simulated service as its clients see it.
class TestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void answersReadyzAndMetrics();
    void writesPlausibleWindows();
    void followsTheStageFile();
    void followsTheRehearsalsStageFile();
    void readsOddStagesAsZero_data();
    void readsOddStagesAsZero();
    void acceptsTheTestMessage();
    void refusesMalformedMessages_data();
    void refusesMalformedMessages();
    void goesOnWithTheSeriesAfterARestart();
    void keepsAHandsEditOfTheEvidence();
    void repairsUnreadableEvidence();
    void endsOnSignals_data();
    void endsOnSignals();
    void endsWithAKilledTest();
    void saysWhenThePortIsTaken();
    void namesWhatItCannotRead_data();
    void namesWhatItCannotRead();

private:
    /// The answer's text, then a line with the HTTP code.
    [[nodiscard]] QStringList get(const QString &path) const
    {
        return m_demo->run(u"curl -s --noproxy '*' --max-time 5 -w '\\n%{http_code}' "_s + m_demo->address() + path)
            .out.split(u'\n');
    }
    [[nodiscard]] QStringList post(const QString &body) const
    {
        if (!m_demo->write(u"body"_s, body.toUtf8()))
            return {};
        return m_demo
            ->run(u"curl -s --noproxy '*' --max-time 5 -w '\\n%{http_code}' --data-binary @body "_s +
                  m_demo->address() + u"/slack"_s)
            .out.split(u'\n');
    }
    [[nodiscard]] QJsonObject stage() const
    {
        return QJsonDocument::fromJson(get(u"/stage"_s).value(0).toUtf8()).object();
    }

    std::unique_ptr<DemoWorkspace> m_demo;
};

void TestService::initTestCase()
{
    QVERIFY2(QFileInfo::exists(DemoWorkspace::program()), "cutover-demo is not built");
}

/// A case that stops the service, or leaves it stopped, gets its successor a fresh workspace.
void TestService::init()
{
    if (m_demo && m_demo->isServing())
        return;
    m_demo = std::make_unique<DemoWorkspace>();
    QVERIFY(m_demo->init().succeeded());
    QVERIFY2(m_demo->serve(), qPrintable(m_demo->serviceOutput()));
}

void TestService::cleanup()
{
    QFile::remove(m_demo->path(u"var/rollout/desired_stage.txt"_s));
    QFile::remove(m_demo->path(u"var/rehearsal/desired_stage.txt"_s));
}

void TestService::answersReadyzAndMetrics()
{
    QCOMPARE(m_demo->serviceOutput(), u"ready %1\n"_s.arg(m_demo->address()));
    QCOMPARE(get(u"/readyz"_s), (QStringList{u"{\"status\":\"ok\"}"_s, u"200"_s}));
    const QStringList metrics = get(u"/metrics"_s);
    QVERIFY(metrics.contains(u"# TYPE demo_requests_total counter"_s));
    QVERIFY(metrics.contains(u"demo_canary_stage_percent 0"_s));
    // What is scraped is the last window, number for number.
    QVERIFY(m_demo->waitForWindow([](const QJsonObject &window) { return !window.isEmpty(); }));
    QVERIFY(QTest::qWaitFor([this] {
        const QJsonObject window = m_demo->lastWindow();
        const QStringList lines = get(u"/metrics"_s);
        const auto isScraped = [&](const QString &name, const QString &key) {
            const double value = window.value(key).toVariant().toDouble(); // `pass` is 1
            return lines.contains(u"%1 %2"_s.arg(name, QString::number(value, 'g', 15)));
        };
        return isScraped(u"demo_canary_burst_ratio"_s, u"burst"_s) &&
               isScraped(u"demo_latency_p50_milliseconds"_s, u"p50_ms"_s) &&
               isScraped(u"demo_latency_p99_milliseconds"_s, u"p99_ms"_s) &&
               isScraped(u"demo_error_ratio"_s, u"error_rate"_s) &&
               isScraped(u"demo_canary_window_requests"_s, u"requests"_s) &&
               isScraped(u"demo_canary_window_pass"_s, u"pass"_s);
    }));
    QCOMPARE(get(u"/nothing"_s).last(), u"404"_s);
}

void TestService::writesPlausibleWindows()
{
    const qsizetype before = m_demo->windows().size();
    QVERIFY(QTest::qWaitFor([&] { return m_demo->windows().size() >= before + 8; }, 20'000));
    QDateTime last;
    for (const QJsonValue &value : m_demo->windows()) {
        const QJsonObject window = value.toObject();
        const QDateTime at = QDateTime::fromString(window.value("ended_at"_L1).toString(), Qt::ISODateWithMs);
        QVERIFY(at.isValid() && (last.isNull() || at > last) && at <= QDateTime::currentDateTimeUtc());
        last = at;
        QCOMPARE(window.value("pass"_L1), QJsonValue(true));
        const double burst = window.value("burst"_L1).toDouble();
        QVERIFY(burst >= 0.7 && burst <= 1.0);
        QVERIFY(qAbs(window.value("p99_ms"_L1).toDouble() / 180.4 - 1) <= 0.04);
        QVERIFY(qAbs(window.value("p50_ms"_L1).toDouble() / 41.2 - 1) <= 0.04);
        QVERIFY(window.value("error_rate"_L1).toDouble() < 0.001);
        QVERIFY(window.value("requests"_L1).toInt() > 0);
    }
    const QJsonObject evidence = m_demo->json(u"var/evidence/latest.json"_s);
    QCOMPARE(evidence.value("tampered"_L1), QJsonValue(false));
    QCOMPARE(evidence.value("readyz"_L1).toObject().value("status"_L1).toString(), u"ok"_s);
    QVERIFY(evidence.value("perf"_L1).toObject().value("p99_ms"_L1).toDouble() > 0);
}

void TestService::followsTheStageFile()
{
    const Run step = m_demo->run(u"bash pipeline/release/canary_step.sh 25"_s);
    QVERIFY2(step.succeeded(), qPrintable(step.text()));
    QCOMPARE(m_demo->read(u"var/rollout/desired_stage.txt"_s).trimmed(), "25");
    QCOMPARE(stage().value("stage"_L1).toInt(), 25);
    QVERIFY(m_demo->waitForWindow([](const QJsonObject &window) { return window.value("stage"_L1).toInt() == 25; }));

    const Run abort = m_demo->run(u"bash pipeline/release/abort.sh --reason 'manual-rollback-x$(id)'"_s);
    QVERIFY2(abort.succeeded(), qPrintable(abort.text()));
    QCOMPARE(m_demo->read(u"var/rollout/desired_stage.txt"_s).trimmed(), "abort");
    QVERIFY(m_demo->read(u"var/rollout/abort.log"_s).contains("manual-rollback-x$(id)"));
    QCOMPARE(stage().value("stage"_L1).toInt(), 0);
    QVERIFY(m_demo->waitForWindow([](const QJsonObject &window) { return window.value("stage"_L1).toInt(-1) == 0; }));
}

void TestService::followsTheRehearsalsStageFile()
{
    QVERIFY(m_demo->write(u"var/rehearsal/desired_stage.txt"_s, "50\n"));
    QCOMPARE(stage(), (QJsonObject{{u"stage"_s, 0}, {u"rehearsal"_s, 50}, {u"served"_s, 50}}));
    QVERIFY(m_demo->waitForWindow([](const QJsonObject &window) { return window.value("stage"_L1).toInt() == 50; }));
    QVERIFY(m_demo->write(u"var/rehearsal/desired_stage.txt"_s, "abort\n"));
    QVERIFY(m_demo->waitForWindow([](const QJsonObject &window) { return window.value("stage"_L1).toInt(-1) == 0; }));
}

void TestService::readsOddStagesAsZero_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "0", "abort", "abort\n", "-10", "101", "ten", "10 25", "1e1"})
        QTest::addRow("«%s»", text) << QByteArray(text);
}

void TestService::readsOddStagesAsZero()
{
    QFETCH(QByteArray, text);
    QVERIFY(m_demo->write(u"var/rollout/desired_stage.txt"_s, text));
    QCOMPARE(stage().value("stage"_L1).toInt(-1), 0);
}

void TestService::acceptsTheTestMessage()
{
    QCOMPARE(post(u"{\"text\": \"TEST: cutover alerts\"}"_s), (QStringList{u"ok"_s, u"200"_s}));
    QCOMPARE(get(u"/slack/messages"_s).first(), u"[{\"text\":\"TEST: cutover alerts\"}]"_s);
}

void TestService::refusesMalformedMessages_data()
{
    QTest::addColumn<QString>("body");
    QTest::newRow("not JSON") << u"text=hello"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("no text") << u"{\"blocks\": []}"_s;
    QTest::newRow("empty text") << u"{\"text\": \"\"}"_s;
    QTest::newRow("text is a number") << u"{\"text\": 5}"_s;
    QTest::newRow("a list") << u"[\"text\"]"_s;
    QTest::newRow("text twice") << u"{\"text\": \"a\", \"text\": \"b\"}"_s;
}

void TestService::refusesMalformedMessages()
{
    QFETCH(QString, body);
    const QStringList before = get(u"/slack/messages"_s);
    QCOMPARE(post(body), (QStringList{u"invalid_payload"_s, u"400"_s}));
    QCOMPARE(get(u"/slack/messages"_s), before);
}

void TestService::goesOnWithTheSeriesAfterARestart()
{
    QCOMPARE(m_demo->stopService(), 0);
    const QJsonArray before = m_demo->windows();
    QVERIFY(m_demo->serve());
    QVERIFY(QTest::qWaitFor([&] { return m_demo->windows().size() > before.size(); }, 20'000));
    const QJsonArray after = m_demo->windows();
    for (qsizetype i = 0; i < before.size(); ++i)
        QCOMPARE(after.at(i), before.at(i));
}

void TestService::keepsAHandsEditOfTheEvidence()
{
    QCOMPARE(m_demo->stopService(), 0);
    QByteArray bytes = m_demo->read(u"var/evidence/latest.json"_s);
    const qsizetype at = bytes.lastIndexOf("\"pass\":true");
    QVERIFY(m_demo->write(u"var/evidence/latest.json"_s, bytes.replace(at, 11, "\"pass\":false")));
    const QJsonObject edited = m_demo->lastWindow();
    QVERIFY(m_demo->serve());
    QVERIFY(m_demo->waitForWindow([&](const QJsonObject &window) { return window != edited; }));
    QVERIFY(m_demo->windows().contains(edited));
    QCOMPARE(m_demo->stopService(), 0);
}

void TestService::repairsUnreadableEvidence()
{
    const qsizetype before = m_demo->windows().size();
    QVERIFY(m_demo->write(u"var/evidence/latest.json"_s, "{\"canary\": {\"windows\": ["));
    QVERIFY(QTest::qWaitFor([&] { return m_demo->windows().size() >= before; }, 20'000));
}

void TestService::endsOnSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestService::endsOnSignals()
{
    QFETCH(int, number);
    QProcess *service = m_demo->service();
    QCOMPARE(::kill(static_cast<pid_t>(service->processId()), number), 0);
    QVERIFY(QTest::qWaitFor([&] { return service->state() == QProcess::NotRunning; }, 10'000));
    QCOMPARE(service->exitStatus(), QProcess::NormalExit);
    QCOMPARE(service->exitCode(), 0);
    QVERIFY(!m_demo->windows().isEmpty());
}

void TestService::endsWithAKilledTest()
{
    const QTemporaryDir folder;
    QProcess test;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TMPDIR"_s, folder.path());
    test.setProcessEnvironment(environment);
    test.start(QCoreApplication::applicationFilePath(), {holdOption});
    QVERIFY(QTest::qWaitFor([&] { return test.canReadLine(); }, 20'000));
    const auto service = static_cast<pid_t>(test.readLine().trimmed().toLongLong());
    QVERIFY(service > 0 && ::kill(service, 0) == 0);
    test.kill();
    QVERIFY(QTest::qWaitFor([&] { return test.state() == QProcess::NotRunning; }, 10'000));
    // Where nobody reaps orphans it may stay as a zombie.
    const auto isRunning = [service] {
        QFile status(u"/proc/%1/stat"_s.arg(service));
        return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
    };
    QVERIFY(QTest::qWaitFor([&] { return !isRunning(); }, 10'000));
}

void TestService::saysWhenThePortIsTaken()
{
    const Run second = m_demo->run(u"%1 serve ."_s.arg(DemoWorkspace::program()), 20'000);
    QVERIFY(second.ended);
    QCOMPARE(second.exitCode, 1);
    QVERIFY2(second.err.contains(m_demo->address()), qPrintable(second.text()));
}

void TestService::namesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("broken profile") << u"cutover.json"_s << QByteArray("{");
    QTest::newRow("foreign host") << u"cutover.json"_s << QByteArray(R"({"readyz_url": "http://10.0.0.1:80/readyz"})");
    QTest::newRow("no port") << u"cutover.json"_s << QByteArray(R"({"readyz_url": "http://127.0.0.1/readyz"})");
    QTest::newRow("broken evidence") << u"var/evidence/latest.json"_s << QByteArray("{\"canary\": {");
    QTest::newRow("evidence without windows") << u"var/evidence/latest.json"_s << QByteArray("{}");
}

void TestService::namesWhatItCannotRead()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QCOMPARE(m_demo->stopService(), 0);
    QVERIFY(m_demo->write(name, bytes));
    const Run run = m_demo->run(u"%1 serve ."_s.arg(DemoWorkspace::program()), 20'000);
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains(name), qPrintable(run.text()));
    QCOMPARE(m_demo->read(name), bytes);
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == holdOption)
        return hold();
    TestService test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_service.moc"
