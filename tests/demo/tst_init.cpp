// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

using namespace Qt::StringLiterals;
using cutover::demo::test::DemoWorkspace;
using cutover::demo::test::Run;

class TestInit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOutEverything();
    void fillsTheProfileIn();
    void takesTheTargetGiven();
    void refusesAFolderWithAnythingInIt();
    void takesAnEmptyFolder();
    void makesKeysThatOpenSslReads();
    void leavesTheScriptsOutForTheProbes();
    void documentsTheBaselinesOfTheEvidence();
    void givesEachWorkspaceItsOwnIdentity();
};

void TestInit::laysOutEverything()
{
    DemoWorkspace demo;
    const Run run = demo.init();
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
    for (const QString &name : {u"cutover.json"_s,
                                u"README.md"_s,
                                u"scripts/ci/check_readyz_blocking.sh"_s,
                                u"scripts/ci/validate_evidence_integrity.sh"_s,
                                u"pipeline/dr/measure_recovery_time.sh"_s,
                                u"scripts/ops/check_key_rotation_countdown.py"_s,
                                u"scripts/policy/verify.py"_s,
                                u"jobs/__init__.py"_s,
                                u"jobs/pii_circuit_breaker_monitor.py"_s,
                                u"scripts/ops/configure_manual_promotion.sh"_s,
                                u"pipeline/release/cutover_rehearsal.sh"_s,
                                u"scripts/ops/show_cutover_dashboard.py"_s,
                                u"scripts/ops/run_preflight_checks.sh"_s,
                                u"pipeline/release/canary_step.sh"_s,
                                u"pipeline/release/abort.sh"_s,
                                u"tests/e2e/test_service.py"_s,
                                u"var/evidence/latest.json"_s,
                                u"var/evidence/manifest.dsse.json"_s,
                                u"configs/policy/canary.json"_s,
                                u"configs/policy/canary.json.sig"_s,
                                u"configs/policy/keys/policy.pem"_s,
                                u"configs/cutover/keys/evidence.pem"_s,
                                u"configs/tls/service.pem"_s,
                                u"var/pii/circuit_breaker.json"_s,
                                u"configs/rollout/promotion.json"_s})
        QVERIFY2(demo.exists(name), qPrintable(name));
    QVERIFY(QFileInfo(demo.path(u"pipeline/release/abort.sh"_s)).isExecutable());
    QVERIFY(!demo.exists(u"configs/cutover/signers.dsse.json"_s));
    QVERIFY(!demo.exists(u"var/rollout/desired_stage.txt"_s));
    QCOMPARE(demo.windows().size(), 20);
}

void TestInit::leavesTheScriptsOutForTheProbes()
{
    DemoWorkspace demo;
    const Run run = demo.init({u"--profile"_s, u"builtin"_s});
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
    for (const QString &gone : {u"scripts"_s, u"jobs"_s, u"pipeline/dr/measure_recovery_time.sh"_s,
                                u"pipeline/release/cutover_rehearsal.sh"_s, u"criteria-builtin.json"_s})
        QVERIFY2(!demo.exists(gone), qPrintable(gone));
    QVERIFY(demo.exists(u"pipeline/release/abort.sh"_s));
    const QJsonObject criteria = demo.json(u"cutover.json"_s).value("criteria"_L1).toObject();
    QCOMPARE(criteria.size(), 10);
    for (const QJsonValue &criterion : criteria)
        QCOMPARE(criterion["source"_L1].toString(), u"probe"_s);
}

