// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "formats/statement.h"
#include "process/commandline.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"
#include "session/session_p.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Refusal;
using domain::RefusalCode;
namespace kind = rollout::kind;

namespace {

/// Why nobody may pause the line, or lift a pause; empty: somebody may.
QString lineObjection(QStringView what, const domain::RolloutState &rollout)
{
    if (what == kind::resume)
        return rollout.pause ? QString() : u"not_paused"_s;
    return rollout.closing ? u"cutover_closed"_s : QString();
}

/// Who pressed the abort that ended the attempt: a person, or else the account at whose console. Empty: nobody did, or
/// no entry tells yet.
QString abortedBy(const QString &attemptId, const LookInput &input, const ledger::Ledger &log)
{
    auto entries = log.entries().value_or(QList<ledger::Entry>());
    entries += AbortJournal(input.stateFolder).pending(log, input.workspace);
    const auto found = std::ranges::find_if(entries, [&attemptId](const ledger::Entry &entry) {
        return entry.kind == kind::abortIntent && entry.payload[u"attempt_id"_s] == attemptId;
    });
    if (found == entries.end())
        return {};
    const auto &payload = found->payload;
    const bool isPressed = !payload[u"automatic"_s].toBool() && !payload[u"settled"_s].toBool() &&
                           !payload[u"reason"_s].toString().startsWith("auto-"_L1);
    const auto &by = found->actor;
    return !isPressed ? QString() : by.person.isEmpty() ? u"%1@%2"_s.arg(by.account, by.workstation) : by.person;
}

} // namespace

void Session::promote(int percent, QObject *guard, Done<Promoted> done)
{
    if (d->promoting || d->abortJob) {
        const auto refusal = d->abortJob ? Refusal{RefusalCode::Aborted, {}}
                                         : Refusal{RefusalCode::PromotionInFlight, {QString::number(percent)}};
        return done(Promoted{percent, false, {refusal}, -1, d->view.desiredStage});
    }
    d->promoting = true;
    d->runPromotionRows([this, percent, guard = QPointer(guard), done = std::move(done)] {
        d->watchIfAllowed(percent, [=, this] { d->startPromotion(percent, guard, done); });
    });
}

/// A press that is refused all the same leaves nobody watching.
void Session::Private::watchIfAllowed(int percent, std::function<void()> then)
{
    using Answer = ledger::AsyncLedger::Result<domain::Refusals>;
    const auto judge = [input = lookInput(), percent](ledger::Ledger &log) -> Answer {
        return judgePromotion({percent, {}, -1}, input, log);
    };
    ledger.run(q, judge, [this, then = std::move(then)](const Answer &refusals) {
        const auto isOther = [](const Refusal &refusal) { return refusal.code != RefusalCode::NoWatcher; };
        if (!refusals || std::ranges::any_of(*refusals, isOther))
            return then();
        const bool lacksWatcher = !refusals->isEmpty();
        ensureWatcher([=, this] { lacksWatcher ? askServer(then) : then(); }); // what it said is too old by now
    });
}

void Session::Private::runPromotionRows(std::function<void()> then)
{
    // Point 5 of the gate: these four are run first, and readyz asked, so that the gate judges the present.
    checks::RunRequest request;
    request.ids = QList<CriterionId>(domain::promotionSet().begin(), domain::promotionSet().end());
    request.rolloutUnderWay = view.rollout.isUnderWay();
    resolvePassed([=, this](const QMap<QString, QString> &values) {
        passedValues = values;
        auto *rows = new checks::CheckRunner(runInputs(), request, q);
        follow(rows);
        QObject::connect(rows, &checks::CheckRunner::finished, q, [=, this] {
            rows->deleteLater();
            pollReadyz([=, this] { askServer(then); });
        });
        rows->start();
    });
}

void Session::Private::startPromotion(int percent, const QPointer<QObject> &guard, Done<Promoted> done)
{
    const auto refuse = [&](const Result<Promoted> &answer) {
        promoting = false;
        if (guard)
            done(answer);
    };
    if (abortJob) // pressed while the rows were run
        return refuse(Promoted{percent, false, {{RefusalCode::Aborted, {}}}, -1, view.desiredStage});
    rollout::PromoteSpec spec;
    spec.percent = percent;
    spec.workspace = workspace;
    spec.environment = childEnvironment();
    spec.actor = actor();
    spec.decisionId = look.statement ? look.statement->id : QString();
    const auto command = look.statement ? look.statement->stageCommand : view.profile.stageCommand;
    if (!command.isEmpty()) { // else the built-in
        const auto arguments = process::renderCommand(command, {{u"stage"_s, QString::number(percent)}});
        if (!arguments)
            return refuse(tl::unexpected(Failure{
                Failure::Kind::Refused, process::codeName(arguments.error().code), {arguments.error().argument}, {}}));
        spec.arguments = *arguments;
    }

    const auto judge = [input = lookInput(), percent, id = spec.decisionId,
                        isFirst = !view.rollout.isUnderWay()](ledger::Ledger &log, qint64 ownIntent) {
        auto refusals = judgePromotion({percent, id, ownIntent}, input, log);
        if (isFirst && refusals.size() > 1) // a press that nothing else refuses starts one
            refusals.removeIf([](const Refusal &refusal) { return refusal.code == RefusalCode::NoWatcher; });
        if (id.isEmpty() && refusals.isEmpty()) // signed since the press: its command was not the one read
            refusals.append({RefusalCode::NoDecision, {}});
        return refusals;
    };
    promotion = new rollout::PromoteJob(
        ledger, spec, judge, [this] { return series.points().size(); }, q);
    QObject::connect(promotion, &rollout::PromoteJob::outputReceived, q, &Session::stageOutput);
    QObject::connect(promotion, &rollout::PromoteJob::commandStarted, q,
                     [this, percent] { Q_EMIT q->promotionStarted(percent); });
    QObject::connect(promotion, &rollout::PromoteJob::finished, q,
                     [this, percent, guard, done, of = look.records.rollout.attemptId,
                      ran = process::displayCommand(spec.arguments)](const rollout::PromotionReport &report) {
                         promotion->deleteLater();
                         promotion = nullptr;
                         promoting = false;
                         settlePromotion(percent, of, report, guard, [done, ran](const Result<Promoted> &settled) {
                             auto told = settled;
                             if (told)
                                 told->command = ran;
                             done(told);
                         });
                     });
    promotion->start();
    refreshView();
}

