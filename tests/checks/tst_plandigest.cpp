// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/plandigest.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::checks;
using domain::CriterionId;
using domain::Profile;

namespace {

using Change = void (*)(Profile &);

domain::CriterionPlan &planOf(Profile &profile, CriterionId id)
{
    return profile.criteria[static_cast<std::size_t>(id)];
}

} // namespace

class PlanDigestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatMakesTheResultMakesTheDigest_data();
    void whatMakesTheResultMakesTheDigest();
    void whatMakesNoResultLeavesIt();
    void aRowOfAnotherPlanIsAnError();
};

void PlanDigestTest::whatMakesTheResultMakesTheDigest_data()
{
    QTest::addColumn<CriterionId>("id");
    QTest::addColumn<bool>("isProbe");
    QTest::addColumn<Change>("change");
    const auto add = [](const char *name, CriterionId id, bool isProbe, Change change) {
        QTest::newRow(name) << id << isProbe << change;
    };
    add("source", CriterionId::Readyz, false,
        [](Profile &p) { planOf(p, CriterionId::Readyz).source = domain::CheckSource::Probe; });
    add("command", CriterionId::KeyRotation, false, [](Profile &p) {
        planOf(p, CriterionId::KeyRotation).command = {{u"echo"_s, u"fine"_s}, {}};
    });
    add("expected line", CriterionId::KeyRotation, false,
        [](Profile &p) { planOf(p, CriterionId::KeyRotation).expect = u"fine"_s; });
    add("refused pattern", CriterionId::KeyRotation, false,
        [](Profile &p) { planOf(p, CriterionId::KeyRotation).refuse = {u"x"_s}; });
    add("extracted limit", CriterionId::DrRecovery, false, [](Profile &p) {
        planOf(p, CriterionId::DrRecovery).extract = {{u"RTO"_s, u"(\\d+)"_s, domain::Unit::Minutes, 99, {}}};
    });
    add("inputs", CriterionId::Readyz, false, [](Profile &p) { planOf(p, CriterionId::Readyz).inputs = {u"a"_s}; });
    add("readyz url", CriterionId::Readyz, true, [](Profile &p) { p.readyzUrl = u"http://other/"_s; });
    add("authorities", CriterionId::Readyz, true, [](Profile &p) { p.probes.readyz.caFile = u"ca.pem"_s; });
    add("evidence folder", CriterionId::EvidenceIntegrity, true,
        [](Profile &p) { p.probes.evidence.folder = u"proofs"_s; });
    add("pipeline key", CriterionId::EvidenceIntegrity, true,
        [](Profile &p) { p.probes.evidence.pipelineKey = u"k.pem"_s; });
    add("restore", CriterionId::DrRecovery, true, [](Profile &p) {
        p.probes.recovery.restore = {u"true"_s, u"{target}"_s};
    });
    add("RTO", CriterionId::DrRecovery, true, [](Profile &p) { p.probes.recovery.maxRtoS = 901; });
    add("RPO", CriterionId::DrRecovery, true, [](Profile &p) { p.probes.recovery.maxRpoFiles = 2; });
    add("days", CriterionId::KeyRotation, true, [](Profile &p) { p.probes.rotation.minDays = 1; });
    add("keys looked at", CriterionId::KeyRotation, true, [](Profile &p) { p.probes.rotation.files = {u"a.pem"_s}; });
    add("policies looked at", CriterionId::PolicySignatures, true,
        [](Profile &p) { p.probes.policies.files = {u"a.json"_s}; });
    add("breaker", CriterionId::PiiBreaker, true, [](Profile &p) { p.probes.breaker.file = u"b.json"_s; });
    add("heartbeat", CriterionId::PiiBreaker, true, [](Profile &p) { p.probes.breaker.heartbeatMaxS = 301; });
    add("manual value", CriterionId::ManualPromotion, true,
        [](Profile &p) { p.probes.promotionMode.manual = u"yes"_s; });
    add("burst", CriterionId::CanaryHealth, true, [](Profile &p) { p.limits.burst = 9; });
    add("window pointer", CriterionId::CanaryHealth, true, [](Profile &p) { p.pointers.burst = u"/calm"_s; });
    add("server", CriterionId::CanaryHealth, true, [](Profile &p) { p.prometheus.emplace().url = u"http://p"_s; });
    add("burst for a script too", CriterionId::CanaryHealth, false, [](Profile &p) { p.limits.burst = 9; });
    add("rehearsal's hold", CriterionId::Rehearsal, true, [](Profile &p) { p.rehearsal.holdS = 1; });
    add("target", CriterionId::Alerts, true, [](Profile &p) { p.notifications.targets[0].secretName = u"OTHER"_s; });
    add("a row beneath the dashboard", CriterionId::Dashboard, true, [](Profile &p) {
        p.probes.rotation.minDays = 1;
        planOf(p, CriterionId::KeyRotation).source = domain::CheckSource::Probe;
    });
}

void PlanDigestTest::whatMakesTheResultMakesTheDigest()
{
    QFETCH(CriterionId, id);
    QFETCH(bool, isProbe);
    QFETCH(Change, change);
    auto profile = domain::checklistProfile();
    planOf(profile, id).source = isProbe ? domain::CheckSource::Probe : domain::CheckSource::Command;
    const auto before = planDigest(profile, id);
    QCOMPARE(before.size(), 32);
    change(profile);
    QVERIFY(planDigest(profile, id) != before);
    for (std::size_t other = 0; other < domain::criterionCount; ++other)
        if (const auto otherId = static_cast<CriterionId>(other); otherId != id)
            QVERIFY(planDigest(profile, otherId) != planDigest(profile, id));
}

void PlanDigestTest::whatMakesNoResultLeavesIt()
{
    auto profile = domain::checklistProfile();
    const auto before = planDigest(profile, CriterionId::KeyRotation);
    planOf(profile, CriterionId::KeyRotation).deadlineS = 1;
    planOf(profile, CriterionId::KeyRotation).staleS = 1;
    profile.limits.burst = 1; // windows are not its matter: no drill is run again for them
    profile.contacts = {{u"Lead"_s, {}, {}, {}, {}, {}}};
    profile.probes.rotation.minDays = 1; // its source is the command
    QCOMPARE(planDigest(profile, CriterionId::KeyRotation), before);
}

void PlanDigestTest::aRowOfAnotherPlanIsAnError()
{
    domain::Row row;
    row.id = CriterionId::KeyRotation;
    row.status = domain::Status::Go;
    row.reason = {domain::Cause::None, {}};
    QCOMPARE(judgedForPlan(row, "a", "a").status, domain::Status::Go);
    QCOMPARE(judgedForPlan(row, {}, "a").status, domain::Status::Go);
    const auto judged = judgedForPlan(row, "a", "b");
    QCOMPARE(judged.status, domain::Status::Error);
    QCOMPARE(judged.reason.cause, domain::Cause::ScriptChanged);
    QCOMPARE(judged.reason.data, QStringList{u"cutover.json, /criteria/key-rotation"_s});
    row.status = domain::Status::NotRun;
    QCOMPARE(judgedForPlan(row, "a", "b").status, domain::Status::NotRun);
}

QTEST_GUILESS_MAIN(PlanDigestTest)
#include "tst_plandigest.moc"
