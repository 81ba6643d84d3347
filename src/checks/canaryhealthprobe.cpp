// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/canaryhealthprobe.h"

#include "checks/missingfields.h"
#include "domain/rules.h"
#include "metrics/prometheusround.h"

namespace cutover::checks {

domain::Row judgeCanaryHealth(const metrics::EvidenceReading &reading, const domain::Profile &profile)
{
    domain::Row row;
    row.id = domain::CriterionId::CanaryHealth;
    const QString windows = metrics::placesOf(profile).windows;
    row.source = {domain::Source::Kind::File, reading.file, windows, std::nullopt};
    if (profile.prometheus)
        row.source = {domain::Source::Kind::Http, metrics::shownUrl(QUrl(profile.prometheus->url)), windows,
                      std::nullopt};
    if (reading.evidence) {
        const auto health = domain::judgeCanaryHealth(reading.evidence->windows, profile.limits, windows);
        row.status = health.status;
        row.reason = health.reason;
        row.measures = health.measures;
    }
    const auto objections = missingFields(reading, profile);
    // A window that is red says more than a field that later checks will miss.
    if (const auto found = objections.constFind(row.id);
        found != objections.cend() && row.status != domain::Status::NoGo) {
        row.status = found->status;
        row.reason = found->reason;
    }
    // What the server warned of does not make a Go into another, but is said.
    if (row.isGo())
        row.reason.data = reading.warnings;
    return row;
}

CanaryHealthProbe::CanaryHealthProbe(domain::Profile profile, EvidenceSource evidence, Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::CanaryHealth, std::move(now), parent)
    , m_profile(std::move(profile))
    , m_evidence(std::move(evidence))
{
}

void CanaryHealthProbe::run()
{
    m_evidence.read(this, [this](const metrics::EvidenceReading &reading) {
        end(judgeCanaryHealth(reading, m_profile), reading.bytes);
    });
}

} // namespace cutover::checks
