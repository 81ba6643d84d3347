// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/asyncledger.h"
#include "notify/outbox.h"
#include "session/notificationfacts.h"
#include "session/ports.h"
#include "session/records.h"
#include "session/view.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <chrono>
#include <functional>

namespace cutover::session {

/// Tells the profile's targets what happens, by the user's outbox, and the ledger what came of it.
///
/// Every call returns at once: no act waits for a target. An outcome is an entry `notification` (event, target,
/// service, status, code, HTTP status, attempts, message id; never a URL). The first target that took a cutover's
/// start is the receipt of the confirmation `stakeholders`. A message that failed here may be delivered by any other of
/// the user's processes; the ledger then tells it.
class Notifier : public QObject
{
    Q_OBJECT

public:
    /// `view` and `ledger` must outlive it.
    Notifier(const Ports &ports, const View &view, ledger::AsyncLedger &ledger, QObject *parent = nullptr);

    /// The ledger is open: what waits for it is sent, what others left too.
    void open(const QString &ledgerId);
    /// Environment, version, change, stage, hold and rows are filled in from the view; `key` tells this event from
    /// every other one of its kind.
    void tell(NotificationFacts facts, const QString &key);
    /// The text of a message; empty where the ports have no wording.
    [[nodiscard]] QString text(const NotificationFacts &facts) const;
    [[nodiscard]] NotificationFacts facts(domain::NotificationEvent event) const;
    /// Tells what another process delivered of that which waits here.
    void hear(const Records &records);

    /// Calls back once what was told had its first try, or after `patience`; at once where nothing waits. After the
    /// patience nothing more is sent, but what is under way ends within its time-out.
    void flush(std::chrono::milliseconds patience, QObject *guard, std::function<void()> done);

Q_SIGNALS:
    void settled(const cutover::notify::Delivery &delivery);
    void waiting(const cutover::notify::Delivery &delivery);
    void setAside(const QString &file);
    /// A receipt is the confirmation `stakeholders` now, at this entry; once a message.
    void confirmed(qint64 entry, const QString &target);

private:
    void onWaiting(const notify::Delivery &delivery);
    void record(const notify::Delivery &delivery);
    void enter(const notify::Delivery &delivery);
    void confirmStakeholders(const notify::Delivery &delivery);

    const Ports &m_ports;
    const View &m_view;
    ledger::AsyncLedger &m_ledger;
    QString m_ledgerId;
    QSet<QString> m_receipts;                   ///< messages that the confirmation is recorded for, or being so
    QHash<QString, notify::Delivery> m_waiting; ///< by id: failed here, and no outcome was heard yet
    notify::Outbox m_outbox;
};

} // namespace cutover::session
