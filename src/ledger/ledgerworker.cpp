// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgerworker.h"

namespace cutover::ledger {

namespace {

// Others' appends are to be noticed within 250 ms.
constexpr int lookEveryMs = 150;

} // namespace

LedgerWorker::LedgerWorker()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(lookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &LedgerWorker::look);
}

void LedgerWorker::open(const QString &path, const OpenOptions &options)
{
    m_timer.stop();
    m_ledger.reset();
    m_troubleReported = false;
    auto ledger = Ledger::open(path, options);
    if (!ledger) {
        Q_EMIT openFailed(ledger.error());
        return;
    }
    m_ledger = std::move(*ledger);
    m_reportedSize = m_ledger->size();
    Q_EMIT opened(m_ledger->ledgerId(), m_ledger->size());
    report();
    m_timer.start();
}

void LedgerWorker::work(const std::function<void(Ledger *)> &task)
{
    task(m_ledger.get());
    if (m_ledger)
        report();
}

void LedgerWorker::look()
{
    // A lock held by another console passes; everything lasting is kept as the ledger's trouble.
    (void)m_ledger->refresh();
    report();
}

void LedgerWorker::report()
{
    if (m_ledger->size() > m_reportedSize) {
        const qint64 from = m_reportedSize;
        m_reportedSize = m_ledger->size();
        Q_EMIT appended(from);
    }
    const bool isTroubled = m_ledger->trouble().has_value();
    if (isTroubled && !m_troubleReported)
        Q_EMIT troubled(*m_ledger->trouble());
    m_troubleReported = isTroubled;
}

} // namespace cutover::ledger
