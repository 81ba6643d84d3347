// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

class QLineEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class StatusBadge;

/// Name and reason of an abort, asked while it runs and afterwards, never before; with the recovery's outcome once it
/// is over. Hidden unless aborting or aborted.
class AbortReasonPanel : public Card
{
    Q_OBJECT

public:
    explicit AbortReasonPanel(session::Session &session, QWidget *parent = nullptr);

private:
    void build();
    void refresh();
    void explain();

    session::Session &m_session;
    QDateTime m_abortedAt;
    bool m_isGiven = false; ///< here, for that abort
    StatusBadge *m_asked;
    ElidedLabel *m_state;
    ElidedLabel *m_answer;
    QLineEdit *m_by;
    QLineEdit *m_reason;
    QPushButton *m_explain;
};

} // namespace cutover::gui
