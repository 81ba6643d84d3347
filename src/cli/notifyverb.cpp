// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/notifyverb.h"

#include "cli/invocation.h"
#include "models/words.h"

#include <QJsonArray>
#include <QMap>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;
using notify::Delivery;
using session::Session;

namespace {

constexpr std::chrono::seconds s_patience{30};

QStringList targetsOf(const Session &session)
{
    QStringList names;
    for (const auto &target : session.view().profile.notifications.targets)
        if (target.takes(NotificationEvent::CutoverStart))
            names.append(target.name);
    return names;
}

/// Waits for the first receipt; what each target said so far is told with the answer.
class ReceiptWait : public QObject
{
public:
    ReceiptWait(Invocation &call, Session &session)
        : QObject(&call)
        , m_call(call)
        , m_session(session)
    {
        connect(&session, &Session::stakeholdersConfirmed, this, &ReceiptWait::onConfirmed);
        connect(&session, &Session::notificationSettled, this, &ReceiptWait::onDelivery);
        connect(&session, &Session::notificationWaiting, this, &ReceiptWait::onDelivery);
        QTimer::singleShot(s_patience, this, [this] { giveUp(); });
        call.onInterrupt([&call] {
            call.leave(u"Not waited for. The messages are in the outbox and go out with the next console or verb; the "
                       "first receipt confirms the stakeholders."_s);
        });
    }

private:
    void onConfirmed(qint64 entry, const QString &target)
    {
        m_call.answer({{u"entry"_s, entry}, {u"receipt"_s, target}},
                      u"%1 took the start notification. Recorded as entry %2.\n"_s.arg(target).arg(entry), Yes);
    }

    void onDelivery(const Delivery &delivery)
    {
        if (delivery.event != NotificationEvent::CutoverStart)
            return;
        m_said.insert(delivery.target, delivery);
        if (delivery.status == Delivery::Status::Accepted)
            return; // its entry comes
        Invocation::warn(models::deliveryText(delivery, m_session.view().profile.notifications));
        const auto names = targetsOf(m_session);
        if (std::ranges::all_of(names, [this](const QString &name) { return hasRefused(name); }))
            giveUp();
    }

    [[nodiscard]] bool hasRefused(const QString &target) const
    {
        const auto found = m_said.constFind(target);
        return found != m_said.cend() && found->status == Delivery::Status::GaveUp;
    }

    void giveUp()
    {
        QJsonArray said;
        for (const auto &name : targetsOf(m_session))
            said.append(saidBy(name));
        m_call.failWith(u"not_delivered"_s,
                        u"No target took the start notification: the stakeholders are not confirmed. What waits goes "
                        "out with the next console or verb. Or confirm by name: confirm stakeholders --by NAME."_s,
                        {{u"targets"_s, said}}, No);
    }

    [[nodiscard]] QJsonObject saidBy(const QString &target) const
    {
        const auto found = m_said.constFind(target);
        if (found == m_said.cend())
            return {{u"target"_s, target}, {u"status"_s, u"sending"_s}, {u"text"_s, models::noAnswerYetText(target)}};
        return {{u"target"_s, target},
                {u"status"_s, notify::statusName(found->status)},
                {u"code"_s, found->code},
                {u"http_status"_s, found->httpStatus},
                {u"attempts"_s, found->attempts},
                {u"text"_s, models::deliveryText(*found, m_session.view().profile.notifications)}};
    }

    Invocation &m_call;
    Session &m_session;
    QMap<QString, Delivery> m_said; ///< by target
};

} // namespace

void notifyStakeholders(Invocation &call)
{
    call.withSession([&call](Session &session) {
        if (targetsOf(session).isEmpty())
            return call.failWith(u"no_target"_s, models::noStartTargetText(), {{u"targets"_s, QJsonArray()}}, No);
        new ReceiptWait(call, session);
        session.notifyStakeholders();
    });
}

} // namespace cutover::cli
