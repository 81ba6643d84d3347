// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class MeasureBar;
class ShapeMark;

/// The numbers of a row, each with shape, value, limit, distance and a bar. Values change in place. Compact, where
/// there are many, a bar stands in its number's line.
class MeasureList : public QWidget
{
    Q_OBJECT

public:
    explicit MeasureList(QWidget *parent = nullptr);

    void setRow(const domain::Row &row);
    void setCompact(bool compact);

private:
    struct Line
    {
        QWidget *whole;
        ShapeMark *mark;
        ElidedLabel *name;
        ElidedLabel *value;
        ElidedLabel *limit;
        ElidedLabel *margin;
        MeasureBar *bar;
        QHBoxLayout *row;
        QVBoxLayout *column;
    };
    [[nodiscard]] Line makeLine();
    void fill(const Line &line, const domain::Row &row, const domain::Measure &measure) const;

    void placeBars(bool inLine);

    QVBoxLayout *m_lines;
    QList<Line> m_made;
    bool m_compact = false;
    bool m_isInLine = false;
};

} // namespace cutover::gui
