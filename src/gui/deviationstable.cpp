// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/deviationstable.h"

#include "gui/appearance.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRowsShown = 4;

} // namespace

DeviationsTable::DeviationsTable(QWidget *parent)
    : QTableWidget(0, ColumnCount, parent)
{
    setObjectName(u"deviationsTableWidget"_s);
    setAccessibleName(tr("Deviations: what, owner, by when"));
    setProperty("look", u"field"_s);
    setHorizontalHeaderLabels({tr("Deviation"), tr("Owner"), tr("By YYYY-MM-DD")});
    horizontalHeader()->setSectionResizeMode(Text, QHeaderView::Stretch);
    horizontalHeader()->resizeSection(Owner, px(88));
    horizontalHeader()->resizeSection(Due, px(120));
    horizontalHeader()->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(px(26));
    setTabKeyNavigation(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(AllEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DeviationsTable::sizeHint() const
{
    const int rows = std::clamp(rowCount(), 1, mostRowsShown);
    return {px(280), px(28) + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth()};
}

void DeviationsTable::addDeviation(const QString &text, const QDate &due)
{
    const int row = rowCount();
    insertRow(row);
    setItem(row, Text, new QTableWidgetItem(text));
    setItem(row, Owner, new QTableWidgetItem);
    setItem(row, Due, new QTableWidgetItem(due.toString(Qt::ISODate)));
    setCurrentCell(row, text.isEmpty() ? Text : Owner);
    updateGeometry();
}

void DeviationsTable::removeDeviation()
{
    removeRow(currentRow() >= 0 ? currentRow() : rowCount() - 1);
    updateGeometry();
}

QString DeviationsTable::cell(int row, Column column) const
{
    const auto *found = item(row, column);
    return found ? found->text().trimmed() : QString();
}

QList<domain::Deviation> DeviationsTable::deviations() const
{
    QList<domain::Deviation> all;
    for (int row = 0; row < rowCount(); ++row) {
        const bool isEmpty = cell(row, Text).isEmpty() && cell(row, Owner).isEmpty() && cell(row, Due).isEmpty();
        if (!isEmpty)
            all.append({cell(row, Text), cell(row, Owner), QDate::fromString(cell(row, Due), Qt::ISODate)});
    }
    return all;
}

void DeviationsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && currentItem())
        return currentItem()->setText({});
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (opens && currentItem() && state() != EditingState)
        return editItem(currentItem());
    QTableWidget::keyPressEvent(event);
}

} // namespace cutover::gui
