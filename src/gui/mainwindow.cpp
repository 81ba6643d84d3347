// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/abortcontrol.h"
#include "gui/appearance.h"
#include "gui/ceremonywindow.h"
#include "gui/consoleview.h"
#include "gui/demolauncher.h"
#include "gui/enroldialog.h"
#include "gui/exports.h"
#include "gui/failurepage.h"
#include "gui/leavequestion.h"
#include "gui/messagestatus.h"
#include "gui/newcutoverassistant.h"
#include "gui/rehearsalwindow.h"
#include "gui/sealdialog.h"
#include "gui/signdialog.h"
#include "gui/signersdialog.h"
#include "gui/startpage.h"
#include "gui/statusline.h"
#include "gui/taborder.h"
#include "gui/verifywindow.h"
#include "gui/windowactions.h"
#include "models/words.h"
#include "models/wordssigning.h"
#include "models/wordswatch.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::DecisionKind;

namespace {

bool isAbortChord(const QKeyEvent &event)
{
    return event.key() == Qt::Key_Backspace && !event.isAutoRepeat() &&
           event.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
}

/// Shows a dialog over the window without waiting for it.
template <typename Dialog>
Dialog *shown(Dialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

} // namespace

MainWindow::MainWindow(session::Ports ports, QWidget *parent)
    : QMainWindow(parent)
    , m_ports(std::move(ports))
    , m_actions(new WindowActions(this))
    , m_pages(new QStackedWidget)
    , m_start(new StartPage)
    , m_status(new StatusLine)
    , m_demo(new DemoLauncher(this))
    , m_leaving(new LeaveQuestion(this))
    , m_abort(new AbortControl(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Cutover Console"_s);
    setWindowIcon(applicationIcon());
    build();
    connectActions();
    connectStartPage();
    connectDemo();
    connect(m_abort, &AbortControl::changed, this, &MainWindow::showAborting);
    connect(m_abort, &AbortControl::told, this, &MainWindow::notice);
    checkAppearance();
    connect(&m_second, &QTimer::timeout, this, &MainWindow::tick);
    m_second.start(1000);
    qApp->installEventFilter(this);
    rereadKeys();
    showStart();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    closeDialogs();
    // They refer to the session, which goes first otherwise.
    delete m_exports;
    delete m_console;
}

void MainWindow::build()
{
    auto *middle = new QWidget;
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    m_pages->addWidget(m_start);
    setCentralWidget(middle);
    setAcceptDrops(true);
    setMinimumSize(px(1024), px(680));
    resize(px(1600), px(1000));
    restoreGeometry(QSettings().value(u"window/geometry"_s).toByteArray());
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto act) { connect(action, &QAction::triggered, this, act); };
    const auto onConsole = [this](QAction *action, auto act) {
        connect(action, &QAction::triggered, this, [this, act] {
            if (m_session && m_console)
                act(*m_session, *m_console);
        });
    };
    using session::Session;
    on(m_actions->open, [this] { chooseWorkspace(); });
    on(m_actions->newCutover, [this] { newCutover(); });
    on(m_actions->verify, [this] { verifyFile(); });
    on(m_actions->demo, [this] { leaveThen(tr("Start the demo"), [this] { startDemo(); }); });
    on(m_actions->demoProbes, [this] { leaveThen(tr("Start the demo"), [this] { startDemo(true); }); });
    on(m_actions->closeWorkspace, [this] { leaveThen(tr("Close the workspace"), [this] { closeWorkspace(); }); });
    on(m_actions->quit, [this] { close(); });
    onConsole(m_actions->compareReport, [](Session &, ConsoleView &view) { view.compareWithReport(); });
    onConsole(m_actions->runSelected, [](Session &s, ConsoleView &view) { s.runChecks({view.selectedRow()}); });
    onConsole(m_actions->runLive, [](Session &s, ConsoleView &) { s.runChecks(Session::liveRows()); });
    onConsole(m_actions->runAll, [](Session &s, ConsoleView &) { s.runChecks(Session::allRows()); });
    onConsole(m_actions->cancel, [](Session &s, ConsoleView &) { s.cancelChecks(); });
    onConsole(m_actions->note, [](Session &, ConsoleView &view) { view.editNote(); });
    onConsole(m_actions->detail, [](Session &, ConsoleView &view) { view.toggleDetail(); });
    onConsole(m_actions->output, [](Session &, ConsoleView &view) { view.openOutput(); });
    on(m_actions->copyStatus, [this] { copyStatus(); });
    onConsole(m_actions->silence, [](Session &, ConsoleView &view) { view.silence(); });
    on(m_actions->baseline, [this] { captureBaseline(); });
    on(m_actions->seal, [this] { sealEvidence(); });
    on(m_actions->ceremony, [this] { hold(); });
    on(m_actions->signGo, [this] { sign(DecisionKind::Go); });
    on(m_actions->signNoGo, [this] { sign(DecisionKind::NoGo); });
    onConsole(m_actions->countersign, [this](Session &s, ConsoleView &) {
        if (!s.view().pending.isEmpty())
            countersign(s.view().pending.first().id);
    });
    on(m_actions->enrol, [this] { enrol(); });
    on(m_actions->signers, [this] { manageSigners(); });
    on(m_actions->rehearse, [this] { rehearse(); });
    on(m_actions->abort, [this] { pressAbort(); });
    on(m_actions->nextArea, [this] { moveArea(1); });
    on(m_actions->previousArea, [this] { moveArea(-1); });
    on(m_actions->about, [this] { showAbout(); });
    connect(m_actions->scheme, &QActionGroup::triggered, this, [](QAction *action) {
        Appearance::instance().setScheme(static_cast<ColourScheme>(action->data().toInt()));
        QSettings().setValue(u"appearance/scheme"_s, action->data());
    });
    connect(m_actions->reduceMotion, &QAction::toggled, this, [](bool reduce) {
        Appearance::instance().setReduceMotion(reduce);
        QSettings().setValue(u"appearance/reduce_motion"_s, reduce);
    });
}

void MainWindow::restoreAppearance()
{
    const QSettings settings;
    auto &appearance = Appearance::instance();
    appearance.setScheme(static_cast<ColourScheme>(settings.value(u"appearance/scheme"_s, 0).toInt()));
    appearance.setReduceMotion(settings.value(u"appearance/reduce_motion"_s, false).toBool());
}

void MainWindow::checkAppearance()
{
    const auto &appearance = Appearance::instance();
    for (QAction *action : m_actions->scheme->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(appearance.scheme()));
    m_actions->reduceMotion->setChecked(appearance.reduceMotion());
}

void MainWindow::connectStartPage()
{
    connect(m_start, &StartPage::demoPressed, this, [this] { startDemo(); });
    connect(m_start, &StartPage::demoProbesPressed, this, [this] { startDemo(true); });
    connect(m_start, &StartPage::newCutoverPressed, this, [this] { newCutover(); });
    connect(m_start, &StartPage::verifyPressed, this, [this] { verifyFile(); });
    connect(m_start, &StartPage::openPressed, this, &MainWindow::chooseWorkspace);
    connect(m_start, &StartPage::recentPressed, this, &MainWindow::openWorkspace);
}

void MainWindow::connectDemo()
{
    connect(m_demo, &DemoLauncher::ready, this, &MainWindow::openWorkspace);
    connect(m_demo, &DemoLauncher::failed, this, [this](const QString &words) {
        m_start->setBusy(false);
        m_start->setMessage(words.isEmpty()
                                ? tr("The program cutover-demo is not beside this one; nothing was started.")
                                : tr("The demo could not be started: %1").arg(words),
                            true);
    });
}

void MainWindow::startDemo(bool withProbes)
{
    if (m_session)
        closeWorkspace();
    m_start->setBusy(true);
    m_start->setMessage(tr("Laying out the demo and starting its simulated service…"));
    m_demo->start(withProbes ? DemoLauncher::Checks::Probes : DemoLauncher::Checks::Scripts);
}

void MainWindow::chooseWorkspace()
{
    auto *dialog = new QFileDialog(this, tr("Open a workspace"));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    // Opening closes every dialog, this one too.
    const auto open = [this](const QString &path) {
        leaveThen(tr("Open the other"), [this, path] { openWorkspace(path); });
    };
    connect(dialog, &QFileDialog::fileSelected, this, open, Qt::QueuedConnection);
    shown(dialog);
}

/// Leans on what this workspace pinned, where one is open; empty: the window asks which file.
void MainWindow::verifyFile(const QString &path)
{
    auto *window = new VerifyWindow({{}, m_session ? m_path : QString(), m_ports.trustFile, m_ports.stateFolder}, this);
    window->show();
    if (path.isEmpty())
        window->chooseFile();
    else
        window->verify(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (const auto urls = event->mimeData()->urls(); urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    verifyFile(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::newCutover(const QString &folder)
{
    auto *dialog = shown(new NewCutoverAssistant(m_ports.now, folder, this));
    // Opening closes every dialog, this one too.
    const auto open = [this](const QString &path) {
        leaveThen(tr("Open the new one"), [this, path] { openWorkspace(path); });
    };
    connect(dialog, &NewCutoverAssistant::workspaceReady, this, open, Qt::QueuedConnection);
}

void MainWindow::openWorkspace(const QString &path)
{
    closeWorkspace();
    m_path = QDir(path).absolutePath();
    m_start->setBusy(true);
    m_start->setMessage(tr("Opening %1…").arg(m_path));
    m_session = std::make_unique<session::Session>(m_path, m_ports);
    connect(m_session.get(), &session::Session::opened, this, &MainWindow::makeConsole);
    connect(m_session.get(), &session::Session::openFailed, this, &MainWindow::showFailure);
    m_abort->watch(m_session.get());
    m_status->messages()->watch(m_session.get());
    m_session->open();
}

void MainWindow::closeDialogs()
{
    // They refer to the session.
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
}

void MainWindow::closeWorkspace()
{
    closeDialogs();
    delete m_exports;
    if (m_console) {
        rememberWorkspace();
        m_console->saveLayout();
        delete m_console;
    }
    if (m_failure) {
        m_pages->removeWidget(m_failure);
        m_failure->deleteLater();
        m_failure.clear();
    }
    m_status->messages()->watch(nullptr);
    // Whoever is in one of its own signals must be let out first.
    if (m_session)
        m_session.release()->deleteLater();
    m_abort->watch(nullptr);
    showStart();
}

void MainWindow::showStart()
{
    m_start->setBusy(false);
    m_start->setMessage({});
    m_start->setRecents(recentWorkspaces(), m_ports.now());
    m_pages->setCurrentWidget(m_start);
    m_actions->setWorkspaceOpen(false);
    setWindowTitle(u"Cutover Console"_s);
    m_start->takeFocus();
    refreshFrame();
}

void MainWindow::makeConsole()
{
    m_console = new ConsoleView(*m_session, m_ports.tellDesktop);
    connect(m_console, &ConsoleView::abortPressed, this, &MainWindow::pressAbort);
    connect(m_console, &ConsoleView::signPressed, this, &MainWindow::sign);
    connect(m_console, &ConsoleView::countersignPressed, this, &MainWindow::countersign);
    connect(m_console, &ConsoleView::closingPressed, this, &MainWindow::signClosing);
    connect(m_console, &ConsoleView::enrolPressed, this, &MainWindow::enrol);
    connect(m_console, &ConsoleView::signersPressed, this, &MainWindow::manageSigners);
    connect(m_console, &ConsoleView::rehearsePressed, this, &MainWindow::rehearse);
    connect(m_console, &ConsoleView::rehearsalChanged, this, &MainWindow::nameWindow);
    m_exports = new Exports(*m_session, this);
    connect(m_exports, &Exports::told, this, &MainWindow::notice);
    connect(m_console, &ConsoleView::pdfPressed, m_exports, &Exports::openPdf);
    connect(m_actions->openPdf, &QAction::triggered, m_exports, &Exports::openPdf);
    connect(m_actions->savePdf, &QAction::triggered, m_exports, &Exports::savePdf);
    connect(m_actions->saveReport, &QAction::triggered, m_exports, &Exports::saveReport);
    connect(m_actions->exportLedger, &QAction::triggered, m_exports, &Exports::exportLedger);
    connect(m_session.get(), &session::Session::changed, this, &MainWindow::refreshFrame);
    m_lastVerdict.clear(); // so that this workspace is remembered, whatever the former one's was
    refreshFrame();
    // Made, laid out and painted in turns of the loop of their own: together they would keep the window away too long.
    QTimer::singleShot(0, m_console, [this] { showConsole(); });
}

void MainWindow::showConsole()
{
    m_pages->addWidget(m_console);
    m_pages->setCurrentWidget(m_console);
    m_start->setBusy(false);
    m_actions->setWorkspaceOpen(true);
    m_console->takeFocus();
    nameWindow(m_console->isRehearsing());
    refreshFrame();
}

void MainWindow::nameWindow(bool isRehearsing)
{
    const auto &profile = m_session->view().profile;
    const QString name =
        u"%1 · %2 · %3 – Cutover Console"_s.arg(profile.workspaceId, profile.environment, profile.version);
    setWindowTitle(isRehearsing ? u"REHEARSAL – "_s + name : name);
}

void MainWindow::showFailure(const session::Failure &failure)
{
    m_failure = new FailurePage;
    connect(m_failure, &FailurePage::retryPressed, this, [this] { openWorkspace(m_path); });
    connect(m_failure, &FailurePage::closePressed, this, &MainWindow::closeWorkspace);
    connect(m_failure, &FailurePage::writePressed, this, [this] { newCutover(m_path); });
    connect(m_failure, &FailurePage::abortPressed, m_abort, &AbortControl::start);
    m_pages->addWidget(m_failure);
    m_failure->setFailure(m_path, failure);
    m_pages->setCurrentWidget(m_failure);
    m_actions->setWorkspaceOpen(false);
    m_actions->closeWorkspace->setEnabled(true);
    m_actions->abort->setEnabled(true);
    m_start->setBusy(false);
}

void MainWindow::tick()
{
    if (m_console)
        m_session->tick();
    m_status->messages()->tick(m_ports.now());
    if (m_abort->isRunning())
        showAborting();
    refreshFrame();
}

void MainWindow::refreshFrame()
{
    const auto now = m_ports.now();
    m_status->setClock(statusClock(now));
    if (!m_console || !m_session) {
        m_status->setItems({{Shape::NotRun, Tone::Text2, Tone::Text2, tr("No workspace open")},
                            {Shape::Key, Tone::Text2, Tone::Text2, m_key.isEmpty() ? tr("No signing key") : m_key}});
        return;
    }
    const auto &view = m_session->view();
    m_status->setItems(statusItems(view, m_key, now));
    m_actions->setChecksRunning(view.checksRunning);
    const bool canSign = view.signers.pinned && !m_key.isEmpty();
    m_actions->signGo->setEnabled(canSign && models::isGoSignable(view));
    m_actions->signNoGo->setEnabled(canSign);
    m_actions->countersign->setEnabled(canSign && !view.pending.isEmpty());
    m_actions->openPdf->setEnabled(view.decision.has_value());
    m_actions->savePdf->setEnabled(view.decision.has_value());
    refreshLeaving();
    const auto verdict = models::verdictLines(view, now).word;
    if (verdict != m_lastVerdict)
        rememberLater();
    m_lastVerdict = verdict;
}

void MainWindow::rememberWorkspace()
{
    gui::rememberWorkspace(recentOf(m_session->view(), m_ports.now()));
}

/// Settings are written through to the disk, and a busy one may take longer than the window may be away.
void MainWindow::rememberLater()
{
    QThreadPool::globalInstance()->start(
        [recent = recentOf(m_session->view(), m_ports.now())] { gui::rememberWorkspace(recent); });
}

void MainWindow::rereadKeys()
{
    const keychain::SigningKeys keys(m_ports.secrets, m_ports.certificateFolder.isEmpty()
                                                          ? keychain::SigningKeys::defaultFolder()
                                                          : m_ports.certificateFolder);
    const auto all = keys.list();
    m_key = all.isEmpty() ? QString()
                          : tr("%1, key %2 %3")
                                .arg(all.first().certificate.commonName(), all.first().fingerprint.left(4),
                                     all.first().fingerprint.mid(4, 4));
    m_start->setKeyLine(
        m_key.isEmpty() ? tr("No signing key on this account yet. The demo shows how one is made; opening needs none.")
                        : m_key);
    if (m_console)
        m_console->rereadKeys();
    refreshFrame();
}

void MainWindow::notice(const QString &text, bool bad)
{
    if (m_console)
        m_console->setNotice(text, bad ? Tone::Nogo : Tone::Text2);
    else if (m_failure)
        m_failure->setAnswer(text);
}

void MainWindow::hold()
{
    if (!m_session)
        return;
    if (!m_ceremony) {
        m_ceremony = new CeremonyWindow(*m_session, this);
        m_ceremony->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_ceremony, &CeremonyWindow::signPressed, this, &MainWindow::sign);
    }
    m_ceremony->setGeometry(screen()->geometry()); // where no window manager does it
    m_ceremony->showFullScreen();
    m_ceremony->raise();
    m_ceremony->activateWindow();
}

void MainWindow::sign(DecisionKind kind)
{
    // Above the view that it was asked for in: a room's covers the screen.
    auto *above = m_ceremony && m_ceremony->isVisible() ? static_cast<QWidget *>(m_ceremony) : this;
    if (m_session)
        openSigning(new SignDialog(*m_session, kind, above));
}

void MainWindow::countersign(const QString &decisionId)
{
    if (!m_session)
        return;
    const auto &pending = m_session->view().pending;
    const auto found = std::ranges::find(pending, decisionId, &session::DecisionView::id);
    if (found != pending.end())
        openSigning(new SignDialog(*m_session, *found, this));
}

void MainWindow::signClosing(const domain::Closing &closing)
{
    if (m_session)
        openSigning(new SignDialog(*m_session, closing, this));
}

void MainWindow::openSigning(SignDialog *dialog)
{
    shown(dialog);
    connect(dialog, &SignDialog::decisionSigned, this, [this](const session::Signed &done, const QString &told) {
        const bool isFiled = !done.envelopeFile.isEmpty() && !done.pdfFile.isEmpty();
        const QString signedWords =
            tr("%1 Decision %2 %3 is in the ledger").arg(told, done.id.left(4), done.id.mid(4, 4));
        notice(isFiled
                   ? tr("%1; envelope and PDF are in var/cutover/decisions.").arg(signedWords)
                   : tr("%1, but var/cutover/decisions cannot be written: save its PDF elsewhere with “Save decision "
                        "PDF as…”.")
                         .arg(signedWords),
               !isFiled);
        rereadKeys();
    });
}

void MainWindow::enrol()
{
    if (!m_session)
        return;
    auto *dialog = shown(new EnrolDialog(m_session->keys(), this));
    connect(dialog, &EnrolDialog::enrolled, this, [this] { rereadKeys(); });
}

void MainWindow::manageSigners()
{
    if (!m_session)
        return;
    auto *dialog = shown(new SignersDialog(*m_session, this));
    connect(dialog, &SignersDialog::pinned, this, [this] { rereadKeys(); });
}

void MainWindow::captureBaseline()
{
    m_session->captureBaseline(this, [this](const session::Result<QString> &file) {
        notice(file ? tr("Baselines written to %1.").arg(*file) : models::failureText(file.error()), !file);
    });
}

void MainWindow::sealEvidence()
{
    if (!m_session)
        return;
    auto *dialog = shown(new SealDialog(*m_session, this));
    connect(dialog, &SealDialog::evidenceSealed, this, &MainWindow::notice);
}

void MainWindow::rehearse()
{
    if (!m_session)
        return;
    // One for the session, so that what runs is seen again.
    if (!m_rehearsal)
        m_rehearsal = new RehearsalWindow(*m_session, this);
    m_rehearsal->show();
    m_rehearsal->raise();
    m_rehearsal->activateWindow();
}

void MainWindow::pressAbort()
{
    if (m_console)
        m_abort->press(m_console->abortSlot());
    else
        m_abort->start(); // the profile cannot be read: abort needs none
}

void MainWindow::showAborting()
{
    if (m_console)
        m_console->setAborting(m_abort->isRunning(), m_abort->hasFailed(), m_abort->seconds());
    else if (m_failure)
        m_failure->setAborting(m_abort->isRunning(), m_abort->hasFailed(), m_abort->seconds());
}

void MainWindow::moveArea(int step)
{
    if (m_console)
        moveFocus(m_console->regions() + QList<QWidget *>{m_status}, step);
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Cutover Console"),
                                tr("Cutover Console %1\n\nFrom the Go/No-Go matrix to a signed decision and a promoted "
                                   "canary.\n\nGPL-3.0-or-later. Built with Qt %2.")
                                    .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())),
                                QMessageBox::Close, this);
    shown(box);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // A modal dialog keeps the window's shortcuts from working; the abort must work over every dialog.
    if (event->type() == QEvent::KeyPress && QApplication::activeModalWidget() && watched->isWidgetType() &&
        isAbortChord(*static_cast<QKeyEvent *>(event))) {
        pressAbort();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

QString MainWindow::leavingWords() const
{
    const QString words = models::leavingText(m_session->view(), m_ports.now());
    if (!m_demo->isServing(m_path))
        return words;
    return words + u' ' + tr("The simulated service of the demo ends with this window: readyz will not answer.");
}

void MainWindow::refreshLeaving()
{
    if (!m_leaving->isOpen())
        return;
    if (m_session->view().rollout.isUnderWay())
        m_leaving->setWords(leavingWords());
    else
        m_leaving->withdraw();
}

void MainWindow::leaveThen(const QString &title, std::function<void()> leave)
{
    if (!m_session || !m_session->view().rollout.isUnderWay())
        return leave();
    m_leaving->ask(title, leavingWords(), std::move(leave));
}

void MainWindow::copyStatus()
{
    if (!m_session || !m_console)
        return;
    QApplication::clipboard()->setText(models::copyStatus(m_session->view(), m_session->now()));
    notice(tr("Copied three lines for a chat."), false);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_session && m_session->view().rollout.isUnderWay() && !m_mayLeave) {
        event->ignore();
        return leaveThen(tr("Close the window"), [this] {
            m_mayLeave = true;
            close();
        });
    }
    QSettings().setValue(u"window/geometry"_s, saveGeometry());
    if (m_console) {
        m_console->saveLayout();
        rememberWorkspace();
    }
    m_demo->end();
    event->accept();
}

} // namespace cutover::gui
