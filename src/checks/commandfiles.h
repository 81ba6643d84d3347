// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <optional>

namespace cutover::checks {

/// Path in the workspace → SHA-256, 32 raw bytes.
using FileDigests = QMap<QString, QByteArray>;

/// The files of the workspace that a command runs: scripts (by suffix, or what an interpreter is given to run), the
/// module of `-m` with its packages, the tests below a folder given to pytest, and the `inputs`. Sorted, without
/// duplicates, relative to the workspace. Data that a command merely reads is not among them: the pipeline rewrites it.
///
/// For Python also every module and package in the folder where it looks first (the script's own, the working folder
/// for
/// `-m` and `-c`): a json.py there would run in place of the installed one. Modules in other folders are for `inputs`.
///
/// Refused with ScriptMissing, PathOutside (by `..`, by a symbolic link, a script's absolute path or a `cd`),
/// GlobUnmatched, or FailedToStart with a folder and `too_many_files` (more than 2000 in all).
/// A shell string is read as bash splits it; a word with an expansion in it is not known beforehand and left alone.
/// Blocks for looking at the files: thread pool.
[[nodiscard]] tl::expected<QStringList, domain::Reason>
commandFiles(const domain::Command &command, const QStringList &inputs, const QString &workspace);
[[nodiscard]] tl::expected<QStringList, domain::Reason> commandFiles(const domain::CriterionPlan &plan,
                                                                     const QString &workspace);

/// Their digests now. Blocks for the reading: thread pool. Refused with ScriptMissing.
[[nodiscard]] tl::expected<FileDigests, domain::Reason> digestFiles(const QStringList &files, const QString &workspace);

/// commandFiles and digestFiles in one.
[[nodiscard]] tl::expected<FileDigests, domain::Reason> commandDigests(const domain::CriterionPlan &plan,
                                                                       const QString &workspace);

/// The first file that is not in both alike; nothing if all are.
[[nodiscard]] std::optional<QString> changedFile(const FileDigests &then, const FileDigests &now);

/// `row`, or the same row as Error with cause ScriptChanged where it ran other files than stand there `now`.
[[nodiscard]] domain::Row judgedForScripts(domain::Row row, const FileDigests &then, const FileDigests &now);

} // namespace cutover::checks
