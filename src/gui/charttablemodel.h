// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartinput.h"
#include "charts/trace.h"

#include <QAbstractTableModel>

namespace cutover::gui {

/// The windows of a canary chart as rows: what the chart draws, for screen readers.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,   ///< «2 Mar 2026 14:02:10 UTC»
        ValueColumn,  ///< burst, or P99 in ms
        SecondColumn, ///< P50 in ms; only of latency
        VerdictColumn ///< passed, failed, unreadable
    };

    explicit ChartTableModel(charts::ChartKind kind, QObject *parent = nullptr);

    void setPoints(const QList<charts::ChartPoint> &points);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] Column columnAt(int section) const;
    [[nodiscard]] QString text(const charts::ChartPoint &point, Column column) const;

    charts::ChartKind m_kind;
    QList<charts::ChartPoint> m_points;
};

} // namespace cutover::gui
