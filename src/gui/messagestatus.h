// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QPointer>
#include <QPushButton>

namespace cutover::gui {

/// «2 messages wait»: what came of what the session told, at the foot of the window. Each message with its event,
/// target, tries and last answer in the tooltip, which a press shows too; what ended is told until then. In the colour
/// of a warning from the third failed try on. Takes no room where there is nothing to tell.
class MessageStatus : public QPushButton
{
    Q_OBJECT

public:
    explicit MessageStatus(QWidget *parent = nullptr);

    /// Watches this session from now on, before it is opened: what others left is sent by then. Null: none.
    void watch(session::Session *session);
    /// Time has passed: what another console took over meanwhile waits here no more.
    void tick(const QDateTime &now);

private:
    void onDelivery(const notify::Delivery &delivery);
    void onSetAside(const QString &file);
    void showList();
    void refresh();
    [[nodiscard]] QString list() const;
    [[nodiscard]] int count(notify::Delivery::Status status) const;

    QPointer<session::Session> m_session;
    QList<notify::Delivery> m_deliveries; ///< the last word of each message at each target
    QStringList m_aside;
};

} // namespace cutover::gui
