// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/evidence.h"
#include "domain/profile.h"

#include <optional>

namespace cutover::checks {

/// The baselines as they stand now: the row of the prerequisite, the values where the row's file has both, and the
/// file's exact bytes, which a decision binds.
struct BaselineReading
{
    domain::Row row;
    std::optional<domain::Baseline> baseline; ///< set whenever both are usable, even where they are too old
    QByteArray bytes;
};

/// Reads the profile's baselines file, or else the newest var/cutover/baselines-YYYYMMDD.json by the date in its name.
/// Go where P50 and P99 are positive and not older than the limit. Blocks for the reading: thread pool.
[[nodiscard]] BaselineReading readBaselines(const domain::Profile &profile, const QString &workspace,
                                            const QDateTime &now);

/// The same as a job.
class BaselinesCheck : public CheckJob
{
    Q_OBJECT

public:
    BaselinesCheck(domain::Profile profile, QString workspace, Clock now, QObject *parent = nullptr);

protected:
    void run() override;

private:
    domain::Profile m_profile;
    QString m_workspace;
};

} // namespace cutover::checks
