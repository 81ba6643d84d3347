// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/plandigest.h"

#include "crypto/digest.h"
#include "formats/canonicaljson.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Profile;

namespace {

QJsonArray list(const QStringList &words)
{
    return QJsonArray::fromStringList(words);
}

QByteArray digestOf(const QJsonValue &value)
{
    return crypto::sha256(formats::canonicalJson(value).value_or(QByteArray()));
}

QJsonValue bound(const std::optional<double> &limit)
{
    return limit ? QJsonValue(*limit) : QJsonValue(QJsonValue::Null);
}

QJsonArray extractsOf(const domain::CriterionPlan &plan)
{
    QJsonArray extracts;
    for (const auto &extract : plan.extract)
        extracts.append(QJsonArray{extract.name, extract.regex, domain::unitName(extract.unit), bound(extract.max),
                                   bound(extract.min)});
    return extracts;
}

QJsonArray commandOf(const domain::CriterionPlan &plan)
{
    return {list(plan.command.arguments), plan.command.shell, plan.expect, list(plan.refuse), extractsOf(plan)};
}

QJsonArray limitsOf(const domain::Limits &limits)
{
    return {limits.burst, limits.validationP99Pct, limits.abortP99Pct, limits.sloErrorRate, limits.abortErrorRate};
}

QJsonArray pointersOf(const domain::EvidencePointers &at)
{
    return {at.windows,  at.perf, at.tampered, at.readyzStatus, at.generatedAt, at.endedAt,
            at.stage,    at.pass, at.burst,    at.windowP50,    at.windowP99,   at.windowErrorRate,
            at.requests, at.p50,  at.p99,      at.errorRate};
}

/// What every reading of the series depends on.
QJsonArray seriesOf(const Profile &profile)
{
    QJsonArray series{pointersOf(profile.pointers), limitsOf(profile.limits)};
    if (const auto &server = profile.prometheus) {
        QJsonObject queries;
        for (auto it = server->queries.cbegin(); it != server->queries.cend(); ++it)
            queries.insert(it.key(), it.value());
        series.append(QJsonArray{server->url, queries, server->stepS});
    }
    return series;
}

QJsonArray targetsOf(const domain::Notifications &notifications)
{
    QJsonArray targets;
    for (const auto &target : notifications.targets)
        targets.append(QJsonArray{domain::notificationServiceName(target.service), target.name, target.secretName,
                                  target.loopbackUrl});
    return targets;
}

QJsonArray recoveryOf(const domain::RecoveryOptions &options)
{
    return {list(options.restore), options.source, options.manifest, options.maxRtoS, options.maxRpoFiles};
}

QJsonArray breakerOf(const domain::BreakerOptions &options)
{
    return {options.url,          options.file, options.caFile, options.pointer, options.heartbeatPointer,
            options.heartbeatMaxS};
}

QJsonArray rehearsalOf(const Profile &profile)
{
    return {list(profile.rehearsal.stage), list(profile.rehearsal.abort), profile.rehearsal.holdS};
}

QJsonValue probeOf(const Profile &profile, CriterionId id)
{
    const auto &probes = profile.probes;
    switch (id) {
    case CriterionId::Readyz:
        return QJsonArray{probes.readyz.url, probes.readyz.caFile, profile.readyzUrl};
    case CriterionId::EvidenceIntegrity:
        return QJsonArray{probes.evidence.folder, probes.evidence.pipelineKey, profile.pointers.tampered};
    case CriterionId::DrRecovery:
        return recoveryOf(probes.recovery);
    case CriterionId::KeyRotation:
        return QJsonArray{list(probes.rotation.files), probes.rotation.inventory, probes.rotation.passwordSecret,
                          probes.rotation.minDays};
    case CriterionId::PolicySignatures:
        return QJsonArray{list(probes.policies.files), probes.policies.keys};
    case CriterionId::PiiBreaker:
        return breakerOf(probes.breaker);
    case CriterionId::ManualPromotion:
        return QJsonArray{probes.promotionMode.file, probes.promotionMode.pointer, probes.promotionMode.manual,
                          probes.promotionMode.line};
    case CriterionId::Rehearsal:
        return rehearsalOf(profile);
    default:
        break;
    }
    return {};
}

/// What it is judged by whatever its source is.
QJsonValue judgedBy(const Profile &profile, CriterionId id)
{
    switch (id) {
    case CriterionId::CanaryHealth:
        return seriesOf(profile);
    case CriterionId::Dashboard: {
        QJsonArray rows{seriesOf(profile)};
        for (const CriterionId row : domain::preflightSet())
            if (row != id)
                rows.append(QString::fromLatin1(planDigest(profile, row).toHex()));
        return rows;
    }
    case CriterionId::Alerts:
        return targetsOf(profile.notifications);
    default:
        return {};
    }
}

} // namespace

QByteArray planDigest(const Profile &profile, CriterionId id)
{
    if (id == CriterionId::Baselines)
        return {};
    const auto &plan = profile.plan(id);
    const bool isCommand = plan.source == domain::CheckSource::Command;
    return digestOf(QJsonArray{domain::criterion(id).key, isCommand,
                               isCommand ? QJsonValue(commandOf(plan)) : probeOf(profile, id), list(plan.inputs),
                               judgedBy(profile, id)});
}

domain::Row judgedForPlan(domain::Row row, const QByteArray &then, const QByteArray &now)
{
    const bool wasRun = row.status != domain::Status::NotRun && row.status != domain::Status::Running;
    if (!wasRun || then.isEmpty() || then == now)
        return row;
    row.status = domain::Status::Error;
    row.reason = {domain::Cause::ScriptChanged, {u"cutover.json, /criteria/"_s + domain::criterion(row.id).key}};
    return row;
}

QByteArray limitsDigest(const Profile &profile)
{
    return digestOf(limitsOf(profile.limits));
}

QByteArray rehearsalPlanDigest(const Profile &profile)
{
    return digestOf(rehearsalOf(profile));
}

} // namespace cutover::checks
