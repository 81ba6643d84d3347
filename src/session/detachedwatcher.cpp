// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/detachedwatcher.h"

#include "ledger/attestation.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

namespace cutover::session {

using namespace Qt::StringLiterals;

qint64 startDetachedWatcher(const QString &workspace)
{
    const QString state = ledger::Attestation::defaultStateFolder();
    std::ignore = QDir().mkpath(state);
    const QString log = state + "/watch.log"_L1;
    QProcess watcher;
    watcher.setProgram(QCoreApplication::applicationDirPath() + "/cutoverctl"_L1);
    watcher.setArguments({u"--workspace"_s, workspace, u"--json"_s, u"watch"_s, u"--leave-when-idle"_s});
    watcher.setWorkingDirectory(workspace);
    watcher.setStandardInputFile(QProcess::nullDevice());
    watcher.setStandardOutputFile(log, QIODevice::Append);
    watcher.setStandardErrorFile(log, QIODevice::Append);
    qint64 pid = 0;
    return watcher.startDetached(&pid) ? pid : 0;
}

} // namespace cutover::session
