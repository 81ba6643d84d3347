// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axisrange.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace cutover::charts {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr std::array timeSteps{second,     2 * second, 5 * second,  10 * second, 15 * second, 30 * second, minute,
                               2 * minute, 5 * minute, 10 * minute, 15 * minute, 20 * minute, 30 * minute, hour,
                               2 * hour,   3 * hour,   6 * hour,    12 * hour,   day,         2 * day,     7 * day,
                               14 * day,   28 * day,   91 * day,    365 * day};

double stepAbove(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double nextStep(double step)
{
    return stepAbove(step * 1.01);
}

// Ends that are whole steps but for binary dust stay where they are.
double floorTo(double value, double step)
{
    return std::floor(value / step + 1e-9);
}

double ceilTo(double value, double step)
{
    return std::ceil(value / step - 1e-9);
}

qint64 floorTo(qint64 value, qint64 step)
{
    const qint64 rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

qint64 ceilTo(qint64 value, qint64 step)
{
    return -floorTo(-value, step);
}

} // namespace

QList<double> AxisRange::ticks() const
{
    QList<double> found;
    const double first = std::round(low / step);
    const auto count = static_cast<int>(std::lround((high - low) / step));
    for (int i = 0; i <= count; ++i)
        found.append((first + i) * step);
    return found;
}

AxisRange niceRange(double low, double high, int maxSteps)
{
    if (!(high > low))
        high = low + 1;
    double step = stepAbove((high - low) / std::max(1, maxSteps));
    while (ceilTo(high, step) - floorTo(low, step) > std::max(1, maxSteps))
        step = nextStep(step);
    return {floorTo(low, step) * step, ceilTo(high, step) * step, step};
}

QList<qint64> TimeRange::ticks() const
{
    QList<qint64> found;
    for (qint64 at = low; step > 0 && at <= high; at += step)
        found.append(at);
    return found;
}

QString TimeRange::label(qint64 at) const
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
    if (step >= day)
        return QLocale::c().toString(utc, u"d MMM"_s);
    return utc.toString(step < minute ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

TimeRange niceTimeRange(qint64 low, qint64 high, int maxSteps)
{
    if (high <= low)
        high = low + 1;
    const auto fits = [&](qint64 step) { return (ceilTo(high, step) - floorTo(low, step)) / step <= maxSteps; };
    const auto found = std::find_if(timeSteps.begin(), timeSteps.end(), fits);
    qint64 step = found == timeSteps.end() ? timeSteps.back() : *found;
    while (!fits(step) && step < high)
        step *= 2;
    return {floorTo(low, step), ceilTo(high, step), step};
}

} // namespace cutover::charts
