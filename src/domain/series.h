// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"

#include <QList>

namespace cutover::domain {

/// Whether both are one recorded window: alike in all but `readable`, which is a judgement by this machine's clock.
[[nodiscard]] bool isSameRecord(const Window &one, Window other);

/// A window with the numbers that rules judge: its own where it has them, else those of the `perf` sample taken when
/// it appeared (RULES section 2).
struct SeriesPoint
{
    Window window;
    QDateTime observedAt; ///< when this console first saw it
    std::optional<double> p50Ms;
    std::optional<double> p99Ms;
    std::optional<double> errorRate;
    bool sampled = false; ///< at least one number is of the `perf` sample

    /// What charts and rules order by: `ended_at`, else our own observation.
    [[nodiscard]] QDateTime at() const { return window.endedAt.isValid() ? window.endedAt : observedAt; }
    friend bool operator==(const SeriesPoint &, const SeriesPoint &) = default;
};

/// The one series that chart, row, validation and trigger read. A value: it grows by readings of the evidence.
class Series
{
public:
    Series() = default;
    /// Restored from the ledger's samples, in order.
    explicit Series(QList<SeriesPoint> points)
        : m_points(std::move(points))
    {
    }

    /// Takes a reading; returns the points that are new. A list that shrank or changed in its old part makes the
    /// series `isRewritten`, for good, and takes nothing in. Of a list that begins later (`windowsFrom`) only what it
    /// lists is compared; older points stay.
    QList<SeriesPoint> take(const Evidence &evidence, const QDateTime &now);

    [[nodiscard]] const QList<SeriesPoint> &points() const { return m_points; }
    [[nodiscard]] bool isRewritten() const { return m_rewritten; }
    [[nodiscard]] bool isEmpty() const { return m_points.isEmpty(); }
    /// The typical distance of two windows in s: the median of the last ten gaps; 0 when unknown.
    [[nodiscard]] qint64 windowLengthS() const;

private:
    QList<SeriesPoint> m_points;
    bool m_rewritten = false;
};

} // namespace cutover::domain
