// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/newcutoverheadpage.h"

#include "formats/rfc3339.h"
#include "gui/contactsmodel.h"
#include "models/wordsdraft.h"
#include "ui_newcutoverheadpage.h"

#include <QDate>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using Kind = FieldNote::Kind;

namespace {

constexpr int hourDigits = 5; // «09:30»

QString textOf(const QLineEdit *field)
{
    return field->text().trimmed();
}

std::optional<QDateTime> timeAt(const QString &date, const QString &time)
{
    const auto parsed = formats::parseRfc3339(u"%1T%2:00Z"_s.arg(date, time.rightJustified(hourDigits, u'0')));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

/// What a person typed stays.
void offer(QLineEdit *field, const QString &value)
{
    if (!field->isModified())
        field->setText(value);
}

} // namespace

NewCutoverHeadPage::NewCutoverHeadPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NewCutoverHeadPage>())
{
    m_ui->setupUi(this);
    connectFields();
    auto *table = m_ui->contactsTableView;
    connect(m_ui->addContactButton, &QPushButton::clicked, table, &ContactsView::addRow);
    connect(m_ui->removeContactButton, &QPushButton::clicked, table, &ContactsView::removeRow);
    connect(table->contacts(), &ContactsModel::edited, this, &NewCutoverHeadPage::changed);
}

NewCutoverHeadPage::~NewCutoverHeadPage() = default;

void NewCutoverHeadPage::connectFields()
{
    for (const auto &[field, note] : {std::pair{m_ui->environmentLineEdit, m_ui->environmentNote},
                                      {m_ui->versionLineEdit, m_ui->versionNote},
                                      {m_ui->dateLineEdit, m_ui->dateNote},
                                      {m_ui->timeLineEdit, m_ui->timeNote},
                                      {m_ui->changeLineEdit, m_ui->changeNote},
                                      {m_ui->readyzLineEdit, m_ui->readyzNote}}) {
        note->setField(field);
        connect(field, &QLineEdit::textChanged, this, &NewCutoverHeadPage::changed);
    }
    m_ui->contactsNote->setField(m_ui->contactsTableView);
    m_ui->contactsNote->setContentsMargins({}); // above its field, beside others
}

void NewCutoverHeadPage::takeChecklist(const formats::ChecklistHead &head)
{
    const auto target = head.targetAt ? head.targetAt->toUTC() : QDateTime();
    offer(m_ui->environmentLineEdit, head.environment);
    offer(m_ui->versionLineEdit, head.version);
    offer(m_ui->dateLineEdit, target.toString(u"yyyy-MM-dd"_s));
    offer(m_ui->timeLineEdit, target.toString(u"HH:mm"_s));
    if (!m_ui->contactsTableView->contacts()->isEdited())
        m_ui->contactsTableView->contacts()->setContacts(head.contacts);
    Q_EMIT changed();
}

void NewCutoverHeadPage::fill(session::DraftRequest &request) const
{
    request.environment = textOf(m_ui->environmentLineEdit);
    request.version = textOf(m_ui->versionLineEdit);
    request.change = textOf(m_ui->changeLineEdit);
    request.readyzUrl = textOf(m_ui->readyzLineEdit);
    request.targetAt = target();
    request.contacts = m_ui->contactsTableView->contacts()->filled();
}

std::optional<QDateTime> NewCutoverHeadPage::target() const
{
    return timeAt(textOf(m_ui->dateLineEdit), textOf(m_ui->timeLineEdit));
}

QStringList NewCutoverHeadPage::openRoles() const
{
    return m_ui->contactsTableView->contacts()->openRoles();
}

void NewCutoverHeadPage::showObjection(const std::optional<session::Failure> &objection, const QDateTime &now)
{
    m_objection.clear();
    for (auto *note : findChildren<FieldNote *>())
        note->sayNothing();
    judgeTarget(now);
    if (!objection)
        return;
    const QString pointer = objection->data.value(1);
    const QString words = models::draftObjectionText(*objection);
    const int contact = pointer.startsWith("/contacts/"_L1) ? pointer.section(u'/', 2, 2).toInt() : -1;
    const int row = m_ui->contactsTableView->contacts()->rowOfFilled(contact);
    object(noteOf(pointer), row < 0 ? words : tr("Row %1: %2").arg(row + 1).arg(words));
}

void NewCutoverHeadPage::judgeTarget(const QDateTime &now)
{
    const QString date = textOf(m_ui->dateLineEdit);
    const QString time = textOf(m_ui->timeLineEdit);
    const bool isDate = timeAt(date, u"00:00"_s).has_value();
    const bool isTime = timeAt(u"2000-01-01"_s, time).has_value();
    if (!date.isEmpty() && !isDate)
        object(m_ui->dateNote, tr("“%1” is no date; write it like 2026-03-02.").arg(date));
    if (!time.isEmpty() && !isTime)
        object(m_ui->timeNote, tr("“%1” is no time of day; write it like 14:00, in UTC.").arg(time));
    if (date.isEmpty() && isTime)
        object(m_ui->dateNote, tr("The time is given and the date is not; write it like 2026-03-02."));
    if (time.isEmpty() && isDate)
        object(m_ui->timeNote, tr("The date is given and the time is not; write it like 14:00."));
    if (const auto at = target(); at && *at < now)
        m_ui->dateNote->say(Kind::Doubtful, tr("This is past; a GO lapses four hours after it."));
}

void NewCutoverHeadPage::object(FieldNote *note, const QString &words)
{
    note->say(Kind::Wrong, words);
    if (m_objection.isEmpty())
        m_objection = words;
}

FieldNote *NewCutoverHeadPage::noteOf(const QString &pointer) const
{
    const QString field = pointer.section(u'/', 1, 1);
    if (field == "environment"_L1)
        return m_ui->environmentNote;
    if (field == "version"_L1)
        return m_ui->versionNote;
    if (field == "change"_L1)
        return m_ui->changeNote;
    if (field == "readyz_url"_L1)
        return m_ui->readyzNote;
    return m_ui->contactsNote;
}

} // namespace cutover::gui
