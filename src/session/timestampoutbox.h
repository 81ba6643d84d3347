// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "ledger/asyncledger.h"
#include "session/records.h"
#include "session/revision.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace cutover::session {

struct Mirror;

/// Asks again for the time stamps that an authority did not give while somebody signed, until every signature has one.
///
/// What waits is what the ledger says (Records::unstamped), so that it survives restart and kill, and any console on
/// that ledger may settle it. One decision at a time, again after 1 s, 2 s, … 5 min. What comes is one entry
/// `timestamp_added`, a compare-and-swap on the revision that was stamped; who loses that race asks again for what is
/// missing then. No entry while a promotion or an abort has no outcome. Where a certificate has ended meanwhile no time
/// stamp can help; it is not asked for, and a decision that lacks no other is left alone until it has another revision.
/// Thread: the application's own.
class TimestampOutbox : public QObject
{
    Q_OBJECT

public:
    TimestampOutbox(QString workspace, QString trustFile, ledger::AsyncLedger &ledger, std::shared_ptr<Mirror> mirror,
                    std::function<QDateTime()> now, QObject *parent = nullptr);

    /// What waits now, and whom to ask; nobody: what waits goes on waiting.
    void hear(const Records &records, const std::optional<domain::TimestampService> &service);

private:
    struct Waiting
    {
        QByteArray revision; ///< that all this is about
        int attempts = 1;
        QDeadlineTimer next = {};
        bool isHopeless = false; ///< nothing that an authority could do
    };
    struct Found
    {
        Unstamped last;
        Revision revision;
    };
    using Answer = ledger::AsyncLedger::Result<std::optional<Found>>;

    void schedule();
    void begin();
    void ask(const Found &found);
    void append(const Found &found, const Revision &stamped, bool isComplete);
    void fail();
    void settle();
    void again(std::chrono::milliseconds after);

    QString m_workspace;
    QString m_trustFile;
    ledger::AsyncLedger &m_ledger;
    std::shared_ptr<Mirror> m_mirror; ///< for the ledger's thread
    std::function<QDateTime()> m_now;
    std::optional<domain::TimestampService> m_service;
    QHash<QString, Waiting> m_waiting; ///< by decision id
    QString m_asked;                   ///< whose stamps are being asked for; empty: none
    QTimer m_timer;
};

} // namespace cutover::session
