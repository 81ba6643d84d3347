// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The documents that scripts of a team read: dashboard, pre-cutover and its report, baselines.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

QStringList idsOf(const QJsonArray &list)
{
    QStringList ids;
    for (const auto &value : list)
        ids.append(value.toObject()[u"id"_s].toString());
    return ids;
}

} // namespace

class ReportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theDashboardHasTheScriptsShape();
    void theDashboardFallsWithOneRow();
    void preCutoverRunsWhatIsMissing();
    void preCutoverWritesItsReport();
    void aReportIsComparedWithThePresent();
    void aReportThatCannotBeReadIsThree();
    void aReportThatCannotBeWrittenIsThree();
    void baselinesAreThePerfOfTheEvidence();
    void baselinesNeedAnEvidence();

private:
    [[nodiscard]] Called text(const QStringList &arguments) const
    {
        return m_ctl->call(QStringList{u"--workspace"_s, m_demo.path()} + arguments);
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void ReportsTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
}

void ReportsTest::theDashboardHasTheScriptsShape()
{
    const auto early = (*m_ctl)({u"dashboard"_s});
    QVERIFY2(early.exitCode == 1, early.text().constData()); // no drill was run yet, and it runs none
    QCOMPARE(early.json()[u"verdict"_s].toString(), u"NO-GO"_s);
    QCOMPARE((*m_ctl)({u"preflight"_s}).exitCode, 0);

    const auto called = (*m_ctl)({u"dashboard"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto document = called.json();
    const auto script =
        QJsonDocument::fromJson(m_demo.run(u"python scripts/ops/show_cutover_dashboard.py --json"_s).out.toUtf8())
            .object();
    QVERIFY(!script.isEmpty());
    QCOMPARE(document.keys(), script.keys());
    for (const auto &key : {u"verdict"_s, u"environment"_s, u"version"_s})
        QCOMPARE(document[key], script[key]);
    const auto checks = document[u"checks"_s].toArray();
    QCOMPARE(idsOf(checks), (QStringList{u"readyz"_s, u"evidence-integrity"_s, u"dr-recovery"_s, u"key-rotation"_s,
                                         u"policy-signatures"_s, u"pii-breaker"_s, u"manual-promotion"_s,
                                         u"canary-health"_s, u"rehearsal"_s, u"dashboard"_s}));
    for (const auto &check : checks) {
        QCOMPARE(check.toObject().keys(), script[u"checks"_s].toArray().first().toObject().keys());
        QVERIFY(check.toObject()[u"green"_s].toBool());
    }
    const auto shown = text({u"dashboard"_s});
    QVERIFY2(shown.out.startsWith("Demo ") && shown.out.endsWith("\nGo/No-Go: GO\n"), shown.text().constData());
}

void ReportsTest::theDashboardFallsWithOneRow()
{
    const auto name = QDir(m_demo.path(u"configs/policy"_s)).entryList({u"*.json"_s}).first();
    const auto before = m_demo.read(u"configs/policy/"_s + name);
    QVERIFY(m_demo.write(u"configs/policy/"_s + name, before + ' '));
    const auto called = (*m_ctl)({u"dashboard"_s});
    QVERIFY(m_demo.write(u"configs/policy/"_s + name, before));
    QVERIFY2(called.exitCode == 1, called.text().constData());
    QCOMPARE(called.json()[u"verdict"_s].toString(), u"NO-GO"_s);
    QStringList red;
    for (const auto &check : called.json()[u"checks"_s].toArray())
        if (!check.toObject()[u"green"_s].toBool())
            red.append(check.toObject()[u"id"_s].toString());
    QCOMPARE(red, (QStringList{u"policy-signatures"_s, u"dashboard"_s}));
    QVERIFY2(called.err.contains(name.toUtf8()), called.text().constData()); // what the script said of it
}

void ReportsTest::preCutoverRunsWhatIsMissing()
{
    const auto called = (*m_ctl)({u"pre-cutover"_s});
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    QCOMPARE(called.json()[u"verdict"_s].toString(), u"GO"_s); // the row that fell was run again
    QStringList missing;
    for (const auto &what : called.json()[u"missing"_s].toArray())
        missing.append(what.toString());
    QCOMPARE(missing, (QStringList{u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s}));
    const auto shown = text({u"pre-cutover"_s});
    QVERIFY2(shown.exitCode == 1 && shown.out.startsWith("Open since "), shown.text().constData());
}

void ReportsTest::preCutoverWritesItsReport()
{
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        QCOMPARE((*m_ctl)({u"confirm"_s, what, u"--by"_s, u"Demo lead"_s}).exitCode, 0);
    const auto report = m_ctl->file(u"made/pre-cutover.json"_s);
    const auto called = (*m_ctl)({u"pre-cutover"_s, u"--report"_s, report});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), called.out);
    QCOMPARE(called.json().keys(), (QStringList{u"baselines"_s, u"decision_verdict"_s, u"generated_at"_s, u"missing"_s,
                                                u"opens_at"_s, u"rows"_s, u"verdict"_s, u"waiting_for"_s}));
    QVERIFY(called.json()[u"missing"_s].toArray().isEmpty());
    const auto target = QDateTime::fromString(m_demo.json(u"cutover.json"_s)[u"target_at"_s].toString(), Qt::ISODate);
    QCOMPARE(QDateTime::fromString(called.json()[u"opens_at"_s].toString(), Qt::ISODate), target.addSecs(-1800));
}

