// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

using namespace Qt::StringLiterals;
using cutover::demo::test::DemoWorkspace;

/// Each --fault shows at its stage, and only there.
class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsAtItsStageOnly_data();
    void showsAtItsStageOnly();
    void freezesTheEvidence();
    void leavesTheRehearsalAlone();
    void spoilsARehearsalWhenAsked();

private:
    static bool isSeen(const DemoWorkspace &demo, const QString &kind)
    {
        const QJsonObject window = demo.lastWindow();
        const QJsonObject evidence = demo.json(u"var/evidence/latest.json"_s);
        const QString readyz = evidence.value("readyz"_L1).toObject().value("status"_L1).toString();
        if (kind == "burst"_L1)
            return window.value("burst"_L1).toDouble() == 1.62 && !window.value("pass"_L1).toBool(true);
        if (kind == "p99"_L1)
            return window.value("p99_ms"_L1).toDouble() == 227.3 && !window.value("pass"_L1).toBool(true);
        if (kind == "errors"_L1)
            return window.value("error_rate"_L1).toDouble() == 0.008 && !window.value("pass"_L1).toBool(true);
        if (kind == "tamper"_L1)
            return evidence.value("tampered"_L1).toBool();
        return readyz == "degraded"_L1 &&
               demo.run(u"curl -s --noproxy '*' -o /dev/null -w '%{http_code}' "_s + demo.address() + u"/readyz"_s)
                       .out == "503"_L1;
    }
    static bool reachStage(const DemoWorkspace &demo, int stage)
    {
        const qsizetype before = demo.windows().size();
        return demo.setStage(QByteArray::number(stage)) &&
               QTest::qWaitFor(
                   [&] {
                       return demo.windows().size() > before && demo.lastWindow().value("stage"_L1).toInt(-1) == stage;
                   },
                   20'000);
    }
};

void TestFaults::showsAtItsStageOnly_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("stage");
    QTest::newRow("burst@50") << u"burst"_s << 50;
    QTest::newRow("p99@25") << u"p99"_s << 25;
    QTest::newRow("readyz@10") << u"readyz"_s << 10;
    QTest::newRow("errors@100") << u"errors"_s << 100;
    QTest::newRow("tamper@50") << u"tamper"_s << 50;
    QTest::newRow("burst@0") << u"burst"_s << 0;
}

void TestFaults::showsAtItsStageOnly()
{
    QFETCH(QString, kind);
    QFETCH(int, stage);
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"20"_s, u"--fault"_s, u"%1@%2"_s.arg(kind).arg(stage)}));
    for (const int other : {10, 25, 50, 100}) {
        if (other == stage)
            continue;
        QVERIFY(reachStage(demo, other));
        QVERIFY(!isSeen(demo, kind));
    }
    QVERIFY(reachStage(demo, stage));
    QVERIFY(isSeen(demo, kind));
    if (stage == 0)
        return;
    QVERIFY(demo.setStage("abort"));
    QVERIFY(demo.waitForWindow([](const QJsonObject &window) { return window.value("stage"_L1).toInt(-1) == 0; }));
    QVERIFY(!isSeen(demo, kind));
}

void TestFaults::freezesTheEvidence()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"50"_s, u"--fault"_s, u"freeze@25"_s}));
    QVERIFY(reachStage(demo, 10));
    QVERIFY(demo.run(u"bash pipeline/release/canary_step.sh 25"_s).succeeded());
    const QByteArray frozen = demo.read(u"var/evidence/latest.json"_s);
    QVERIFY(!QTest::qWaitFor([&] { return demo.read(u"var/evidence/latest.json"_s) != frozen; }, 1000));
    QVERIFY(reachStage(demo, 50));
}

void TestFaults::leavesTheRehearsalAlone()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"20"_s, u"--fault"_s, u"burst@50"_s, u"--fault"_s, u"p99@25"_s}));
    const auto run = demo.run(u"bash pipeline/release/cutover_rehearsal.sh --steps \"25,50\" --abort-drill yes"_s);
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
}

void TestFaults::spoilsARehearsalWhenAsked()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"20"_s, u"--fault"_s, u"burst@rehearsal:50"_s}));
    const auto run = demo.run(u"bash pipeline/release/cutover_rehearsal.sh --steps \"25,50\" --abort-drill yes"_s);
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains(u"a window at 50 % is not green"_s), qPrintable(run.text()));
    QVERIFY(!run.hasLine(u"✓✓✓ ALL REHEARSALS PASSED ✓✓✓"_s));
    QCOMPARE(demo.read(u"var/rehearsal/desired_stage.txt"_s).trimmed(), "0");
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
