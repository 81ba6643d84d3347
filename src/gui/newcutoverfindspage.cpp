// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/newcutoverfindspage.h"

#include "models/words.h"
#include "models/wordsdraft.h"
#include "ui_newcutoverfindspage.h"

namespace cutover::gui {

using Sentence = SentenceList::Sentence;
using ChoiceKind = session::DraftChoice::Kind;

namespace {

Sentence choiceSentence(const session::DraftChoice &choice)
{
    const QString words = models::oneLine(models::draftChoiceText(choice));
    // What stands in for now stands among what is to be done, too.
    return choice.kind == ChoiceKind::Standing ? Sentence{Shape::NoData, Tone::Warn, words}
                                               : Sentence{Shape::FileCheck, Tone::Text2, words};
}

} // namespace

NewCutoverFindsPage::NewCutoverFindsPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NewCutoverFindsPage>())
{
    m_ui->setupUi(this);
    m_ui->gapList->setTitle(tr("Still to be done before signing"));
    m_ui->choiceList->setTitle(tr("Chosen from what is there"));
}

NewCutoverFindsPage::~NewCutoverFindsPage() = default;

void NewCutoverFindsPage::showDraft(const session::ProfileDraft &draft, const QStringList &openRoles)
{
    QList<Sentence> gaps;
    for (const auto &gap : draft.gaps)
        gaps.append({Shape::NoData, Tone::Warn, models::oneLine(models::draftGapText(gap))});
    for (const auto &role : openRoles)
        gaps.append({Shape::NoData, Tone::Warn, tr("“%1” has nobody to call yet.").arg(models::oneLine(role))});
    const auto count = gaps.size();
    if (gaps.isEmpty())
        gaps.append({Shape::FileCheck, Tone::Text2, tr("Nothing: every value is known.")});
    QList<Sentence> choices;
    for (const auto &choice : draft.choices)
        choices.append(choiceSentence(choice));
    m_ui->gapList->setSentences(gaps);
    m_ui->gapList->setMeta(QString::number(count));
    m_ui->choiceList->setSentences(choices);
    m_ui->choiceList->setMeta(QString::number(choices.size()));
}

QString NewCutoverFindsPage::summary() const
{
    return tr("%1 chosen from what is there, %2 still to be done").arg(m_ui->choiceList->meta(), m_ui->gapList->meta());
}

} // namespace cutover::gui
