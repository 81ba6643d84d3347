// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/recoveryjob.h"

#include <QPointer>
#include <QTimer>

#include <utility>

namespace cutover::rollout {

RecoveryJob::RecoveryJob(AskReadyz ask, std::function<bool()> isReadBack, QObject *parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_isReadBack(std::move(isReadBack))
{
}

void RecoveryJob::start()
{
    m_since.start();
    poll();
}

void RecoveryJob::poll()
{
    m_ask([job = QPointer(this)](bool isGo) {
        if (job)
            job->onAnswer(isGo);
    });
}

void RecoveryJob::onAnswer(bool isGo)
{
    m_goes = isGo && m_isReadBack() ? m_goes + 1 : 0;
    Q_EMIT polled(isGo, m_goes);
    if (m_goes >= goesNeeded)
        return Q_EMIT recovered();
    QTimer::singleShot(m_every, this, &RecoveryJob::poll);
    if (m_since.hasExpired(m_patience.count()) && !std::exchange(m_hasTold, true))
        Q_EMIT notRecovered(); // last: whoever hears it may end this job
}

} // namespace cutover::rollout
