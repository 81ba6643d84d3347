// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/outbox.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace cutover::notify {

using namespace Qt::StringLiterals;

namespace {

/// What another process left behind is found at the latest after this.
constexpr std::chrono::milliseconds longestNap{30'000};
const QString s_expired = u"expired"_s;

/// Sorts by time, and is nobody else's.
QString newId(const QDateTime &now)
{
    constexpr int digits = 14;
    return u"%1-%2"_s.arg(now.toMSecsSinceEpoch(), digits, 10, QChar(u'0'))
        .arg(QUuid::createUuid().toString(QUuid::Id128));
}

} // namespace

QString statusName(Delivery::Status status)
{
    switch (status) {
    case Delivery::Status::Accepted:
        return u"accepted"_s;
    case Delivery::Status::Waiting:
        return u"waiting"_s;
    case Delivery::Status::GaveUp:
        return u"gave_up"_s;
    }
    Q_UNREACHABLE();
}

Outbox::Outbox(OutboxOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_folder(m_options.folder)
{
    m_pool.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Outbox::look);
}

Outbox::~Outbox() = default;

/// Runs `work(folder)` behind what was given before, and `then(answer)` here, while this object lives.
template <typename Work, typename Then>
void Outbox::onDisk(Work work, Then then)
{
    ++m_onDisk;
    m_pool.start([self = QPointer(this), folder = m_folder, work = std::move(work), then = std::move(then)]() mutable {
        auto answer = work(std::as_const(folder));
        QMetaObject::invokeMethod(qApp, [self, answer = std::move(answer), then = std::move(then)]() mutable {
            if (!self)
                return;
            --self->m_onDisk;
            then(std::move(answer));
            self->tellIfIdle();
        });
    });
}

void Outbox::start(const QString &ledgerId)
{
    m_ledgerId = ledgerId;
    m_isStarted = true;
    look();
}

void Outbox::enqueue(const Message &message, const QList<domain::NotificationTarget> &targets)
{
    const auto now = m_options.now();
    for (const auto &target : targets) {
        if (!target.takes(message.event))
            continue;
        OutboxItem item;
        item.id = newId(now);
        item.workspace = m_options.workspace;
        item.ledgerId = m_ledgerId;
        item.messageId = message.id;
        item.event = message.event;
        item.target = target;
        item.payload = payloadFor(target.service, message);
        item.createdAt = now;
        item.attempts = 1;
        item.nextTry = now.addSecs(backOffS(item.attempts));
        using Stored = tl::expected<OutboxFolder::Claimed, formats::FileError>;
        onDisk([item](const OutboxFolder &folder) { return folder.store(item); },
               [this, item](const Stored &stored) {
                   if (!stored)
                       Q_EMIT unwritten(stored.error());
                   take(stored ? *stored : OutboxFolder::Claimed{item, nullptr});
               });
    }
}

bool Outbox::windDown()
{
    m_windsDown = true;
    m_queue.clear();
    // Those whose secret is still asked for have sent nothing yet.
    m_flights.removeIf(
        [](QHash<QString, Flight>::iterator flight) { return !flight->job && !flight->claimed.item.isSettled(); });
    return std::ranges::any_of(m_flights, [](const Flight &flight) { return !flight.job.isNull(); });
}

bool Outbox::isIdle() const
{
    return m_onDisk == 0 && m_flights.isEmpty() && m_queue.isEmpty();
}

void Outbox::tellIfIdle()
{
    if (isIdle())
        Q_EMIT idle();
}

QSet<QString> Outbox::busyTargets() const
{
    QSet<QString> busy;
    for (const auto &flight : m_flights)
        busy.insert(flight.claimed.item.target.name);
    for (const auto &claimed : m_queue)
        busy.insert(claimed.item.target.name);
    return busy;
}

void Outbox::look()
{
    if (!m_isStarted || m_windsDown)
        return;
    if (std::exchange(m_isLooking, true)) {
        m_looksAgain = true;
        return;
    }
    lookAt({});
    const OutboxFolder::Scope scope{m_options.workspace, m_ledgerId};
    onDisk([scope, busy = busyTargets(),
            now = m_options.now()](const OutboxFolder &folder) { return folder.takeDue(scope, busy, now); },
           [this](const OutboxFolder::Found &found) {
               m_isLooking = false;
               for (const auto &file : found.setAside)
                   Q_EMIT setAside(file);
               for (const auto &claimed : found.due)
                   take(claimed);
               lookAt(found.nextTry);
               if (std::exchange(m_looksAgain, false))
                   look();
           });
}

void Outbox::lookAt(const QDateTime &time)
{
    auto nap = longestNap;
    if (time.isValid())
        nap = std::clamp(std::chrono::milliseconds(m_options.now().msecsTo(time)), std::chrono::milliseconds(0), nap);
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > nap)
        m_timer.start(nap);
}

void Outbox::take(const OutboxFolder::Claimed &claimed)
{
    if (m_windsDown)
        return;
    // One at a time to a target: the first message arrives first, and no service is flooded.
    if (busyTargets().contains(claimed.item.target.name))
        m_queue.append(claimed);
    else
        begin(claimed);
}

