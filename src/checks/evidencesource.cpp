// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidencesource.h"

#include "checks/pool.h"

#include <QDir>

namespace cutover::checks {

namespace {

metrics::EvidenceReading named(metrics::EvidenceReading reading, const QString &workspace)
{
    if (QDir::isAbsolutePath(reading.file))
        reading.file = QDir(workspace).relativeFilePath(reading.file);
    return reading;
}

} // namespace

void EvidenceSource::read(QObject *context, std::function<void(const metrics::EvidenceReading &)> use) const
{
    if (current) {
        use(named(current(), workspace));
        return;
    }
    const auto work = [folder = workspace, places = pointers, at = now()] {
        return named(metrics::readEvidence(metrics::evidencePath(folder), places, at), folder);
    };
    onPool(context, work, std::move(use));
}

} // namespace cutover::checks
