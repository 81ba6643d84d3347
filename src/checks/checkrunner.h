// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/commandcheck.h"
#include "checks/evidencesource.h"
#include "checks/evidencesurvey.h"
#include "checks/outputredaction.h"
#include "checks/teamready.h"
#include "domain/profile.h"
#include "domain/rehearsal.h"
#include "domain/signers.h"
#include "keychain/secretstore.h"
#include "metrics/evidencereading.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QProcessEnvironment>
#include <QSet>

#include <array>
#include <optional>

namespace cutover::checks {

/// Everything a run of checks reads.
struct RunInputs
{
    domain::Profile profile;
    QString workspace;                   ///< absolute
    QProcessEnvironment session;         ///< the person's own environment
    QMap<QString, QString> passedValues; ///< the profile's `pass_environment`, resolved by the caller; never shown
    /// Reads the evidence as it is now; called on the runner's thread. Empty: the runner reads the workspace's own
    /// file, on the thread pool.
    EvidenceSource::Ask evidence;
    /// Whether windows that were seen before are gone or changed; called on the runner's thread. Empty: none was seen.
    std::function<bool()> evidenceRewritten;
    std::array<domain::Row, domain::rowCount> previous; ///< indexed by CriterionId
    QList<StationAnswer> rollCall;
    std::optional<domain::Rehearsal> rehearsal; ///< the last one's record, from the ledger
    std::optional<domain::SignersList> signers; ///< the pinned list; nothing: it is trusted by nobody
    std::optional<LastSeal> lastSeal;           ///< of the profile's folder of evidence, from the ledger
    keychain::SecretStore *secrets = nullptr;   ///< for the targets; may be null; must outlive the runner
    QString testMessage;                        ///< what the targets are sent; empty: the check's own
    Clock now;
};

/// What is asked for. Drills of `ids` run only `withDrills`, and never while a rollout is under way.
struct RunRequest
{
    QList<domain::CriterionId> ids;
    bool withDrills = false;
    bool rolloutUnderWay = false;
};

/// Runs a set of checks: live rows all at once, then drills one at a time, the dashboard last (RULES section 1).
///
/// Outputs and rows hold no value that commands were passed by `pass_environment` (OutputRedaction): what is judged is
/// the output as it came, what is told and kept the redacted one.
///
/// Rows that later fields are missing for are marked so before they are announced. A drill refused because of a rollout
/// keeps its former row; one that never ran is announced as NotRun with cause DrillsRefused. Thread: the one it lives
/// in, whose event loop must run. Single use; finished() comes exactly once, never from within start() or cancel().
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    CheckRunner(RunInputs inputs, RunRequest request, QObject *parent = nullptr);
    ~CheckRunner() override;

    void start();
    /// Cancels all: what runs is ended and announced as NotRun with cause Cancelled, what waits keeps its former row.
    void cancel();
    void cancel(domain::CriterionId id);

    /// The profile it runs by, as it was when the run was asked for.
    [[nodiscard]] const domain::Profile &profile() const { return m_inputs.profile; }
    [[nodiscard]] bool isRunning() const { return m_isStarted && !m_isFinished; }
    [[nodiscard]] int done() const { return m_done; }
    [[nodiscard]] int total() const { return m_total; }
    /// The rows as they stand: former ones, those finished in this run, and those Running.
    [[nodiscard]] const std::array<domain::Row, domain::rowCount> &rows() const { return m_rows; }

Q_SIGNALS:
    /// The row is Running from now on.
    void rowStarted(cutover::domain::CriterionId id);
    void rowOutput(cutover::domain::CriterionId id, const QByteArray &chunk);
    /// `scripts` are the digests of the files the check ran, for judgedForScripts later.
    void rowFinished(const cutover::domain::Row &row, const QByteArray &rawOutput,
                     const cutover::checks::FileDigests &scripts);
    void progressChanged(int done, int total);
    void finished();

private:
    void plan();
    void planDrill(domain::CriterionId id);
    void advance();
    void startRow(domain::CriterionId id);
    [[nodiscard]] CheckJob *makeJob(domain::CriterionId id);
    [[nodiscard]] CheckJob *makeBuiltIn(domain::CriterionId id);
    [[nodiscard]] CheckJob *makeAlerts();
    [[nodiscard]] CommandContext commandContext() const;
    void say(domain::CriterionId id, const QByteArray &output);
    [[nodiscard]] domain::Row redacted(domain::Row row, const QByteArray &rawOutput) const;
    void onJobFinished(CheckJob *job, const domain::Row &row, const QByteArray &rawOutput);
    void announce(domain::Row row, const QByteArray &rawOutput, const FileDigests &scripts);
    [[nodiscard]] static std::size_t indexOf(domain::CriterionId id) { return static_cast<std::size_t>(id); }

    RunInputs m_inputs;
    RunRequest m_request;
    EvidenceSource m_evidence;
    QProcessEnvironment m_environment;
    OutputRedaction m_redaction;
    QHash<domain::CriterionId, QByteArray> m_heldBack; ///< of an output, where a value may have begun
    std::array<domain::Row, domain::rowCount> m_rows;
    QList<QList<domain::CriterionId>> m_waiting; ///< groups that run together, one after the other
    QList<domain::CriterionId> m_refused;
    QHash<domain::CriterionId, CheckJob *> m_jobs;
    QSet<domain::CriterionId> m_open; ///< started and not yet announced
    QSet<domain::CriterionId> m_dropped;
    int m_done = 0;
    int m_total = 0;
    bool m_isStarted = false;
    bool m_isCancelled = false;
    bool m_isFinished = false;
};

} // namespace cutover::checks
