// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

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
            {u"hold"_s, facts.holdS < 0 ? s_none : valueText(static_cast<double>(facts.holdS), domain::Unit::Seconds)}};
}

/// What a template of the profile cannot know stands behind the catalogue's own texts alone.
QString addition(const NotificationFacts &facts)
{
    if (facts.event == NotificationEvent::Abort && facts.trigger)
        return u"\n"_s + triggerText(*facts.trigger);
    return {};
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
        return u"ABORT at {stage}: {environment} {version}, {time}.\nReason: {reason}. By: {person}."_s;
    case NotificationEvent::Recovered:
        return u"Recovered: {environment} {version}, {time}.\nThe rollback stands; readyz is ok three times in a row."_s;
    case NotificationEvent::NotRecovered:
        return u"NOT RECOVERED: {environment} {version}, {time}.\nAborted, and readyz is still not ok. Hands are "
               "needed."_s;
    case NotificationEvent::Closing:
        return u"Closed: {environment} {version}, by {person} at {time}.\n{reason}"_s;
    case NotificationEvent::FailedUnlocks:
        return u"Failed unlocks of signing keys: {environment} {version}, {time}.\nFive or more since the last "
               u"decision. "
               "Find out who tried."_s;
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

} // namespace cutover::models
