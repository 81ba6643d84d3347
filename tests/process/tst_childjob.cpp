// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/childjob.h"
#include "process/commandline.h"
#include "process/environment.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover::process;
using namespace std::chrono_literals;

namespace {

QProcessEnvironment environment()
{
    return childEnvironment(QProcessEnvironment::systemEnvironment());
}

ChildSpec shell(const QString &script, std::chrono::milliseconds deadline = 20s)
{
    ChildSpec spec;
    spec.arguments = *renderCommand(cutover::domain::Command{{}, script});
    spec.workingFolder = QDir::tempPath();
    spec.environment = environment();
    spec.deadline = deadline;
    return spec;
}

ChildSpec vector(const QStringList &arguments)
{
    ChildSpec spec = shell(u"true"_s);
    spec.arguments = arguments;
    return spec;
}

/// A job with its one result.
struct Run
{
    explicit Run(ChildSpec spec)
        : job(std::move(spec))
        , finished(&job, &ChildJob::finished)
    {
    }

    ChildResult wait(int timeoutMs = 30'000)
    {
        if (finished.isEmpty() && !finished.wait(timeoutMs))
            return {};
        return finished.at(0).at(0).value<ChildResult>();
    }
    ChildResult startAndWait()
    {
        job.start();
        return wait();
    }

    ChildJob job;
    QSignalSpy finished;
};

// A killed child that nobody has reaped yet is dead too.
bool isAlive(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return text.mid(text.lastIndexOf(')') + 2, 1) != "Z";
}

// Prints once more when nobody reads any longer, and only then does its work.
QString lastWords(const QString &mark)
{
    return u"echo ready; sleep 0.5; echo nobody reads this; sleep 0.1; touch '%1'"_s.arg(mark);
}

// A program that ends while its abort still runs.
int abandon(const QString &script)
{
    ChildSpec spec = shell(script);
    spec.outlivesJob = true;
    ChildJob job(spec);
    QObject::connect(&job, &ChildJob::outputReceived, qApp, &QCoreApplication::quit);
    job.start();
    return QCoreApplication::exec();
}

ChildSpec waiting(const QString &mark)
{
    ChildSpec spec = shell(u"touch '%1'; echo ran"_s.arg(mark));
    spec.awaitsRelease = true;
    return spec;
}

// A program that is killed while its child waits; it prints the child's id first.
int dieWaiting(const QString &mark)
{
    ChildJob job(waiting(mark));
    job.start();
    std::printf("%lld\n", static_cast<long long>(job.processId()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

qint64 residentKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestChildJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void succeedsWithOutputOnBothStreams()
    {
        Run run(shell(u"echo out; echo err >&2"_s));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::Exited);
        QVERIFY(result.succeeded());
        QCOMPARE(result.stdOut, "out\n");
        QCOMPARE(result.stdErr, "err\n");
        QVERIFY(!result.stdOutTruncated && !result.stdErrTruncated);
    }

    void exitsWithNothingPrinted()
    {
        Run run(vector({u"true"_s}));
        const ChildResult result = run.startAndWait();
        QVERIFY(result.succeeded());
        QVERIFY(result.stdOut.isEmpty() && result.stdErr.isEmpty());
    }

    void reportsExitCode()
    {
        Run run(shell(u"exit 7"_s));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::Exited);
        QCOMPARE(result.exitCode, 7);
        QVERIFY(!result.succeeded());
    }

    void pipefailCountsTheFirstCommand()
    {
        Run run(shell(u"false | cat"_s));
        QCOMPARE(run.startAndWait().exitCode, 1);
    }

    void reportsSignal()
    {
        Run run(shell(u"kill -SEGV $$"_s));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::Signalled);
        QCOMPARE(result.signalNumber, SIGSEGV);
        QCOMPARE(result.exitCode, -1);
        QVERIFY(!result.succeeded());
    }

