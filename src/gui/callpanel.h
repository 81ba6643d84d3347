// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

namespace cutover::gui {

/// Whom to call: the profile's contacts in their order, each with what reaches him and a press that copies it.
class CallPanel : public Card
{
    Q_OBJECT

public:
    explicit CallPanel(session::Session &session, QWidget *parent = nullptr);

private:
    void refresh();
    void addLine(const domain::Contact &contact);

    session::Session &m_session;
    QList<domain::Contact> m_contacts;
    QWidget *m_lines = nullptr;
};

} // namespace cutover::gui
