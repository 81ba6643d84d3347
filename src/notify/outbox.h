// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "notify/delivery.h"
#include "notify/message.h"
#include "notify/messagejob.h"
#include "notify/outboxfolder.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::notify {

/// Looks a target's secret up by its name and calls back once, from the event loop or at once; the error is a code.
using SecretLookup = std::function<void(const QString &name, QObject *guard,
                                        std::function<void(tl::expected<crypto::Secret, QString>)> found)>;

struct OutboxOptions
{
    QString folder;
    QString workspace;
    std::function<QDateTime()> now; ///< UTC
    SecretLookup secrets;
    std::chrono::milliseconds timeout{10'000};
};

/// Sends messages until their targets took them: written to disk first, sent by one process at a time, again after 1 s,
/// 2 s, … 5 min or what Retry-After says, given up after 24 h or at a refusal for good. Survives restart and kill.
///
/// A message may be sent twice where a process ended between the service's ok and its note of it; services that tell
/// doubles apart have its id. What cannot be written is sent from memory. Only messages of this workspace's ledger are
/// sent. Lives on the main thread, which it never blocks but at its end: what was given is on disk then.
class Outbox : public QObject
{
    Q_OBJECT

public:
    explicit Outbox(OutboxOptions options, QObject *parent = nullptr);
    ~Outbox() override;

    /// From now on what waits for this ledger is sent, what others left too.
    void start(const QString &ledgerId);
    /// One message to each of the targets that takes its event. Returns at once; before start() it is sent too.
    void enqueue(const Message &message, const QList<domain::NotificationTarget> &targets);

    /// From now on nothing more is sent: what waits is left to the next process, what is under way ends within the
    /// time-out, and idle() follows. Whether anything is under way.
    bool windDown();
    [[nodiscard]] std::chrono::milliseconds timeout() const { return m_options.timeout; }

    /// Nothing is being written, looked for, sent or told: what is left waits for its time.
    [[nodiscard]] bool isIdle() const;
    /// The outcome that settled() told is recorded: the message is removed.
    void forget(const QString &id);
    /// It could not be recorded: told again later, by whoever looks then.
    void keep(const QString &id);

Q_SIGNALS:
    /// Accepted or given up; whoever hears it answers with forget() or keep().
    void settled(const cutover::notify::Delivery &delivery);
    /// An attempt failed.
    void waiting(const cutover::notify::Delivery &delivery);
    /// A file that is no message was moved aside.
    void setAside(const QString &file);
    /// A message is in memory alone.
    void unwritten(const cutover::formats::FileError &error);
    void idle();

private:
    struct Flight
    {
        OutboxFolder::Claimed claimed;
        QPointer<MessageJob> job;
    };

    template <typename Work, typename Then>
    void onDisk(Work work, Then then);
    void look();
    void lookAt(const QDateTime &time);
    void take(const OutboxFolder::Claimed &claimed);
    void begin(const OutboxFolder::Claimed &claimed);
    void send(const QString &id, crypto::Secret secret);
    void onAnswered(const QString &id, const MessageResult &result);
    void fail(const QString &id, const QString &code, int httpStatus, qint64 afterS);
    void settle(const QString &id, bool isAccepted, const QString &code, int httpStatus);
    void land(const QString &id);
    bool beginNext(const QString &target);
    void retryFromMemory(const OutboxFolder::Claimed &claimed);
    void tellIfIdle();
    [[nodiscard]] QSet<QString> busyTargets() const;
    [[nodiscard]] Delivery deliveryOf(const OutboxItem &item, Delivery::Status status) const;

    OutboxOptions m_options;
    OutboxFolder m_folder;
    QString m_ledgerId;
    bool m_isStarted = false;
    bool m_windsDown = false;
    QHash<QString, Flight> m_flights;     ///< by id, claimed and not yet landed
    QList<OutboxFolder::Claimed> m_queue; ///< claimed, their target is busy
    int m_onDisk = 0;                     ///< tasks given and not yet answered
    bool m_isLooking = false;
    bool m_looksAgain = false;
    QTimer m_timer;
    QThreadPool m_pool; ///< one thread: tasks run in the order given; last, as its end waits for them
};

} // namespace cutover::notify
