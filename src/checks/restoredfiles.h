// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <tl/expected.hpp>

#include <atomic>

namespace cutover::checks {

/// What the kernel alone can set of a file, anew at every change.
struct FileVersion
{
    quint64 inode = 0;
    qint64 changedNs = 0; ///< ctime
    friend bool operator==(const FileVersion &, const FileVersion &) = default;
};

/// A file that a restore must bring back.
struct ExpectedFile
{
    QByteArray path;        ///< relative, the system's bytes, without `.` and `..`
    QByteArray sha256;      ///< 32 raw bytes where a manifest says it; empty: the source's file itself is compared
    bool isSymlink = false; ///< of the source: it must come back as a link to the same text
    FileVersion version;    ///< of the source's file, as it was when it was listed
    friend bool operator==(const ExpectedFile &, const ExpectedFile &) = default;
};
using ExpectedFiles = QList<ExpectedFile>;

/// The lines of `sha256sum`, its escaped ones too: digest, two blanks or blank and star, relative path. The error is a
/// FileUnreadable of `file` with code and line: malformed_line, absolute_path, path_outside, duplicate_path, empty.
/// Pure.
[[nodiscard]] tl::expected<ExpectedFiles, domain::Reason> readChecksums(QByteArrayView bytes, const QString &file);

/// Regular files and links below an absolute folder, sorted; links are not followed. FileUnreadable of `name` where
/// anything cannot be listed, where nothing is there (`empty`) or too much (`too_many_files`). Blocks: thread pool.
[[nodiscard]] tl::expected<ExpectedFiles, domain::Reason> filesBelow(const QString &folder, const QString &name,
                                                                     const std::atomic<bool> &cancelled);

/// What a restore did not bring back.
struct LostFile
{
    QByteArray path;
    bool isMissing = false; ///< else it differs
};

/// Compares each expected file below `restored` with the one below `source` (or its digest), in pieces of bounded
/// size. A link on the way or in place of a file, a hard link to the source's own file (to any file, where a manifest
/// says what is expected), a folder, a pipe and what cannot be read count as different, and so does a file of the
/// source that changed since it was listed: a restore in place would be compared with itself; no link is followed, and
/// where `restored` itself is one, all is missing. FileUnreadable where the source's own file cannot be read. Ends early
/// once cancelled. Blocks: thread pool.
[[nodiscard]] tl::expected<QList<LostFile>, domain::Reason> lostFiles(const ExpectedFiles &expected,
                                                                      const QString &source, const QString &restored,
                                                                      const std::atomic<bool> &cancelled);

} // namespace cutover::checks
