// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordsclosing.h"
#include "models/wordspromotion.h"

#include <QFileInfo>

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::NotificationEvent;
using session::NotificationFacts;

namespace {

const QString s_none = u"—"_s;

QString percentText(const std::optional<int> &percent, const QString &none)
{
    return percent ? u"%1\u00a0%"_s.arg(*percent) : none;
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? s_none : oneLine(text);
}

QString titlesOf(const QStringList &ids)
{
    QStringList titles;
    for (const auto &id : ids)
        if (const auto known = domain::criterionFromKey(id))
            titles.append(domain::criterion(*known).title);
    return titles.isEmpty() ? u"none"_s : titles.join(u", "_s);
}

QString numberText(const domain::Trigger &trigger, double value)
{
    switch (trigger.code) {
    case domain::TriggerCode::ReadyzDegraded:
    case domain::TriggerCode::ReadyzError:
    case domain::TriggerCode::Tampered:
        return s_none;
    case domain::TriggerCode::Burst:
        return valueText(value, domain::Unit::Ratio);
    case domain::TriggerCode::P99:
        return u"+%1\u00a0%"_s.arg(value);
    case domain::TriggerCode::ErrorRate:
        return valueText(value, domain::Unit::Fraction);
    }
    Q_UNREACHABLE();
}

QString contactText(const domain::Contact &contact)
{
    QStringList ways{oneLine(contact.phone), oneLine(contact.slack)};
    ways.removeAll({});
    const QString who = QStringList{oneLine(contact.role), oneLine(contact.name)}.join(u' ').trimmed();
    return ways.isEmpty() ? who : u"%1 (%2)"_s.arg(who, ways.join(u", "_s));
}

QString contactsText(const QList<domain::Contact> &contacts)
{
    QStringList people;
    for (const auto &contact : contacts)
        if (!contact.name.trimmed().isEmpty())
            people.append(contactText(contact));
    return people.join(u"; "_s);
}

QString dayAndTime(const QDateTime &time)
{
    return time.isValid() ? u"%1 %2"_s.arg(time.toUTC().date().toString(Qt::ISODate), timeText(time)) : s_none;
}

QMap<QString, QString> valuesOf(const NotificationFacts &facts)
{
    const auto &trigger = facts.trigger;
    // A NO-GO may be signed over rows that are all Go: «postponed by decision».
    const bool isGo = facts.notGo.isEmpty() && facts.event != NotificationEvent::NoGo;
    return {{u"environment"_s, orNone(facts.environment)},
            {u"version"_s, orNone(facts.version)},
            {u"change"_s, orNone(facts.change)},
            {u"person"_s, orNone(facts.person)},
            {u"reason"_s, orNone(facts.reason)},
            {u"stage"_s, percentText(facts.percent, u"0\u00a0%"_s)},
            {u"next_stage"_s, percentText(facts.nextPercent, u"the closing"_s)},
            {u"time"_s, timeText(facts.at)},
            {u"verdict"_s, isGo ? u"GO"_s : u"NO-GO"_s},
            {u"observed"_s, trigger ? numberText(*trigger, trigger->observed) : s_none},
            {u"limit"_s, trigger ? numberText(*trigger, trigger->limit) : s_none},
            {u"not_go"_s, titlesOf(facts.notGo)},
            {u"contacts"_s, orNone(contactsText(facts.contacts))},
            {u"review"_s, dayAndTime(facts.reviewAt)},
            // The catalogue's own, «before 10 %», as nothing is at 0 %; a profile cannot name it.
            {u"aborted"_s, abortedWhereText(facts.percent, facts.nextPercent, false)},
            {u"hold"_s, facts.holdS < 0 ? s_none : valueText(static_cast<double>(facts.holdS), domain::Unit::Seconds)}};
}

/// What a template of the profile cannot know stands behind the catalogue's own texts alone.
QString addition(const NotificationFacts &facts)
{
    if (facts.event == NotificationEvent::Abort)
        return (facts.trigger ? u"\n"_s + triggerText(*facts.trigger) : QString()) +
               (facts.reviewAt.isValid() ? u"\nIncident review: %1."_s.arg(dayAndTime(facts.reviewAt)) : QString());
    if (facts.event == NotificationEvent::NotRecovered)
        return u'\n' + callText(facts.contacts);
    if (facts.outcome)
        return u"\n%1."_s.arg(closingOutcomeText(*facts.outcome));
    return {};
}

/// Of the target in the profile; its own name where it stands there no more.
QString secretOf(const notify::Delivery &delivery, const domain::Notifications &notifications)
{
    const auto found = std::ranges::find(notifications.targets, delivery.target, &domain::NotificationTarget::name);
    return found == notifications.targets.cend() || found->secretName.isEmpty() ? u"NAME"_s
                                                                                : oneLine(found->secretName);
}

/// Why the last attempt failed, and what mends it.
QString lastAnswer(const notify::Delivery &delivery, const QString &secret)
{
    const QString &code = delivery.code;
    const QString setIt = u"Set it: cutoverctl secret set %1."_s.arg(secret);
    if (delivery.httpStatus > 0)
        return u"%1, HTTP\u00a0%2."_s.arg(delivery.httpStatus < 300 ? u"Its answer is no ok"_s : u"Refused"_s)
            .arg(delivery.httpStatus);
    if (code == "secret_missing"_L1)
        return u"The secret %1 is missing. %2"_s.arg(secret, setIt);
    if (code == "bad_url"_L1)
        return u"The secret %1 is no https URL. %2"_s.arg(secret, setIt);
    if (code == "bad_key"_L1)
        return u"The secret %1 cannot be a key of this service. %2"_s.arg(secret, setIt);
    if (code == "keychain_locked"_L1)
        return u"The keychain that holds its secret is locked: unlock it."_s;
    if (code.startsWith("keychain_"_L1))
        return u"The keychain that holds its secret does not answer (%1)."_s.arg(code);
    if (code == "insecure"_L1)
        return u"The secret %1 is a URL without https. %2"_s.arg(secret, setIt);
    if (code == "unreachable"_L1)
        return u"It cannot be reached."_s;
    if (code == "timed_out"_L1)
        return u"No answer in time."_s;
    if (code == "expired"_L1)
        return u"Nobody took it for 24\u00a0h."_s;
    return u"Not sent (%1)."_s.arg(code);
}

QString triesText(int attempts)
{
    return attempts == 1 ? u"Tried once"_s : u"Tried %1 times"_s.arg(attempts);
}

} // namespace

