// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rehearsalsight.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>
#include <QSysInfo>

namespace cutover::gui {

using namespace Qt::StringLiterals;

bool isRehearsedElsewhere(const QString &workspace)
{
    const QString path = workspace + u"/var/rehearsal/rehearsal.lock"_s;
    if (!QFileInfo::exists(path))
        return false;
    const QLockFile lock(path);
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program) || pid == QCoreApplication::applicationPid())
        return false;
    // One that was killed leaves its lock behind.
    return host == QSysInfo::machineHostName() && QFileInfo::exists(u"/proc/%1"_s.arg(pid));
}

} // namespace cutover::gui
