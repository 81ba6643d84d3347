// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ownfiles.h"

#include "rollout/stagefile.h"
#include "session/binding.h"

#include <QDir>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

QStringList ownFiles()
{
    const QString ledger = u"var/cutover/ledger.sqlite"_s;
    return {u"cutover.json"_s,
            ledger,
            ledger + "-wal"_L1,
            ledger + "-shm"_L1,
            ledger + "-journal"_L1,
            u"configs/cutover/signers.dsse.json"_s,
            rollout::stageFilePath.toString(),
            rollout::rehearsalStageFilePath.toString(),
            evidencePath.toString(),
            manifestPath.toString(),
            u"var/rehearsal/latest.json"_s};
}

/// Where a file of that name stands or would be made: links in its folder are followed.
QString placeOf(const QString &path)
{
    const QFileInfo file(QDir::cleanPath(path));
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return (folder.isEmpty() ? file.absolutePath() : folder) + u'/' + file.fileName();
}

} // namespace

QString ownFileAt(const QString &path, const QString &workspace)
{
    const auto own = ownFiles();
    const auto found = std::ranges::find_if(own, [&path, &workspace](const QString &file) {
        return placeOf(u"%1/%2"_s.arg(workspace, file)) == placeOf(path);
    });
    return found == own.end() ? QString() : *found;
}

} // namespace cutover::session
