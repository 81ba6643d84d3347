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

/// Another one's, of an attempt that was over by then, may lie between.
bool isOutcomeOf(const ledger::Entry &entry, QStringView kind, const QJsonObject &own)
{
    const auto of = entry.payload[u"decision_id"_s];
    return entry.kind == kind && entry.payload[u"percent"_s] == own[u"percent"_s] &&
           (of.isUndefined() || of == own[u"decision_id"_s]);
}

/// Of an intent, once: another console may have settled it. A second outcome would be an entry that no console writes.
ledger::AsyncLedger::Result<ledger::Appended> appendOutcome(ledger::Ledger &log, qint64 intent, QStringView kind,
                                                            const ledger::Actor &actor, const QJsonObject &payload)
{
    constexpr int patience = 20; // others may decide meanwhile
    for (int again = 0;; ++again) {
        if (const auto fresh = log.refresh(); !fresh)
            return tl::unexpected(fresh.error());
        const qint64 decided = log.lastDeciding();
        const auto since = log.entries(intent + 1);
        if (!since)
            return tl::unexpected(since.error());
        for (const auto &entry : *since)
            if (isOutcomeOf(entry, kind, payload))
                return ledger::Appended{entry.index, entry.timeUtc, log.head(), true};
        auto appended = log.appendIf(decided, kind, actor, payload);
        if (appended || appended.error().code != LedgerError::Code::Conflict || again == patience)
            return appended;
    }
}

} // namespace

/// What both threads know of the promotion: the command's group, so that an abort can stop it without asking the
/// ledger's thread, which may be waiting for a disk.
struct PromoteJob::Flight
{
    std::atomic<qint64> intent = -1; ///< its entry
    std::atomic<qint64> group = 0;
    std::atomic<bool> stopped = false;
    std::atomic<bool> written = false; ///< by the built-in, where there is no command

    static inline std::atomic<int> s_count = 0; ///< of those under way in this process
    Flight() { ++s_count; }
    ~Flight() { --s_count; }
    Flight(const Flight &) = delete;
    Flight &operator=(const Flight &) = delete;

    void signal(int number) const
    {
        if (const auto pid = group.load())
            ::kill(static_cast<pid_t>(-pid), number);
    }
};

/// What happens on the ledger's thread, from the press to the start.
struct PromoteJob::Takeoff
{
    PromoteJob *job; ///< only told, never asked: it lives on another thread
    PromoteSpec spec;
    qsizetype seriesLength = 0; ///< at the press
    Judge judge;
    std::shared_ptr<Flight> flight;

    [[nodiscard]] Begun begin(ledger::Ledger &log) const
    {
        if (const auto fresh = log.refresh(); !fresh)
            return refusalsOf(fresh.error(), spec.percent);
        // Read before judging: judging verifies the ledger and takes in what others write meanwhile.
        const qint64 decided = log.lastDeciding();
        if (auto refusals = judge(log, -1); !refusals.isEmpty())
            return refused(log, std::move(refusals));

        auto payload = payloadOf(domain::PromotionIntended{spec.percent, {}, seriesLength});
        payload[u"decision_id"_s] = spec.decisionId;
        payload[u"command"_s] = process::displayCommand(spec.arguments);
        payload[u"console"_s] = CommandGroup::ofThisProcess(systemBootInstant().bootId).toJson();
        const auto intent = log.appendIf(decided, spec.kinds.intent, spec.actor, payload);
        if (!intent)
            return refusalsOf(intent.error(), spec.percent);
        flight->intent = intent->index;

        auto refusals = judge(log, intent->index);
        if (flight->stopped)
            refusals.append({RefusalCode::Aborted, {}});
        if (!refusals.isEmpty())
            return fail(log, std::move(refusals));
        const qint64 expected = ledger::isDecidingKind(spec.kinds.intent) ? intent->index : decided;
        return spec.arguments.isEmpty() ? beginBuiltIn(log, expected) : beginCommand(log, expected);
    }

    [[nodiscard]] Begun beginBuiltIn(ledger::Ledger &log, qint64 expected) const
    {
        if (auto refusals = announce(log, {}, expected); !refusals.isEmpty())
            return fail(log, std::move(refusals));
        if (flight->stopped) // pressed meanwhile
            return fail(log, {{RefusalCode::Aborted, {}}});
        flight->written = writeStageFile(spec.workspace, spec.stageFile, QString::number(spec.percent)).has_value();
        return Refusals{};
    }

