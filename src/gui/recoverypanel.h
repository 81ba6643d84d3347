// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "gui/pollbar.h"
#include "session/session.h"

class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// «Do this now» after an abort: what is so and what to do, the command by hand, and the polls of readyz since. Looks
/// after itself; whether it is shown is the layout's.
class RecoveryPanel : public Card
{
    Q_OBJECT

public:
    explicit RecoveryPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);

private:
    void build();
    void refresh();
    void refreshPolls();
    void copyCommand();

    session::Session &m_session;
    PollHistory m_history;
    ElidedLabel *m_what;
    ElidedLabel *m_byHand;
    ElidedLabel *m_command;
    QPushButton *m_copy;
    ElidedLabel *m_counts;
    ElidedLabel *m_row;
    ElidedLabel *m_legend;
    PollBar *m_bar;
    bool m_compact = false;
};

} // namespace cutover::gui
