// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/canarywindow.h"

#include "formats/rfc3339.h"

#include <QRandomGenerator>

#include <cmath>

namespace cutover::demo {

using namespace Qt::StringLiterals;

namespace {

/// Within three per cent, so that no healthy window comes near the ten per cent of a validation.
double around(double usual, QRandomGenerator &random)
{
    return usual * (0.97 + 0.06 * random.generateDouble());
}

double rounded(double value, double steps)
{
    return std::round(value * steps) / steps;
}

} // namespace

bool CanaryWindow::pass() const
{
    return burst <= 1.5 && p99Ms <= usualP99Ms * 1.2 && errorRate <= 0.005;
}

QJsonObject CanaryWindow::toJson() const
{
    return {{u"ended_at"_s, formats::formatRfc3339(endedAt)},
            {u"stage"_s, stage},
            {u"pass"_s, pass()},
            {u"burst"_s, burst},
            {u"p50_ms"_s, p50Ms},
            {u"p99_ms"_s, p99Ms},
            {u"error_rate"_s, errorRate},
            {u"requests"_s, requests}};
}

CanaryWindow healthyWindow(quint32 index, int stage, const QDateTime &endedAt)
{
    QRandomGenerator random(20'418 + index);
    CanaryWindow window;
    window.endedAt = endedAt;
    window.stage = stage;
    window.burst = rounded(0.70 + 0.30 * random.generateDouble(), 100);
    window.p50Ms = rounded(around(usualP50Ms, random), 10);
    window.p99Ms = rounded(around(usualP99Ms, random), 10);
    window.errorRate = rounded(0.0001 + 0.0002 * random.generateDouble(), 100'000);
    window.requests = 17'000 + static_cast<int>(random.bounded(2'500));
    return window;
}

} // namespace cutover::demo
