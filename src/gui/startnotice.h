// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QMap>
#include <QWidget>

class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// «Send the start notification», and what came of it at each target. The first that takes it confirms the
/// stakeholders, which the session records by itself. Where another console on the
/// workspace delivered what was sent here, its receipt ends the waiting.
class StartNotice : public QWidget
{
    Q_OBJECT

public:
    explicit StartNotice(session::Session &session, QWidget *parent = nullptr);

private:
    void send();
    void onDelivery(const notify::Delivery &delivery);
    void refresh();
    [[nodiscard]] QStringList targets() const;
    [[nodiscard]] bool isPending() const;
    [[nodiscard]] bool isDeliveredElsewhere() const;
    [[nodiscard]] QString told() const;

    session::Session &m_session;
    QDateTime m_sentAt;
    QMap<QString, notify::Delivery> m_said; ///< the last word of each target; no id: none came yet
    QPushButton *m_send;
    ElidedLabel *m_told;
};

} // namespace cutover::gui
