// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/messagestatus.h"

#include "gui/appearance.h"
#include "gui/styling.h"
#include "models/tooltip.h"
#include "models/words.h"

#include <QToolTip>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using notify::Delivery;
using Status = Delivery::Status;

namespace {

constexpr int triesBeforeWarning = 3;
constexpr qint64 overdueS = 60;
constexpr qsizetype longestList = 12;

bool isWarning(const Delivery &delivery)
{
    return delivery.status == Status::GaveUp ||
           (delivery.status == Status::Waiting && delivery.attempts >= triesBeforeWarning);
}

} // namespace

MessageStatus::MessageStatus(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(u"messagesButton"_s);
    setLook(this, ButtonLook::Link);
    setAutoDefault(false);
    setFont(Appearance::instance().font(12, QFont::Medium));
    connect(this, &QPushButton::clicked, this, &MessageStatus::showList);
    refresh();
}

void MessageStatus::watch(session::Session *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_deliveries.clear();
    m_aside.clear();
    if (session) {
        connect(session, &session::Session::notificationSettled, this, &MessageStatus::onDelivery);
        connect(session, &session::Session::notificationWaiting, this, &MessageStatus::onDelivery);
        connect(session, &session::Session::notificationSetAside, this, &MessageStatus::onSetAside);
    }
    refresh();
}

void MessageStatus::tick(const QDateTime &now)
{
    const auto isOverdue = [&now](const Delivery &delivery) {
        return delivery.status == Status::Waiting && now > delivery.nextTry.addSecs(overdueS);
    };
    if (m_deliveries.removeIf(isOverdue) > 0)
        refresh();
}

void MessageStatus::onDelivery(const Delivery &delivery)
{
    m_deliveries.removeIf([&delivery](const Delivery &known) { return known.id == delivery.id; });
    m_deliveries.append(delivery);
    refresh();
}

void MessageStatus::onSetAside(const QString &file)
{
    if (!m_aside.contains(file))
        m_aside.append(file);
    refresh();
}

void MessageStatus::showList()
{
    QToolTip::showText(mapToGlobal(QPoint(0, -height())), toolTip(), this);
    m_deliveries.removeIf([](const Delivery &delivery) { return delivery.status != Status::Waiting; });
    m_aside.clear();
    refresh();
}

int MessageStatus::count(Status status) const
{
    return static_cast<int>(std::ranges::count(m_deliveries, status, &Delivery::status));
}

QString MessageStatus::list() const
{
    QStringList lines;
    const auto &notifications = m_session->view().profile.notifications;
    for (const auto &delivery : m_deliveries.last(std::min(longestList, m_deliveries.size())))
        lines.append(u"%1 → %2"_s.arg(models::notificationEventText(delivery.event),
                                      models::deliveryText(delivery, notifications)));
    for (const auto &file : m_aside)
        lines.append(models::setAsideText(file));
    return lines.join(u'\n');
}

void MessageStatus::refresh()
{
    const int waiting = count(Status::Waiting);
    const int lost = count(Status::GaveUp);
    const int taken = count(Status::Accepted);
    QStringList parts;
    if (waiting > 0)
        parts.append(waiting == 1 ? tr("1 message waits") : tr("%1 messages wait").arg(waiting));
    if (lost > 0)
        parts.append(tr("%1 given up").arg(lost));
    if (!m_aside.isEmpty())
        parts.append(tr("%1 set aside").arg(m_aside.size()));
    if (parts.isEmpty() && taken > 0)
        parts.append(taken == 1 ? tr("1 message taken") : tr("%1 messages taken").arg(taken));
    const bool warns = std::ranges::any_of(m_deliveries, isWarning);
    setVisible(!parts.isEmpty());
    setText((warns ? u"! "_s : QString()) + parts.join(u" · "_s));
    setAccessibleName(tr("Messages: %1").arg(parts.join(u", "_s)));
    setPlainToolTip(this, parts.isEmpty() ? QString() : list());
    if (property("warns").toBool() == warns)
        return;
    setProperty("warns", warns);
    repolish(this);
}

} // namespace cutover::gui
