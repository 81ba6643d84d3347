// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signcriteria.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"
#include "gui/signcriteriamodel.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double rowHeight = 26;
constexpr double headerHeight = 28;
constexpr double cellPadding = 8;
constexpr double smallestColumn = 52;
constexpr double largestColumn = 260;
constexpr double leastOfValues = 0.35; ///< of what observed and limit share

/// The two that may say much: over several lines where one does not hold it.
bool isWrapped(int column)
{
    return column == SignCriteriaModel::Observed || column == SignCriteriaModel::Limit;
}

int linesFlag(const QFontMetrics &metrics, int width, const QString &text)
{
    const QRect room(0, 0, width, QWIDGETSIZE_MAX);
    return metrics.boundingRect(room, Qt::TextWordWrap, text).width() > width ? Qt::TextWrapAnywhere : Qt::TextWordWrap;
}

int heightOf(const QModelIndex &index, int columnWidth)
{
    const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
    const QString text = index.data().toString();
    const int width = columnWidth - 2 * px(cellPadding);
    const QRect room(0, 0, width, QWIDGETSIZE_MAX);
    const int lines = metrics.boundingRect(room, linesFlag(metrics, width, text), text).height();
    return std::max(px(rowHeight), lines + px(rowHeight) - metrics.height());
}

class SignCriteriaDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect cell = option.rect.adjusted(px(cellPadding), 0, -px(cellPadding), 0);
        if (index.column() == SignCriteriaModel::Status)
            StatusBadge::paint(*painter, cell, badgeOf(index));
        else
            paintText(painter, cell, index);
        const bool endsGroup = index.data(SignCriteriaModel::EndsGroupRole).toBool();
        painter->fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1,
                          endsGroup ? theme().strong : theme().line);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
        const int inner = index.column() == SignCriteriaModel::Status
                              ? StatusBadge::sizeOf(badgeOf(index)).width()
                              : metrics.horizontalAdvance(index.data().toString());
        return {inner + 2 * px(cellPadding) + 1, px(rowHeight)};
    }

private:
    static Badge badgeOf(const QModelIndex &index)
    {
        const auto status = static_cast<domain::Status>(index.data(SignCriteriaModel::StatusRole).toInt());
        auto badge = Badge::of(status, index.data().toString());
        badge.pill = status != domain::Status::Go;
        return badge;
    }

    static void paintText(QPainter *painter, const QRect &cell, const QModelIndex &index)
    {
        const bool isMain = index.column() <= SignCriteriaModel::Observed;
        painter->setPen(isMain ? theme().text : theme().text2);
        painter->setFont(index.data(Qt::FontRole).value<QFont>());
        const QString text = index.data().toString();
        const auto alignment = static_cast<int>(index.data(Qt::TextAlignmentRole).value<Qt::Alignment>());
        const auto metrics = painter->fontMetrics();
        if (isWrapped(index.column()))
            painter->drawText(cell, alignment | linesFlag(metrics, cell.width(), text), text);
        else
            painter->drawText(cell, alignment | Qt::TextSingleLine,
                              metrics.elidedText(text, Qt::ElideRight, cell.width()));
    }
};

QTableView *newTable(SignCriteriaModel *model)
{
    auto *table = new QTableView;
    table->setObjectName(u"criteriaTableView"_s);
    table->setAccessibleName(SignCriteriaModel::tr("Criteria as they are signed"));
    table->setModel(model);
    table->setItemDelegate(new SignCriteriaDelegate(table));
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::NoFocus);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setMinimumSectionSize(px(rowHeight));
    table->verticalHeader()->setDefaultSectionSize(px(rowHeight));
    auto *header = table->horizontalHeader();
    header->setFixedHeight(px(headerHeight));
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    // What is signed is seen whole: the values have what the other columns leave, and lines enough.
    header->setMinimumSectionSize(px(smallestColumn));
    header->setMaximumSectionSize(px(largestColumn));
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(SignCriteriaModel::Observed, QHeaderView::Stretch);
    header->setSectionResizeMode(SignCriteriaModel::Limit, QHeaderView::Fixed);
    return table;
}

} // namespace

SignCriteria::SignCriteria(QWidget *parent)
    : Card(tr("Criteria"), parent)
    , m_model(new SignCriteriaModel(this))
    , m_table(newTable(m_model))
    , m_verdict(new QWidget)
    , m_verdictMark(new ShapeMark(gui::Shape::NotRun, Tone::Neutral, 14))
    , m_verdictText(new ElidedLabel({}, 12))
{
    setSmallTitle(true);
    setFlush(true);
    auto *row = new QHBoxLayout(m_verdict);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(6));
    row->addWidget(m_verdictMark);
    row->addWidget(m_verdictText);
    m_verdictText->setElideMode(Qt::ElideNone);
    addTitleWidget(m_verdict);
    body()->addWidget(m_table);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column == SignCriteriaModel::Observed)
            fitValues();
    });
    fitHeight();
    showCounts();
}

