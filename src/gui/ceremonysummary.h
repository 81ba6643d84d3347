// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/roomscale.h"
#include "session/view.h"

#include <QWidget>

class QPushButton;

namespace cutover::gui {

/// After the last row: what the room said, and the way to the signature.
class CeremonySummary : public QWidget
{
    Q_OBJECT

public:
    explicit CeremonySummary(RoomScale &scale, QWidget *parent = nullptr);

    void showView(const session::View &view, const QDateTime &now, bool hasKey, const QString &failure);

Q_SIGNALS:
    void signPressed(cutover::domain::DecisionKind kind);
    void afreshPressed();

private:
    ElidedLabel *m_place;
    ElidedLabel *m_title;
    ElidedLabel *m_words;
    ElidedLabel *m_objections;
    ElidedLabel *m_why;
    QPushButton *m_afresh;
    QPushButton *m_signNoGo;
    QPushButton *m_signGo;
};

} // namespace cutover::gui
