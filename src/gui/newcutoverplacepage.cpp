// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/newcutoverplacepage.h"

#include "gui/appearance.h"
#include "models/words.h"
#include "ui_newcutoverplacepage.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using Folder = NewCutoverPlace::Folder;
using Kind = FieldNote::Kind;

namespace {

/// Typed as in a shell: below home with a tilde, below `base` where it does not say from where.
QString typedPath(const QLineEdit *field, const QString &base)
{
    QString path = field->text().trimmed();
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        path.replace(0, 1, QDir::homePath());
    return path.isEmpty() ? QString() : QDir::cleanPath(QDir(base).absoluteFilePath(path));
}

/// Named without its folder, which stands in the field above.
session::Failure named(session::Failure failure)
{
    failure.data[0] = QFileInfo(failure.data.value(0)).fileName();
    return failure;
}

QString readText(const formats::ChecklistHead &head)
{
    QStringList parts;
    for (const auto &[name, value] : {std::pair{NewCutoverPlacePage::tr("environment %1"), head.environment},
                                      {NewCutoverPlacePage::tr("version %1"), head.version}}) {
        if (!value.isEmpty())
            parts.append(name.arg(models::oneLine(value)));
    }
    if (head.targetAt)
        parts.append(
            NewCutoverPlacePage::tr("target %1 UTC").arg(head.targetAt->toUTC().toString(u"yyyy-MM-dd HH:mm"_s)));
    parts.append(head.contacts.size() == 1 ? NewCutoverPlacePage::tr("1 contact")
                                           : NewCutoverPlacePage::tr("%1 contacts").arg(head.contacts.size()));
    const QString read = NewCutoverPlacePage::tr("Read: %1.").arg(parts.join(u", "_s));
    return head.unfilled.isEmpty()
               ? read
               : NewCutoverPlacePage::tr("%1 Not filled in: %2.").arg(read, head.unfilled.join(u", "_s));
}

} // namespace

NewCutoverPlacePage::NewCutoverPlacePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NewCutoverPlacePage>())
{
    m_ui->setupUi(this);
    m_ui->folderNote->setField(m_ui->folderLineEdit);
    m_ui->checklistNote->setField(m_ui->checklistLineEdit);
    m_ui->openButton->hide();
    connect(m_ui->folderLineEdit, &QLineEdit::textChanged, this, &NewCutoverPlacePage::changed);
    connect(m_ui->checklistLineEdit, &QLineEdit::textChanged, this, &NewCutoverPlacePage::changed);
    connect(m_ui->chooseFolderButton, &QPushButton::clicked, this, &NewCutoverPlacePage::chooseFolder);
    connect(m_ui->chooseChecklistButton, &QPushButton::clicked, this, &NewCutoverPlacePage::chooseChecklist);
    connect(m_ui->openButton, &QPushButton::clicked, this, &NewCutoverPlacePage::openPressed);
}

NewCutoverPlacePage::~NewCutoverPlacePage() = default;

void NewCutoverPlacePage::setFolder(const QString &folder)
{
    m_ui->folderLineEdit->setText(QDir::toNativeSeparators(folder));
}

QString NewCutoverPlacePage::folder() const
{
    return typedPath(m_ui->folderLineEdit, QDir::currentPath());
}

QString NewCutoverPlacePage::checklist() const
{
    return typedPath(m_ui->checklistLineEdit, folder().isEmpty() ? QDir::currentPath() : folder());
}

void NewCutoverPlacePage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the release repository"), folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &NewCutoverPlacePage::setFolder);
    dialog->open();
}

void NewCutoverPlacePage::chooseChecklist()
{
    auto *dialog =
        new QFileDialog(this, tr("Choose a filled checklist"), folder(), tr("Markdown (*.md);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ui->checklistLineEdit, &QLineEdit::setText);
    dialog->open();
}

void NewCutoverPlacePage::showPlace(const NewCutoverPlace &place)
{
    m_objection.clear();
    showFolder(place.folder);
    showChecklist(place.checklist);
}

void NewCutoverPlacePage::showFolder(Folder folder)
{
    m_ui->openButton->setVisible(folder == Folder::HasProfile);
    switch (folder) {
    case Folder::Unnamed:
        m_objection = tr("The release repository is missing: name its folder.");
        m_ui->folderNote->sayNothing();
        return;
    case Folder::Free:
        m_ui->folderNote->sayNothing();
        return;
    case Folder::Missing:
        m_objection = tr("This folder is not there. Name one that is.");
        break;
    case Folder::NotFolder:
        m_objection = tr("This is a file. Name the folder that holds the release.");
        break;
    case Folder::NotWritable:
        m_objection = tr("This folder cannot be written by this account, so that cutover.json has no place in it.");
        break;
    case Folder::HasProfile:
        m_objection = tr("There is a cutover.json in it already, and nothing is overwritten.");
        break;
    }
    m_ui->folderNote->say(folder == Folder::HasProfile ? Kind::Doubtful : Kind::Wrong, m_objection);
}

void NewCutoverPlacePage::showChecklist(const std::optional<session::Result<formats::ChecklistHead>> &head)
{
    if (!head) {
        m_ui->checklistNote->sayNothing();
    } else if (*head) {
        m_ui->checklistNote->say(Kind::Good, readText(**head));
    } else {
        const QString words = models::failureText(named(head->error()));
        m_ui->checklistNote->say(Kind::Wrong, words);
        if (m_objection.isEmpty())
            m_objection = words;
    }
}

} // namespace cutover::gui
