// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QJsonObject>

namespace cutover::cli {

class Invocation;

// What `sign` and `countersign` have in common: the statement as it is shown, the digits that are typed, the answers.

[[nodiscard]] QString draftText(const session::Draft &draft);
[[nodiscard]] QJsonObject draftJson(const session::Draft &draft);
void answerDraft(Invocation &call, const session::Draft &draft);
void answerSigned(Invocation &call, const session::Signed &done);
/// «1 of 2 signatures given; waiting for: …», nothing once the quorum is there.
[[nodiscard]] QString quorumText(int given, int needed, const QList<domain::AwaitedSeats> &awaited);

/// The statement is shown on standard error, and typed for on standard input.
[[nodiscard]] bool isSeen();
[[nodiscard]] QString unseenText(); ///< what to do where it is not
/// True if the first 8 digits of the draft's digest were typed; else the call is over.
[[nodiscard]] bool asksForDigits(Invocation &call, const session::Draft &draft);

} // namespace cutover::cli
