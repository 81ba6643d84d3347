// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "formats/strictjson.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::checks {

/// Files that probes read: by their path in the workspace, and never out of it, by `..` or by a symbolic link.
/// All of these block for looking and reading: thread pool.

/// Where the path leads: absolute, without links. FileAbsent, PathOutside; the data is the path as it was given.
[[nodiscard]] tl::expected<QString, domain::Reason> resolvedInWorkspace(const QString &path, const QString &workspace);

/// The bytes of a regular file of at most `maxBytes`. FileAbsent, PathOutside, FileUnreadable.
[[nodiscard]] tl::expected<QByteArray, domain::Reason> readInWorkspace(const QString &path, const QString &workspace,
                                                                       qint64 maxBytes);

/// The paths that the globs match, sorted, each once, as bash would write them (braces too); each leads into the
/// workspace. GlobUnmatched with the first pattern that matches nothing, PathOutside.
[[nodiscard]] tl::expected<QStringList, domain::Reason> globsInWorkspace(const QStringList &globs,
                                                                         const QString &workspace);

/// What such a reason makes of a row: NoData for a file that is absent or unreadable, Error for what the profile has to
/// mend.
[[nodiscard]] domain::Status statusOf(const domain::Reason &reason);

/// FileUnreadable of a file that is not strict JSON.
[[nodiscard]] domain::Reason unreadable(const QString &path, const formats::JsonError &error);

} // namespace cutover::checks
