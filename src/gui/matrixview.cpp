// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/matrixview.h"

#include "gui/appearance.h"
#include "gui/matrixdelegate.h"
#include "models/matrixmodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using models::MatrixModel;

namespace {

struct Width
{
    MatrixModel::Column column;
    double px;
    double compactPx;
};

constexpr std::array s_widths{
    Width{MatrixModel::Category, 104, 100}, Width{MatrixModel::Criterion, 200, 196},
    Width{MatrixModel::Status, 112, 108},   Width{MatrixModel::Observed, 192, 192},
    Width{MatrixModel::Limit, 136, 128},    Width{MatrixModel::Margin, 112, 104},
    Width{MatrixModel::Age, 76, 76},        Width{MatrixModel::Took, 88, 0},
};
constexpr double leastNotePx = 64;

int heightOfRow(MatrixView::Density density)
{
    switch (density) {
    case MatrixView::Density::Roomy:
        return px(30);
    case MatrixView::Density::Wide:
        return px(36);
    case MatrixView::Density::Rollout:
        return px(28);
    case MatrixView::Density::Compact:
        return px(26);
    }
    return 0;
}

int headHeight(MatrixView::Density density)
{
    return density == MatrixView::Density::Compact ? px(28) : px(32);
}

} // namespace

MatrixView::MatrixView(QWidget *parent)
    : QTableView(parent)
{
    setObjectName(u"matrixTableView"_s);
    setAccessibleName(tr("Go/No-Go matrix"));
    setItemDelegate(new MatrixDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(px(40));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != MatrixModel::Note)
            fitNote();
    });
    connect(&RunningRing::instance(), &RunningRing::turned, this, [this] {
        if (m_ring.isHeld())
            viewport()->update();
    });
}

void MatrixView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    resetColumns();
    setDensity(m_density);
    select(domain::CriterionId::Readyz);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] { followRing(); });
}

void MatrixView::setDensity(Density density)
{
    const bool columnsChange = (density == Density::Compact) != (m_density == Density::Compact);
    m_density = density;
    verticalHeader()->setDefaultSectionSize(heightOfRow(density));
    horizontalHeader()->setFixedHeight(headHeight(density));
    const bool compact = density == Density::Compact;
    setColumnHidden(MatrixModel::Took, compact);
    setColumnHidden(MatrixModel::Note, compact);
    if (columnsChange)
        resetColumns();
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    updateGeometry();
    fitNote();
}

void MatrixView::resetColumns()
{
    if (!model())
        return;
    for (const auto &width : s_widths) {
        const double wanted = m_density == Density::Compact ? width.compactPx : width.px;
        if (wanted > 0)
            setColumnWidth(width.column, px(wanted));
    }
    fitNote();
}

void MatrixView::fitNote()
{
    if (!model())
        return;
    // What is left goes to the note; where it is hidden, to what was observed.
    const bool compact = m_density == Density::Compact;
    const auto column = compact ? MatrixModel::Observed : MatrixModel::Note;
    int others = 0;
    for (int i = 0; i < MatrixModel::ColumnCount; ++i)
        others += i == column || isColumnHidden(i) ? 0 : columnWidth(i);
    const int least = px(compact ? 120 : leastNotePx);
    const QSignalBlocker quiet(horizontalHeader());
    setColumnWidth(column, std::max(least, viewport()->width() - others));
    viewport()->update();
}

void MatrixView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitNote();
}

void MatrixView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!hasFocus() || !currentIndex().isValid())
        return;
    QPainter painter(viewport());
    const int left = columnViewportPosition(MatrixModel::Criterion);
    const int top = rowViewportPosition(currentIndex().row());
    painter.setPen(QPen(theme().accent, px(2)));
    painter.drawRect(
        QRectF(left, top, viewport()->width() - left, rowHeight(currentIndex().row())).adjusted(1, 1, -1, -1));
}

void MatrixView::select(domain::CriterionId id)
{
    if (model())
        setCurrentIndex(model()->index(static_cast<int>(id), MatrixModel::Criterion));
}

domain::CriterionId MatrixView::selected() const
{
    return MatrixModel::criterionAt(std::max(0, currentIndex().row()));
}

void MatrixView::editNote()
{
    if (isColumnHidden(MatrixModel::Note))
        return;
    const auto note = model()->index(currentIndex().row(), MatrixModel::Note);
    setCurrentIndex(note);
    edit(note);
}

QByteArray MatrixView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void MatrixView::restoreColumns(const QByteArray &state)
{
    if (!state.isEmpty() && m_density != Density::Compact)
        horizontalHeader()->restoreState(state);
    setDensity(m_density);
}

int MatrixView::wholeHeight() const
{
    return headHeight(m_density) + static_cast<int>(domain::rowCount) * heightOfRow(m_density) + px(1);
}

QSize MatrixView::sizeHint() const
{
    return {px(700), wholeHeight()};
}

QSize MatrixView::minimumSizeHint() const
{
    return {px(500), wholeHeight()};
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2) {
        editNote();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && state() != EditingState) {
        Q_EMIT detailRequested(selected());
        return;
    }
    QTableView::keyPressEvent(event);
}

void MatrixView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row())
        Q_EMIT selectionMoved(MatrixModel::criterionAt(current.row()));
}

void MatrixView::followRing()
{
    bool running = false;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const auto status = model()->index(row, MatrixModel::Status).data(MatrixModel::StatusRole).toInt();
        running = running || status == static_cast<int>(domain::Status::Running);
    }
    m_ring.set(running);
}

} // namespace cutover::gui
