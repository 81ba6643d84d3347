// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/canarywindow.h"
#include "demo/demoerror.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::demo {

/// What the evidence says besides its windows.
struct EvidenceState
{
    QDateTime generatedAt; ///< UTC
    bool tampered = false;
    QString readyzStatus;
};

/// An evidence file in the shape of FORMATS.md «Evidence», replaced atomically at each write.
///
/// The file is the truth: each append starts from what stands in it, so that a hand's edit stays, and no window is ever
/// dropped, because a list that shrinks counts as rewritten. A file that became unreadable is written anew from memory.
class EvidenceFile
{
public:
    explicit EvidenceFile(QString path);

    /// Takes over the series that stands in the file; a file that is not there is an empty series.
    [[nodiscard]] tl::expected<void, DemoError> load();
    [[nodiscard]] tl::expected<void, DemoError> append(const QList<CanaryWindow> &windows, const EvidenceState &state);
    [[nodiscard]] qsizetype size() const { return m_windows.size(); }

    /// Means of the last minute's windows: the evidence's `perf`, and the baselines.
    [[nodiscard]] QJsonObject perf() const;

private:
    [[nodiscard]] QByteArray bytes(const EvidenceState &state) const;

    QString m_path;
    QJsonArray m_windows;
};

} // namespace cutover::demo
