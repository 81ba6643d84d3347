// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "gui/icons.h"

#include <QStringList>

class QScrollArea;

namespace cutover::gui {

/// Sentences in a card, each behind a shape, that the arrow keys scroll.
class SentenceList : public Card
{
    Q_OBJECT

public:
    struct Sentence
    {
        gui::Shape shape = gui::Shape::NotRun;
        Tone tone = Tone::Text2;
        QString words;
        friend bool operator==(const Sentence &, const Sentence &) = default;
    };

    explicit SentenceList(QWidget *parent = nullptr);

    void setSentences(const QList<Sentence> &sentences);
    [[nodiscard]] QStringList words() const;

private:
    void fill();

    QList<Sentence> m_sentences;
    QScrollArea *m_scroll;
};

} // namespace cutover::gui
