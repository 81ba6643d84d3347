// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QList>
#include <QWidget>

namespace cutover::gui {

enum class Poll { Ok, NotOk, Unreadable };

/// The polls of readyz since an abort, as this console saw them: the last sixty.
class PollHistory
{
public:
    /// Takes the view's last poll, once; begins again with another abort.
    void take(const session::View &view);

    [[nodiscard]] const QList<Poll> &polls() const { return m_polls; }
    [[nodiscard]] int okInARow() const;
    [[nodiscard]] int count(Poll kind) const;

private:
    QList<Poll> m_polls;
    QDateTime m_abortedAt;
    QDateTime m_lastAt;
};

/// They side by side, told apart by height and strike, not by colour alone. Its accessible name is the counts.
class PollBar : public QWidget
{
    Q_OBJECT

public:
    explicit PollBar(QWidget *parent = nullptr);

    void setPolls(const QList<Poll> &polls);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Poll> m_polls;
};

} // namespace cutover::gui
