// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "gui/latestanswer.h"
#include "gui/newcutoverplace.h"

#include <QDateTime>

class QPushButton;
class QStackedWidget;

namespace cutover::gui {

class NewCutoverFindsPage;
class NewCutoverHeadPage;
class NewCutoverPlacePage;

/// Writes cutover.json into a release repository, as `cutoverctl init` does, in three steps: where, what about, and
/// what was found there. Looks on the thread pool while fields change; writes once it is told to, and overwrites
/// nothing. Window-modal: open() it. Before it is accepted nothing has been written.
class NewCutoverAssistant : public FormDialog
{
    Q_OBJECT

public:
    using Clock = std::function<QDateTime()>;

    /// `folder` may be empty.
    NewCutoverAssistant(Clock now, const QString &folder, QWidget *parent = nullptr);
    ~NewCutoverAssistant() override;

Q_SIGNALS:
    /// A workspace that is there now, or was before, is to be opened.
    void workspaceReady(const QString &workspace);

private:
    enum Step { Where, What, Found };

    void build();
    void connectPages();
    void lookAgain();
    void onLooked(const NewCutoverPlace &place);
    void findAgain();
    void onFound(const NewCutoverFinds &finds);
    void refresh();
    void refreshLine();
    [[nodiscard]] QString objection() const;
    [[nodiscard]] bool isWaiting() const;
    [[nodiscard]] Step step() const;
    void go(Step step);
    void write();
    void onWritten(const session::Result<QString> &file);

    Clock m_now;
    NewCutoverPlace m_place;
    NewCutoverFinds m_finds;
    QString m_failure;
    QString m_read; ///< the checklist whose head the fields have
    LatestAnswer<NewCutoverPlace> m_look;
    LatestAnswer<NewCutoverFinds> m_find;

    QStackedWidget *m_steps = nullptr;
    NewCutoverPlacePage *m_where = nullptr;
    NewCutoverHeadPage *m_what = nullptr;
    NewCutoverFindsPage *m_found = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_write = nullptr;
};

} // namespace cutover::gui
