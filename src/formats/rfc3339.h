// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringView>
#include <optional>

namespace cutover::formats {

/// Reads an RFC 3339 time with its zone ("Z" or an offset) into UTC, to the millisecond; a local time without zone,
/// a leap second and a date that does not exist are nothing.
[[nodiscard]] std::optional<QDateTime> parseRfc3339(QStringView text);

/// "2026-03-02T10:15:00Z", with milliseconds only where there are any.
[[nodiscard]] QString formatRfc3339(const QDateTime &time);

} // namespace cutover::formats
