// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// Asks whether to abort where a NO-GO was signed while a rollout is under way: it leaves the stage, keeps the triggers
/// armed and refuses promotions (RULES section 3). Never a dialog. The answer «abort» is given at the Abort slot, the
/// one place for it; «Stay» takes the question away, for this NO-GO.
class OverridePanel : public Card
{
    Q_OBJECT

public:
    explicit OverridePanel(session::Session &session, QWidget *parent = nullptr);

private:
    void refresh();

    session::Session &m_session;
    QString m_answered; ///< id of the NO-GO that was answered with «Stay»
    ElidedLabel *m_question;
    QPushButton *m_stay;
};

} // namespace cutover::gui
