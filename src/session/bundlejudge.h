// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/ports.h"
#include "session/verifyroots.h"

namespace cutover::session {

/// Judges a folder that writeBundle made (bundle.h): first the bundle as a whole, then each of its signed documents.
///
/// The bundle is valid where every file is the one that is listed and none is beside them, the ledger is consistent and
/// all bytes that it binds are there, every signed document of the ledger is there in its last revision and valid, and
/// each of them was signed over a state of this very ledger. An authorised signature vouches for the ledger up to that
/// state: up to there each document is judged by the list of signers that was in force at its entry, where the ledger's
/// lists lead to or from one that is trusted. Behind it nobody but the ledger says when a list came, and the newest
/// counts. A document that is not valid is `bundle_document_invalid`, with its path and the codes of what is wrong with
/// it, which decide whether the bundle is not intact or not trusted. How many entries came after the last of them is
/// said as `ledger_tail_unsigned`, which is information. With words, pages are compared (pagesjudge.h). Blocks for
/// reading the folder; the thread of `roots`.
[[nodiscard]] QList<FileFinding> judgeBundle(const QString &folder, const VerifyRoots &roots, const Wording &wording);

} // namespace cutover::session
