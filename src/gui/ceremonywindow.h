// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/ceremonysight.h"
#include "gui/roomscale.h"
#include "session/session.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

class QHBoxLayout;
class QStackedWidget;

namespace cutover::gui {

class CeremonyList;
class CeremonyPoll;
class CeremonyStart;
class CeremonySummary;

/// The sign-off meeting on the whole screen: the twelve rows are read out and their stations asked in order, then the
/// decision is signed (SCREENS, picture 08). G and N answer, Left and Right go through what was answered, Esc leaves
/// and asks nothing: everything said is in the ledger, and the next window goes on there. Never modal; lives no longer
/// than its session.
class CeremonyWindow : public QDialog
{
    Q_OBJECT

public:
    explicit CeremonyWindow(session::Session &session, QWidget *parent = nullptr);
    ~CeremonyWindow() override;

    [[nodiscard]] CeremonyPage page() const { return m_page; }

Q_SIGNALS:
    /// The minutes are closed; whoever decides signs now.
    void signPressed(cutover::domain::DecisionKind kind);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *newHead();
    [[nodiscard]] QWidget *newFoot();
    void addKey(int key, void (CeremonyWindow::*act)());
    void follow();
    void refresh();
    void refreshHead();
    void refreshFoot();
    void refreshPage();
    void showPage(CeremonyPage page);
    [[nodiscard]] std::optional<domain::CriterionId> asked() const;

    void sayGo() { say(true); }
    void sayNoGo() { say(false); }
    void say(bool go);
    void goBack();
    void goOn();
    void ask(std::optional<domain::CriterionId> row);
    void begin(const QString &presider);
    void sign(domain::DecisionKind kind);
    [[nodiscard]] bool isBusy() const;
    template <typename Act>
    void perform(Act verb, std::function<void()> then);

    session::Session &m_session;
    RoomScale m_scale;
    QTimer m_second;
    QTimer m_put; ///< a question was only just put: no answer yet, or a double press would answer two rows
    CeremonyPage m_page = CeremonyPage::Empty;
    bool m_isShown = false;                         ///< a page was chosen
    std::optional<domain::CriterionId> m_revisited; ///< the row gone back to; nothing: the one that comes next
    std::optional<domain::CriterionId> m_lastAsked;
    QDateTime m_askedAt;
    bool m_isBusy = false;
    qint64 m_entered = -1; ///< the last act's entry: until the view knows it, the next question is not put
    bool m_isAfresh = false;
    QString m_failure;
    CeremonySignatures m_shownSignatures;

    ElidedLabel *m_place = nullptr;
    ElidedLabel *m_tally = nullptr;
    ElidedLabel *m_target = nullptr;
    ElidedLabel *m_countdown = nullptr;
    ElidedLabel *m_clock = nullptr;
    ElidedLabel *m_count = nullptr;
    QHBoxLayout *m_signatures = nullptr;
    QWidget *m_head = nullptr;
    QWidget *m_foot = nullptr;
    CeremonyList *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    CeremonyStart *m_start = nullptr;
    CeremonyPoll *m_poll = nullptr;
    CeremonySummary *m_summary = nullptr;
};

} // namespace cutover::gui
