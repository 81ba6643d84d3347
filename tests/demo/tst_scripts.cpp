// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoworkspace.h"

using namespace Qt::StringLiterals;
using cutover::demo::test::DemoWorkspace;
using cutover::demo::test::Run;

/// The scripts' finer points: limits at their edges, inputs that are missing, and what they leave behind.
class TestScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void toleratesOneLostFileButNotTwo();
    void countsDaysOfListedKeysToo();
    void refusesUnsignedAndUnmatchedPolicies();
    void countsUnsealedEvidenceAndRefusesOlderUnlisted();
    void refusesAnEditedManifest();
    void refusesAMarkOfTampering();
    void namesAnUnreachableService();
    void failsAStepThatNobodyTakesOver();
    void abortsWithoutTheService();
    void refusesARehearsalDuringARollout();
    void forgetsADrillOfAnotherVersion();
    void passesTheSmokeTests();

private:
    std::unique_ptr<DemoWorkspace> m_demo;
};

void TestScripts::init()
{
    m_demo = std::make_unique<DemoWorkspace>();
    QVERIFY(m_demo->init().succeeded());
}

void TestScripts::cleanup()
{
    m_demo.reset();
}

void TestScripts::toleratesOneLostFileButNotTwo()
{
    const QString drill = u"bash pipeline/dr/measure_recovery_time.sh"_s;
    QVERIFY(m_demo->write(u"var/service/data/orders/part-00.csv"_s, "changed since the backup\n"));
    const Run one = m_demo->run(drill);
    QVERIFY2(one.succeeded() && one.out.contains(u"RPO=1"_s), qPrintable(one.text()));
    QVERIFY(m_demo->write(u"var/service/data/new.csv"_s, "made since the backup\n"));
    const Run two = m_demo->run(drill);
    QCOMPARE(two.exitCode, 1);
    QVERIFY2(two.out.contains(u"RPO=2"_s) && two.err.contains(u"new.csv"_s), qPrintable(two.text()));
    QCOMPARE(m_demo->json(u"var/drills/dr-recovery.json"_s).value("passed"_L1), QJsonValue(false));
    QVERIFY(m_demo->write(u"var/backups/service-data-99999999.tar"_s, "not an archive"));
    QCOMPARE(m_demo->run(drill).exitCode, 1);
}

void TestScripts::countsDaysOfListedKeysToo()
{
    const QString countdown = u"python scripts/ops/check_key_rotation_countdown.py"_s;
    const auto listed = [this](const QString &file, const QDateTime &until) {
        return m_demo->write(
            u"configs/tls/rotation.json"_s,
            u"{\"keys\": [{\"file\": \"%1\", \"rotate_by\": \"%2\"}]}"_s.arg(file, until.toString(Qt::ISODate))
                .toUtf8());
    };
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(listed(u"configs/policy/keys/policy.pem"_s, now.addDays(7).addSecs(300)));
    const Run seven = m_demo->run(countdown);
    QVERIFY2(seven.succeeded() && seven.hasLine(u"Shortest: 7 days remaining"_s), qPrintable(seven.text()));
    QVERIFY(listed(u"configs/policy/keys/policy.pem"_s, now.addDays(7).addSecs(-300)));
    QCOMPARE(m_demo->run(countdown).exitCode, 1);
    QVERIFY(listed(u"configs/policy/keys/gone.pem"_s, now.addDays(90)));
    QCOMPARE(m_demo->run(countdown).exitCode, 1);
    QVERIFY(m_demo->write(u"configs/tls/service.pem"_s, "no certificate"));
    QCOMPARE(m_demo->run(countdown).exitCode, 1);
}

void TestScripts::refusesUnsignedAndUnmatchedPolicies()
{
    const Run unmatched = m_demo->run(u"python scripts/policy/verify.py configs/policy/*.yaml"_s);
    QCOMPARE(unmatched.exitCode, 1);
    QCOMPARE(m_demo->run(u"python scripts/policy/verify.py"_s).exitCode, 2);
    QVERIFY(m_demo->write(u"configs/policy/zz-new.json"_s, "{}"));
    const Run unsignedPolicy = m_demo->run(u"python scripts/policy/verify.py configs/policy/*.json"_s);
    QCOMPARE(unsignedPolicy.exitCode, 1);
    QVERIFY2(unsignedPolicy.out.contains(u"zz-new.json: not signed"_s), qPrintable(unsignedPolicy.text()));
    QVERIFY(!unsignedPolicy.hasLine(u"All signatures valid"_s));
    QVERIFY(m_demo->write(u"configs/policy/zz-new.json.sig"_s, m_demo->read(u"configs/policy/canary.json.sig"_s)));
    QCOMPARE(m_demo->run(u"python scripts/policy/verify.py configs/policy/*.json"_s).exitCode, 1);
}

