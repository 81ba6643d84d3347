// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/notifier.h"

#include "checks/targetsecret.h"
#include "ledger/attestation.h"
#include "rollout/ledgerevents.h"

#include <QProcessEnvironment>
#include <QTimer>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;
using notify::Delivery;

namespace {

constexpr std::chrono::seconds recording{1}; // what a target answered at the last moment

using Found = tl::expected<crypto::Secret, keychain::KeychainError>;
using Told = tl::expected<crypto::Secret, QString>;

Told told(Found secret)
{
    if (secret)
        return std::move(*secret);
    const bool isMissing = secret.error().code == keychain::KeychainError::Code::Missing;
    return tl::unexpected(isMissing ? u"secret_missing"_s : QString(keychain::codeName(secret.error().code)));
}

notify::OutboxOptions optionsOf(const Ports &ports, const QString &workspace)
{
    notify::OutboxOptions options;
    const auto state = ports.stateFolder.isEmpty() ? ledger::Attestation::defaultStateFolder() : ports.stateFolder;
    options.folder = state + "/outbox"_L1;
    options.workspace = workspace;
    options.now = ports.now;
    options.secrets = [secrets = ports.secrets](const QString &name, QObject *guard, std::function<void(Told)> found) {
        checks::findSecret(name, QProcessEnvironment::systemEnvironment(), secrets, guard,
                           [found = std::move(found)](Found secret) { found(told(std::move(secret))); });
    };
    return options;
}

QJsonObject payloadOf(const Delivery &delivery)
{
    QJsonObject payload{{u"id"_s, delivery.id},
                        {u"event"_s, domain::notificationEventName(delivery.event)},
                        {u"target"_s, delivery.target},
                        {u"service"_s, domain::notificationServiceName(delivery.service)},
                        {u"status"_s, notify::statusName(delivery.status)},
                        {u"at"_s, delivery.at.toUTC().toString(Qt::ISODateWithMs)},
                        {u"attempts"_s, delivery.attempts},
                        {u"http_status"_s, delivery.httpStatus},
                        {u"message_id"_s, delivery.messageId}};
    if (!delivery.code.isEmpty())
        payload[u"code"_s] = delivery.code;
    return payload;
}

/// The outcome that an entry of payloadOf() tells.
Delivery toldBy(const QJsonObject &payload, Delivery delivery)
{
    const bool isAccepted = payload[u"status"_s] == notify::statusName(Delivery::Status::Accepted);
    delivery.status = isAccepted ? Delivery::Status::Accepted : Delivery::Status::GaveUp;
    delivery.code = payload[u"code"_s].toString();
    delivery.httpStatus = payload[u"http_status"_s].toInt();
    delivery.attempts = payload[u"attempts"_s].toInt();
    delivery.at = QDateTime::fromString(payload[u"at"_s].toString(), Qt::ISODateWithMs);
    delivery.nextTry = {};
    return delivery;
}

bool isReceipt(const Delivery &delivery)
{
    return delivery.event == NotificationEvent::CutoverStart && delivery.status == Delivery::Status::Accepted;
}

} // namespace

