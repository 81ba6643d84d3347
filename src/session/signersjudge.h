// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a list of signers into `finding`: signed by administrators, and known: pinned, given as trust itself, the
/// successor of such a list, or signed by a given certificate. Any thread.
void judgeSignersFile(const QByteArray &bytes, const VerifyRoots &roots, FileFinding &finding);

} // namespace cutover::session
