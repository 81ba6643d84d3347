// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/asyncledger.h"

#include "ledger/ledgerworker.h"

namespace cutover::ledger {

AsyncLedger::AsyncLedger(QObject *parent)
    : QObject(parent)
    , m_worker(new LedgerWorker)
{
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &LedgerWorker::opened, this, &AsyncLedger::opened);
    connect(m_worker, &LedgerWorker::openFailed, this, &AsyncLedger::openFailed);
    connect(m_worker, &LedgerWorker::appended, this, &AsyncLedger::appended);
    connect(m_worker, &LedgerWorker::troubled, this, &AsyncLedger::troubled);
    m_thread.start();
}

AsyncLedger::~AsyncLedger()
{
    // Queued behind the work already given; quit() from here would overtake it.
    QMetaObject::invokeMethod(
        m_worker,
        [this] {
            m_worker->deleteLater(); // the thread runs deferred deletions when it ends
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

void AsyncLedger::open(const QString &path, const OpenOptions &options)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, path, options] { worker->open(path, options); }, Qt::QueuedConnection);
}

void AsyncLedger::append(const QString &kind, const Actor &actor, const QJsonObject &payload,
                         const QList<QByteArray> &blobs, QObject *guard, AppendDone done)
{
    run(
        guard, [=](Ledger &ledger) { return ledger.append(kind, actor, payload, blobs); }, std::move(done));
}

void AsyncLedger::appendIf(qint64 expectedLastDeciding, const QString &kind, const Actor &actor,
                           const QJsonObject &payload, const QList<QByteArray> &blobs, QObject *guard, AppendDone done)
{
    run(
        guard, [=](Ledger &ledger) { return ledger.appendIf(expectedLastDeciding, kind, actor, payload, blobs); },
        std::move(done));
}

void AsyncLedger::enqueue(std::function<void(Ledger *)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, task = std::move(work)] { worker->work(task); }, Qt::QueuedConnection);
}

void AsyncLedger::deliver(std::function<void()> answer)
{
    QMetaObject::invokeMethod(this, std::move(answer), Qt::QueuedConnection);
}

LedgerError AsyncLedger::notOpen()
{
    return {LedgerError::Code::NotOpen, {}, {}, {}};
}

} // namespace cutover::ledger
