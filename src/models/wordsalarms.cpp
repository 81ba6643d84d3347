// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsalarms.h"

#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordswatch.h"

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using session::View;

namespace {

constexpr qint64 abortPatienceS = 10;

QString idOf(const View &view, const QString &what)
{
    return u"%1 %2"_s.arg(view.rollout.attemptId, what);
}

bool isNotAborted(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    if (rollout.attemptState == AttemptState::Aborting)
        return rollout.abortedAt.secsTo(now) >= abortPatienceS;
    return rollout.attemptState == AttemptState::Aborted && view.desiredStage != "abort"_L1;
}

/// Of an abort; nothing where none was, or where it came to its end.
std::optional<Alarm> abortAlarm(const View &view, const QDateTime &now)
{
    const auto &rollout = view.rollout;
    const bool isOpen = rollout.isAborted() && !rollout.closing;
    if (!isOpen)
        return std::nullopt;
    if (isNotAborted(view, now))
        return Alarm{AlarmKind::NotAborted, idOf(view, u"not-aborted"_s), u"NOT ABORTED"_s,
                     stageFileText(view.desiredStage, u"abort"_s) + u". Run the abort by hand."_s};
    if (rollout.recovered == false)
        return Alarm{AlarmKind::NotRecovered, idOf(view, u"not-recovered"_s), u"NOT RECOVERED"_s,
                     u"Readyz was not ok three times in a row within 15\u00a0min of the abort. Call the contacts."_s};
    if (!rollout.recovered && rollout.fired)
        return Alarm{AlarmKind::Aborted, idOf(view, u"aborted"_s), u"ABORTED"_s,
                     u"%1 Recovery is not proven yet."_s.arg(triggerText(*rollout.fired))};
    return std::nullopt;
}

QList<Alarm> rolloutAlarms(const View &view, const QDateTime &now)
{
    QList<Alarm> alarms;
    if (view.trigger)
        alarms.append({AlarmKind::Trigger, idOf(view, u"trigger"_s), u"Abort trigger"_s,
                       u"%1 %2"_s.arg(triggerText(*view.trigger), whoAbortsText(view, now))});
    if (view.blind)
        alarms.append({AlarmKind::Blind, idOf(view, u"blind"_s), u"BLIND"_s,
                       u"No trigger can be judged. The hold stands still, promotions are refused."_s});
    if (watching(view, now) == Watching::Silent)
        alarms.append({AlarmKind::WatcherSilent, idOf(view, u"watcher"_s), u"No watcher"_s,
                       u"Nobody watches: the hold stands still, and nothing aborts by itself."_s});
    if (view.rollout.isDrifted(view.desiredStage))
        alarms.append({AlarmKind::StageDrift, idOf(view, u"drift "_s + view.desiredStage), u"Stage drift"_s,
                       driftText(view.desiredStage, stageTextToPutBack(view.rollout))});
    if (!view.ledger.trouble.isEmpty())
        alarms.append({AlarmKind::LedgerBroken, idOf(view, view.ledger.trouble), u"Ledger"_s,
                       refusalText({domain::RefusalCode::LedgerInvalid, view.ledger.troubleData})});
    return alarms;
}

} // namespace

QList<Alarm> alarmsOf(const View &view, const QDateTime &now)
{
    auto alarms = view.rollout.isUnderWay() ? rolloutAlarms(view, now) : QList<Alarm>();
    if (const auto abort = abortAlarm(view, now))
        alarms.prepend(*abort);
    for (auto &alarm : alarms)
        alarm.text = oneLine(alarm.text);
    return alarms;
}

} // namespace cutover::models
