// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a sealed manifest into `finding`: its signatures by keys trusted for evidence and, where `file` lies at its
/// place in a workspace, the files it seals. `workspace` may be empty and is looked into for public keys alone.
/// Blocks for reading the sealed files; any thread.
void judgeManifest(const QByteArray &bytes, const QString &file, const QString &workspace, const VerifyRoots &roots,
                   FileFinding &finding);

} // namespace cutover::session
