// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTimer>

#include <chrono>

namespace cutover::process {
class ChildJob;
}

namespace cutover::rollout {

struct AbortSpec
{
    QString workspace;
    QStringList arguments; ///< of the abort command, filled
    QProcessEnvironment environment;
    std::chrono::milliseconds giveUpAfter{60'000}; ///< then it is reported as it stands; the command goes on
};

struct AbortReport
{
    bool readBack = false; ///< desired_stage.txt reads `abort`
    int exitCode = -1;     ///< of the last run that ended
    int runs = 0;
    QString desiredStage;
};

/// Runs the abort command until desired_stage.txt reads `abort`, for at most a minute (RULES section 5).
///
/// start() starts the command before it returns and waits for nothing: no ledger, no dialog, no file. A command that
/// fails or does not bring the stage file to `abort` is run again after two seconds. Exactly one finished().
class AbortJob : public QObject
{
    Q_OBJECT

public:
    explicit AbortJob(AbortSpec spec, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void outputReceived(const QByteArray &chunk);
    void finished(const cutover::rollout::AbortReport &report);

private:
    void runCommand();
    void look();
    void finish();

    AbortSpec m_spec;
    AbortReport m_report;
    QPointer<process::ChildJob> m_command;
    QTimer m_lookTimer;
    QTimer m_retryTimer;
    QTimer m_deadline;
};

} // namespace cutover::rollout

Q_DECLARE_METATYPE(cutover::rollout::AbortReport)