/// An abort that another console made meanwhile stands, also one behind which the next GO was signed while this machine
/// slept: what this command wrote after it is taken back.
void Session::Private::settlePromotion(int percent, const QString &attemptId, const rollout::PromotionReport &report,
                                       const QPointer<QObject> &guard, const Done<Promoted> &done)
{
    struct Now : domain::RolloutState
    {
        QString abortedBy;
    };
    using Answer = ledger::AsyncLedger::Result<Now>;
    const auto follow = [input = lookInput(), kept = mirror](ledger::Ledger &log) -> Answer {
        const auto rollout = rolloutNow(input, log, *kept);
        return Now{rollout, rollout.isAborted() ? abortedBy(rollout.attemptId, input, log) : QString()};
    };
    ledger.run(q, follow, [=, this](const Answer &now) {
        using State = domain::AttemptState;
        const bool aborted = now && (now->attemptState == State::Aborting || now->attemptState == State::Aborted);
        const bool isPast = now && now->attemptId != attemptId;
        const bool hasRun = report.refusals.isEmpty();
        Promoted promoted{percent, report.done && !aborted && !isPast, report.refusals, report.exitCode,
                          report.desiredStage};
        if (aborted && hasRun)
            promoted.refusals = {{RefusalCode::Aborted,
                                  {now->abortedAt.toString(Qt::ISODate), now->abortedBy, now->abortReason,
                                   report.done ? u"ended"_s : u"stopped"_s}}};
        else if (isPast && hasRun)
            promoted.refusals = {{RefusalCode::Superseded, {now->attemptAt.toString(Qt::ISODate), u"go"_s}}};
        const auto finish = [=, this] {
            auto told = promoted;
            requestLook();
            told.desiredStage = rollout::readStageFile(workspace).value_or(QString());
            if (told.done)
                tellPromotion(percent);
            if (guard)
                done(told);
        };
        const auto stage = rollout::readStageFile(workspace).value_or(QString());
        const bool unexplained = isPast && hasRun && !now->isUnderWay() && !now->isUntouched(stage);
        const bool overwritten = (aborted && stage != u"abort"_s) || unexplained;
        if (overwritten && !abortJob)
            startAbort({now->abortReason, {}, std::nullopt}, q, [finish](const auto &) { finish(); });
        else
            finish();
    });
}

bool Session::stopPromotion()
{
    if (d->promotion)
        d->promotion->stop();
    return d->promotion != nullptr;
}

/// By the ledger as it is now: another console may have been faster.
void Session::Private::enterLine(QStringView what, const QString &by, QObject *guard, Done<qint64> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<qint64>>;
    const auto enter = [what, who = actor(by), kept = mirror](ledger::Ledger &log) -> Answer {
        kept->follow(log);
        const auto objection = lineObjection(what, kept->records.rollout);
        if (!objection.isEmpty())
            return Result<qint64>(tl::unexpected(Failure{Failure::Kind::Refused, objection, {}, {}}));
        const auto appended = log.append(what, who, {});
        return appended ? Answer(appended->index) : Answer(tl::unexpected(appended.error()));
    };
    ledger.run(guard, enter, [this, done = std::move(done)](const Answer &answer) {
        requestLook();
        done(answer ? *answer : tl::unexpected(failureOf(answer.error())));
    });
}

void Session::pause(const QString &by, QObject *guard, Done<qint64> done)
{
    d->enterLine(kind::pause, by, guard, [this, by, done = std::move(done)](const Result<qint64> &entry) {
        if (entry)
            d->tellPause(by, *entry);
        done(entry);
    });
}

void Session::resume(const QString &by, QObject *guard, Done<qint64> done)
{
    if (by.trimmed().isEmpty())
        return done(tl::unexpected(Failure{Failure::Kind::Usage, u"name_missing"_s, {u"resume"_s}, {}}));
    d->enterLine(kind::resume, by, guard, std::move(done));
}

} // namespace cutover::session
