// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/axisrange.h"
#include "charts/chartinput.h"
#include "charts/chartstyle.h"
#include "charts/trace.h"

#include <QChart>
#include <QPicture>
#include <QSizeF>
#include <QStringList>

#include <memory>

namespace cutover::charts {

/// One canary chart, the same for screen and paper: a QChart with real UTC time axis, limits labelled at their lines
/// in a gutter, bands, promotion flags and a trigger mark (SCREENS, charts).
///
/// Interface thread only; needs a QApplication. A view takes ownership of the QChart when it shows it (QGraphicsScene
/// does), otherwise this object keeps it. Draws nothing by itself before it has a size.
class CanaryChart : public QObject
{
    Q_OBJECT

public:
    explicit CanaryChart(ChartKind kind, QObject *parent = nullptr);
    ~CanaryChart() override;

    [[nodiscard]] ChartKind kind() const;
    /// For a CanaryChartView or another scene.
    [[nodiscard]] QChart *chart() const;

    void setInput(ChartInput input);
    [[nodiscard]] const ChartInput &input() const;
    void setStyle(const ChartStyle &style);
    void setWords(const ChartWords &words);
    void setForm(ChartForm form);
    void setLatencyUnit(LatencyUnit unit);
    /// What is really drawn: milliseconds while no baseline is known.
    [[nodiscard]] LatencyUnit latencyUnit() const;
    /// The span of time shown; nothing (the default) is the whole series.
    void setSpan(std::optional<std::pair<QDateTime, QDateTime>> span);

    /// The numbers for the title sentence.
    [[nodiscard]] ChartNumbers numbers() const;
    /// All windows, for the table that mirrors the chart for screen readers.
    [[nodiscard]] const QList<ChartPoint> &table() const;

    /// `value` (burst or ms) as the plot's y axis has it.
    [[nodiscard]] double plotted(double value) const;
    [[nodiscard]] AxisRange valueRange() const;
    [[nodiscard]] TimeRange timeRange() const;
    /// The lines drawn, in order, P99 or burst; P50 is `secondSegments`. Already decimated.
    [[nodiscard]] const QList<Segment> &dataSegments() const;
    [[nodiscard]] const QList<Segment> &secondSegments() const;
    /// Text items in the gutter, from the top.
    [[nodiscard]] QStringList gutterLabels() const;

    /// The point whose time is nearest to `position` (chart coordinates); -1 if there is none in the plot.
    [[nodiscard]] int pointAt(const QPointF &position) const;
    /// Where table()[index] stands in the chart; it must have a value.
    [[nodiscard]] QPointF position(int index) const;
    /// Shows time and value of table()[index] with a vertical hair line; -1 hides it.
    void setCrosshair(int index);
    [[nodiscard]] int crosshair() const;
    /// «14:02:10 UTC, 0.91», empty without a crosshair.
    [[nodiscard]] QString crosshairText() const;

    /// The chart as a vector picture of `sizePt` points (one unit of the picture is a point), in ink on white with
    /// its own fonts and text kept as text. Play it in any thread; QPainter::drawPicture scales by the device's
    /// resolution over the picture's, which a caller that counts in points undoes.
    [[nodiscard]] static QPicture picture(ChartKind kind, const ChartInput &input, const ChartWords &words,
                                          const QSizeF &sizePt, LatencyUnit unit = LatencyUnit::PercentOfBaseline);

Q_SIGNALS:
    void inputChanged();
    void crosshairChanged(int index);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cutover::charts