void Outbox::begin(const OutboxFolder::Claimed &claimed)
{
    const auto &item = claimed.item;
    const QString id = item.id;
    m_flights.insert(id, {claimed, nullptr});
    if (item.isSettled()) {
        Q_EMIT settled(deliveryOf(item, item.isAccepted ? Delivery::Status::Accepted : Delivery::Status::GaveUp));
        return;
    }
    if (item.createdAt.secsTo(m_options.now()) >= outboxKeepsS)
        return settle(id, false, item.code.isEmpty() ? s_expired : item.code, item.httpStatus);
    if (!needsSecret(item.target))
        return send(id, {});
    m_options.secrets(item.target.secretName, this, [this, id](tl::expected<crypto::Secret, QString> secret) {
        if (!m_flights.contains(id))
            return; // wound down meanwhile
        if (secret)
            send(id, std::move(*secret));
        else
            fail(id, secret.error(), 0, 0);
    });
}

void Outbox::send(const QString &id, crypto::Secret secret)
{
    auto &flight = m_flights[id];
    const auto &item = flight.claimed.item;
    flight.job = new MessageJob(item.target, std::move(secret), item.payload, this);
    flight.job->setTimeout(m_options.timeout);
    connect(flight.job, &MessageJob::finished, this,
            [this, id](const MessageResult &result) { onAnswered(id, result); });
    flight.job->start();
}

void Outbox::onAnswered(const QString &id, const MessageResult &result)
{
    if (const auto job = m_flights.value(id).job)
        job->deleteLater();
    if (result.isAccepted())
        settle(id, true, {}, result.httpStatus);
    else if (result.error == MessageResult::Error::Refused && isFinalRefusal(result.httpStatus))
        settle(id, false, codeName(result.error), result.httpStatus);
    else
        fail(id, codeName(result.error), result.httpStatus, retryAfterSeconds(result.retryAfter, m_options.now()));
}

void Outbox::fail(const QString &id, const QString &code, int httpStatus, qint64 afterS)
{
    auto &item = m_flights[id].claimed.item;
    item.code = code;
    item.httpStatus = httpStatus;
    item.nextTry = m_options.now().addSecs(std::max(afterS, backOffS(item.attempts)));
    const auto claimed = m_flights.value(id).claimed; // whoever hears the signal may change the table
    Q_EMIT waiting(deliveryOf(claimed.item, Delivery::Status::Waiting));
    if (!claimed.claim) {
        retryFromMemory(claimed);
        land(id);
        return tellIfIdle();
    }
    onDisk(
        [claimed](const OutboxFolder &folder) {
            std::ignore = folder.update(claimed);
            return true;
        },
        [this, id](bool) { land(id); });
}

void Outbox::settle(const QString &id, bool isAccepted, const QString &code, int httpStatus)
{
    auto &claimed = m_flights[id].claimed;
    auto &item = claimed.item;
    item.isAccepted = isAccepted;
    item.code = code;
    item.httpStatus = httpStatus;
    item.settledAt = m_options.now();
    const auto delivery = deliveryOf(item, isAccepted ? Delivery::Status::Accepted : Delivery::Status::GaveUp);
    // Noted before it is told: a process that ends between the two leaves nothing to be sent again.
    onDisk(
        [claimed](const OutboxFolder &folder) {
            if (claimed.claim)
                std::ignore = folder.update(claimed);
            return true;
        },
        [this, delivery](bool) { Q_EMIT settled(delivery); });
}

void Outbox::forget(const QString &id)
{
    if (!m_flights.contains(id))
        return;
    onDisk(
        [claimed = m_flights.value(id).claimed](const OutboxFolder &folder) {
            folder.remove(claimed);
            return true;
        },
        [this, id](bool) { land(id); });
}

void Outbox::keep(const QString &id)
{
    if (!m_flights.contains(id))
        return;
    std::ignore = beginNext(m_flights.take(id).claimed.item.target.name);
    lookAt({});
    tellIfIdle();
}

/// What waits behind a message that is no longer under way; false where nothing does.
bool Outbox::beginNext(const QString &target)
{
    const auto next = std::ranges::find_if(
        m_queue, [&target](const OutboxFolder::Claimed &claimed) { return claimed.item.target.name == target; });
    if (next == m_queue.end())
        return false;
    begin(m_queue.takeAt(std::distance(m_queue.begin(), next)));
    return true;
}

/// The claim ends here, with the flight.
void Outbox::land(const QString &id)
{
    const auto landed = m_flights.take(id).claimed.item;
    if (beginNext(landed.target.name))
        return;
    if (landed.isSettled())
        look(); // what waited behind it
    else
        lookAt(landed.nextTry);
}

void Outbox::retryFromMemory(const OutboxFolder::Claimed &claimed)
{
    auto again = claimed;
    ++again.item.attempts;
    QTimer::singleShot(std::chrono::seconds(m_options.now().secsTo(claimed.item.nextTry)), this,
                       [this, again] { take(again); });
}

Delivery Outbox::deliveryOf(const OutboxItem &item, Delivery::Status status) const
{
    return {status,
            item.id,
            item.messageId,
            item.event,
            item.target.name,
            item.target.service,
            item.code,
            item.httpStatus,
            item.attempts,
            item.isSettled() ? item.settledAt : m_options.now(),
            status == Delivery::Status::Waiting ? item.nextTry : QDateTime()};
}

} // namespace cutover::notify
