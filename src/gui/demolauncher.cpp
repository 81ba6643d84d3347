// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/demolauncher.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QEventLoopLocker>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

#include <signal.h>
#include <sys/prctl.h>

namespace cutover::gui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto patience = 2s; // of a service that is to end

QString freshFolder()
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/cutover"_s;
    QDir().mkpath(base);
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString folder = u"%1/demo-%2"_s.arg(base, stamp);
    for (int again = 2; QFileInfo::exists(folder); ++again)
        folder = u"%1/demo-%2-%3"_s.arg(base, stamp).arg(again);
    return folder;
}

std::unique_ptr<QProcess> child()
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardInputFile(QProcess::nullDevice());
    // A console that crashes must not leave a service behind that nobody sees.
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    return process;
}

/// A QProcess that is destroyed before its program has ended kills it and stands still until then. This one belongs to
/// nobody any more and goes when it has ended; until then its lock keeps the application from quitting by itself.
void letEnd(std::unique_ptr<QProcess> process)
{
    if (!process)
        return;
    process->disconnect();
    if (process->state() == QProcess::NotRunning)
        return;
    auto *ending = process.release();
    QObject::connect(ending, &QProcess::stateChanged, ending,
                     [ending, lock = std::make_shared<QEventLoopLocker>()](QProcess::ProcessState state) {
                         if (state == QProcess::NotRunning)
                             ending->deleteLater();
                     });
    QTimer::singleShot(patience, ending, &QProcess::kill);
    ending->terminate();
}

} // namespace

DemoLauncher::DemoLauncher(QObject *parent)
    : QObject(parent)
{
}

DemoLauncher::~DemoLauncher()
{
    end();
}

void DemoLauncher::end()
{
    m_starting = false;
    letEnd(std::move(m_init));
    letEnd(std::move(m_service));
}

QString DemoLauncher::program()
{
    const QFileInfo beside(QDir(QCoreApplication::applicationDirPath()).filePath(u"cutover-demo"_s));
    if (beside.isExecutable())
        return beside.absoluteFilePath();
    return QStandardPaths::findExecutable(u"cutover-demo"_s);
}

void DemoLauncher::start(Checks checks)
{
    if (m_starting)
        return;
    m_starting = true;
    const QString path = program();
    if (path.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this] { fail({}); }, Qt::QueuedConnection);
        return;
    }
    letEnd(std::move(m_service));
    m_workspace = freshFolder();
    m_init = child();
    connect(m_init.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(m_init->errorString());
    });
    connect(m_init.get(), &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        if (code == 0 && status == QProcess::NormalExit)
            serve();
        else
            fail(QString::fromUtf8(m_init->readAll()).trimmed());
    });
    const QString profile = checks == Checks::Probes ? u"builtin"_s : u"scripts"_s;
    m_init->start(path, {u"init"_s, m_workspace, u"--profile"_s, profile});
}

void DemoLauncher::serve()
{
    m_line.clear();
    m_service = child();
    connect(m_service.get(), &QProcess::readyRead, this, &DemoLauncher::readService);
    connect(m_service.get(), &QProcess::finished, this, [this] {
        if (m_starting)
            fail(QString::fromUtf8(m_line).trimmed());
    });
    m_service->start(program(), {u"serve"_s, m_workspace});
}

void DemoLauncher::readService()
{
    const QByteArray chunk = m_service->readAll();
    if (!m_starting)
        return; // read on all the same: a full pipe would freeze the evidence
    m_line += chunk;
    if (!m_line.contains('\n'))
        return;
    m_starting = false;
    Q_EMIT ready(m_workspace);
}

void DemoLauncher::fail(const QString &words)
{
    if (!std::exchange(m_starting, false))
        return;
    Q_EMIT failed(words);
}

} // namespace cutover::gui
