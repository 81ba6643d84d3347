// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/profile.h"
#include "domain/series.h"

#include <optional>
#include <span>

/// \file The rules that judge numbers: verdict, windows, validations, triggers. Each stands here once; rows, charts,
/// gate and watcher call the same functions.

namespace cutover::domain {

/// GO if and only if every row of the set is Go (RULES section 1). `rows` is indexed by CriterionId.
[[nodiscard]] bool isGo(std::span<const Row> rows, std::span<const CriterionId> set);

/// `pass` is true and burst ≤ its limit.
[[nodiscard]] bool isGreen(const Window &window, const Limits &limits);

/// Per cent above the baseline, exact in decimal input, for showing: +6.2.
[[nodiscard]] double percentAbove(double value, double baseline);

/// Judges «3+ green windows» over the last three windows of the evidence that saw a request (checklist section 3).
struct CanaryHealth
{
    Status status = Status::NoData;
    Reason reason;
    QList<Measure> measures;
    QList<double> bursts; ///< of the windows judged
};
[[nodiscard]] CanaryHealth judgeCanaryHealth(const QList<Window> &windows, const Limits &limits,
                                             const QString &windowsPointer);

/// Where the series stood when a promotion's outcome was written: later windows are those beyond it.
struct SeriesMark
{
    qsizetype length = 0;
    QDateTime at; ///< UTC, the promotion's outcome
};

/// The points that speak for what was promoted: they appeared after `mark` and ended after it. Counted windows of
/// `stage` only if one is given: a window of another stage, or with 0 requests, does not count (RULES section 2).
[[nodiscard]] QList<SeriesPoint> pointsAfter(const Series &series, const SeriesMark &mark, std::optional<int> stage);

enum class ValidationState { Green, Inconclusive, Failed };

/// How a stage's validation stands (RULES section 4, table). Inconclusive never promotes.
struct Validation
{
    ValidationState state = ValidationState::Inconclusive;
    int have = 0; ///< green windows counted so far
    int need = 0;
    QString failedName; ///< "burst", "pass", "P99", "P50", "error_rate", "readyz"
    Measure failed;
    QDateTime failedAt;
};
[[nodiscard]] Validation validateStage(int percent, const Series &series, const SeriesMark &mark,
                                       const Baseline &baseline, const Limits &limits, bool readyzOk);

enum class TriggerCode { ReadyzDegraded, ReadyzError, Burst, P99, ErrorRate, Tampered };
[[nodiscard]] QString triggerName(TriggerCode code);
[[nodiscard]] std::optional<TriggerCode> triggerFromName(const QString &name);

/// A condition of «Trigger Conditions (Automatic Abort)» that holds.
struct Trigger
{
    TriggerCode code = TriggerCode::Burst;
    double observed = 0; ///< ratio, per cent above baseline, or fraction; 1 for the conditions that are not numbers
    double limit = 0;
    QDateTime at;
    friend bool operator==(const Trigger &, const Trigger &) = default;
};

/// The reason an abort is given: "auto-burst-1.62-over-1.5", "auto-readyz-degraded", "auto-tampered".
[[nodiscard]] QString abortReason(const Trigger &trigger);

/// What the triggers look at, besides the series.
struct LiveSignals
{
    std::optional<QString> readyz; ///< "ok", "degraded", "error"; nothing: unreadable
    int unreadablePolls = 0;       ///< in a row
    std::optional<bool> tampered;
    QDateTime readyzAt;
    QDateTime evidenceAt; ///< when the evidence last changed
    bool evidenceReadable = false;
};

/// The first trigger that holds, windows in their order. Every window that appeared after `mark` is judged, whatever
/// its stage and whatever its clock says of when it ended (one of two clocks may have been set), and of one that is not
/// wholly readable every number that is there.
[[nodiscard]] std::optional<Trigger> activeTrigger(const Series &series, const SeriesMark &mark,
                                                   const Baseline &baseline, const Limits &limits,
                                                   const LiveSignals &live);

/// Whether the newest window that counts has every number that a trigger judges: burst, P99 and error rate. A series
/// without such windows waits for its first.
[[nodiscard]] bool isJudgeable(const Series &series);

/// Seconds without new evidence after which the triggers count as blind: five minutes, or two window lengths where
/// that is longer.
[[nodiscard]] qint64 blindAfterS(const Series &series);
/// Whether a trigger cannot be judged: no new evidence for so long, unreadable or rewritten evidence, or a newest
/// window that is not judgeable.
[[nodiscard]] bool isBlind(const Series &series, const LiveSignals &live, const QDateTime &now);

} // namespace cutover::domain
