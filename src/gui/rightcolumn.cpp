// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/rightcolumn.h"

#include "gui/abortreasonpanel.h"
#include "gui/appearance.h"
#include "gui/callpanel.h"
#include "gui/closingpanel.h"
#include "gui/decisionpanel.h"
#include "gui/detailpanel.h"
#include "gui/happenedpanel.h"
#include "gui/holdpanel.h"
#include "gui/overridepanel.h"
#include "gui/planpanel.h"
#include "gui/postcutoverpanel.h"
#include "gui/precutoverpanel.h"
#include "gui/promotionpanel.h"
#include "gui/reportview.h"
#include "gui/triggerpanel.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;

RightColumn::RightColumn(session::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_scroll(new QScrollArea)
    , m_override(new OverridePanel(session, this))
    , m_abortReason(new AbortReasonPanel(session, this))
    , m_call(new CallPanel(session, this))
    , m_happened(new HappenedPanel(session, HappenedPanel::Room::Roomy, this))
    , m_hold(new HoldPanel(session, this))
    , m_triggers(new TriggerPanel(session, this))
    , m_postCutover(new PostCutoverPanel(session, this))
    , m_closing(new ClosingPanel(session, this))
    , m_plan(new PlanPanel(session, this))
    , m_preCutover(new PreCutoverPanel(session, this))
    , m_detail(new DetailPanel(session, this))
    , m_report(new ReportView(session, this))
    , m_decision(new DecisionPanel(session, this))
    , m_promotion(new PromotionPanel(session, this))
{
    setObjectName(u"rightColumn"_s);
    setAccessibleName(tr("Detail, decision and promotion"));
    build();
    connect(&session, &session::Session::changed, this, &RightColumn::followPhase);
}

namespace {

bool isLastReached(const session::View &view)
{
    return view.rollout.isUnderWay() && view.rollout.present() && !view.rollout.next();
}

} // namespace

void RightColumn::followPhase()
{
    const auto &view = m_session.view();
    // Another group is arranged by the console.
    if (phaseGroup(view) != m_group || (view.phase == m_phase && isLastReached(view) == m_isLast))
        return;
    arrange(m_group, m_asked);
    Q_EMIT rearranged();
}

void RightColumn::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *scrolled = new QWidget;
    scrolled->setObjectName(u"scrolled"_s);
    m_panels = new QVBoxLayout(scrolled);
    m_panels->setContentsMargins(0, 0, 0, 0);
    m_scroll->setWidget(scrolled);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_foot = new QVBoxLayout;
    column->addWidget(m_scroll, 1);
    column->addLayout(m_foot);
}

void RightColumn::setCompact(bool compact, int gap)
{
    m_compact = compact;
    showHappened();
    m_detail->setCompact(compact);
    m_decision->setCompact(compact);
    m_promotion->setCompact(compact);
    m_plan->setCompact(compact);
    m_hold->setCompact(compact);
    m_triggers->setCompact(compact);
    m_preCutover->setCompact(compact);
    m_postCutover->setCompact(compact);
    m_closing->setCompact(compact);
    m_panels->setSpacing(gap);
    layout()->setSpacing(gap);
    setMinimumWidth(px(compact ? 352 : 400));
}

/// A small window has room for it at the left alone.
void RightColumn::showHappened()
{
    m_happened->setWanted(m_isAftermath && !m_compact);
}

QList<QWidget *> RightColumn::order(bool isRollCall) const
{
    QList<QWidget *> all{m_override, m_call, m_abortReason, m_happened};
    if (isRollCall)
        all += {m_preCutover, m_detail, m_hold, m_postCutover, m_triggers, m_plan, m_report};
    else
        all += {m_hold, m_postCutover, m_triggers, m_preCutover, m_plan, m_detail, m_report};
    return all;
}

void RightColumn::place(const QList<QWidget *> &panels)
{
    for (int i = 0; i < panels.size(); ++i) {
        if (m_panels->indexOf(panels[i]) != i)
            m_panels->insertWidget(i, panels[i]);
        m_panels->setStretchFactor(panels[i], 0);
    }
    if (!std::exchange(m_isArranged, true))
        m_panels->addStretch();
}

void RightColumn::showFoot(const QList<QWidget *> &feet)
{
    for (QWidget *panel : std::initializer_list<QWidget *>{m_promotion, m_closing, m_decision}) {
        if (m_foot->indexOf(panel) < 0)
            m_foot->addWidget(panel);
        panel->setVisible(feet.contains(panel));
    }
}

void RightColumn::arrange(PhaseGroup group, Asked asked)
{
    const auto &view = m_session.view();
    m_group = group;
    m_asked = asked;
    m_phase = view.phase;
    m_isLast = isLastReached(view);
    const bool preflight = group == PhaseGroup::Preflight;
    const bool rollout = group == PhaseGroup::Rollout;
    const bool recovery = group == PhaseGroup::Recovery;
    const bool isReport = asked == Asked::Report;
    const bool detail = !isReport && (preflight || asked == Asked::Detail);
    const bool rollCall = detail && preflight && m_detail->row() == CriterionId::TeamReady;
    const bool other = detail || isReport; // in place of what the rollout says
    place(order(rollCall));
    m_panels->setStretchFactor(m_detail, detail && !rollCall ? 1 : 0);
    m_panels->setStretchFactor(m_report, isReport ? 1 : 0);
    // What a row or the decision says takes the place of what the rollout says, a step back away; so neither scrolls.
    m_detail->setVisible(detail);
    m_report->setVisible(isReport);
    m_detail->setBackVisible(!preflight);
    m_preCutover->setRollCall(rollCall);
    m_preCutover->setVisible(rollCall || (group == PhaseGroup::PreCutover && !other));
    m_triggers->setVisible(rollout && !other);
    m_call->setVisible(recovery && !other);
    m_isAftermath = recovery && !other;
    showHappened();
    m_plan->setVisible(!other && !recovery);
    m_hold->setWanted(!other && !recovery && view.phase != domain::Phase::PostCutover);
    m_postCutover->setVisible(m_isLast && !other);
    const bool isOpenAbort = view.rollout.isAborted() && !view.rollout.closing;
    // What promotes stays while a rollout is under way: a comparison takes no act's place.
    if (detail || (preflight && other))
        showFoot(isOpenAbort ? QList<QWidget *>{m_closing, m_decision} : QList<QWidget *>{m_decision});
    else
        showFoot({recovery || m_phase == domain::Phase::PostCutover ? static_cast<QWidget *>(m_closing) : m_promotion});
    m_panels->setStretch(m_panels->count() - 1, other && !rollCall ? 0 : 1);
}

} // namespace cutover::gui
