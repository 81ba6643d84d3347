// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace cutover::session {

/// The commit that a workspace's own repository stands at, read from its files; empty where there is no repository or
/// no commit. A linked work tree and packed refs are followed.
[[nodiscard]] QString readGitCommit(const QString &workspace);

/// Arguments of the child whose empty output says that nothing but var/ differs from the commit.
[[nodiscard]] QStringList gitStatusCommand();

} // namespace cutover::session
