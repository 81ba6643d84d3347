// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/consolefacts.h"
#include "session/session.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace cutover::gui {

class AbortReasonPanel;
class CallPanel;
class ClosingPanel;
class DecisionPanel;
class DetailPanel;
class HappenedPanel;
class HoldPanel;
class OverridePanel;
class PlanPanel;
class PostCutoverPanel;
class PreCutoverPanel;
class PromotionPanel;
class ReportView;
class TriggerPanel;

/// The column of what people do: panels that scroll, and below them one that never does. Which are shown follows from
/// the layout's group, the phase, and what somebody asked to see in their place.
class RightColumn : public QWidget
{
    Q_OBJECT

public:
    enum class Asked { Nothing, Detail, Report };

    explicit RightColumn(session::Session &session, QWidget *parent = nullptr);

    void arrange(PhaseGroup group, Asked asked);
    void setCompact(bool compact, int gap);

    [[nodiscard]] DetailPanel *detail() const { return m_detail; }
    [[nodiscard]] ReportView *report() const { return m_report; }
    [[nodiscard]] DecisionPanel *decision() const { return m_decision; }
    [[nodiscard]] ClosingPanel *closing() const { return m_closing; }

Q_SIGNALS:
    /// By itself: the phase asks for other panels now.
    void rearranged();

private:
    void build();
    void followPhase();
    [[nodiscard]] QList<QWidget *> order(bool isRollCall) const;
    void place(const QList<QWidget *> &panels);
    void showHappened();
    void showFoot(const QList<QWidget *> &feet);

    session::Session &m_session;
    PhaseGroup m_group = PhaseGroup::Preflight;
    Asked m_asked = Asked::Nothing;
    domain::Phase m_phase = domain::Phase::Preflight;
    bool m_isLast = false; ///< the last stage is reached
    bool m_isArranged = false;
    bool m_compact = false;
    bool m_isAftermath = false; ///< what happened is told
    QScrollArea *m_scroll;
    QVBoxLayout *m_panels = nullptr;
    QVBoxLayout *m_foot = nullptr;
    OverridePanel *m_override;
    AbortReasonPanel *m_abortReason;
    CallPanel *m_call;
    HappenedPanel *m_happened;
    HoldPanel *m_hold;
    TriggerPanel *m_triggers;
    PostCutoverPanel *m_postCutover;
    ClosingPanel *m_closing;
    PlanPanel *m_plan;
    PreCutoverPanel *m_preCutover;
    DetailPanel *m_detail;
    ReportView *m_report;
    DecisionPanel *m_decision;
    PromotionPanel *m_promotion;
};

} // namespace cutover::gui
