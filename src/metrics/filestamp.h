// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace cutover::metrics {

/// What tells one version of a file from the next without reading it. A value; any thread.
///
/// `changedNs` (ctime) is the kernel's own and cannot be set back, as size and modification time can.
struct FileStamp
{
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = -1; ///< -1: no such file
    qint64 modifiedNs = 0;
    qint64 changedNs = 0;
    friend bool operator==(const FileStamp &, const FileStamp &) = default;

    /// Of the file at `path` now; a symbolic link is followed.
    [[nodiscard]] static FileStamp of(const QString &path);
    [[nodiscard]] bool exists() const { return size >= 0; }
    /// Whether a change at `now` would show: file systems count time in steps, and two changes within one look alike.
    [[nodiscard]] bool isSettled(const QDateTime &now) const;
};

} // namespace cutover::metrics
