// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/evidencefolder.h"
#include "checks/evidencesurvey.h"

#include <QFutureWatcher>

namespace cutover::checks {

/// The evidence folder against its manifest: paths in the workspace, sorted. `unsealed` ones are only counted, all
/// others that do not match fail.
struct EvidenceReport
{
    QString manifest;
    QString sealedBy; ///< fingerprint; empty where no trusted key sealed it
    QStringList matching;
    QStringList changed;
    QStringList missing;
    QStringList unlisted;   ///< not newer than the manifest, which does not list them
    QStringList unsealed;   ///< newer
    QStringList outside;    ///< lead out of the workspace
    QStringList unreadable; ///< no regular file, or reading it failed
    domain::Row row;
    QByteArray output; ///< the row's raw output: a line a file
};

/// «Evidence integrity»: the manifest is sealed by a trusted key, every file that it lists matches, no older one is
/// unlisted, the live evidence says `tampered` = false and, where the profile names a pipeline key, is signed by it
/// (RULES section 1).
///
/// Files are hashed in parallel and in pieces; cancel() ends what is being read, and so does the criterion's deadline:
/// TimedOut, DeadlinePassed. A live evidence whose signature does
/// not fit is read some times more within a second: its producer replaces the two files one after the other.
class EvidenceProbe : public CheckJob
{
    Q_OBJECT

public:
    EvidenceProbe(EvidenceContext context, Clock now, QObject *parent = nullptr);
    ~EvidenceProbe() override;

    /// Complete once finished and not cancelled.
    [[nodiscard]] const EvidenceReport &report() const { return m_report; }

protected:
    void run() override;
    void abandon() override;

private:
    void hash(const EvidenceSurvey &survey);
    void compare();
    void readLive();
    void judge(const LiveEvidence &live);
    void stopHashing();
    void giveUp(qint64 seconds);

    EvidenceContext m_context;
    EvidenceSurvey m_survey;
    EvidenceReport m_report;
    QFutureWatcher<FileDigest> m_hashing;
    std::stop_source m_stop;
    int m_liveReadings = 0;
};

} // namespace cutover::checks
