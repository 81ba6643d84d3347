// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/measurelist.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/measurebar.h"
#include "gui/shapemark.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype many = 3;

} // namespace

MeasureList::MeasureList(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(px(8));
}

MeasureList::Line MeasureList::makeLine()
{
    Line line{new QWidget,
              new ShapeMark(Shape::Go, Tone::Go, 16),
              textLabel({}, 12, Tone::Text2),
              textLabel({}, m_compact ? 15 : 18, Tone::Text, QFont::DemiBold),
              textLabel({}, m_compact ? 14 : 16, Tone::Text2),
              new ElidedLabel({}, 12.5, Tone::Go, QFont::DemiBold),
              new MeasureBar,
              new QHBoxLayout,
              new QVBoxLayout};
    for (ElidedLabel *label : {line.name, line.value, line.limit})
        label->setWordWrap(false);
    line.margin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    line.whole->setLayout(line.column);
    line.column->setContentsMargins(0, 0, 0, 0);
    line.column->setSpacing(px(4));
    line.row->setSpacing(px(8));
    for (QWidget *part : {static_cast<QWidget *>(line.mark), static_cast<QWidget *>(line.name),
                          static_cast<QWidget *>(line.value), static_cast<QWidget *>(line.limit)})
        line.row->addWidget(part);
    line.row->addWidget(line.margin, 1);
    line.column->addLayout(line.row);
    line.column->addWidget(line.bar);
    m_lines->addWidget(line.whole);
    return line;
}

void MeasureList::placeBars(bool inLine)
{
    if (inLine == m_isInLine)
        return;
    m_isInLine = inLine;
    m_lines->setSpacing(px(inLine ? 4 : 8));
    for (const auto &line : m_made) {
        line.row->removeWidget(line.bar);
        line.column->removeWidget(line.bar);
        if (inLine)
            line.row->insertWidget(line.row->indexOf(line.margin), line.bar, 1);
        else
            line.column->addWidget(line.bar);
        line.row->setStretchFactor(line.margin, inLine ? 0 : 1);
    }
}

void MeasureList::setRow(const domain::Row &row)
{
    if (m_made.size() < row.measures.size())
        placeBars(false); // what is made has them below
    while (m_made.size() < row.measures.size())
        m_made.append(makeLine());
    placeBars(m_compact && row.measures.size() >= many);
    for (qsizetype i = 0; i < m_made.size(); ++i) {
        const bool shown = i < row.measures.size();
        m_made[i].whole->setVisible(shown);
        if (shown)
            fill(m_made[i], row, row.measures[i]);
    }
    setVisible(!row.measures.isEmpty());
}

void MeasureList::fill(const Line &line, const domain::Row &row, const domain::Measure &measure) const
{
    // The catalogue words whole rows: one with this number alone says what is to be said of it.
    domain::Row one = row;
    one.measures = {measure};
    one.observed.clear();
    one.limit.clear();
    const bool holds = measure.holds();
    const Tone tone = holds ? Tone::Go : Tone::Nogo;
    QString value = models::observedText(one);
    if (value.startsWith(measure.name))
        value = value.mid(measure.name.size()).trimmed();
    const QString arithmetic = models::rowArithmetic(one);
    line.mark->setShape(holds ? Shape::Go : Shape::NoGo, tone);
    line.name->setText(measure.name);
    line.value->setText(value);
    line.limit->setText(models::limitText(one));
    line.margin->setText(arithmetic.contains(u", "_s) ? arithmetic.section(u", "_s, -1) : QString());
    line.margin->setTone(tone);
    line.bar->setMeasure(measure, arithmetic);
}

void MeasureList::setCompact(bool compact)
{
    m_compact = compact;
    placeBars(false); // until the row is shown again
    for (const auto &line : m_made) {
        line.value->setType(compact ? 15 : 18, QFont::DemiBold);
        line.limit->setType(compact ? 14 : 16);
    }
}

} // namespace cutover::gui
