// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signcriteriamodel.h"

#include "gui/appearance.h"
#include "models/tooltip.h"
#include "models/words.h"

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

bool isSame(const domain::StatedRow &a, const domain::StatedRow &b)
{
    return a.row.status == b.row.status && a.row.observed == b.row.observed && a.row.limit == b.row.limit &&
           a.row.measures == b.row.measures && a.arithmetic == b.arithmetic && a.reason == b.reason &&
           a.row.note == b.row.note;
}

} // namespace

QSet<int> SignCriteriaModel::setRows(const QList<domain::StatedRow> &rows, const QDateTime &now)
{
    QSet<int> changed;
    for (int i = 0; i < static_cast<int>(rows.size()); ++i)
        if (i >= m_rows.size() || !isSame(m_rows[i], rows[i]))
            changed.insert(i);
    const bool isOtherShape = rows.size() != m_rows.size();
    if (isOtherShape)
        beginResetModel();
    m_rows = rows;
    m_now = now;
    if (isOtherShape)
        endResetModel();
    else if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return changed;
}

void SignCriteriaModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, Age), index(rowCount() - 1, Age), {Qt::DisplayRole});
}

int SignCriteriaModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SignCriteriaModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SignCriteriaModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &stated = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return text(stated, static_cast<Column>(index.column()));
    case Qt::ToolTipRole:
        if (index.column() == Observed || index.column() == Limit)
            return models::toolTipText(text(stated, static_cast<Column>(index.column())));
        return models::toolTipText(stated.reason.isEmpty() ? stated.arithmetic : stated.reason);
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() >= Margin ? Qt::AlignRight | Qt::AlignVCenter
                                                            : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole:
        return Appearance::instance().font(
            13, index.column() != Criterion ? QFont::Normal : (stated.row.isGo() ? QFont::Medium : QFont::DemiBold));
    case StatusRole:
        return static_cast<int>(stated.row.status);
    case EndsGroupRole:
        return index.row() + 1 < rowCount() &&
               domain::criterion(m_rows[index.row() + 1].row.id).category != domain::criterion(stated.row.id).category;
    default:
        return {};
    }
}

QVariant SignCriteriaModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section >= Margin ? Qt::AlignRight | Qt::AlignVCenter
                                                     : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Criterion:
        return tr("Criterion");
    case Status:
        return tr("Status");
    case Observed:
        return tr("Observed");
    case Limit:
        return tr("Limit");
    case Margin:
        return tr("Margin");
    case Age:
        return tr("Age");
    case ColumnCount:
        break;
    }
    return {};
}

QString SignCriteriaModel::text(const domain::StatedRow &stated, Column column) const
{
    const auto &row = stated.row;
    switch (column) {
    case Criterion:
        return domain::criterion(row.id).title;
    case Status:
        return models::statusWord(row.status);
    case Observed:
        return models::observedCell(row);
    case Limit:
        return models::limitCell(row);
    case Margin:
        return models::marginText(row);
    case Age:
        return row.measuredAt.isValid() ? models::ageText(std::max<qint64>(0, row.measuredAt.secsTo(m_now))) : u"—"_s;
    case ColumnCount:
        break;
    }
    return {};
}

QString SignCriteriaModel::spoken(int index) const
{
    const auto &stated = m_rows[index];
    return tr("Check %1 of %2, %3, %4, %5")
        .arg(index + 1)
        .arg(rowCount())
        .arg(text(stated, Criterion), text(stated, Status),
             stated.reason.isEmpty() ? stated.arithmetic : stated.reason);
}

} // namespace cutover::gui
