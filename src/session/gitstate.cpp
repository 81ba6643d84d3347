// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/gitstate.h"

#include "formats/atomicfile.h"

#include <QDir>
#include <QFileInfo>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String refPrefix{"ref: "};
constexpr QLatin1String gitDirPrefix{"gitdir: "};

QString readLine(const QString &path)
{
    constexpr qint64 longestLine = 4096;
    return QString::fromUtf8(formats::readBounded(path, longestLine).value_or(QByteArray())).trimmed();
}

QString resolved(const QString &folder, const QString &path)
{
    return QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

QString gitFolder(const QString &workspace)
{
    const QString path = workspace + "/.git"_L1;
    if (!QFileInfo(path).isFile())
        return path;
    const QString line = readLine(path);
    return line.startsWith(gitDirPrefix) ? resolved(workspace, line.mid(gitDirPrefix.size())) : QString();
}

QString packedCommit(const QString &folder, const QString &ref)
{
    constexpr qint64 largestPackedRefs = 16 * 1024 * 1024;
    const QByteArray bytes =
        formats::readBounded(folder + "/packed-refs"_L1, largestPackedRefs).value_or(QByteArray()) + '\n';
    // A hundred thousand lines are searched, not split: the interface's thread asks, too.
    const auto end = bytes.indexOf(' ' + ref.toUtf8() + '\n');
    const auto begin = bytes.lastIndexOf('\n', end) + 1;
    return end < 0 ? QString() : QString::fromUtf8(bytes.sliced(begin, end - begin));
}

} // namespace

QString readGitCommit(const QString &workspace)
{
    const QString folder = gitFolder(workspace);
    const QString head = readLine(folder + "/HEAD"_L1);
    if (!head.startsWith(refPrefix))
        return head;
    const QString ref = head.mid(refPrefix.size());
    const QString common = readLine(folder + "/commondir"_L1);
    const QString refs = common.isEmpty() ? folder : resolved(folder, common);
    const QString loose = readLine(u"%1/%2"_s.arg(refs, ref));
    return loose.isEmpty() ? packedCommit(refs, ref) : loose;
}

QStringList gitStatusCommand()
{
    return {u"git"_s, u"status"_s, u"--porcelain"_s, u"--"_s, u"."_s, u":(exclude)var"_s};
}

} // namespace cutover::session
