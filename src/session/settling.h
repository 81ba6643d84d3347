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
/// An abort that its recovery proves (isAbortProven) is told as read back.
/// A stage that was reached is told only with evidence that can be read: its validation and its hold count from now.
[[nodiscard]] tl::expected<bool, ledger::LedgerError> settleLeft(const LookInput &input, const ledger::Actor &by,
                                                                 ledger::Ledger &ledger, Mirror &mirror);

/// Whether an abort that was told as not read back is proven by its recovery: the command failed, or was run by hand,
/// and the world reads `abort` and is well; before a stage was reached the attempt before may have left that word.
/// Without this an attempt whose abort command always fails could never be closed.
[[nodiscard]] bool isAbortProven(const Records &records, const QString &stageText);

/// Whether an abort is left that no living console tells the end of: the world reads `abort`, and no entry tells of one
/// (RolloutState::isAbortFound) or the console that ran it is gone. Nobody knows then that the signed command did all
/// of its work.
[[nodiscard]] bool isAbortLeft(const Records &records, const QString &stageText, const QDateTime &now,
                               const QString &bootId);

/// What an abort that is taken over is entered with.
struct FoundAbort
{
    QByteArray evidence; ///< as it is now; empty: none can be read
    QDateTime reviewAt;
};

/// Enters an abort that is left as this console's, which has to run the signed command now: whoever wrote the word, the
/// attempt is aborted. A compare-and-swap on the last deciding entry; false where there is none, or somebody was first.
[[nodiscard]] tl::expected<bool, ledger::LedgerError> takeOverAbort(const LookInput &input, const ledger::Actor &by,
                                                                    const FoundAbort &found, ledger::Ledger &ledger,
                                                                    Mirror &mirror);
/// The reason that one is entered with of which no entry tells.
inline constexpr QLatin1String foundAbortReason{"found-in-desired-stage"};

} // namespace cutover::session
