// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/evidencesource.h"
#include "domain/profile.h"
#include "metrics/evidencereading.h"

namespace cutover::checks {

/// «3+ green windows» of one reading of the evidence, judged by domain::judgeCanaryHealth. Pure.
[[nodiscard]] domain::Row judgeCanaryHealth(const metrics::EvidenceReading &reading, const domain::Profile &profile);

/// The built-in probe: the same over the evidence as it is when it runs.
class CanaryHealthProbe : public CheckJob
{
    Q_OBJECT

public:
    CanaryHealthProbe(domain::Profile profile, EvidenceSource evidence, Clock now, QObject *parent = nullptr);

protected:
    void run() override;

private:
    domain::Profile m_profile;
    EvidenceSource m_evidence;
};

} // namespace cutover::checks
