// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metricsource.h"

#include <utility>

namespace cutover::metrics {

using namespace Qt::StringLiterals;

MetricSource::~MetricSource()
{
    EvidenceReading none;
    none.evidence = tl::unexpected(EvidenceError{EvidenceError::Code::Unreadable, u"cancelled"_s});
    serve(m_served + m_waiting, none);
}

void MetricSource::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    watch();
    look();
}

void MetricSource::look()
{
    if (m_isReading) {
        m_lookAgain = true;
        return;
    }
    m_isReading = true;
    m_served = std::exchange(m_waiting, {});
    read();
}

void MetricSource::ask(QObject *context, Use use)
{
    m_waiting.append({context, std::move(use)});
    look();
}

void MetricSource::deliver(const EvidenceReading &reading)
{
    const EvidenceReading fresh = reading; // whoever hears of it may end the source
    const auto served = std::exchange(m_served, {});
    const bool isNew = !m_reading || !fresh.sameAs(*m_reading);
    m_reading = fresh;
    m_isReading = false;
    if (std::exchange(m_lookAgain, false))
        look();
    if (isNew)
        Q_EMIT changed(fresh);
    serve(served, fresh);
}

void MetricSource::serve(const QList<Asked> &asked, const EvidenceReading &reading)
{
    for (const auto &[context, use] : asked)
        if (context)
            use(reading);
}

} // namespace cutover::metrics
