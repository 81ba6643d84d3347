// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/abortjob.h"

#include "process/childjob.h"
#include "rollout/stagefile.h"

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds retryAfter{2};
constexpr std::chrono::milliseconds lookEvery{100};
constexpr std::chrono::minutes commandDeadline{5};

} // namespace

AbortJob::AbortJob(AbortSpec spec, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
{
    m_lookTimer.setInterval(lookEvery);
    m_retryTimer.setInterval(retryAfter);
    m_retryTimer.setSingleShot(true);
    m_deadline.setInterval(m_spec.giveUpAfter);
    m_deadline.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &AbortJob::look);
    connect(&m_retryTimer, &QTimer::timeout, this, &AbortJob::runCommand);
    connect(&m_deadline, &QTimer::timeout, this, &AbortJob::finish);
}

void AbortJob::start()
{
    runCommand();
    m_lookTimer.start();
    m_deadline.start();
}

void AbortJob::runCommand()
{
    process::ChildSpec spec;
    spec.arguments = m_spec.arguments;
    spec.workingFolder = m_spec.workspace;
    spec.environment = m_spec.environment;
    spec.deadline = commandDeadline;
    spec.outlivesJob = true; // a window that is closed must not end an abort
    m_command = new process::ChildJob(spec, this);
    connect(m_command, &process::ChildJob::outputReceived, this, &AbortJob::outputReceived);
    connect(m_command, &process::ChildJob::finished, this, [this](const process::ChildResult &result) {
        m_report.exitCode = result.exitCode;
        m_command->deleteLater();
        m_command = nullptr;
        look();
        if (m_lookTimer.isActive())
            m_retryTimer.start();
    });
    ++m_report.runs;
    m_command->start();
}

void AbortJob::look()
{
    m_report.desiredStage = readStageFile(m_spec.workspace).value_or(QString());
    m_report.readBack = m_report.desiredStage == "abort"_L1;
    // The command's own end is waited for: what it does after the stage file belongs to the abort as well.
    if (m_report.readBack && !m_command)
        finish();
}

void AbortJob::finish()
{
    if (!m_lookTimer.isActive())
        return;
    m_lookTimer.stop();
    m_retryTimer.stop();
    m_deadline.stop();
    Q_EMIT finished(m_report);
}

} // namespace cutover::rollout
