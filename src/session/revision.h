// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signers.h"
#include "ledger/ledgerentry.h"
#include "session/session.h"

namespace cutover::session {

/// Envelope and PDF of a decision as its last signature left them.
struct Revision
{
    QByteArray envelope;
    QByteArray pdf;
};

/// Whether the entry is a signature, the first or a further one, of a decision or a closing.
[[nodiscard]] bool isSignature(const ledger::Entry &entry);
/// Whether it made a revision of one: a signature, or a time stamp that came later.
[[nodiscard]] bool isRevision(const ledger::Entry &entry);

/// A NO-GO needs one signer; a GO, and a closing, the list's quorum.
[[nodiscard]] bool needsQuorum(domain::DecisionKind kind);

/// The exports of a decision, written anew: envelope, PDF; empty where it could not be. The originals are in the
/// ledger, and an export is never written through a link that leads out of the workspace. Blocks.
[[nodiscard]] QStringList writeExports(const QString &workspace, const QString &id, const Revision &revision);

/// How far the quorum is with these signatures. `files` are those of writeExports().
[[nodiscard]] Signed signedWith(const Draft &draft, const QStringList &files, const domain::SignersList &list,
                                const QList<domain::Signing> &signings, const domain::Quorum &quorum);

} // namespace cutover::session
