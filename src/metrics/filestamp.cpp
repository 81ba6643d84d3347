// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/filestamp.h"

#include <QFile>

#include <sys/stat.h>

namespace cutover::metrics {

namespace {

constexpr qint64 nanosecondsPerSecond = 1'000'000'000;
constexpr qint64 nanosecondsPerMillisecond = 1'000'000;
constexpr qint64 coarsestStepMs = 2000; // of the file systems in use, FAT's

qint64 nanoseconds(const timespec &time)
{
    return static_cast<qint64>(time.tv_sec) * nanosecondsPerSecond + time.tv_nsec;
}

} // namespace

FileStamp FileStamp::of(const QString &path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return {status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

bool FileStamp::isSettled(const QDateTime &now) const
{
    return exists() && changedNs / nanosecondsPerMillisecond + coarsestStepMs < now.toMSecsSinceEpoch();
}

} // namespace cutover::metrics
