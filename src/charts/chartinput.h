// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/profile.h"
#include "domain/rules.h"
#include "domain/series.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::charts {

/// What is drawn: burst per window, or P99 and P50 against the baseline.
enum class ChartKind { Burst, Latency };

/// How latency is drawn. Without a baseline there is nothing to be per cent of, so milliseconds are drawn.
enum class LatencyUnit { PercentOfBaseline, Milliseconds };

/// Full: axes, flags, long labels. Spark: the line and its limits only, for tiles.
enum class ChartForm { Full, Spark };

/// A stage that went live; times are UTC.
struct PromotionMark
{
    QDateTime at;
    int percent = 0;
    friend bool operator==(const PromotionMark &, const PromotionMark &) = default;
};

/// A trigger that fired. A chart puts it beside the point of `windowAt` if the trigger judged what the chart draws
/// (Burst, P99), else as an upright line at `firedAt`.
struct TriggerMark
{
    domain::TriggerCode code = domain::TriggerCode::Burst;
    QDateTime firedAt;  ///< UTC
    QDateTime windowAt; ///< time of the window judged; null: the last one not after `firedAt`
    friend bool operator==(const TriggerMark &, const TriggerMark &) = default;
};

/// Everything a chart draws, as values of the domain.
struct ChartInput
{
    domain::Series series;
    domain::Limits limits;
    std::optional<domain::Baseline> baseline;
    QList<PromotionMark> promotions;
    std::optional<TriggerMark> trigger;

    friend bool operator==(const ChartInput &one, const ChartInput &other)
    {
        return one.series.points() == other.series.points() && one.limits == other.limits &&
               one.baseline == other.baseline && one.promotions == other.promotions && one.trigger == other.trigger;
    }
};

/// The words at the marks, as templates: %1 is the number with its unit. The defaults are those of SCREENS; a caller
/// above hands in its own language's.
struct ChartWords
{
    QString burstLimit = QStringLiteral("limit %1, abort");
    QString abortLimit = QStringLiteral("%1, abort");
    QString nextLimit = QStringLiteral("%1, next");
    QString baseline = QStringLiteral("base %1");
    QString sparkBaseline = QStringLiteral("base");
    QString fired = QStringLiteral("fired %1");
    QString empty; ///< drawn in the plot's middle when there is no window; the caller's sentence
    friend bool operator==(const ChartWords &, const ChartWords &) = default;
};

} // namespace cutover::charts
