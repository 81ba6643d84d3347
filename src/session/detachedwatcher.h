// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::session {

/// Starts `cutoverctl watch` from beside this program, in a session of its own, so that neither closing nor killing
/// whoever started it ends the watch (RULES section 5). Its process id, 0 where it cannot be started.
///
/// What it prints goes to watch.log in the user's state folder: codes and times, nothing that is secret.
[[nodiscard]] qint64 startDetachedWatcher(const QString &workspace);

} // namespace cutover::session
