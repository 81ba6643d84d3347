// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/commandcheck.h"
#include "checks/restoredfiles.h"
#include "domain/probes.h"
#include "process/childjob.h"

#include <QPointer>

#include <atomic>
#include <memory>

namespace cutover::checks {

class ScratchFolder;

/// «DR recovery validated: RTO ≤ 15m, RPO ≤ 1 file» (checklist section 1): restores into a scratch folder, times it,
/// compares file by file.
///
/// RTO is the wall time from the start of the restore command to the end of the comparison, in minutes; RPO counts the
/// files of the source (or as the manifest lists them) that are missing or differ afterwards, or that the source itself
/// changed meanwhile. Go if and only if the command ends with 0 before its deadline, both are within their limits, at
/// least one file came back, and the files that it runs stayed the same. Where none came back: No-Go, FileAbsent of the
/// first. A last line of the raw output names each lost file ("missing PATH", "differs PATH"), at most `mostLostNamed`
/// of them. The scratch folder is gone when finished() comes; where it cannot be removed, a line "left PATH" names it,
/// and a row that would be Go is an Error, FileUnreadable with `not_removed`.
class RecoveryProbe : public CheckJob
{
    Q_OBJECT

public:
    static constexpr qsizetype mostLostNamed = 1000;

    RecoveryProbe(domain::RecoveryOptions options, domain::CriterionPlan plan, CommandContext context, Clock now,
                  QObject *parent = nullptr);
    ~RecoveryProbe() override;

protected:
    void run() override;
    void abandon() override;

private:
    struct Prepared;
    struct Compared;
    void onPrepared(const tl::expected<Prepared, domain::Reason> &prepared);
    void onRestored(const process::ChildResult &result);
    void onCompared(const Compared &compared, domain::Row row);
    void cleanUpAndEnd(domain::Row row);
    void say(const QByteArray &chunk);

    domain::RecoveryOptions m_options;
    domain::CriterionPlan m_plan;
    CommandContext m_context;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    std::shared_ptr<ScratchFolder> m_scratch;
    QString m_source; ///< absolute; empty where a manifest says it
    ExpectedFiles m_expected;
    QPointer<process::ChildJob> m_child;
    std::chrono::steady_clock::time_point m_begunAt;
    QByteArray m_output;
};

} // namespace cutover::checks
