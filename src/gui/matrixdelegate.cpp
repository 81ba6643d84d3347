// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/matrixdelegate.h"

#include "gui/appearance.h"
#include "gui/statusbadge.h"
#include "models/matrixmodel.h"

#include <QLineEdit>
#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::Status;
using models::MatrixModel;

namespace {

constexpr double s_padding = 8;

Status statusAt(const QModelIndex &index)
{
    return static_cast<Status>(index.data(MatrixModel::StatusRole).toInt());
}

bool isSelected(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    // The category belongs to its whole group.
    return option.state.testFlag(QStyle::State_Selected) && index.column() != MatrixModel::Category;
}

/// Only what stands in the way for good fills its row: the others come and go with each run.
bool fillsRow(Status status)
{
    return status == Status::NoGo || status == Status::Error || status == Status::TimedOut;
}

QFont::Weight weightOf(const QModelIndex &index)
{
    const bool exception = statusAt(index) != Status::Go;
    const bool over = index.data(MatrixModel::OverRole).toBool() || index.data(MatrixModel::TooOldRole).toBool();
    switch (index.column()) {
    case MatrixModel::Category:
        return QFont::DemiBold;
    case MatrixModel::Criterion:
        return exception ? QFont::DemiBold : QFont::Medium;
    case MatrixModel::Margin:
    case MatrixModel::Age:
        return over ? QFont::DemiBold : QFont::Normal;
    default:
        return QFont::Normal;
    }
}

QColor inkOf(const QModelIndex &index)
{
    const auto &look = theme();
    const bool dash = index.data().toString() == u"—";
    if (dash)
        return look.text3;
    const bool tooOld = index.data(MatrixModel::TooOldRole).toBool();
    switch (index.column()) {
    case MatrixModel::Criterion:
    case MatrixModel::Observed:
        return look.text;
    case MatrixModel::Margin:
        return index.data(MatrixModel::OverRole).toBool() ? look.nogo : tooOld ? look.warn : look.text2;
    case MatrixModel::Age:
        return tooOld ? look.warn : look.text2;
    default:
        return look.text2;
    }
}

} // namespace

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintGround(painter, option, index);
    paintRules(painter, option, index);
    if (index.column() == MatrixModel::Status)
        paintStatus(painter, option, index);
    else if (index.column() != MatrixModel::Category || index.data(MatrixModel::GroupStartRole).toBool())
        paintText(painter, option, index);
    painter->restore();
}

void MatrixDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &look = theme();
    QColor ground = look.surface;
    if (isSelected(option, index))
        ground = look.sel;
    else if (index.column() != MatrixModel::Category && fillsRow(statusAt(index)))
        ground = look.nogoTint;
    painter->fillRect(option.rect, ground);
    if (isSelected(option, index) && index.column() == MatrixModel::Criterion)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(px(3), option.rect.height())), look.accent);
}

void MatrixDelegate::paintRules(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &look = theme();
    const QRect &area = option.rect;
    if (index.data(MatrixModel::GroupStartRole).toBool() && index.row() > 0)
        painter->fillRect(QRect(area.left(), area.top(), area.width(), 1), look.strong);
    else if (index.row() > 0 && index.column() != MatrixModel::Category)
        painter->fillRect(QRect(area.left(), area.top(), area.width(), 1), look.line);
}

void MatrixDelegate::paintStatus(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto status = statusAt(index);
    auto badge = Badge::of(status, index.data().toString());
    badge.pill = status != Status::Go;
    const bool onColour = isSelected(option, index) || fillsRow(status);
    // Without a pill the shape stands where it stands inside one.
    const int left = px(badge.pill ? 4 : 12);
    StatusBadge::paint(*painter, option.rect.adjusted(left, 1, 0, 0), badge, onColour);
}

void MatrixDelegate::paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const double size = index.column() == MatrixModel::Category ? 12 : 13;
    painter->setFont(Appearance::instance().font(size, weightOf(index)));
    painter->setPen(inkOf(index));
    const QRect area = option.rect.adjusted(px(s_padding), 0, -px(s_padding), 0);
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, int(alignment) | Qt::TextSingleLine, text);
}

QWidget *MatrixDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                      const QModelIndex &index) const
{
    auto *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        line->setObjectName(u"noteLineEdit"_s);
        line->setAccessibleName(tr("Note"));
        line->setMaxLength(500);
    }
    return editor;
}

void MatrixDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                          const QModelIndex &) const
{
    // A narrow note is written in a field wide enough to read it.
    const int width = std::max(option.rect.width(), px(280));
    editor->setMinimumHeight(0);
    editor->setGeometry(option.rect.right() - width + 1, option.rect.top(), width, option.rect.height());
}

} // namespace cutover::gui
