// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/dashboardcheck.h"

#include "checks/missingfields.h"

#include <QStringList>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Row;
using domain::Status;

namespace {

QStringList rowsNotGo(std::span<const Row> rows, const domain::Profile &profile, const QDateTime &now)
{
    QStringList keys;
    for (const CriterionId id : domain::preflightSet()) {
        const auto index = static_cast<std::size_t>(id);
        const bool isGo = index < rows.size() && domain::judgedForAge(rows[index], profile.plan(id).staleS, now).isGo();
        if (id != CriterionId::Dashboard && !isGo)
            keys.append(domain::criterion(id).key);
    }
    return keys;
}

} // namespace

Row rollUp(std::span<const Row> rows, const metrics::EvidenceReading &reading, const domain::Profile &profile,
           const QDateTime &now)
{
    const QStringList keys = rowsNotGo(rows, profile, now);
    const auto others = domain::preflightSet().size() - 1;
    Row row;
    row.id = CriterionId::Dashboard;
    row.source.kind = domain::Source::Kind::Rollup;
    row.observed = u"%1/%2"_s.arg(others - static_cast<std::size_t>(keys.size())).arg(others);
    row.limit = u"%1/%1"_s.arg(others);
    row.status = keys.isEmpty() ? Status::Go : Status::NoGo;
    row.reason = keys.isEmpty() ? domain::Reason{Cause::None, {}} : domain::Reason{Cause::RowsNotGo, keys};
    const auto objections = missingFields(reading, profile);
    if (row.isGo() && !objections.isEmpty()) {
        row.status = objections.first().status;
        row.reason = objections.first().reason;
    }
    return row;
}

DashboardCheck::DashboardCheck(Rows rows, domain::Profile profile, EvidenceSource evidence, Clock now, QObject *parent)
    : CheckJob(CriterionId::Dashboard, std::move(now), parent)
    , m_rows(std::move(rows))
    , m_profile(std::move(profile))
    , m_evidence(std::move(evidence))
{
}

void DashboardCheck::run()
{
    m_evidence.read(
        this, [this](const metrics::EvidenceReading &reading) { end(rollUp(m_rows, reading, m_profile, now())); });
}

} // namespace cutover::checks
