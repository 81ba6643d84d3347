// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/look.h"

/// \file What a console that was killed left without an outcome (RULES section 7; the rules are rollout/flight.h).
/// Blocking: the ledger's thread.

namespace cutover::session {

/// The fate of the promotion in flight, nothing where none is. One whose end nobody tells any more is shown as
/// OutcomeUnknown from here on: what is shown is no entry.
[[nodiscard]] std::optional<rollout::Fate> markUnknown(Records &records, const LookInput &input);

/// Tells how what was left ended, by what the world reads now, as a compare-and-swap on the last deciding entry: of
/// two consoles one settles. False where there is nothing to settle, or the other one was first.
///
/// A stage that was reached is told only with evidence that can be read: its validation and its hold count from now.
[[nodiscard]] tl::expected<bool, ledger::LedgerError> settleLeft(const LookInput &input, const ledger::Actor &by,
                                                                 ledger::Ledger &ledger, Mirror &mirror);

/// What an abort that is found is entered with.
struct FoundAbort
{
    QByteArray evidence; ///< as it is now; empty: none can be read
    QDateTime reviewAt;
};

/// Enters the abort that the world reads and no entry tells of (RolloutState::isAbortFound): whoever wrote it, the
/// attempt is aborted. A compare-and-swap on the last deciding entry; false where there is none, or somebody was first.
[[nodiscard]] tl::expected<bool, ledger::LedgerError> enterFoundAbort(const LookInput &input, const ledger::Actor &by,
                                                                      const FoundAbort &found, ledger::Ledger &ledger,
                                                                      Mirror &mirror);
/// The reason that it is entered with.
inline constexpr QLatin1String foundAbortReason{"found-in-desired-stage"};

} // namespace cutover::session
