// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/criterion.h"

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 3600;

std::array<Criterion, rowCount> makeCriteria()
{
    using Id = CriterionId;
    using Kind = CriterionKind;
    const QString infrastructure = u"Infrastructure"_s;
    const QString security = u"Security"_s;
    const QString canary = u"Canary"_s;
    const QString ops = u"Ops"_s;
    const auto run = [](const QStringList &arguments) { return Command{arguments, {}}; };
    const auto shell = [](const QString &line) { return Command{{}, line}; };
    return {{
        {Id::Readyz,
         u"readyz"_s,
         infrastructure,
         u"Readyz healthy"_s,
         Kind::Live,
         run({u"bash"_s, u"scripts/ci/check_readyz_blocking.sh"_s}),
         {},
         minute},
        {Id::EvidenceIntegrity, u"evidence-integrity"_s, infrastructure, u"Evidence integrity"_s, Kind::Live,
         run({u"bash"_s, u"scripts/ci/validate_evidence_integrity.sh"_s}), u"✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓"_s,
         minute},
        {Id::DrRecovery, u"dr-recovery"_s, infrastructure, u"DR recovery validated"_s, Kind::Drill,
         run({u"bash"_s, u"pipeline/dr/measure_recovery_time.sh"_s}), u"✓✓✓ DR RECOVERY: PASS ✓✓✓"_s, 30 * minute},
        {Id::KeyRotation, u"key-rotation"_s, security, u"Keys healthy (7+ days)"_s, Kind::Live,
         run({u"python"_s, u"scripts/ops/check_key_rotation_countdown.py"_s}), u"✓✓✓ All keys healthy ✓✓✓"_s, minute},
        {Id::PolicySignatures, u"policy-signatures"_s, security, u"All policies signed"_s, Kind::Live,
         shell(u"python scripts/policy/verify.py configs/policy/*.json"_s), u"All signatures valid"_s, minute},
        {Id::PiiBreaker, u"pii-breaker"_s, security, u"PII breaker operational"_s, Kind::Live,
         run({u"python"_s, u"-m"_s, u"jobs.pii_circuit_breaker_monitor"_s, u"--once"_s}),
         u"Circuit breaker state: enabled"_s, minute},
        {Id::ManualPromotion, u"manual-promotion"_s, canary, u"Manual promotion enforced"_s, Kind::Live,
         run({u"bash"_s, u"scripts/ops/configure_manual_promotion.sh"_s, u"--status"_s}),
         u"✓ Status: MANUAL PROMOTION ENABLED"_s, minute},
        {Id::CanaryHealth,
         u"canary-health"_s,
         canary,
         u"3+ green windows"_s,
         Kind::Live,
         shell(u"jq '.canary.windows[-3:] | map({pass, burst})' var/evidence/latest.json"_s),
         {},
         minute},
        {Id::Rehearsal, u"rehearsal"_s, canary, u"Rehearsal passed"_s, Kind::Drill,
         run({u"bash"_s, u"pipeline/release/cutover_rehearsal.sh"_s, u"--steps"_s, u"25,50"_s, u"--abort-drill"_s,
              u"yes"_s}),
         u"✓✓✓ ALL REHEARSALS PASSED ✓✓✓"_s, 2 * hour},
        {Id::Dashboard, u"dashboard"_s, ops, u"Dashboard all green"_s, Kind::Live,
         run({u"python"_s, u"scripts/ops/show_cutover_dashboard.py"_s}), u"Go/No-Go: GO"_s, minute},
        {Id::Alerts, u"alerts"_s, ops, u"Alerts configured"_s, Kind::Drill, {}, {}, minute},
        {Id::TeamReady, u"team-ready"_s, ops, u"Team ready"_s, Kind::People, {}, {}, minute},
        {Id::Baselines, u"baselines"_s, u"Prerequisite"_s, u"Baselines documented"_s, Kind::Live, {}, {}, minute},
    }};
}

