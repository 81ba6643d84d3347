// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/evidencefolder.h"

#include "checks/workspacefile.h"
#include "crypto/digest.h"

#include <QDir>
#include <QDirIterator>
#include <QtConcurrentMap>

#include <algorithm>

#include <sys/stat.h>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;

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
    const auto unreadable = [](const QString &path, const QString &code) {
        return tl::unexpected(Reason{Cause::FileUnreadable, {path, code, {}, {}}});
    };
    QDirIterator entries(root.filePath(folder), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString entry = entries.next();
        const QString path = root.relativeFilePath(entry);
        struct stat state = {};
        // Gone since the folder was read: the pipeline's own temporary files come and go.
        if (::lstat(QFile::encodeName(entry).constData(), &state) != 0)
            continue;
        // What cannot be looked into could hide an unlisted file.
        if (S_ISDIR(state.st_mode) && !QFileInfo(entry).isReadable())
            return unreadable(path, u"access_denied"_s);
        if ((S_ISREG(state.st_mode) || S_ISLNK(state.st_mode)) && !isApart(path, folder))
            files.append({path, nanoseconds(state.st_mtim)});
        if (files.size() > maxFiles)
            return unreadable(folder, u"too_many_files"_s);
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
