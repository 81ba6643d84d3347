// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/composer.h"
#include "session/revision.h"

namespace cutover::session {

/// What a countersignature is judged by, besides the workspace and the ledger of that moment.
struct CountersignInput
{
    CountersignRequest request;
    ComposeInput compose; ///< rows and verdict are judged again; its request is filled in from the statement
};

/// A reviewed revision: what is shown, and what the next one is made of.
struct Reviewed
{
    Countersigning shown;
    Revision revision;
    QByteArray pdfSha256;
    QList<domain::Signing> signings;
    domain::SignersList signers;
    domain::Quorum quorum;
    qint64 lastDeciding = -1;
};

/// Verifies the last revision and judges the live verdict again (RULES section 3, FORMATS «The signed decision»).
/// Blocks: the ledger's thread.
[[nodiscard]] Result<Reviewed> reviewRevision(const CountersignInput &input, ledger::Ledger &ledger);

} // namespace cutover::session