void TestScripts::countsUnsealedEvidenceAndRefusesOlderUnlisted()
{
    const QString validate = u"bash scripts/ci/validate_evidence_integrity.sh"_s;
    QVERIFY(m_demo->write(u"var/evidence/canary-new.json"_s, "{}"));
    QVERIFY(m_demo->run(u"touch -d '1 minute' var/evidence/canary-new.json"_s).succeeded());
    const Run newer = m_demo->run(validate);
    QVERIFY2(newer.succeeded() && newer.hasLine(u"✓ 1 files not sealed yet"_s), qPrintable(newer.text()));
    QVERIFY(m_demo->run(u"touch -d '1 hour ago' var/evidence/canary-new.json"_s).succeeded());
    const Run older = m_demo->run(validate);
    QCOMPARE(older.exitCode, 1);
    QVERIFY2(older.err.contains(u"canary-new.json"_s), qPrintable(older.text()));
}

void TestScripts::refusesAnEditedManifest()
{
    const QString manifest = u"var/evidence/manifest.dsse.json"_s;
    const QByteArray before = m_demo->read(manifest);
    QByteArray edited = before;
    edited.replace("vnd.in-toto+json", "vnd.in-toto+JSON");
    QVERIFY(edited != before);
    for (const QByteArray &bytes : {edited, QByteArray("{}"), QByteArray("{"), QByteArray()}) {
        QVERIFY(m_demo->write(manifest, bytes));
        const Run run = m_demo->run(u"bash scripts/ci/validate_evidence_integrity.sh"_s);
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains(manifest), qPrintable(run.text()));
    }
}

void TestScripts::refusesAMarkOfTampering()
{
    const QByteArray before = m_demo->read(u"var/evidence/latest.json"_s);
    for (const QByteArray &mark : {QByteArray("true"), QByteArray("null"), QByteArray("\"false\"")}) {
        QVERIFY(m_demo->write(u"var/evidence/latest.json"_s,
                              QByteArray(before).replace("\"tampered\": false", "\"tampered\": " + mark)));
        QCOMPARE(m_demo->run(u"bash scripts/ci/validate_evidence_integrity.sh"_s).exitCode, 1);
    }
}

void TestScripts::namesAnUnreachableService()
{
    const Run run = m_demo->run(u"READYZ_DEADLINE_S=0 bash scripts/ci/check_readyz_blocking.sh"_s);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains(m_demo->address()), qPrintable(run.text()));
}

void TestScripts::failsAStepThatNobodyTakesOver()
{
    const Run run = m_demo->run(u"STAGE_DEADLINE_S=0 bash pipeline/release/canary_step.sh 10"_s);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains(u"did not take over"_s), qPrintable(run.text()));
}

void TestScripts::abortsWithoutTheService()
{
    QVERIFY(QDir(m_demo->path(u"var/rollout"_s)).removeRecursively());
    QVERIFY(m_demo->run(u"bash pipeline/release/abort.sh --reason $'two\nlines'"_s).succeeded());
    QCOMPARE(m_demo->read(u"var/rollout/desired_stage.txt"_s), "abort\n");
    QCOMPARE(m_demo->read(u"var/rollout/abort.log"_s).count('\n'), 1);
}

void TestScripts::refusesARehearsalDuringARollout()
{
    QVERIFY(m_demo->setStage("25"));
    const Run run = m_demo->run(u"bash pipeline/release/cutover_rehearsal.sh --steps 25,50 --abort-drill yes"_s);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains(u"rollout"_s), qPrintable(run.text()));
    QVERIFY(!m_demo->exists(u"var/rehearsal/desired_stage.txt"_s));
}

void TestScripts::forgetsADrillOfAnotherVersion()
{
    QVERIFY(m_demo->run(u"bash pipeline/dr/measure_recovery_time.sh"_s).succeeded());
    const auto note = [this] {
        const Run run = m_demo->run(u"python scripts/ops/show_cutover_dashboard.py --json"_s);
        const QJsonObject document = QJsonDocument::fromJson(run.out.toUtf8()).object();
        return document.value("checks"_L1).toArray().at(2).toObject().value("note"_L1).toString();
    };
    QVERIFY(note().startsWith(u"passed at "_s));
    QVERIFY(m_demo->write(u"cutover.json"_s, m_demo->read(u"cutover.json"_s).replace("v0.5.11v+", "v0.5.12")));
    QCOMPARE(note(), u"the last drill was made with v0.5.11v+"_s);
}

void TestScripts::passesTheSmokeTests()
{
    QVERIFY(m_demo->serve());
    const Run run = m_demo->run(u"pytest tests/e2e/ -v"_s);
    QVERIFY2(run.succeeded(), qPrintable(run.text()));
    QVERIFY(run.out.contains(u"4 passed"_s));
}

QTEST_GUILESS_MAIN(TestScripts)
#include "tst_scripts.moc"
