// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/notifier.h"
#include "session/sealfailures.h"
#include "session/session.h"
#include "session/session_p.h"

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;

namespace {

NotificationEvent eventOf(domain::DecisionKind kind)
{
    switch (kind) {
    case domain::DecisionKind::Go:
        return NotificationEvent::Go;
    case domain::DecisionKind::NoGo:
        return NotificationEvent::NoGo;
    case domain::DecisionKind::Closing:
        return NotificationEvent::Closing;
    }
    Q_UNREACHABLE();
}

} // namespace

void Session::Private::followNotifier()
{
    notifier = std::make_unique<Notifier>(ports, view, ledger);
    QObject::connect(&ledger, &ledger::AsyncLedger::opened, notifier.get(), &Notifier::open);
    QObject::connect(notifier.get(), &Notifier::settled, q, &Session::notificationSettled);
    QObject::connect(notifier.get(), &Notifier::waiting, q, &Session::notificationWaiting);
    QObject::connect(notifier.get(), &Notifier::setAside, q, &Session::notificationSetAside);
    QObject::connect(notifier.get(), &Notifier::confirmed, q, &Session::stakeholdersConfirmed);
}

void Session::Private::tellDecision(const Draft &draft, const Signed &done)
{
    const auto &statement = draft.statement;
    if (!done.waitingFor.isEmpty())
        return; // no GO and no closing before its quorum
    auto facts = notifier->facts(eventOf(statement.decision));
    facts.person = statement.signerName;
    facts.reason = statement.reason;
    if (statement.closing)
        facts.outcome = statement.closing->outcome;
    notifier->tell(facts, done.id);
}

void Session::Private::tellFailedUnlocks(std::function<void()> then)
{
    using Answer = ledger::AsyncLedger::Result<int>;
    const auto count = [kept = mirror](ledger::Ledger &log) -> Answer {
        kept->follow(log);
        return kept->records.failedUnlocks;
    };
    ledger.run(q, count, [this, then = std::move(then)](const Answer &failed) {
        if (failed && *failed > 0 && *failed % unlocksBeforeSecurity == 0) {
            auto facts = notifier->facts(NotificationEvent::FailedUnlocks);
            facts.failedUnlocks = *failed;
            notifier->tell(facts, u"%1/%2"_s.arg(look.records.lastDeciding).arg(*failed));
        }
        then();
    });
}

void Session::Private::tellPromotion(int percent)
{
    auto facts = notifier->facts(NotificationEvent::Promotion);
    facts.percent = percent;
    const auto &decision = look.records.rollout.decision;
    notifier->tell(facts, u"%1/%2"_s.arg(decision ? decision->decisionId : QString()).arg(percent));
}

void Session::Private::tellPause(const QString &by, qint64 entry)
{
    auto facts = notifier->facts(NotificationEvent::Pause);
    facts.person = by;
    notifier->tell(facts, QString::number(entry));
}

void Session::Private::tellAbort(const QString &reason, const QString &by, const QDateTime &reviewAt)
{
    auto facts = notifier->facts(NotificationEvent::Abort);
    facts.person = by;
    facts.reason = reason;
    facts.reviewAt = reviewAt;
    notifier->tell(facts, QString::number(facts.at.toMSecsSinceEpoch()));
}

void Session::notifyStakeholders()
{
    const auto facts = d->notifier->facts(NotificationEvent::CutoverStart);
    d->notifier->tell(facts, QString::number(facts.at.toMSecsSinceEpoch()));
}

void Session::flushNotifications(std::chrono::milliseconds patience, QObject *guard, std::function<void()> done)
{
    d->notifier->flush(patience, guard, std::move(done));
}

} // namespace cutover::session
