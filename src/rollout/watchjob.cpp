// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/watchjob.h"

#include "rollout/ledgerevents.h"

#include <chrono>
#include <utility>

namespace cutover::rollout {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::StageState;

namespace {

constexpr qint64 saveEveryMs = 5'000;
constexpr std::chrono::seconds leasePatience{1};
constexpr qint64 abortRunsS = 10;           ///< another console's abort command may still be on its way
constexpr qint64 settlesS = 2;              ///< a stage file between a command and its entry
constexpr qint64 looksWithinS = 3;          ///< else the ledger hangs
constexpr qint64 triggersArmedS = 4 * 3600; ///< after the last stage (RULES section 6)

/// By the boot clock, which nobody sets.
bool isYoung(const std::optional<qint64> &sinceMs, const domain::BootInstant &now, qint64 limitS = abortRunsS)
{
    return sinceMs && now.ms - *sinceMs < limitS * 1'000;
}

} // namespace

bool isUnproven(const domain::RolloutState &rollout)
{
    const bool isAborting = rollout.attemptState == AttemptState::Aborting;
    return rollout.isAborted() && !rollout.closing && (rollout.recovered != true || isAborting);
}

bool triggersOnlyAlarm(const domain::RolloutState &rollout, const QDateTime &now)
{
    const auto *present = rollout.present();
    return present && !rollout.next() && present->mark.at.secsTo(now) > triggersArmedS;
}

WatchJob::WatchJob(ledger::AsyncLedger &ledger, WatchSpec spec, Look look, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_spec(std::move(spec))
    , m_look(std::move(look))
{
    m_tick.setInterval(m_spec.heartbeat);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &WatchJob::tick);
}

void WatchJob::start()
{
    m_tick.start();
    tick();
}

void WatchJob::stop()
{
    m_isStopping = true;
    m_tick.stop();
    const auto release = [holder = m_spec.self.holder](ledger::Ledger &log) { return log.releaseLease(holder); };
    m_ledger.run(this, release, [this](const auto &) { Q_EMIT finished(); });
}

void WatchJob::rearm()
{
    m_fired.clear();
    m_hasToldBlind = false;
}

void WatchJob::tick()
{
    renew();
    judge();
}

// --- The lease ---------------------------------------------------------------------------------------------------

void WatchJob::renew()
{
    if (m_isRenewing || m_isStopping)
        return;
    m_isRenewing = true;
    auto lease = m_spec.self;
    const auto sight = m_look();
    lease.boot = sight.boot;
    lease.at = sight.now;
    m_ledger.run(
        this, [lease, silent = silentLease(sight)](ledger::Ledger &log) { return log.takeLease(lease, silent); },
        [this, asked = sight.boot](const auto &answer) { onLease(answer, asked); });
}

/// Another's lease that was silent for too long: by the boot clock where it is this machine's, else as it was seen.
std::optional<domain::WatchLease> WatchJob::silentLease(const WatchSight &sight) const
{
    if (!m_others)
        return std::nullopt;
    const bool isHere = m_others->boot.bootId == sight.boot.bootId;
    const auto since = isHere ? m_others->boot : m_othersSince;
    const bool isSilent = since.bootId == sight.boot.bootId && sight.boot.ms - since.ms > domain::leaseLastsMs;
    return isSilent ? m_others : std::nullopt;
}

void WatchJob::onLease(const ledger::AsyncLedger::Result<domain::WatchLease> &answer, const domain::BootInstant &asked)
{
    m_isRenewing = false;
    if (!answer)
        return; // a ledger that cannot be written keeps the standing as it is: nobody else can have taken it either
    const bool isOurs = answer->holder == m_spec.self.holder;
    const auto before = std::exchange(m_standing, isOurs ? Standing::Holder : Standing::Standby);
    if (isOurs) {
        m_heldSince = asked;
        m_others.reset();
    } else if (m_others != *answer) {
        m_others = *answer;
        m_othersSince = asked;
    }
    if (before == m_standing)
        return;
    m_heldStage.clear(); // whoever takes over goes on from what was saved
    if (isOurs)
        Q_EMIT armed();
    else
        Q_EMIT stoodBy(*answer);
    judge();
}

/// That no other one can have taken the lease meanwhile.
bool WatchJob::isSure(const domain::BootInstant &now) const
{
    return m_standing == Standing::Holder && m_heldSince.bootId == now.bootId &&
           now.ms - m_heldSince.ms < domain::leaseLastsMs;
}

// --- The hold ----------------------------------------------------------------------------------------------------

void WatchJob::serveHold(const WatchSight &sight)
{
    const auto *stage = sight.rollout.present();
    const bool isHeld = stage && stage->state == StageState::Holding &&
                        sight.rollout.attemptState == AttemptState::Open &&
                        sight.stageText == QString::number(stage->plan.percent); // else traffic is at another stage
    if (!isHeld) {
        m_heldStage.clear();
        return;
    }
    const QString present = u"%1/%2"_s.arg(sight.rollout.attemptId).arg(stage->plan.percent);
    if (std::exchange(m_heldStage, present) != present) {
        m_savedMs = stage->creditMs;
        return m_held.goOnFrom(stage->creditMs, sight.boot);
    }
    m_held.look(sight.series, sight.live, sight.pollsReadyz, sight.now, sight.boot);
    const qint64 holdMs = stage->plan.holdS * 1000;
    const bool isServed = m_held.servedMs() >= holdMs && m_savedMs < holdMs;
    if (isServed || m_held.servedMs() - m_savedMs >= saveEveryMs)
        saveHold(*stage);
}

void WatchJob::saveHold(const domain::StageProgress &stage)
{
    if (m_isSaving)
        return;
    m_isSaving = true;
    const domain::HoldCredited credit{stage.plan.percent, m_held.servedMs(), m_look().rollout.attemptId};
    m_ledger.append(kind::holdCredit.toString(), m_spec.actor, payloadOf(credit), {}, this,
                    [this, saved = credit.servedMs, of = m_heldStage](const auto &appended) {
                        m_isSaving = false;
                        if (appended && of == m_heldStage)
                            m_savedMs = saved; // else it is tried again with the next look
                    });
}

// --- What has to be told -----------------------------------------------------------------------------------------

void WatchJob::judge()
{
    if (m_isStopping || m_standing == Standing::Standby)
        return;
    const auto sight = m_look();
    judgeTriggers(sight);
    judgeSight(sight);
    judgeStageFile(sight);
    if (m_standing == Standing::Holder)
        serveHold(sight);
    judgeEnd(sight);
}

void WatchJob::judgeTriggers(const WatchSight &sight)
{
    const auto &rollout = sight.rollout;
    if (!rollout.isUnderWay() || m_fired == rollout.attemptId)
        return;
    const auto trigger = domain::activeTrigger(rollout, sight.series, sight.baseline, sight.limits, sight.live);
    if (!trigger)
        return;
    m_fired = rollout.attemptId;
    if (isSure(sight.boot))
        return fire(*trigger, sight);
    renew();
    QTimer::singleShot(leasePatience, this, [this, trigger = *trigger, sight] {
        if (m_standing != Standing::Standby)
            fire(trigger, sight);
        else
            m_fired.clear(); // the other one tells it; should that one fall silent, it is told from here
    });
}

void WatchJob::fire(const domain::Trigger &trigger, const WatchSight &sight)
{
    Q_EMIT triggered(trigger, triggersOnlyAlarm(sight.rollout, sight.now));
}

void WatchJob::judgeSight(const WatchSight &sight)
{
    const bool isBlind = sight.rollout.isUnderWay() && domain::isBlind(sight.series, sight.live, sight.now);
    if (std::exchange(m_isBlind, isBlind) != isBlind) {
        m_blindSince = sight.boot.ms;
        m_hasToldBlind = false;
        Q_EMIT blindChanged(isBlind);
    }
    const qint64 lasts = (sight.boot.ms - m_blindSince) / 1'000;
    const bool isTooLong = isBlind && sight.limits.abortWhenBlindS && lasts >= *sight.limits.abortWhenBlindS &&
                           !triggersOnlyAlarm(sight.rollout, sight.now);
    if (isTooLong && !std::exchange(m_hasToldBlind, true) && m_fired != sight.rollout.attemptId) {
        m_fired = sight.rollout.attemptId;
        Q_EMIT blindTooLong(lasts);
    }
}

void WatchJob::judgeStageFile(const WatchSight &sight)
{
    const auto &rollout = sight.rollout;
    if (rollout.attemptState != AttemptState::Aborting)
        m_abortingSince.reset();
    else if (!m_abortingSince)
        m_abortingSince = sight.boot.ms;
    const bool isDrifted = rollout.isUnderWay() && rollout.isDrifted(sight.stageText);
    const bool isOverwritten = rollout.isAborted() && !rollout.closing && rollout.isDrifted(sight.stageNow);
    if (!isDrifted)
        m_stray.reset();
    if (!isOverwritten) {
        m_overwrittenSince.reset();
        m_abortLostAt.reset();
    }
    if (isDrifted)
        judgeDrift(sight);
    else if (isOverwritten)
        judgeAbort(sight);
}

/// A look that saw it too is sure. One of before may not know of the next GO yet, whose promotion it may be: its
/// entries are there before the file is written, and the next look has them.
void WatchJob::judgeAbort(const WatchSight &sight)
{
    if (!m_overwrittenSince)
        m_overwrittenSince = sight.boot.ms;
    const bool isSeen = sight.rollout.isDrifted(sight.stageText);
    const bool mayBePromotion = !isSeen && isYoung(m_overwrittenSince, sight.boot, looksWithinS);
    if (mayBePromotion || isYoung(m_abortingSince, sight.boot) || isYoung(m_abortLostAt, sight.boot))
        return;
    m_abortLostAt = sight.boot.ms;
    Q_EMIT abortLost(sight.stageNow);
}

/// A command is faster than its entry, an abort's by what its console waits; what no console ran has none.
void WatchJob::judgeDrift(const WatchSight &sight)
{
    if (std::exchange(m_stray, sight.stageText) != sight.stageText) {
        m_straySince = sight.boot.ms;
        m_hasToldStray = false;
    }
    const bool isAbort = sight.stageText == "abort"_L1;
    if (!isYoung(m_straySince, sight.boot, isAbort ? abortRunsS : settlesS) && !std::exchange(m_hasToldStray, true))
        Q_EMIT drifted(sight.stageText, sight.rollout.expectedStageText().value_or(u"0"_s));
}

void WatchJob::judgeEnd(const WatchSight &sight)
{
    const auto &rollout = sight.rollout;
    if (rollout.isUnderWay())
        m_watched = rollout.attemptId;
    const auto unrecovered = isUnproven(rollout) ? std::optional(rollout.attemptId) : sight.unrecovered;
    if (unrecovered && std::exchange(m_recovered, unrecovered) != unrecovered)
        return Q_EMIT aborted(*unrecovered);
    if (!unrecovered && !rollout.isUnderWay() && !std::exchange(m_watched, {}).isEmpty())
        Q_EMIT ended();
}

} // namespace cutover::rollout
