// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a sealed manifest into `finding`: its signatures by keys trusted for evidence and the files it seals, in its
/// workspace, or where `file` lies at no such place those beside it; how many of them are not there,
/// `files_not_compared` says. `workspace` may be empty and is looked into for public keys alone.
/// Blocks for reading the sealed files; any thread.
void judgeManifest(const QByteArray &bytes, const QString &file, const QString &workspace, const VerifyRoots &roots,
                   FileFinding &finding);

} // namespace cutover::session
