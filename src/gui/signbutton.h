// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace cutover::gui {

/// The button that signs: answers a click, its Alt shortcut and the accessibility press action, and ignores Enter and
/// Space, so that no key held or pressed by habit signs. Never default or auto-default.
class SignButton : public QPushButton
{
    Q_OBJECT

public:
    explicit SignButton(const QString &text, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
};

} // namespace cutover::gui
