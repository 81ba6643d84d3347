// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rules.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

#include <optional>
#include <variant>

/// \file The rollout as a pure state machine: what the ledger's entries say about where a cutover stands.
///
/// `advance` folds one event into the state; the state of a workspace is the fold over its ledger. Nothing here asks a
/// file or a clock, so that two consoles on one ledger cannot come to different answers.

namespace cutover::domain {

/// A moment of the boot clock (CLOCK_BOOTTIME: suspend included). Only comparable within one boot.
struct BootInstant
{
    QString bootId;
    qint64 ms = 0;
};

// --- Events, one a ledger entry that the rollout cares for -------------------------------------------------------

struct DecisionSigned
{
    qint64 entry = -1;
    DecisionKind kind = DecisionKind::NoGo;
    QString decisionId;
    QDateTime at;
    QList<StagePlan> stages; ///< as signed
};
struct PromotionIntended
{
    int percent = 0;
    QDateTime at;
};
enum class PromotionResult { Done, Failed, Unknown };
struct PromotionEnded
{
    int percent = 0;
    PromotionResult result = PromotionResult::Unknown;
    SeriesMark mark; ///< its `at` is the outcome's time
    BootInstant boot;
    QString decisionId = {}; ///< whose promotion ended; empty: the present one's
};
/// A boot that did not see the promotion began to count its hold: from here, never from before.
struct HoldObserved
{
    int percent = 0;
    BootInstant boot;
};
struct AbortIntended
{
    QDateTime at; ///< when it was pressed
    QString reason;
    bool late = false; ///< entered afterwards, from the journal of the console that pressed it
};
struct AbortEnded
{
    bool readBack = false;
    QDateTime at;
    bool late = false;
};
struct LinePaused
{
    QString by;
    QDateTime at;
};
struct LineResumed
{
    QString by;
    QDateTime at;
};
struct StoodDown
{
    QString by;
    QDateTime at;
};
struct Confirmed
{
    QString what; ///< "freeze", "stakeholders", "war-room", "station:ROLE"
    QString by;
    bool go = true;
    QDateTime at;
    Deployment frozen; ///< of a freeze
};

using RolloutEvent = std::variant<DecisionSigned, PromotionIntended, PromotionEnded, HoldObserved, AbortIntended,
                                  AbortEnded, LinePaused, LineResumed, StoodDown, Confirmed>;

// --- State -------------------------------------------------------------------------------------------------------

enum class StageState { Pending, Promoting, Holding, Validated, Failed, OutcomeUnknown };
[[nodiscard]] QString stageStateName(StageState state);

struct StageProgress
{
    StagePlan plan;
    StageState state = StageState::Pending; ///< Holding from the read-back on; Validated once the next is promoted
    QDateTime intendedAt;
    SeriesMark mark;                   ///< set when promoted; its `at` is when
    QHash<QString, qint64> holdStarts; ///< boot id → boot clock ms from which that boot counts this hold
};

enum class AttemptState {
    None, ///< no decision yet
    NoGo, ///< the last decision is a NO-GO
    Open, ///< a GO is signed
    StoodDown,
    Aborting, ///< the abort command was started and not read back
    Aborted,
};

struct RolloutState
{
    int attempt = 0;
    AttemptState attemptState = AttemptState::None;
    std::optional<DecisionSigned> decision; ///< the last GO
    std::optional<DecisionSigned> override; ///< a NO-GO after it
    QSet<QString> decisionIds;              ///< every decision this ledger ever took: an envelope counts once
    QList<StageProgress> stages;
    std::optional<LinePaused> pause;
    QDateTime endedAt; ///< of the last attempt that ended: earlier confirmations do not count
    QString endedWith; ///< what it left in desired_stage.txt: "abort", or empty
    QDateTime abortedAt;
    QString abortReason;
    QMap<QString, Confirmed> confirmations; ///< the last one of each
    std::optional<qint64> anomaly; ///< the first entry that no console would have written: the ledger is not to be
                                   ///< trusted

    /// Whether desired_stage.txt, trimmed, is as it may be before an attempt's first stage: absent, empty, `0`, or what
    /// the last attempt left (RULES section 4).
    [[nodiscard]] bool isUntouched(const QString &stageText) const;
    /// A promotion of this attempt was intended, even if it failed: from here Abort aborts and no longer stands down.
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] const StageProgress *stage(int percent) const;
    /// The last stage that was promoted and read back; null before the first.
    [[nodiscard]] const StageProgress *present() const;
    [[nodiscard]] const StageProgress *next() const;
    [[nodiscard]] const StageProgress *inFlight() const;
    /// Where this attempt's first promotion put the series: windows beyond it are the rollout's.
    [[nodiscard]] SeriesMark firstMark() const;
    /// What desired_stage.txt must hold by the ledger; nothing before the first stage.
    [[nodiscard]] std::optional<QString> expectedStageText() const;
};

/// The state after `event`. Total: an event that no console would write in this state sets `anomaly` and changes
/// nothing else; an abort is always taken.
/// `entry` is the event's place in the ledger.
[[nodiscard]] RolloutState advance(RolloutState state, const RolloutEvent &event, qint64 entry = -1);

/// Milliseconds of the hold at `stage` that count at `now` (RULES section 4: never more than really passed; a boot
/// that has not begun to count has 0).
[[nodiscard]] qint64 holdServedMs(const StageProgress &stage, const BootInstant &now);
[[nodiscard]] qint64 holdRemainingMs(const StageProgress &stage, const BootInstant &now);

} // namespace cutover::domain
