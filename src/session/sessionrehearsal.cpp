// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/pool.h"
#include "checks/rehearsalprobe.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/rehearsalrecord.h"
#include "formats/reports.h"
#include "process/commandline.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"
#include "session/rehearsalsight.h"
#include "session/session_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using checks::FileDigests;
using domain::CriterionId;
using domain::Rehearsal;
namespace kind = rollout::kind;

namespace {

constexpr QLatin1String recordPath{"var/rehearsal/latest.json"};
constexpr std::chrono::seconds readyzEvery{2}; // as the triggers' (RULES section 5)

/// Rising, and stages that production has too.
bool areSteps(const QList<int> &steps, const QList<domain::StagePlan> &stages)
{
    const bool known = std::ranges::all_of(steps, [&stages](int percent) {
        return std::ranges::find(stages, percent, &domain::StagePlan::percent) != stages.end();
    });
    return known && !steps.isEmpty() && std::ranges::is_sorted(steps, std::ranges::less_equal());
}

/// The command with each file of the workspace under one name, however it was written.
QStringList resolved(const QStringList &arguments, const QString &workspace)
{
    QStringList result;
    for (const auto &argument : arguments) {
        const auto canonical = QFileInfo(QDir(workspace), argument).canonicalFilePath();
        result.append(canonical.isEmpty() || argument.isEmpty() ? argument : canonical);
    }
    return result;
}

/// What is run and with what, without who runs it and how: `bash -x FILE` and `sh -o pipefail FILE` run the same.
QStringList withoutInterpreter(QStringList words)
{
    static const QRegularExpression interpreter(
        uR"((\A|/)(env|(ba|da|k|z|c|fi)?sh|(python|perl|ruby|node|php)[0-9.]*)\z)"_s);
    static const QRegularExpression withValue(uR"(\A([-+][a-z]*[oO]|-[A-Za-z]*[WX]|--rcfile|--init-file)\z)"_s);
    while (!words.isEmpty() && interpreter.match(words.first()).hasMatch()) {
        words.removeFirst();
        while (!words.isEmpty() && (words.first().startsWith(u'-') || words.first().startsWith(u'+'))) {
            const auto option = words.takeFirst();
            if (withValue.match(option).hasMatch() && !words.isEmpty())
                words.removeFirst();
        }
    }
    return words;
}

bool areOneCommand(const QStringList &one, const QStringList &other)
{
    const auto rest = withoutInterpreter(one);
    return one == other || (!rest.isEmpty() && rest == withoutInterpreter(other));
}

std::optional<Failure> sharedCommand(const domain::Profile &profile, const QString &workspace)
{
    for (const auto &[pointer, own] : {std::pair(u"/rehearsal/stage"_s, profile.rehearsal.stage),
                                       std::pair(u"/rehearsal/abort"_s, profile.rehearsal.abort)})
        for (const auto &production : {profile.stageCommand.arguments, profile.abortCommand.arguments})
            if (!own.isEmpty() && areOneCommand(resolved(own, workspace), resolved(production, workspace)))
                return refused(u"rehearsal_is_production"_s, {pointer, process::displayCommand(production)});
    return std::nullopt;
}

/// A link would lead what is written to production's stage file.
std::optional<Failure> linkedPlace(const QString &workspace)
{
    for (const QString &path :
         {rollout::rehearsalStageFilePath.toString().section(u'/', 0, -2), rollout::rehearsalStageFilePath.toString(),
          QString(recordPath), QString(rehearsalLockPath)})
        if (QFileInfo(u"%1/%2"_s.arg(workspace, path)).isSymLink())
            return refused(u"stage_file_linked"_s, {path});
    return std::nullopt;
}

/// One rehearsal at a time on one workspace. The lock of a process that is gone is taken over.
tl::expected<std::shared_ptr<QLockFile>, Failure> lockedPlace(const QString &workspace)
{
    const QString path = u"%1/%2"_s.arg(workspace, rehearsalLockPath);
    auto lock = std::make_shared<QLockFile>(path);
    lock->setStaleLockTime(0); // a rehearsal may take hours
    if (QDir().mkpath(QFileInfo(path).path()) && lock->tryLock(0))
        return lock;
    if (lock->error() != QLockFile::LockFailedError)
        return tl::unexpected(Failure{Failure::Kind::File, u"access_denied"_s, {QString(rehearsalLockPath)}, {}});
    qint64 pid = 0;
    QString host;
    QString program;
    std::ignore = lock->getLockInfo(&pid, &host, &program);
    return tl::unexpected(refused(u"rehearsal_under_way"_s, {QString::number(pid)}));
}

/// The bytes of what was rehearsed, so that a later look can say what changed in it.
QList<QByteArray> textsOf(const FileDigests &production, const QString &workspace)
{
    constexpr qint64 largestText = 1024 * 1024;
    QList<QByteArray> texts;
    for (auto it = production.cbegin(); it != production.cend(); ++it) {
        const auto bytes = formats::readBounded(u"%1/%2"_s.arg(workspace, it.key()), largestText);
        if (bytes && crypto::sha256(*bytes) == it.value())
            texts.append(*bytes);
    }
    return texts;
}

/// Of something that is wrong with the rehearsal as a whole.
void spoil(Rehearsal &record, const QString &cause)
{
    auto &last = record.abortDrill ? *record.abortDrill : record.steps.last();
    if (!last.passed)
        return;
    last.passed = false;
    last.cause = cause;
}

} // namespace

