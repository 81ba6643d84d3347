// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

namespace cutover::gui {

class ElidedLabel;
class HoldBar;
class StatusBadge;

/// The hold of the present stage: countdown, time served, windows counted, the moment it ends at the earliest. Hidden
/// while no stage is held.
class HoldPanel : public Card
{
    Q_OBJECT

public:
    explicit HoldPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);
    /// Whether it is shown while a stage is held.
    void setWanted(bool wanted);

private:
    void refresh();
    void showWindows(const domain::Validation &validation);
    void showLoosened(const session::View &view, qsizetype stage);

    session::Session &m_session;
    ElidedLabel *m_countdown;
    ElidedLabel *m_left;
    ElidedLabel *m_served;
    ElidedLabel *m_windows;
    QList<StatusBadge *> m_marks;
    StatusBadge *m_loosened;
    HoldBar *m_bar;
    bool m_compact = false;
    bool m_isWanted = true;
};

} // namespace cutover::gui
