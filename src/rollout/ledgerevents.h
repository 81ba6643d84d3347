// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout.h"
#include "ledger/ledgerentry.h"

#include <QJsonObject>
#include <QList>

#include <optional>

/// \file The ledger's entries as events of the rollout, and the reverse: the one place that knows their payloads.

namespace cutover::rollout {

namespace kind {
/// With «pending» in its payload the first of several signatures, as of a closing; the quorum completes it.
inline constexpr QStringView decision = u"decision";
/// A further signature, of a decision or a closing: payload as theirs, with «previous_pdf_sha256» and, on the one with
/// which the quorum is there, «completes».
inline constexpr QStringView countersignature = u"countersignature";
/// Time stamps that an authority gave later, to no event of the rollout: the next revision of a signed decision, as a
/// countersignature's without a signature («decision_id», «statement_sha256», «envelope_sha256», «pdf_sha256»,
/// «previous_pdf_sha256»); «complete» where every signature has one now.
inline constexpr QStringView timestampAdded = u"timestamp_added";
inline constexpr QStringView promotionIntent = u"promotion_intent";
inline constexpr QStringView promotionStarted = u"promotion_started";
inline constexpr QStringView promotionOutcome = u"promotion_outcome";
inline constexpr QStringView promotionRefused = u"promotion_refused";
inline constexpr QStringView holdCredit = u"hold_credit";
inline constexpr QStringView trigger = u"trigger"; ///< bound: the bytes that fired
inline constexpr QStringView recovery = u"recovery";
inline constexpr QStringView abortIntent = u"abort_intent";
inline constexpr QStringView abortOutcome = u"abort_outcome";
inline constexpr QStringView abortReason = u"abort_reason";
inline constexpr QStringView pause = u"pause";
inline constexpr QStringView resume = u"resume";
inline constexpr QStringView standDown = u"stand_down";
inline constexpr QStringView incident = u"incident"; ///< what was captured of an abort: files, and their bytes bound
inline constexpr QStringView closing = u"closing";
inline constexpr QStringView watch = u"watch"; ///< a watcher armed itself, took over, lost its lease or ended
inline constexpr QStringView postCutover = u"post_cutover"; ///< a run of the checks after 100 %
inline constexpr QStringView confirmation = u"confirmation";
inline constexpr QStringView check = u"check_run";
inline constexpr QStringView note = u"note";
inline constexpr QStringView windows = u"windows";
inline constexpr QStringView signersPinned = u"signers_pinned"; ///< bound: the file of that version
inline constexpr QStringView signersProposed =
    u"signers_proposed"; ///< bound: the envelope with its proposer's signature
inline constexpr QStringView unlockFailed = u"unlock_failed";
inline constexpr QStringView exported = u"export";
inline constexpr QStringView baseline = u"baseline";
inline constexpr QStringView notification = u"notification";
inline constexpr QStringView evidenceSealed = u"evidence_sealed";
inline constexpr QStringView policySigned = u"policy_signed";
// A rehearsal's own: to the rollout they are no events.
inline constexpr QStringView rehearsal = u"rehearsal"; ///< its record
inline constexpr QStringView rehearsalIntent = u"rehearsal_intent";
inline constexpr QStringView rehearsalStarted = u"rehearsal_started";
inline constexpr QStringView rehearsalOutcome = u"rehearsal_outcome";
inline constexpr QStringView rehearsalRefused = u"rehearsal_refused";
} // namespace kind

/// The event that an entry stands for; nothing where the rollout does not care. A payload that lacks what its kind
/// needs becomes an event that no state accepts, so that it shows as an anomaly and never as progress.
[[nodiscard]] std::optional<domain::RolloutEvent> eventOf(const ledger::Entry &entry);

/// The state after all entries, in their order.
[[nodiscard]] domain::RolloutState foldEntries(const QList<ledger::Entry> &entries, domain::RolloutState state = {});

[[nodiscard]] QJsonObject payloadOf(const domain::PromotionIntended &event);
[[nodiscard]] QJsonObject payloadOf(const domain::PromotionEnded &event);
[[nodiscard]] QJsonObject payloadOf(const domain::HoldCredited &event);
[[nodiscard]] QJsonObject payloadOf(const domain::TriggerFired &event);
[[nodiscard]] QJsonObject payloadOf(const domain::RecoveryJudged &event);
[[nodiscard]] QJsonObject payloadOf(const domain::Confirmed &event);
[[nodiscard]] QJsonArray stagesJson(const QList<domain::StagePlan> &stages);

} // namespace cutover::rollout
