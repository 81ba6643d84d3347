// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rules.h"

#include <QDateTime>
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

// --- Events, one a ledger entry that the rollout cares for -------------------------------------------------------

struct DecisionSigned
{
    qint64 entry = -1;
    DecisionKind kind = DecisionKind::NoGo;
    QString decisionId;
    QDateTime at;
    QList<StagePlan> stages; ///< as signed
    /// A GO that continues the attempt under way, from this stage (0: none reached yet); nothing: it begins one.
    std::optional<int> continues = {};
    bool isPending = false; ///< its quorum is not there: it counts from the countersignature that completes it
};
/// A further signature of a decision that waits for its quorum.
struct Countersigned
{
    QString decisionId;
    bool completes = false; ///< the quorum is there with it
    qint64 entry = -1;
    QDateTime at;
};
struct PromotionIntended
{
    int percent = 0;
    QDateTime at;
    qsizetype seriesLength = -1; ///< when it was pressed; -1: not told, as in entries of older versions
};
enum class PromotionResult { Done, Failed, Unknown };
struct PromotionEnded
{
    int percent = 0;
    PromotionResult result = PromotionResult::Unknown;
    SeriesMark mark;         ///< its `at` is the outcome's time
    QString decisionId = {}; ///< whose promotion ended; empty: the present one's
};
/// Watched time that a hold has served in all, saved by the watcher.
struct HoldCredited
{
    int percent = 0;
    qint64 servedMs = 0;
    QString attemptId; ///< whose hold
    QDateTime at = {};
};
struct TriggerFired
{
    Trigger trigger;
    QString attemptId; ///< of the attempt it was judged in
};
struct AbortIntended
{
    QDateTime at; ///< when it was pressed
    QString reason;
    bool late = false;      ///< entered afterwards, from the journal of the console that pressed it
    QString attemptId = {}; ///< it was pressed in; empty: not known, as in entries of older versions
};
struct AbortEnded
{
    bool readBack = false;
    QDateTime at;
    bool late = false;
    QString attemptId = {}; ///< of its intent
};
/// What the polls after an abort came to: three Go in a row, or fifteen minutes without; the second may still become
/// the first.
struct RecoveryJudged
{
    bool recovered = false;
    QDateTime at;
    QString attemptId;
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

/// A closing was signed (RULES section 6).
struct CutoverClosed
{
    ClosingOutcome outcome = ClosingOutcome::Validated;
    QString attemptId;  ///< of the GO that began the attempt it closes
    QString decisionId; ///< the closing's own
    QDateTime at;
    bool isPending = false; ///< as of a GO
};

using RolloutEvent = std::variant<DecisionSigned, Countersigned, PromotionIntended, PromotionEnded, HoldCredited,
                                  TriggerFired, AbortIntended, AbortEnded, RecoveryJudged, LinePaused, LineResumed,
                                  StoodDown, Confirmed, CutoverClosed>;

// --- State -------------------------------------------------------------------------------------------------------

enum class StageState { Pending, Promoting, Holding, Validated, Failed, OutcomeUnknown };
[[nodiscard]] QString stageStateName(StageState state);
/// It was promoted and read back.
[[nodiscard]] bool isReached(StageState state);
/// Its command runs, or ran to an end that nobody knows.
[[nodiscard]] bool isInFlight(StageState state);

struct StageProgress
{
    StagePlan plan;
    StageState state = StageState::Pending; ///< Holding from the read-back on; Validated once the next is promoted
    QDateTime intendedAt;
    SeriesMark mark;         ///< set when promoted; its `at` is when
    qint64 creditMs = 0;     ///< watched time saved for its hold
    QDateTime servedAt = {}; ///< when all of its hold was saved
};

enum class AttemptState {
    None, ///< no decision yet
    NoGo, ///< the last decision is a NO-GO
    Open, ///< a GO is signed
    StoodDown,
    Aborting, ///< the abort command was started and not read back
    Aborted,
    Closed,
};

struct RolloutState
{
    int attempt = 0;
    AttemptState attemptState = AttemptState::None;
    std::optional<DecisionSigned> decision; ///< the last GO
    QString attemptId;                      ///< of the GO that began the attempt; a continuation keeps it
    QDateTime attemptAt;                    ///< when that was signed
    std::optional<DecisionSigned> override; ///< a NO-GO after it
    /// A GO and a closing that wait for their quorum: nothing begins or ends with them. Dropped by whatever would
    /// supersede them, were they complete.
    std::optional<DecisionSigned> pending;
    std::optional<CutoverClosed> pendingClosing;
    QSet<QString> decisionIds; ///< every decision this ledger ever took: an envelope counts once
    QList<StageProgress> stages;
    SeriesMark begun; ///< the attempt's first promotion, as it was intended
    std::optional<LinePaused> pause;
    QDateTime endedAt; ///< of the last attempt that ended: earlier confirmations do not count
    QString endedWith; ///< what it left in desired_stage.txt: "abort", or empty
    QDateTime abortedAt;
    QString abortReason;
    QString abortOf;                        ///< the attempt that the last abort of this one named
    std::optional<Trigger> fired;           ///< of this attempt
    std::optional<bool> recovered;          ///< after an abort; nothing: not judged yet
    std::optional<CutoverClosed> closing;   ///< of this attempt
    QMap<QString, Confirmed> confirmations; ///< the last one of each
    std::optional<qint64> anomaly; ///< the first entry that no console would have written: the ledger is not to be
                                   ///< trusted

