// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/profile.h"
#include "metrics/evidencereading.h"

#include <functional>

namespace cutover::checks {

/// «3+ green windows» of one reading of the evidence, judged by domain::judgeCanaryHealth. Pure.
[[nodiscard]] domain::Row judgeCanaryHealth(const metrics::EvidenceReading &reading, const domain::Profile &profile);

/// The built-in probe: the same over the reading that `evidence` hands out when it runs.
class CanaryHealthProbe : public CheckJob
{
    Q_OBJECT

public:
    using Evidence = std::function<metrics::EvidenceReading()>;
    CanaryHealthProbe(domain::Profile profile, Evidence evidence, Clock now, QObject *parent = nullptr);

protected:
    void run() override;
    void abandon() override {}

private:
    domain::Profile m_profile;
    Evidence m_evidence;
};

} // namespace cutover::checks
