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

void EvidenceSource::read(QObject *context, Use use) const
{
    if (ask)
        return ask(context, [folder = workspace, use = std::move(use)](const metrics::EvidenceReading &reading) {
            use(named(reading, folder));
        });
    const auto work = [folder = workspace, places = pointers, at = now()] {
        return named(metrics::readEvidence(metrics::evidencePath(folder), places, at), folder);
    };
    onPool(context, work, std::move(use));
}

} // namespace cutover::checks
