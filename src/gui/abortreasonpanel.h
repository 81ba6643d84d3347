// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QElapsedTimer>

class QLineEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// What an abort is doing and the command to run by hand; name and reason are asked while it runs, never before. Hidden
/// unless aborting or aborted.
class AbortReasonPanel : public Card
{
    Q_OBJECT

public:
    explicit AbortReasonPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool) {}

private:
    void refresh();
    void explain();

    session::Session &m_session;
    QElapsedTimer m_since;
    ElidedLabel *m_state;
    ElidedLabel *m_command;
    ElidedLabel *m_answer;
    QLineEdit *m_by;
    QLineEdit *m_reason;
    QPushButton *m_explain;
};

} // namespace cutover::gui
