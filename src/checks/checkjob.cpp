// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/checkjob.h"

#include "crypto/digest.h"

namespace cutover::checks {

CheckJob::CheckJob(domain::CriterionId id, Clock now, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_now(std::move(now))
{
}

CheckJob::~CheckJob() = default;

void CheckJob::start()
{
    if (m_state != State::Idle)
        return;
    m_state = State::Running;
    m_startedAt = m_now();
    run();
}

void CheckJob::cancel()
{
    if (m_state == State::Idle)
        endCancelled();
    else if (m_state == State::Running)
        abandon();
}

void CheckJob::endCancelled()
{
    domain::Row row;
    row.status = domain::Status::NotRun;
    row.reason = {domain::Cause::Cancelled, {}};
    end(std::move(row));
}

void CheckJob::end(domain::Row row, const QByteArray &rawOutput)
{
    if (hasEnded())
        return;
    m_state = State::Ending;
    row.id = m_id;
    if (!row.measuredAt.isValid()) {
        row.measuredAt = m_now();
        row.outputSha256 = rawOutput.isEmpty() ? QByteArray() : crypto::sha256(rawOutput);
        if (row.durationMs < 0 && m_startedAt.isValid())
            row.durationMs = m_startedAt.msecsTo(row.measuredAt);
    }
    m_row = std::move(row);
    m_rawOutput = rawOutput;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_state = State::Finished;
            Q_EMIT finished(m_row, m_rawOutput);
        },
        Qt::QueuedConnection);
}

} // namespace cutover::checks
