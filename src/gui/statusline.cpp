// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statusline.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/messagestatus.h"
#include "gui/shapemark.h"

#include <QHBoxLayout>
#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_messages(new MessageStatus(this))
    , m_clock(textLabel({}, 12, Tone::Text, QFont::Medium))
{
    setObjectName(u"statusLine"_s);
    setAccessibleName(tr("Status"));
    setFixedHeight(px(28));
    setFocusPolicy(Qt::TabFocus);
    m_clock->setObjectName(u"clockLabel"_s);
    m_clock->setWordWrap(false);
    m_row->setContentsMargins(px(16), 0, px(16), 0);
    m_row->setSpacing(px(6));
    m_row->addStretch(1);
    m_row->addWidget(m_messages);
    m_row->addSpacing(px(8));
    m_row->addWidget(m_clock);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void StatusLine::setItems(const QList<Item> &items)
{
    if (items == m_items)
        return;
    m_items = items;
    QStringList words;
    for (const auto &item : items)
        words.append(item.text);
    setAccessibleDescription(words.join(u", "_s));
    while (m_places.size() < items.size()) {
        const Place place{new ShapeMark(Shape::NotRun, Tone::Text2, 14, this), new ElidedLabel({}, 12, Tone::Text2)};
        const int at = static_cast<int>(m_places.size()) * 3;
        m_row->insertWidget(at, place.mark);
        m_row->insertWidget(at + 1, place.label);
        m_row->insertSpacing(at + 2, px(14));
        m_places.append(place);
    }
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        const bool shown = i < items.size();
        m_places[i].mark->setVisible(shown);
        m_places[i].label->setVisible(shown);
        if (!shown)
            continue;
        m_places[i].mark->setShape(items[i].shape, items[i].shapeTone);
        m_places[i].label->setText(items[i].text);
        m_places[i].label->setTone(items[i].tone);
    }
}

void StatusLine::setClock(const QString &text)
{
    m_clock->setText(text);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().win);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
    if (!hasFocus())
        return;
    painter.setPen(QPen(theme().accent, px(2)));
    painter.drawRoundedRect(rect().adjusted(px(2), px(2), -px(2), -px(2)), px(4), px(4));
}

} // namespace cutover::gui
