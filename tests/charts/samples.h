// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises small series of canary windows to draw: two minutes apart from 2 March 2026, 14:00 UTC.
#pragma once

#include "charts/chartinput.h"

namespace cutover::tests {

inline QDateTime sampleTime(int window)
{
    return QDateTime(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC).addSecs(120 * window);
}

inline domain::SeriesPoint samplePoint(int window, double burst, double p99 = 180.4, double p50 = 41.2)
{
    domain::SeriesPoint point;
    point.window.endedAt = sampleTime(window);
    point.window.pass = true;
    point.window.burst = burst;
    point.p99Ms = p99;
    point.p50Ms = p50;
    return point;
}

inline charts::ChartInput sampleInput(const QList<domain::SeriesPoint> &points)
{
    charts::ChartInput input;
    input.series = domain::Series(points);
    input.baseline = domain::Baseline{41.2, 180.4, sampleTime(0), QStringLiteral("baselines-20260301.json")};
    return input;
}

inline charts::ChartInput sampleInput(const QList<double> &bursts)
{
    QList<domain::SeriesPoint> points;
    for (int i = 0; i < bursts.size(); ++i)
        points.append(samplePoint(i, bursts.at(i)));
    return sampleInput(points);
}

inline QList<double> ordinaryBursts(int count)
{
    QList<double> bursts;
    for (int i = 0; i < count; ++i)
        bursts.append(0.7 + 0.05 * ((i * 7) % 6));
    return bursts;
}

} // namespace cutover::tests
