// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <array>

namespace cutover::models {

/// The Go/No-Go matrix as a table of thirteen rows that never move: new values change cells in place, so that
/// selection, scroll and focus stay. Holds texts only; who knows the rows calls setRows, also each second for the ages.
class MatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Category,  ///< the checklist's word, in every row; a view writes it once a group
        Criterion, ///< the checklist's words
        Status,    ///< «No-Go»
        Observed,  ///< «RTO 17 min 12 s · RPO 0 files»
        Limit,     ///< «≤ 15 min · ≤ 1 file»
        Margin,    ///< «−2 min 12 s»; a dash without numbers
        Age,       ///< «41 min»
        Took,      ///< «17 min 15 s»
        Note,      ///< editable
        ColumnCount
    };

    enum Role {
        StatusRole = Qt::UserRole, ///< domain::Status as int
        CriterionRole,             ///< domain::CriterionId as int
        GroupStartRole,            ///< bool: first row of its category
        OverRole,                  ///< bool: the decisive number is beyond its limit
        TooOldRole,                ///< bool: Stale by age
        RowTextRole,               ///< the whole row as one sentence, for screen readers
    };

    explicit MatrixModel(QObject *parent = nullptr);

    void setRows(const std::array<domain::Row, domain::rowCount> &rows, const QDateTime &now);
    [[nodiscard]] const domain::Row &row(domain::CriterionId id) const;
    [[nodiscard]] static domain::CriterionId criterionAt(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    /// A person wrote a note. The cell shows it at once; the next setRows says what really stands.
    void noteEdited(cutover::domain::CriterionId id, const QString &text);

private:
    using Texts = std::array<QString, ColumnCount>;

    [[nodiscard]] static Texts textsOf(const domain::Row &row, const QDateTime &now);
    [[nodiscard]] QString cellText(const QModelIndex &index) const;
    [[nodiscard]] QString rowText(int row) const;
    void announce(int row, const Texts &former);

    std::array<domain::Row, domain::rowCount> m_rows;
    std::array<Texts, domain::rowCount> m_texts;
};

} // namespace cutover::models
