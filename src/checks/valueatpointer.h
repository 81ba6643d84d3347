// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/missingfields.h"
#include "formats/strictjson.h"

#include <QJsonValue>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::checks {

/// A JSON text of a file or an answer that a probe judges.
struct NamedText
{
    QString name; ///< path in the workspace, or URL as shown
    formats::JsonText text;
};

/// The value there. FieldAbsent where the way breaks off.
[[nodiscard]] tl::expected<QJsonValue, RowObjection> valueAt(const NamedText &text, const QString &pointer);

/// Nothing where the value is exactly the one that is wanted, of the same JSON type; else ValueNotWanted, or
/// FieldAbsent. Fills the row's observed value, limit and pointer.
[[nodiscard]] std::optional<RowObjection> objectionTo(const NamedText &text, const QString &pointer,
                                                      const QJsonValue &wanted, domain::Row &row);

} // namespace cutover::checks
