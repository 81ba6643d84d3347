// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "models/cutoverplan.h"
#include "session/session.h"

class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class StatusBadge;

/// The plan from T−30 min to the closing: state, since when, hold, and from when at the earliest; below it the earliest
/// end, how late that is, and the time that was waited for people. Short, unless the whole is asked for: without what
/// is done before the first stage, and compact the end and what comes next, in two lines that never scroll away.
class PlanPanel : public Card
{
    Q_OBJECT

public:
    explicit PlanPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);

private:
    struct Line
    {
        StatusBadge *mark = nullptr;
        ElidedLabel *stage = nullptr;
        ElidedLabel *state = nullptr;
        ElidedLabel *what = nullptr;
        ElidedLabel *hold = nullptr;
        ElidedLabel *when = nullptr;
    };
    void addLine();
    void refresh();
    void refreshFoot(const models::CutoverPlan &plan);
    void refreshLoosened(bool isBrief);
    [[nodiscard]] QString aheadText(const models::CutoverPlan &plan) const;
    void setShown(Line &line, bool shown);
    [[nodiscard]] bool isShown(const models::PlanStep &step) const;
    void showStep(Line &line, const models::PlanStep &step);
    void showPreCutover(Line &line, const models::PlanStep &step);
    void showStage(Line &line, const models::PlanStep &step);
    void showEnd(Line &line, const models::PlanStep &step);

    session::Session &m_session;
    QList<Line> m_lines;
    QPushButton *m_whole;
    ElidedLabel *m_ahead;
    ElidedLabel *m_end;
    ElidedLabel *m_spent;
    bool m_compact = false;
    bool m_isWhole = false;
};

} // namespace cutover::gui
