// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "metrics/evidencereading.h"

#include <QObject>
#include <QString>

#include <functional>

namespace cutover::checks {

/// Where a check takes the evidence from: a reading that somebody keeps up to date, or the workspace's own file.
struct EvidenceSource
{
    std::function<metrics::EvidenceReading()> current; ///< called on the check's thread; empty: the file is read
    QString workspace;
    domain::EvidencePointers pointers;
    std::function<QDateTime()> now;

    /// Hands the reading to `use` on the context's thread, at once or, where the file is read on the thread pool,
    /// later; never once the context is gone. Its file is named by its path in the workspace.
    void read(QObject *context, std::function<void(const metrics::EvidenceReading &)> use) const;
};

} // namespace cutover::checks
