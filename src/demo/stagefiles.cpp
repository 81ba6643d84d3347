// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/stagefiles.h"

#include "formats/atomicfile.h"

namespace cutover::demo {

using namespace Qt::StringLiterals;

namespace {

int readStage(const QString &path)
{
    const auto bytes = formats::readBounded(path, 64);
    if (!bytes)
        return 0;
    bool isNumber = false;
    const int stage = bytes->trimmed().toInt(&isNumber);
    return isNumber && stage >= 0 && stage <= 100 ? stage : 0;
}

} // namespace

DesiredStages readStages(const QString &workspace)
{
    return {readStage(workspace + u"/var/rollout/desired_stage.txt"_s),
            readStage(workspace + u"/var/rehearsal/desired_stage.txt"_s)};
}

} // namespace cutover::demo
