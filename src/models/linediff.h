// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace cutover::models {

struct DiffLine
{
    enum class Kind { Same, Removed, Added, Gap };
    Kind kind = Kind::Same;
    QString text; ///< without its newline; of a Gap «@@ -12 +14 @@», the lines that follow it
    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

/// The most lines of a side that are compared, what both share at their ends apart.
inline constexpr qsizetype mostDiffLines = 5000;

/// What changed from one text to another, line by line, with `context` lines around each change; empty where nothing
/// did, nothing where it is too much. A longest common subsequence: no fewer lines could be shown as changed. A missing
/// newline at the end counts as a change. Blocks for a long text: thread pool.
[[nodiscard]] std::optional<QList<DiffLine>> lineDiff(const QString &before, const QString &after, int context = 3);

} // namespace cutover::models
