// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sentencelist.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/shapemark.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

SentenceList::SentenceList(QWidget *parent)
    : Card({}, parent)
    , m_scroll(new QScrollArea)
{
    m_scroll->setProperty("look", u"list"_s);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_scroll);
    fill();
}

void SentenceList::setSentences(const QList<Sentence> &sentences)
{
    if (sentences == m_sentences)
        return; // or it would scroll back under the reader's eyes
    m_sentences = sentences;
    fill();
}

QStringList SentenceList::words() const
{
    QStringList all;
    for (const auto &sentence : m_sentences)
        all.append(sentence.words);
    return all;
}

void SentenceList::fill()
{
    auto *page = new QWidget;
    page->setObjectName(u"scrolled"_s);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(px(6), px(6), px(8), px(6));
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(8));
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &sentence : m_sentences) {
        grid->addWidget(new ShapeMark(sentence.shape, sentence.tone, 14), row, 0, Qt::AlignTop);
        grid->addWidget(textLabel(sentence.words), row++, 1);
    }
    grid->setRowStretch(row, 1);
    m_scroll->setWidget(page);
    m_scroll->setAccessibleName(title());
    m_scroll->setAccessibleDescription(words().join(u'\n'));
}

} // namespace cutover::gui