constexpr std::array preflight{CriterionId::Readyz,          CriterionId::EvidenceIntegrity, CriterionId::DrRecovery,
                               CriterionId::KeyRotation,     CriterionId::PolicySignatures,  CriterionId::PiiBreaker,
                               CriterionId::ManualPromotion, CriterionId::CanaryHealth,      CriterionId::Rehearsal,
                               CriterionId::Dashboard};
constexpr std::array decision{CriterionId::Readyz,           CriterionId::EvidenceIntegrity,
                              CriterionId::DrRecovery,       CriterionId::KeyRotation,
                              CriterionId::PolicySignatures, CriterionId::PiiBreaker,
                              CriterionId::ManualPromotion,  CriterionId::CanaryHealth,
                              CriterionId::Rehearsal,        CriterionId::Dashboard,
                              CriterionId::Alerts,           CriterionId::TeamReady,
                              CriterionId::Baselines};
constexpr std::array promotion{CriterionId::Readyz, CriterionId::EvidenceIntegrity, CriterionId::PiiBreaker,
                               CriterionId::ManualPromotion};

constexpr std::array postCutover{CriterionId::SmokeTests, CriterionId::LatencyAfter, CriterionId::ErrorRateAfter,
                                 CriterionId::EvidenceAfter};
constexpr std::array rollback{CriterionId::AbortReadBack, CriterionId::ReadyzRecovered};

std::array<Criterion, postCutover.size() + rollback.size()> makeClosingCriteria()
{
    using Id = CriterionId;
    const QString post = u"Post-cutover"_s;
    const QString back = u"Rollback"_s;
    const auto live = [](Id id, const QString &key, const QString &category, const QString &title, Command command = {},
                         qint64 deadline = minute) {
        return Criterion{id, key, category, title, CriterionKind::Live, std::move(command), {}, deadline};
    };
    return {{
        live(Id::SmokeTests, u"smoke-tests"_s, post, u"Smoke tests passed"_s,
             {{u"pytest"_s, u"tests/e2e/"_s, u"-v"_s}, {}}, hour),
        live(Id::LatencyAfter, u"latency-after"_s, post, u"P50 and P99 within 10 % of baseline"_s),
        live(Id::ErrorRateAfter, u"error-rate-after"_s, post, u"Error rate < 0.1 %"_s),
        live(Id::EvidenceAfter, u"evidence-after"_s, post, u"Evidence integrity maintained"_s),
        live(Id::AbortReadBack, u"abort-read-back"_s, back, u"Abort read back"_s),
        live(Id::ReadyzRecovered, u"readyz-recovered"_s, back, u"Readyz recovered"_s),
    }};
}

const auto &closingCriteria()
{
    static const auto all = makeClosingCriteria();
    return all;
}

std::optional<CriterionId> idOf(std::span<const Criterion> among, QStringView key)
{
    const auto found = std::ranges::find_if(among, [key](const Criterion &c) { return c.key == key; });
    return found == among.end() ? std::nullopt : std::optional(found->id);
}

} // namespace

const std::array<Criterion, rowCount> &criteria()
{
    static const auto all = makeCriteria();
    return all;
}

const Criterion &criterion(CriterionId id)
{
    const auto index = static_cast<std::size_t>(id);
    return index < rowCount ? criteria()[index] : closingCriteria()[index - rowCount];
}

std::optional<CriterionId> criterionFromKey(QStringView key)
{
    return idOf(criteria(), key);
}

std::optional<CriterionId> closingCriterionFromKey(QStringView key)
{
    return idOf(closingCriteria(), key);
}

std::span<const CriterionId> preflightSet()
{
    return preflight;
}

std::span<const CriterionId> decisionSet()
{
    return decision;
}

std::span<const CriterionId> promotionSet()
{
    return promotion;
}

std::span<const CriterionId> postCutoverSet()
{
    return postCutover;
}

std::span<const CriterionId> rollbackSet()
{
    return rollback;
}

} // namespace cutover::domain
