// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace cutover::charts {

/// Numbers as a chart writes them: en minus, no-break space before the unit, point as decimal sign.

/// The shortest decimal that reads back, to four decimals: "0.91", "1.504".
[[nodiscard]] QString plainText(double value);
/// One decimal: "216.5 ms".
[[nodiscard]] QString millisecondsText(double value);
/// Signed, one decimal where needed: "+6.2 %", "+20 %".
[[nodiscard]] QString percentText(double value);
/// At a tick of an axis with this step: "1.0", "−10".
[[nodiscard]] QString tickText(double value, double step);
/// "03:14:02 UTC"
[[nodiscard]] QString clockText(const QDateTime &at);

} // namespace cutover::charts
