// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/childresult.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTimer>
#include <chrono>

namespace cutover::process {

/// Everything a child needs, stated beforehand; nothing is inherited but the user.
struct ChildSpec
{
    QStringList arguments; ///< the first is the program: a path, or a name looked up in the PATH of `environment`
    QString workingFolder; ///< must exist
    QProcessEnvironment environment;
    std::chrono::milliseconds deadline{60'000}; ///< zero or less: none
    std::chrono::milliseconds grace{2'000};     ///< between SIGTERM and SIGKILL at the deadline
    qsizetype outputLimit = 1024 * 1024;        ///< bytes kept of each stream
    /// For an abort: a job destroyed, or a program ended, while the child runs leaves it running. What it prints then
    /// has no reader; it has SIGPIPE ignored, so that it fails to print instead of dying of it.
    bool outlivesJob = false;
    /// The child stands in its group and waits for release() before it becomes the program. A cancel or an end of this
    /// process, also by SIGKILL, before that ends it: then the program never runs. A program that cannot be executed
    /// then ends with the shell's 126 or 127.
    bool awaitsRelease = false;
};

/// Runs one child in a process group (and session) of its own and tells exactly once how it ended.
///
/// The child has no terminal, /dev/null as standard input, no inherited descriptor above 2 and default signal
/// handling. Output beyond the limit is read and thrown away, so a flooding child neither blocks nor eats memory.
/// Whatever is left of its group when the child ends is killed: SIGTERM and, after the grace, SIGKILL at a deadline or
/// cancel, SIGKILL at once after an end of its own. The job ends with the child, not with the last holder of its pipes.
/// A child that even SIGKILL does not end within 2 s (a stuck disk) is given up, and the job ends.
///
/// Thread: the one it lives in, whose event loop must run; nothing here blocks. Single use. Destroying a running job
/// kills the group (unless the spec says that it outlives the job) and emits nothing.
class ChildJob : public QObject
{
    Q_OBJECT

public:
    explicit ChildJob(ChildSpec spec, QObject *parent = nullptr);
    ~ChildJob() override;

    /// A second call does nothing; after cancel() nothing is started.
    void start();
    /// Ends the whole group: SIGTERM now, SIGKILL after the grace (the spec's, if none is given). Before start() it
    /// makes the job finish as Cancelled; after the end it does nothing; called again, a shorter grace counts.
    void cancel();
    void cancel(std::chrono::milliseconds grace);
    /// Lets a child that `awaitsRelease` become its program; a second call does nothing.
    void release();

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool isFinished() const { return m_state == State::Finished; }
    /// 0 unless running; also the id of the group.
    [[nodiscard]] qint64 processId() const;
    [[nodiscard]] const ChildSpec &spec() const { return m_spec; }

Q_SIGNALS:
    void started();
    /// Output as it comes, up to the limit of its stream.
    void outputReceived(const QByteArray &chunk, cutover::process::Stream stream);
    /// The one terminal signal; never from within start() or cancel().
    void finished(const cutover::process::ChildResult &result);

private:
    enum class State { Idle, Running, Finished };

    void startProcess(const QString &program);
    void setProgram(const QString &program);
    void onStarted();
    void onErrorOccurred(QProcess::ProcessError error);
    void onProcessFinished(int exitCode, QProcess::ExitStatus status);
    void drain(Stream stream);
    void terminate(Outcome cause, std::chrono::milliseconds grace);
    void killGroup();
    void giveUp();
    void signalGroup(int signalNumber) const;
    void failToStart(StartFailure failure, const QString &detail);
    void finishLater();
    void releaseProcess();

    ChildSpec m_spec;
    ChildResult m_result;
    State m_state = State::Idle;
    bool m_terminating = false;
    bool m_isReleased = false;
    qint64 m_group = 0;
    QPointer<QProcess> m_process;
    QElapsedTimer m_elapsed;
    QTimer m_deadlineTimer;
    QTimer m_killTimer;
    QTimer m_giveUpTimer;
};

} // namespace cutover::process
