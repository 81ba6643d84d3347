// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>

class QFileDialog;
class QWidget;

namespace cutover::gui {

/// What a person takes out of the open workspace as a file: decision PDF, report, ledger. Asks where to in a dialog
/// over the window, writes whole files only and none over one of the console's own, and says in `told` what came of it:
/// that it is saved, once the ledger has the entry. The session must outlive it.
class Exports : public QObject
{
    Q_OBJECT

public:
    Exports(session::Session &session, QWidget *window);

    /// The decision's PDF in the system's viewer; where var/cutover/decisions has none, asks where to save it.
    void openPdf();
    void savePdf();
    /// The present as `preflight --report` writes it, or `pre-cutover` in that phase.
    void saveReport();
    void exportLedger();

Q_SIGNALS:
    void told(const QString &words, bool bad);

private:
    [[nodiscard]] QFileDialog *newDialog(const QString &title, const QString &folder, const QString &filter,
                                         const QString &name);
    void writePdf(const QString &id, const QString &file);
    void writeReport(const QString &file);
    void writeLedger(const QString &file);
    void write(const QString &what, const QString &file, const QByteArray &bytes);
    void record(const QString &what, const QString &file);

    session::Session &m_session;
    QWidget *m_window;
};

} // namespace cutover::gui
