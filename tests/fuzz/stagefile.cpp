// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stage file is a short text or «?», never more.
#include "fuzz/fuzz.h"

#include "rollout/stagefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace cutover;
using namespace Qt::StringLiterals;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder;
    static const bool isThere = QDir(folder.path()).mkpath(u"var/rollout"_s);
    QFile file(folder.filePath(rollout::stageFilePath.toString()));
    const bool isWritten = isThere && file.open(QIODevice::WriteOnly) &&
                           file.write(tests::inputOf(data, size).toByteArray()) == static_cast<qint64>(size);
    file.close();
    require(isWritten);
    const auto stage = rollout::readStageFile(folder.path());
    require(stage && stage->size() <= 64 && *stage == stage->trimmed());
    return 0;
}
