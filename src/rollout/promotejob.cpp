// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/promotejob.h"

#include "process/childjob.h"
#include "process/commandline.h"
#include "rollout/bootclock.h"
#include "rollout/commandgroup.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"

#include <QJsonArray>
#include <QTimer>

#include <csignal>

namespace cutover::rollout {

using namespace Qt::StringLiterals;
using domain::Refusal;
using domain::RefusalCode;
using domain::Refusals;
using ledger::LedgerError;

namespace {

constexpr std::chrono::minutes commandDeadline{5};
constexpr std::chrono::milliseconds stopGrace{100};

Refusals refusalsOf(const LedgerError &error, int percent)
{
    switch (error.code) {
    case LedgerError::Code::Conflict:
        return {{RefusalCode::PromotionInFlight, {QString::number(percent)}}};
    case LedgerError::Code::LedgerUnattested:
        return {{RefusalCode::LedgerUnattested, {}}};
    case LedgerError::Code::LedgerUnwritable:
        return {{RefusalCode::LedgerUnwritable, {error.data[u"cause"_s].toString()}}};
    default:
        return {{RefusalCode::LedgerInvalid, {}}};
    }
}

QJsonObject refusedPayload(int percent, const Refusals &refusals)
{
    QJsonArray codes;
    for (const auto &refusal : refusals)
        codes.append(domain::refusalName(refusal));
    return {{u"percent"_s, percent}, {u"refusals"_s, codes}};
}

} // namespace

/// What both threads know of the running command: its group, so that an abort can stop it without asking the ledger's
/// thread, which may be waiting for a disk.
struct PromoteJob::Flight
{
    std::atomic<qint64> group = 0;
    std::atomic<bool> stopped = false;
    std::atomic<bool> written = false; ///< by the built-in, where there is no command

