// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"

#include <QObject>
#include <QPointer>
#include <QThread>
#include <functional>
#include <type_traits>
#include <utility>

namespace cutover::ledger {

class LedgerWorker;

/// A Ledger on a thread of its own, so that an interface never waits for the disk; also notices what others append.
///
/// Work runs in the order given. An answer is delivered through the event loop, never from within the call, and only
/// while its guard lives; guards live in this object's thread. Destroying it runs the work already given to its end
/// (an entry that was asked for is not lost) but delivers no more answers.
class AsyncLedger : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Result = tl::expected<T, LedgerError>;
    using AppendDone = std::function<void(const Result<Appended> &)>;

    explicit AsyncLedger(QObject *parent = nullptr);
    ~AsyncLedger() override;

    /// Opens (again); ends in opened() or openFailed(). Work given before waits its turn, work after a failed open is
    /// answered with NotOpen.
    void open(const QString &path, const OpenOptions &options);

    void append(const QString &kind, const Actor &actor, const QJsonObject &payload, const QList<QByteArray> &blobs,
                QObject *guard, AppendDone done);
    void appendIf(qint64 expectedLastDeciding, const QString &kind, const Actor &actor, const QJsonObject &payload,
                  const QList<QByteArray> &blobs, QObject *guard, AppendDone done);

    /// Anything else: `work(Ledger &)` runs on the ledger's thread and returns a Result<T>; `done(const Result<T> &)`
    /// gets it on this one. Neither may keep the reference.
    template <typename Work, typename Done>
    void run(QObject *guard, Work work, Done done)
    {
        using Answer = std::invoke_result_t<Work, Ledger &>;
        enqueue([this, guard = QPointer<QObject>(guard), work = std::move(work),
                 done = std::move(done)](Ledger *ledger) mutable {
            Answer answer = ledger ? work(*ledger) : Answer(tl::unexpected(notOpen()));
            deliver([guard, done = std::move(done), answer = std::move(answer)]() mutable {
                if (guard)
                    done(std::as_const(answer));
            });
        });
    }

Q_SIGNALS:
    void opened(const QString &ledgerId, qint64 size);
    void openFailed(const cutover::ledger::LedgerError &error);
    /// Entries from this index on are new, by this console or by another (within 250 ms).
    void appended(qint64 fromIndex);
    /// It stopped verifying, or size and root cannot be kept outside any more.
    void troubled(const cutover::ledger::LedgerError &error);

private:
    void enqueue(std::function<void(Ledger *)> work);
    void deliver(std::function<void()> answer);
    [[nodiscard]] static LedgerError notOpen();

    QThread m_thread;
    LedgerWorker *m_worker = nullptr;
};

} // namespace cutover::ledger
