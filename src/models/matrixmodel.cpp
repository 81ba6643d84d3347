// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/matrixmodel.h"

#include "models/tooltip.h"
#include "models/words.h"

#include <QCoreApplication>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

const QString s_dash = u"—"_s;

bool isNumber(int column)
{
    return column == MatrixModel::Margin || column == MatrixModel::Age || column == MatrixModel::Took;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? s_dash : text;
}

QString age(const domain::Row &row, const QDateTime &now)
{
    if (row.status == domain::Status::Running)
        return MatrixModel::tr("now");
    return row.measuredAt.isValid() ? ageText(std::max<qint64>(0, row.measuredAt.secsTo(now))) : s_dash;
}

bool wasMeasured(const domain::Row &row)
{
    return row.status != domain::Status::NotRun && row.status != domain::Status::Running;
}

bool isOver(const domain::Row &row)
{
    if (!wasMeasured(row))
        return false;
    const auto *measure = row.decisiveMeasure();
    return measure && !measure->holds();
}

} // namespace

MatrixModel::MatrixModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    for (std::size_t i = 0; i < domain::rowCount; ++i) {
        m_rows[i].id = static_cast<CriterionId>(i);
        m_texts[i] = textsOf(m_rows[i], {});
    }
}

MatrixModel::Texts MatrixModel::textsOf(const domain::Row &row, const QDateTime &now)
{
    const auto &criterion = domain::criterion(row.id);
    Texts texts;
    texts[Category] = criterion.category;
    texts[Criterion] = criterion.title;
    texts[Status] = statusWord(row.status);
    texts[Observed] = orDash(observedCell(row));
    texts[Limit] = orDash(limitCell(row));
    texts[Margin] = wasMeasured(row) ? orDash(marginText(row)) : s_dash;
    texts[Age] = age(row, now);
    texts[Took] = row.durationMs >= 0 ? durationText(row.durationMs) : s_dash;
    texts[Note] = row.note;
    return texts;
}

void MatrixModel::setRows(const std::array<domain::Row, domain::rowCount> &rows, const QDateTime &now)
{
    for (std::size_t i = 0; i < domain::rowCount; ++i) {
        const auto former = m_texts[i];
        const bool sameStatus = m_rows[i].status == rows[i].status;
        m_rows[i] = rows[i];
        m_rows[i].id = static_cast<CriterionId>(i);
        m_texts[i] = textsOf(m_rows[i], now);
        if (!sameStatus)
            Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
        else
            announce(static_cast<int>(i), former);
    }
}

void MatrixModel::announce(int row, const Texts &former)
{
    const auto &present = m_texts[static_cast<std::size_t>(row)];
    for (int column = 0; column < ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        if (former[at] != present[at])
            Q_EMIT dataChanged(index(row, column), index(row, column));
    }
}

const domain::Row &MatrixModel::row(CriterionId id) const
{
    return m_rows[static_cast<std::size_t>(id)];
}

CriterionId MatrixModel::criterionAt(int row)
{
    return static_cast<CriterionId>(row);
}

int MatrixModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(domain::rowCount);
}

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index);
    case Qt::EditRole:
        return index.column() == Note ? row.note : cellText(index);
    case Qt::ToolTipRole:
        return index.column() == Note ? toolTipText(row.note) : QVariant();
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return index.column() == Criterion ? rowText(index.row()) : cellText(index);
    case StatusRole:
        return static_cast<int>(row.status);
    case CriterionRole:
        return static_cast<int>(row.id);
    case GroupStartRole:
        return index.row() == 0 ||
               domain::criterion(row.id).category != domain::criterion(criterionAt(index.row() - 1)).category;
    case OverRole:
        return isOver(row);
    case TooOldRole:
        return row.status == domain::Status::Stale;
    case RowTextRole:
        return rowText(index.row());
    default:
        return {};
    }
}

QString MatrixModel::cellText(const QModelIndex &index) const
{
    const QString &text = m_texts[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    // A note may have lines; its cell has one.
    return index.column() == Note ? text.simplified() : text;
}

QString MatrixModel::rowText(int row) const
{
    const auto &texts = m_texts[static_cast<std::size_t>(row)];
    const auto &value = m_rows[static_cast<std::size_t>(row)];
    const QString place = row < static_cast<int>(domain::criterionCount)
                              ? tr("Check %1 of %2").arg(row + 1).arg(domain::criterionCount)
                              : tr("Prerequisite");
    QStringList parts{place, texts[Criterion], texts[Status]};
    if (texts[Observed] != s_dash)
        parts.append(texts[Observed]);
    if (texts[Limit] != s_dash)
        parts.append(tr("limit %1").arg(texts[Limit]));
    if (!value.measures.isEmpty() && wasMeasured(value))
        parts.append(rowArithmetic(value).section(u", "_s, -1));
    return parts.join(u", "_s);
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const std::array<const char *, ColumnCount> titles{
        QT_TR_NOOP("Category"), QT_TR_NOOP("Criterion"), QT_TR_NOOP("Status"),
        QT_TR_NOOP("Observed"), QT_TR_NOOP("Limit"),     QT_TR_NOOP("Margin"),
        QT_TR_NOOP("Age"),      QT_TR_NOOP("Took"),      QT_TR_NOOP("Note")};
    return tr(titles[static_cast<std::size_t>(section)]);
}

Qt::ItemFlags MatrixModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Note ? flags | Qt::ItemIsEditable : flags;
}

bool MatrixModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Note)
        return false;
    auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const QString text = value.toString().trimmed();
    if (text == row.note)
        return false;
    row.note = text;
    m_texts[static_cast<std::size_t>(index.row())][Note] = text;
    Q_EMIT dataChanged(index, index);
    Q_EMIT noteEdited(row.id, text);
    return true;
}

} // namespace cutover::models
