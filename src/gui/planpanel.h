// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

namespace cutover::gui {

class ElidedLabel;
class StatusBadge;

/// The plan from the first stage to closing: state, since when, hold, and from when at the earliest.
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
    void showStage(Line &line, const session::StageView &stage, bool isNext, QDateTime &earliest);

    session::Session &m_session;
    QList<Line> m_lines;
    bool m_compact = false;
};

} // namespace cutover::gui
