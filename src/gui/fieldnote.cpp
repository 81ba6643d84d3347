// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/fieldnote.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"

#include <QHBoxLayout>

namespace cutover::gui {

FieldNote::FieldNote(QWidget *parent)
    : QWidget(parent)
    , m_mark(new ShapeMark(Shape::FileCheck, Tone::Text2, 14))
    , m_words(textLabel({}, 12, Tone::Text2))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(6));
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    sayNothing();
}

void FieldNote::setField(QWidget *field)
{
    m_field = field;
    setContentsMargins(0, 0, 0, px(8));
    m_field->setAccessibleDescription(m_words->text());
}

void FieldNote::setHint(const QString &hint)
{
    const bool isShown = m_words->text() == m_hint;
    m_hint = hint;
    if (isShown)
        sayNothing();
}

void FieldNote::say(Kind kind, const QString &words)
{
    switch (kind) {
    case Kind::Good:
        m_mark->setShape(Shape::FileCheck, Tone::Text2);
        break;
    case Kind::Doubtful:
        m_mark->setShape(Shape::NoData, Tone::Warn);
        break;
    case Kind::Wrong:
        m_mark->setShape(Shape::Refusal, Tone::Nogo);
        break;
    }
    m_mark->setVisible(true);
    m_words->setTone(kind == Kind::Wrong ? Tone::Nogo : kind == Kind::Doubtful ? Tone::Warn : Tone::Text2);
    tell(words);
}

void FieldNote::sayNothing()
{
    m_mark->setVisible(false);
    m_words->setTone(Tone::Text2);
    tell(m_hint);
}

void FieldNote::tell(const QString &words)
{
    m_words->setText(words);
    setVisible(!words.isEmpty());
    if (m_field)
        m_field->setAccessibleDescription(words);
}

} // namespace cutover::gui
