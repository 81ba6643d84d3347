// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exports.h"

#include "checks/pool.h"
#include "formats/reports.h"
#include "gui/wholefile.h"
#include "models/words.h"
#include "models/wordschanges.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

#include <optional>

namespace cutover::gui {

using namespace Qt::StringLiterals;

using session::Failure;

Exports::Exports(session::Session &session, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{
}

QFileDialog *Exports::newDialog(const QString &title, const QString &folder, const QString &filter, const QString &name)
{
    auto *dialog = new QFileDialog(m_window, title, folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    return dialog;
}

void Exports::openPdf()
{
    const auto &view = m_session.view();
    if (!view.decision)
        return;
    const QString file = u"%1/var/cutover/decisions/%2.pdf"_s.arg(view.workspace, view.decision->id);
    if (!QFileInfo::exists(file))
        return savePdf();
    QDesktopServices::openUrl(QUrl::fromLocalFile(file));
}

void Exports::savePdf()
{
    const auto &view = m_session.view();
    if (!view.decision)
        return;
    auto *dialog = newDialog(tr("Save decision PDF"), view.workspace, tr("PDF (*.pdf)"), view.decision->id + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id = view.decision->id](const QString &file) { writePdf(id, file); });
    dialog->open();
}

void Exports::writePdf(const QString &id, const QString &file)
{
    m_session.decisionPdf(id, this, [this, id, file](const session::Result<QByteArray> &pdf) {
        if (!pdf) {
            Q_EMIT told(models::failureText(pdf.error()), true);
            return;
        }
        write(u"pdf:"_s + id, file, *pdf);
    });
}

void Exports::write(const QString &what, const QString &file, const QByteArray &bytes)
{
    checks::onPool(
        this, [file, bytes, workspace = m_session.view().workspace] { return writeWhole(file, workspace, bytes); },
        [this, what, file](const std::optional<Failure> &problem) {
            if (problem)
                return Q_EMIT told(models::failureText(*problem), true);
            record(what, file);
        });
}

void Exports::saveReport()
{
    const auto &view = m_session.view();
    const QString name = view.phase == domain::Phase::PreCutover ? u"pre-cutover"_s : u"preflight"_s;
    const QString folder = view.workspace + u"/var/cutover"_s;
    auto *dialog = newDialog(tr("Save report"), QDir(folder).exists() ? folder : view.workspace, tr("Reports (*.json)"),
                             u"%1-%2.json"_s.arg(name, m_session.now().toUTC().toString(u"yyyyMMdd-HHmm"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &Exports::writeReport);
    dialog->open();
}

void Exports::writeReport(const QString &file)
{
    const auto &view = m_session.view();
    const auto document = view.phase == domain::Phase::PreCutover ? models::preCutoverDocument(view, m_session.now())
                                                                  : models::reportDocument(view, m_session.now());
    write(u"report"_s, file, formats::readableJson(document));
}

/// Whoever reads that it is saved may rely on finding it in the ledger.
void Exports::record(const QString &what, const QString &file)
{
    m_session.appendExport(what, file, this, [this, file](const session::Result<qint64> &entry) {
        Q_EMIT told(entry ? tr("Saved as %1.").arg(file)
                          : tr("%1 is written, but not on record: %2").arg(file, models::failureText(entry.error())),
                    !entry);
    });
}

void Exports::exportLedger()
{
    auto *dialog =
        newDialog(tr("Export ledger"), m_session.view().workspace, tr("JSON Lines (*.jsonl)"), u"ledger.jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &Exports::writeLedger);
    dialog->open();
}

void Exports::writeLedger(const QString &file)
{
    const auto then = [this, file](const std::optional<Failure> &refusal) {
        if (refusal)
            return Q_EMIT told(models::failureText(*refusal), true);
        m_session.exportLedger(file, this, [this, file](const session::Result<qint64> &entries) {
            Q_EMIT told(entries ? tr("%1 entries exported to %2.").arg(*entries).arg(file)
                                : models::failureText(entries.error()),
                        !entries);
        });
    };
    checks::onPool(
        this, [file, workspace = m_session.view().workspace] { return refusalOf(file, workspace); }, then);
}

} // namespace cutover::gui
