// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/desktopnotices.h"

#include "rollout/busmeeting.h"

#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QUuid>
#include <QVariantMap>

#include <utility>

namespace cutover::rollout {

using namespace Qt::StringLiterals;

namespace {

constexpr int answerWithinMs = 10'000;
constexpr int untilClosed = 0;
constexpr uchar critical = 2;

const QString service = u"org.freedesktop.Notifications"_s;

QDBusMessage newCall(const QString &title, const QString &text, quint32 replaced)
{
    auto call = QDBusMessage::createMethodCall(service, u"/org/freedesktop/Notifications"_s, service, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(critical)},
                            {u"desktop-entry"_s, u"org.cutover.Console"_s}};
    // A title is plain by that protocol, a text may hold markup.
    call << u"Cutover Console"_s << replaced << u"org.cutover.Console"_s << title << text.toHtmlEscaped()
         << QStringList() << hints << untilClosed;
    return call;
}

} // namespace

DesktopNotices::DesktopNotices(const QString &address, QObject *parent)
    : QObject(parent)
    , m_address(address)
    , m_connection("cutover-notices-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

DesktopNotices::~DesktopNotices()
{
    QDBusConnection::disconnectFromBus(m_connection);
}

void DesktopNotices::show(const QString &title, const QString &text)
{
    m_next = Notice{title, text};
    if (m_isMeeting || m_isSending)
        return;
    if (QDBusConnection(m_connection).isConnected())
        send();
    else
        meet();
}

void DesktopNotices::meet()
{
    m_isMeeting = true;
    meetBus({QDBusConnection::SessionBus, m_address, m_connection}, this, [this](bool isMet) {
        m_isMeeting = false;
        if (isMet)
            return send();
        m_next.reset();
        Q_EMIT refused(u"no_bus"_s);
    });
}

void DesktopNotices::send()
{
    const auto notice = std::exchange(m_next, std::nullopt);
    if (!notice)
        return;
    m_isSending = true;
    const auto call = newCall(notice->title, notice->text, m_id);
    auto *waiting = new QDBusPendingCallWatcher(QDBusConnection(m_connection).asyncCall(call, answerWithinMs), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting] {
        waiting->deleteLater();
        onReply(waiting->reply());
    });
}

void DesktopNotices::onReply(const QDBusMessage &reply)
{
    m_isSending = false;
    if (reply.type() == QDBusMessage::ReplyMessage) {
        m_id = reply.arguments().value(0).toUInt();
        Q_EMIT shown(m_id);
    } else {
        Q_EMIT refused(reply.errorName());
    }
    send();
}

} // namespace cutover::rollout
