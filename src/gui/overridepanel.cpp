// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overridepanel.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

OverridePanel::OverridePanel(session::Session &session, QWidget *parent)
    : Card(tr("Abort the rollout?"), parent)
    , m_session(session)
    , m_question(textLabel({}, 13))
    , m_stay(newButton(u"stayAtStageButton"_s, {}))
{
    setObjectName(u"overridePanel"_s);
    setEdge(Tone::Nogo);
    m_question->setObjectName(u"overrideQuestionLabel"_s);
    body()->addWidget(m_question);
    body()->addWidget(m_stay, 0, Qt::AlignLeft);
    connect(m_stay, &QPushButton::clicked, this, [this] {
        const auto &override = m_session.view().rollout.override;
        m_answered = override ? override->decisionId : QString();
        refresh();
    });
    connect(&session, &session::Session::changed, this, &OverridePanel::refresh);
    refresh();
}

void OverridePanel::refresh()
{
    const auto &rollout = m_session.view().rollout;
    const bool isAsked = rollout.override && rollout.isUnderWay() && rollout.override->decisionId != m_answered;
    setVisible(isAsked);
    if (!isAsked)
        return;
    const auto *present = rollout.present();
    const QString stage = present ? tr("%1\u00a0%").arg(present->plan.percent) : tr("the stage under way");
    m_question->setText(tr("A NO-GO was signed at %1. Canary stays at %2, the triggers stay armed, promotions are "
                           "refused until a new GO "
                           "is signed. To abort, press Abort rollout at the top right, or Ctrl+Shift+Backspace.")
                            .arg(models::timeText(rollout.override->at), stage));
    m_stay->setText(tr("Stay at %1").arg(stage));
}

} // namespace cutover::gui
