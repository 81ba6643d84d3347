// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace cutover::gui {

class ContactsModel;

/// The contacts as a table: arrows go about in it, typing, F2 or Enter edits a cell, Delete empties it, Tab leaves it.
class ContactsView : public QTableView
{
    Q_OBJECT

public:
    explicit ContactsView(QWidget *parent = nullptr);

    [[nodiscard]] ContactsModel *contacts() const { return m_model; }
    /// A new row at the end, its role being edited.
    void addRow();
    /// The row of the present cell.
    void removeRow();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    ContactsModel *m_model;
};

} // namespace cutover::gui
