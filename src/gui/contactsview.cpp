// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contactsview.h"

#include "gui/appearance.h"
#include "gui/contactsmodel.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace cutover::gui {

namespace {

constexpr double cellHeight = 30;
constexpr double headerHeight = 28;

} // namespace

ContactsView::ContactsView(QWidget *parent)
    : QTableView(parent)
    , m_model(new ContactsModel(this))
{
    setModel(m_model);
    setTabKeyNavigation(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(AnyKeyPressed | EditKeyPressed | DoubleClicked);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(px(cellHeight));
    verticalHeader()->setDefaultSectionSize(px(cellHeight));
    auto *header = horizontalHeader();
    header->setFixedHeight(px(headerHeight));
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    setCurrentIndex(m_model->index(0, ContactsModel::Name));
    connect(m_model, &ContactsModel::modelReset, this,
            [this] { setCurrentIndex(m_model->index(0, ContactsModel::Name)); });
}

void ContactsView::addRow()
{
    const int row = m_model->rowCount();
    m_model->insertRow(row);
    const auto role = m_model->index(row, ContactsModel::Role);
    setCurrentIndex(role);
    edit(role);
}

void ContactsView::removeRow()
{
    if (currentIndex().isValid())
        m_model->removeRow(currentIndex().row());
}

void ContactsView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (currentIndex().isValid() && event->key() == Qt::Key_Delete)
        m_model->setData(currentIndex(), {});
    else if (currentIndex().isValid() && isEnter && state() != EditingState)
        edit(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

} // namespace cutover::gui
