// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/refusallist.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

class RefusalMark : public QWidget
{
public:
    explicit RefusalMark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(px(15), px(17));
        connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintShape(painter, rect(), Shape::Refusal, theme().nogo, px(14));
    }
};

QWidget *newLine(const RefusalLine &refusal, bool compact)
{
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    row->addWidget(new RefusalMark(line), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *sentence = textLabel(refusal.sentence, 12.5);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    words->addWidget(sentence);
    if (compact) {
        line->setToolTip(refusal.code);
    } else if (!refusal.code.isEmpty()) {
        auto *code = new ElidedLabel(refusal.code, 10.5, Tone::Text3);
        code->setFont(Appearance::instance().monoFont(10.5));
        words->addWidget(code);
    }
    row->addLayout(words, 1);
    return line;
}

} // namespace

RefusalList::RefusalList(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(px(4));
    followContent();
}

void RefusalList::setRefusals(const QList<RefusalLine> &refusals)
{
    if (refusals == m_refusals)
        return;
    m_refusals = refusals;
    rebuild();
}

void RefusalList::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    rebuild();
}

void RefusalList::setHeading(const QString &heading)
{
    if (heading == m_heading)
        return;
    m_heading = heading;
    rebuild();
}

QString RefusalList::asText() const
{
    QStringList lines;
    if (!m_heading.isEmpty())
        lines.append(m_heading);
    for (const RefusalLine &refusal : m_refusals)
        lines.append(refusal.code.isEmpty() ? refusal.sentence : u"%1 (%2)"_s.arg(refusal.sentence, refusal.code));
    return lines.join(u'\n');
}

void RefusalList::rebuild()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (!m_heading.isEmpty() && !m_compact)
        m_lines->addWidget(textLabel(m_heading, 12.5, Tone::Text, QFont::DemiBold));
    for (const RefusalLine &refusal : m_refusals)
        m_lines->addWidget(newLine(refusal, m_compact));
    followContent();
    updateGeometry();
}

void RefusalList::followContent()
{
    // Without a parent it would be a window of its own; changeEvent comes back here.
    if (parentWidget())
        setVisible(!m_refusals.isEmpty());
}

void RefusalList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ParentChange)
        followContent();
}

} // namespace cutover::gui
