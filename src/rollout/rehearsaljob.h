// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rehearsal.h"
#include "domain/rollout.h"
#include "domain/watch.h"
#include "ledger/asyncledger.h"
#include "rollout/recoveryjob.h"
#include "rollout/watchedtime.h"

#include <QObject>
#include <QPointer>
#include <QProcessEnvironment>
#include <QTimer>

#include <chrono>
#include <functional>

namespace cutover::rollout {

class AbortJob;
class PromoteJob;
struct AbortReport;
struct PromotionReport;

/// What a rehearsal is judged by, all of one moment.
struct RehearsalSight
{
    domain::Series series;
    domain::LiveSignals live;
    domain::Baseline baseline;
    domain::Limits limits;
    QDateTime now;
    domain::BootInstant boot;
    bool pollsReadyz = true;      ///< the profile names a URL
    bool rolloutUnderWay = false; ///< production's
};

struct RehearsalSpec
{
    QString workspace;
    QList<int> steps; ///< rising, each a stage in per cent
    bool abortDrill = true;
    domain::RehearsalPlan plan;
    QProcessEnvironment environment;
    ledger::Actor actor;
    std::chrono::milliseconds recoveryPoll{2'000}; ///< as after an abort
    std::chrono::milliseconds abortWithin{60'000}; ///< of the drill, as of an abort
};

struct RehearsalProgress
{
    enum class Phase { Stepping, Holding, Validating, Aborting, Recovering };
    Phase phase = Phase::Stepping;
    int percent = 0; ///< 0 in the abort drill
    qint64 heldMs = 0;
    qint64 holdMs = 0;
    int have = 0; ///< green windows, or Go of readyz, in a row
    int need = 0;
    friend bool operator==(const RehearsalProgress &, const RehearsalProgress &) = default;
};

/// Rehearses: each step through PromoteJob, its hold in watched time and its validation; then the abort drill through
/// AbortJob, until readyz is Go three times in a row (RULES section 4, «A rehearsal is an attempt of its own kind»).
///
/// All on var/rehearsal/desired_stage.txt, by the profile's rehearsal commands or the built-in. Production's stage file
/// is watched: whatever touches it, or a rollout that begins, ends the rehearsal as failed. A step fails too where a
/// trigger would have aborted production. Whatever happened, the rehearsal's stage file is set back to `abort` by
/// the same command, or by the built-in where the command touched production. Exactly one finished(), with the record
/// but for version and digests. Destroying it sets nothing back.
class RehearsalJob : public QObject
{
    Q_OBJECT

public:
    using Look = std::function<RehearsalSight()>;

    RehearsalJob(ledger::AsyncLedger &ledger, RehearsalSpec spec, Look look, AskReadyz askReadyz,
                 QObject *parent = nullptr);
    ~RehearsalJob() override;

    void start();
    /// The command that runs is ended, the stage file set back, the record says so.
    void cancel();

Q_SIGNALS:
    void progressed(const cutover::rollout::RehearsalProgress &progress);
    void outputReceived(const QByteArray &chunk);
    void finished(const cutover::domain::Rehearsal &record);

private:
    enum class State { Idle, Stepping, Holding, SettingBack, Recovering, Finished };

    void tick();
    void beginStep();
    void onPromoted(const PromotionReport &report);
    void hold();
    void judgeStep(const RehearsalSight &sight);
    void endStep(const QString &cause);
    void setBack();
    void onSetBack(const AbortReport &report);
    void recover();
    void endDrill(const QString &cause);
    void finish();
    void tell(const RehearsalProgress &progress);
    /// Why nothing may go on: a code; empty where all is well.
    [[nodiscard]] QString danger() const;
    [[nodiscard]] bool isDrill() const;

    ledger::AsyncLedger &m_ledger;
    RehearsalSpec m_spec;
    Look m_look;
    AskReadyz m_askReadyz;
    State m_state = State::Idle;
    bool m_isCancelled = false;
    bool m_hasActed = false; ///< a command was started: there is something to set back
    QByteArray m_production; ///< stamp of production's stage file as it was
    domain::Rehearsal m_record;
    domain::RehearsalStep m_step;
    domain::SeriesMark m_mark;
    std::optional<domain::SeriesMark> m_firstMark;
    WatchedTime m_held;
    qint64 m_spentMs = 0;
    RehearsalProgress m_told;
    QTimer m_tick;
    QPointer<PromoteJob> m_promotion;
    QPointer<AbortJob> m_abort;
    QPointer<RecoveryJob> m_recovery;
};

} // namespace cutover::rollout

Q_DECLARE_METATYPE(cutover::rollout::RehearsalProgress)
