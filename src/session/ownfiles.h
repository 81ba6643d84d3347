// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::session {

/// The file of the console's own that a path names, as its place in the workspace; empty where it names none. An output
/// that a person asks for must not replace one: profile, ledger, signers, stage files, evidence and its manifest,
/// rehearsal. Blocks for looking.
[[nodiscard]] QString ownFileAt(const QString &path, const QString &workspace);

} // namespace cutover::session
