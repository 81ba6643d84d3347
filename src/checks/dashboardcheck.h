// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/evidencesource.h"
#include "domain/profile.h"
#include "domain/row.h"
#include "metrics/evidencereading.h"

#include <array>
#include <span>

namespace cutover::checks {

/// The built-in dashboard: Go if and only if the other nine automatic rows are Go and not stale for signing, and the
/// live metrics can be read. `rows` is indexed by CriterionId. Pure.
[[nodiscard]] domain::Row rollUp(std::span<const domain::Row> rows, const metrics::EvidenceReading &reading,
                                 const domain::Profile &profile, const QDateTime &now);

/// The same as a job, over the rows as they stand when it is made.
class DashboardCheck : public CheckJob
{
    Q_OBJECT

public:
    using Rows = std::array<domain::Row, domain::rowCount>;
    DashboardCheck(Rows rows, domain::Profile profile, EvidenceSource evidence, Clock now, QObject *parent = nullptr);

protected:
    void run() override;

private:
    Rows m_rows;
    domain::Profile m_profile;
    EvidenceSource m_evidence;
};

} // namespace cutover::checks
