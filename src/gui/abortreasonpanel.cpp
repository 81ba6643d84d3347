// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/abortreasonpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::AttemptState;

AbortReasonPanel::AbortReasonPanel(session::Session &session, QWidget *parent)
    : Card(tr("Abort"), parent)
    , m_session(session)
    , m_state(textLabel({}, 13, Tone::Text, QFont::DemiBold))
    , m_command(textLabel({}, 12, Tone::Text2))
    , m_answer(textLabel({}, 12, Tone::Text2))
    , m_by(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_explain(new QPushButton(tr("Record name and reason")))
{
    setObjectName(u"abortReasonPanel"_s);
    setEdge(Tone::Nogo);
    m_by->setObjectName(u"abortByLineEdit"_s);
    m_by->setAccessibleName(tr("Who aborted"));
    m_reason->setObjectName(u"abortReasonLineEdit"_s);
    m_reason->setAccessibleName(tr("Reason of the abort"));
    m_explain->setObjectName(u"explainAbortButton"_s);
    m_explain->setAccessibleName(tr("Record name and reason of the abort"));
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *form = new QGridLayout;
    form->setVerticalSpacing(px(8));
    form->addWidget(new ElidedLabel(tr("Name")), 0, 0);
    form->addWidget(m_by, 0, 1);
    form->addWidget(new ElidedLabel(tr("Reason")), 1, 0);
    form->addWidget(m_reason, 1, 1);
    form->setColumnStretch(1, 1);
    body()->addWidget(m_state);
    body()->addWidget(m_command);
    body()->addLayout(form);
    body()->addWidget(m_explain, 0, Qt::AlignRight);
    body()->addWidget(m_answer);
    connect(m_explain, &QPushButton::clicked, this, &AbortReasonPanel::explain);
    connect(&m_session, &session::Session::abortStarted, this, [this] {
        m_since.start();
        m_answer->clear();
        refresh();
    });
    connect(&m_session, &session::Session::changed, this, &AbortReasonPanel::refresh);
    refresh();
}

void AbortReasonPanel::refresh()
{
    const auto &rollout = m_session.view().rollout;
    const bool aborting = rollout.attemptState == AttemptState::Aborting;
    const bool aborted = rollout.attemptState == AttemptState::Aborted;
    setVisible(aborting || aborted);
    m_command->setVisible(aborting);
    m_answer->setVisible(!m_answer->text().isEmpty());
    if (aborting)
        m_state->setText(tr("The abort command runs, %1 s. It is run again until desired_stage.txt says abort.")
                             .arg(m_since.isValid() ? m_since.elapsed() / 1000 : 0));
    else
        m_state->setText(tr("Aborted at %1. %2")
                             .arg(clockText(rollout.abortedAt),
                                  rollout.recovered == true    ? tr("Readyz was Go three times in a row: recovered.")
                                  : rollout.recovered == false ? tr("Not recovered within 15 min: call the contacts.")
                                                               : tr("Recovery is not proven yet.")));
    m_command->setText(
        tr("By hand: %1; then read var/rollout/desired_stage.txt.").arg(m_session.abortByHand(u"manual-rollback"_s)));
}

void AbortReasonPanel::explain()
{
    m_session.explainAbort(m_reason->text(), m_by->text(), this, [this](const session::Result<qint64> &entry) {
        m_answer->setText(entry ? tr("Recorded as entry %1.").arg(*entry) : models::failureText(entry.error()));
        m_answer->show();
    });
}

} // namespace cutover::gui
