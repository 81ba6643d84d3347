// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartinput.h"

#include <QWidget>

namespace cutover::gui {

/// What the marks of a chart mean, in the title row of its card: passed and failed, or P99 and P50.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(charts::ChartKind kind, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QString word;
        bool isFailed = false;
        bool isSecond = false;
    };
    void paintMark(QPainter &painter, const Entry &entry, const QRectF &area) const;

    QList<Entry> m_entries;
};

} // namespace cutover::gui
