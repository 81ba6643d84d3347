// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "keychain/keychainerror.h"
#include "ledger/asyncledger.h"
#include "session/failure.h"

namespace cutover::session {

/// What a probe's reading found, as a verb's failure: FileAbsent, PathOutside, FileUnreadable.
[[nodiscard]] Failure fileFailure(const domain::Reason &reason);

[[nodiscard]] Failure keyFailure(const keychain::KeychainError &error, const QString &fingerprint);

/// RULES section 3: a failed unlock changes nothing and is recorded.
void recordFailedUnlock(ledger::AsyncLedger &ledger, const ledger::Actor &actor, const QString &fingerprint,
                        const keychain::KeychainError &error);

} // namespace cutover::session
