// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/reportview.h"

#include "checks/pool.h"
#include "formats/atomicfile.h"
#include "gui/appearance.h"
#include "gui/choicebox.h"
#include "gui/elidedlabel.h"
#include "models/words.h"
#include "models/wordschanges.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const QListWidget &list)
{
    QStringList texts;
    for (int i = 0; i < list.count(); ++i)
        texts.append(list.item(i)->text());
    return texts;
}

} // namespace

ReportView::ReportView(session::Session &session, QWidget *parent)
    : Card(tr("Changes since a report"), parent)
    , m_session(session)
    , m_files(new ChoiceBox)
    , m_other(newButton(u"otherReportButton"_s, tr("Other…")))
    , m_back(newButton(u"closeReportButton"_s, tr("Close")))
    , m_sentence(textLabel({}, 13, Tone::Text))
    , m_changes(new QListWidget)
{
    setObjectName(u"reportView"_s);
    build();
    connect(&session, &session::Session::changed, this, &ReportView::refresh);
}

void ReportView::build()
{
    addTitleWidget(m_back);
    setLook(m_back, ButtonLook::Link);
    m_back->setAccessibleName(tr("Close the comparison"));
    m_files->setObjectName(u"reportComboBox"_s);
    m_files->setAccessibleName(tr("Report to compare with"));
    m_files->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_other->setAccessibleName(tr("Compare with another report"));
    m_sentence->setObjectName(u"reportSentenceLabel"_s);
    m_changes->setObjectName(u"reportChangesList"_s);
    m_changes->setAccessibleName(tr("What changed since the report"));
    m_changes->setWordWrap(true);
    m_changes->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // the column scrolls, not a part of it
    m_changes->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_changes->setSpacing(px(2));
    auto *choice = new QHBoxLayout;
    choice->setSpacing(px(8));
    choice->addWidget(m_files, 1);
    choice->addWidget(m_other);
    choice->addStretch(0);
    body()->addLayout(choice);
    body()->addWidget(m_sentence);
    body()->addWidget(m_changes, 1);
    body()->addStretch(0);
    connect(m_back, &QPushButton::clicked, this, &ReportView::backPressed);
    connect(m_other, &QPushButton::clicked, this, &ReportView::chooseFile);
    connect(m_files, &QComboBox::activated, this,
            [this](int index) { openReport(m_files->itemData(index).toString()); });
}

void ReportView::listReports()
{
    m_files->clear();
    const QDir folder(m_session.view().workspace + u"/var/cutover"_s);
    const auto files = folder.entryInfoList({u"preflight-*.json"_s, u"pre-cutover-*.json"_s},
                                            QDir::Files | QDir::Readable, QDir::Time);
    for (const auto &file : files)
        m_files->addItem(file.fileName(), file.absoluteFilePath());
    m_files->setEnabled(m_files->count() > 0);
}

void ReportView::showNewest()
{
    listReports();
    if (m_files->count() > 0)
        return openReport(m_files->itemData(0).toString());
    m_report.reset();
    m_asked.clear();
    showEmpty(tr("This workspace has no report yet. Save one with File, “Save report…”, or write it with cutoverctl "
                 "preflight --report var/cutover/preflight-….json; what changes from then on is listed here. “Other…” "
                 "opens one from elsewhere."));
}

void ReportView::showEmpty(const QString &words)
{
    m_sentence->setText(words);
    m_changes->clear();
    m_changes->hide();
}

void ReportView::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Compare with a report"), m_session.view().workspace, tr("Reports (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportView::openReport);
    dialog->open();
}

ReportView::Reading ReportView::read(const QString &file)
{
    using session::Failure;
    const auto bytes = formats::readBounded(file, formats::largestReport);
    if (!bytes)
        return {file,
                {},
                {Failure::Kind::File, formats::codeName(bytes.error().code), {file, {}, {}, bytes.error().system}, {}}};
    auto report = formats::readReport(*bytes, file);
    if (report)
        return {file, std::move(*report), {}};
    const auto &first = report.error().first();
    return {file,
            {},
            {Failure::Kind::File,
             formats::codeName(first.code),
             QStringList{first.file, first.pointer, QString::number(first.line)} + first.data,
             {}}};
}

void ReportView::openReport(const QString &file)
{
    m_asked = file;
    m_report.reset();
    int index = m_files->findData(file);
    if (index < 0) {
        m_files->insertItem(0, QFileInfo(file).fileName(), file);
        m_files->setEnabled(true);
        index = 0;
    }
    m_files->setCurrentIndex(index);
    setPlainToolTip(m_files, file);
    showEmpty(tr("Reading…"));
    checks::onPool(
        this, [file] { return read(file); }, [this](const Reading &reading) { take(reading); });
}

void ReportView::take(const Reading &reading)
{
    if (reading.file != m_asked)
        return; // another was asked for meanwhile
    if (!reading.report)
        return showEmpty(models::failureText(reading.failure));
    m_report = reading.report;
    refresh();
}

void ReportView::refresh()
{
    if (!m_report)
        return;
    const auto now = m_session.now();
    const auto changes = models::changesSince(*m_report, m_session.view(), now);
    if (!changes)
        return showEmpty(tr("The present makes no report that could be compared."));
    const QString made = QLocale::c().toString(m_report->generatedAt.toUTC(), u"d MMM yyyy HH:mm"_s);
    const QString age = models::ageText(std::max<qint64>(0, m_report->generatedAt.secsTo(now)));
    const auto count = static_cast<int>(changes->size());
    m_sentence->setText(count == 0   ? tr("Nothing changed since %1 UTC, %2 ago.").arg(made, age)
                        : count == 1 ? tr("One change since %1 UTC, %2 ago.").arg(made, age)
                                     : tr("%1 changes since %2 UTC, %3 ago.").arg(count).arg(made, age));
    QStringList lines;
    for (const auto &change : *changes)
        lines.append(models::reportChangeText(change));
    m_changes->setVisible(!lines.isEmpty());
    if (lines == textsOf(*m_changes))
        return;
    const int row = m_changes->currentRow();
    m_changes->clear();
    m_changes->addItems(lines);
    m_changes->setCurrentRow(std::min(row, m_changes->count() - 1));
}

} // namespace cutover::gui
