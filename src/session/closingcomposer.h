// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/postcutover.h"
#include "session/composer.h"

namespace cutover::session {

struct ComposedClosing
{
    domain::Statement statement; ///< without id, time, files, signer and ledger
    QList<domain::ClosingRefusal> refusals;
};

/// What a closing says (RULES section 6): the statement of its attempt's GO with outcome, deviations and the rows as
/// they are now in place of the twelve. Refused, `nothing_to_close`, where no GO was ever signed. Blocks: the ledger's
/// thread.
[[nodiscard]] Result<ComposedClosing> composeClosing(const ComposeInput &input, const ledger::Ledger &ledger,
                                                     const Records &records);

} // namespace cutover::session