    void signal(int number) const
    {
        if (const auto pid = group.load())
            ::kill(static_cast<pid_t>(-pid), number);
    }
};

PromoteJob::PromoteJob(ledger::AsyncLedger &ledger, PromoteSpec spec, Judge judge, SeriesLength length, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_spec(std::move(spec))
    , m_judge(std::move(judge))
    , m_seriesLength(std::move(length))
    , m_flight(std::make_shared<Flight>())
{
}

PromoteJob::~PromoteJob() = default;

void PromoteJob::start()
{
    using Result = ledger::AsyncLedger::Result<Refusals>;
    const auto begin = [this, spec = m_spec, judge = m_judge, flight = m_flight](ledger::Ledger &log) -> Result {
        if (const auto fresh = log.refresh(); !fresh)
            return refusalsOf(fresh.error(), spec.percent);
        const auto refused = [&](Refusals refusals) -> Result {
            // Best effort: a ledger that cannot be written is among the refusals themselves.
            std::ignore = log.append(spec.kinds.refused, spec.actor, refusedPayload(spec.percent, refusals));
            return refusals;
        };
        // Read before judging: judging verifies the ledger and takes in what others write meanwhile.
        const qint64 decided = log.lastDeciding();
        if (auto refusals = judge(log, -1); !refusals.isEmpty())
            return refused(std::move(refusals));

        auto payload = payloadOf(domain::PromotionIntended{spec.percent, {}});
        payload[u"decision_id"_s] = spec.decisionId;
        payload[u"command"_s] = process::displayCommand(spec.arguments);
        const auto intent = log.appendIf(decided, spec.kinds.intent, spec.actor, payload);
        if (!intent)
            return refusalsOf(intent.error(), spec.percent);

        auto refusals = judge(log, intent->index);
        if (flight->stopped)
            refusals.append({RefusalCode::Aborted, {}});
        if (!refusals.isEmpty()) {
            const domain::PromotionEnded ended{spec.percent, domain::PromotionResult::Failed, {}, spec.decisionId};
            std::ignore = log.append(spec.kinds.outcome, spec.actor, payloadOf(ended));
            return refused(std::move(refusals));
        }
        if (spec.arguments.isEmpty()) {
            flight->written = writeStageFile(spec.workspace, spec.stageFile, QString::number(spec.percent)).has_value();
            return Refusals{};
        }
        process::ChildSpec child;
        child.arguments = spec.arguments;
        child.workingFolder = spec.workspace;
        child.environment = spec.environment;
        child.deadline = commandDeadline;
        child.grace = stopGrace;
        auto *job = new process::ChildJob(child); // lives here, on the ledger's thread, until it ends
        connect(job, &process::ChildJob::started, job, [job, flight] { flight->group = job->processId(); });
        connect(job, &process::ChildJob::outputReceived, this, &PromoteJob::outputReceived);
        connect(job, &process::ChildJob::finished, this,
                [this](const process::ChildResult &result) { onCommandEnded(result.exitCode, result.succeeded()); });
        connect(job, &process::ChildJob::finished, job, [job, flight] {
            flight->group = 0;
            job->deleteLater();
        });
        job->start();
        flight->group = job->processId();
        if (flight->stopped) // pressed while the process was made
            flight->signal(SIGKILL);
        if (const auto leader = job->processId(); leader > 0) {
            // Any console of this machine may have to end it, also when this one is gone.
            auto group = CommandGroup::of(leader, systemBootInstant().bootId).toJson();
            group[u"percent"_s] = spec.percent;
            std::ignore = log.append(spec.kinds.started, spec.actor, group);
        }
        return Refusals{};
    };
    m_ledger.run(this, begin, [this](const Result &begun) { onBegun(begun); });
}

qint64 PromoteJob::group() const
{
    return m_flight->group;
}

void PromoteJob::stop()
{
    m_flight->stopped = true;
    m_flight->signal(SIGTERM);
    QTimer::singleShot(stopGrace, this, [flight = m_flight] { flight->signal(SIGKILL); });
}

void PromoteJob::onBegun(const ledger::AsyncLedger::Result<Refusals> &begun)
{
    if (!begun)
        finishRefused(refusalsOf(begun.error(), m_spec.percent));
    else if (!begun->isEmpty())
        finishRefused(*begun);
    else if (!m_isFinished)
        Q_EMIT commandStarted();
    const bool isBuiltIn = begun && begun->isEmpty() && m_spec.arguments.isEmpty();
    if (isBuiltIn)
        onCommandEnded(m_flight->written ? 0 : 1, m_flight->written);
}

void PromoteJob::onCommandEnded(int exitCode, bool succeeded)
{
    PromotionReport report;
    report.exitCode = exitCode;
    report.desiredStage = readStageFile(m_spec.workspace, m_spec.stageFile).value_or(QString());
    report.done = succeeded && !m_flight->stopped && report.desiredStage == QString::number(m_spec.percent);

    const auto result = report.done ? domain::PromotionResult::Done : domain::PromotionResult::Failed;
    auto payload = payloadOf(domain::PromotionEnded{m_spec.percent, result, {m_seriesLength(), {}}, m_spec.decisionId});
    payload[u"exit_code"_s] = exitCode;
    payload[u"desired_stage"_s] = report.desiredStage;
    m_isFinished = true;
    m_ledger.append(m_spec.kinds.outcome.toString(), m_spec.actor, payload, {}, this,
                    [this, report](const ledger::AsyncLedger::Result<ledger::Appended> &appended) mutable {
                        if (!appended)
                            report.refusals = refusalsOf(appended.error(), m_spec.percent);
                        Q_EMIT finished(report);
                    });
}

void PromoteJob::finishRefused(const Refusals &refusals)
{
    PromotionReport report;
    report.refusals = refusals;
    report.desiredStage = readStageFile(m_spec.workspace, m_spec.stageFile).value_or(QString());
    m_isFinished = true;
    Q_EMIT finished(report);
}

} // namespace cutover::rollout
