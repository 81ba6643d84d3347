// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "session/ports.h"
#include "session/session.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>

class QStackedWidget;

namespace cutover::gui {

class AbortControl;
class CeremonyWindow;
class ConsoleView;
class DemoLauncher;
class Exports;
class FailurePage;
class LeaveQuestion;
class RehearsalWindow;
class SignDialog;
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
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void build();
    void connectActions();
    void connectStartPage();
    void connectDemo();
    void checkAppearance();
    void makeConsole();
    void showConsole();
    void nameWindow(bool isRehearsing);
    void showFailure(const session::Failure &failure);
    void showStart();
    void closeDialogs();
    void tick();
    void refreshFrame();
    void rememberWorkspace();
    void rememberLater();

    void chooseWorkspace();
    void verifyFile(const QString &path = {});
    void newCutover(const QString &folder = {});
    void hold();
    void sign(domain::DecisionKind kind);
    void countersign(const QString &decisionId);
    void signClosing(const domain::Closing &closing);
    void openSigning(SignDialog *dialog);
    void enrol();
    void manageSigners();
    void captureBaseline();
    void sealEvidence();
    void rehearse();
    void pressAbort();
    [[nodiscard]] QString leavingWords() const;
    /// At once, or after the question where a rollout is under way.
    void leaveThen(const QString &title, std::function<void()> leave);
    void refreshLeaving();
    void copyStatus();
    void showAborting();
    void moveArea(int step);
    void showAbout();
    void notice(const QString &text, bool bad);
    void rereadKeys();

    session::Ports m_ports;
    std::unique_ptr<session::Session> m_session;
    QString m_path;
    QString m_key; ///< «Release manager, key 7c1f 04ab»
    QString m_lastVerdict;
    QTimer m_second;

    WindowActions *m_actions;
    QStackedWidget *m_pages;
    StartPage *m_start;
    StatusLine *m_status;
    DemoLauncher *m_demo;
    QPointer<ConsoleView> m_console;
    QPointer<Exports> m_exports;
    QPointer<FailurePage> m_failure;
    LeaveQuestion *m_leaving;
    AbortControl *m_abort;
    bool m_mayLeave = false; ///< asked and answered, though a rollout is under way
    QPointer<RehearsalWindow> m_rehearsal;
    QPointer<CeremonyWindow> m_ceremony;
};

} // namespace cutover::gui
