// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/reporttype.h"

#include <QList>
#include <QPainter>
#include <QRectF>
#include <QString>

#include <functional>

namespace cutover::pdf {

/// A4, in points from the top left corner, and the column that text keeps to.
namespace paper {
inline constexpr double width = 595;
inline constexpr double height = 842;
inline constexpr double left = 51;
inline constexpr double right = 544;
inline constexpr double top = 45;
inline constexpr double bottom = 790; ///< text ends here; the footer follows
inline constexpr double textWidth = right - left;
} // namespace paper

/// A box that is ticked, ☒, or not, ☐.
enum class Tick { Open, Crossed };

/// Pages in the making: things drawn at a place, and a position that moves down and on to the next page. Nothing is
/// painted until the number of pages is known. All lengths are points.
class ReportFlow
{
public:
    using Draw = std::function<void(QPainter &)>;

    ReportFlow() { newPage(); }

    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double remaining() const { return paper::bottom - m_y; }
    [[nodiscard]] bool isAtTop() const { return m_y <= paper::top; }
    [[nodiscard]] int page() const { return static_cast<int>(m_pages.size()) - 1; }
    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    void moveTo(double y) { m_y = y; }
    void skip(double height) { m_y += height; }
    void newPage();
    /// On to the next page unless `height` still fits on this one.
    void need(double height);

    void add(Draw draw) { m_pages.last().append(std::move(draw)); }
    void line(double x1, double x2, double y, double thickness, const QColor &color);
    void fill(const QRectF &rect, const QColor &color);
    void frame(const QRectF &rect, double radius, double thickness, const QColor &color);
    void box(const QPointF &topLeft, double size, Tick tick, const QColor &color);
    /// Draws the lines one under another; returns the y below them.
    double text(double x, double y, const QList<Line> &lines);
    double text(double x, double y, const QString &words, const Type &type);
    void textRight(double x, double y, const QString &words, const Type &type);
    void textCentered(double x, double y, const QString &words, const Type &type);

    /// A heading with at least `follows` of what it heads on the same page.
    void heading(const QString &words, double follows);
    /// A paragraph in the text's width, over as many pages as it takes.
    void paragraph(const QString &words, const Type &type, double indent = 0);

    void paint(int page, QPainter &painter) const;

private:
    QList<QList<Draw>> m_pages;
    double m_y = paper::top;
};

} // namespace cutover::pdf
