// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "domain/rollout.h"
#include "domain/verifiedfacts.h"

#include <optional>
#include <span>

namespace cutover::domain {

/// Everything a promotion is judged by. `facts` are of this very moment; rows and signals are the last results.
/// `rollout` is the state before the promotion's own intent, on which that intent was a compare-and-swap.
struct GateInput
{
    const VerifiedFacts &facts;
    const RolloutState &rollout;
    std::span<const Row> rows; ///< all thirteen
    const Series &series;
    LiveSignals live;
    QDateTime now;
    bool watched = false; ///< a watcher is armed: isArmed()
    /// How old the four rows of point 5 may be: 60 s in the call that acts, 30 min where the gate is only shown.
    qint64 liveRowAgeS = 60;
    /// Stations whose word team-ready needs again at T-30, in order.
    QStringList stations;
    qint64 drillStaleS = 72 * 3600;
    QList<CeremonyAnswer> objections = {};     ///< stations' no-goes that stand
    std::optional<qint64> heartbeatAgeMs = {}; ///< of the lease's holder; nothing: nobody ever held it
};

/// The promotion gate of RULES section 4: every refusal that applies to promoting to `percent`, in the API's order;
/// empty means allowed. Uses thresholds, baselines and stages of the signed statement alone.
[[nodiscard]] Refusals gate(int percent, const GateInput &input);

/// One for each row whose station's no-go stands: what a GO and a promotion are refused by.
[[nodiscard]] Refusals objectionRefusals(const QList<CeremonyAnswer> &objections);

/// What is no longer as it was frozen for this attempt; nothing before its freeze.
[[nodiscard]] Refusals freezeRefusals(const RolloutState &rollout, const Deployment &now);

/// Why isBlind() is true, as the gate refuses it.
[[nodiscard]] Refusal blindness(const Series &series, const LiveSignals &live, const QDateTime &now);

/// The pre-cutover validation (RULES section 4, point 2): what is missing, of "freeze", "stakeholders", "war-room",
/// "team-ready", "rows"; and from when confirmations count.
struct PreCutover
{
    QDateTime opensAt;
    QStringList missing;
};
[[nodiscard]] PreCutover preCutover(const RolloutState &rollout, std::span<const Row> rows, const QDateTime &targetAt,
                                    const QStringList &stations, const QDateTime &now, qint64 drillStaleS = 72 * 3600);

enum class Phase {
    Preflight,
    Decision,
    PreCutover,
    Promoting,
    Holding,
    Validating,
    PostCutover,
    Aborting,
    Aborted,
    Closed
};
[[nodiscard]] QString phaseName(Phase phase);
[[nodiscard]] Phase phaseOf(const RolloutState &rollout, std::span<const Row> rows, bool decisionValid,
                            const QDateTime &now);

} // namespace cutover::domain
