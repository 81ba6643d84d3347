// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/leavequestion.h"

#include <QMessageBox>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;

LeaveQuestion::LeaveQuestion(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

bool LeaveQuestion::isOpen() const
{
    return m_box && m_box->isVisible();
}

void LeaveQuestion::ask(const QString &title, const QString &words, std::function<void()> leave)
{
    if (isOpen())
        return m_box->raise();
    m_box = new QMessageBox(QMessageBox::NoIcon, title, words, QMessageBox::NoButton, m_window);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setObjectName(u"leaveMessageBox"_s);
    auto *go = m_box->addButton(title, QMessageBox::DestructiveRole);
    go->setObjectName(u"leaveButton"_s);
    auto *stay = m_box->addButton(tr("Stay"), QMessageBox::RejectRole);
    stay->setObjectName(u"stayButton"_s);
    m_box->setDefaultButton(stay);
    m_box->setEscapeButton(stay);
    // The box goes first: it would be a window left open, and what leaves closes every dialog.
    connect(
        go, &QAbstractButton::clicked, this, [leave = std::move(leave)] { leave(); }, Qt::QueuedConnection);
    m_box->open();
}

void LeaveQuestion::setWords(const QString &words)
{
    if (m_box && m_box->text() != words)
        m_box->setText(words);
}

void LeaveQuestion::withdraw()
{
    if (m_box)
        m_box->reject();
}

} // namespace cutover::gui
