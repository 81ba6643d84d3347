// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"

#include <QTableWidget>

namespace cutover::gui {

/// The deviations that a closing names, one a row: what, whose, by when (YYYY-MM-DD). Typing, F2 or Enter edits a cell,
/// Delete empties it, Tab leaves the table.
class DeviationsTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit DeviationsTable(QWidget *parent = nullptr);

    /// At the end; its owner comes next where the text is given, else the text.
    void addDeviation(const QString &text, const QDate &due);
    /// The row of the present cell.
    void removeDeviation();
    /// Every row that says something. A date that is none stays null.
    [[nodiscard]] QList<domain::Deviation> deviations() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Column { Text, Owner, Due, ColumnCount };
    [[nodiscard]] QString cell(int row, Column column) const;
};

} // namespace cutover::gui
