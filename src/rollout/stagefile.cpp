// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/stagefile.h"

#include "formats/atomicfile.h"

namespace cutover::rollout {

using namespace Qt::StringLiterals;

std::optional<QString> readStageFile(const QString &workspace)
{
    constexpr qint64 longestStage = 64;
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(workspace, stageFilePath), longestStage);
    if (bytes)
        return QString::fromUtf8(*bytes).trimmed();
    if (bytes.error().code == formats::FileError::Code::NotFound)
        return std::nullopt;
    return u"?"_s;
}

} // namespace cutover::rollout
