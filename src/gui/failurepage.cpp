// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/failurepage.h"

#include "gui/appearance.h"
#include "gui/card.h"
#include "gui/elidedlabel.h"
#include "gui/headerview.h"
#include "models/words.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

FailurePage::FailurePage(QWidget *parent)
    : QWidget(parent)
    , m_header(new HeaderView(this))
    , m_sentence(textLabel({}, 15))
    , m_workspace(textLabel({}, 12.5, Tone::Text2))
    , m_answer(textLabel({}, 13, Tone::Text2))
    , m_write(newButton(u"writeProfileButton"_s, tr("&Write one…")))
{
    setObjectName(u"failurePage"_s);
    m_sentence->setObjectName(u"failureLabel"_s);
    auto *retry = new QPushButton(tr("Try again"));
    retry->setObjectName(u"retryButton"_s);
    auto *close = new QPushButton(tr("Close workspace"));
    close->setObjectName(u"closeWorkspaceButton"_s);
    auto *card = new Card(tr("This workspace cannot be opened"));
    card->setEdge(Tone::Nogo);
    card->setMaximumWidth(px(760));
    card->body()->addWidget(m_sentence);
    card->body()->addWidget(m_workspace);
    card->body()->addWidget(m_answer);
    auto *buttons = new QHBoxLayout;
    m_write->setAccessibleName(tr("Write a cutover.json for this folder"));
    buttons->addWidget(m_write);
    buttons->addWidget(retry);
    buttons->addWidget(close);
    buttons->addStretch(1);
    card->body()->addLayout(buttons);
    auto *across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(card, 20);
    across->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_header);
    column->addStretch(2);
    column->addLayout(across);
    column->addStretch(3);
    connect(retry, &QPushButton::clicked, this, &FailurePage::retryPressed);
    connect(close, &QPushButton::clicked, this, &FailurePage::closePressed);
    connect(m_write, &QPushButton::clicked, this, &FailurePage::writePressed);
    connect(m_header, &HeaderView::abortPressed, this, &FailurePage::abortPressed);
    setAborting(false, false, 0);
}

void FailurePage::setFailure(const QString &workspace, const session::Failure &failure)
{
    HeaderView::Content content;
    content.shape = Shape::NoGo;
    content.tone = Tone::Nogo;
    content.word = u"NO-GO"_s;
    const bool isAbsent = failure.name == "not_found"_L1 && failure.data.value(0).endsWith("cutover.json"_L1);
    content.what = isAbsent ? tr("There is no profile here.") : tr("The profile cannot be read.");
    content.why = tr("Nothing can be judged or promoted; abort still works.");
    m_header->setContent(content);
    m_sentence->setText(models::failureText(failure));
    m_workspace->setText(workspace);
    m_answer->setText({});
    m_write->setVisible(isAbsent);
}

void FailurePage::setAborting(bool aborting, bool failed, qint64 seconds)
{
    m_header->setAbort(aborting ? AbortSlot::Aborting : failed ? AbortSlot::Again : AbortSlot::Abort, seconds);
}

void FailurePage::setAnswer(const QString &text)
{
    m_answer->setText(text);
}

} // namespace cutover::gui
