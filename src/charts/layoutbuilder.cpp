// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/layoutbuilder.h"

#include "charts/charttext.h"
#include "charts/decimation.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace cutover::charts {

using namespace Qt::StringLiterals;

namespace {

constexpr double pxPerValueStep = 36;
constexpr double pxPerTimeStep = 56;
constexpr double pxPerSecondsStep = 78; // "14:05:30" is wider
constexpr double pxPerDisc = 5;         // below this distance discs are only a thicker line
constexpr qint64 minuteMs = 60 * 1000;

double msOf(const QDateTime &at)
{
    return static_cast<double>(at.toMSecsSinceEpoch());
}

QStringList wrapped(const QString &text, const QFontMetricsF &metrics, double width)
{
    QStringList lines;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.last() + u' ' + word;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.last() = longer;
        else
            lines.append(word);
    }
    return lines;
}

/// Moves boxes of one column apart, upwards and downwards as little as their order allows, within [top, bottom].
void spread(QList<ChartLayout::Text *> &column, double top, double bottom)
{
    std::ranges::sort(column, {}, [](const ChartLayout::Text *text) { return text->box.top(); });
    double free = top;
    for (ChartLayout::Text *text : column) {
        text->box.moveTop(std::max(text->box.top(), free));
        free = text->box.bottom();
    }
    double floor = bottom;
    for (auto text = column.rbegin(); text != column.rend(); ++text) {
        (*text)->box.moveBottom(std::min((*text)->box.bottom(), floor));
        floor = (*text)->box.top();
    }
}

} // namespace

LayoutBuilder::LayoutBuilder(const ChartRequest &request, const ChartStyle &style, const QSizeF &size)
    : m_request(request)
    , m_style(style)
    , m_size(size)
    , m_axisFont(style.font(11))
    , m_gutterFont(style.font(request.form == ChartForm::Full ? 12 : 11, QFont::Medium))
{
    m_layout.kind = request.kind;
    m_layout.scale = ChartScale(request.kind, request.unit, request.input);
    m_layout.limits = m_layout.scale.limits(request.words, request.form);
    m_layout.drawing.isSpark = !isFull();
}

ChartLayout LayoutBuilder::build(const QList<ChartPoint> &table)
{
    takePoints(table);
    setRanges();
    setPlot();
    setSegments();
    addLines();
    addMarks();
    addFired();
    addAxisTexts();
    addGutterTexts();
    addEmptyText();
    return m_layout;
}

void LayoutBuilder::takePoints(const QList<ChartPoint> &table)
{
    const auto &span = m_request.span;
    std::ranges::copy_if(table, std::back_inserter(m_points), [&span](const ChartPoint &point) {
        return point.at.isValid() && (!span || (point.at >= span->first && point.at <= span->second));
    });
    std::ranges::stable_sort(m_points, {}, &ChartPoint::at);
    for (const ChartPoint &point : m_points) {
        const double x = msOf(point.at);
        m_first.append({x, point.value ? m_layout.scale.plotted(*point.value) : noValue()});
        const auto second = point.second ? m_layout.scale.plottedSecond(*point.second) : std::nullopt;
        m_second.append({x, second.value_or(noValue())});
    }
}

std::optional<std::pair<qint64, qint64>> LayoutBuilder::shownSpan() const
{
    if (m_request.span)
        return std::pair(m_request.span->first.toMSecsSinceEpoch(), m_request.span->second.toMSecsSinceEpoch());
    QList<qint64> times;
    for (const ChartPoint &point : m_points)
        times.append(point.at.toMSecsSinceEpoch());
    if (isFull()) {
        for (const PromotionMark &promotion : m_request.input.promotions)
            times.append(promotion.at.toMSecsSinceEpoch());
        if (m_request.input.trigger && m_request.input.trigger->firedAt.isValid())
            times.append(m_request.input.trigger->firedAt.toMSecsSinceEpoch());
    }
    if (times.isEmpty())
        return std::nullopt;
    const auto [low, high] = std::ranges::minmax(times);
    return low == high ? std::pair(low - minuteMs / 2, high + minuteMs / 2) : std::pair(low, high);
}

TimeRange LayoutBuilder::timeRange(double width) const
{
    const auto span = shownSpan();
    if (!span)
        return {0, 60 * minuteMs, 0}; // no ticks, but room for the limits' lines
    if (!isFull())
        return {span->first, span->second, span->second - span->first};
    const auto stepsOf = [&](double each) { return std::max(1, static_cast<int>(width / px(each))); };
    const TimeRange range = niceTimeRange(span->first, span->second, stepsOf(pxPerTimeStep));
    if (range.step >= minuteMs)
        return range;
    return niceTimeRange(span->first, span->second, stepsOf(pxPerSecondsStep));
}

