// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace cutover::gui {

/// Every action of the main window with its keys, in its menus. The window connects and enables them.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow *window);

    QAction *open, *newCutover, *demo, *demoProbes, *saveReport, *compareReport, *exportLedger, *verify,
        *closeWorkspace, *quit;
    QAction *runSelected, *runLive, *runAll, *cancel, *note, *output, *baseline, *seal;
    QAction *ceremony, *signGo, *signNoGo, *countersign, *enrol, *signers, *openPdf, *savePdf;
    QAction *copyStatus, *silence, *rehearse, *abort;
    QActionGroup *scheme;
    QAction *reduceMotion, *detail, *nextArea, *previousArea;
    QAction *about;

    /// Those that need an open workspace.
    void setWorkspaceOpen(bool open);
    void setChecksRunning(bool running);

private:
    QAction *add(QMenu *menu, const QString &objectName, const QString &text, const QString &keys = {});
    void addSchemes(QMenu *menu);

    QMainWindow *m_window;
    bool m_open = false;
    bool m_running = false;
};

} // namespace cutover::gui