struct Session::Private::Rehearsing
{
    RehearsalRequest request;
    domain::Profile profile; ///< as it was at the beginning
    domain::Baseline baseline;
    QPointer<QObject> guard;
    Done<Rehearsal> done;
    std::shared_ptr<QLockFile> lock;
    FileDigests production;
    QPointer<rollout::RehearsalJob> job;
    bool isCancelled = false;
    qint64 stopBefore = -1; ///< Records::lastStop when it began
};

void Session::rehearse(const RehearsalRequest &request, QObject *guard, Done<Rehearsal> done)
{
    const auto refuse = [&done](const Failure &failure) { done(tl::unexpected(failure)); };
    const auto &view = d->view;
    if (view.rollout.isUnderWay() || d->promoting)
        return refuse(refused(u"rollout_under_way"_s));
    if (d->rehearsing)
        return refuse(refused(u"rehearsal_under_way"_s, {QString::number(QCoreApplication::applicationPid())}));
    if (!areSteps(request.steps, view.profile.stages)) {
        QStringList steps;
        for (const int percent : request.steps)
            steps.append(QString::number(percent));
        return refuse({Failure::Kind::Usage, u"steps_invalid"_s, {steps.join(u',')}, {}});
    }
    if (!view.baseline)
        return refuse(refused(u"baselines_missing"_s));
    d->rehearsing = std::make_shared<Private::Rehearsing>();
    *d->rehearsing = {request, view.profile, *view.baseline,          guard, std::move(done), {}, {},
                      {},      false,        d->look.records.lastStop};
    d->startRehearsal(d->rehearsing);
}

void Session::Private::startRehearsal(const std::shared_ptr<Rehearsing> &run)
{
    using Ready = Result<std::pair<std::shared_ptr<QLockFile>, FileDigests>>;
    const auto prepare = [profile = run->profile, path = workspace]() -> Ready {
        for (const auto &failure : {sharedCommand(profile, path), linkedPlace(path)})
            if (failure)
                return tl::unexpected(*failure);
        const auto digests = checks::productionDigests(profile, path);
        if (!digests)
            return tl::unexpected(
                Failure{Failure::Kind::File, u"script_missing"_s, {digests.error().data.value(0)}, {}});
        return lockedPlace(path).map([&](const auto &lock) { return std::pair(lock, *digests); });
    };
    checks::onPool(q, prepare, [this, run](const Ready &ready) {
        if (!ready) {
            rehearsing = nullptr;
            if (run->guard)
                run->done(tl::unexpected(ready.error()));
            return;
        }
        std::tie(run->lock, run->production) = *ready;
        resolvePassed([this, run](const QMap<QString, QString> &values) {
            passedValues = values;
            followRehearsal(run);
        });
    });
}

