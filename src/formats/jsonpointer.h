// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>

namespace cutover::formats {

/// RFC 6901 pointers over QJsonValue. Pure.

/// parent + "/" + token, escaped.
[[nodiscard]] QString pointerTo(const QString &parent, const QString &token);
[[nodiscard]] QString pointerTo(const QString &parent, qsizetype index);

/// Whether the text is a pointer at all: empty, or "/"-separated tokens with only ~0 and ~1 as escapes.
[[nodiscard]] bool isPointer(const QString &pointer);

/// The value a pointer leads to; nothing if the way breaks off. "-" and indices with leading zeros lead nowhere.
[[nodiscard]] std::optional<QJsonValue> resolvePointer(const QJsonValue &root, const QString &pointer);

/// The known key nearest to a mistyped one (edit distance at most a third of its length), or an empty string.
[[nodiscard]] QString nearestKey(const QString &typed, const QStringList &known);

} // namespace cutover::formats
