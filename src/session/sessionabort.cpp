// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "process/commandline.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"
#include "rollout/urgentpool.h"
#include "session/session_p.h"

#include <QDir>
#include <QFileInfo>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr auto unstated = "manual-rollback-unstated"_L1;

AbortOrder pressed(const QString &reason, const QString &by, bool isUnasked)
{
    const bool isWhole = reason.isEmpty() || reason.startsWith("manual-rollback-"_L1);
    return {isWhole ? reason : "manual-rollback-"_L1 + reason, by, std::nullopt, AbortOrder::Origin::Fresh, isUnasked};
}

/// A person may have given no reason, nor an entry that is aborted again; the command gets one all the same.
AbortOrder reasoned(AbortOrder order)
{
    if (order.reason.isEmpty())
        order.reason = unstated;
    return order;
}

/// How long an abort waits to hear that there is nothing to abort.
constexpr std::chrono::seconds answersWithin{1};

enum class Ending { StoodDown, Already, NeedsAbort };

/// What an abort comes to where none seems to be needed, by the ledger as it is now; a compare-and-swap, so that a
/// promotion of another console is not stood down.
ledger::AsyncLedger::Result<Ending> endWithoutAbort(ledger::Ledger &log, Mirror &mirror, const QString &workspace,
                                                    const ledger::Actor &by)
{
    using State = domain::AttemptState;
    constexpr int patience = 20; // others may pause, confirm or note meanwhile
    for (int again = 0;; ++again) {
        mirror.follow(log);
        const auto &rollout = mirror.records.rollout;
        if (rollout.attemptState == State::Aborted)
            return rollout::readStageFile(workspace) == u"abort"_s ? Ending::Already : Ending::NeedsAbort;
        if (rollout.isAbortable())
            return Ending::NeedsAbort;
        const auto closed = log.appendIf(mirror.records.lastDeciding, kind::standDown, by, {});
        if (closed)
            return Ending::StoodDown;
        if (closed.error().code != ledger::LedgerError::Code::Conflict)
            return tl::unexpected(closed.error());
        if (again == patience)
            return Ending::NeedsAbort;
    }
}

} // namespace

void Session::abort(const QString &reason, const QString &by, QObject *guard, Done<Aborted> done)
{
    using State = domain::AttemptState;
    const auto &rollout = d->view.rollout;
    const bool ledgerTells = d->view.ledger.open && d->view.ledger.good && d->hasLook;
    const auto stage = rollout::readStageFile(d->workspace).value_or(QString());
    const bool aborted = rollout.attemptState == State::Aborted && stage == u"abort"_s;
    // A ledger that knows of no rollout does not explain a stage that somebody set.
    const bool explained =
        rollout.isUntouched(stage) && !rollout.isAbortable() && rollout.attemptState != State::Aborted;
    if (ledgerTells && !d->promotion && (aborted || explained))
        d->endOrAbort(reason, by, guard, std::move(done));
    else
        d->startAbort(pressed(reason, by, !ledgerTells && !rollout.isAbortable()), guard, std::move(done));
}

void Session::abortAgain(QObject *guard, Done<Aborted> done)
{
    const auto &rollout = d->view.rollout;
    const bool isOpen = rollout.isAborted() && !rollout.closing && rollout.recovered != true;
    if (isOpen)
        d->startAbort({rollout.abortReason, {}, std::nullopt, AbortOrder::Origin::Again}, guard, std::move(done));
    else
        abort({}, {}, guard, std::move(done));
}

/// None: the built-in.
QStringList Session::Private::abortArguments(const QString &reason) const
{
    const bool isSigned = look.statement && view.rollout.attemptState != domain::AttemptState::None;
    const auto fallback = domain::checklistProfile().abortCommand;
    // Neither a profile nor a decision that can be read: the checklist's own, where the workspace has it.
    const bool isRead = hasLooked && (look.profile || look.signedProfile);
    const bool isUnknown =
        openFailed && hasLook && !isRead && QFileInfo(QDir(workspace), fallback.arguments.value(1)).isFile();
    const auto &chosen = isSigned ? look.statement->abortCommand : isUnknown ? fallback : view.profile.abortCommand;
    if (chosen.isEmpty())
        return {};
    for (const auto &command : {chosen, fallback})
        if (const auto arguments = process::renderCommand(command, {{u"reason"_s, reason}}); arguments)
            if (!arguments->isEmpty())
                return *arguments;
    return {};
}

