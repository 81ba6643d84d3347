// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"

#include <QAbstractTableModel>
#include <QSet>

namespace cutover::gui {

/// The rows of one statement, for showing.
class SignCriteriaModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Criterion,
        Status,
        Observed,
        Limit,
        Margin, ///< right-aligned
        Age,    ///< right-aligned
        ColumnCount
    };
    enum Role {
        StatusRole = Qt::UserRole, ///< int, domain::Status
        EndsGroupRole,             ///< bool: the next row is of another category
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Answers the indexes of rows that say something else than before.
    QSet<int> setRows(const QList<domain::StatedRow> &rows, const QDateTime &now);
    void setNow(const QDateTime &now);
    [[nodiscard]] const QList<domain::StatedRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const domain::StatedRow &row, Column column) const;
    [[nodiscard]] QString spoken(int index) const;

    QList<domain::StatedRow> m_rows;
    QDateTime m_now;
};

} // namespace cutover::gui
