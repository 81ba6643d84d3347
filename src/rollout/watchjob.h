// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"
#include "domain/watch.h"
#include "ledger/asyncledger.h"
#include "rollout/watchedtime.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::rollout {

/// What a watcher judges by: the ledger as it was last looked at, and the world.
struct WatchSight
{
    domain::RolloutState rollout;
    domain::Series series;
    domain::LiveSignals live;
    std::optional<domain::Baseline> baseline; ///< as signed; nothing: no latency trigger can be judged
    domain::Limits limits;                    ///< as signed
    bool pollsReadyz = true;                  ///< the profile names a URL
    QString stageText;                        ///< desired_stage.txt, trimmed, as of `rollout`'s moment
    QString stageNow;                         ///< the same now: a ledger that hangs makes the look at both late
    QDateTime now;
    domain::BootInstant boot;
    /// The attempt before this one, aborted, while its recovery is neither proven nor given up; nothing: none.
    std::optional<QString> unrecovered = {};
};

/// Whether a watcher is needed for what an abort left: it is not read back, or no recovery from it is proven.
[[nodiscard]] bool isUnproven(const domain::RolloutState &rollout);

/// Four hours after the last stage a trigger is an alarm and aborts nothing (RULES section 6).
[[nodiscard]] bool triggersOnlyAlarm(const domain::RolloutState &rollout, const QDateTime &now);

struct WatchSpec
{
    domain::WatchLease self; ///< holder, pid and host; moments are filled at each heartbeat
    ledger::Actor actor;
    std::chrono::milliseconds heartbeat{domain::heartbeatEveryMs};
};

/// Watches a rollout: holds the lease with a heartbeat each second, serves the hold in watched time and saves it, and
/// tells at once what has to be aborted (RULES section 5). It acts on nothing itself.
///
/// Judged each second and whenever judge() is called. Only the lease's holder tells; a watcher that may have lost it
/// asks first, but no longer than a second, because a ledger that does not answer must not stop an abort. A second
/// watcher stands by, and takes over what was saved.
class WatchJob : public QObject
{
    Q_OBJECT

public:
    using Look = std::function<WatchSight()>;

    WatchJob(ledger::AsyncLedger &ledger, WatchSpec spec, Look look, QObject *parent = nullptr);

    void start();
    /// Evidence, readyz, ledger or stage file changed.
    void judge();
    /// An abort that was told for came to nothing: what still holds is told anew.
    void rearm();
    /// Gives the lease back; finished() follows.
    void stop();
    [[nodiscard]] bool isArmed() const { return m_standing == Standing::Holder; }

Q_SIGNALS:
    void armed();
    /// Another one holds the lease: from the start, or it was lost to that one.
    void stoodBy(const cutover::domain::WatchLease &other);
    /// Once an attempt. From four hours after the last stage on it is an alarm, and aborts nothing.
    void triggered(const cutover::domain::Trigger &trigger, bool onlyAlarms);
    /// No trigger can be judged, or they can again. `mustAbort` where the profile sets a limit to that and it is over.
    void blindChanged(bool isBlind);
    void blindTooLong(qint64 seconds);
    /// desired_stage.txt holds what neither the ledger nor a promotion under way explains, and it stays so; once each
    /// value.
    void drifted(const QString &found, const QString &expected);
    /// It should read `abort` and does not: the abort has to run (again).
    void abortLost(const QString &found);
    /// The attempt is aborted, and no recovery proven yet; a new GO does not end that. Once an attempt.
    void aborted(const QString &attemptId);
    /// The attempt that was watched is closed, superseded or, by another's proof, recovered.
    void ended();
    void finished();

private:
    enum class Standing { Unknown, Holder, Standby };

    void tick();
    void renew();
    void onLease(const ledger::AsyncLedger::Result<domain::WatchLease> &answer, const domain::BootInstant &asked);
    void serveHold(const WatchSight &sight);
    void saveHold(const domain::StageProgress &stage);
    void judgeTriggers(const WatchSight &sight);
    void judgeSight(const WatchSight &sight);
    void judgeStageFile(const WatchSight &sight);
    void judgeAbort(const WatchSight &sight);
    void judgeDrift(const WatchSight &sight);
    void judgeEnd(const WatchSight &sight);
    void fire(const domain::Trigger &trigger, const WatchSight &sight);
    [[nodiscard]] std::optional<domain::WatchLease> silentLease(const WatchSight &sight) const;
    [[nodiscard]] bool isSure(const domain::BootInstant &now) const;

    ledger::AsyncLedger &m_ledger;
    WatchSpec m_spec;
    Look m_look;
    QTimer m_tick;
    Standing m_standing = Standing::Unknown;
    domain::BootInstant m_heldSince;            ///< of the heartbeat that was last known to be ours
    std::optional<domain::WatchLease> m_others; ///< as last read, and since when it has been so
    domain::BootInstant m_othersSince;
    bool m_isRenewing = false;
    bool m_isSaving = false;
    bool m_isStopping = false;

    WatchedTime m_held;
    QString m_heldStage; ///< attempt and stage that m_held counts for
    qint64 m_savedMs = 0;

    QString m_watched;                  ///< attempt id of the rollout under way
    QString m_fired;                    ///< attempt in which a trigger was told
    std::optional<QString> m_recovered; ///< attempt whose abort was told; its id is empty where none was signed
    bool m_isBlind = false;
    qint64 m_blindSince = 0; ///< by the boot clock, in ms, as those below
    bool m_hasToldBlind = false;
    std::optional<QString> m_stray; ///< in the stage file, and not explained
    qint64 m_straySince = 0;
    bool m_hasToldStray = false;
    std::optional<qint64> m_abortingSince;    ///< as this watcher saw it: other clocks may have been set
    std::optional<qint64> m_overwrittenSince; ///< `abort`, in the stage file
    std::optional<qint64> m_abortLostAt;
};

} // namespace cutover::rollout