void Session::Private::startAbort(const AbortOrder &given, QObject *guard, Done<Aborted> done)
{
    if (abortJob) {
        abortJob->again();
        if (guard)
            done(Aborted{false, true, false, -1, view.desiredStage, {}});
        return;
    }
    const auto order = reasoned(given);
    const auto &[full, by, trigger, origin, isUnasked] = order;
    const auto reviewAt = nextReview();
    abortJob = new rollout::AbortJob(abortSpec(full), q);
    QObject::connect(abortJob, &rollout::AbortJob::outputReceived, q, &Session::stageOutput);
    QObject::connect(abortJob, &rollout::AbortJob::finished, q,
                     [this, order, of = view.rollout.attemptId, guard = QPointer(guard),
                      done](const rollout::AbortReport &report) { settleAbort(order, of, report, guard, done); });
    if (promotion)
        promotion->stop();
    abortJob->start(); // before anything is written: an abort waits for nothing
    Q_EMIT q->abortStarted();
    if (trigger)
        recordTrigger(*trigger);
    using Origin = AbortOrder::Origin;
    const bool isRepeated = trigger && std::exchange(toldAbortOf, view.rollout.attemptId) == view.rollout.attemptId;
    if (origin != Origin::Left && origin != Origin::Lost && !isRepeated)
        tellAbort(full, by, reviewAt);
    if (origin != Origin::Left && origin != Origin::Found)
        recordAbort(order, reviewAt);
    refreshView();
    if (!watching) // recovery is a watcher's work, and outlives this face
        ensureWatcher([] {});
}

rollout::AbortSpec Session::Private::abortSpec(const QString &reason)
{
    rollout::AbortSpec spec{workspace, [this, reason] {
                                isAbortBlind = !hasLooked;
                                return rollout::AbortCommand{abortArguments(reason), childEnvironment(), !hasLook};
                            }};
    spec.giveUpAfter = ports.abortPatience;
    spec.promotionGroup = [this] {
        const auto &flight = look.records.flight.command;
        if (promotion)
            return promotion->group();
        return flight.isRunning(ports.bootNow().bootId) ? flight.leader : 0;
    };
    return spec;
}

/// `attemptId` is that of the press; empty: the ledger was not known then.
void Session::Private::settleAbort(const AbortOrder &order, const QString &attemptId,
                                   const rollout::AbortReport &report, const QPointer<QObject> &guard,
                                   const Done<Aborted> &done)
{
    abortJob->deleteLater();
    abortJob = nullptr;
    if (isAbortBlind)
        blindAbort = order;
    const QJsonObject payload{{u"read_back"_s, report.readBack},
                              {u"exit_code"_s, report.exitCode},
                              {u"runs"_s, report.runs},
                              {u"desired_stage"_s, report.desiredStage},
                              {u"attempt_id"_s, attemptId.isEmpty() ? view.rollout.attemptId : attemptId}};
    const Aborted result{
        report.readBack, false, false, report.exitCode, report.desiredStage, q->abortByHand(order.reason),
        order.isUnasked};
    ledger.append(kind::abortOutcome.toString(), actor(order.by), payload, {}, q,
                  [this, guard, done, result, payload](const auto &appended) {
                      const auto finish = [this, guard, done, result] {
                          requestLook();
                          if (guard)
                              done(result);
                      };
                      if (appended || abortNote.isEmpty())
                          return finish();
                      const AbortJournal journal(ports.stateFolder);
                      const auto conclude = [journal, file = abortNote, payload] {
                          journal.conclude(file, payload);
                          return true;
                      };
                      rollout::onUrgentPool(q, conclude, [finish](bool) { finish(); });
                  });
    if (hasLooked)
        abortAsSigned();
}

/// The bytes that fired are kept.
void Session::Private::recordTrigger(const domain::Trigger &trigger)
{
    using domain::TriggerCode;
    const bool isOfReadyz = trigger.code == TriggerCode::ReadyzDegraded || trigger.code == TriggerCode::ReadyzError;
    const auto &bytes = isOfReadyz || !reading ? readyzBody : reading->bytes;
    const domain::TriggerFired fired{trigger, view.rollout.attemptId};
    append(kind::trigger, actor(), rollout::payloadOf(fired), q, [](const auto &) {}, {bytes});
}

