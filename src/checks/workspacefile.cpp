// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/workspacefile.h"

#include "checks/shellwords.h"
#include "formats/atomicfile.h"

#include <QDir>
#include <QFileInfo>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;

namespace {

bool isBelow(const QString &path, const QString &folder)
{
    return !folder.isEmpty() && (path == folder || path.startsWith(folder + u'/'));
}

/// Whether what exists of the path lies in the workspace: a missing file behind a link outside is outside too.
bool staysInside(const QString &absolute, const QString &workspace)
{
    QString existing = absolute;
    while (!QFileInfo::exists(existing) && existing.contains(u'/'))
        existing = existing.section(u'/', 0, -2);
    return isBelow(QDir::cleanPath(absolute), QDir::cleanPath(workspace)) &&
           isBelow(QFileInfo(existing).canonicalFilePath(), QFileInfo(workspace).canonicalFilePath());
}

} // namespace

tl::expected<QString, Reason> resolvedInWorkspace(const QString &path, const QString &workspace)
{
    const QString absolute = path.startsWith(u'/') ? path : workspace + u'/' + path;
    if (!staysInside(absolute, workspace))
        return tl::unexpected(Reason{Cause::PathOutside, {path}});
    const QString canonical = QFileInfo(absolute).canonicalFilePath();
    if (canonical.isEmpty())
        return tl::unexpected(Reason{Cause::FileAbsent, {path}});
    return canonical;
}

tl::expected<QByteArray, Reason> readInWorkspace(const QString &path, const QString &workspace, qint64 maxBytes)
{
    const auto resolved = resolvedInWorkspace(path, workspace);
    if (!resolved)
        return tl::unexpected(resolved.error());
    const auto bytes = formats::readBounded(*resolved, maxBytes);
    if (bytes)
        return *bytes;
    if (bytes.error().code == formats::FileError::Code::NotFound)
        return tl::unexpected(Reason{Cause::FileAbsent, {path}});
    return tl::unexpected(Reason{Cause::FileUnreadable, {path, formats::codeName(bytes.error().code), {}, {}}});
}

tl::expected<QStringList, Reason> globsInWorkspace(const QStringList &globs, const QString &workspace)
{
    QStringList found;
    for (const QString &glob : globs)
        for (const QString &pattern : expandBraces(glob)) {
            const QStringList paths = globPaths(pattern, workspace);
            if (paths.isEmpty())
                return tl::unexpected(Reason{Cause::GlobUnmatched, {pattern}});
            found += paths;
        }
    found.sort();
    found.removeDuplicates();
    for (const QString &path : std::as_const(found))
        if (!staysInside(workspace + u'/' + path, workspace))
            return tl::unexpected(Reason{Cause::PathOutside, {path}});
    return found;
}

domain::Status statusOf(const Reason &reason)
{
    const bool isOfTheFile = reason.cause == Cause::FileAbsent || reason.cause == Cause::FileUnreadable;
    return isOfTheFile ? domain::Status::NoData : domain::Status::Error;
}

Reason unreadable(const QString &path, const formats::JsonError &error)
{
    return {Cause::FileUnreadable, {path, formats::codeName(error.code), error.pointer, QString::number(error.line)}};
}

} // namespace cutover::checks
