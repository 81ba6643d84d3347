// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"
#include "gui/runningring.h"

#include <QTableView>

namespace cutover::gui {

/// The matrix as a table that is as high as its thirteen rows, so that it never scrolls where there is room. Arrows
/// move, Enter asks for the detail, F2 edits the note. Column widths are the person's; the note takes what is left.
class MatrixView : public QTableView
{
    Q_OBJECT

public:
    enum class Density {
        Roomy,   ///< rows of 30, header of 32
        Wide,    ///< rows of 36
        Rollout, ///< rows of 28
        Compact, ///< rows of 26, header of 28, without Took and Note
    };

    explicit MatrixView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    void setDensity(Density density);
    void select(domain::CriterionId id);
    [[nodiscard]] domain::CriterionId selected() const;
    /// Opens the editor of the selected row's note.
    void editNote();

    /// Widths of the columns, for QSettings.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionMoved(cutover::domain::CriterionId id);
    void detailRequested(cutover::domain::CriterionId id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int wholeHeight() const;
    void resetColumns();
    void fitNote();
    void followRing();

    Density m_density = Density::Roomy;
    RingHold m_ring;
};

} // namespace cutover::gui
