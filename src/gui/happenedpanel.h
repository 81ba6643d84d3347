// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QElapsedTimer>

class QGridLayout;

namespace cutover::session {
struct TimelineEvent;
} // namespace cutover::session

namespace cutover::gui {

/// What happened from the trigger or the press on, as the ledger tells it: one line an entry, with its time. Asked
/// again when the ledger has grown; hidden while there is nothing to tell. Whether it is wanted is the layout's.
class HappenedPanel : public Card
{
    Q_OBJECT

public:
    enum class Room { Roomy, Small }; ///< for eight lines or for six

    explicit HappenedPanel(session::Session &session, Room room, QWidget *parent = nullptr);
    void setWanted(bool wanted);

private:
    void refresh();
    void ask();
    void tell(const QList<session::TimelineEvent> &events);
    void addLine(const session::TimelineEvent &event);

    session::Session &m_session;
    Room m_room;
    bool m_isWanted = false;
    bool m_isAsking = false;
    qint64 m_toldSize = -1; ///< of the ledger, when it was asked last
    QElapsedTimer m_sinceAsked;
    QWidget *m_lines = nullptr;
};

} // namespace cutover::gui
