// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/rehearsalsight.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>
#include <QSysInfo>

namespace cutover::session {

using namespace Qt::StringLiterals;

std::optional<QDateTime> rehearsedElsewhereSince(const QString &workspace)
{
    const QString path = u"%1/%2"_s.arg(workspace, rehearsalLockPath);
    const QFileInfo file(path);
    if (!file.exists())
        return std::nullopt;
    const QLockFile lock(path);
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program) || pid == QCoreApplication::applicationPid())
        return std::nullopt;
    // One that was killed leaves its lock behind.
    const bool lives = host == QSysInfo::machineHostName() && QFileInfo::exists(u"/proc/%1"_s.arg(pid));
    return lives ? std::optional(file.lastModified().toUTC()) : std::nullopt;
}

} // namespace cutover::session
