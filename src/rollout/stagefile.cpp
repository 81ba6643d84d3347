// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/stagefile.h"

#include <QFileInfo>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

std::optional<QString> readStageFile(const QString &workspace, QStringView file)
{
    constexpr qint64 longestStage = 64;
    const QString path = u"%1/%2"_s.arg(workspace, file);
    const auto bytes = formats::readBounded(path, longestStage);
    if (bytes)
        return QString::fromUtf8(*bytes).trimmed();
    if (bytes.error().code == formats::FileError::Code::NotFound)
        return std::nullopt;
    return QFileInfo(path).isDir() ? stageFolder.toString() : u"?"_s;
}

tl::expected<void, formats::FileError> writeStageFile(const QString &workspace, QStringView file, const QString &stage)
{
    return formats::writeAtomically(u"%1/%2"_s.arg(workspace, file), stage.toUtf8() + '\n');
}

} // namespace cutover::rollout
