// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QJsonObject>

class QCommandLineParser;

namespace cutover::cli {

class Invocation;

// What `sign` and `countersign` have in common: the statement as it is shown, the digits that are typed, the answers.

[[nodiscard]] QString draftText(const session::Draft &draft);
[[nodiscard]] QJsonObject draftJson(const session::Draft &draft);
/// Exit 1 where it could not be signed as it was asked: refused, or a change not `acknowledged`.
void answerDraft(Invocation &call, const session::Draft &draft, const QStringList &acknowledged);
void answerSigned(Invocation &call, const session::Signed &done);
/// Ends the call with all that keeps a closing from being signed.
void failClosing(Invocation &call, const QList<domain::ClosingRefusal> &faults);
/// The changes that are not among `acknowledged`.
[[nodiscard]] QStringList unacknowledged(const session::Draft &draft, const QStringList &acknowledged);
/// «1 of 2 signatures given; waiting for: …», nothing once the quorum is there.
[[nodiscard]] QString quorumText(int given, int needed, const QList<domain::AwaitedSeats> &awaited);

/// Why nobody has seen what this call would sign, and what to do: --statement-sha256 that is none, or neither that, nor
/// --dry-run, nor a terminal to show it on. Empty: it is or was shown.
[[nodiscard]] QString unseenFault(const QCommandLineParser &parser);
/// True if the first 8 digits of the draft's digest were typed; else the call is over.
[[nodiscard]] bool asksForDigits(Invocation &call, const session::Draft &draft);

} // namespace cutover::cli
