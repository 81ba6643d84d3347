// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/startnotice.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "models/words.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;
using notify::Delivery;

StartNotice::StartNotice(session::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_send(newButton(u"notifyStakeholdersButton"_s, tr("Send the start notification")))
    , m_told(textLabel({}, 12, Tone::Text2))
{
    m_told->setObjectName(u"startNoticeLabel"_s);
    setLook(m_send, ButtonLook::Small);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, px(4));
    column->setSpacing(px(2));
    column->addWidget(m_send, 0, Qt::AlignLeft);
    column->addWidget(m_told);
    connect(m_send, &QPushButton::clicked, this, &StartNotice::send);
    connect(&m_session, &session::Session::notificationSettled, this, &StartNotice::onDelivery);
    connect(&m_session, &session::Session::notificationWaiting, this, &StartNotice::onDelivery);
    connect(&m_session, &session::Session::changed, this, &StartNotice::refresh);
    refresh();
}

QStringList StartNotice::targets() const
{
    QStringList names;
    for (const auto &target : m_session.view().profile.notifications.targets)
        if (target.takes(NotificationEvent::CutoverStart))
            names.append(target.name);
    return names;
}

void StartNotice::send()
{
    m_said.clear();
    m_sentAt = m_session.now();
    for (const auto &target : targets())
        m_said.insert(target, {});
    refresh();
    m_session.notifyStakeholders();
}

void StartNotice::onDelivery(const Delivery &delivery)
{
    if (delivery.event != NotificationEvent::CutoverStart)
        return;
    m_said.insert(delivery.target, delivery);
    refresh();
}

/// Whether pressing again would only say the same twice.
bool StartNotice::isPending() const
{
    const auto isAccepted = [](const Delivery &said) { return said.status == Delivery::Status::Accepted; };
    const auto waits = [](const Delivery &said) { return said.status == Delivery::Status::Waiting; };
    return !isDeliveredElsewhere() && std::ranges::none_of(m_said, isAccepted) && std::ranges::any_of(m_said, waits);
}

bool StartNotice::isDeliveredElsewhere() const
{
    const auto &said = m_session.view().rollout.confirmations;
    const auto found = said.constFind(u"stakeholders"_s);
    return m_sentAt.isValid() && found != said.cend() && found->at >= m_sentAt && targets().contains(found->by);
}

QString StartNotice::told() const
{
    QStringList lines;
    const bool isDelivered = isDeliveredElsewhere();
    for (auto it = m_said.cbegin(); it != m_said.cend(); ++it) {
        if (!it->id.isEmpty())
            lines.append(models::deliveryText(*it, m_session.view().profile.notifications));
        else
            lines.append(isDelivered ? models::noAnswerHereText(it.key()) : models::noAnswerYetText(it.key()));
    }
    return lines.join(u'\n');
}

void StartNotice::refresh()
{
    const auto names = targets();
    m_send->setEnabled(!names.isEmpty() && !isPending());
    setPlainToolTip(
        m_send, names.isEmpty() ? models::noStartTargetText()
                : isPending()   ? tr("It is under way, and tried again by itself.")
                              : tr("Tells %1. The first that takes it confirms this point.").arg(names.join(u", "_s)));
    m_told->setText(told());
    m_told->setVisible(!m_said.isEmpty());
}

} // namespace cutover::gui
