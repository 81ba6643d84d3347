// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/windowactions.h"

#include "gui/appearance.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace cutover::gui {

using namespace Qt::StringLiterals;

WindowActions::WindowActions(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    auto *file = window->menuBar()->addMenu(tr("&File"));
    open = add(file, u"openAction"_s, tr("&Open workspace…"), u"Ctrl+O"_s);
    newCutover = add(file, u"newCutoverAction"_s, tr("&New cutover…"), u"Ctrl+N"_s);
    file->addSeparator();
    demo = add(file, u"demoAction"_s, tr("Start the &demo cutover"), u"Ctrl+D"_s);
    demoProbes = add(file, u"demoProbesAction"_s, tr("Start the demo with the console’s own &probes"));
    file->addSeparator();
    saveReport = add(file, u"saveReportAction"_s, tr("&Save report…"), u"Ctrl+S"_s);
    compareReport = add(file, u"compareReportAction"_s, tr("Com&pare with a report…"), u"Ctrl+Shift+P"_s);
    exportLedger = add(file, u"exportLedgerAction"_s, tr("&Export ledger…"));
    verify = add(file, u"verifyAction"_s, tr("&Verify a file…"), u"Ctrl+Shift+V"_s);
    file->addSeparator();
    closeWorkspace = add(file, u"closeWorkspaceAction"_s, tr("&Close workspace"), u"Ctrl+W"_s);
    quit = add(file, u"quitAction"_s, tr("&Quit"), u"Ctrl+Q"_s);

    auto *checks = window->menuBar()->addMenu(tr("&Checks"));
    runSelected = add(checks, u"runSelectedAction"_s, tr("Run &selected"), u"F5"_s);
    runLive = add(checks, u"runLiveAction"_s, tr("Run &all"), u"Ctrl+R"_s);
    runAll = add(checks, u"runAllDrillsAction"_s, tr("Run all with &drills"), u"Ctrl+Shift+R"_s);
    cancel = add(checks, u"cancelChecksAction"_s, tr("&Cancel running checks"), u"Ctrl+."_s);
    checks->addSeparator();
    note = add(checks, u"noteAction"_s, tr("Edit &note"), u"F2"_s);
    output = add(checks, u"outputAction"_s, tr("&Full output…"));
    baseline = add(checks, u"baselineAction"_s, tr("Capture &baselines now"));
    seal = add(checks, u"sealAction"_s, tr("Seal &evidence…"));

    auto *decision = window->menuBar()->addMenu(tr("&Decision"));
    ceremony = add(decision, u"ceremonyAction"_s, tr("&Ceremony…"), u"F11"_s);
    decision->addSeparator();
    signGo = add(decision, u"signGoAction"_s, tr("Sign &GO…"));
    signNoGo = add(decision, u"signNoGoAction"_s, tr("Sign &NO-GO…"));
    countersign = add(decision, u"countersignAction"_s, tr("Co&untersign…"));
    countersign->setEnabled(false);
    decision->addSeparator();
    openPdf = add(decision, u"openPdfAction"_s, tr("Open decision &PDF"));
    savePdf = add(decision, u"savePdfAction"_s, tr("&Save decision PDF as…"));
    decision->addSeparator();
    enrol = add(decision, u"enrolAction"_s, tr("&Make a signing key…"));
    signers = add(decision, u"signersAction"_s, tr("&List of signers…"));

    auto *rollout = window->menuBar()->addMenu(tr("&Rollout"));
    copyStatus = add(rollout, u"copyStatusAction"_s, tr("&Copy status"), u"Ctrl+Shift+C"_s);
    silence = add(rollout, u"silenceAction"_s, tr("&Silence alarms for 5 min"), u"Ctrl+Shift+M"_s);
    rehearse = add(rollout, u"rehearseAction"_s, tr("&Rehearse…"));
    rollout->addSeparator();
    abort = add(rollout, u"abortAction"_s, tr("&Abort rollout, or stand down"), u"Ctrl+Shift+Backspace"_s);
    abort->setShortcutContext(Qt::ApplicationShortcut);

    auto *view = window->menuBar()->addMenu(tr("&View"));
    addSchemes(view);
    reduceMotion = add(view, u"reduceMotionAction"_s, tr("&Reduce motion"));
    reduceMotion->setCheckable(true);
    view->addSeparator();
    detail = add(view, u"detailAction"_s, tr("Row and decision, or &rollout"), u"F7"_s);
    nextArea = add(view, u"nextAreaAction"_s, tr("&Next area"), u"F6"_s);
    previousArea = add(view, u"previousAreaAction"_s, tr("&Previous area"), u"Shift+F6"_s);

    auto *help = window->menuBar()->addMenu(tr("&Help"));
    about = add(help, u"aboutAction"_s, tr("&About Cutover Console"));
    setWorkspaceOpen(false);
}

QAction *WindowActions::add(QMenu *menu, const QString &objectName, const QString &text, const QString &keys)
{
    menu->setToolTipsVisible(true); // why an action is disabled
    auto *action = menu->addAction(text);
    action->setObjectName(objectName);
    if (!keys.isEmpty())
        action->setShortcut(QKeySequence(keys));
    m_window->addAction(action); // shortcuts work in the whole window
    return action;
}

void WindowActions::addSchemes(QMenu *menu)
{
    scheme = new QActionGroup(this);
    const QList<std::tuple<QString, QString, ColourScheme>> all{
        {u"systemSchemeAction"_s, tr("As the &system"), ColourScheme::System},
        {u"lightSchemeAction"_s, tr("&Light"), ColourScheme::Light},
        {u"darkSchemeAction"_s, tr("&Dark"), ColourScheme::Dark}};
    for (const auto &[objectName, text, value] : all) {
        auto *action = add(menu, objectName, text);
        action->setCheckable(true);
        action->setData(static_cast<int>(value));
        scheme->addAction(action);
    }
    menu->addSeparator();
}

void WindowActions::setWorkspaceOpen(bool isOpen)
{
    m_open = isOpen;
    for (QAction *action :
         {saveReport,  compareReport, exportLedger, closeWorkspace, runSelected, runLive, runAll,  note,
          output,      baseline,      seal,         signGo,         signNoGo,    openPdf, savePdf, ceremony,
          countersign, signers,       copyStatus,   silence,        rehearse,    abort,   detail}) {
        action->setEnabled(isOpen);
        action->setToolTip(isOpen ? QString() : tr("Open a workspace first."));
    }
    setChecksRunning(m_running);
}

void WindowActions::setChecksRunning(bool running)
{
    m_running = running;
    cancel->setEnabled(m_open && running);
}

} // namespace cutover::gui
