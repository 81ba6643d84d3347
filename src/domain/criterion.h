// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <span>

namespace cutover::domain {

/// The twelve criteria of the checklist's Go/No-Go Decision Template in its order, and the prerequisite beneath them.
enum class CriterionId {
    Readyz,
    EvidenceIntegrity,
    DrRecovery,
    KeyRotation,
    PolicySignatures,
    PiiBreaker,
    ManualPromotion,
    CanaryHealth,
    Rehearsal,
    Dashboard,
    Alerts,
    TeamReady,
    Baselines, ///< not a criterion of the template: «Monitoring Baselines documented», checklist section 4
    // What a closing is judged by (RULES section 6): the four checks after 100 %, …
    SmokeTests,
    LatencyAfter,
    ErrorRateAfter,
    EvidenceAfter,
    // … or, of an attempt that was rolled back, these two.
    AbortReadBack,
    ReadyzRecovered,
};

inline constexpr std::size_t criterionCount = 12;
inline constexpr std::size_t rowCount = 13; ///< the criteria and the prerequisite

/// Live files are those the pipeline rewrites while we look; a drill is run only when asked for; people answer for
/// themselves.
enum class CriterionKind { Live, Drill, People };

/// An argument vector, or one string for `bash -o pipefail -c`. Exactly one of the two is set.
struct Command
{
    QStringList arguments;
    QString shell;

    [[nodiscard]] bool isEmpty() const { return arguments.isEmpty() && shell.isEmpty(); }
    friend bool operator==(const Command &, const Command &) = default;
};

/// One line of the table in which the checklist's fixed facts about a criterion stand once.
struct Criterion
{
    CriterionId id;
    QString key;      ///< as in files and on the command line: "readyz"
    QString category; ///< the checklist's word
    QString title;    ///< the checklist's words
    CriterionKind kind;
    Command command; ///< the checklist's own; empty where it names none
    QString expect;  ///< the whole line that standard output must hold; empty where exit code 0 is all
    qint64 deadlineS;
};

/// All thirteen, indexed by CriterionId.
[[nodiscard]] const std::array<Criterion, rowCount> &criteria();
/// Of those a closing is judged by, too.
[[nodiscard]] const Criterion &criterion(CriterionId id);
/// One of the thirteen.
[[nodiscard]] std::optional<CriterionId> criterionFromKey(QStringView key);
/// One of those a closing is judged by.
[[nodiscard]] std::optional<CriterionId> closingCriterionFromKey(QStringView key);

/// The ten that a machine can judge: all but alerts and team-ready.
[[nodiscard]] std::span<const CriterionId> preflightSet();
/// All twelve and the baselines.
[[nodiscard]] std::span<const CriterionId> decisionSet();
/// The four that must be Go at the very moment of a promotion (RULES section 4, point 5).
[[nodiscard]] std::span<const CriterionId> promotionSet();
/// The four after 100 %.
[[nodiscard]] std::span<const CriterionId> postCutoverSet();
/// The two after an abort.
[[nodiscard]] std::span<const CriterionId> rollbackSet();

} // namespace cutover::domain
