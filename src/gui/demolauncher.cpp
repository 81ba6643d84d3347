// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/demolauncher.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <signal.h>
#include <sys/prctl.h>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

DemoLauncher::DemoLauncher(QObject *parent)
    : QObject(parent)
{
}

DemoLauncher::~DemoLauncher()
{
    for (auto *process : {m_init.get(), m_service.get()}) {
        if (!process)
            continue;
        process->disconnect(this);
        process->terminate();
    }
}

void DemoLauncher::endService()
{
    if (!m_service || m_service->state() == QProcess::NotRunning)
        return;
    // Its object stays until it has ended by itself, so that nothing waits for it.
    m_service->disconnect(this);
    connect(m_service.get(), &QProcess::finished, m_service.get(), &QObject::deleteLater);
    m_service->setParent(this);
    m_service.release()->terminate();
}

QString DemoLauncher::program()
{
    const QFileInfo beside(QDir(QCoreApplication::applicationDirPath()).filePath(u"cutover-demo"_s));
    if (beside.isExecutable())
        return beside.absoluteFilePath();
    return QStandardPaths::findExecutable(u"cutover-demo"_s);
}

void DemoLauncher::start()
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
    endService();
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
    m_init->start(path, {u"init"_s, m_workspace});
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
