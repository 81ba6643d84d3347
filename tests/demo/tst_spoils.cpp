// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demospoils.h"

using namespace Qt::StringLiterals;
using namespace cutover::demo::test;

/// For each of the nine scripts beneath the dashboard: spoil the one thing it guards, and that script and the dashboard
/// fall, and no other.
class TestSpoils : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsTheChecklistsLines();
    void fallsAloneWithTheDashboard_data();
    void fallsAloneWithTheDashboard();

private:
    /// The ids of the checks that are not Go, the dashboard's last.
    static QStringList fallen(DemoWorkspace &demo, const QString &spoilt)
    {
        QStringList ids;
        for (const Check &check : checks) {
            const Run run = demo.run(QString::fromUtf8(check.command));
            if (!isGo(check, run))
                ids.append(QLatin1String(check.id));
            if (!isGo(check, run) && run.out.isEmpty() && run.err.isEmpty())
                ids.append(QLatin1String(check.id) + u" gave no cause"_s);
        }
        // The rehearsal's own green windows must be behind the red ones again, and for the others ahead of nothing.
        const bool isRed = spoilt == "canary-health"_L1;
        if (!demo.waitForWindow([&](const QJsonObject &window) {
                return window.value("stage"_L1).toInt(-1) == 0 && window.value("pass"_L1).toBool() != isRed;
            }))
            ids.append(u"no window at stage 0"_s);
        if (!isGo(dashboard, demo.run(QString::fromUtf8(dashboard.command))))
            ids.append(QLatin1String(dashboard.id));
        return ids;
    }
};

void TestSpoils::printsTheChecklistsLines()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"40"_s}));
    QCOMPARE(fallen(demo, {}), QStringList());
    const Run preflight =
        demo.run(u"bash scripts/ops/run_preflight_checks.sh --report var/cutover/preflight-test.json"_s);
    QVERIFY2(preflight.succeeded(), qPrintable(preflight.text()));
    for (const QString &line :
         {u"✓ Readyz endpoint: healthy"_s, u"✓ Evidence integrity: valid"_s, u"✓ Policy signatures: all valid"_s,
          u"✓ PII circuit breaker: enabled"_s, u"✓ Manual promotion: enforced"_s, u"✓ Rehearsal: passed"_s,
          u"✓ Ops dashboard: GO"_s, u"✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓"_s, u"Go/No-Go: GO"_s})
        QVERIFY2(preflight.hasLine(line), qPrintable(preflight.text()));
    QVERIFY(preflight.out.contains(u"✓ DR recovery: PASS (RTO="_s));
    const QJsonObject report = demo.json(u"var/cutover/preflight-test.json"_s);
    QCOMPARE(report.value("verdict"_L1).toString(), u"GO"_s);
    QCOMPARE(report.value("checks"_L1).toArray().size(), 10);
}

void TestSpoils::fallsAloneWithTheDashboard_data()
{
    QTest::addColumn<QString>("id");
    for (const Check &check : checks)
        QTest::newRow(check.id) << QString::fromLatin1(check.id);
}

void TestSpoils::fallsAloneWithTheDashboard()
{
    QFETCH(QString, id);
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    QVERIFY(demo.serve({u"--speed"_s, u"40"_s}));
    QVERIFY(spoil(demo, id, u"40"_s));
    QCOMPARE(fallen(demo, id), (QStringList{id, u"dashboard"_s}));
}

QTEST_GUILESS_MAIN(TestSpoils)
#include "tst_spoils.moc"
