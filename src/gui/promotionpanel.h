// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QTimer>

class QGridLayout;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace cutover::gui {

class ElidedLabel;
class RefusalList;
class StatusBadge;

/// The next promotion: its refusals in words, or the button. A promotion takes two presses at two places: the first
/// arms the panel for 30 s, the confirming button is at the other end, and «Not yet» lies where the first press was, so
/// that a double click cancels. Any changed fact disarms and is named. Never a dialog.
class PromotionPanel : public Card
{
    Q_OBJECT

public:
    explicit PromotionPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);

    [[nodiscard]] bool isArmed() const { return m_mode == Mode::Armed; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Mode { Waiting, Armed, Promoting };

    [[nodiscard]] QWidget *makeWaitingPage();
    void placeWaiting(bool compact);
    [[nodiscard]] QWidget *makeArmedPage();
    [[nodiscard]] QWidget *makePromotingPage();
    void refresh();
    void refreshWaiting();
    void refreshArmed();
    void arm();
    void disarm(const QString &why);
    void promote();
    void onPromoted(const session::Result<session::Promoted> &promoted);
    void togglePause();
    [[nodiscard]] const session::StageView *next() const;

    session::Session &m_session;
    Mode m_mode = Mode::Waiting;
    int m_percent = 0;
    QString m_decisionWhenArmed;
    QTimer m_disarm;
    QElapsedTimer m_promotingSince;

    QStackedWidget *m_pages;
    QGridLayout *m_waiting = nullptr;
    QWidget *m_reasons = nullptr;
    ElidedLabel *m_follows;
    QPushButton *m_promote;
    RefusalList *m_refusals;
    ElidedLabel *m_failed; ///< the stage's last promotion, wherever it was pressed
    ElidedLabel *m_answer;
    QPushButton *m_pause;
    QLineEdit *m_resumeBy;
    ElidedLabel *m_facts;
    ElidedLabel *m_command;
    QPushButton *m_notYet;
    QPushButton *m_confirm;
    ElidedLabel *m_progress;
    ElidedLabel *m_output;
};

} // namespace cutover::gui
