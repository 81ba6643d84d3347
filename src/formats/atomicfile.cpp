// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/atomicfile.h"

#include "formats/descriptor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUuid>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

FileError::Code codeOf(int error, FileError::Code otherwise)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return FileError::Code::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return FileError::Code::AccessDenied;
    case EEXIST:
        return FileError::Code::Exists;
    case ENOSPC:
    case EDQUOT:
        return FileError::Code::NoSpace;
    default:
        return otherwise;
    }
}

tl::unexpected<FileError> systemError(FileError::Code otherwise, const QString &path)
{
    const int error = errno;
    return tl::make_unexpected(FileError{codeOf(error, otherwise), path, qt_error_string(error)});
}

tl::unexpected<FileError> saveError(FileError::Code otherwise, const QString &path, const QFileDevice &file)
{
    const int error = errno;
    FileError::Code code = codeOf(error, otherwise);
    if (file.error() == QFileDevice::PermissionsError)
        code = FileError::Code::AccessDenied;
    else if (file.error() == QFileDevice::ResourceError && error == ENOSPC)
        code = FileError::Code::NoSpace;
    return tl::make_unexpected(FileError{code, path, file.errorString()});
}

/// Makes a folder and those above it, and syncs each parent in which one appeared.
tl::expected<void, FileError> makeFolder(const QString &folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    if (info.exists())
        return tl::make_unexpected(FileError{FileError::Code::FolderFailed, folder, qt_error_string(ENOTDIR)});
    const QString parent = info.absolutePath();
    if (auto made = makeFolder(parent); !made)
        return made;
    if (::mkdir(QFile::encodeName(folder).constData(), 0777) != 0 && errno != EEXIST)
        return systemError(FileError::Code::FolderFailed, folder);
    return syncFolder(parent);
}

} // namespace

QString codeName(FileError::Code code)
{
    switch (code) {
    case FileError::Code::NotFound:
        return u"not_found"_s;
    case FileError::Code::AccessDenied:
        return u"access_denied"_s;
    case FileError::Code::NotRegular:
        return u"not_regular"_s;
    case FileError::Code::TooLarge:
        return u"too_large"_s;
    case FileError::Code::NoSpace:
        return u"no_space"_s;
    case FileError::Code::OpenFailed:
        return u"open_failed"_s;
    case FileError::Code::ReadFailed:
        return u"read_failed"_s;
    case FileError::Code::WriteFailed:
        return u"write_failed"_s;
    case FileError::Code::SyncFailed:
        return u"sync_failed"_s;
    case FileError::Code::FolderFailed:
        return u"folder_failed"_s;
    case FileError::Code::Exists:
        return u"exists"_s;
    }
    Q_UNREACHABLE();
}

bool leadsOutOf(const QString &folder, const QString &path)
{
    const QString place = QFileInfo(path).canonicalFilePath();
    return !place.isEmpty() && !place.startsWith(QFileInfo(folder).canonicalFilePath() + u'/');
}

tl::expected<void, FileError> syncFolder(const QString &folder)
{
    const Descriptor handle(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!handle.isOpen())
        return systemError(FileError::Code::SyncFailed, folder);
    // Some network file systems cannot sync a folder and say EINVAL: there is nothing more to be done there.
    if (::fsync(handle.fd()) != 0 && errno != EINVAL)
        return systemError(FileError::Code::SyncFailed, folder);
    return {};
}

tl::expected<void, FileError> writeAtomically(const QString &path, QByteArrayView bytes, FileAccess access)
{
    const QFileInfo place(path);
    // QSaveFile would write where the link leads, and another may have laid it; for a device or a pipe it would put a
    // file in its place.
    const bool isOther = place.exists() && !place.isFile() && !place.isDir();
    if (place.isSymbolicLink() || isOther)
        return tl::make_unexpected(FileError{FileError::Code::NotRegular, path, {}});
    const QString folder = place.absolutePath();
    if (auto made = makeFolder(folder); !made)
        return made;
    QSaveFile file(path);
    errno = 0;
    // Buffered, QSaveFile syncs before it writes, and takes no notice of a disk that is full (QTBUG-75077).
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return saveError(FileError::Code::OpenFailed, path, file);
    if (access == FileAccess::OwnerOnly && !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return saveError(FileError::Code::WriteFailed, path, file);
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.commit())
        return saveError(FileError::Code::WriteFailed, path, file);
    return syncFolder(folder);
}

tl::expected<void, FileError> createAtomically(const QString &path, QByteArrayView bytes)
{
    const QString draft = u"%1.%2"_s.arg(path, QUuid::createUuid().toString(QUuid::Id128));
    const auto written = writeAtomically(draft, bytes);
    if (!written)
        return tl::make_unexpected(FileError{written.error().code, path, written.error().system});
    // A rename would replace what somebody else made meanwhile; a link does not.
    const QByteArray from = QFile::encodeName(draft);
    const bool isLinked = ::link(from.constData(), QFile::encodeName(path).constData()) == 0;
    const auto failure = systemError(FileError::Code::WriteFailed, path);
    ::unlink(from.constData());
    if (!isLinked)
        return failure;
    return syncFolder(QFileInfo(path).absolutePath());
}

tl::expected<QByteArray, FileError> readBounded(const QString &path, qint64 maxBytes)
{
    // Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
    const Descriptor handle(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!handle.isOpen())
        return systemError(FileError::Code::OpenFailed, path);
    struct stat status;
    if (::fstat(handle.fd(), &status) != 0)
        return systemError(FileError::Code::ReadFailed, path);
    if (!S_ISREG(status.st_mode))
        return tl::make_unexpected(FileError{FileError::Code::NotRegular, path, {}});
    if (status.st_size > maxBytes)
        return tl::make_unexpected(FileError{FileError::Code::TooLarge, path, QString::number(maxBytes)});
    QFile file;
    if (!file.open(handle.fd(), QIODevice::ReadOnly | QIODevice::Unbuffered))
        return tl::make_unexpected(FileError{FileError::Code::OpenFailed, path, file.errorString()});
    // One byte more than allowed, because the file may have grown since it was measured.
    QByteArray bytes = file.read(maxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return tl::make_unexpected(FileError{FileError::Code::ReadFailed, path, file.errorString()});
    if (bytes.size() > maxBytes)
        return tl::make_unexpected(FileError{FileError::Code::TooLarge, path, QString::number(maxBytes)});
    return bytes;
}

} // namespace cutover::formats