    void failsToStart_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("folder");
        QTest::addColumn<StartFailure>("failure");
        const QString temp = QDir::tempPath();
        QTest::newRow("no program at that path")
            << QStringList{u"/nonexistent/program"_s} << temp << StartFailure::ProgramMissing;
        QTest::newRow("no such name in PATH")
            << QStringList{u"no-such-program-here"_s} << temp << StartFailure::ProgramMissing;
        QTest::newRow("a folder") << QStringList{u"/usr"_s} << temp << StartFailure::ProgramNotExecutable;
        QTest::newRow("not executable") << QStringList{u"/etc/passwd"_s} << temp << StartFailure::ProgramNotExecutable;
        QTest::newRow("no working folder")
            << QStringList{u"true"_s} << u"/nonexistent"_s << StartFailure::WorkingFolderMissing;
        QTest::newRow("empty working folder")
            << QStringList{u"true"_s} << QString() << StartFailure::WorkingFolderMissing;
        QTest::newRow("no arguments") << QStringList() << temp << StartFailure::EmptyCommand;
        QTest::newRow("empty program") << QStringList{QString()} << temp << StartFailure::EmptyCommand;
    }

    void failsToStart()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, folder);
        ChildSpec spec = vector(arguments);
        spec.workingFolder = folder;
        Run run(spec);
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::FailedToStart);
        QTEST(result.startFailure, "failure");
        QVERIFY(!result.succeeded());
        QCOMPARE(run.finished.size(), 1);
    }

    void failsToStartForAMissingInterpreter()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"script"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/nonexistent/interpreter\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        Run run(vector({path}));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::FailedToStart);
        QCOMPARE(result.startFailure, StartFailure::Other);
        QVERIFY(!result.detail.isEmpty());
    }

    void relativeProgramStandsInTheWorkingFolder()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"script"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\npwd\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        ChildSpec spec = vector({u"./script"_s});
        spec.workingFolder = folder.path();
        Run run(spec);
        QCOMPARE(run.startAndWait().stdOut.trimmed(), QFile::encodeName(QDir(folder.path()).canonicalPath()));
    }

    void programIsFoundInTheChildsPathOnly()
    {
        ChildSpec spec = vector({u"true"_s});
        spec.environment.insert(u"PATH"_s, u"/nonexistent"_s);
        Run run(spec);
        QCOMPARE(run.startAndWait().startFailure, StartFailure::ProgramMissing);
    }

    void argumentsReachTheChildUnchanged()
    {
        Run run(vector({u"printf"_s, u"%s|"_s, u"a b"_s, u"$(id)"_s, u"'\"\\"_s, u""_s, u"*"_s, u"ä"_s}));
        QCOMPARE(run.startAndWait().stdOut, "a b|$(id)|'\"\\||*|ä|");
    }

    void hangingChildTimesOut()
    {
        ChildSpec spec = shell(u"sleep 600"_s, 200ms);
        Run run(spec);
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::TimedOut);
        QCOMPARE(result.exitCode, -1);
        QVERIFY(result.durationMs >= 200 && result.durationMs < 5000);
    }

    void sigtermIsNotEnoughForEveryChild()
    {
        ChildSpec spec = shell(u"trap '' TERM; echo ready; while :; do sleep 0.05; done"_s, 400ms);
        spec.grace = 100ms;
        Run run(spec);
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::TimedOut);
        QCOMPARE(result.stdOut, "ready\n");
        QVERIFY(result.durationMs >= 490 && result.durationMs < 5000);
    }

    void childThatEndsCleanlyOnSigtermIsStillTimedOut()
    {
        Run run(shell(u"trap 'exit 0' TERM; while :; do sleep 0.05; done"_s, 300ms));
        QCOMPARE(run.startAndWait().outcome, Outcome::TimedOut);
    }

    void floodIsBoundedAndReadToItsEnd()
    {
        const qint64 before = residentKiB();
        Run run(shell(u"yes | head -c 50M; yes | head -c 5M >&2; exit 3"_s));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::Exited);
        QCOMPARE(result.exitCode, 3);
        QCOMPARE(result.stdOut.size(), 1024 * 1024);
        QCOMPARE(result.stdErr.size(), 1024 * 1024);
        QVERIFY(result.stdOutTruncated && result.stdErrTruncated);
