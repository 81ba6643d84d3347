// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/canarychart.h"

#include "charts/chartlayout.h"
#include "charts/chartoverlay.h"
#include "charts/charttext.h"
#include "charts/limitseries.h"

#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QLegend>
#include <QPainter>
#include <QPointer>
#include <QValueAxis>

#include <algorithm>

namespace cutover::charts {

using namespace Qt::StringLiterals;

namespace {

constexpr double paperScale = 0.75; // a pixel of the screen is three quarters of a point
// A picture keeps its words as text, laid out in whole pixels of the font: drawn large and scaled down, that is exact.
constexpr double paperFineness = 10;

} // namespace

class CanaryChart::Private
{
public:
    explicit Private(ChartKind kind);
    ~Private();

    void layOut();
    void placeCrosshair();

    ChartRequest request;
    ChartStyle style;
    ChartLayout layout;
    QList<ChartPoint> table;
    int crosshair = -1;

    QPointer<QChart> chart = new QChart;

private:
    void setAxes() const;
    void setTexts();

    QDateTimeAxis *m_timeAxis = new QDateTimeAxis;
    QValueAxis *m_valueAxis = new QValueAxis;
    LimitSeries m_limits;
    ChartOverlay *m_overlay;
    QList<QGraphicsSimpleTextItem *> m_texts;
};

CanaryChart::Private::Private(ChartKind kind)
{
    request.kind = kind;
    chart->setBackgroundVisible(false);
    chart->legend()->hide();
    chart->setMargins({});
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setAnimationOptions(QChart::NoAnimation);
    // Qt Charts writes times in the local zone and numbers with a hyphen, so the words at both axes are ours.
    m_timeAxis->setLabelsVisible(false);
    m_timeAxis->setGridLineVisible(false);
    m_valueAxis->setLabelsVisible(false);
    m_valueAxis->setLineVisible(false);
    chart->addAxis(m_timeAxis, Qt::AlignBottom);
    chart->addAxis(m_valueAxis, Qt::AlignLeft);
    m_limits.addTo(*chart, m_timeAxis, m_valueAxis);
    m_overlay = new ChartOverlay(chart);
}

CanaryChart::Private::~Private()
{
    delete chart; // null if a scene owned and deleted it
}

void CanaryChart::Private::layOut()
{
    if (!chart || chart->size().isEmpty()) {
        layout = {}; // words of the crosshair do not wait for a size
        layout.kind = request.kind;
        layout.scale = ChartScale(request.kind, request.unit, request.input);
        return;
    }
    layout = layoutOf(request, table, style, chart->size());
    const bool moved = chart->plotArea() != layout.drawing.plot;
    chart->setPlotArea(layout.drawing.plot);
    setAxes();
    if (moved) {
        // A fixed plot area moves the series at once, but axis and grid only with the chart's own layout.
        chart->layout()->invalidate();
        chart->layout()->activate();
    }
    m_limits.set(layout, style);
    m_overlay->setStyle(style);
    setTexts();
    placeCrosshair();
}

void CanaryChart::Private::setAxes() const
{
    const bool full = request.form == ChartForm::Full;
    m_timeAxis->setRange(QDateTime::fromMSecsSinceEpoch(layout.time.low, Qt::UTC),
                         QDateTime::fromMSecsSinceEpoch(std::max(layout.time.high, layout.time.low + 1), Qt::UTC));
    m_timeAxis->setTickCount(std::max(2, static_cast<int>(layout.time.ticks().size())));
    m_timeAxis->setLinePen(QPen(style.palette.strong, style.scale));
    m_timeAxis->setLineVisible(full); // a spark line has no ticks, and these come with the line
    m_valueAxis->setRange(layout.value.low, layout.value.high);
    m_valueAxis->setTickCount(std::max(2, static_cast<int>(layout.value.ticks().size())));
    m_valueAxis->setGridLineVisible(full);
    QColor grid = style.palette.line;
    grid.setAlphaF(0.7F);
    m_valueAxis->setGridLinePen(QPen(grid, style.scale));
}

void CanaryChart::Private::setTexts()
{
    while (m_texts.size() < layout.texts.size())
        m_texts.append(new QGraphicsSimpleTextItem(chart));
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        QGraphicsSimpleTextItem *item = m_texts.at(i);
        item->setVisible(i < layout.texts.size());
        if (!item->isVisible())
            continue;
        const ChartLayout::Text &text = layout.texts.at(i);
        item->setFont(text.font);
        item->setText(text.words);
        item->setBrush(text.colour);
        item->setPos(text.box.topLeft());
    }
}

