// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/asyncledger.h"
#include "session/incident.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QSet>

#include <functional>

namespace cutover::session {

/// Captures what is ordered, and tries again what the disk or the ledger did not take; never gives up before its end.
class IncidentKeeper : public QObject
{
    Q_OBJECT

public:
    /// `ledger` must outlive it.
    explicit IncidentKeeper(ledger::AsyncLedger &ledger, QObject *parent = nullptr);

    /// `tried` is called after the first try, whatever came of it.
    void capture(const IncidentOrder &order, std::function<void()> tried = {});
    /// Time has passed: every ten seconds what is open is tried again.
    void goOn();

Q_SIGNALS:
    /// In place and recorded.
    void captured(const QStringList &files);
    /// Once a file and code: it is tried again.
    void failed(const QString &file, const QString &code);

private:
    void attempt(const QString &event, std::function<void()> tried);
    void settle(const QString &event, const Capture &capture);

    ledger::AsyncLedger &m_ledger;
    QMap<QString, IncidentOrder> m_open; ///< by event
    QElapsedTimer m_sinceTry;
    int m_running = 0;
    QSet<QString> m_told;
};

} // namespace cutover::session
