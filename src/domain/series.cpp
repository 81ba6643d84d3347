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

bool continues(const QList<SeriesPoint> &points, const QList<Window> &windows)
{
    return windows.size() >= points.size() &&
           std::equal(points.begin(), points.end(), windows.begin(),
                      [](const auto &point, const auto &window) { return isSameRecord(point.window, window); });
}

} // namespace

bool isSameRecord(const Window &one, Window other)
{
    other.readable = one.readable; // a window that lay in the future may have become readable
    return one == other;
}

QList<SeriesPoint> Series::take(const Evidence &evidence, const QDateTime &now)
{
    if (!continues(m_points, evidence.windows)) {
        m_rewritten = true;
        return {};
    }
    for (qsizetype i = 0; i < m_points.size(); ++i)
        m_points[i].window.readable = evidence.windows.at(i).readable;
    QList<SeriesPoint> fresh;
    for (qsizetype i = m_points.size(); i < evidence.windows.size(); ++i)
        fresh.append(pointOf(evidence.windows.at(i), evidence.perf, now));
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
