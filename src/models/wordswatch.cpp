// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordswatch.h"

#include "models/words.h"
#include "models/wordspromotion.h"
#include "rollout/watchjob.h"

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using Kind = session::WatchNews::Kind;
using session::View;

namespace {

QString triggerLine(const QStringList &data)
{
    domain::Trigger trigger;
    trigger.code = domain::triggerFromName(data.value(0)).value_or(domain::TriggerCode::ReadyzError);
    trigger.observed = data.value(1).toDouble();
    trigger.limit = data.value(2).toDouble();
    return triggerText(trigger);
}

QString endText(const QString &why)
{
    if (why == "idle"_L1)
        return u"The watch ends: no rollout is under way."_s;
    if (why == "workspace_gone"_L1)
        return u"The watch ends: the workspace is gone."_s;
    if (why == "closed"_L1)
        return u"The watch ends: the cutover is closed."_s;
    if (why == "recovered"_L1)
        return u"The watch ends: recovered."_s;
    if (why == "not_recovered"_L1)
        return u"The watch ends without a recovery. Look at the service; cutoverctl watch proves it once more."_s;
    return u"The watch was stopped. Nobody serves the hold or aborts by itself until the next one starts."_s;
}

QList<domain::Contact> contactsIn(const QStringList &data)
{
    constexpr qsizetype each = 4; // role, name, phone, Slack
    QList<domain::Contact> contacts;
    for (qsizetype i = 0; i + each <= data.size(); i += each)
        contacts.append({data.at(i), data.at(i + 1), data.at(i + 2), data.at(i + 3), {}, {}});
    return contacts;
}

QString sleepText(const QString &code)
{
    if (code == "no_bus"_L1 || code == "no_logind"_L1)
        return u"no systemd-logind answers"_s;
    if (code == "denied"_L1)
        return u"systemd-logind does not allow it in this session"_s;
    return u"systemd-logind: %1"_s.arg(QString(code).replace(u'_', u' '));
}

bool onlyAlarms(const View &view, const QDateTime &now)
{
    return view.rollout.isUnderWay() && rollout::triggersOnlyAlarm(view.rollout, now);
}

/// Since the last heartbeat, or since the first promotion where that came later: it is no older attempt's watcher.
qint64 silentMs(const View &view, const QDateTime &now)
{
    qint64 sinceBegin = 0;
    for (const auto &stage : view.rollout.stages)
        if (stage.intendedAt.isValid())
            sinceBegin = std::max(sinceBegin, stage.intendedAt.msecsTo(now));
    return view.watcher ? std::min(view.heartbeatAgeMs, sinceBegin) : sinceBegin;
}

QString tenths(qint64 ms)
{
    return QString::number(static_cast<double>(ms) / 1000, 'f', 1) + u"\u00a0s"_s;
}

} // namespace

Watching watching(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    if (rollout.closing || (rollout.isAborted() && rollout.recovered == true))
        return Watching::Over;
    if (view.watched)
        return onlyAlarms(view, now) ? Watching::OnlyAlarms : Watching::Armed;
    if (!rollout.isUnderWay() && !rollout.isAborted())
        return Watching::NotYet;
    return silentMs(view, now) >= domain::watcherAlarmAfterMs ? Watching::Silent : Watching::Missing;
}

QString watcherText(const View &view, const QDateTime &now)
{
    switch (watching(view, now)) {
    case Watching::NotYet:
        return u"The watcher starts with the first promotion"_s;
    case Watching::Armed:
        return (view.rollout.isAborted() ? u"Watcher proves the recovery, %1 ago"_s : u"Watcher armed, %1 ago"_s)
            .arg(tenths(view.heartbeatAgeMs));
    case Watching::OnlyAlarms:
        return u"Watcher only alarms, %1 ago"_s.arg(tenths(view.heartbeatAgeMs));
    case Watching::Missing:
    case Watching::Silent:
        return u"No watcher for %1"_s.arg(ageText(silentMs(view, now) / 1000));
    case Watching::Over:
        return view.rollout.closing ? u"Closed; the watch is over"_s : u"Recovered; the watch is over"_s;
    }
    return {};
}

QString whoAbortsText(const View &view, const QDateTime &now)
{
    if (onlyAlarms(view, now))
        return u"Four hours after the last stage nothing aborts by itself: press Abort."_s;
    return view.watched ? u"The watcher aborts."_s : u"Nobody watches: press Abort."_s;
}

QString leavingText(const View &view, const QDateTime &now)
{
    const auto *present = view.rollout.present();
    const QString where =
        present ? u"The rollout goes on at %1\u00a0%."_s.arg(present->plan.percent) : u"A rollout is under way."_s;
    const QString who = !view.watched ? u"%1: nobody serves the hold, and nothing aborts by itself until one starts. "
                                        "cutoverctl watch does without a window;"_s.arg(watcherText(view, now))
                        : onlyAlarms(view, now) ? u"The watcher only alarms now, four hours after the last stage;"_s
                                                : u"The watcher goes on serving the hold and aborts on the triggers;"_s;
    return u"%1 %2 you can open this workspace again at any time."_s.arg(where, who);
}

QString watchText(const session::WatchNews &news)
{
    const auto word = [&news](qsizetype i) { return oneLine(news.data.value(i)); };
    switch (news.kind) {
    case Kind::Armed:
        return word(0) == "recovery"_L1 ? u"Armed after an abort: the recovery is watched, no trigger is judged."_s
                                        : u"Armed: the triggers are judged, the hold is served."_s;
    case Kind::StandingBy:
        return u"Standing by: process %1 on %2 watches."_s.arg(word(0), word(1));
    case Kind::Trigger:
        return triggerLine(news.data);
    case Kind::LateTrigger:
        return u"%1 Four hours after the last stage nothing aborts by itself: press Abort, or close with a deviation."_s
            .arg(triggerLine(news.data));
    case Kind::AbortStarted:
        return u"Aborting: %1"_s.arg(word(0));
    case Kind::AbortEnded:
        return word(0) == "abort"_L1 ? u"Aborted: desired_stage.txt reads abort."_s
                                     : u"NOT ABORTED: %1; it runs again."_s.arg(stageFileText(word(0), u"abort"_s));
    case Kind::AbortLost:
        return u"%1: the abort runs again."_s.arg(stageFileText(word(0), u"abort"_s));
    case Kind::Readyz:
        return word(0) == "ok"_L1 ? u"readyz ok, %1 of 3 in a row"_s.arg(word(1)) : u"readyz is not ok"_s;
    case Kind::Recovered:
        return u"Recovered: readyz was ok three times in a row."_s;
    case Kind::NotRecovered:
        return u"NOT RECOVERED 15 min after the abort. %1"_s.arg(callText(contactsIn(news.data)));
    case Kind::Blind:
        return u"BLIND: no trigger can be judged. The hold stands still, promotions are refused."_s;
    case Kind::Sighted:
        return u"New evidence: the triggers are judged again."_s;
    case Kind::StageDrift:
        return driftText(word(0), word(1));
    case Kind::Captured:
        return u"Captured: %1."_s.arg(oneLine(news.data.join(u", "_s)));
    case Kind::CaptureFailed:
        return u"Not captured yet: %1 (%2). It is tried again; keep the evidence yourself."_s.arg(
            word(0), word(1).replace(u'_', u' '));
    case Kind::SleepNotInhibited:
        return u"Sleep is not inhibited here (%1): keep this machine awake."_s.arg(sleepText(word(0)));
    case Kind::Ended:
        return endText(word(0));
    }
    return {};
}

} // namespace cutover::models
