// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/rehearsaljob.h"

#include "process/commandline.h"
#include "rollout/abortjob.h"
#include "rollout/ledgerevents.h"
#include "rollout/promotejob.h"
#include "rollout/stagefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <sys/stat.h>

namespace cutover::rollout {

using namespace Qt::StringLiterals;
using domain::Refusals;
using Phase = RehearsalProgress::Phase;

namespace {

constexpr std::chrono::milliseconds lookEvery{200};
constexpr std::chrono::minutes patience{15}; // beyond the hold, and for the recovery (RULES section 5)
constexpr std::chrono::seconds setBackWithin{10};
constexpr qsizetype windowsKept = 10;

/// What no writer can set back: the system's own time of change, beside what it may well set back by `touch -r`.
QByteArray stampOf(const struct stat &status)
{
    QByteArray stamp;
    for (const auto part :
         {static_cast<qint64>(status.st_dev), static_cast<qint64>(status.st_ino), static_cast<qint64>(status.st_size),
          static_cast<qint64>(status.st_mtim.tv_sec), static_cast<qint64>(status.st_mtim.tv_nsec),
          static_cast<qint64>(status.st_ctim.tv_sec), static_cast<qint64>(status.st_ctim.tv_nsec)})
        stamp += QByteArray::number(part) + ' ';
    return stamp;
}

/// Of the stage file, and of its folder: a file that came and went between two looks is seen there alone.
QByteArray stampOf(const QString &workspace)
{
    const auto file = QFile::encodeName(u"%1/%2"_s.arg(workspace, stageFilePath));
    const auto folder = file.left(file.lastIndexOf('/'));
    struct stat status = {};
    auto stamp = ::stat(folder.constData(), &status) == 0 ? stampOf(status) : QByteArray("absent ");
    if (::lstat(file.constData(), &status) != 0)
        return stamp + "absent";
    return stamp + stampOf(status) + readStageFile(workspace).value_or(QString()).toUtf8();
}

/// A link would lead what is written elsewhere, to production's stage file above all.
bool isLinked(const QString &workspace)
{
    const QString path = u"%1/%2"_s.arg(workspace, rehearsalStageFilePath);
    return QFileInfo(path).isSymLink() || QFileInfo(path.section(u'/', 0, -2)).isSymLink();
}

/// No step beside a rollout, not even for the moment until this console hears of one.
Refusals judgeRollout(ledger::Ledger &log, int percent)
{
    const auto entries = log.entries();
    if (!entries)
        return {{domain::RefusalCode::LedgerInvalid, {}}};
    if (foldEntries(*entries).isUnderWay())
        return {{domain::RefusalCode::PromotionInFlight, {QString::number(percent)}}};
    return {};
}

QString causeOf(const Refusals &refusals)
{
    const auto &first = refusals.first();
    return first.code == domain::RefusalCode::PromotionInFlight ? u"rollout_under_way"_s : domain::refusalName(first);
}

} // namespace

RehearsalJob::RehearsalJob(ledger::AsyncLedger &ledger, RehearsalSpec spec, Look look, AskReadyz askReadyz,
                           QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_spec(std::move(spec))
    , m_look(std::move(look))
    , m_askReadyz(std::move(askReadyz))
{
    m_tick.setInterval(lookEvery);
    connect(&m_tick, &QTimer::timeout, this, &RehearsalJob::tick);
}

RehearsalJob::~RehearsalJob() = default;

void RehearsalJob::start()
{
    if (m_state != State::Idle)
        return;
    m_record.startedAt = m_look().now;
    // Of a folder that is not there, nobody could say afterwards that it was not there in between.
    QDir().mkpath(QFileInfo(u"%1/%2"_s.arg(m_spec.workspace, stageFilePath)).path());
    m_production = stampOf(m_spec.workspace);
    m_tick.start();
    m_state = State::Stepping;
    QMetaObject::invokeMethod(this, &RehearsalJob::beginStep, Qt::QueuedConnection);
}

void RehearsalJob::cancel()
{
    if (std::exchange(m_isCancelled, true))
        return;
    if (m_state == State::Stepping && m_promotion)
        m_promotion->stop();
    else if (m_state == State::Holding)
        endStep(u"cancelled"_s);
    else if (m_state == State::Recovering)
        endDrill(u"cancelled"_s);
}

QString RehearsalJob::danger() const
{
    if (m_look().rolloutUnderWay)
        return u"rollout_under_way"_s;
    if (stampOf(m_spec.workspace) != m_production)
        return u"production_stage_changed"_s;
    if (isLinked(m_spec.workspace))
        return u"stage_file_linked"_s;
    return {};
}

void RehearsalJob::tick()
{
    if (m_state == State::Stepping && m_promotion && !danger().isEmpty())
        m_promotion->stop(); // its end asks for the danger again, which does not pass
    else if (m_state == State::Holding)
        hold();
    else if (m_state == State::Recovering)
        if (const auto cause = danger(); !cause.isEmpty())
            endDrill(cause);
}

// --- A step ------------------------------------------------------------------------------------------------------

void RehearsalJob::beginStep()
{
    m_state = State::Stepping;
    m_step = {};
    m_step.percent = m_spec.steps.at(m_record.steps.size());
    m_step.startedAt = m_look().now;
    m_spentMs = 0;
    m_held = {};
    if (const auto cause = danger(); !cause.isEmpty() || m_isCancelled)
        return endStep(cause.isEmpty() ? u"cancelled"_s : cause);
    PromoteSpec spec;
    spec.percent = m_step.percent;
    spec.workspace = m_spec.workspace;
    spec.environment = m_spec.environment;
    spec.actor = m_spec.actor;
    spec.stageFile = rehearsalStageFilePath;
    spec.kinds = PromotionKinds::ofRehearsal();
    if (!m_spec.plan.stage.isEmpty()) {
        const auto arguments =
            process::renderCommand({m_spec.plan.stage, {}}, {{u"stage"_s, QString::number(m_step.percent)}});
        if (!arguments)
            return endStep(process::codeName(arguments.error().code));
        spec.arguments = *arguments;
    }
    const auto judge = [percent = m_step.percent](ledger::Ledger &log, qint64) { return judgeRollout(log, percent); };
    const auto length = [this] {
        const auto sight = m_look();
        m_mark = {sight.series.points().size(), sight.now};
        m_held.goOnFrom(0, sight.boot);
        return m_mark.length;
    };
    m_promotion = new PromoteJob(m_ledger, spec, judge, length, this);
    connect(m_promotion, &PromoteJob::outputReceived, this, &RehearsalJob::outputReceived);
    connect(m_promotion, &PromoteJob::finished, this, &RehearsalJob::onPromoted);
    tell({Phase::Stepping, m_step.percent});
    m_hasActed = true;
    m_promotion->start();
}

void RehearsalJob::onPromoted(const PromotionReport &report)
{
    m_promotion->deleteLater();
    m_step.exitCode = report.exitCode;
    m_step.desiredStage = report.desiredStage;
    const auto cause = danger();
    if (!cause.isEmpty() || m_isCancelled)
        return endStep(cause.isEmpty() ? u"cancelled"_s : cause);
    if (!report.refusals.isEmpty())
        return endStep(causeOf(report.refusals));
    if (!report.done)
        return endStep(report.exitCode == 0 ? u"not_read_back"_s : u"command_failed"_s);
    if (!m_firstMark)
        m_firstMark = m_mark;
    m_state = State::Holding;
}

void RehearsalJob::hold()
{
    const auto sight = m_look();
    if (const auto cause = danger(); !cause.isEmpty())
        return endStep(cause);
    m_spentMs += m_held.look(sight.series, sight.live, sight.pollsReadyz, sight.now, sight.boot);
    judgeStep(sight);
}

void RehearsalJob::judgeStep(const RehearsalSight &sight)
{
    using domain::ValidationState;
    const qint64 holdMs = m_spec.plan.holdS * 1000;
    const bool isSpent = m_spentMs > holdMs + std::chrono::milliseconds(patience).count();
    if (const auto trigger =
            domain::activeTrigger(sight.series, *m_firstMark, sight.baseline, sight.limits, sight.live))
        return endStep(domain::triggerName(trigger->code));
    const auto validation = domain::validateRehearsed(m_step.percent, sight.series, m_mark, sight.baseline,
                                                      sight.limits, sight.live.readyz == u"ok"_s);
    const bool isHeld = m_held.servedMs() >= holdMs;
    tell({isHeld ? Phase::Validating : Phase::Holding, m_step.percent, std::min(m_held.servedMs(), holdMs), holdMs,
          validation.have, validation.need});
    if (isHeld && validation.state == ValidationState::Green)
        return endStep({});
    if (isHeld && validation.state == ValidationState::Failed)
        return endStep(validation.failedName + "_failed"_L1);
    if (isSpent)
        endStep(isHeld ? u"inconclusive"_s : u"blind"_s);
}

void RehearsalJob::endStep(const QString &cause)
{
    const auto sight = m_look();
    m_step.cause = cause;
    m_step.passed = cause.isEmpty();
    m_step.heldS = m_held.servedMs() / 1000;
    m_step.endedAt = sight.now;
    if (m_state == State::Holding) {
        const auto points = domain::pointsAfter(sight.series, m_mark, std::nullopt);
        m_step.windows = points.last(std::min(points.size(), windowsKept));
    }
    m_record.steps.append(m_step);
    if (m_step.passed && m_record.steps.size() < m_spec.steps.size())
        beginStep();
    else
        setBack();
}

// --- The abort drill, or only the way back -----------------------------------------------------------------------

/// Else the stage file is only set back.
bool RehearsalJob::isDrill() const
{
    return m_spec.abortDrill && !m_isCancelled && danger().isEmpty();
}

void RehearsalJob::setBack()
{
    m_state = State::SettingBack;
    m_step = {};
    m_step.startedAt = m_look().now;
    if (m_spec.abortDrill)
        m_record.abortDrill = m_step;
    if (!m_hasActed)
        return endDrill(m_record.steps.last().cause);
    if (isLinked(m_spec.workspace)) // not even the way back may write through it
        return endDrill(u"stage_file_linked"_s);
    AbortSpec spec;
    spec.workspace = m_spec.workspace;
    spec.stageFile = rehearsalStageFilePath;
    spec.giveUpAfter = isDrill() ? m_spec.abortWithin : setBackWithin;
    const bool isTrusted = stampOf(m_spec.workspace) == m_production;
    const QString reason = isDrill() ? u"rehearsal-abort-drill"_s : u"rehearsal-set-back"_s;
    const auto arguments = process::renderCommand({m_spec.plan.abort, {}}, {{u"reason"_s, reason}});
    AbortCommand command{{}, m_spec.environment};
    if (isTrusted && arguments && !m_spec.plan.abort.isEmpty())
        command.arguments = *arguments;
    spec.command = [command] { return command; };
    m_abort = new AbortJob(spec, this);
    connect(m_abort, &AbortJob::outputReceived, this, &RehearsalJob::outputReceived);
    connect(m_abort, &AbortJob::finished, this, &RehearsalJob::onSetBack);
    tell({Phase::Aborting});
    m_abort->start();
}

void RehearsalJob::onSetBack(const AbortReport &report)
{
    m_abort->deleteLater();
    m_step.exitCode = report.exitCode;
    m_step.desiredStage = report.desiredStage;
    if (const auto cause = danger(); !cause.isEmpty())
        return endDrill(cause);
    if (m_isCancelled)
        return endDrill(u"cancelled"_s);
    if (report.exitCode > 0)
        return endDrill(u"command_failed"_s);
    if (!report.readBack)
        return endDrill(u"not_read_back"_s);
    if (!m_spec.abortDrill)
        return finish();
    recover();
}

void RehearsalJob::recover()
{
    m_state = State::Recovering;
    tell({Phase::Recovering, 0, 0, 0, 0, RecoveryJob::goesNeeded});
    m_recovery = new RecoveryJob(
        m_askReadyz, [] { return true; }, this); // it was read back before
    m_recovery->setPoll(m_spec.recoveryPoll);
    connect(m_recovery, &RecoveryJob::polled, this, [this](bool, int goes) {
        if (m_state == State::Recovering)
            tell({Phase::Recovering, 0, 0, 0, goes, RecoveryJob::goesNeeded});
    });
    connect(m_recovery, &RecoveryJob::recovered, this, [this] { endDrill({}); });
    connect(m_recovery, &RecoveryJob::notRecovered, this, [this] { endDrill(u"not_recovered"_s); });
    m_recovery->start();
}

void RehearsalJob::endDrill(const QString &cause)
{
    if (m_recovery)
        m_recovery->deleteLater();
    if (m_record.abortDrill) {
        m_step.cause = cause;
        m_step.passed = cause.isEmpty();
        m_step.endedAt = m_look().now;
        m_record.abortDrill = m_step;
    } else if (!cause.isEmpty() && m_record.steps.last().passed) {
        // Not asked for as a drill, but what is wrong must not get lost.
        m_record.steps.last().passed = false;
        m_record.steps.last().cause = cause;
    }
    finish();
}

void RehearsalJob::finish()
{
    if (std::exchange(m_state, State::Finished) == State::Finished)
        return;
    m_tick.stop();
    m_record.endedAt = m_look().now;
    Q_EMIT finished(m_record);
}

void RehearsalJob::tell(const RehearsalProgress &progress)
{
    if (m_told == progress)
        return;
    m_told = progress;
    Q_EMIT progressed(progress);
}

} // namespace cutover::rollout
