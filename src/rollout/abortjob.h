// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rollout/stagefile.h"

#include <QObject>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>

namespace cutover::rollout {

struct AbortCommand
{
    QStringList arguments; ///< filled; none: the built-in writes the stage file
    QProcessEnvironment environment;
    bool isProvisional = false; ///< the ledger, which knows the signed one, is not read yet
};

struct AbortSpec
{
    QString workspace;
    /// Asked at each run: the signed command or a secret may have come meanwhile.
    std::function<AbortCommand()> command;
    /// Of the stage command in flight, ended with the abort; 0: none. Asked at each run, and once more when the command
    /// is no longer provisional.
    std::function<qint64()> promotionGroup = {};
    std::chrono::milliseconds giveUpAfter{60'000}; ///< then it is reported as it stands; the command goes on
    std::chrono::milliseconds patience{5'000};     ///< with a command that hangs
    std::chrono::milliseconds deadline{300'000};   ///< of the command, whether the job is still there or not
    QStringView stageFile = stageFilePath;         ///< in the workspace
};

struct AbortReport
{
    bool readBack = false; ///< desired_stage.txt reads `abort`, and the command is not known to have failed
    int exitCode = -1;     ///< of the last run that ended
    int runs = 0;
    QString desiredStage;
};

/// Runs the abort command until desired_stage.txt reads `abort`, for at most a minute (RULES section 5).
///
/// start() starts the command before it returns and waits for no ledger and no dialog; it reads the stage file, where
/// the command itself is run. A command that fails or does not bring the stage file to `abort` is run again after two
/// seconds, beside one that hangs after five; of those that hang only the oldest and the newest go on, each until its
/// own deadline. The word alone proves nothing where the attempt before or a command that
/// failed may have left it: then a run has to succeed, or the abort is reported as not read back. A provisional command
/// starts at once too, but the job ends only when the ledger is known: a signed command that differs from it is then
/// run as well. The promotion in flight gets SIGTERM, its group SIGKILL 100 ms later; `abort` counts as read back only
/// when it can no longer write its stage. Exactly one finished().
class AbortJob : public QObject
{
    Q_OBJECT

public:
    explicit AbortJob(AbortSpec spec, QObject *parent = nullptr);

    void start();
    /// Somebody presses once more: the command runs again, unless `abort` is read back.
    void again();

Q_SIGNALS:
    void outputReceived(const QByteArray &chunk);
    void finished(const cutover::rollout::AbortReport &report);

private:
    void runCommand();
    void runChild(const AbortCommand &asked);
    void runBuiltIn();
    void onRunEnded(int exitCode, const QStringList &arguments);
    void onRunGone();
    void endPromotion();
    void reconsider();
    void look();
    void finish();

    AbortSpec m_spec;
    AbortReport m_report;
    QStringList m_ran;           ///< last
    bool m_hasSucceeded = false; ///< a run of that
    bool m_mayBeLeft = false;    ///< the stage file's `abort` need not be the work of a run that may still succeed
    bool m_isProvisional = false;
    qint64 m_promotionGroup = 0; ///< that is being ended
    int m_running = 0;
    QTimer m_lookTimer;
    QTimer m_retryTimer;
    QTimer m_patience;
    QTimer m_ending; ///< of the promotion; behind it a group that is left is no longer able to write
    QTimer m_deadline;
};

} // namespace cutover::rollout

Q_DECLARE_METATYPE(cutover::rollout::AbortReport)