void SignCriteria::setRows(const QList<domain::StatedRow> &rows, const QDateTime &now)
{
    m_seen.subtract(m_model->setRows(rows, now));
    fitValues();
    showCounts();
    m_table->viewport()->update();
}

void SignCriteria::setNow(const QDateTime &now)
{
    m_model->setNow(now);
}

int SignCriteria::rowCount() const
{
    return m_model->rowCount();
}

int SignCriteria::seenCount() const
{
    return static_cast<int>(m_seen.size());
}

bool SignCriteria::eventFilter(QObject *watched, QEvent *event)
{
    // What has been painted has been in view; counted after the event, when every part of it is on screen.
    if (watched == m_table->viewport() && event->type() == QEvent::Paint && !std::exchange(m_isNoting, true))
        QMetaObject::invokeMethod(this, &SignCriteria::noteSeen, Qt::QueuedConnection);
    return Card::eventFilter(watched, event);
}

void SignCriteria::noteSeen()
{
    m_isNoting = false;
    const QRegion shown = m_table->viewport()->visibleRegion();
    const auto before = m_seen.size();
    for (int row = 0; row < rowCount(); ++row) {
        const QRect strip(0, m_table->rowViewportPosition(row), m_table->viewport()->width(), m_table->rowHeight(row));
        if (QRegion(strip).subtracted(shown).isEmpty())
            m_seen.insert(row);
    }
    if (m_seen.size() == before)
        return;
    showCounts();
    Q_EMIT seenChanged();
}

void SignCriteria::showCounts()
{
    setMeta(rowCount() == 0 ? tr("no snapshot yet")
                            : tr("%1 of %2 rows have been in view").arg(seenCount()).arg(rowCount()),
            allSeen() || rowCount() == 0 ? Tone::Text2 : Tone::Accent, false);
    int go = 0;
    const domain::Row *baselines = nullptr;
    for (const auto &stated : m_model->rows()) {
        if (stated.row.id == domain::CriterionId::Baselines)
            baselines = &stated.row;
        else
            go += stated.row.isGo() ? 1 : 0;
    }
    m_verdict->setVisible(baselines != nullptr);
    if (!baselines)
        return;
    const bool all = go == static_cast<int>(domain::criterionCount) && baselines->isGo();
    m_verdictMark->setShape(all ? gui::Shape::Go : gui::Shape::NoGo, all ? Tone::Go : Tone::Nogo);
    m_verdictText->setText(go == static_cast<int>(domain::criterionCount)
                               ? tr("%1 Go, baselines %2").arg(go).arg(models::statusWord(baselines->status))
                               : tr("%1 of %2 Go, baselines %3")
                                     .arg(go)
                                     .arg(domain::criterionCount)
                                     .arg(models::statusWord(baselines->status)));
}

int SignCriteria::wantedWidth(int column) const
{
    int wanted = m_table->horizontalHeader()->sectionSizeHint(column);
    for (int row = 0; row < rowCount(); ++row)
        wanted = std::max(wanted, m_table->itemDelegate()->sizeHint({}, m_model->index(row, column)).width());
    return wanted;
}

/// The limit has its width as long as what was observed has it too; else they share what there is.
void SignCriteria::fitValues()
{
    const int room = m_table->columnWidth(SignCriteriaModel::Observed) + m_table->columnWidth(SignCriteriaModel::Limit);
    const int limit = wantedWidth(SignCriteriaModel::Limit);
    const int left = room - wantedWidth(SignCriteriaModel::Observed);
    const int least = std::min(limit, qRound(room * leastOfValues));
    if (room > 0 && rowCount() > 0)
        m_table->setColumnWidth(SignCriteriaModel::Limit, std::clamp(left, least, limit));
    fitHeight();
}

int SignCriteria::neededHeight(int row) const
{
    const auto heightIn = [this, row](int column) {
        return heightOf(m_model->index(row, column), m_table->columnWidth(column));
    };
    return std::max(heightIn(SignCriteriaModel::Observed), heightIn(SignCriteriaModel::Limit));
}

void SignCriteria::fitHeight()
{
    int height = px(headerHeight) + 1;
    for (int row = 0; row < rowCount(); ++row) {
        m_table->setRowHeight(row, neededHeight(row));
        height += m_table->rowHeight(row);
    }
    m_table->setFixedHeight(height);
}

} // namespace cutover::gui
