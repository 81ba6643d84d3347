// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

using namespace Qt::StringLiterals;
using cutover::demo::test::DemoWorkspace;
using cutover::demo::test::Run;

/// Wrong words are refused with exit 2, and nothing is done.
class TestUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesWrongUsageOfInit_data();
    void refusesWrongUsageOfInit();
    void refusesWrongUsageOfServe_data();
    void refusesWrongUsageOfServe();
    void refusesWrongWords_data();
    void refusesWrongWords();

private:
    DemoWorkspace m_demo;
};

void TestUsage::initTestCase()
{
    QVERIFY(m_demo.init().succeeded());
}

void TestUsage::refusesWrongUsageOfInit_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("said");
    QTest::newRow("unknown profile") << QStringList{u"--profile"_s, u"mine"_s} << u"unknown profile"_s;
    QTest::newRow("target that is no time") << QStringList{u"--target"_s, u"tomorrow"_s} << u"--target"_s;
    QTest::newRow("target without zone") << QStringList{u"--target"_s, u"2026-03-02T14:00:00"_s} << u"--target"_s;
    QTest::newRow("option of serve") << QStringList{u"--speed"_s, u"2"_s} << u"option"_s;
    QTest::newRow("unknown option") << QStringList{u"--port"_s, u"80"_s} << u"port"_s;
    QTest::newRow("second folder") << QStringList{u"elsewhere"_s} << u"folder"_s;
}

void TestUsage::refusesWrongUsageOfInit()
{
    QFETCH(QStringList, options);
    QFETCH(QString, said);
    DemoWorkspace demo;
    const Run run = demo.init(options);
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(said), qPrintable(run.text()));
    QVERIFY(!demo.exists(u"cutover.json"_s));
}

void TestUsage::refusesWrongUsageOfServe_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("no verb") << QString();
    QTest::newRow("no folder") << u"serve"_s;
    QTest::newRow("unknown verb") << u"stop ."_s;
    QTest::newRow("unknown fault") << u"serve . --fault flood@50"_s;
    QTest::newRow("fault without stage") << u"serve . --fault burst"_s;
    QTest::newRow("fault at no stage") << u"serve . --fault burst@30"_s;
    QTest::newRow("speed zero") << u"serve . --speed 0"_s;
    QTest::newRow("speed no number") << u"serve . --speed fast"_s;
    QTest::newRow("speed nan") << u"serve . --speed nan"_s;
    QTest::newRow("option of init") << u"serve . --target 2026-03-02T14:00:00Z"_s;
}

void TestUsage::refusesWrongUsageOfServe()
{
    QFETCH(QString, words);
    const Run run = m_demo.run(DemoWorkspace::program() + u' ' + words, 20'000);
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(u"usage"_s), qPrintable(run.text()));
}

void TestUsage::refusesWrongWords_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("stage none") << u"bash pipeline/release/canary_step.sh"_s;
    QTest::newRow("stage 30") << u"bash pipeline/release/canary_step.sh 30"_s;
    QTest::newRow("stage abort") << u"bash pipeline/release/canary_step.sh abort"_s;
    QTest::newRow("abort without reason") << u"bash pipeline/release/abort.sh"_s;
    QTest::newRow("abort with empty reason") << u"bash pipeline/release/abort.sh --reason ''"_s;
    QTest::newRow("abort with unknown word") << u"bash pipeline/release/abort.sh --reason x --force"_s;
    QTest::newRow("promotion") << u"bash scripts/ops/configure_manual_promotion.sh"_s;
    QTest::newRow("rehearsal steps") << u"bash pipeline/release/cutover_rehearsal.sh --steps 25,60"_s;
    QTest::newRow("rehearsal drill") << u"bash pipeline/release/cutover_rehearsal.sh --abort-drill maybe"_s;
    QTest::newRow("preflight") << u"bash scripts/ops/run_preflight_checks.sh --fast"_s;
    QTest::newRow("dashboard") << u"python scripts/ops/show_cutover_dashboard.py --html"_s;
    QTest::newRow("breaker") << u"python -m jobs.pii_circuit_breaker_monitor --twice"_s;
}

void TestUsage::refusesWrongWords()
{
    QFETCH(QString, command);
    const Run run = m_demo.run(command);
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(!m_demo.exists(u"var/rollout/desired_stage.txt"_s));
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
