// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charttablemodel.h"

#include <QLocale>

namespace cutover::gui {

using namespace Qt::StringLiterals;

ChartTableModel::ChartTableModel(charts::ChartKind kind, QObject *parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{
}

void ChartTableModel::setPoints(const QList<charts::ChartPoint> &points)
{
    if (points == m_points)
        return;
    beginResetModel();
    m_points = points;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_kind == charts::ChartKind::Burst ? 3 : 4;
}

ChartTableModel::Column ChartTableModel::columnAt(int section) const
{
    const bool skipsSecond = m_kind == charts::ChartKind::Burst && section >= SecondColumn;
    return static_cast<Column>(skipsSecond ? section + 1 : section);
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    return text(m_points.at(index.row()), columnAt(index.column()));
}

QString ChartTableModel::text(const charts::ChartPoint &point, Column column) const
{
    const auto milliseconds = [](const std::optional<double> &value) {
        return value ? tr("%1 ms").arg(QString::number(*value, 'f', 1)) : tr("none");
    };
    switch (column) {
    case TimeColumn:
        return QLocale::c().toString(point.at.toUTC(), u"d MMM yyyy HH:mm:ss"_s) + u" UTC"_s;
    case ValueColumn:
        if (m_kind == charts::ChartKind::Latency)
            return milliseconds(point.value);
        return point.value ? QString::number(*point.value, 'g', 6) : tr("none");
    case SecondColumn:
        return milliseconds(point.second);
    case VerdictColumn:
        break;
    }
    switch (point.verdict) {
    case charts::Verdict::Passed:
        return tr("passed");
    case charts::Verdict::Failed:
        return tr("failed");
    case charts::Verdict::Unjudged:
        return point.value ? tr("not judged") : tr("unreadable");
    }
    Q_UNREACHABLE();
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    switch (columnAt(section)) {
    case TimeColumn:
        return tr("Time");
    case ValueColumn:
        return m_kind == charts::ChartKind::Burst ? tr("Burst") : tr("P99");
    case SecondColumn:
        return tr("P50");
    case VerdictColumn:
        return tr("Verdict");
    }
    Q_UNREACHABLE();
}

} // namespace cutover::gui
