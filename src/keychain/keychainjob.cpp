// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainjob.h"

#include <QMetaObject>

namespace cutover::keychain {

KeychainJob::KeychainJob(QObject *parent)
    : QObject(parent)
{
}

KeychainJob::~KeychainJob() = default;

void KeychainJob::start()
{
    if (m_isStarted)
        return;
    m_isStarted = true;
    if (!hasResult())
        run();
}

void KeychainJob::cancel()
{
    if (hasResult() || m_isConcluded || !canCancel())
        return;
    m_isStarted = true;
    setError({KeychainError::Code::Cancelled, {}});
    abandon();
    conclude();
}

void KeychainJob::conclude()
{
    if (m_isConcluded)
        return;
    m_isConcluded = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isFinished = true;
            Q_EMIT finished();
            deleteLater();
        },
        Qt::QueuedConnection);
}

} // namespace cutover::keychain
