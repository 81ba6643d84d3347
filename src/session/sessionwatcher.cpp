// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/random.h"
#include "rollout/ledgerevents.h"
#include "rollout/recoveryjob.h"
#include "rollout/sleepinhibitor.h"
#include "rollout/stagefile.h"
#include "rollout/watchjob.h"
#include "session/incidentkeeper.h"
#include "session/session.h"
#include "session/session_p.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QSysInfo>
#include <QTimer>

#include <cerrno>
#include <csignal>

namespace cutover::session {

using namespace Qt::StringLiterals;
using Kind = WatchNews::Kind;
namespace kind = rollout::kind;

namespace {

constexpr std::chrono::seconds tickEvery{1};
constexpr std::chrono::milliseconds armLook{100};
constexpr std::chrono::seconds armPatience{10};
constexpr std::chrono::seconds startAgain{30}; ///< not more often than this
constexpr std::chrono::seconds goneFor{10};
constexpr std::chrono::seconds lastWords{10}; ///< for messages under way when the watch ends

domain::WatchLease selfLease()
{
    const auto id = crypto::randomBytes(16);
    const auto pid = QCoreApplication::applicationPid();
    // Without random bits the process itself is told apart well enough.
    const auto holder = id ? QString::fromLatin1(id->toHex()) : u"%1-%2"_s.arg(QSysInfo::machineHostName()).arg(pid);
    return {holder, pid, QSysInfo::machineHostName(), {}, {}};
}

/// Whether its holder was a process of this machine, and is none any more.
bool isGone(const domain::WatchLease &lease, const domain::BootInstant &boot)
{
    const bool isHere = lease.host == QSysInfo::machineHostName() && lease.boot.bootId == boot.bootId;
    return isHere && lease.pid > 0 && ::kill(static_cast<pid_t>(lease.pid), 0) != 0 && errno == ESRCH;
}

QStringList dataOf(const domain::Trigger &trigger)
{
    return {domain::triggerName(trigger.code), QString::number(trigger.observed, 'g', 15),
            QString::number(trigger.limit, 'g', 15)};
}

QStringList dataOfArmed(const Records &records, const QDateTime &now)
{
    const auto &rollout = records.rollout;
    const bool isLeft = (rollout.isAborted() && !rollout.closing) || records.unrecovered(now);
    return isLeft && !rollout.isUnderWay() ? QStringList{u"recovery"_s} : QStringList();
}

/// Whom to call, as WatchNews::NotRecovered has it.
QStringList dataOf(const QList<domain::Contact> &contacts)
{
    QStringList data;
    for (const auto &contact : contacts)
        data += {contact.role, contact.name, contact.phone, contact.slack};
    return data;
}

} // namespace

QString watchNewsName(Kind kind)
{
    switch (kind) {
    case Kind::Armed:
        return u"armed"_s;
    case Kind::StandingBy:
        return u"standing_by"_s;
    case Kind::Trigger:
        return u"trigger"_s;
    case Kind::LateTrigger:
        return u"late_trigger"_s;
    case Kind::AbortStarted:
        return u"abort_started"_s;
    case Kind::AbortEnded:
        return u"abort_ended"_s;
    case Kind::AbortLost:
        return u"abort_lost"_s;
    case Kind::Readyz:
        return u"readyz"_s;
    case Kind::Recovered:
        return u"recovered"_s;
    case Kind::NotRecovered:
        return u"not_recovered"_s;
    case Kind::Blind:
        return u"blind"_s;
    case Kind::Sighted:
        return u"sighted"_s;
    case Kind::StageDrift:
        return u"stage_drift"_s;
    case Kind::Captured:
        return u"captured"_s;
    case Kind::CaptureFailed:
        return u"capture_failed"_s;
    case Kind::SleepNotInhibited:
        return u"sleep_not_inhibited"_s;
    case Kind::Ended:
        return u"ended"_s;
    }
    return {};
}

struct Session::Private::Watching
{
    QPointer<QObject> guard;
    Done<Watched> done;
    Watched result;
    std::chrono::milliseconds idleFor{0};
    QElapsedTimer idle;
    QElapsedTimer seen; ///< the workspace was
    std::unique_ptr<rollout::WatchJob> job;
    std::unique_ptr<rollout::RecoveryJob> recovery;
    std::unique_ptr<rollout::SleepInhibitor> awake;
    std::unique_ptr<IncidentKeeper> keeper;
    QTimer ticking;
    QString attemptId; ///< whose recovery is proven
};

void Session::watch(std::chrono::milliseconds idleFor, QObject *guard, Done<Watched> done)
{
    if (d->watching)
        return done(tl::unexpected(Failure{Failure::Kind::Refused, u"watching"_s, {}, {}}));
    d->watching = std::make_shared<Private::Watching>();
    d->watching->guard = guard;
    d->watching->done = std::move(done);
    d->watching->idleFor = idleFor;
    d->watching->idle.start();
    d->watching->seen.start();
    d->startWatching();
}

void Session::stopWatching()
{
    if (d->watching)
        d->endWatching(u"stopped"_s);
}

void Session::Private::tellWatch(Kind what, const QStringList &data, bool isRecorded)
{
    const WatchNews news{what, data, ports.now()};
    if (isRecorded)
        append(kind::watch, actor(),
               {{u"event"_s, watchNewsName(what)},
                {u"data"_s, QJsonArray::fromStringList(data)},
                {u"pid"_s, QCoreApplication::applicationPid()}},
               q, [](const auto &) {});
    Q_EMIT q->watchTold(news);
}

rollout::WatchSight Session::Private::watchSight() const
{
    const bool isSigned = look.statement.has_value();
    return {look.records.rollout,
            series,
            live,
            isSigned ? look.statement->baseline : std::nullopt,
            isSigned ? look.statement->limits : view.limits,
            !view.profile.readyzUrl.isEmpty(),
            look.desiredStage,
            rollout::readStageFile(workspace).value_or(QString()),
            ports.now(),
            ports.bootNow(),
            look.records.unrecovered(ports.now())};
}

void Session::Private::startWatching()
{
    auto &watch = *watching;
    watch.job = std::make_unique<rollout::WatchJob>(ledger, rollout::WatchSpec{selfLease(), actor()},
                                                    [this] { return watchSight(); });
    auto *job = watch.job.get();
    using rollout::WatchJob;
    QObject::connect(job, &WatchJob::armed, q,
                     [this] { tellWatch(Kind::Armed, dataOfArmed(look.records, ports.now()), true); });
    QObject::connect(job, &WatchJob::stoodBy, q, [this](const domain::WatchLease &other) {
        tellWatch(Kind::StandingBy, {QString::number(other.pid), other.host}, false);
    });
    QObject::connect(job, &WatchJob::triggered, q, [this](const domain::Trigger &trigger, bool onlyAlarms) {
        tellWatch(onlyAlarms ? Kind::LateTrigger : Kind::Trigger, dataOf(trigger), onlyAlarms);
        if (!onlyAlarms)
            abortItself({domain::abortReason(trigger), {}, trigger});
    });
    QObject::connect(job, &WatchJob::blindChanged, q,
                     [this](bool isBlind) { tellWatch(isBlind ? Kind::Blind : Kind::Sighted, {}, true); });
    QObject::connect(job, &WatchJob::blindTooLong, q, [this](qint64 seconds) {
        abortItself({u"auto-blind-%1-s"_s.arg(seconds), {}, std::nullopt});
    });
    QObject::connect(job, &WatchJob::drifted, q, [this](const QString &found, const QString &expected) {
        tellWatch(Kind::StageDrift, {found, expected}, true);
    });
    QObject::connect(job, &WatchJob::abortLost, q, [this](const QString &found) {
        tellWatch(Kind::AbortLost, {found}, true);
        abortItself({view.rollout.abortReason, {}, std::nullopt, AbortOrder::Origin::Lost});
    });
    QObject::connect(job, &WatchJob::aborted, q, [this](const QString &attemptId) {
        watching->keeper->capture(incidentOrder(incident::abort.toString(), attemptId));
        startRecovery(attemptId);
    });
    QObject::connect(job, &WatchJob::ended, q, [this] {
        const auto &last = watching->recovery ? abortedRollout(watching->attemptId) : view.rollout;
        const bool isRecovered = last.isAborted() && !last.closing && last.recovered == true;
        if (isRecovered)
            watching->result.recovered = true;
        endWatching(isRecovered ? u"recovered"_s : u"closed"_s);
    });
    QObject::connect(q, &Session::changed, job, &WatchJob::judge);
    QObject::connect(&watch.ticking, &QTimer::timeout, q, [this] { tickWatching(); });
    followIncidents();
    watch.ticking.start(tickEvery);
    job->start();
}

void Session::Private::tickWatching()
{
    q->tick();
    auto &watch = *watching;
    if (QFileInfo(workspace).isDir())
        watch.seen.restart();
    else if (watch.seen.hasExpired(std::chrono::milliseconds(goneFor).count()))
        return endWatching(u"workspace_gone"_s);
    watch.keeper->goOn();
    stayAwake();
    const bool isBusy = view.rollout.isUnderWay() || watch.recovery || abortJob;
    if (isBusy)
        watch.idle.restart();
    if (watch.idleFor.count() > 0 && watch.idle.hasExpired(watch.idleFor.count()))
        endWatching(u"idle"_s);
}

void Session::Private::followIncidents()
{
    watching->keeper = std::make_unique<IncidentKeeper>(ledger);
    auto *keeper = watching->keeper.get();
    QObject::connect(keeper, &IncidentKeeper::captured, q,
                     [this](const QStringList &files) { tellWatch(Kind::Captured, files, false); });
    QObject::connect(keeper, &IncidentKeeper::failed, q, [this](const QString &file, const QString &code) {
        tellWatch(Kind::CaptureFailed, {file, code}, true);
    });
}

/// From the first promotion to the end of the watch; one that stands by has to be awake to take over.
void Session::Private::stayAwake()
{
    auto &watch = *watching;
    if (watch.awake || !view.rollout.isUnderWay())
        return;
    watch.awake = std::make_unique<rollout::SleepInhibitor>();
    QObject::connect(watch.awake.get(), &rollout::SleepInhibitor::refused, q,
                     [this](const QString &code) { tellWatch(Kind::SleepNotInhibited, {code}, true); });
    watch.awake->hold(u"%1 %2"_s.arg(view.profile.environment, view.profile.version));
}

/// By itself: nobody pressed, and nobody is asked.
void Session::Private::abortItself(const AbortOrder &order)
{
    if (abortJob) // it repeats itself
        return;
    if (watching)
        watching->result.aborted = true;
    tellWatch(Kind::AbortStarted, {order.reason}, false);
    startAbort(order, q, [this](const Result<Aborted> &aborted) {
        if (aborted)
            tellWatch(Kind::AbortEnded, {aborted->desiredStage}, false);
        const bool isDone = aborted && aborted->aborted;
        if (!isDone && watching && watching->job)
            watching->job->rearm(); // nothing may have been entered: the cause is told again while it lasts
    });
}

void Session::Private::startRecovery(const QString &attemptId)
{
    auto &watch = *watching;
    watch.attemptId = attemptId;
    const auto ask = [this](std::function<void(bool)> then) {
        if (watching && watching->recovery)
            askReadyzSource(watching->recovery.get(), std::move(then));
    };
    watch.recovery = std::make_unique<rollout::RecoveryJob>(ask, [this] { return watching && isAbortReadBack(); });
    using rollout::RecoveryJob;
    watch.recovery->setPatience(ports.recoveryPatience);
    QObject::connect(watch.recovery.get(), &RecoveryJob::polled, q, [this](bool isGo, int goes) {
        tellWatch(Kind::Readyz, {isGo ? u"ok"_s : u"not_ok"_s, QString::number(goes)}, false);
    });
    QObject::connect(watch.recovery.get(), &RecoveryJob::recovered, q, [this] { settleRecovery(true); });
    QObject::connect(watch.recovery.get(), &RecoveryJob::notRecovered, q, [this] { settleRecovery(false); });
    watch.recovery->start();
}

/// Of the attempt that is recovered from: it is aborted, or how its abort ended is told and the world reads `abort`.
bool Session::Private::isAbortReadBack() const
{
    const auto &rollout = abortedRollout(watching->attemptId);
    if (abortJob && rollout.attemptId == view.rollout.attemptId)
        return false;
    return rollout.attemptState != domain::AttemptState::Aborting ||
           (look.records.abortFlight.isTold && rollout::readStageFile(workspace) == u"abort"_s);
}

void Session::Private::settleRecovery(bool recovered)
{
    watching->result.recovered = recovered;
    tellWatch(recovered ? Kind::Recovered : Kind::NotRecovered,
              recovered ? QStringList() : dataOf(view.profile.contacts), false);
    auto facts =
        notifier->facts(recovered ? domain::NotificationEvent::Recovered : domain::NotificationEvent::NotRecovered);
    facts.reason = abortedRollout(watching->attemptId).abortReason;
    notifier->tell(facts, watching->attemptId);
    const auto payload = rollout::payloadOf(domain::RecoveryJudged{recovered, {}, watching->attemptId});
    const QString event = (recovered ? incident::recovered : incident::notRecovered).toString();
    // The state after it first: once the recovery is on record nobody goes on from here.
    watching->keeper->capture(incidentOrder(event, watching->attemptId), [this, event, payload] {
        append(kind::recovery, actor(), payload, q, [this, event](const auto &) { leaveRecovery(event); });
    });
}

/// The next attempt may be under way by now: that one is watched on.
void Session::Private::leaveRecovery(const QString &event)
{
    if (!watching)
        return;
    if (!view.rollout.isUnderWay())
        return endWatching(event);
    watching->recovery.reset();
    watching->result.recovered.reset();
}

void Session::Private::endWatching(const QString &why)
{
    if (!watching || !watching->job)
        return;
    auto *job = watching->job.release();
    watching->ticking.stop();
    watching->result.why = why;
    QObject::connect(job, &rollout::WatchJob::finished, q, [this, job] {
        job->deleteLater();
        notifier->flush(lastWords, q, [this] {
            const auto over = std::exchange(watching, nullptr);
            Q_EMIT q->watchTold({Kind::Ended, {over->result.why}, ports.now()});
            if (over->guard)
                over->done(over->result);
        });
    });
    job->stop();
}

/// A watcher that died is started again by whoever sees it, and so is one that gave up before the recovery, or that
/// left behind it where `abort` did not stay.
void Session::Private::keepWatched()
{
    const auto &rollout = view.rollout;
    const bool isUndone = rollout.attemptState == domain::AttemptState::Aborted && !rollout.closing &&
                          rollout.isDrifted(look.desiredStage);
    const bool isNeeded =
        rollout.isUnderWay() || rollout::isUnproven(rollout) || isUndone || look.records.unrecovered(ports.now());
    const bool isMissing = isNeeded && hasLook && view.ledger.good && !view.watched;
    if (!isMissing || ports.onlyLooks || watching || promoting || abortJob)
        return;
    if (sinceStart.isValid() && !sinceStart.hasExpired(std::chrono::milliseconds(startAgain).count()))
        return;
    std::ignore = bringWatcher(view.watcher);
}

/// The last one that this console started still runs: a heartbeat that is late asks for no other. Without a lease it is
/// just starting, or has given it back and leaves; with it, and silent until every console alarms, it hangs.
bool Session::Private::isWatcherThere(const std::optional<domain::WatchLease> &lease) const
{
    const auto self = rollout::CommandGroup::ofThisProcess(ports.bootNow().bootId);
    if (rollout::traceOfLeader(startedWatcher, self) != rollout::Trace::Running)
        return false;
    if (!lease)
        return !sinceStart.hasExpired(std::chrono::milliseconds(startAgain).count());
    const bool isHolder = lease->pid == startedWatcher.leader && lease->host == QSysInfo::machineHostName();
    return !isHolder || domain::heartbeatAgeMs(*lease, ports.bootNow(), ports.now()) < domain::watcherAlarmAfterMs;
}

/// False where none can be started.
bool Session::Private::bringWatcher(const std::optional<domain::WatchLease> &lease)
{
    if (isWatcherThere(lease))
        return true;
    sinceStart.start();
    const qint64 pid = ports.startWatcher ? ports.startWatcher(workspace) : 0;
    startedWatcher = rollout::CommandGroup::of(pid, ports.bootNow().bootId);
    return pid > 0;
}

/// Whatever comes of it: the gate says whether somebody watches. A process of this machine that is gone does not,
/// though its last heartbeat is young: a face that leaves after its press could not start another.
void Session::Private::ensureWatcher(std::function<void()> then)
{
    using Lease = std::optional<domain::WatchLease>;
    const auto read = [](ledger::Ledger &log) { return log.lease(); };
    ledger.run(q, read, [this, then = std::move(then)](const ledger::AsyncLedger::Result<Lease> &lease) {
        const bool isWatched =
            lease && domain::isArmed(*lease, ports.bootNow(), ports.now()) && !isGone(**lease, ports.bootNow());
        if (isWatched || !bringWatcher(lease.value_or(std::nullopt)))
            return then();
        awaitWatcher(QDeadlineTimer(armPatience), then);
    });
}

void Session::Private::awaitWatcher(QDeadlineTimer until, std::function<void()> then)
{
    using Lease = std::optional<domain::WatchLease>;
    const auto read = [](ledger::Ledger &log) { return log.lease(); };
    ledger.run(q, read, [this, until, then = std::move(then)](const ledger::AsyncLedger::Result<Lease> &lease) {
        if (until.hasExpired() || (lease && domain::isArmed(*lease, ports.bootNow(), ports.now())))
            return then();
        QTimer::singleShot(armLook, q, [this, until, then] { awaitWatcher(until, then); });
    });
}

} // namespace cutover::session