Notifier::Notifier(const Ports &ports, const View &view, ledger::AsyncLedger &ledger, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_view(view)
    , m_ledger(ledger)
    , m_outbox(optionsOf(ports, view.workspace))
{
    connect(&m_outbox, &notify::Outbox::settled, this, &Notifier::record);
    connect(&m_outbox, &notify::Outbox::waiting, this, &Notifier::onWaiting);
    connect(&m_outbox, &notify::Outbox::setAside, this, &Notifier::setAside);
}

void Notifier::open(const QString &ledgerId)
{
    m_ledgerId = ledgerId;
    if (!m_ports.onlyLooks)
        m_outbox.start(ledgerId);
}

NotificationFacts Notifier::facts(NotificationEvent event) const
{
    const auto &profile = m_view.profile;
    NotificationFacts facts;
    facts.event = event;
    facts.environment = profile.environment;
    facts.version = profile.version;
    facts.change = profile.change;
    facts.at = m_ports.now();
    facts.notGo = m_view.waitingFor;
    facts.trigger = m_view.trigger;
    facts.failedUnlocks = m_view.failedUnlocks;
    facts.contacts = profile.contacts;
    if (const auto *present = m_view.rollout.present())
        facts.percent = present->plan.percent;
    return facts;
}

QString Notifier::text(const NotificationFacts &facts) const
{
    const auto name = domain::notificationEventName(facts.event);
    return m_ports.wording.notification
               ? m_ports.wording.notification(facts, m_view.profile.notifications.templates.value(name))
               : QString();
}

void Notifier::tell(NotificationFacts facts, const QString &key)
{
    const auto &profile = m_view.profile;
    for (const auto &stage : profile.stages) {
        const bool isBefore = stage.percent < facts.percent.value_or(0);
        const bool isReached = stage.percent == facts.percent;
        if (isReached || (!facts.percent && facts.holdS < 0))
            facts.holdS = stage.holdS;
        if (!isBefore && !isReached && !facts.nextPercent)
            facts.nextPercent = stage.percent;
    }
    const QString id = u"cutover/%1/%2/%3"_s.arg(m_ledgerId.isEmpty() ? profile.workspaceId : m_ledgerId,
                                                 domain::notificationEventName(facts.event), key);
    const QString words = text(facts);
    if (!words.isEmpty())
        m_outbox.enqueue({facts.event, id, words, facts.environment, facts.version, facts.at},
                         profile.notifications.targets);
}

void Notifier::onWaiting(const Delivery &delivery)
{
    m_waiting.insert(delivery.id, delivery);
    Q_EMIT waiting(delivery);
}

void Notifier::hear(const Records &records)
{
    for (const auto &id : m_waiting.keys()) {
        const auto entry = records.deliveries.value(id);
        if (entry.isEmpty())
            continue;
        const auto delivery = toldBy(entry, m_waiting.take(id));
        Q_EMIT settled(delivery);
        if (isReceipt(delivery) && !m_receipts.contains(delivery.messageId)) {
            m_receipts.insert(delivery.messageId);
            Q_EMIT confirmed(records.receipt, delivery.target);
        }
    }
}

void Notifier::record(const Delivery &delivery)
{
    m_waiting.remove(delivery.id);
    Q_EMIT settled(delivery);
    if (isReceipt(delivery) && !m_receipts.contains(delivery.messageId))
        confirmStakeholders(delivery);
    else
        enter(delivery);
}

void Notifier::enter(const Delivery &delivery)
{
    m_ledger.append(rollout::kind::notification.toString(), ledger::Actor::ofThisProcess(), payloadOf(delivery), {},
                    this, [this, id = delivery.id](const ledger::AsyncLedger::Result<ledger::Appended> &appended) {
                        if (appended)
                            m_outbox.forget(id);
                        else
                            m_outbox.keep(id);
                    });
}

/// Before the delivery is entered, and with it forgotten: a receipt that the ledger refused is told again.
void Notifier::confirmStakeholders(const Delivery &delivery)
{
    m_receipts.insert(delivery.messageId);
    auto payload = rollout::payloadOf(domain::Confirmed{u"stakeholders"_s, {}, true, m_ports.now(), {}});
    payload[u"receipt"_s] = delivery.target;
    payload[u"note"_s] =
        QStringList{delivery.target, u"HTTP %1"_s.arg(delivery.httpStatus), delivery.messageId}.join(u" · "_s);
    m_ledger.append(rollout::kind::confirmation.toString(), ledger::Actor::ofThisProcess(), payload, {}, this,
                    [this, delivery](const ledger::AsyncLedger::Result<ledger::Appended> &appended) {
                        if (!appended) {
                            m_receipts.remove(delivery.messageId);
                            return m_outbox.keep(delivery.id);
                        }
                        Q_EMIT confirmed(appended->index, delivery.target);
                        enter(delivery);
                    });
}

void Notifier::flush(std::chrono::milliseconds patience, QObject *guard, std::function<void()> done)
{
    if (m_outbox.isIdle())
        return done();
    auto *once = new QObject(guard);
    const auto end = [once, done = std::move(done)] {
        once->disconnect();
        once->deleteLater();
        done();
    };
    auto *timer = new QTimer(once);
    timer->setSingleShot(true);
    // Broken off, what a slow target has already taken would be sent again by the next process.
    connect(timer, &QTimer::timeout, once, [this, timer, end, isWindingDown = false]() mutable {
        if (std::exchange(isWindingDown, true) || !m_outbox.windDown() || m_outbox.isIdle())
            return end();
        timer->start(m_outbox.timeout() + recording);
    });
    connect(&m_outbox, &notify::Outbox::idle, once, [once, timer, end] {
        timer->stop();
        end();
    });
    timer->start(patience);
}

} // namespace cutover::session