void LayoutBuilder::setRanges()
{
    double low = 1;
    double high = 0;
    const auto widen = [&](const QList<QPointF> &points) {
        for (const QPointF &point : points) {
            if (!std::isfinite(point.y()))
                continue;
            const bool isFirst = low > high;
            low = isFirst ? point.y() : std::min(low, point.y());
            high = isFirst ? point.y() : std::max(high, point.y());
        }
    };
    widen(m_first);
    if (isFull())
        widen(m_second);
    const int steps = std::clamp(static_cast<int>(m_size.height() / px(pxPerValueStep)), 2, 5);
    m_layout.value = m_layout.scale.range(low, high, steps, m_request.form);
}

double LayoutBuilder::valueTextWidth() const
{
    const QFontMetricsF metrics(m_axisFont);
    double width = 0;
    for (const double tick : m_layout.value.ticks())
        width = std::max(width, metrics.horizontalAdvance(m_layout.scale.tick(tick, m_layout.value.step)));
    return width;
}

double LayoutBuilder::gutterWidth() const
{
    const QFontMetricsF metrics(m_gutterFont);
    double width = 0;
    for (const LimitLine &limit : m_layout.limits)
        width = std::max(width, metrics.horizontalAdvance(limit.label));
    // Two charts side by side look alike if their gutters do; only a longer label makes one wider.
    return isFull() ? std::max(px(76), width + px(10)) : width + px(8);
}

void LayoutBuilder::setPlot()
{
    const bool hasFlags = isFull() && !m_request.input.promotions.isEmpty();
    // In the middle of a pixel an antialiased hair line is sharp.
    const double left = std::ceil(isFull() ? valueTextWidth() + px(9) : px(3)) + 0.5;
    const double top = std::ceil(isFull() ? px(hasFlags ? 20 : 8) : px(6)) + 0.5;
    const double bottom = std::floor(m_size.height() - (isFull() ? px(22) : px(4))) - 0.5;
    const double right = std::floor(m_size.width() - gutterWidth()) - 0.5;
    m_layout.drawing.plot =
        QRectF(QPointF(left, top), QPointF(std::max(left + px(10), right), std::max(top + px(10), bottom)));
    m_layout.time = timeRange(m_layout.drawing.plot.width());
}

QList<Segment> LayoutBuilder::decimatedSegments(const QList<QPointF> &points) const
{
    QList<Segment> found = segments(points, m_request.input.series.windowLengthS());
    if (points.size() <= decimationThreshold)
        return found;
    const double width = m_layout.drawing.plot.width();
    const int columns = std::max(1, static_cast<int>(width / 2));
    for (Segment &segment : found)
        segment = decimated(segment, static_cast<double>(m_layout.time.low), static_cast<double>(m_layout.time.high),
                            columns);
    return found;
}

void LayoutBuilder::setSegments()
{
    m_layout.data = decimatedSegments(m_first);
    if (isFull())
        m_layout.second = decimatedSegments(m_second);
}

ChartDrawing::Line LayoutBuilder::lineOf(const QList<Segment> &segments) const
{
    ChartDrawing::Line line;
    qsizetype count = 0;
    for (const Segment &segment : segments)
        count += segment.size();
    const double each = px(isFull() ? pxPerDisc : pxPerDisc + 2);
    const bool discs = static_cast<double>(count) * each <= m_layout.drawing.plot.width() + each;
    for (const Segment &segment : segments) {
        QPointF before;
        for (qsizetype i = 0; i < segment.size(); ++i) {
            const QPointF at = m_layout.place(segment.at(i).x(), segment.at(i).y());
            if (i > 0)
                line.strokes.append({before, at});
            // A window alone between two gaps has no stroke that would show it.
            if (discs || segment.size() == 1)
                line.dots.append(at);
            before = at;
        }
    }
    return line;
}

void LayoutBuilder::addLines()
{
    m_layout.drawing.data = lineOf(m_layout.data);
    m_layout.drawing.second = lineOf(m_layout.second);
}

void LayoutBuilder::addMarks()
{
    QList<QPointF> &failed = m_layout.drawing.failed;
    for (const ChartPoint &point : m_points) {
        if (point.verdict != Verdict::Failed || !point.value)
            continue;
        const QPointF at = m_layout.place(point);
        // Marks nearer than two pixels are one; the worse of them is shown.
        if (!failed.isEmpty() && at.x() - failed.last().x() < 2)
            failed.last().setY(std::min(failed.last().y(), at.y()));
        else
            failed.append(at);
    }
    if (!isFull())
        return;
    for (const PromotionMark &promotion : m_request.input.promotions) {
        const double x = m_layout.place(msOf(promotion.at), 0).x();
        if (x >= m_layout.drawing.plot.left() && x <= m_layout.drawing.plot.right())
            m_layout.drawing.flags.append({std::floor(x) + 0.5, QString::number(promotion.percent) + u"\u00A0%"_s});
    }
}

