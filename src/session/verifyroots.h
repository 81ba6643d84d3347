// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "formats/signersfile.h"
#include "ledger/ledger.h"
#include "session/fileverifier.h"
#include "session/signatureorigins.h"

#include <optional>

namespace cutover::session {

/// A list of signers that counts, and the SHA-256 of its file.
struct TrustedList
{
    formats::SignersFile file;
    QByteArray digest;
};

/// What verification may lean on.
struct VerifyRoots
{
    QList<TrustedList> lists;
    QList<crypto::Certificate> certificates;
    QList<crypto::PublicKey> keys;
    QList<crypto::Certificate> timestampAnchors;  ///< of authorities that attest times; they sign nothing else
    QList<QByteArray> pinnedDigests;              ///< lists that the user pinned, for whatever ledger
    QList<VerifyProblem> problems;                ///< roots that were named and cannot be leaned on
    std::unique_ptr<const ledger::Ledger> ledger; ///< the workspace's, without a trace; null: none that verifies
    SignersChain chain;                           ///< its lists; empty unless its newest is one of `lists`
    SignatureOrigins origins;                     ///< where it holds signatures

    /// Nothing that could authorise a decision's signer.
    [[nodiscard]] bool hasNoSigners() const { return lists.isEmpty() && certificates.isEmpty(); }
    /// The newest list of that workspace, or nothing.
    [[nodiscard]] const domain::SignersList *listOf(const QString &workspaceId) const;
    /// The list of that workspace that was in force where its ledger holds the signature; the newest where it does not.
    [[nodiscard]] const domain::SignersList *listAt(const QString &workspaceId,
                                                    const std::optional<SignatureOrigin> &origin) const;
    /// The list whose file has that SHA-256, if it counts for that workspace.
    [[nodiscard]] const domain::SignersList *listIs(const QString &workspaceId, const QByteArray &sha256) const;
    /// The list that `next` says it follows, if it is one that counts.
    [[nodiscard]] std::optional<SignersLink> predecessorOf(const domain::SignersList &next) const;
    /// The same trust, with another ledger's lists, whose newest counts too; of no ledger's signatures yet.
    [[nodiscard]] VerifyRoots with(SignersChain other) const;
};

/// Files named by hand count alone, for signers and for times alike; without any, the user's time stamp anchors count,
/// and the workspace's list counts if this user pinned it and its ledger, which must verify, says the same. Blocks for
/// the reading; the ledger stays in this thread.
[[nodiscard]] VerifyRoots readRoots(const VerifyTrust &trust);

} // namespace cutover::session
