// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/sleepinhibitor.h"

#include "rollout/busmeeting.h"

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusPendingCallWatcher>
#include <QUuid>

#include <utility>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerWithinMs = 10'000;

QString codeOf(const QDBusMessage &reply)
{
    const QString name = reply.errorName();
    if (name.startsWith("org.freedesktop.DBus.Error.Spawn"_L1))
        return u"no_logind"_s;
    switch (QDBusError(reply).type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::UnknownObject:
    case QDBusError::UnknownInterface:
    case QDBusError::UnknownMethod:
        return u"no_logind"_s;
    case QDBusError::AccessDenied:
        return u"denied"_s;
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return u"no_answer"_s;
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return u"no_bus"_s;
    default:
        return name == "org.freedesktop.DBus.Error.InteractiveAuthorizationRequired"_L1 ? u"denied"_s : u"failed"_s;
    }
}

} // namespace

SleepInhibitor::SleepInhibitor(const QString &address, QObject *parent)
    : QObject(parent)
    , m_address(address)
    , m_connection("cutover-sleep-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

SleepInhibitor::~SleepInhibitor()
{
    QDBusConnection::disconnectFromBus(m_connection);
}

void SleepInhibitor::hold(const QString &reason)
{
    if (std::exchange(m_isAsked, true))
        return;
    m_reason = reason;
    meetBus({QDBusConnection::SystemBus, m_address, m_connection}, this, [this](bool isMet) {
        if (isMet)
            ask();
        else
            Q_EMIT refused(u"no_bus"_s);
    });
}

void SleepInhibitor::ask()
{
    const QDBusConnection bus(m_connection);
    auto call = QDBusMessage::createMethodCall(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
                                               u"org.freedesktop.login1.Manager"_s, u"Inhibit"_s);
    call << u"sleep:idle:handle-lid-switch"_s << u"Cutover Console"_s << m_reason << u"block"_s;
    auto *waiting = new QDBusPendingCallWatcher(bus.asyncCall(call, answerWithinMs), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting] {
        waiting->deleteLater();
        onReply(waiting->reply());
    });
}

void SleepInhibitor::onReply(const QDBusMessage &reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage)
        return Q_EMIT refused(codeOf(reply));
    const auto lock = reply.arguments().value(0).value<QDBusUnixFileDescriptor>();
    if (!lock.isValid())
        return Q_EMIT refused(u"failed"_s);
    m_lock = lock;
    Q_EMIT held();
}

} // namespace cutover::rollout
