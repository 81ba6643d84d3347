// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/roomscale.h"
#include "session/view.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace cutover::gui {

/// What stands before a poll: why there can be none, or who presides.
class CeremonyStart : public QWidget
{
    Q_OBJECT

public:
    explicit CeremonyStart(RoomScale &scale, QWidget *parent = nullptr);

    void showView(const session::View &view, const QString &obstacle, const QString &failure);
    void takeFocus();

Q_SIGNALS:
    void runPressed();
    void beginPressed(const QString &presider);

private:
    ElidedLabel *m_title;
    ElidedLabel *m_words;
    ElidedLabel *m_failure;
    QWidget *m_form;
    QLineEdit *m_presider;
    QPushButton *m_run;
    QPushButton *m_begin;
};

} // namespace cutover::gui
