// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/abortjob.h"

#include "process/childjob.h"
#include "rollout/commandgroup.h"
#include "rollout/stagefile.h"
#include "rollout/urgentpool.h"

#include <QCoreApplication>

#include <csignal>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds retryAfter{2};
constexpr std::chrono::milliseconds lookEvery{100};
constexpr std::chrono::milliseconds killAfter{100};

/// By which the runs of one command in one place are found again among the program's own children.
QString nameOf(const AbortSpec &spec, const QStringList &arguments)
{
    return (QStringList{u"abort"_s, spec.workspace, spec.stageFile.toString()} + arguments).join(QChar::Null);
}

/// What this process has running of it, oldest first, whichever job started it.
QList<process::ChildJob *> runsOf(const QString &name)
{
    auto runs = qApp->findChildren<process::ChildJob *>(name, Qt::FindDirectChildrenOnly);
    runs.removeIf([](const process::ChildJob *run) { return !run->isRunning(); });
    return runs;
}

/// A retry that hangs gives way to the next. The oldest keeps its deadline: it may only be slow, and one that is ended
/// whenever patience does never gets there.
void endRetries(const QString &name)
{
    for (auto *retry : runsOf(name).mid(1))
        retry->cancel(std::chrono::milliseconds(0));
}

} // namespace

AbortJob::AbortJob(AbortSpec spec, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
{
    m_lookTimer.setInterval(lookEvery);
    m_retryTimer.setInterval(retryAfter);
    m_retryTimer.setSingleShot(true);
    m_patience.setInterval(m_spec.patience);
    m_patience.setSingleShot(true);
    m_ending.setInterval(5 * killAfter);
    m_ending.setSingleShot(true);
    m_deadline.setInterval(m_spec.giveUpAfter);
    m_deadline.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &AbortJob::look);
    connect(&m_retryTimer, &QTimer::timeout, this, &AbortJob::runCommand);
    connect(&m_patience, &QTimer::timeout, this, &AbortJob::again);
    connect(&m_deadline, &QTimer::timeout, this, &AbortJob::finish);
}

void AbortJob::start()
{
    // Read before the command runs, as a quick one's own word would be taken for one that was left.
    m_mayBeLeft = readStageFile(m_spec.workspace, m_spec.stageFile) == u"abort"_s;
    runCommand();
    m_lookTimer.start();
    m_deadline.start();
}

void AbortJob::again()
{
    look();
    if (m_lookTimer.isActive() && !m_report.readBack)
        runCommand();
}

void AbortJob::runCommand()
{
    const auto asked = m_spec.command();
    if (m_report.runs > 0 && asked.arguments != m_ran) {
        m_hasSucceeded = false;
        m_mayBeLeft = true;
    }
    m_ran = asked.arguments;
    m_isProvisional = asked.isProvisional;
    ++m_running;
    ++m_report.runs;
    m_retryTimer.stop();
    m_patience.start();
    if (asked.arguments.isEmpty())
        runBuiltIn();
    else
        runChild(asked);
    endPromotion();
}

void AbortJob::runBuiltIn()
{
    onUrgentPool(
        this,
        [workspace = m_spec.workspace, file = m_spec.stageFile] {
            return writeStageFile(workspace, file, u"abort"_s).has_value();
        },
        [this](bool written) { onRunEnded(written ? 0 : 1, {}); });
}

void AbortJob::onRunEnded(int exitCode, const QStringList &arguments)
{
    m_report.exitCode = exitCode;
    m_hasSucceeded = m_hasSucceeded || (exitCode == 0 && arguments == m_ran);
    m_mayBeLeft = m_mayBeLeft || exitCode != 0;
    onRunGone();
}

void AbortJob::onRunGone()
{
    --m_running;
    look();
}

void AbortJob::runChild(const AbortCommand &asked)
{
    process::ChildSpec spec;
    spec.arguments = asked.arguments;
    spec.workingFolder = m_spec.workspace;
    spec.environment = asked.environment;
    spec.deadline = m_spec.deadline;
    spec.outlivesJob = true; // a window that is closed must not end an abort
    const QString name = nameOf(m_spec, asked.arguments);
    endRetries(name);
    // Not this job's child: one that hangs is ended at its deadline, though the job may be gone by then.
    auto *command = new process::ChildJob(spec, qApp);
    command->setObjectName(name);
    connect(command, &process::ChildJob::finished, command, &QObject::deleteLater);
    connect(command, &process::ChildJob::outputReceived, this, &AbortJob::outputReceived);
    connect(command, &process::ChildJob::finished, this,
            [this, arguments = asked.arguments](const process::ChildResult &result) {
                const bool gaveWay = result.outcome == process::Outcome::Cancelled;
                gaveWay ? onRunGone() : onRunEnded(result.exitCode, arguments);
            });
    command->start();
}

void AbortJob::endPromotion()
{
    const qint64 leader = m_spec.promotionGroup ? m_spec.promotionGroup() : 0;
    if (!isGroupLeft(leader))
        return;
    m_promotionGroup = leader;
    m_ending.start();
    const auto group = static_cast<pid_t>(-leader);
    ::kill(group, SIGTERM);
    QTimer::singleShot(killAfter, this, [group] { ::kill(group, SIGKILL); });
}

/// What ran before the ledger was known need not be what was signed, nor did anybody know of a command left running.
void AbortJob::reconsider()
{
    if (!m_isProvisional)
        return;
    const auto asked = m_spec.command();
    if (asked.isProvisional)
        return;
    m_isProvisional = false;
    if (asked.arguments != m_ran)
        runCommand();
    else
        endPromotion();
}

void AbortJob::look()
{
    if (!m_lookTimer.isActive())
        return;
    reconsider();
    m_report.desiredStage = readStageFile(m_spec.workspace, m_spec.stageFile).value_or(QString());
    const bool isProven = m_hasSucceeded || (m_running > 0 && !m_mayBeLeft);
    m_report.readBack = m_report.desiredStage == "abort"_L1 && isProven;
    if (!m_report.readBack) {
        if ((m_running == 0 || !m_patience.isActive()) && !m_retryTimer.isActive())
            m_retryTimer.start();
        return;
    }
    // What the command does after the stage file belongs to the abort as well, but a hanging one is not waited for.
    const bool isDone = !m_isProvisional && (m_running == 0 || !m_patience.isActive());
    const bool mayStillWrite = m_ending.isActive() && isGroupLeft(m_promotionGroup);
    if (isDone && !mayStillWrite)
        finish();
}

void AbortJob::finish()
{
    if (!m_lookTimer.isActive())
        return;
    m_lookTimer.stop();
    m_retryTimer.stop();
    m_patience.stop();
    m_deadline.stop();
    Q_EMIT finished(m_report);
}

} // namespace cutover::rollout