void LayoutBuilder::addFired()
{
    const auto &trigger = m_request.input.trigger;
    if (!isFull() || !trigger || !trigger->firedAt.isValid())
        return;
    const bool isBurst = m_request.kind == ChartKind::Burst;
    const bool isOurs = trigger->code == (isBurst ? domain::TriggerCode::Burst : domain::TriggerCode::P99);
    const QString text = m_request.words.fired.arg(clockText(trigger->firedAt));
    const QDateTime windowAt = trigger->windowAt.isValid() ? trigger->windowAt : trigger->firedAt;
    const auto window = std::find_if(m_points.crbegin(), m_points.crend(), [&windowAt](const ChartPoint &point) {
        return point.value && point.at <= windowAt;
    });
    if (isOurs && window != m_points.crend()) {
        m_layout.drawing.fired = {m_layout.place(*window), true, text};
        return;
    }
    const bool judgesOther = trigger->code == domain::TriggerCode::Burst || trigger->code == domain::TriggerCode::P99;
    if (!judgesOther)
        m_layout.drawing.fired = {m_layout.place(msOf(trigger->firedAt), m_layout.value.high), false, text};
}

void LayoutBuilder::addText(ChartLayout::Text::Place place, const QString &words, const QRectF &box, const QFont &font,
                            const QColor &colour)
{
    m_layout.texts.append({place, words, box, font, colour});
}

void LayoutBuilder::addAxisTexts()
{
    if (!isFull())
        return;
    using Place = ChartLayout::Text::Place;
    const QFontMetricsF metrics(m_axisFont);
    const QRectF &plot = m_layout.drawing.plot;
    const QColor &colour = m_style.palette.text2;
    for (const double tick : m_layout.value.ticks()) {
        const QString words = m_layout.scale.tick(tick, m_layout.value.step);
        const double width = metrics.horizontalAdvance(words);
        const double y = m_layout.place(0, tick).y();
        addText(Place::ValueAxis, words,
                {plot.left() - px(8) - width, y - metrics.height() / 2, width, metrics.height()}, m_axisFont, colour);
    }
    for (const qint64 tick : m_layout.time.ticks()) {
        const QString words = m_layout.time.label(tick);
        const double width = metrics.horizontalAdvance(words);
        const double x = m_layout.place(static_cast<double>(tick), 0).x() - width / 2;
        addText(Place::TimeAxis, words, {std::max(0.0, x), plot.bottom() + px(6), width, metrics.height()}, m_axisFont,
                colour);
    }
}

QColor LayoutBuilder::limitColour(LimitLine::Role role) const
{
    switch (role) {
    case LimitLine::Role::Abort:
        return m_style.palette.nogo;
    case LimitLine::Role::Next:
        return m_style.palette.warn;
    case LimitLine::Role::Baseline:
        return m_style.palette.text2;
    }
    Q_UNREACHABLE();
}

void LayoutBuilder::addGutterTexts()
{
    const QFontMetricsF metrics(m_gutterFont);
    const QRectF &plot = m_layout.drawing.plot;
    const qsizetype before = m_layout.texts.size();
    for (const LimitLine &limit : m_layout.limits) {
        const double y = m_layout.place(0, limit.y).y();
        addText(
            ChartLayout::Text::Place::Gutter, limit.label,
            {plot.right() + px(8), y - metrics.height() / 2, metrics.horizontalAdvance(limit.label), metrics.height()},
            m_gutterFont, limitColour(limit.role));
    }
    QList<ChartLayout::Text *> column;
    for (qsizetype i = before; i < m_layout.texts.size(); ++i)
        column.append(&m_layout.texts[i]);
    spread(column, 0, m_size.height());
}

void LayoutBuilder::addEmptyText()
{
    if (!m_points.isEmpty() || m_request.words.empty.isEmpty())
        return;
    const QFont font = m_style.font(isFull() ? 13 : 12);
    const QFontMetricsF metrics(font);
    const QRectF &plot = m_layout.drawing.plot;
    const QStringList lines = wrapped(m_request.words.empty, metrics, plot.width() - px(16));
    // Between the limits and the axis, where an empty plot is free of lines.
    const double height = metrics.lineSpacing() * static_cast<double>(lines.size());
    double y = plot.bottom() - plot.height() / 4 - height / 2;
    for (const QString &line : lines) {
        const double width = metrics.horizontalAdvance(line);
        addText(ChartLayout::Text::Place::Middle, line, {plot.center().x() - width / 2, y, width, metrics.height()},
                font, m_style.palette.text2);
        y += metrics.lineSpacing();
    }
}

} // namespace cutover::charts
