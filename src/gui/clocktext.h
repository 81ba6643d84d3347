// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace cutover::gui {

/// «05:23», from an hour on «1:05:23»: what is left is rounded up, so that 00:00 means served.
[[nodiscard]] QString countdownText(qint64 ms);
/// «23:41:08», without a sign: how far off a moment is.
[[nodiscard]] QString clockDistance(qint64 seconds);
/// «T−23:41:08» before the moment, «T+…» from it on.
[[nodiscard]] QString distanceTo(const QDateTime &moment, const QDateTime &now);
/// «Mon 2 Mar 2026, 14:00 UTC».
[[nodiscard]] QString dayText(const QDateTime &time);
/// «14:17:41 UTC».
[[nodiscard]] QString clockText(const QDateTime &time);
/// «14:17».
[[nodiscard]] QString minuteText(const QDateTime &time);

} // namespace cutover::gui
