// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/childjob.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include <fcntl.h>
#include <linux/close_range.h>

using namespace Qt::StringLiterals;

namespace cutover::process {

namespace {

constexpr std::chrono::milliseconds afterKill{2'000};

// Only marks them: QProcess reports a failed exec through a descriptor of its own, which closes on exec anyway.
void closeInheritedDescriptors()
{
    if (::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    rlimit limit{};
    const int end = ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65'536 ? int(limit.rlim_cur) : 65'536;
    for (int descriptor = 3; descriptor < end; ++descriptor)
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

// Between fork and exec: nothing here may allocate or lock.
void becomeOwnGroup(bool ignoresBrokenPipe)
{
    ::setsid();
    for (int number = 1; number < NSIG; ++number) {
        if (number != SIGKILL && number != SIGSTOP)
            ::signal(number, number == SIGPIPE && ignoresBrokenPipe ? SIG_IGN : SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    closeInheritedDescriptors();
}

struct Program
{
    QString path;
    StartFailure failure = StartFailure::None;
};

StartFailure judge(const QFileInfo &file)
{
    if (!file.exists())
        return StartFailure::ProgramMissing;
    return file.isFile() && file.isExecutable() ? StartFailure::None : StartFailure::ProgramNotExecutable;
}

// Not left to QProcess, which would search the console's own PATH instead of the child's.
Program findProgram(const ChildSpec &spec)
{
    const QString name = spec.arguments.value(0);
    if (name.isEmpty())
        return {{}, StartFailure::EmptyCommand};
    if (name.contains(u'/')) {
        const QString path = QDir(spec.workingFolder).absoluteFilePath(name);
        return {path, judge(QFileInfo(path))};
    }
    const QStringList folders = spec.environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    const QString found = folders.isEmpty() ? QString() : QStandardPaths::findExecutable(name, folders);
    return {found, found.isEmpty() ? StartFailure::ProgramMissing : StartFailure::None};
}

} // namespace

ChildJob::ChildJob(ChildSpec spec, QObject *parent)
    : QObject(parent)
    , m_spec(std::move(spec))
{
    for (QTimer *timer : {&m_deadlineTimer, &m_killTimer, &m_giveUpTimer}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_deadlineTimer, &QTimer::timeout, this, [this] { terminate(Outcome::TimedOut, m_spec.grace); });
    connect(&m_killTimer, &QTimer::timeout, this, &ChildJob::killGroup);
    connect(&m_giveUpTimer, &QTimer::timeout, this, &ChildJob::giveUp);
}

ChildJob::~ChildJob()
{
    if (m_state == State::Running && !m_spec.outlivesJob)
        signalGroup(SIGKILL);
    releaseProcess();
}

void ChildJob::start()
{
    if (m_state != State::Idle)
        return;
    m_state = State::Running;
    m_elapsed.start();
    const Program program = findProgram(m_spec);
    if (program.failure != StartFailure::None)
        failToStart(program.failure, m_spec.arguments.value(0));
    else if (!QFileInfo(m_spec.workingFolder).isDir())
        failToStart(StartFailure::WorkingFolderMissing, m_spec.workingFolder);
    else
        startProcess(program.path);
}

void ChildJob::startProcess(const QString &program)
{
    m_process = new QProcess(this);
    setProgram(program);
    m_process->setWorkingDirectory(m_spec.workingFolder);
    m_process->setProcessEnvironment(m_spec.environment);
    m_process->setChildProcessModifier([outlives = m_spec.outlivesJob] { becomeOwnGroup(outlives); });
    connect(m_process, &QProcess::started, this, &ChildJob::onStarted);
    connect(m_process, &QProcess::errorOccurred, this, &ChildJob::onErrorOccurred);
    connect(m_process, &QProcess::finished, this, &ChildJob::onProcessFinished);
    connect(m_process, &QProcess::readyReadStandardOutput, this, [this] { drain(Stream::StandardOutput); });
    connect(m_process, &QProcess::readyReadStandardError, this, [this] { drain(Stream::StandardError); });
    if (m_spec.deadline.count() > 0)
        m_deadlineTimer.start(m_spec.deadline);
    m_process->start();
    if (m_process)
        m_group = m_process->processId();
}

// The wait is a shell's, behind the exec: QProcess may vfork, and then nothing here goes on before that. Its standard
// input is ours alone, so that our end is the end of what it reads.
void ChildJob::setProgram(const QString &program)
{
    const QStringList arguments = m_spec.arguments.sliced(1);
    if (!m_spec.awaitsRelease) {
        m_process->setProgram(program);
        m_process->setArguments(arguments);
        m_process->setStandardInputFile(QProcess::nullDevice());
        return;
    }
    m_process->setProgram(u"/bin/sh"_s);
    m_process->setArguments(QStringList{u"-c"_s, u"read -r word && exec \"$0\" \"$@\" </dev/null"_s, program} +
                            arguments);
}

void ChildJob::release()
{
    if (!m_process || !m_spec.awaitsRelease || std::exchange(m_isReleased, true))
        return;
    m_process->write("run\n");
    m_process->closeWriteChannel();
}

void ChildJob::cancel()
{
    cancel(m_spec.grace);
}

void ChildJob::cancel(std::chrono::milliseconds grace)
{
    if (m_state == State::Idle) {
        m_result.outcome = Outcome::Cancelled;
        finishLater();
    } else if (m_state == State::Running) {
        terminate(Outcome::Cancelled, grace);
    }
}

bool ChildJob::isRunning() const
{
    return m_state == State::Running;
}

qint64 ChildJob::processId() const
{
    return m_state == State::Running ? m_group : 0;
}

void ChildJob::onStarted()
{
    Q_EMIT started();
}

void ChildJob::onErrorOccurred(QProcess::ProcessError error)
{
    // A crash also comes as finished(), and read errors end in it.
    if (error == QProcess::FailedToStart && m_state == State::Running)
        failToStart(StartFailure::Other, m_process->errorString());
}

void ChildJob::onProcessFinished(int exitCode, QProcess::ExitStatus status)
{
    if (m_state != State::Running)
        return;
    signalGroup(SIGKILL);
    const QPointer<ChildJob> self(this);
    drain(Stream::StandardOutput);
    if (self)
        drain(Stream::StandardError);
    if (!self || m_state != State::Running)
        return;
    if (!m_terminating) {
        m_result.outcome = status == QProcess::CrashExit ? Outcome::Signalled : Outcome::Exited;
        (status == QProcess::CrashExit ? m_result.signalNumber : m_result.exitCode) = exitCode;
    }
    finishLater();
}

void ChildJob::drain(Stream stream)
{
    const bool isOut = stream == Stream::StandardOutput;
    QByteArray &kept = isOut ? m_result.stdOut : m_result.stdErr;
    QByteArray chunk = isOut ? m_process->readAllStandardOutput() : m_process->readAllStandardError();
    const qsizetype room = std::max<qsizetype>(0, m_spec.outputLimit - kept.size());
    if (chunk.size() > room) {
        (isOut ? m_result.stdOutTruncated : m_result.stdErrTruncated) = true;
        chunk.truncate(room);
    }
    if (chunk.isEmpty() || m_state != State::Running)
        return;
    kept.append(chunk);
    Q_EMIT outputReceived(chunk, stream);
}

void ChildJob::terminate(Outcome cause, std::chrono::milliseconds grace)
{
    if (m_terminating) {
        if (m_killTimer.isActive() && grace < m_killTimer.remainingTimeAsDuration())
            m_killTimer.start(grace);
        return;
    }
    m_terminating = true;
    m_result.outcome = cause;
    m_deadlineTimer.stop();
    signalGroup(SIGTERM);
    m_killTimer.start(std::max(grace, std::chrono::milliseconds(0)));
}

void ChildJob::killGroup()
{
    signalGroup(SIGKILL);
    m_giveUpTimer.start(afterKill);
}

void ChildJob::giveUp()
{
    if (m_state == State::Running)
        finishLater();
}

void ChildJob::signalGroup(int signalNumber) const
{
    if (m_group <= 1)
        return;
    // Until the child has made its group there is only the child.
    if (::kill(pid_t(-m_group), signalNumber) != 0 && errno == ESRCH && m_process &&
        m_process->state() != QProcess::NotRunning)
        ::kill(pid_t(m_group), signalNumber);
}

void ChildJob::failToStart(StartFailure failure, const QString &detail)
{
    if (!m_terminating) {
        m_result.outcome = Outcome::FailedToStart;
        m_result.startFailure = failure;
        m_result.detail = detail;
    }
    finishLater();
}

void ChildJob::finishLater()
{
    m_state = State::Finished;
    for (QTimer *timer : {&m_deadlineTimer, &m_killTimer, &m_giveUpTimer})
        timer->stop();
    m_result.durationMs = m_elapsed.isValid() ? m_elapsed.elapsed() : 0;
    releaseProcess();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_result); }, Qt::QueuedConnection);
}

// QProcess waits for its child when it is destroyed, so one that still runs must outlive the job.
void ChildJob::releaseProcess()
{
    if (!m_process)
        return;
    QProcess *process = m_process;
    m_process.clear();
    process->disconnect(this);
    process->setParent(nullptr);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    process->closeReadChannel(QProcess::StandardOutput); // thrown away from here on, not buffered
    process->closeReadChannel(QProcess::StandardError);
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

} // namespace cutover::process
