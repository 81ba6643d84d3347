// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace cutover::gui {

/// «05:23», from an hour on «1:05:23»: what is left is rounded up, so that 00:00 means served.
[[nodiscard]] QString countdownText(qint64 ms);
/// «14:17:41 UTC».
[[nodiscard]] QString clockText(const QDateTime &time);
/// «14:17».
[[nodiscard]] QString minuteText(const QDateTime &time);

} // namespace cutover::gui
