// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/profile.h"

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 3600;

qint64 staleAfter(CriterionKind kind)
{
    return kind == CriterionKind::Drill ? 72 * hour : 24 * hour;
}

const QList<StagePlan> &checklistStages()
{
    static const QList<StagePlan> stages{{10, 15 * minute}, {25, 30 * minute}, {50, 30 * minute}, {100, 60 * minute}};
    return stages;
}

void addIfAbove(QList<Loosened> &list, const QString &rule, double value, double checklist, Unit unit)
{
    if (value > checklist)
        list.append({rule, value, checklist, unit});
}

void addIfBelow(QList<Loosened> &list, const QString &rule, double value, double checklist, Unit unit)
{
    if (value < checklist)
        list.append({rule, value, checklist, unit});
}

void addLoosenedHolds(QList<Loosened> &list, const QList<StagePlan> &stages)
{
    for (qsizetype i = 0; i < stages.size() && i < checklistStages().size(); ++i) {
        addIfBelow(list, u"/stages/%1/hold_s"_s.arg(i), static_cast<double>(stages.at(i).holdS),
                   static_cast<double>(checklistStages().at(i).holdS), Unit::Seconds);
    }
}

void addLoosenedAges(QList<Loosened> &list, const Profile &profile)
{
    for (const CriterionId id : decisionSet().first(criterionCount)) {
        const auto &fixed = criterion(id);
        addIfAbove(list, u"/criteria/%1/stale_s"_s.arg(fixed.key), static_cast<double>(profile.plan(id).staleS),
                   static_cast<double>(staleAfter(fixed.kind)), Unit::Seconds);
    }
}

/// RTO and RPO are the two numbers for which the checklist itself names limits in a script's output.
void addLoosenedRecovery(QList<Loosened> &list, const Profile &profile)
{
    const auto &extracts = profile.plan(CriterionId::DrRecovery).extract;
    for (qsizetype i = 0; i < extracts.size(); ++i) {
        const auto &extract = extracts.at(i);
        const QString rule = u"/criteria/dr-recovery/extract/%1/max"_s.arg(extract.name);
        if (extract.name == "RTO"_L1 && extract.max)
            addIfAbove(list, rule, *extract.max, extract.unit == Unit::Seconds ? 900 : 15, extract.unit);
        if (extract.name == "RPO"_L1 && extract.max)
            addIfAbove(list, rule, *extract.max, 1, extract.unit);
    }
    const RecoveryOptions checklist;
    const auto &probe = profile.probes.recovery;
    addIfAbove(list, u"/criteria/dr-recovery/max_rto_s"_s, static_cast<double>(probe.maxRtoS),
               static_cast<double>(checklist.maxRtoS), Unit::Seconds);
    addIfAbove(list, u"/criteria/dr-recovery/max_rpo_files"_s, probe.maxRpoFiles, checklist.maxRpoFiles, Unit::Files);
}

} // namespace

Profile checklistProfile()
{
    Profile profile;
    for (std::size_t i = 0; i < criterionCount; ++i) {
        const auto &fixed = criteria()[i];
        auto &plan = profile.criteria[i];
        plan.source = fixed.command.isEmpty() ? CheckSource::Probe : CheckSource::Command;
        plan.command = fixed.command;
        plan.expect = fixed.expect;
        plan.deadlineS = fixed.deadlineS;
        plan.staleS = staleAfter(fixed.kind);
    }
    profile.stages = checklistStages();
    profile.stageCommand = {{u"bash"_s, u"pipeline/release/canary_step.sh"_s, u"{stage}"_s}, {}};
    profile.abortCommand = {{u"bash"_s, u"pipeline/release/abort.sh"_s, u"--reason"_s, u"{reason}"_s}, {}};
    profile.notifications.targets = {{NotificationService::Slack, u"slack"_s, u"SLACK_WEBHOOK_URL"_s, {}, {}}};
    profile.smokeCommand = {{u"pytest"_s, u"tests/e2e/"_s, u"-v"_s}, {}};
    return profile;
}

QList<Loosened> loosenedRules(const Profile &profile)
{
    const Limits checklist;
    const auto &limits = profile.limits;
    QList<Loosened> list;
    addIfAbove(list, u"/limits/burst"_s, limits.burst, checklist.burst, Unit::Ratio);
    addIfAbove(list, u"/limits/validation_p99_pct"_s, limits.validationP99Pct, checklist.validationP99Pct,
               Unit::Percent);
    addIfAbove(list, u"/limits/abort_p99_pct"_s, limits.abortP99Pct, checklist.abortP99Pct, Unit::Percent);
    addIfAbove(list, u"/limits/slo_error_rate"_s, limits.sloErrorRate, checklist.sloErrorRate, Unit::Fraction);
    addIfAbove(list, u"/limits/abort_error_rate"_s, limits.abortErrorRate, checklist.abortErrorRate, Unit::Fraction);
    addIfAbove(list, u"/limits/baseline_age_s"_s, static_cast<double>(limits.baselineAgeS),
               static_cast<double>(checklist.baselineAgeS), Unit::Seconds);
    addLoosenedHolds(list, profile.stages);
    addIfBelow(list, u"/rehearsal/hold_s"_s, static_cast<double>(profile.rehearsal.holdS),
               static_cast<double>(RehearsalPlan().holdS), Unit::Seconds);
    addIfBelow(list, u"/criteria/key-rotation/min_days"_s, profile.probes.rotation.minDays, RotationOptions().minDays,
               Unit::Days);
    addLoosenedAges(list, profile);
    addLoosenedRecovery(list, profile);
    return list;
}

} // namespace cutover::domain
