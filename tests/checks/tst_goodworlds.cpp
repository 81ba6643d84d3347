// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies exactly on a limit, and what only looks odd, is Go, with its arithmetic.
#include "checks/world.h"
#include "crypto/digest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

class GoodWorldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recoveryOnItsLimits();
    void recoveryInMinutesAlone();
    void burstOnItsLimit_data();
    void burstOnItsLimit();
    void windowsBeforeTheLastThreeAreHistory();
    void windowsBringTheirOwnNumbers();
    void baselineOnItsLimit();
    void baselineNewestIsTaken();
    void daysOnTheirLimit();
    void colouredLine();
    void windowsLineEnds();
    void noiseOnStandardError();
    void shellStringWithPipes();
    void linkInsideTheWorkspace();
    void scriptsWordSaysSo();
    void rowTellsItsSource();
    void readyzIsExitCodeAlone();
    void passedEnvironmentArrives();
    void everyStationGo();
};

namespace {

constexpr auto recovery = CriterionId::DrRecovery;
constexpr auto integrity = CriterionId::EvidenceIntegrity;
constexpr auto canary = CriterionId::CanaryHealth;

QByteArray told(const domain::Row &row)
{
    return domain::statusName(row.status).toUtf8() + " " + QByteArray::number(static_cast<int>(row.reason.cause)) +
           " " + row.reason.data.join(u" | "_s).toUtf8();
}

#define VERIFY_GO(row) QVERIFY2((row).isGo(), told(row).constData())

} // namespace

void GoodWorldsTest::recoveryOnItsLimits()
{
    World world;
    world.prints(recovery, "RTO=15m00s, RPO=1\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n");
    const auto row = world.run(recovery);
    VERIFY_GO(row);
    QCOMPARE(row.reason.cause, Cause::None);
    const QList<domain::Measure> expected{{u"RTO"_s, 15, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes},
                                          {u"RPO"_s, 1, domain::Operator::LessOrEqual, 1, domain::Unit::Files}};
    QCOMPARE(row.measures, expected);
}

void GoodWorldsTest::recoveryInMinutesAlone()
{
    World world;
    const auto row = world.run(recovery);
    VERIFY_GO(row);
    QCOMPARE(row.measures.first().observed, 12.0);
}

void GoodWorldsTest::burstOnItsLimit_data()
{
    QTest::addColumn<bool>("builtIn");
    QTest::newRow("jq") << false;
    QTest::newRow("probe") << true;
}

void GoodWorldsTest::burstOnItsLimit()
{
    QFETCH(bool, builtIn);
    World world;
    if (builtIn)
        world.plan(canary).source = domain::CheckSource::Probe;
    const QByteArray window = World::window(1.5);
    world.writeEvidence(World::evidence("[" + window + ", " + window + ", " + window + "]"));
    const auto row = world.run(canary);
    VERIFY_GO(row);
    QCOMPARE(row.measures.size(), 3);
    QCOMPARE(row.measures.last().observed, 1.5);
    QCOMPARE(row.measures.last().limit, 1.5);
    QCOMPARE(row.source.kind, builtIn ? domain::Source::Kind::File : domain::Source::Kind::Command);
    QCOMPARE(row.outputSha256, crypto::sha256(world.outputs[canary]));
}

void GoodWorldsTest::windowsBeforeTheLastThreeAreHistory()
{
    World world;
    world.plan(canary).source = domain::CheckSource::Probe;
    world.writeEvidence(
        World::evidence("[" + World::window(9, "false") + ", {\"burst\": \"odd\"}, " + World::goodWindows().mid(1)));
    VERIFY_GO(world.run(canary));
}

void GoodWorldsTest::windowsBringTheirOwnNumbers()
{
    World world;
    const QByteArray window = World::window(0.8, "true", R"(, "p50_ms": 40, "p99_ms": 170, "error_rate": 0)");
    world.writeEvidence(World::evidence("[" + window + ", " + window + ", " + window + "]", R"("other": 1)"));
    VERIFY_GO(world.run(canary));
}

void GoodWorldsTest::baselineOnItsLimit()
{
    World world;
    world.write(u"var/cutover/baselines-20260301.json"_s,
                R"({"p50_ms": 41, "p99_ms": 180, "captured_at": "2026-02-27T10:20:00Z"})");
    const auto row = world.run(CriterionId::Baselines);
    VERIFY_GO(row);
    QCOMPARE(row.measures.first().margin().toDouble(), 0.0);
    QCOMPARE(row.source.ref, u"var/cutover/baselines-20260301.json"_s);
}

void GoodWorldsTest::baselineNewestIsTaken()
{
    World world;
    world.write(u"var/cutover/baselines-20260302.json"_s, R"({"p50_ms": 50, "p99_ms": 200})");
    world.write(u"var/cutover/baselines-latest.json"_s, R"({"p50_ms": 1, "p99_ms": 2})");
    const auto row = world.run(CriterionId::Baselines);
    VERIFY_GO(row);
    QCOMPARE(row.source.ref, u"var/cutover/baselines-20260302.json"_s);
    QCOMPARE(row.observed, u"P50 50, P99 200"_s);
}