void CanaryChart::Private::placeCrosshair()
{
    ChartDrawing drawing = layout.drawing;
    if (crosshair >= 0 && crosshair < table.size() && layout.isShown(table.at(crosshair)))
        drawing.crosshair = {layout.place(table.at(crosshair)), layout.crosshairLines(table.at(crosshair))};
    m_overlay->setDrawing(drawing, QRectF(QPointF(), chart->size()));
}

CanaryChart::CanaryChart(ChartKind kind, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(kind))
{
    connect(d->chart, &QChart::geometryChanged, this, [this] { d->layOut(); });
    d->layOut();
}

CanaryChart::~CanaryChart() = default;

ChartKind CanaryChart::kind() const
{
    return d->request.kind;
}

QChart *CanaryChart::chart() const
{
    return d->chart;
}

void CanaryChart::setInput(ChartInput input)
{
    if (input == d->request.input)
        return; // it is told of every change, and laying out is what costs
    d->request.input = std::move(input);
    d->table = chartPoints(d->request.kind, d->request.input);
    d->layOut();
    Q_EMIT inputChanged();
}

const ChartInput &CanaryChart::input() const
{
    return d->request.input;
}

void CanaryChart::setStyle(const ChartStyle &style)
{
    if (style == d->style)
        return;
    d->style = style;
    d->layOut();
}

void CanaryChart::setWords(const ChartWords &words)
{
    if (words == d->request.words)
        return;
    d->request.words = words;
    d->layOut();
}

void CanaryChart::setForm(ChartForm form)
{
    d->request.form = form;
    d->layOut();
}

void CanaryChart::setLatencyUnit(LatencyUnit unit)
{
    d->request.unit = unit;
    d->layOut();
}

LatencyUnit CanaryChart::latencyUnit() const
{
    return ChartScale(d->request.kind, d->request.unit, d->request.input).unit();
}

void CanaryChart::setSpan(std::optional<std::pair<QDateTime, QDateTime>> span)
{
    d->request.span = std::move(span);
    d->layOut();
}

ChartNumbers CanaryChart::numbers() const
{
    return chartNumbers(d->request.kind, d->request.input);
}

const QList<ChartPoint> &CanaryChart::table() const
{
    return d->table;
}

double CanaryChart::plotted(double value) const
{
    return ChartScale(d->request.kind, d->request.unit, d->request.input).plotted(value);
}

AxisRange CanaryChart::valueRange() const
{
    return d->layout.value;
}

TimeRange CanaryChart::timeRange() const
{
    return d->layout.time;
}

const QList<Segment> &CanaryChart::dataSegments() const
{
    return d->layout.data;
}

const QList<Segment> &CanaryChart::secondSegments() const
{
    return d->layout.second;
}

QStringList CanaryChart::gutterLabels() const
{
    return d->layout.gutterLabels();
}

QPointF CanaryChart::position(int index) const
{
    return d->layout.place(d->table.at(index));
}

int CanaryChart::pointAt(const QPointF &position) const
{
    return d->layout.nearest(d->table, position);
}

void CanaryChart::setCrosshair(int index)
{
    if (index == d->crosshair)
        return;
    d->crosshair = index;
    if (d->chart && !d->chart->size().isEmpty())
        d->placeCrosshair();
    Q_EMIT crosshairChanged(index);
}

int CanaryChart::crosshair() const
{
    return d->crosshair;
}

QString CanaryChart::crosshairText() const
{
    if (d->crosshair < 0 || d->crosshair >= d->table.size())
        return {};
    return d->layout.crosshairLines(d->table.at(d->crosshair)).join(u", "_s);
}

QPicture CanaryChart::picture(ChartKind kind, const ChartInput &input, const ChartWords &words, const QSizeF &sizePt,
                              LatencyUnit unit)
{
    QGraphicsScene scene;
    CanaryChart chart(kind);
    ChartStyle paper;
    paper.scale = paperScale * paperFineness;
    chart.setStyle(paper);
    chart.setWords(words);
    chart.setLatencyUnit(unit);
    scene.addItem(chart.chart());
    chart.chart()->resize(sizePt * paperFineness);
    chart.setInput(input);
    chart.chart()->layout()->activate(); // no event loop does it here

    QPicture picture;
    QPainter painter(&picture);
    scene.render(&painter, QRectF(QPointF(), sizePt), QRectF(QPointF(), sizePt * paperFineness));
    painter.end();
    scene.removeItem(chart.chart()); // back to its owner
    return picture;
}

} // namespace cutover::charts
