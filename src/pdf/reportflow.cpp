// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reportflow.h"

#include <QPen>

namespace cutover::pdf {

namespace {

QRectF inUnits(const QRectF &rect)
{
    return {rect.topLeft() * unitsPerPoint, rect.size() * unitsPerPoint};
}

QPen penOf(const QColor &color, double thickness)
{
    QPen pen(color, thickness * unitsPerPoint);
    pen.setJoinStyle(Qt::MiterJoin);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

} // namespace

void ReportFlow::newPage()
{
    m_pages.append(QList<Draw>());
    m_y = paper::top;
}

void ReportFlow::need(double height)
{
    if (height > remaining() && !isAtTop())
        newPage();
}

void ReportFlow::line(double x1, double x2, double y, double thickness, const QColor &color)
{
    add([=](QPainter &painter) {
        painter.setPen(penOf(color, thickness));
        painter.drawLine(QPointF(x1, y) * unitsPerPoint, QPointF(x2, y) * unitsPerPoint);
    });
}

void ReportFlow::fill(const QRectF &rect, const QColor &color)
{
    add([=](QPainter &painter) { painter.fillRect(inUnits(rect), color); });
}

void ReportFlow::frame(const QRectF &rect, double radius, double thickness, const QColor &color)
{
    add([=](QPainter &painter) {
        painter.setPen(penOf(color, thickness));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(inUnits(rect), radius * unitsPerPoint, radius * unitsPerPoint);
    });
}

void ReportFlow::box(const QPointF &topLeft, double size, Tick tick, const QColor &color)
{
    add([=](QPainter &painter) {
        const QRectF square = inUnits({topLeft, QSizeF(size, size)});
        painter.setPen(penOf(color, 0.85));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(square);
        if (tick == Tick::Open)
            return;
        const double inset = square.width() * 0.22;
        const QRectF cross = square.adjusted(inset, inset, -inset, -inset);
        painter.setPen(penOf(color, 1.25));
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.bottomLeft(), cross.topRight());
    });
}

double ReportFlow::text(double x, double y, const QList<Line> &lines)
{
    for (const Line &line : lines) {
        add([line, x, y](QPainter &painter) {
            painter.setPen(line.color);
            line.layout->lineAt(line.index).draw(&painter, QPointF(x, y) * unitsPerPoint);
        });
        y += line.height;
    }
    return y;
}

double ReportFlow::text(double x, double y, const QString &words, const Type &type)
{
    return text(x, y, linesOf(words, type, paper::width));
}

void ReportFlow::textRight(double x, double y, const QString &words, const Type &type)
{
    text(x - widthOf(words, type), y, words, type);
}

void ReportFlow::textCentered(double x, double y, const QString &words, const Type &type)
{
    text(x - widthOf(words, type) / 2, y, words, type);
}

void ReportFlow::heading(const QString &words, double follows)
{
    const Type type{13, QFont::Bold, ink::text, false};
    const double gap = isAtTop() ? 0 : 16;
    const double height = lineHeightOf(type);
    need(gap + height + 5 + follows);
    if (!isAtTop())
        skip(gap);
    moveTo(text(paper::left, y(), words, type) + 5);
}

void ReportFlow::paragraph(const QString &words, const Type &type, double indent)
{
    for (const Line &line : linesOf(words, type, paper::textWidth - indent)) {
        need(line.height);
        moveTo(text(paper::left + indent, y(), {line}));
    }
}

void ReportFlow::paint(int page, QPainter &painter) const
{
    for (const Draw &draw : m_pages.at(page))
        draw(painter);
}

} // namespace cutover::pdf
