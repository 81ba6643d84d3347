// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"

#include <QAbstractTableModel>

namespace cutover::gui {

/// Contacts to be filled in: one a row, role first, every cell a text that can be edited.
class ContactsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Role, Name, Phone, Slack, Email, Link, ColumnCount };

    /// Begins with the checklist's five roles.
    explicit ContactsModel(QObject *parent = nullptr);

    /// The checklist's roles, with what these contacts give, and the further ones behind them.
    void setContacts(const QList<domain::Contact> &contacts);
    /// Somebody has changed a cell or a row; setContacts() is not somebody.
    [[nodiscard]] bool isEdited() const { return m_isEdited; }
    /// Those that say more than a role.
    [[nodiscard]] QList<domain::Contact> filled() const;
    /// The row of filled()'s contact at `index`, or -1.
    [[nodiscard]] int rowOfFilled(int index) const;
    /// Roles that say nothing yet.
    [[nodiscard]] QStringList openRoles() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool insertRows(int row, int count, const QModelIndex &parent = {}) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    void edited();

private:
    void noteEdit();

    QList<domain::Contact> m_contacts;
    bool m_isEdited = false;
};

} // namespace cutover::gui