    /// The child is made first, so that its group can be told; it runs nothing before that is durable.
    [[nodiscard]] Begun beginCommand(ledger::Ledger &log, qint64 expected) const
    {
        process::ChildSpec child;
        child.arguments = spec.arguments;
        child.workingFolder = spec.workspace;
        child.environment = spec.environment;
        child.deadline = commandDeadline;
        child.grace = stopGrace;
        child.awaitsRelease = true;
        auto *command = new process::ChildJob(child); // lives here, on the ledger's thread, until it ends
        connect(command, &process::ChildJob::finished, command, [command, weak = std::weak_ptr(flight)] {
            if (const auto told = weak.lock())
                told->group = 0;
            command->deleteLater();
        });
        command->start();
        flight->group = command->processId();
        if (command->processId() > 0) { // else it cannot be started, which its end tells
            const auto group = CommandGroup::of(command->processId(), systemBootInstant().bootId);
            auto refusals = announce(log, group, expected);
            if (refusals.isEmpty() && flight->stopped) // pressed meanwhile
                refusals.append({RefusalCode::Aborted, {}});
            if (!refusals.isEmpty()) {
                command->cancel(std::chrono::milliseconds(0));
                return fail(log, std::move(refusals));
            }
        }
        connect(command, &process::ChildJob::outputReceived, job, &PromoteJob::outputReceived);
        connect(command, &process::ChildJob::finished, job, [job = job](const process::ChildResult &result) {
            job->onCommandEnded(result.exitCode, result.succeeded());
        });
        command->release();
        return Refusals{};
    }

    /// Any console of this machine may have to end the group, also when this one is gone. A compare-and-swap on the
    /// intent: nothing starts that was aborted, paused or settled in between.
    [[nodiscard]] Refusals announce(ledger::Ledger &log, const CommandGroup &group, qint64 expected) const
    {
        auto payload = group.toJson();
        payload[u"percent"_s] = spec.percent;
        const auto started = log.appendIf(expected, spec.kinds.started, spec.actor, payload);
        if (started)
            return {};
        const bool isOvertaken = started.error().code == LedgerError::Code::Conflict;
        auto refusals = isOvertaken ? judge(log, flight->intent) : Refusals{};
        return refusals.isEmpty() ? refusalsOf(started.error(), spec.percent) : refusals;
    }

    [[nodiscard]] Begun fail(ledger::Ledger &log, Refusals refusals) const
    {
        const domain::PromotionEnded ended{spec.percent, domain::PromotionResult::Failed, {}, spec.decisionId};
        std::ignore = appendOutcome(log, flight->intent, spec.kinds.outcome, spec.actor, payloadOf(ended));
        return refused(log, std::move(refusals));
    }

    [[nodiscard]] Begun refused(ledger::Ledger &log, Refusals refusals) const
    {
        // Best effort: a ledger that cannot be written is among the refusals themselves.
        std::ignore = log.append(spec.kinds.refused, spec.actor, refusedPayload(spec.percent, refusals));
        return refusals;
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

bool PromoteJob::isAnyFlying()
{
    return Flight::s_count > 0;
}

void PromoteJob::start()
{
    const auto begin = [takeoff = Takeoff{this, m_spec, m_seriesLength(), m_judge, m_flight}](ledger::Ledger &log) {
        return takeoff.begin(log);
    };
    m_ledger.run(this, begin, [this](const Begun &begun) { onBegun(begun); });
}

bool PromoteJob::isOf(const domain::RolloutState &rollout) const
{
    return rollout.attemptState == domain::AttemptState::Open && rollout.decision &&
           rollout.decision->decisionId == m_spec.decisionId;
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

void PromoteJob::onBegun(const Begun &begun)
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
    const auto append = [flight = m_flight, spec = m_spec, payload](ledger::Ledger &log) {
        return appendOutcome(log, flight->intent, spec.kinds.outcome, spec.actor, payload);
    };
    m_ledger.run(this, append, [this, report](const ledger::AsyncLedger::Result<ledger::Appended> &appended) mutable {
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
