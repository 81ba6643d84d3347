// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/series.h"

#include <algorithm>

namespace cutover::domain {

namespace {

SeriesPoint pointOf(const Window &window, const Perf &perf, const QDateTime &now)
{
    SeriesPoint point{window, now, window.p50Ms, window.p99Ms, window.errorRate, false};
    const auto fill = [&point](std::optional<double> &value, const std::optional<double> &sample) {
        if (!value && sample) {
            value = sample;
            point.sampled = true;
        }
    };
    fill(point.p50Ms, perf.p50Ms);
    fill(point.p99Ms, perf.p99Ms);
    fill(point.errorRate, perf.errorRate);
    return point;
}

/// The first known point that the evidence lists again.
qsizetype firstListed(const QList<SeriesPoint> &points, const QDateTime &from)
{
    const auto found = std::ranges::find_if(
        points, [&from](const SeriesPoint &point) { return !from.isValid() || point.window.endedAt >= from; });
    return found - points.begin();
}

} // namespace

bool isSameRecord(const Window &one, Window other)
{
    other.readable = one.readable; // a window that lay in the future may have become readable
    return one == other;
}

QList<SeriesPoint> Series::take(const Evidence &evidence, const QDateTime &now)
{
    const auto &windows = evidence.windows;
    const bool isWhole = !evidence.windowsFrom.isValid();
    const auto first = firstListed(m_points, evidence.windowsFrom);
    // A list that was asked for may end before what another clock has seen already.
    const auto known = isWhole ? m_points.size() : std::min(m_points.size() - first, windows.size());
    const auto again = m_points.sliced(first, known);
    if (windows.size() < known ||
        !std::equal(again.begin(), again.end(), windows.begin(),
                    [](const auto &point, const auto &window) { return isSameRecord(point.window, window); })) {
        m_rewritten = true;
        return {};
    }
    for (qsizetype i = 0; i < known; ++i)
        m_points[first + i].window.readable = windows.at(i).readable;
    QList<SeriesPoint> fresh;
    for (qsizetype i = known; i < windows.size(); ++i)
        fresh.append(pointOf(windows.at(i), isWhole ? evidence.perf : Perf{}, now));
    m_points.append(fresh);
    return fresh;
}

qint64 Series::windowLengthS() const
{
    constexpr qsizetype gapsLookedAt = 10;
    QList<qint64> gaps;
    for (qsizetype i = std::max<qsizetype>(1, m_points.size() - gapsLookedAt); i < m_points.size(); ++i) {
        const qint64 gap = m_points.at(i - 1).at().secsTo(m_points.at(i).at());
        if (gap > 0)
            gaps.append(gap);
    }
    if (gaps.isEmpty())
        return 0;
    std::ranges::nth_element(gaps, gaps.begin() + gaps.size() / 2);
    return gaps.at(gaps.size() / 2);
}

} // namespace cutover::domain
