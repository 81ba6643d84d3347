// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/commandcheck.h"
#include "checks/outputredaction.h"
#include "crypto/digest.h"
#include "formats/rowjson.h"
#include "rollout/ledgerevents.h"
#include "session/closingrows.h"
#include "session/session.h"
#include "session/session_p.h"

#include <QJsonArray>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Row;
namespace kind = rollout::kind;

namespace {

/// The smoke tests as a check: exit code 0 is all that is asked.
domain::CriterionPlan smokePlan(const domain::Command &command)
{
    domain::CriterionPlan plan;
    plan.command = command;
    plan.deadlineS = domain::criterion(CriterionId::SmokeTests).deadlineS;
    return plan;
}

/// A test that is not the signed one proves nothing about what was signed.
Row judgedForSigned(Row row, const checks::FileDigests &ran, const domain::Statement &go)
{
    for (auto it = ran.cbegin(); it != ran.cend(); ++it) {
        if (go.digestOf(domain::BoundFile::Role::Smoke, it.key()) == it.value())
            continue;
        row.status = domain::Status::Error;
        row.reason = {domain::Cause::ScriptChanged, {it.key()}};
        break;
    }
    return row;
}

QJsonObject rowJson(const Row &row, const Wording &wording)
{
    auto object = formats::rowToJson(row);
    object[u"arithmetic"_s] = wording.arithmetic(row);
    object[u"reason"_s] = wording.reason(row);
    return object;
}

std::optional<Failure> tooEarly(const domain::RolloutState &rollout, const QDateTime &now)
{
    const auto *present = rollout.present();
    const bool isLast = rollout.isUnderWay() && present && !rollout.next() && !rollout.inFlight();
    if (!isLast)
        return refused(u"post_cutover_early"_s);
    const qint64 leftMs = domain::holdRemainingMs(*present, now);
    if (leftMs > 0)
        return refused(u"post_cutover_early"_s, {QString::number((leftMs + 999) / 1000)});
    return std::nullopt;
}

} // namespace

struct Session::Private::PostCutoverRun
{
    QPointer<QObject> guard;
    Done<PostCutover> done;
    domain::Statement go;
    QString attemptId;
    QPointer<checks::CommandCheck> smoke;
    QPointer<checks::CheckRunner> evidence;
    QList<Row> rows; ///< of what ended
    QList<QByteArray> outputs;
    bool isCancelled = false;
};

void Session::postCutover(QObject *guard, Done<PostCutover> done)
{
    if (d->afterRun)
        return done(tl::unexpected(refused(u"post_cutover_running"_s)));
    if (const auto early = tooEarly(d->view.rollout, now()))
        return done(tl::unexpected(*early));
    if (!d->look.statement)
        return done(tl::unexpected(refused(u"no_decision"_s, {d->view.rollout.attemptId})));
    d->afterRun = std::make_shared<Private::PostCutoverRun>();
    auto &run = *d->afterRun;
    run.guard = guard;
    run.done = std::move(done);
    run.go = *d->look.statement;
    run.attemptId = d->view.rollout.attemptId;
    d->resolvePassed([this](const QMap<QString, QString> &values) {
        d->passedValues = values;
        d->startSmokeTests();
        d->startEvidenceAfter();
    });
    d->refreshView();
}

void Session::cancelPostCutover()
{
    if (!d->afterRun)
        return;
    d->afterRun->isCancelled = true;
    if (d->afterRun->smoke)
        d->afterRun->smoke->cancel();
    if (d->afterRun->evidence)
        d->afterRun->evidence->cancel();
}

void Session::Private::refreshClosing()
{
    view.postCutoverRunning = afterRun != nullptr;
    view.smokeTestsMs = look.records.smokeTestsMs;
    view.closingRows.clear();
    const bool isAborted = view.phase == domain::Phase::Aborted || view.phase == domain::Phase::Aborting;
    if (isAborted)
        view.closingRows = rollbackRows(view.rollout, view.desiredStage, ports.now());
    else if (look.statement && view.rollout.isUnderWay() && view.rollout.present() && !view.rollout.next())
        view.closingRows = postCutoverRows(look.records, series, live, *look.statement, ports.now());
}

void Session::Private::startSmokeTests()
{
    auto *job = new checks::CommandCheck(CriterionId::SmokeTests, smokePlan(afterRun->go.smokeCommand),
                                         {workspace, childEnvironment(), view.limits}, ports.now, q);
    const checks::OutputRedaction redaction(passedValues.values());
    afterRun->smoke = job;
    QObject::connect(job, &checks::CheckJob::outputReceived, q,
                     [this, redaction, held = QByteArray()](const QByteArray &chunk) mutable {
                         Q_EMIT q->smokeOutput(redaction.next(chunk, held));
                     });
    QObject::connect(job, &checks::CheckJob::finished, q, [this, job, redaction](Row row, const QByteArray &output) {
        job->deleteLater();
        const auto kept = redaction.applied(output);
        row.outputSha256 = kept.isEmpty() ? QByteArray() : crypto::sha256(kept);
        takeAfterRow(judgedForSigned(std::move(row), job->scripts(), afterRun->go), kept);
    });
    job->start();
    if (afterRun->isCancelled)
        job->cancel();
}

void Session::Private::startEvidenceAfter()
{
    auto *runs = new checks::CheckRunner(runInputs(), {{CriterionId::EvidenceIntegrity}, false, false}, q);
    afterRun->evidence = runs;
    auto kept = std::make_shared<QByteArray>();
    QObject::connect(runs, &checks::CheckRunner::rowFinished, q,
                     [kept](const Row &, const QByteArray &output) { *kept = output; });
    // A cancelled run may end without telling its row.
    QObject::connect(runs, &checks::CheckRunner::finished, q, [this, runs, kept] {
        runs->deleteLater();
        auto row = runs->rows()[static_cast<std::size_t>(CriterionId::EvidenceIntegrity)];
        row.id = CriterionId::EvidenceAfter;
        row.note.clear();
        takeAfterRow(std::move(row), *kept);
    });
    runs->start();
    if (afterRun->isCancelled)
        runs->cancel();
}

void Session::Private::takeAfterRow(Row row, const QByteArray &output)
{
    constexpr qsizetype commands = 2;
    afterRun->rows.append(std::move(row));
    if (!output.isEmpty())
        afterRun->outputs.append(output);
    if (afterRun->rows.size() == commands)
        settlePostCutover();
}

void Session::Private::settlePostCutover()
{
    const auto run = std::exchange(afterRun, nullptr);
    const auto answer = [this, run](const Result<PostCutover> &result) {
        requestLook();
        if (run->guard)
            run->done(result);
    };
    refreshView();
    if (run->isCancelled)
        return answer(tl::unexpected(refused(u"cancelled"_s)));
    auto records = look.records;
    records.postCutover = run->rows;
    PostCutover result{false, postCutoverRows(records, series, live, run->go, ports.now())};
    result.isGo = std::ranges::all_of(result.rows, &Row::isGo);
    QJsonArray rows;
    for (const auto &row : result.rows)
        rows.append(rowJson(row, ports.wording));
    const QJsonObject payload{
        {u"attempt_id"_s, run->attemptId}, {u"verdict"_s, result.isGo ? u"GO"_s : u"NO-GO"_s}, {u"rows"_s, rows}};
    append(
        kind::postCutover, actor(), payload, q,
        [answer, result](const Result<qint64> &entry) {
            answer(entry ? Result<PostCutover>(result) : Result<PostCutover>(tl::unexpected(entry.error())));
        },
        run->outputs);
}

} // namespace cutover::session
