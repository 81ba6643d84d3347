// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidencefolder.h"

#include "checks/workspacefile.h"
#include "crypto/digest.h"

#include <QDir>
#include <QFile>
#include <QtConcurrentMap>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <sys/stat.h>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
namespace fs = std::filesystem;

namespace {

constexpr qsizetype maxFiles = 100'000;
constexpr QLatin1String liveName{"latest.json"};

bool isApart(const QString &path, const QString &folder)
{
    const QString live = folder + u'/' + liveName;
    // Directly in the folder: the live evidence is rewritten by way of neighbours that come and go.
    const bool isNeighbour = path.startsWith(live + u'.') && !path.sliced(live.size()).contains(u'/');
    return path == live || isNeighbour || path == manifestOf(folder);
}

qint64 nanoseconds(const timespec &time)
{
    constexpr qint64 second = 1'000'000'000;
    return static_cast<qint64>(time.tv_sec) * second + time.tv_nsec;
}

fs::path pathOf(const QString &file)
{
    return QFile::encodeName(file).toStdString();
}

QString nameOf(const fs::path &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
}

Reason unreadable(const QString &path, const QString &code)
{
    return {Cause::FileUnreadable, {path, code, {}, {}}};
}

QString codeOf(const std::error_code &error)
{
    if (error == std::errc::permission_denied)
        return u"access_denied"_s;
    return error == std::errc::filename_too_long ? u"path_too_long"_s : u"read_failed"_s;
}

enum class Type { Gone, Folder, File };

struct Entry
{
    Type type;
    EvidenceFile file;
};

/// What lies there, or why nobody could seal it: that would hide beside what is sealed.
tl::expected<Entry, Reason> lookAt(const fs::path &path, const QDir &root)
{
    const QString name = nameOf(path);
    const QString shown = root.relativeFilePath(name);
    struct stat state = {};
    if (::lstat(path.c_str(), &state) != 0) {
        const std::error_code error(errno, std::generic_category());
        // Since the folder was read: the pipeline's own temporary files come and go.
        if (error == std::errc::no_such_file_or_directory)
            return Entry{Type::Gone, {}};
        return tl::unexpected(unreadable(shown, codeOf(error)));
    }
    if (pathOf(name) != path)
        return tl::unexpected(unreadable(shown, u"name_not_utf8"_s));
    if (S_ISDIR(state.st_mode))
        return Entry{Type::Folder, {}};
    if (!S_ISREG(state.st_mode) && !S_ISLNK(state.st_mode))
        return tl::unexpected(unreadable(shown, u"not_regular"_s));
    return Entry{Type::File, {shown, nanoseconds(state.st_mtim)}};
}

FileDigest digestOf(const QString &path, const QString &workspace, const std::stop_token &stop)
{
    const auto resolved = resolvedInWorkspace(path, workspace);
    if (!resolved)
        return {path, tl::unexpected(resolved.error().cause)};
    const auto digest = crypto::sha256File(*resolved, stop);
    if (!digest)
        return {path, tl::unexpected(Cause::FileUnreadable)};
    return {path, *digest};
}

} // namespace

QString manifestOf(const QString &folder)
{
    return folder + "/manifest.dsse.json"_L1;
}

qint64 changedNs(const QString &file)
{
    struct stat state = {};
    return ::stat(QFile::encodeName(file).constData(), &state) == 0 ? nanoseconds(state.st_mtim) : 0;
}

tl::expected<QList<EvidenceFile>, Reason> listEvidence(const QString &folder, const QString &workspace)
{
    if (const auto resolved = resolvedInWorkspace(folder, workspace); !resolved)
        return tl::unexpected(resolved.error());
    QList<EvidenceFile> files;
    const QDir root(workspace);
    QList<fs::path> folders{pathOf(root.filePath(folder))};
    while (!folders.isEmpty()) {
        std::error_code error;
        fs::directory_iterator entry(folders.last(), error);
        const auto listed = folders.takeLast();
        for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
            const auto seen = lookAt(entry->path(), root);
            if (!seen)
                return tl::unexpected(seen.error());
            if (seen->type == Type::Folder)
                folders.append(entry->path());
            else if (seen->type != Type::Gone && !isApart(seen->file.path, folder))
                files.append(seen->file);
            if (files.size() > maxFiles)
                return tl::unexpected(unreadable(folder, u"too_many_files"_s));
        }
        if (error && error != std::errc::no_such_file_or_directory)
            return tl::unexpected(unreadable(root.relativeFilePath(nameOf(listed)), codeOf(error)));
    }
    std::ranges::sort(files, {}, &EvidenceFile::path);
    return files;
}

QFuture<FileDigest> hashFiles(const QStringList &paths, const QString &workspace, const std::stop_token &stop)
{
    return QtConcurrent::mapped(paths,
                                [workspace, stop](const QString &path) { return digestOf(path, workspace, stop); });
}

} // namespace cutover::checks
