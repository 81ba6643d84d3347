// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "session/ports.h"
#include "session/session.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <memory>

class QMessageBox;
class QStackedWidget;

namespace cutover::gui {

class ConsoleView;
class DemoLauncher;
class Exports;
class FailurePage;
class RehearsalWindow;
class StartPage;
class StatusLine;
class WindowActions;

/// The main window: lays out, owns the actions and forwards to the session of the one open workspace. Nothing in it
/// waits. `ports.secrets` must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(session::Ports ports, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Light or dark as this user left it. Before the first window: labels keep the colours they were made with.
    static void restoreAppearance();

    void openWorkspace(const QString &path);
    void closeWorkspace();
    void startDemo(bool withProbes = false);
    /// The open session, or null.
    [[nodiscard]] session::Session *session() const { return m_session.get(); }

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void connectActions();
    void connectStartPage();
    void connectDemo();
    void checkAppearance();
    void makeConsole();
    void showConsole();
    void showFailure(const session::Failure &failure);
    void showStart();
    void closeDialogs();
    void tick();
    void refreshFrame();
    void rememberWorkspace();
    void rememberLater();

    void chooseWorkspace();
    void newCutover(const QString &folder = {});
    void sign(domain::DecisionKind kind);
    void enrol();
    void manageSigners();
    void captureBaseline();
    void sealEvidence();
    void rehearse();
    void pressAbort();
    void askStandDown();
    [[nodiscard]] QString leavingWords() const;
    void askToLeave();
    void refreshLeaving();
    void startAbort();
    void onAborted(const session::Result<session::Aborted> &result);
    void showAborting();
    void moveArea(int step);
    void showAbout();
    void notice(const QString &text, bool bad);
    void rereadKeys();

    void abortAgain();
    session::Ports m_ports;
    std::unique_ptr<session::Session> m_session;
    QString m_path;
    QString m_key; ///< «Release manager, key 7c1f 04ab»
    QString m_lastVerdict;
    QTimer m_second;
    QElapsedTimer m_abortSince;
    bool m_aborting = false;
    bool m_abortFailed = false;

    WindowActions *m_actions;
    QStackedWidget *m_pages;
    StartPage *m_start;
    StatusLine *m_status;
    DemoLauncher *m_demo;
    QPointer<ConsoleView> m_console;
    QPointer<Exports> m_exports;
    QPointer<FailurePage> m_failure;
    QPointer<QMessageBox> m_standDown;
    QPointer<QMessageBox> m_leaving;
    bool m_mayLeave = false; ///< asked and answered, though a rollout is under way
    QPointer<RehearsalWindow> m_rehearsal;
};

} // namespace cutover::gui
