// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace cutover::session {

/// In the workspace: held by whoever rehearses there.
inline constexpr QLatin1StringView rehearsalLockPath{"var/rehearsal/rehearsal.lock"};

/// Since when another process of this computer rehearses on the workspace; nothing: none does now. By its lock, which
/// it holds while it does. UTC.
[[nodiscard]] std::optional<QDateTime> rehearsedElsewhereSince(const QString &workspace);

} // namespace cutover::session
