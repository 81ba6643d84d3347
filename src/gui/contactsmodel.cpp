// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/contactsmodel.h"

#include "models/tooltip.h"

#include <algorithm>
#include <array>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::Contact;

namespace {

constexpr std::array<QString Contact::*, ContactsModel::ColumnCount> s_fields{
    &Contact::role, &Contact::name, &Contact::phone, &Contact::slack, &Contact::email, &Contact::link};

bool saysMoreThanRole(const Contact &contact)
{
    return std::any_of(s_fields.begin() + 1, s_fields.end(),
                       [&contact](auto field) { return !(contact.*field).isEmpty(); });
}

QList<Contact> checklistRoles()
{
    QList<Contact> contacts;
    for (const auto &role :
         {u"Incident Commander"_s, u"Technical Lead"_s, u"Platform Team"_s, u"Security Team"_s, u"On-Call Rotation"_s})
        contacts.append({role, {}, {}, {}, {}, {}});
    return contacts;
}

} // namespace

ContactsModel::ContactsModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_contacts(checklistRoles())
{
}

void ContactsModel::setContacts(const QList<Contact> &contacts)
{
    beginResetModel();
    m_contacts = checklistRoles();
    for (const auto &contact : contacts) {
        const auto known = std::ranges::find(m_contacts, contact.role, &Contact::role);
        // One that stands twice is shown twice: it is wrong, and a person says how.
        if (known == m_contacts.end() || saysMoreThanRole(*known))
            m_contacts.append(contact);
        else
            *known = contact;
    }
    m_isEdited = false;
    endResetModel();
}

QList<Contact> ContactsModel::filled() const
{
    QList<Contact> contacts;
    std::ranges::copy_if(m_contacts, std::back_inserter(contacts), saysMoreThanRole);
    return contacts;
}

int ContactsModel::rowOfFilled(int index) const
{
    for (int row = 0; index >= 0 && row < m_contacts.size(); ++row) {
        if (saysMoreThanRole(m_contacts[row]) && index-- == 0)
            return row;
    }
    return -1;
}

QStringList ContactsModel::openRoles() const
{
    QStringList roles;
    for (const auto &contact : m_contacts) {
        if (!contact.role.isEmpty() && !saysMoreThanRole(contact))
            roles.append(contact.role);
    }
    return roles;
}

int ContactsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_contacts.size());
}

int ContactsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ContactsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString &text = m_contacts[index.row()].*s_fields[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text;
    case Qt::ToolTipRole:
        return models::toolTipText(text);
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(),
                               text.isEmpty() ? tr("empty") : text);
    default:
        return {};
    }
}

bool ContactsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString text = value.toString().trimmed();
    QString &field = m_contacts[index.row()].*s_fields[static_cast<std::size_t>(index.column())];
    if (text == field)
        return true;
    field = text;
    Q_EMIT dataChanged(index, index);
    noteEdit();
    return true;
}

QVariant ContactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Role:
        return tr("Role");
    case Name:
        return tr("Name");
    case Phone:
        return tr("Telephone");
    case Slack:
        return tr("Slack");
    case Email:
        return tr("E-mail");
    case Link:
        return tr("Link");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags ContactsModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsEditable : Qt::NoItemFlags;
}

bool ContactsModel::insertRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || row > rowCount() || count < 1)
        return false;
    beginInsertRows({}, row, row + count - 1);
    m_contacts.insert(row, count, {});
    endInsertRows();
    noteEdit();
    return true;
}

bool ContactsModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > rowCount())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_contacts.remove(row, count);
    endRemoveRows();
    noteEdit();
    return true;
}

void ContactsModel::noteEdit()
{
    m_isEdited = true;
    Q_EMIT edited();
}

} // namespace cutover::gui
