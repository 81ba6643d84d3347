// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/bootclock.h"

#include <QFile>

#include <ctime>

namespace cutover::rollout {

domain::BootInstant systemBootInstant()
{
    static const QString bootId = [] {
        QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
    }();
    timespec time{};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return {bootId, static_cast<qint64>(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000};
}

} // namespace cutover::rollout
