// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signbutton.h"

#include "gui/appearance.h"

#include <QKeyEvent>

namespace cutover::gui {

namespace {

bool pressesButtons(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_Select;
}

} // namespace

SignButton::SignButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    setAutoDefault(false);
    setDefault(false);
    setLook(this, ButtonLook::Primary);
}

void SignButton::keyPressEvent(QKeyEvent *event)
{
    // Accepted, or the dialog would take it and press its default button.
    if (pressesButtons(event->key()))
        event->accept();
    else
        QPushButton::keyPressEvent(event);
}

void SignButton::keyReleaseEvent(QKeyEvent *event)
{
    if (pressesButtons(event->key()))
        event->accept();
    else
        QPushButton::keyReleaseEvent(event);
}

} // namespace cutover::gui