void Session::Private::followRehearsal(const std::shared_ptr<Rehearsing> &run)
{
    rollout::RehearsalSpec spec;
    spec.workspace = workspace;
    spec.steps = run->request.steps;
    spec.abortDrill = run->request.abortDrill;
    spec.plan = run->profile.rehearsal;
    spec.environment = childEnvironment();
    spec.actor = actor();
    spec.abortWithin = ports.abortPatience;
    auto *job = new rollout::RehearsalJob(
        ledger, spec, [this, baseline = run->baseline] { return rehearsalSight(baseline); },
        [this](std::function<void(bool)> then) { askReadyzSource(rehearsing->job, std::move(then)); }, q);
    run->job = job;
    QObject::connect(job, &rollout::RehearsalJob::progressed, q, &Session::rehearsalProgressed);
    QObject::connect(job, &rollout::RehearsalJob::outputReceived, q, &Session::rehearsalOutput);
    QObject::connect(job, &rollout::RehearsalJob::finished, q, [this, run](const Rehearsal &record) {
        run->job->deleteLater();
        settleRehearsal(run, record);
    });
    auto *polling = new QTimer(job); // the rehearsal watches as a rollout is watched
    QObject::connect(polling, &QTimer::timeout, q, [this] {
        if (!poll && !view.profile.readyzUrl.isEmpty())
            pollReadyz();
    });
    polling->start(readyzEvery);
    job->start();
    if (run->isCancelled)
        job->cancel();
}

rollout::RehearsalSight Session::Private::rehearsalSight(const domain::Baseline &baseline) const
{
    return {series,
            live,
            baseline,
            view.limits,
            ports.now(),
            ports.bootNow(),
            !view.profile.readyzUrl.isEmpty(),
            view.rollout.isUnderWay() || promoting};
}

void Session::Private::askReadyzSource(QObject *context, std::function<void(bool)> then)
{
    auto *runs = new checks::CheckRunner(runInputs(), {{CriterionId::Readyz}, false, false}, context);
    QObject::connect(runs, &checks::CheckRunner::finished, context, [runs, then = std::move(then)] {
        runs->deleteLater();
        then(runs->rows()[static_cast<std::size_t>(CriterionId::Readyz)].isGo());
    });
    runs->start();
}

/// What was rehearsed must be what stands there at the end.
void Session::Private::settleRehearsal(const std::shared_ptr<Rehearsing> &run, const Rehearsal &record)
{
    const auto digests = [profile = run->profile, path = workspace] {
        return checks::productionDigests(profile, path);
    };
    checks::onPool(q, digests, [this, run, told = record](const tl::expected<FileDigests, domain::Reason> &now) {
        auto final = told;
        final.version = run->profile.version;
        final.production = run->production;
        if (!now || *now != run->production)
            spoil(final, u"script_changed"_s);
        else if (view.profile.version != final.version)
            spoil(final, u"version_changed"_s);
        recordRehearsal(run, final);
    });
}

void Session::Private::recordRehearsal(const std::shared_ptr<Rehearsing> &run, const Rehearsal &record)
{
    using Answer = ledger::AsyncLedger::Result<bool>;
    const bool isProbed = run->profile.plan(CriterionId::Rehearsal).source == domain::CheckSource::Probe;
    const auto write = [record, isProbed, who = actor(), path = workspace, profile = run->profile,
                        lock = run->lock](ledger::Ledger &log) -> Answer {
        const auto json = formats::rehearsalToJson(record);
        const auto bytes = formats::readableJson(json);
        const auto appended = log.append(kind::rehearsal, who, json, QList{bytes} + textsOf(record.production, path));
        if (!appended)
            return tl::unexpected(appended.error());
        if (isProbed) // the row's run, with this record as its raw output
            std::ignore =
                log.append(kind::check, who, checkPayload(checks::judgeRehearsal(record, profile, path), {}), {bytes});
        // The ledger's entry counts; the file is for people and scripts.
        std::ignore = formats::writeAtomically(u"%1/%2"_s.arg(path, recordPath), bytes);
        return true;
    };
    ledger.run(q, write, [this, run, record](const Answer &written) {
        run->lock = nullptr;
        rehearsing = nullptr;
        requestLook();
        if (!run->guard)
            return;
        if (written)
            run->done(record);
        else
            run->done(tl::unexpected(failureOf(written.error())));
    });
}

void Session::cancelRehearsal()
{
    if (!d->rehearsing)
        return;
    d->rehearsing->isCancelled = true;
    if (d->rehearsing->job)
        d->rehearsing->job->cancel();
}

/// Whoever presses Abort or Stand down, at any console, means what runs.
void Session::Private::stopRehearsal()
{
    if (rehearsing && !rehearsing->isCancelled && look.records.lastStop > rehearsing->stopBefore)
        q->cancelRehearsal();
}

bool Session::isRehearsing() const
{
    return d->rehearsing != nullptr;
}

} // namespace cutover::session
