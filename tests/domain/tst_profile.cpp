// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/profile.h"

#include <QTest>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

class ProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDefaultsAreTheChecklists();
    void loosened_data();
    void loosened();
    void tighterIsNotLoosened();
    void everythingAtOnceIsListedInOrder();
};

void ProfileTest::theDefaultsAreTheChecklists()
{
    const auto profile = checklistProfile();
    QVERIFY(loosenedRules(profile).isEmpty());
    QCOMPARE(profile.environment, u"Production"_s);
    QVERIFY(!profile.isDemo());
    QCOMPARE(profile.stages, (QList<StagePlan>{{10, 900}, {25, 1800}, {50, 1800}, {100, 3600}}));
    QCOMPARE(profile.limits.burst, 1.5);
    QCOMPARE(profile.limits.validationP99Pct, 10);
    QCOMPARE(profile.limits.abortP99Pct, 20);
    QCOMPARE(profile.limits.sloErrorRate, 0.001);
    QCOMPARE(profile.limits.abortErrorRate, 0.005);
    QCOMPARE(profile.limits.baselineAgeS, 72 * 3600);
    QCOMPARE(profile.plan(CriterionId::Readyz).staleS, 24 * 3600);
    QCOMPARE(profile.plan(CriterionId::DrRecovery).staleS, 72 * 3600);
    QCOMPARE(profile.plan(CriterionId::TeamReady).staleS, 24 * 3600);
    QCOMPARE(profile.stageCommand.arguments.join(u' '), u"bash pipeline/release/canary_step.sh {stage}"_s);
    QCOMPARE(profile.abortCommand.arguments.join(u' '), u"bash pipeline/release/abort.sh --reason {reason}"_s);
}

void ProfileTest::loosened_data()
{
    using Change = void (*)(Profile &);
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("checklist");
    const auto add = [](const char *rule, Change change, double value, double checklist) {
        QTest::newRow(rule) << change << QString::fromLatin1(rule) << value << checklist;
    };
    add(
        "/limits/burst", [](Profile &p) { p.limits.burst = 1.6; }, 1.6, 1.5);
    add(
        "/limits/validation_p99_pct", [](Profile &p) { p.limits.validationP99Pct = 11; }, 11, 10);
    add(
        "/limits/abort_p99_pct", [](Profile &p) { p.limits.abortP99Pct = 25; }, 25, 20);
    add(
        "/limits/slo_error_rate", [](Profile &p) { p.limits.sloErrorRate = 0.002; }, 0.002, 0.001);
    add(
        "/limits/abort_error_rate", [](Profile &p) { p.limits.abortErrorRate = 0.01; }, 0.01, 0.005);
    add(
        "/limits/baseline_age_s", [](Profile &p) { p.limits.baselineAgeS = 259201; }, 259201, 259200);
    add(
        "/stages/0/hold_s", [](Profile &p) { p.stages[0].holdS = 15; }, 15, 900);
    add(
        "/stages/3/hold_s", [](Profile &p) { p.stages[3].holdS = 3599; }, 3599, 3600);
    add(
        "/criteria/readyz/stale_s",
        [](Profile &p) { p.criteria[static_cast<std::size_t>(CriterionId::Readyz)].staleS = 86401; }, 86401, 86400);
    add(
        "/criteria/alerts/stale_s",
        [](Profile &p) { p.criteria[static_cast<std::size_t>(CriterionId::Alerts)].staleS = 259201; }, 259201, 259200);
    add(
        "/criteria/dr-recovery/extract/RTO/max",
        [](Profile &p) {
            p.criteria[static_cast<std::size_t>(CriterionId::DrRecovery)].extract = {
                {u"RTO"_s, u"RTO=(\\d+)m"_s, Unit::Minutes, 20, {}}};
        },
        20, 15);
    add(
        "/criteria/dr-recovery/extract/RPO/max",
        [](Profile &p) {
            p.criteria[static_cast<std::size_t>(CriterionId::DrRecovery)].extract = {
                {u"RPO"_s, u"RPO=(\\d+)"_s, Unit::Files, 2, {}}};
        },
        2, 1);
    add(
        "/criteria/dr-recovery/max_rto_s", [](Profile &p) { p.probes.recovery.maxRtoS = 901; }, 901, 900);
    add(
        "/criteria/dr-recovery/max_rpo_files", [](Profile &p) { p.probes.recovery.maxRpoFiles = 2; }, 2, 1);
    add(
        "/criteria/key-rotation/min_days", [](Profile &p) { p.probes.rotation.minDays = 6; }, 6, 7);
    add(
        "/rehearsal/hold_s", [](Profile &p) { p.rehearsal.holdS = 59; }, 59, 60);
}

void ProfileTest::loosened()
{
    using Change = void (*)(Profile &);
    QFETCH(Change, change);
    QFETCH(QString, rule);
    QFETCH(double, value);
    QFETCH(double, checklist);
    auto profile = checklistProfile();
    change(profile);
    const auto list = loosenedRules(profile);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().rule, rule);
    QCOMPARE(list.first().value, value);
    QCOMPARE(list.first().checklist, checklist);
}

void ProfileTest::tighterIsNotLoosened()
{
    auto profile = checklistProfile();
    profile.limits = {1.2, 5, 10, 0.0005, 0.001, 3600};
    for (auto &stage : profile.stages)
        stage.holdS *= 2;
    for (auto &plan : profile.criteria)
        plan.staleS = 60;
    QVERIFY(loosenedRules(profile).isEmpty());
}

void ProfileTest::everythingAtOnceIsListedInOrder()
{
    auto profile = checklistProfile();
    profile.limits.burst = 2;
    profile.limits.abortErrorRate = 1;
    profile.stages[1].holdS = 0;
    QStringList rules;
    for (const auto &one : loosenedRules(profile))
        rules.append(one.rule);
    QCOMPARE(rules, (QStringList{u"/limits/burst"_s, u"/limits/abort_error_rate"_s, u"/stages/1/hold_s"_s}));
}

QTEST_GUILESS_MAIN(ProfileTest)

#include "tst_profile.moc"
