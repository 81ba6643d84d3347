// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonystart.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;

CeremonyStart::CeremonyStart(RoomScale &scale, QWidget *parent)
    : QWidget(parent)
    , m_title(scale.newLabel(u"startTitleLabel"_s, 64, Tone::Text, QFont::Bold))
    , m_words(scale.newLabel(u"startWordsLabel"_s, 24, Tone::Text2, QFont::Normal, true))
    , m_failure(scale.newLabel(u"startFailureLabel"_s, 24, Tone::Nogo, QFont::Normal, true))
    , m_form(new QWidget)
    , m_presider(new QLineEdit)
    , m_run(scale.newButton(u"runAllButton"_s, tr("Run all checks")))
    , m_begin(scale.newButton(u"beginButton"_s, tr("Begin")))
{
    m_presider->setObjectName(u"presiderLineEdit"_s);
    m_presider->setAccessibleName(tr("Who presides"));
    m_presider->setPlaceholderText(tr("Name of who presides"));
    scale.follow(m_presider, [this, &scale] {
        m_presider->setFont(scale.font(24));
        scale.setHeight(m_presider, 64, 16);
        m_presider->setMaximumWidth(scale.px(520));
    });
    setLook(m_begin, ButtonLook::Primary);
    auto *form = new QHBoxLayout(m_form);
    scale.setMargins(form, 0, 0, 0, 0, 16);
    auto *caption = scale.newLabel({}, 24, Tone::Text2);
    caption->setText(tr("Presided by"));
    caption->setElideMode(Qt::ElideNone);
    form->addWidget(caption);
    form->addWidget(m_presider, 1);
    form->addWidget(m_begin);
    form->addStretch(1);
    auto *column = new QVBoxLayout(this);
    scale.setMargins(column, 72, 96, 72, 40, 24);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_form);
    column->addWidget(m_run, 0, Qt::AlignLeft);
    column->addWidget(m_failure);
    column->addStretch(1);
    connect(m_run, &QPushButton::clicked, this, &CeremonyStart::runPressed);
    const auto begin = [this] { Q_EMIT beginPressed(m_presider->text().trimmed()); };
    connect(m_begin, &QPushButton::clicked, this, begin);
    connect(m_presider, &QLineEdit::returnPressed, this, begin);
    connect(m_presider, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_begin->setEnabled(!text.trimmed().isEmpty()); });
}

void CeremonyStart::showView(const session::View &view, const QString &obstacle, const QString &failure)
{
    const bool isPossible = obstacle.isEmpty();
    const bool isLedgerGood = view.ledger.open && view.ledger.good;
    m_title->setText(isPossible ? tr("Who presides?") : tr("Nothing to poll yet"));
    m_words->setText(isPossible
                         ? tr("Each of the twelve rows is read out, and its station is asked, go or no-go. Every "
                              "answer is in the ledger before it shows; leaving loses nothing.")
                         : obstacle);
    m_form->setVisible(isPossible);
    m_run->setVisible(!isPossible && isLedgerGood);
    m_run->setEnabled(!view.checksRunning);
    m_run->setText(view.checksRunning ? tr("Running %1 of %2").arg(view.checksDone).arg(view.checksTotal)
                                      : tr("Run all checks"));
    m_run->setAccessibleName(m_run->text());
    m_failure->setText(failure);
    m_failure->setVisible(!failure.isEmpty());
    if (m_presider->text().isEmpty() && !m_presider->isModified())
        m_presider->setText(
            domain::nameOf(domain::stationOf(CriterionId::TeamReady, view.profile.contacts), view.profile.contacts));
    m_begin->setEnabled(!m_presider->text().trimmed().isEmpty());
}

void CeremonyStart::takeFocus()
{
    m_presider->setFocus();
}

} // namespace cutover::gui
