// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "domain/row.h"
#include "session/session.h"

#include <QDateTime>
#include <QString>

#include <span>

/// \file The one catalogue of sentences: every code of the rooms below becomes words here and nowhere else.
///
/// English is the record's language: what is signed and filed is the same for every user. Pure; any thread.

namespace cutover::models {

// Values (wordsvalues.cpp) ----------------------------------------------------------------------------------------
/// «17 min 12 s», «0.91», «30 days»; enough digits to explain, a no-break space before the unit.
[[nodiscard]] QString valueText(double value, domain::Unit unit);
[[nodiscard]] QString ageText(qint64 seconds);         ///< «12 s», «41 min», «3 h», «2 days»
[[nodiscard]] QString oldText(qint64 seconds);         ///< «12 s old», or «2 min ahead of this clock»
[[nodiscard]] QString durationText(qint64 ms);         ///< «0.4 s», «12 min 06 s»; «—» when negative
[[nodiscard]] QString timeText(const QDateTime &time); ///< «13:41 UTC»
[[nodiscard]] QString fingerprintText(const QString &hex, int groups = 4); ///< groups of four digits
[[nodiscard]] QString statusWord(domain::Status status);

// What others wrote (wordsvisible.cpp) ----------------------------------------------------------------------------
/// Control characters but newline and tab, and what turns the direction of writing, as «\x1b» and «\u202e»: no text may
/// steer the terminal that shows it.
[[nodiscard]] QString visibleText(const QString &text);
[[nodiscard]] QString oneLine(const QString &text); ///< the same, newlines and tabs too: no datum may make a line
[[nodiscard]] bool isOneLine(const QString &text);  ///< true if `oneLine` leaves it as it is

// Rows (wordsrows.cpp) --------------------------------------------------------------------------------------------
[[nodiscard]] QString rowArithmetic(const domain::Row &row); ///< «17 min 12 s > 15 min, over by 2 min 12 s»
[[nodiscard]] QString rowReason(const domain::Row &row);     ///< one sentence for the row's cause
[[nodiscard]] QString observedText(const domain::Row &row);
[[nodiscard]] QString limitText(const domain::Row &row);
/// The same for a table's cell: short, the checklist's own line in a word or two, without the scripts' ornaments.
[[nodiscard]] QString observedCell(const domain::Row &row);
[[nodiscard]] QString limitCell(const domain::Row &row);
[[nodiscard]] QString marginText(const domain::Row &row); ///< «+2 min 56 s», «−2 min 12 s», «—»

// The runner's summary (wordssummary.cpp) --------------------------------------------------------------------------
/// The checklist's «Expected output» of its runner, line for line; rows that are not Go have ✗ and their reason.
[[nodiscard]] QString preflightSummary(std::span<const domain::Row> rows);

// Refusals, failures, changes (wordsrefusals.cpp, wordsfailures.cpp) ------------------------------------------------
[[nodiscard]] QString refusalText(const domain::Refusal &refusal);
[[nodiscard]] QString triggerText(const domain::Trigger &trigger); ///< «P99 +21.3 % > +20 %, by 1.3 points.»
[[nodiscard]] QString failureText(const session::Failure &failure);
/// «security-lead (Security lead; deputy Deputy lead from 14:15 UTC)», a line for each role; one deputy is named.
[[nodiscard]] QStringList awaitedTexts(const QList<domain::AwaitedSeats> &awaited);
/// A certificate that soon expires, or has (days below 0), with the way to a new one.
[[nodiscard]] QString expiringText(const QString &name, const QString &fingerprint, qint64 daysLeft, bool isSelfSigned);
/// What a failed unlock leads to (RULES section 3): how many are left, from five on whom to tell; empty for none.
[[nodiscard]] QString unlocksText(int failed, const QList<domain::Contact> &contacts);
[[nodiscard]] QString changeText(const session::Draft::Change &change);
[[nodiscard]] QString loosenedText(const domain::Loosened &rule);

// Headline (wordsheadline.cpp) ------------------------------------------------------------------------------------
struct VerdictLines
{
    QString word;     ///< GO, NO-GO, ABORTED, NOT RECOVERED, BLIND
    QString iconName; ///< "go", "go-unsigned", "nogo"
    QString line1;
    QString line2;
};
[[nodiscard]] VerdictLines verdictLines(const session::View &view, const QDateTime &now);
[[nodiscard]] QString copyStatus(const session::View &view, const QDateTime &now); ///< three lines for a chat

// Notifications (wordsnotifications.cpp) ----------------------------------------------------------------------------
/// The text of a message where the profile has none: what happened first; {placeholders} stand for the facts.
[[nodiscard]] QString notificationTemplate(domain::NotificationEvent event);
/// The same filled, or `ownTemplate` where it is not empty. What others wrote is made visible, one line each.
[[nodiscard]] QString notificationText(const session::NotificationFacts &facts, const QString &ownTemplate);
[[nodiscard]] QString notificationEventText(domain::NotificationEvent event); ///< «start notification», «abort»
/// What came of a message at its target: «ops: waits. Refused, HTTP 503. Tried 2 times, again at 13:41 UTC.» With how
/// to mend it where a person can; names the target's secret, never its value or URL.
[[nodiscard]] QString deliveryText(const notify::Delivery &delivery, const domain::Notifications &notifications);
[[nodiscard]] QString noAnswerYetText(const QString &target); ///< before the first answer
/// Where none came to this console, and another's receipt confirmed the point.
[[nodiscard]] QString noAnswerHereText(const QString &target);
[[nodiscard]] QString setAsideText(const QString &file); ///< of an outbox file that is no message
/// Where no target of the profile takes the start notification.
[[nodiscard]] QString noStartTargetText();

/// «Call: Release manager Ana Sol (+49 30 1, @ana); SRE Bo Lind.» In the list's order, or that it names nobody.
[[nodiscard]] QString callText(const QList<domain::Contact> &contacts);
/// What the calendar says of an abort's review.
[[nodiscard]] session::ReviewWords reviewWords(const session::NotificationFacts &facts);

[[nodiscard]] session::Wording recordWording();

} // namespace cutover::models