QString notificationTemplate(NotificationEvent event)
{
    switch (event) {
    case NotificationEvent::Test:
        return u"TEST · Cutover Console · {environment} · {version}"_s;
    case NotificationEvent::Go:
        return u"GO: {environment} {version}, signed by {person} at {time}.\nReason: {reason}"_s;
    case NotificationEvent::NoGo:
        return u"NO-GO: {environment} {version}, signed by {person} at {time}. No promotion until a new GO.\n"
               "Reason: {reason}\nNot Go: {not_go}"_s;
    case NotificationEvent::CutoverStart:
        return u"Cutover starts: {environment} {version}, {time}.\nChange: {change}. First stage: {next_stage}, then a "
               "hold of {hold}."_s;
    case NotificationEvent::Promotion:
        return u"At {stage}: {environment} {version}, {time}.\nHold of {hold}, then {next_stage}."_s;
    case NotificationEvent::Pause:
        return u"Paused at {stage}: {environment} {version}, by {person} at {time}.\nNo promotion until a named person "
               "lifts it."_s;
    case NotificationEvent::Abort:
        return u"ABORT {aborted}: {environment} {version}, {time}.\nReason: {reason}. By: {person}."_s;
    case NotificationEvent::Recovered:
        return u"Recovered: {environment} {version}, {time}.\nThe rollback stands; readyz is ok three times in a row."_s;
    case NotificationEvent::NotRecovered:
        return u"NOT RECOVERED: {environment} {version}, {time}.\nAborted, and readyz is still not ok. Hands are "
               "needed."_s;
    case NotificationEvent::Closing:
        return u"Closed: {environment} {version}, by {person} at {time}.\n{reason}"_s;
    case NotificationEvent::FailedUnlocks:
        return u"Failed unlocks of signing keys: {environment} {version}, {time}.\nFive or more since the last "
               u"decision. Find out who tried."_s;
    }
    Q_UNREACHABLE();
}

