// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/callpanel.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

struct Way
{
    QString text;
    QString press;
};

/// A telephone rings; what else there is comes after it.
Way wayTo(const domain::Contact &contact)
{
    if (!contact.phone.isEmpty())
        return {contact.phone, CallPanel::tr("Copy number")};
    if (!contact.slack.isEmpty())
        return {contact.slack, CallPanel::tr("Copy channel")};
    if (!contact.link.isEmpty())
        return {contact.link, CallPanel::tr("Copy link")};
    return {contact.email, CallPanel::tr("Copy address")};
}

} // namespace

CallPanel::CallPanel(session::Session &session, QWidget *parent)
    : Card(tr("Call"), parent)
    , m_session(session)
{
    setObjectName(u"callPanel"_s);
    connect(&session, &session::Session::changed, this, &CallPanel::refresh);
    refresh();
}

void CallPanel::refresh()
{
    const auto &contacts = m_session.view().profile.contacts;
    if (m_lines && contacts == m_contacts)
        return;
    m_contacts = contacts;
    delete m_lines;
    m_lines = new QWidget;
    auto *grid = new QGridLayout(m_lines);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(0, 1);
    if (contacts.isEmpty())
        grid->addWidget(textLabel(tr("cutover.json names no contacts."), 12, Tone::Warn), 0, 0);
    for (const auto &contact : contacts)
        addLine(contact);
    body()->addWidget(m_lines);
}

void CallPanel::addLine(const domain::Contact &contact)
{
    auto *grid = static_cast<QGridLayout *>(m_lines->layout());
    const int row = grid->rowCount();
    const QString who =
        models::oneLine(contact.name.isEmpty() ? contact.role : u"%1, %2"_s.arg(contact.role, contact.name));
    const auto way = wayTo(contact);
    auto *role = new ElidedLabel(who, 13, Tone::Text, QFont::DemiBold);
    auto *reached = new ElidedLabel(models::oneLine(way.text), 12, Tone::Text2);
    constexpr qsizetype mostDigits = 20;
    if (way.text.size() <= mostDigits)
        reached->setElideMode(Qt::ElideNone); // what is dialled is never cut off
    else
        reached->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // and a link asks for no width
    // Over each other: beside each other neither has room in a narrow column.
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(role);
    words->addWidget(reached);
    grid->addLayout(words, row, 0);
    if (way.text.isEmpty())
        return;
    auto *copy = newButton(u"copyContactButton_%1"_s.arg(row), way.press);
    setLook(copy, ButtonLook::Link);
    copy->setAccessibleName(tr("%1 of %2").arg(way.press, who));
    connect(copy, &QPushButton::clicked, copy, [text = way.text] { QApplication::clipboard()->setText(text); });
    grid->addWidget(copy, row, 1);
}

} // namespace cutover::gui
