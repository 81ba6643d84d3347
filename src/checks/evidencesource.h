// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "metrics/evidencereading.h"

#include <QObject>
#include <QString>

#include <functional>

namespace cutover::checks {

/// Where a check takes the evidence from: somebody who is asked for a reading, or the workspace's own file.
struct EvidenceSource
{
    using Use = std::function<void(const metrics::EvidenceReading &)>;
    /// Hands over a reading that began after the call, on the context's thread; never once the context is gone.
    using Ask = std::function<void(QObject *context, Use use)>;

    Ask ask; ///< called on the check's thread; empty: the file is read
    QString workspace;
    domain::EvidencePointers pointers;
    std::function<QDateTime()> now;

    /// Hands the reading to `use` on the context's thread, at once or, where the file is read on the thread pool,
    /// later; never once the context is gone. Its file is named by its path in the workspace.
    void read(QObject *context, Use use) const;
};

} // namespace cutover::checks
