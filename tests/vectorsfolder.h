// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

namespace cutover::tests {

/// Why tests on published vectors were skipped.
inline constexpr char noVectors[] = "no published test vectors: CUTOVER_VECTORS names no folder of them, and there is "
                                    "no shared/vectors beside the checkout";

/// The folder of published vectors of one kind, or an empty string: under CUTOVER_VECTORS, else beside the checkout.
inline QString vectorsFolder(const QString &kind)
{
    const QString beside = QStringLiteral(CUTOVER_SOURCE_DIR "/../shared/vectors");
    const QString folder = qEnvironmentVariable("CUTOVER_VECTORS", beside) + u'/' + kind;
    return QDir(folder).exists() ? QDir::cleanPath(folder) : QString();
}

} // namespace cutover::tests
