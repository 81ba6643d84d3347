// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::formats {

/// What went wrong with a file: a code to act on, the path meant, and the system's own words for the record.
struct FileError
{
    enum class Code {
        NotFound,
        AccessDenied,
        NotRegular,
        TooLarge,
        NoSpace,
        OpenFailed,
        ReadFailed,
        WriteFailed,
        SyncFailed,
        FolderFailed,
        Exists
    };
    Code code = Code::OpenFailed;
    QString path;
    QString system;
};

[[nodiscard]] QString codeName(FileError::Code code);

enum class FileAccess { Default, OwnerOnly };

/// Replaces a file whole or not at all, and returns only when file and folder are on disk; makes missing folders.
///
/// On error the former file is untouched, except after SyncFailed: then the new one is in place but not known to be
/// durable. A symbolic link, pipe, socket or device at the path itself is NotRegular, never followed or replaced.
/// Blocking; any thread.
[[nodiscard]] tl::expected<void, FileError> writeAtomically(const QString &path, QByteArrayView bytes,
                                                            FileAccess access = FileAccess::Default);

/// The same for a file that must not be there yet: Exists, and the file is as it was.
[[nodiscard]] tl::expected<void, FileError> createAtomically(const QString &path, QByteArrayView bytes);

/// Reads a regular file of at most maxBytes; a pipe, socket, device or folder is NotRegular and never blocks.
[[nodiscard]] tl::expected<QByteArray, FileError> readBounded(const QString &path, qint64 maxBytes);

/// Whether a file that is there lies outside the folder, by `..` or by a link. Blocking; any thread.
[[nodiscard]] bool leadsOutOf(const QString &folder, const QString &path);

/// Syncs a folder, so that a file just created, renamed or removed in it survives a power cut.
[[nodiscard]] tl::expected<void, FileError> syncFolder(const QString &folder);

} // namespace cutover::formats
