// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/documenterror.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::formats {

/// A key that tells no date of its own, with the day by which somebody will have changed it.
struct ListedKey
{
    QString file; ///< as written; whether it leads into the workspace is for the caller to see
    QDateTime rotateBy;
    friend bool operator==(const ListedKey &, const ListedKey &) = default;
};

/// Reads a key inventory, {"keys": [{"file", "rotate_by"}]}. Other members are a team's own and ignored; a file may be
/// listed twice. `file` is the path in the workspace.
[[nodiscard]] tl::expected<QList<ListedKey>, DocumentErrors> readKeyInventory(QByteArrayView bytes,
                                                                              const QString &file);

} // namespace cutover::formats
