// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/abortreasonpanel.h"

#include "gui/appearance.h"
#include "gui/clocktext.h"
#include "gui/elidedlabel.h"
#include "gui/statusbadge.h"
#include "models/words.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::AttemptState;

AbortReasonPanel::AbortReasonPanel(session::Session &session, QWidget *parent)
    : Card(tr("Reason and name"), parent)
    , m_session(session)
    , m_asked(new StatusBadge)
    , m_state(textLabel({}, 12, Tone::Text2))
    , m_answer(textLabel({}, 12, Tone::Text2))
    , m_by(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_explain(new QPushButton(tr("Add to ledger")))
{
    setObjectName(u"abortReasonPanel"_s);
    m_by->setObjectName(u"abortByLineEdit"_s);
    m_by->setAccessibleName(tr("Who aborted"));
    m_reason->setObjectName(u"abortReasonLineEdit"_s);
    m_reason->setAccessibleName(tr("Reason of the abort"));
    m_reason->setPlaceholderText(tr("Why it was aborted, as far as known"));
    m_explain->setObjectName(u"explainAbortButton"_s);
    m_explain->setAccessibleName(tr("Record name and reason of the abort"));
    build();
    connect(m_explain, &QPushButton::clicked, this, &AbortReasonPanel::explain);
    connect(m_by, &QLineEdit::textChanged, this, &AbortReasonPanel::refresh);
    connect(m_reason, &QLineEdit::textChanged, this, &AbortReasonPanel::refresh);
    connect(&m_session, &session::Session::changed, this, &AbortReasonPanel::refresh);
    refresh();
}

void AbortReasonPanel::build()
{
    addTitleWidget(m_asked);
    auto *form = new QGridLayout;
    form->setVerticalSpacing(px(8));
    form->addWidget(new ElidedLabel(tr("Name")), 0, 0);
    form->addWidget(m_by, 0, 1, 1, 2);
    form->addWidget(new ElidedLabel(tr("Reason")), 1, 0);
    form->addWidget(m_reason, 1, 1);
    form->addWidget(m_explain, 1, 2);
    form->setColumnStretch(1, 1);
    body()->addWidget(m_state);
    body()->addLayout(form);
    body()->addWidget(m_answer);
}

void AbortReasonPanel::refresh()
{
    const auto &rollout = m_session.view().rollout;
    const bool aborting = rollout.attemptState == AttemptState::Aborting;
    const bool aborted = rollout.attemptState == AttemptState::Aborted;
    if (rollout.abortedAt != m_abortedAt) {
        m_abortedAt = rollout.abortedAt;
        m_isGiven = false;
        m_answer->clear();
    }
    setVisible(aborting || (aborted && !(m_isGiven && rollout.recovered == true)));
    m_answer->setVisible(!m_answer->text().isEmpty());
    m_asked->setBadge(m_isGiven ? Badge{gui::Shape::Go, Tone::Go, tr("given"), false}
                                : Badge{gui::Shape::Stale, Tone::Warn, tr("asked"), true});
    // Before the recovery the panel of what to do now says it.
    m_state->setVisible(rollout.recovered == true);
    m_state->setText(
        tr("Aborted at %1. Readyz was ok three times in a row: recovered.").arg(clockText(rollout.abortedAt)));
    const bool canTell = !m_reason->text().trimmed().isEmpty() && !m_by->text().trimmed().isEmpty();
    m_explain->setEnabled(canTell);
    m_explain->setToolTip(canTell ? QString() : tr("Give your name and the reason: both stand in the ledger."));
}

void AbortReasonPanel::explain()
{
    m_session.explainAbort(
        m_reason->text().trimmed(), m_by->text().trimmed(), this, [this](const session::Result<qint64> &entry) {
            m_isGiven = m_isGiven || entry.has_value();
            m_answer->setText(entry ? tr("Recorded as entry %1.").arg(*entry) : models::failureText(entry.error()));
            refresh();
        });
}

} // namespace cutover::gui
