// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QMessageBox;

namespace cutover::gui {

/// Asks before a window leaves a rollout that is under way, by whatever way: closed, or its workspace closed. One
/// question at a time; «Stay» is the default and what Esc answers.
class LeaveQuestion : public QObject
{
    Q_OBJECT

public:
    explicit LeaveQuestion(QWidget *window);

    /// `title` names the act, on its button too. `leave` is called after «leave», with the question gone.
    void ask(const QString &title, const QString &words, std::function<void()> leave);
    [[nodiscard]] bool isOpen() const;
    /// What goes on without the window has changed.
    void setWords(const QString &words);
    /// The rollout ended meanwhile: there is nothing to ask.
    void withdraw();

private:
    QWidget *m_window;
    QPointer<QMessageBox> m_box;
};

} // namespace cutover::gui