#ifndef __SANITIZE_ADDRESS__
        QVERIFY2(residentKiB() - before < 20'000, qPrintable(QString::number(residentKiB() - before)));
#else
        Q_UNUSED(before)
#endif
    }

    void endlessFloodTimesOut()
    {
        Run run(shell(u"yes"_s, 300ms));
        const ChildResult result = run.startAndWait();
        QCOMPARE(result.outcome, Outcome::TimedOut);
        QVERIFY(result.stdOutTruncated);
        QVERIFY(result.durationMs < 5000);
    }

    void outputAtTheLimitIsWhole_data()
    {
        QTest::addColumn<int>("printed");
        QTest::addColumn<int>("kept");
        QTest::addColumn<bool>("truncated");
        QTest::newRow("below") << 99 << 99 << false;
        QTest::newRow("at") << 100 << 100 << false;
        QTest::newRow("above") << 101 << 100 << true;
        QTest::newRow("nothing") << 0 << 0 << false;
    }

    void outputAtTheLimitIsWhole()
    {
        QFETCH(int, printed);
        ChildSpec spec = shell(u"head -c %1 /dev/zero"_s.arg(printed));
        spec.outputLimit = 100;
        Run run(spec);
        const ChildResult result = run.startAndWait();
        QTEST(int(result.stdOut.size()), "kept");
        QTEST(result.stdOutTruncated, "truncated");
    }

    void liveOutputIsWhatIsKept()
    {
        ChildSpec spec = shell(u"seq 1 20000; echo last >&2"_s);
        spec.outputLimit = 50'000;
        Run run(spec);
        QByteArray out;
        QByteArray err;
        connect(&run.job, &ChildJob::outputReceived, this, [&](const QByteArray &chunk, Stream stream) {
            (stream == Stream::StandardOutput ? out : err).append(chunk);
        });
        const ChildResult result = run.startAndWait();
        QCOMPARE(out, result.stdOut);
        QCOMPARE(err, "last\n");
        QCOMPARE(out.size(), 50'000);
        QVERIFY(out.startsWith("1\n2\n3\n"));
    }

    void liveOutputComesWhileTheChildRuns()
    {
        Run run(shell(u"echo first; sleep 600"_s));
        QSignalSpy output(&run.job, &ChildJob::outputReceived);
        run.job.start();
        QVERIFY(output.wait(10'000));
        QVERIFY(run.job.isRunning());
        run.job.cancel();
        QCOMPARE(run.wait().outcome, Outcome::Cancelled);
    }

    void outputPrintedJustBeforeTheEndIsNotLost()
    {
        for (int i = 0; i < 20; ++i) {
            Run run(shell(u"seq 1 9000"_s));
            const ChildResult result = run.startAndWait();
            QVERIFY(result.stdOut.endsWith("\n9000\n"));
        }
    }

    void grandchildIsDeadAfterTheEnd()
    {
        Run run(shell(u"sleep 600 & echo $!; exit 0"_s));
        const ChildResult result = run.startAndWait();
        QVERIFY(result.succeeded());
        QVERIFY(result.durationMs < 5000);
        const qint64 grandchild = result.stdOut.trimmed().toLongLong();
        QVERIFY(grandchild > 1);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void grandchildThatIgnoresSigtermIsDeadAfterCancel()
    {
        Run run(shell(u"(trap '' TERM; echo $BASHPID; while :; do sleep 0.05; done) & wait"_s));
        QSignalSpy output(&run.job, &ChildJob::outputReceived);
        run.job.start();
        QVERIFY(output.wait(10'000));
        const qint64 grandchild = output.at(0).at(0).toByteArray().trimmed().toLongLong();
        run.job.cancel(100ms);
        QCOMPARE(run.wait().outcome, Outcome::Cancelled);
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void grandchildInItsOwnSessionHoldsThePipeInVain()
    {
        Run run(shell(u"setsid sleep 3 & exit 0"_s));
        const ChildResult result = run.startAndWait();
        QVERIFY(result.succeeded());
        QVERIFY(result.durationMs < 2500);
    }

    void childHasItsOwnGroupAndNoTerminal()
    {
        Run run(shell(u"echo $$; ps -o pgid=,sid=,tty= -p $$ 2>/dev/null || cut -d' ' -f5,6,7 /proc/$$/stat"_s));
        run.job.start();
        const qint64 pid = run.job.processId();
        const ChildResult result = run.wait();
        const QList<QByteArray> words = result.stdOut.simplified().split(' ');
        QVERIFY(words.size() >= 4);
        QCOMPARE(words.at(0).toLongLong(), pid);
        QCOMPARE(words.at(1).toLongLong(), pid);
        QCOMPARE(words.at(2).toLongLong(), pid);
        QVERIFY(words.at(3) == "?" || words.at(3) == "0");
    }

    void standardInputIsAtItsEnd()
    {
        Run run(shell(u"cat; echo end"_s));
        QCOMPARE(run.startAndWait().stdOut, "end\n");
    }

    void descriptorsAreNotInherited()
    {
        const int null = ::open("/dev/null", O_RDONLY);
        const int leaked = ::fcntl(null, F_DUPFD, 57);
        QVERIFY(leaked >= 57);
        Run run(vector({u"test"_s, u"-e"_s, u"/proc/self/fd/%1"_s.arg(leaked)}));
        const ChildResult result = run.startAndWait();
        ::close(leaked);
        ::close(null);
        QCOMPARE(result.outcome, Outcome::Exited);
        QCOMPARE(result.exitCode, 1);
    }

    void ignoredSignalsAreNotInherited()
    {
        ::signal(SIGTERM, SIG_IGN);
        Run run(vector({u"sleep"_s, u"600"_s}));
        run.job.start();
        run.job.cancel(10s);
        const ChildResult result = run.wait(8000);
        ::signal(SIGTERM, SIG_DFL);
        QCOMPARE(result.outcome, Outcome::Cancelled);
    }

    void environmentIsExactlyTheGivenOne()
    {
        qputenv("BASH_ENV", "/nonexistent/evil");
        qputenv("LD_CUTOVER_TEST", "x");
        qputenv("SECRET_OF_THE_SESSION", "x");
        ChildSpec spec = vector({u"env"_s});
        spec.environment = childEnvironment(QProcessEnvironment::systemEnvironment(), {{u"WEBHOOK"_s, u"v 1"_s}});
        Run run(spec);
        const ChildResult result = run.startAndWait();
        qunsetenv("BASH_ENV");
        qunsetenv("LD_CUTOVER_TEST");
        qunsetenv("SECRET_OF_THE_SESSION");
        const QList<QByteArray> lines = result.stdOut.trimmed().split('\n');
        QVERIFY(lines.contains("WEBHOOK=v 1"));
        QVERIFY(lines.contains("LANG=C.UTF-8"));
        QVERIFY(lines.contains("TZ=UTC"));
        QVERIFY(!result.stdOut.contains("BASH_ENV"));
        QVERIFY(!result.stdOut.contains("LD_CUTOVER_TEST"));
        QVERIFY(!result.stdOut.contains("SECRET_OF_THE_SESSION"));
        QCOMPARE(lines.size(), spec.environment.keys().size());
    }

    void cancelBeforeStartFinishesOnceAndRunsNothing()
    {
        QTemporaryDir folder;
        const QString mark = folder.filePath(u"ran"_s);
        Run run(vector({u"touch"_s, mark}));
        run.job.cancel();
        run.job.start();
        run.job.cancel();
        QVERIFY(run.finished.isEmpty());
        QCOMPARE(run.wait().outcome, Outcome::Cancelled);
        settle();
        QCOMPARE(run.finished.size(), 1);
        QVERIFY(!QFile::exists(mark));
    }

    void cancelRightAfterStart()
    {
        for (int i = 0; i < 20; ++i) {
            Run run(vector({u"sleep"_s, u"600"_s}));
            run.job.start();
            run.job.cancel(50ms);
            QVERIFY(run.finished.isEmpty());
            const ChildResult result = run.wait(5000);
            QCOMPARE(result.outcome, Outcome::Cancelled);
            settle();
            QCOMPARE(run.finished.size(), 1);
        }
    }

    void cancelWhileRunningTwice()
    {
        Run run(shell(u"trap '' TERM; echo ready; while :; do sleep 0.05; done"_s));
        QSignalSpy output(&run.job, &ChildJob::outputReceived);
        run.job.start();
        QVERIFY(output.wait(10'000));
        run.job.cancel(60s);
        run.job.cancel(100ms);
        QCOMPARE(run.wait(5000).outcome, Outcome::Cancelled);
        settle();
        QCOMPARE(run.finished.size(), 1);
    }

    void cancelAfterTheEndChangesNothing()
    {
        Run run(vector({u"true"_s}));
        QVERIFY(run.startAndWait().succeeded());
        run.job.cancel();
        run.job.start();
        settle();
        QCOMPARE(run.finished.size(), 1);
        QVERIFY(run.job.isFinished());
        QVERIFY(!run.job.isRunning());
    }

    void deadlineAndCancelTogetherFinishOnce()
    {
        for (int i = 0; i < 10; ++i) {
            Run run(shell(u"sleep 600"_s, std::chrono::milliseconds(20 + i)));
            QTimer::singleShot(25, &run.job, [&run] { run.job.cancel(10ms); });
            run.job.start();
            const Outcome outcome = run.wait(5000).outcome;
            QVERIFY(outcome == Outcome::TimedOut || outcome == Outcome::Cancelled);
            settle();
            QCOMPARE(run.finished.size(), 1);
        }
    }

    void destroyingARunningJobKillsItsGroupWithoutWaiting()
    {
        auto job = std::make_unique<ChildJob>(shell(u"sleep 600 & echo $!; wait"_s));
        QSignalSpy output(job.get(), &ChildJob::outputReceived);
        job->start();
        QVERIFY(output.wait(10'000));
        const qint64 child = job->processId();
        const qint64 grandchild = output.at(0).at(0).toByteArray().trimmed().toLongLong();
        QElapsedTimer timer;
        timer.start();
        job.reset();
        QVERIFY(timer.elapsed() < 500);
        QTRY_VERIFY(!isAlive(child));
        QTRY_VERIFY(!isAlive(grandchild));
    }

    void childThatOutlivesItsJobIsLeftRunning()
    {
        QTemporaryDir folder;
        const QString mark = folder.filePath(u"done"_s);
        ChildSpec spec = shell(lastWords(mark));
        spec.outlivesJob = true;
        auto job = std::make_unique<ChildJob>(spec);
        QSignalSpy output(job.get(), &ChildJob::outputReceived);
        job->start();
        QVERIFY(output.wait(10'000));
        job.reset();
        QVERIFY(!QFile::exists(mark));
        QTRY_VERIFY(QFile::exists(mark));
    }

    void childThatOutlivesItsJobOutlivesTheProgramToo()
    {
        QTemporaryDir folder;
        const QString mark = folder.filePath(u"done"_s);
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {u"--abandon"_s, lastWords(mark)});
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(!QFile::exists(mark));
        QTRY_VERIFY(QFile::exists(mark));
    }

    void waitsForItsRelease()
    {
        const QTemporaryDir folder;
        const QString mark = folder.filePath(u"mark"_s);
        Run run(waiting(mark));
        run.job.start();
        QTRY_COMPARE(::getsid(pid_t(run.job.processId())), pid_t(run.job.processId()));
        QVERIFY(!run.finished.wait(300));
        QVERIFY(!QFile::exists(mark));
        run.job.release();
        run.job.release(); // a second call does nothing
        const ChildResult result = run.wait();
        QVERIFY(result.succeeded());
        QCOMPARE(result.stdOut, "ran\n");
        QVERIFY(QFile::exists(mark));
    }

    void cancelledBeforeItsReleaseNeverRuns()
    {
        const QTemporaryDir folder;
        const QString mark = folder.filePath(u"mark"_s);
        Run run(waiting(mark));
        run.job.start();
        run.job.cancel();
        run.job.release(); // it is gone, or about to go
        QCOMPARE(run.wait().outcome, Outcome::Cancelled);
        QVERIFY(!QFile::exists(mark));
    }

    void destroyedBeforeItsReleaseNeverRuns()
    {
        const QTemporaryDir folder;
        const QString mark = folder.filePath(u"mark"_s);
        auto job = std::make_unique<ChildJob>(waiting(mark));
        job->start();
        const qint64 pid = job->processId();
        job.reset();
        QTRY_VERIFY(!isAlive(pid));
        QVERIFY(!QFile::exists(mark));
    }

    void aMissingProgramNeedsNoRelease()
    {
        ChildSpec spec = vector({u"no-such-program-anywhere"_s});
        spec.awaitsRelease = true;
        Run run(spec);
        QCOMPARE(run.startAndWait().startFailure, StartFailure::ProgramMissing);
        run.job.release();
    }

    void whatCannotBeExecutedSaysSoAfterItsRelease()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"program"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/no/such/interpreter\n") > 0);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        ChildSpec spec = vector({file.fileName()});
        spec.awaitsRelease = true;
        Run run(spec);
        run.job.start();
        run.job.release();
        const ChildResult result = run.wait();
        QVERIFY(!result.succeeded());
        QVERIFY(result.exitCode == 126 || result.exitCode == 127);
    }

    void argumentsPassTheShellUntouched()
    {
        const QStringList odd{u"a b"_s, u"$HOME"_s, u"`id`"_s, u"'"_s, u"\"\\"_s, u""_s, u"-n"_s, u"*"_s, u"ü\n;ls"_s};
        ChildSpec spec = vector(QStringList{u"printf"_s, u"%s|"_s} + odd);
        spec.awaitsRelease = true;
        Run run(spec);
        run.job.start();
        run.job.release();
        QCOMPARE(QString::fromUtf8(run.wait().stdOut), odd.join(u'|') + u'|');
    }

    void theProgramReadsNothing()
    {
        ChildSpec spec = shell(u"cat; readlink /proc/self/fd/0"_s);
        spec.awaitsRelease = true;
        Run run(spec);
        run.job.start();
        run.job.release();
        QCOMPARE(run.wait().stdOut, "/dev/null\n");
    }

    void aKilledParentLeavesItUnrun()
    {
        const QTemporaryDir folder;
        const QString mark = folder.filePath(u"mark"_s);
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(), {u"--die-waiting"_s, mark});
        QTRY_VERIFY(program.canReadLine());
        const qint64 pid = program.readLine().trimmed().toLongLong();
        QVERIFY(pid > 1 && isAlive(pid));
        program.kill();
        QTRY_VERIFY(!isAlive(pid));
        QVERIFY(!QFile::exists(mark));
    }

    void jobMayBeDeletedByItsOwnOutput()
    {
        QPointer<ChildJob> job = new ChildJob(shell(u"echo once; sleep 600"_s));
        connect(job, &ChildJob::outputReceived, this, [job] { job->deleteLater(); });
        job->start();
        QTRY_VERIFY(!job);
    }

    void manyJobsAtOnce()
    {
        std::vector<std::unique_ptr<Run>> runs;
        for (int i = 0; i < 12; ++i) {
            runs.push_back(std::make_unique<Run>(shell(u"seq 1 2000; exit %1"_s.arg(i))));
            runs.back()->job.start();
        }
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(runs.at(size_t(i))->wait().exitCode, i);
            QCOMPARE(runs.at(size_t(i))->finished.size(), 1);
        }
    }

private:
    // Whatever is queued or just about to come, so that a second signal would be seen.
    void settle()
    {
        QTest::qWait(30);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--abandon"_L1)
        return abandon(arguments.value(2));
    if (arguments.value(1) == "--die-waiting"_L1)
        return dieWaiting(arguments.value(2));
    TestChildJob test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_childjob.moc"