void TestInit::fillsTheProfileIn()
{
    DemoWorkspace demo;
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-60);
    QVERIFY(demo.init().succeeded());
    QVERIFY(!demo.read(u"cutover.json"_s).contains('@' + QByteArray("PORT")));
    const QJsonObject profile = demo.json(u"cutover.json"_s);
    QCOMPARE(profile.value("environment"_L1).toString(), u"Demo"_s);
    QCOMPARE(profile.value("version"_L1).toString(), u"v0.5.11v+"_s);
    QCOMPARE(profile.value("change"_L1).toString(), u"CHG-20418"_s);
    QCOMPARE(profile.value("workspace_id"_L1).toString().size(), 32);
    const QDateTime target = QDateTime::fromString(profile.value("target_at"_L1).toString(), Qt::ISODate);
    QVERIFY(target > before && target <= QDateTime::currentDateTimeUtc());
    QCOMPARE(target.time().second(), 0);
    QList<int> holds;
    for (const QJsonValue &stage : profile.value("stages"_L1).toArray())
        holds.append(stage.toObject().value("hold_s"_L1).toInt());
    QCOMPARE(holds, (QList<int>{15, 30, 30, 60}));
    QVERIFY(demo.address().startsWith(u"http://127.0.0.1:"_s));
}

void TestInit::takesTheTargetGiven()
{
    DemoWorkspace demo;
    QVERIFY(demo.init({u"--target"_s, u"2026-03-02T15:00:00+01:00"_s}).succeeded());
    QCOMPARE(demo.json(u"cutover.json"_s).value("target_at"_L1).toString(), u"2026-03-02T14:00:00Z"_s);
}

void TestInit::refusesAFolderWithAnythingInIt()
{
    DemoWorkspace demo;
    QVERIFY(demo.write(u".hidden"_s, "mine"));
    const Run run = demo.init();
    QVERIFY(run.ended);
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.err.contains(u"not empty"_s));
    QCOMPARE(QDir(demo.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u".hidden"_s});
}

void TestInit::takesAnEmptyFolder()
{
    DemoWorkspace demo;
    QVERIFY(QDir().mkpath(demo.path()));
    QVERIFY(demo.init().succeeded());
}

void TestInit::makesKeysThatOpenSslReads()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    for (const auto &[secret, open] : {std::pair(u"policy"_s, u"configs/policy/keys/policy.pem"_s),
                                       std::pair(u"evidence"_s, u"configs/cutover/keys/evidence.pem"_s)}) {
        const QString file = u".demo-keys/%1.pem"_s.arg(secret);
        QCOMPARE(QFile::permissions(demo.path(file)), ownerOnly);
        QVERIFY(demo.read(file).startsWith("DEMO ONLY"));
        const Run half = demo.run(u"openssl pkey -in %1 -passin file:.demo-keys/passphrase.txt -pubout"_s.arg(file));
        QVERIFY2(half.succeeded(), qPrintable(half.text()));
        QCOMPARE(half.out.toUtf8(), demo.read(open));
    }
    const Run verified = demo.run(u"base64 -d configs/policy/canary.json.sig > sig && openssl dgst -sha256 -verify "
                                  "configs/policy/keys/policy.pem -signature sig configs/policy/canary.json"_s);
    QVERIFY2(verified.succeeded(), qPrintable(verified.text()));
}

void TestInit::documentsTheBaselinesOfTheEvidence()
{
    DemoWorkspace demo;
    QVERIFY(demo.init().succeeded());
    const QString today = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd");
    const QJsonObject baselines = demo.json(u"var/cutover/baselines-%1.json"_s.arg(today));
    QVERIFY(!baselines.isEmpty());
    QCOMPARE(baselines, demo.json(u"var/evidence/latest.json"_s).value("perf"_L1).toObject());
}

void TestInit::givesEachWorkspaceItsOwnIdentity()
{
    DemoWorkspace one;
    DemoWorkspace other;
    QVERIFY(one.init().succeeded() && other.init().succeeded());
    const auto id = [](const DemoWorkspace &demo) { return demo.json(u"cutover.json"_s).value("workspace_id"_L1); };
    QVERIFY(id(one) != id(other));
    QVERIFY(one.read(u"configs/policy/keys/policy.pem"_s) != other.read(u"configs/policy/keys/policy.pem"_s));
}

QTEST_GUILESS_MAIN(TestInit)
#include "tst_init.moc"