void ReportsTest::aReportIsComparedWithThePresent()
{
    const auto report = m_ctl->file(u"then.json"_s);
    QCOMPARE((*m_ctl)({u"preflight"_s, u"--only"_s, u"policy-signatures"_s, u"--report"_s, report}).exitCode, 0);
    const QStringList compare{u"preflight"_s, u"--only"_s, u"policy-signatures"_s, u"--compare"_s, report};
    const auto same = (*m_ctl)(compare);
    QVERIFY2(same.exitCode == 0 && same.json()[u"changes"_s].toArray().isEmpty(), same.text().constData());
    QCOMPARE(same.json()[u"compared_with"_s].toString(), report);
    QVERIFY2(text(compare).out.contains("\nNothing changed since the report of "), text(compare).text().constData());

    const auto name = QDir(m_demo.path(u"configs/policy"_s)).entryList({u"*.json"_s}).first();
    const auto before = m_demo.read(u"configs/policy/"_s + name);
    QVERIFY(m_demo.write(u"configs/policy/"_s + name, before + ' '));
    const auto changed = (*m_ctl)(compare);
    const auto shown = text(compare);
    QVERIFY(m_demo.write(u"configs/policy/"_s + name, before));
    QCOMPARE(changed.exitCode, 1);
    QStringList found;
    for (const auto &value : changed.json()[u"changes"_s].toArray()) {
        const auto change = value.toObject();
        QCOMPARE(change.keys(), (QStringList{u"id"_s, u"now"_s, u"text"_s, u"then"_s, u"what"_s}));
        found.append(change[u"id"_s].toString() + u' ' + change[u"what"_s].toString() + u' ' +
                     change[u"then"_s].toString() + u' ' + change[u"now"_s].toString());
    }
    for (const auto &line : {u"verdict verdict GO NO-GO"_s, u"policy-signatures status go no_go"_s})
        QVERIFY2(found.contains(line), qPrintable(found.join(u'\n')));
    QVERIFY2(shown.out.contains("\n  All policies signed was Go and is No-Go.\n"), shown.text().constData());
    QCOMPARE((*m_ctl)({u"preflight"_s, u"--only"_s, u"policy-signatures"_s}).exitCode, 0);
}

void ReportsTest::aReportThatCannotBeReadIsThree()
{
    const auto absent = (*m_ctl)({u"preflight"_s, u"--compare"_s, m_ctl->file(u"absent.json"_s)});
    QVERIFY2(absent.exitCode == 3 && absent.errorCode() == "not_found"_L1, absent.text().constData());
    const auto broken = m_ctl->write(u"broken.json"_s, "{\n  \"verdict\": \"GO\",\n  \"rows\": 12\n}\n");
    const auto called = (*m_ctl)({u"preflight"_s, u"--compare"_s, broken});
    QVERIFY2(called.ended && called.exitCode == 3, called.text().constData());
    const auto error = called.json()[u"error"_s].toObject();
    QCOMPARE(error[u"file"_s].toString(), broken);
    QVERIFY2(error[u"line"_s].toInt() > 0 && !error[u"pointer"_s].isNull(), called.text().constData());
}

void ReportsTest::aReportThatCannotBeWrittenIsThree()
{
    const auto blocked = m_ctl->write(u"a-file"_s, "no folder");
    const auto called =
        (*m_ctl)({u"preflight"_s, u"--only"_s, u"readyz"_s, u"--report"_s, blocked + u"/report.json"_s});
    QVERIFY2(called.ended && called.exitCode == 3, called.text().constData());
    const auto error = called.json()[u"error"_s].toObject();
    QCOMPARE(error.keys(), (QStringList{u"code"_s, u"file"_s, u"line"_s, u"pointer"_s, u"text"_s}));
    QVERIFY2(error[u"file"_s].toString().startsWith(blocked), called.text().constData());
    QVERIFY(error[u"line"_s].isNull() && error[u"pointer"_s].isNull());
}

void ReportsTest::baselinesAreThePerfOfTheEvidence()
{
    std::ignore = m_demo.stopService(); // the evidence stays as it is
    const auto called = (*m_ctl)({u"baseline"_s, u"capture"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    const auto today = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd"_s);
    const auto file = called.json()[u"file"_s].toString();
    QCOMPARE(file, u"var/cutover/baselines-%1.json"_s.arg(today));
    const auto perf = m_demo.json(u"var/evidence/latest.json"_s)[u"perf"_s].toObject();
    auto baseline = m_demo.json(file);
    QVERIFY(baseline.contains(u"captured_at"_s));
    baseline.remove(u"captured_at"_s);
    QCOMPARE(baseline, perf);
    const auto used = (*m_ctl)({u"pre-cutover"_s}).json()[u"baselines"_s].toObject();
    QCOMPARE(used[u"status"_s].toString(), u"go"_s);
    QCOMPARE(used[u"file"_s].toString(), file);
    QCOMPARE(used[u"p99_ms"_s], perf[u"p99_ms"_s]);
}

void ReportsTest::baselinesNeedAnEvidence()
{
    const auto before = m_demo.read(u"var/evidence/latest.json"_s);
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, QByteArray(before).replace("\"p99_ms\"", "\"p98_ms\"")));
    const auto incomplete = (*m_ctl)({u"baseline"_s, u"capture"_s});
    QVERIFY2(incomplete.ended && incomplete.exitCode == 3, incomplete.text().constData());
    QVERIFY2(incomplete.text().contains("p99_ms"), incomplete.text().constData());
    QVERIFY(QFile::remove(m_demo.path(u"var/evidence/latest.json"_s)));
    const auto absent = (*m_ctl)({u"baseline"_s, u"capture"_s});
    QVERIFY2(absent.ended && absent.exitCode == 3, absent.text().constData());
    QVERIFY2(absent.json()[u"error"_s].toObject()[u"file"_s].toString().endsWith(u"latest.json"_s),
             absent.text().constData());
    QVERIFY(m_demo.write(u"var/evidence/latest.json"_s, before));
}

QTEST_GUILESS_MAIN(ReportsTest)

#include "tst_reports.moc"
