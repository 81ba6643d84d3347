// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

namespace cutover::ledger {

/// What lives on the ledger's thread: the connection, and the look at what others appended.
///
/// Every call comes through its event loop, one at a time.
class LedgerWorker : public QObject
{
    Q_OBJECT

public:
    LedgerWorker();

    void open(const QString &path, const OpenOptions &options);
    /// Calls with nullptr where no ledger is open.
    void work(const std::function<void(Ledger *)> &task);

Q_SIGNALS:
    void opened(const QString &ledgerId, qint64 size);
    void openFailed(const cutover::ledger::LedgerError &error);
    void appended(qint64 fromIndex);
    void troubled(const cutover::ledger::LedgerError &error);

private:
    void look();
    void report();

    std::unique_ptr<Ledger> m_ledger;
    QTimer m_timer{this};
    qint64 m_reportedSize = 0;
    bool m_troubleReported = false;
};

} // namespace cutover::ledger
