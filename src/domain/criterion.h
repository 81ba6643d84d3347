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
[[nodiscard]] const Criterion &criterion(CriterionId id);
[[nodiscard]] std::optional<CriterionId> criterionFromKey(QStringView key);

/// The ten that a machine can judge: all but alerts and team-ready.
[[nodiscard]] std::span<const CriterionId> preflightSet();
/// All twelve and the baselines.
[[nodiscard]] std::span<const CriterionId> decisionSet();
/// The four that must be Go at the very moment of a promotion (RULES section 4, point 5).
[[nodiscard]] std::span<const CriterionId> promotionSet();

} // namespace cutover::domain
