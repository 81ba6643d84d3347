// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <tuple>

#include <signal.h>
#include <sys/prctl.h>

namespace cutover::demo::test {

/// How a child ended and what it said.
struct Run
{
    bool ended = false; ///< false: not started, crashed, or killed at its deadline
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] bool succeeded() const { return ended && exitCode == 0; }
    /// Whether a whole line of standard output is this one, as the checks judge it.
    [[nodiscard]] bool hasLine(const QString &line) const
    {
        const QStringList lines = out.split(u'\n');
        return std::any_of(lines.cbegin(), lines.cend(), [&](const QString &one) { return one.trimmed() == line; });
    }
    /// Everything, for a failing test's message.
    [[nodiscard]] QString text() const { return QStringLiteral("exit %1\n%2%3").arg(exitCode).arg(out, err); }
};

/// A demo workspace of the test's own in a temporary folder, and its simulated service as a real process.
///
/// Needs a QCoreApplication and the program cutover-demo (add_dependencies on it). Everything it started ends with it,
/// and the service also with a test that is killed.
class DemoWorkspace
{
public:
    DemoWorkspace() = default;
    ~DemoWorkspace() { std::ignore = stopService(); }
    DemoWorkspace(const DemoWorkspace &) = delete;
    DemoWorkspace &operator=(const DemoWorkspace &) = delete;

    [[nodiscard]] static QString program() { return QStringLiteral(CUTOVER_BINARY_DIR "/bin/cutover-demo"); }

    /// `cutover-demo init` into the folder.
    [[nodiscard]] Run init(const QStringList &options = {})
    {
        return start(program(), QStringList{QStringLiteral("init"), path()} + options, m_temporary.path());
    }

    /// Starts `cutover-demo serve` and waits for its ready line; false with the cause in serviceOutput().
    [[nodiscard]] bool serve(const QStringList &options = {QStringLiteral("--speed"), QStringLiteral("20")})
    {
        std::ignore = stopService();
        m_service = std::make_unique<QProcess>();
        m_service->setProcessChannelMode(QProcess::MergedChannels);
        m_service->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_serviceOutput.clear();
        QObject::connect(m_service.get(), &QProcess::readyRead, m_service.get(),
                         [this] { m_serviceOutput += QString::fromUtf8(m_service->readAll()); });
        m_service->start(program(), QStringList{QStringLiteral("serve"), path()} + options);
        std::ignore = QTest::qWaitFor(
            [this] { return m_serviceOutput.contains(u'\n') || m_service->state() == QProcess::NotRunning; }, 20'000);
        return m_service->state() == QProcess::Running && m_serviceOutput.startsWith(u"ready http://127.0.0.1:");
    }

    /// SIGTERM, and the exit code; -1 when it did not end by itself or none ran.
    int stopService()
    {
        if (!m_service || m_service->state() == QProcess::NotRunning)
            return -1;
        m_service->terminate();
        if (!QTest::qWaitFor([this] { return m_service->state() == QProcess::NotRunning; }, 10'000)) {
            m_service->kill();
            std::ignore = QTest::qWaitFor([this] { return m_service->state() == QProcess::NotRunning; }, 10'000);
            return -1;
        }
        return m_service->exitStatus() == QProcess::NormalExit ? m_service->exitCode() : -1;
    }

    [[nodiscard]] bool isServing() const { return m_service && m_service->state() == QProcess::Running; }
    [[nodiscard]] QProcess *service() const { return m_service.get(); }
    [[nodiscard]] QString serviceOutput() const { return m_serviceOutput; }

    /// The service's address as the profile names it, "http://127.0.0.1:PORT".
    [[nodiscard]] QString address() const
    {
        QString url = json(QStringLiteral("cutover.json")).value(QStringLiteral("readyz_url")).toString();
        return url.remove(QStringLiteral("/readyz"));
    }

    /// Runs a command as the checks do: bash -o pipefail -c, in the workspace, under the minimal environment.
    [[nodiscard]] Run run(const QString &command, int timeoutMs = 120'000) const
    {
        return start(QStringLiteral("bash"),
                     {QStringLiteral("-o"), QStringLiteral("pipefail"), QStringLiteral("-c"), command}, path(),
                     timeoutMs);
    }

    [[nodiscard]] QString path(const QString &name = {}) const
    {
        const QString root = m_temporary.path() + QStringLiteral("/demo");
        return name.isEmpty() ? root : root + u'/' + name;
    }
    [[nodiscard]] bool exists(const QString &name) const { return QFileInfo::exists(path(name)); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QJsonObject json(const QString &name) const { return QJsonDocument::fromJson(read(name)).object(); }
    /// Replaces by a rename, so that whoever reads meanwhile never sees half of it.
    [[nodiscard]] bool write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        const QString fresh = path(name) + QStringLiteral(".test");
        QFile file(fresh);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
        file.close();
        return ::rename(qPrintable(fresh), qPrintable(path(name))) == 0;
    }

    [[nodiscard]] QJsonArray windows() const
    {
        return json(QStringLiteral("var/evidence/latest.json"))
            .value(QStringLiteral("canary"))
            .toObject()
            .value(QStringLiteral("windows"))
            .toArray();
    }
    [[nodiscard]] QJsonObject lastWindow() const { return windows().last().toObject(); }
    /// Waits until the newest window satisfies the predicate.
    template <typename Predicate>
    [[nodiscard]] bool waitForWindow(Predicate predicate, int timeoutMs = 20'000) const
    {
        return QTest::qWaitFor([&] { return predicate(lastWindow()); }, timeoutMs);
    }
    [[nodiscard]] bool setStage(const QByteArray &stage) const
    {
        return write(QStringLiteral("var/rollout/desired_stage.txt"), stage + '\n');
    }

private:
    static QProcessEnvironment minimalEnvironment()
    {
        const QProcessEnvironment session = QProcessEnvironment::systemEnvironment();
        QProcessEnvironment environment;
        for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("HOME"), QStringLiteral("USER")})
            environment.insert(name, session.value(name));
        environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
        return environment;
    }

    static Run start(const QString &command, const QStringList &arguments, const QString &folder,
                     int timeoutMs = 60'000)
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.setProcessEnvironment(minimalEnvironment());
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(command, arguments);
        Run run;
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, timeoutMs)) {
            process.kill();
            std::ignore = QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 10'000);
        } else {
            run.ended = process.error() != QProcess::FailedToStart && process.exitStatus() == QProcess::NormalExit;
            run.exitCode = process.exitCode();
        }
        run.out = QString::fromUtf8(process.readAllStandardOutput());
        run.err = QString::fromUtf8(process.readAllStandardError());
        return run;
    }

    QTemporaryDir m_temporary;
    QString m_serviceOutput;
    std::unique_ptr<QProcess> m_service;
};

} // namespace cutover::demo::test
