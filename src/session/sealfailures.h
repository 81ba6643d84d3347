// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/keychainerror.h"
#include "ledger/asyncledger.h"
#include "session/filefailure.h"

#include <optional>

namespace cutover::session {

/// What keeps a file (a path in the workspace) from being written: `path_outside` where a link above it leads out,
/// `not_regular` where it is a symbolic link itself. To be asked before anything is recorded. Blocks for looking.
[[nodiscard]] std::optional<Failure> placeFailure(const QString &file, const QString &workspace);

[[nodiscard]] Failure failureOf(const ledger::LedgerError &error);
[[nodiscard]] Failure keyFailure(const keychain::KeychainError &error, const QString &fingerprint);

/// RULES section 3: a failed unlock changes nothing and is recorded; after so many the security contact is told.
inline constexpr int unlocksBeforeSecurity = 5;
void recordFailedUnlock(ledger::AsyncLedger &ledger, const ledger::Actor &actor, const QString &fingerprint,
                        const keychain::KeychainError &error);

} // namespace cutover::session
