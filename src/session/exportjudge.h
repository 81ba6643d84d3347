// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a ledger export into `finding`: consistent in itself, and known. The workspace's ledger says whether it is
/// its own up to that size; without one, what this user saw of a ledger by that id, kept in `stateFolder` (empty: the
/// user's own). Where neither can tell, `no_trust_root`: whoever makes a ledger makes one that is consistent.
/// Blocks for reading that record; the thread of `roots`.
void judgeExport(const QByteArray &bytes, const VerifyRoots &roots, const QString &stateFolder, FileFinding &finding);

} // namespace cutover::session