QString notificationText(const NotificationFacts &facts, const QString &ownTemplate)
{
    const auto values = valuesOf(facts);
    if (!ownTemplate.isEmpty())
        return domain::filledTemplate(ownTemplate, values);
    return domain::filledTemplate(notificationTemplate(facts.event), values) + addition(facts);
}

QString callText(const QList<domain::Contact> &contacts)
{
    const QString people = contactsText(contacts);
    return people.isEmpty() ? u"Nobody to call is named under “contacts” in cutover.json."_s
                            : u"Call: %1."_s.arg(people);
}

session::ReviewWords reviewWords(const NotificationFacts &facts)
{
    auto values = valuesOf(facts);
    values[u"time"_s] = dayAndTime(facts.at);
    return {domain::filledTemplate(u"Incident review: {environment} {version}, aborted {aborted}"_s, values),
            domain::filledTemplate(u"Aborted {time}.\nReason: {reason}\nCaptured, in the workspace:"_s, values)};
}

QString notificationEventText(NotificationEvent event)
{
    switch (event) {
    case NotificationEvent::Test:
        return u"test message"_s;
    case NotificationEvent::Go:
        return u"GO"_s;
    case NotificationEvent::NoGo:
        return u"NO-GO"_s;
    case NotificationEvent::CutoverStart:
        return u"start notification"_s;
    case NotificationEvent::Promotion:
        return u"promotion"_s;
    case NotificationEvent::Pause:
        return u"pause"_s;
    case NotificationEvent::Abort:
        return u"abort"_s;
    case NotificationEvent::Recovered:
        return u"recovered"_s;
    case NotificationEvent::NotRecovered:
        return u"not recovered"_s;
    case NotificationEvent::Closing:
        return u"closing"_s;
    case NotificationEvent::FailedUnlocks:
        return u"failed unlocks"_s;
    }
    Q_UNREACHABLE();
}

QString deliveryText(const notify::Delivery &delivery, const domain::Notifications &notifications)
{
    using enum notify::Delivery::Status;
    const QString target = oneLine(delivery.target);
    if (delivery.status == Accepted)
        return u"%1: taken at %2."_s.arg(target, timeText(delivery.at));
    const QString why = lastAnswer(delivery, secretOf(delivery, notifications));
    if (delivery.status == GaveUp)
        return u"%1: given up. %2"_s.arg(target, why);
    return u"%1: waits. %2 %3, again at %4."_s.arg(target, why, triesText(delivery.attempts),
                                                   timeText(delivery.nextTry));
}

QString noAnswerYetText(const QString &target)
{
    return u"%1: being sent, no answer yet."_s.arg(oneLine(target));
}

QString noAnswerHereText(const QString &target)
{
    return u"%1: sent by another console; no answer came to this one."_s.arg(oneLine(target));
}

QString setAsideText(const QString &file)
{
    return u"%1 in the outbox was no message; it lies in its folder aside now."_s.arg(
        oneLine(QFileInfo(file).fileName()));
}

QString noStartTargetText()
{
    return u"No target of cutover.json takes the start notification: name one under notifications.targets, or confirm "
           u"by name."_s;
}

} // namespace cutover::models
