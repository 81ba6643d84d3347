// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/reportflow.h"

#include <QList>
#include <QString>

#include <optional>

namespace cutover::pdf {

struct TableColumn
{
    QString title;
    double x = 0; ///< points from the page's left edge
    double width = 0;
};

/// A cell is lines of text under one another, or a drawing of a fixed height.
struct TableCell
{
    QList<Line> lines;
    double height = 0; ///< of the drawing
    std::function<void(ReportFlow &, double y)> draw;
};

/// The rule above a row: between rows of one group it starts at the second column; a light one runs through.
enum class RowRule { Within, Group, Light };

/// A table that breaks across pages: the header is repeated, a row stays whole where a page can hold it, and a taller
/// one continues on the next page line by line. Nothing is clipped.
class ReportTable
{
public:
    ReportTable(ReportFlow &flow, QList<TableColumn> columns, double rowHeight);

    void header();
    /// `repeatFirst` is what the first cell says when the row opens a page (a group's name, written once a group).
    void row(QList<TableCell> cells, RowRule rule, const QList<Line> &repeatFirst = {},
             const std::optional<QColor> &tint = {});
    /// The rule below the last row.
    void finish();

    [[nodiscard]] TableCell cell(int column, const QString &words, const Type &type) const;

private:
    [[nodiscard]] double heightOfRow(const QList<TableCell> &cells) const;
    [[nodiscard]] double fullPage() const;
    void startPage();
    void rule(RowRule rule);
    double drawPart(QList<TableCell> &cells, double room, RowRule rowRule, const std::optional<QColor> &tint);

    ReportFlow &m_flow;
    QList<TableColumn> m_columns;
    double m_rowHeight;
    bool m_isFirst = true;
};

} // namespace cutover::pdf
