// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reporttable.h"

#include <algorithm>

namespace cutover::pdf {

namespace {

constexpr double headerHeight = 14;
constexpr double paddingAround = 3; ///< above and below the lines of a row

const Type &headerType()
{
    static const Type type{7.6, QFont::DemiBold, ink::text2, false};
    return type;
}

double heightOfCell(const TableCell &cell)
{
    return std::max(heightOf(cell.lines), cell.height);
}

/// The lines that fit into `room`, taken off the cell's front.
QList<Line> takeLines(TableCell &cell, double room)
{
    QList<Line> taken;
    double used = 0;
    while (!cell.lines.isEmpty() && used + cell.lines.first().height <= room) {
        used += cell.lines.first().height;
        taken.append(cell.lines.takeFirst());
    }
    return taken;
}

} // namespace

ReportTable::ReportTable(ReportFlow &flow, QList<TableColumn> columns, double rowHeight)
    : m_flow(flow)
    , m_columns(std::move(columns))
    , m_rowHeight(rowHeight)
{
}

void ReportTable::header()
{
    const QRectF band(paper::left, m_flow.y(), paper::textWidth, headerHeight);
    m_flow.fill(band, ink::tint);
    const double y = band.center().y() - lineHeightOf(headerType()) / 2;
    for (const TableColumn &column : m_columns)
        m_flow.text(column.x, y, column.title, headerType());
    m_flow.line(paper::left, paper::right, band.bottom(), 0.6, ink::strong);
    m_flow.moveTo(band.bottom());
    m_isFirst = true;
}

TableCell ReportTable::cell(int column, const QString &words, const Type &type) const
{
    return {words.isEmpty() ? QList<Line>() : linesOf(words, type, m_columns.at(column).width), 0, {}};
}

double ReportTable::heightOfRow(const QList<TableCell> &cells) const
{
    double height = 0;
    for (const TableCell &cell : cells)
        height = std::max(height, heightOfCell(cell));
    return std::max(height + 2 * paddingAround, m_rowHeight);
}

double ReportTable::fullPage() const
{
    return paper::bottom - paper::top - headerHeight;
}

void ReportTable::startPage()
{
    m_flow.line(paper::left, paper::right, m_flow.y(), 0.6, ink::strong);
    m_flow.newPage();
    header();
}

void ReportTable::rule(RowRule rule)
{
    if (!m_isFirst && rule == RowRule::Within)
        m_flow.line(m_columns.at(1).x - 4, paper::right, m_flow.y(), 0.4, ink::line);
    if (!m_isFirst && rule == RowRule::Light)
        m_flow.line(paper::left, paper::right, m_flow.y(), 0.4, ink::line);
    if (!m_isFirst && rule == RowRule::Group)
        m_flow.line(paper::left, paper::right, m_flow.y(), 0.6, ink::strong);
    m_isFirst = false;
}

double ReportTable::drawPart(QList<TableCell> &cells, double room, RowRule rowRule, const std::optional<QColor> &tint)
{
    QList<QList<Line>> parts;
    double height = 0;
    for (TableCell &cell : cells) {
        parts.append(takeLines(cell, room));
        height = std::max({height, heightOf(parts.last()), cell.height});
    }
    const double full = std::max(height + 2 * paddingAround, m_rowHeight);
    if (tint) {
        const double left = m_columns.at(1).x - 4;
        m_flow.fill({left, m_flow.y(), paper::right - left, full}, *tint);
    }
    rule(rowRule);
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const double cellHeight = std::max(heightOf(parts.at(column)), cells.at(column).height);
        // One-line cells stand in the middle of a row of the usual height and at the top of a taller one.
        const double inset = full <= m_rowHeight ? (full - cellHeight) / 2 : paddingAround;
        m_flow.text(m_columns.at(column).x, m_flow.y() + inset, parts.at(column));
        if (cells.at(column).draw)
            cells.at(column).draw(m_flow, m_flow.y() + inset);
        cells[column].draw = {};
        cells[column].height = 0;
    }
    return full;
}

void ReportTable::row(QList<TableCell> cells, RowRule rowRule, const QList<Line> &repeatFirst,
                      const std::optional<QColor> &tint)
{
    const double whole = heightOfRow(cells);
    if (whole > m_flow.remaining() && whole <= fullPage())
        startPage();
    if (m_isFirst && !repeatFirst.isEmpty())
        cells.first().lines = repeatFirst;
    for (;;) {
        const double room = m_flow.remaining() - 2 * paddingAround;
        const double height = room < m_rowHeight / 2 ? 0 : drawPart(cells, room, rowRule, tint);
        m_flow.skip(height);
        if (std::ranges::all_of(cells, [](const TableCell &cell) { return cell.lines.isEmpty() && !cell.draw; }))
            return;
        startPage();
    }
}

void ReportTable::finish()
{
    m_flow.line(paper::left, paper::right, m_flow.y(), 0.6, ink::strong);
}

} // namespace cutover::pdf
