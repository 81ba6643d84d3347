// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/abortcontrol.h"

#include "models/words.h"
#include "models/wordspromotion.h"

#include <QMessageBox>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;

AbortControl::AbortControl(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_guard(std::make_unique<QObject>())
{
}

void AbortControl::watch(session::Session *session)
{
    m_session = session;
    m_guard = std::make_unique<QObject>();
    m_isRunning = m_hasFailed = false;
}

qint64 AbortControl::seconds() const
{
    return m_since.isValid() ? m_since.elapsed() / 1000 : 0;
}

void AbortControl::press(AbortSlot slot)
{
    if (!m_session || m_isRunning)
        return;
    switch (slot) {
    case AbortSlot::Nothing:
    case AbortSlot::Aborting:
    case AbortSlot::Done:
        return;
    case AbortSlot::StandDown:
        return askStandDown();
    case AbortSlot::Abort:
        return start();
    case AbortSlot::Again:
    case AbortSlot::ReadBack:
        return again();
    }
}

void AbortControl::askStandDown()
{
    if (m_standDown)
        return;
    m_standDown = new QMessageBox(QMessageBox::NoIcon, tr("Stand down"),
                                  tr("Stand down closes the gate: this GO promotes nothing any more, and a new one is "
                                     "needed. No command is run."),
                                  QMessageBox::NoButton, m_window);
    m_standDown->setAttribute(Qt::WA_DeleteOnClose);
    m_standDown->setObjectName(u"standDownMessageBox"_s);
    auto *act = m_standDown->addButton(tr("Stand down"), QMessageBox::DestructiveRole);
    act->setObjectName(u"confirmStandDownButton"_s);
    auto *stay = m_standDown->addButton(tr("Not yet"), QMessageBox::RejectRole);
    m_standDown->setDefaultButton(stay);
    m_standDown->setEscapeButton(stay);
    connect(act, &QAbstractButton::clicked, this, &AbortControl::start);
    m_standDown->open();
}

void AbortControl::begin()
{
    m_isRunning = true;
    m_since.start();
}

void AbortControl::start()
{
    if (!m_session || m_isRunning)
        return;
    begin();
    m_session->abort({}, {}, m_guard.get(),
                     [this](const session::Result<session::Aborted> &result) { onAborted(result); });
    Q_EMIT changed();
}

void AbortControl::again()
{
    begin();
    m_session->abortAgain(m_guard.get(),
                          [this](const session::Result<session::Aborted> &result) { onAborted(result); });
    Q_EMIT changed();
}

void AbortControl::onAborted(const session::Result<session::Aborted> &result)
{
    m_isRunning = false;
    m_hasFailed = !result || (!result->aborted && !result->stoodDown);
    Q_EMIT changed();
    if (!result)
        Q_EMIT told(models::failureText(result.error()), true);
    else if (result->stoodDown)
        Q_EMIT told(tr("Stood down. The gate is closed."), false);
    else if (result->already)
        Q_EMIT told(tr("Already aborted: desired_stage.txt reads abort."), false);
    else if (result->aborted)
        Q_EMIT told(result->isUnasked ? tr("Aborted: desired_stage.txt reads abort. %1").arg(models::unaskedAbortText())
                                      : tr("Aborted: desired_stage.txt reads abort."),
                    false);
    else
        Q_EMIT told(
            tr("The abort command ended with exit %1; %2. Run it by hand or press Abort again.")
                .arg(QString::number(result->exitCode), models::stageFileText(result->desiredStage, u"abort"_s)),
            true);
}

} // namespace cutover::gui