    /// Whether desired_stage.txt, trimmed, is as it may be before an attempt's first stage: absent, empty, `0`, or what
    /// the last attempt left (RULES section 4).
    [[nodiscard]] bool isUntouched(const QString &stageText) const;
    /// desired_stage.txt, trimmed, tells of an abort that no entry does: its console died before its first note, or
    /// the rollout's own script or a stranger wrote it.
    [[nodiscard]] bool isAbortFound(const QString &stageText) const;
    /// A promotion of this attempt was intended, even if it failed: from here Abort aborts and no longer stands down.
    [[nodiscard]] bool isUnderWay() const;
    /// Abort has something to roll back: a rollout, also one that was signed as through, or an abort that is not read
    /// back.
    [[nodiscard]] bool isAbortable() const;
    /// As isUnderWay(), also of an attempt that is over.
    [[nodiscard]] bool hasBegun() const;
    [[nodiscard]] const StageProgress *stage(int percent) const;
    /// The GO that the gate judges: the last complete one, or where that one opens nothing any more, one that waits
    /// for signatures; null where there is neither.
    [[nodiscard]] const DecisionSigned *judged() const;
    /// It was rolled back: aborted, whatever was signed about it afterwards.
    [[nodiscard]] bool isAborted() const;
    /// The last stage that was promoted and read back; null before the first.
    [[nodiscard]] const StageProgress *present() const;
    [[nodiscard]] const StageProgress *next() const;
    [[nodiscard]] const StageProgress *inFlight() const;
    /// Where the series stood when this attempt's first promotion was intended: windows beyond it are the rollout's,
    /// though its command may still run, have failed, or be a dead console's.
    [[nodiscard]] SeriesMark firstMark() const;
    /// What desired_stage.txt must hold by the ledger; nothing before the first stage.
    [[nodiscard]] std::optional<QString> expectedStageText() const;
    /// desired_stage.txt, trimmed, holds what neither the ledger nor a promotion under way explains (RULES section 4).
    /// A promotion that was aborted explains nothing: the abort has to win.
    [[nodiscard]] bool isDrifted(const QString &stageText) const;
};

/// The state after `event`. Total: an event that no console would write in this state sets `anomaly` and changes
/// nothing else; an abort is always taken.
/// `entry` is the event's place in the ledger.
[[nodiscard]] RolloutState advance(RolloutState state, const RolloutEvent &event, qint64 entry = -1);

/// The trigger that holds in this attempt, nothing before its first promotion (RULES section 5). Without a baseline, or
/// where it is not known which windows are the rollout's, no window is judged.
[[nodiscard]] std::optional<Trigger> activeTrigger(const RolloutState &rollout, const Series &series,
                                                   const std::optional<Baseline> &baseline, const Limits &limits,
                                                   const LiveSignals &live);

/// Watched time that counts for the hold at `stage`, in ms: what was saved, and never more than passed since the
/// promotion's entry (RULES section 5).
[[nodiscard]] qint64 holdServedMs(const StageProgress &stage, const QDateTime &now);
[[nodiscard]] qint64 holdRemainingMs(const StageProgress &stage, const QDateTime &now);

} // namespace cutover::domain
