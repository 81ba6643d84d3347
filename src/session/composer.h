// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "session/binding.h"
#include "session/session.h"
#include "session/signerstrust.h"

#include <span>

namespace cutover::session {

/// What a statement is composed of, besides what is read from the workspace and the ledger in the same call.
struct ComposeInput
{
    QString workspace;
    QString trustFile;
    SignRequest request;
    std::optional<domain::Trigger> trigger;
    Wording wording;
    QDateTime now;
    crypto::Certificate certificate;
    bool workTreeDirty = false; ///< ignoring var/
    std::optional<ServedEvidence> served = {};
    domain::Series series = {};
    domain::LiveSignals live = {};
    bool decisionHolds = false; ///< the last GO is in force: a rollout is not continued by another
};

/// A draft with the bytes it binds.
struct Composition
{
    Draft draft;
    QList<QByteArray> bound; ///< of the draft's files in their order, outputs apart: those are in the store
    domain::SignersList signers;
    domain::Quorum quorum;
};

/// Takes the snapshot and composes the statement (RULES section 3). Blocks: the ledger's thread.
[[nodiscard]] Result<Composition> compose(const ComposeInput &input, ledger::Ledger &ledger, const Records &records);

/// The statement that a recorded decision signed, from the ledger's store.
[[nodiscard]] std::optional<domain::Statement> statementOf(const std::optional<DecisionRecord> &decision,
                                                           const ledger::Ledger &ledger);

/// With their texts, which are signed too.
[[nodiscard]] QList<domain::StatedRow> statedRows(std::span<const domain::Row> rows, const Wording &wording);

/// Why a decision of this kind could not be signed now, by this key; `before` is the last GO's statement.
[[nodiscard]] domain::Refusals signingRefusals(const ComposeInput &input, const ledger::Ledger &ledger,
                                               const Records &records, const TrustedSigners &signers,
                                               const domain::Profile &profile, std::span<const domain::Row> rows,
                                               const std::optional<domain::Statement> &before);

/// The first bound file that is no longer what `statement` says; live evidence and outputs apart.
[[nodiscard]] std::optional<domain::Refusal> changedSince(const domain::Statement &statement, const Binding &present);

} // namespace cutover::session
