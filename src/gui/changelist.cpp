// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/changelist.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using session::Draft;

namespace {

bool isSame(const Draft::Change &a, const Draft::Change &b)
{
    return a.code == b.code && a.data == b.data;
}

/// A file that is bound in two roles, as a check's and as a stage's, is one change for a person.
QList<Draft::Change> withoutRepeats(const QList<Draft::Change> &changes)
{
    QList<Draft::Change> once;
    for (const auto &change : changes)
        if (std::ranges::none_of(once, [&](const auto &known) { return isSame(known, change); }))
            once.append(change);
    return once;
}

/// A check box that is seen before it is ticked: Fusion's own edge has hardly any contrast on a card.
class AcknowledgeBox : public QCheckBox
{
public:
    AcknowledgeBox() { setFixedSize(px(24), px(24)); }

protected:
    bool hitButton(const QPoint &place) const override { return rect().contains(place); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(px(3), px(3), -px(3), -px(3));
        painter.setPen(QPen(theme().accent, px(2)));
        painter.setBrush(isChecked() ? theme().accent : theme().surface);
        painter.drawRoundedRect(box, px(3), px(3));
        if (isChecked()) {
            painter.setPen(QPen(theme().onAccent, px(2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const auto at = [&box](double x, double y) {
                return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
            };
            painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.44, 0.72), at(0.78, 0.3)}));
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme().text, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
        }
    }
};

/// A check box with a sentence that may wrap, which QCheckBox's own text cannot.
class ChangeLine : public Card
{
public:
    ChangeLine(const Draft::Change &change, int index)
        : m_box(new AcknowledgeBox)
    {
        const QString sentence = models::changeText(change);
        m_box->setObjectName(u"acknowledgeCheckBox_%1"_s.arg(index));
        m_box->setAccessibleName(ChangeList::tr("Acknowledge: %1").arg(sentence));
        auto *words = textLabel(sentence, 13, Tone::Text, QFont::Medium);
        auto *code = new ElidedLabel(change.code, 11, Tone::Text2);
        code->setFont(Appearance::instance().monoFont(11));
        code->setElideMode(Qt::ElideMiddle);
        auto *row = new QHBoxLayout;
        row->setSpacing(px(10));
        row->addWidget(m_box, 0, Qt::AlignTop);
        auto *column = new QVBoxLayout;
        column->setSpacing(px(2));
        column->addWidget(words);
        column->addWidget(code);
        row->addLayout(column, 1);
        body()->addLayout(row);
    }

    [[nodiscard]] QCheckBox *box() const { return m_box; }

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
            m_box->toggle();
    }

private:
    QCheckBox *m_box;
};

} // namespace

ChangeList::ChangeList(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(px(8));
    rebuild({});
}

void ChangeList::setChanges(const QList<Draft::Change> &changes)
{
    const auto listed = withoutRepeats(changes);
    if (std::ranges::equal(listed, m_changes, isSame))
        return;
    const QStringList before = acknowledged();
    QStringList kept;
    for (const auto &change : listed) {
        const bool isKnown = std::ranges::any_of(m_changes, [&](const auto &old) { return isSame(old, change); });
        if (isKnown && before.contains(change.code))
            kept.append(change.code);
    }
    m_changes = listed;
    rebuild(kept);
}

QStringList ChangeList::acknowledged() const
{
    QStringList codes;
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->isChecked())
            codes.append(m_changes[i].code);
    return codes;
}

int ChangeList::openCount() const
{
    return static_cast<int>(std::ranges::count_if(m_boxes, [](const QCheckBox *box) { return !box->isChecked(); }));
}

int ChangeList::firstOpen() const
{
    const auto open = std::ranges::find_if(m_boxes, [](const QCheckBox *box) { return !box->isChecked(); });
    return open == m_boxes.end() ? 0 : static_cast<int>(open - m_boxes.begin()) + 1;
}

void ChangeList::rebuild(const QStringList &keptCodes)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_boxes.clear();
    if (m_changes.isEmpty()) {
        m_lines->addWidget(textLabel(tr("Nothing to acknowledge: no limit was loosened and no script or list of "
                                        "signers changed since a signed decision."),
                                     12, Tone::Text2));
    } else {
        m_lines->addWidget(textLabel(tr("Acknowledge each by itself."), 12, Tone::Text2));
    }
    for (int i = 0; i < static_cast<int>(m_changes.size()); ++i) {
        auto *line = new ChangeLine(m_changes[i], i);
        line->box()->setChecked(keptCodes.contains(m_changes[i].code));
        connect(line->box(), &QCheckBox::toggled, this, &ChangeList::acknowledgedChanged);
        m_boxes.append(line->box());
        m_lines->addWidget(line);
    }
    Q_EMIT rebuilt();
}

} // namespace cutover::gui