void GoodWorldsTest::daysOnTheirLimit()
{
    World world;
    world.plan(CriterionId::KeyRotation).extract = {
        {u"days"_s, u"(\\d+) days"_s, domain::Unit::Days, std::nullopt, 7.0}};
    world.prints(CriterionId::KeyRotation, "a: 30 days\\nb: 7 days\\n✓✓✓ All keys healthy ✓✓✓\\n");
    const auto row = world.run(CriterionId::KeyRotation);
    VERIFY_GO(row);
    QCOMPARE(row.measures.first().observed, 7.0);
}

void GoodWorldsTest::colouredLine()
{
    World world;
    world.prints(integrity, "\\x1b]0;title\\x07\\x1b[1;32m  ✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓ \\x1b[0m\\n");
    VERIFY_GO(world.run(integrity));
}

void GoodWorldsTest::windowsLineEnds()
{
    World world;
    world.prints(integrity, "checking\\r\\n✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓\\r\\n");
    VERIFY_GO(world.run(integrity));
}

void GoodWorldsTest::noiseOnStandardError()
{
    World world;
    world.script(integrity, "printf '\\xff noise\\n' >&2\necho '✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓'\n");
    const auto row = world.run(integrity);
    VERIFY_GO(row);
    QVERIFY(world.outputs[integrity].contains("noise"));
}

void GoodWorldsTest::shellStringWithPipes()
{
    World world;
    world.plan(integrity).command = {
        {}, u"cd scripts && bash ci/validate_evidence_integrity.sh 2>/dev/null | grep -v '^*.zip$' # *.none"_s};
    VERIFY_GO(world.run(integrity));
}

void GoodWorldsTest::linkInsideTheWorkspace()
{
    World world;
    QFile::link(world.path() + u"/scripts/ci"_s, world.path() + u"/checks"_s);
    world.plan(integrity).command = {{u"bash"_s, u"checks/validate_evidence_integrity.sh"_s}, {}};
    VERIFY_GO(world.run(integrity));
}

void GoodWorldsTest::scriptsWordSaysSo()
{
    World world;
    const auto row = world.run(integrity);
    VERIFY_GO(row);
    QCOMPARE(row.reason.cause, Cause::ScriptsWord);
    QVERIFY(row.measures.isEmpty());
    QCOMPARE(row.observed, u"✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓"_s);
    QCOMPARE(row.limit, row.observed);
}

void GoodWorldsTest::rowTellsItsSource()
{
    World world;
    const auto row = world.run(CriterionId::PolicySignatures);
    VERIFY_GO(row);
    QCOMPARE(row.source.kind, domain::Source::Kind::Command);
    QVERIFY(row.source.ref.startsWith(u"bash -o pipefail -c "));
    QVERIFY(row.source.ref.contains(u"python scripts/policy/verify.py configs/policy/*.json"));
    QCOMPARE(row.source.exitCode.value_or(-1), 0);
    QCOMPARE(row.measuredAt, world.now);
    QVERIFY(row.durationMs >= 0);
    QCOMPARE(row.outputSha256, crypto::sha256("All signatures valid\n"));
}

void GoodWorldsTest::readyzIsExitCodeAlone()
{
    World world;
    world.prints(CriterionId::Readyz, "anything at all\\n");
    const auto row = world.run(CriterionId::Readyz);
    VERIFY_GO(row);
    QCOMPARE(row.observed, u"exit 0"_s);
}

void GoodWorldsTest::passedEnvironmentArrives()
{
    World world;
    world.session.insert(u"GIVEN"_s, u"yes"_s);
    world.session.insert(u"WITHHELD"_s, u"yes"_s);
    world.profile.passEnvironment = {u"GIVEN"_s};
    world.script(CriterionId::Readyz, "[ \"$GIVEN\" = yes ] && [ -z \"$WITHHELD\" ] && [ \"$TZ\" = UTC ]\n");
    VERIFY_GO(world.run(CriterionId::Readyz));
}

void GoodWorldsTest::everyStationGo()
{
    World world;
    const QDateTime at(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    world.rollCall = {{u"Incident Commander"_s, false, u"A"_s, at},
                      {u"Technical Lead"_s, true, u"B"_s, at.addSecs(60)},
                      {u"Incident Commander"_s, true, u"A"_s, at.addSecs(120)}};
    const auto row = world.run(CriterionId::TeamReady);
    VERIFY_GO(row);
    QCOMPARE(row.measuredAt, at.addSecs(60));
    QCOMPARE(row.measures.first().observed, 2.0);
    QCOMPARE(row.source.ref, u"A, B"_s);
}

QTEST_GUILESS_MAIN(GoodWorldsTest)

#include "tst_goodworlds.moc"