/// Into the ledger and into the journal at once, as either may hang; the note goes when both have it. The evidence of
/// this moment goes with the intent, so that whoever captures it, and however late, captures the same.
void Session::Private::recordAbort(const AbortOrder &order, const QDateTime &reviewAt)
{
    struct Written
    {
        std::optional<QString> note; ///< its file; empty: that failed
        std::optional<bool> appended;
    };
    const AbortJournal journal(ports.stateFolder);
    const auto settle = [this, journal, written = std::make_shared<Written>()](const auto &tell) {
        tell(*written);
        if (written->note && !written->appended)
            abortNote = *written->note;
        if (!written->note || !written->appended)
            return;
        if (*written->appended && abortNote == *written->note)
            abortNote.clear();
        if (*written->appended)
            rollout::urgentPool().start([journal, file = *written->note] { journal.forget(file); });
        else
            refuseNote(*written->note);
        requestLook();
    };
    const auto console = rollout::CommandGroup::ofThisProcess(ports.bootNow().bootId);
    rollout::onUrgentPool(
        q,
        [journal, press = AbortJournal::Press{workspace, view.ledger.id, view.rollout.attemptId, order.reason,
                                              ports.now(), console, order.by, order.isUnasked}] {
            return journal.note(press);
        },
        [settle](const QString &file) { settle([&file](Written &written) { written.note = file; }); });
    using Origin = AbortOrder::Origin;
    const bool isTriggered = order.reason.startsWith("auto-"_L1) && order.origin == Origin::Fresh;
    QJsonObject payload{{u"reason"_s, order.reason},
                        {u"attempt_id"_s, view.rollout.attemptId},
                        {u"automatic"_s, isTriggered || order.origin == Origin::Lost},
                        {u"console"_s, console.toJson()}};
    if (order.origin == Origin::Lost)
        payload[u"lost"_s] = true;
    if (order.isUnasked)
        payload[u"unasked"_s] = true;
    if (reviewAt.isValid())
        payload[u"review_at"_s] = reviewAt.toString(Qt::ISODate);
    QList<QByteArray> evidence;
    if (reading && !reading->bytes.isEmpty())
        evidence.append(reading->bytes);
    ledger.append(kind::abortIntent.toString(), actor(order.by), payload, evidence, q,
                  [settle](const ledger::AsyncLedger::Result<ledger::Appended> &appended) {
                      settle([&appended](Written &written) { written.appended = appended.has_value(); });
                  });
}

/// By what was last seen there is nothing to abort; the ledger says whether that still holds. An abort waits for no
/// ledger that does not answer.
void Session::Private::endOrAbort(const QString &reason, const QString &by, QObject *guard, Done<Aborted> done)
{
    using Answer = ledger::AsyncLedger::Result<Ending>;
    const auto isAnswered = std::make_shared<bool>(false);
    const auto abort = [=, this, guard = QPointer(guard)](bool isUnasked) {
        startAbort(pressed(reason, by, isUnasked), guard, done);
    };
    const auto end = [kept = mirror, path = workspace, who = actor(by)](ledger::Ledger &log) {
        return endWithoutAbort(log, *kept, path, who);
    };
    ledger.run(q, end, [=, this, guard = QPointer(guard)](const Answer &ended) {
        requestLook();
        if (std::exchange(*isAnswered, true))
            return;
        if (ended == Ending::NeedsAbort)
            return abort(false);
        if (!guard)
            return;
        if (!ended)
            done(tl::unexpected(failureOf(ended.error())));
        else if (*ended == Ending::Already)
            answerAlready(reason, by, guard, done);
        else
            done(Aborted{false, false, true, -1, view.desiredStage, {}});
    });
    QTimer::singleShot(answersWithin, q, [isAnswered, abort] {
        if (!std::exchange(*isAnswered, true))
            abort(true);
    });
}

/// What is said of an abort afterwards is an entry of its own (RULES section 5).
void Session::Private::answerAlready(const QString &reason, const QString &by, QObject *guard,
                                     const Done<Aborted> &done)
{
    const Aborted already{true, true, false, -1, u"abort"_s, {}};
    if (reason.isEmpty())
        return done(already);
    q->explainAbort(reason, by, guard, [done, already](const Result<qint64> &told) {
        told ? done(already) : done(tl::unexpected(told.error()));
    });
}

/// It is this process's own, and the ledger refused what it tells of.
void Session::Private::refuseNote(const QString &file)
{
    abortNote = file;
    refusedNotes.append(file);
    mergeJournal();
}

/// The first look tells which command was signed; one that ran before it may have been another.
void Session::Private::abortAsSigned()
{
    if (abortJob)
        return;
    const auto order = std::exchange(blindAbort, std::nullopt);
    const bool isDue = look.records.rollout.isAbortable() || look.records.rollout.isAborted();
    if (order && isDue)
        startAbort({order->reason, order->by, std::nullopt, AbortOrder::Origin::Again}, q, [](const auto &) {});
}

QString Session::abortByHand(const QString &reason) const
{
    const auto arguments = d->abortArguments(reason);
    return arguments.isEmpty() ? u"printf abort > %1"_s.arg(rollout::stageFilePath)
                               : process::displayCommand(arguments);
}

void Session::explainAbort(const QString &reason, const QString &by, QObject *guard, Done<qint64> done)
{
    d->append(kind::abortReason, d->actor(by), {{u"reason"_s, reason}}, guard, std::move(done));
}

} // namespace cutover::session
