// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartlayout.h"

#include "charts/charttext.h"
#include "charts/layoutbuilder.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace cutover::charts {

using namespace Qt::StringLiterals;

QPointF ChartLayout::place(double ms, double y) const
{
    const QRectF &plot = drawing.plot;
    const double spanMs = std::max(1.0, static_cast<double>(time.high - time.low));
    const double spanY = value.high - value.low;
    return {plot.left() + (ms - static_cast<double>(time.low)) / spanMs * plot.width(),
            plot.bottom() - (y - value.low) / spanY * plot.height()};
}

QPointF ChartLayout::place(const ChartPoint &point) const
{
    const double y = point.value ? scale.plotted(*point.value) : value.low;
    return place(static_cast<double>(point.at.toMSecsSinceEpoch()), y);
}

bool ChartLayout::isShown(const ChartPoint &point) const
{
    const qint64 ms = point.at.toMSecsSinceEpoch();
    return point.value && ms >= time.low && ms <= time.high;
}

int ChartLayout::nearest(const QList<ChartPoint> &table, const QPointF &position) const
{
    constexpr double reach = 8;
    if (!drawing.plot.adjusted(-reach, -reach, reach, reach).contains(position))
        return -1;
    int found = -1;
    double least = 0;
    for (int i = 0; i < table.size(); ++i) {
        if (!isShown(table.at(i)))
            continue;
        const double distance = std::abs(place(table.at(i)).x() - position.x());
        if (found < 0 || distance < least) {
            found = i;
            least = distance;
        }
    }
    return found;
}

QStringList ChartLayout::crosshairLines(const ChartPoint &point) const
{
    constexpr qint64 dayMs = 24 * 3600 * 1000;
    QString when = clockText(point.at);
    if (time.high - time.low >= dayMs)
        when.prepend(QLocale::c().toString(point.at.toUTC(), u"d MMM "_s));
    if (!point.value)
        return {when};
    if (kind == ChartKind::Burst)
        return {when, plainText(*point.value)};
    const auto line = [this](const QString &name, double ms, const std::optional<double> &percent) {
        const QString text = name + u' ' + millisecondsText(ms);
        const bool inPercent = scale.unit() == LatencyUnit::PercentOfBaseline && percent;
        return inPercent ? text + u", "_s + percentText(*percent) : text;
    };
    QStringList lines{when, line(u"P99"_s, *point.value, scale.plotted(*point.value))};
    if (point.second)
        lines.append(line(u"P50"_s, *point.second, scale.plottedSecond(*point.second)));
    return lines;
}

std::optional<double> ChartLayout::limitAt(LimitLine::Role role) const
{
    const auto found = std::ranges::find(limits, role, &LimitLine::role);
    return found == limits.end() ? std::nullopt : std::optional(found->y);
}

QStringList ChartLayout::gutterLabels() const
{
    QStringList labels;
    for (const Text &text : texts) {
        if (text.place == Text::Place::Gutter)
            labels.append(text.words);
    }
    return labels;
}

ChartLayout layoutOf(const ChartRequest &request, const QList<ChartPoint> &table, const ChartStyle &style,
                     const QSizeF &size)
{
    return LayoutBuilder(request, style, size).build(table);
}

} // namespace cutover::charts
