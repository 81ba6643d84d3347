// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/canarychartview.h"

#include "charts/canarychart.h"

#include <QChart>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace cutover::charts {

namespace {

int neighbour(const QList<ChartPoint> &table, int from, int step)
{
    for (qsizetype i = from + step; i >= 0 && i < table.size(); i += step) {
        if (table.at(i).value)
            return static_cast<int>(i);
    }
    return from >= 0 && from < table.size() ? from : -1;
}

} // namespace

CanaryChartView::CanaryChartView(CanaryChart *chart, QWidget *parent)
    : QChartView(chart->chart(), parent)
    , m_chart(chart)
{
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(chart, &CanaryChart::crosshairChanged, this,
            [this] { setAccessibleDescription(m_chart->crosshairText()); });
}

CanaryChartView::~CanaryChartView() = default;

void CanaryChartView::setInteractive(bool interactive)
{
    m_interactive = interactive;
    setMouseTracking(interactive);
    setFocusPolicy(interactive ? Qt::StrongFocus : Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents, !interactive);
    viewport()->setAttribute(Qt::WA_TransparentForMouseEvents, !interactive);
}

void CanaryChartView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_interactive)
        m_chart->setCrosshair(m_chart->pointAt(mapToScene(event->position().toPoint())));
    QChartView::mouseMoveEvent(event);
}

void CanaryChartView::leaveEvent(QEvent *event)
{
    if (!hasFocus())
        m_chart->setCrosshair(-1);
    QChartView::leaveEvent(event);
}

void CanaryChartView::keyPressEvent(QKeyEvent *event)
{
    const auto &table = m_chart->table();
    const int end = static_cast<int>(table.size());
    const int present = m_chart->crosshair();
    switch (m_interactive ? event->key() : 0) {
    case Qt::Key_Left:
        m_chart->setCrosshair(neighbour(table, present < 0 ? end : present, -1));
        return;
    case Qt::Key_Right:
        m_chart->setCrosshair(neighbour(table, present, 1));
        return;
    case Qt::Key_Home:
        m_chart->setCrosshair(neighbour(table, -1, 1));
        return;
    case Qt::Key_End:
        m_chart->setCrosshair(neighbour(table, end, -1));
        return;
    case Qt::Key_Escape:
        if (present < 0)
            break; // nothing of ours to end: Esc belongs to the window
        m_chart->setCrosshair(-1);
        return;
    default:
        break;
    }
    QChartView::keyPressEvent(event);
}

void CanaryChartView::focusOutEvent(QFocusEvent *event)
{
    m_chart->setCrosshair(-1);
    QChartView::focusOutEvent(event);
}

} // namespace cutover::charts
