// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordswatch.h"

#include "models/words.h"

namespace cutover::models {

using namespace Qt::StringLiterals;
using Kind = session::WatchNews::Kind;

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

} // namespace

QString watchText(const session::WatchNews &news)
{
    const auto word = [&news](qsizetype i) { return oneLine(news.data.value(i)); };
    switch (news.kind) {
    case Kind::Armed:
        return u"Armed: the triggers are judged, the hold is served."_s;
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
                                     : u"NOT ABORTED: desired_stage.txt says “%1”; it runs again."_s.arg(word(0));
    case Kind::AbortLost:
        return u"desired_stage.txt says “%1” and no longer abort: the abort runs again."_s.arg(word(0));
    case Kind::Readyz:
        return word(0) == "ok"_L1 ? u"readyz ok, %1 of 3 in a row"_s.arg(word(1)) : u"readyz is not ok"_s;
    case Kind::Recovered:
        return u"Recovered: readyz was ok three times in a row."_s;
    case Kind::NotRecovered:
        return u"NOT RECOVERED 15 min after the abort: call the people of the contact list."_s;
    case Kind::Blind:
        return u"BLIND: no trigger can be judged. The hold stands still, promotions are refused."_s;
    case Kind::Sighted:
        return u"New evidence: the triggers are judged again."_s;
    case Kind::StageDrift:
        return u"desired_stage.txt says “%1”, the ledger %2: put %2 back, or abort."_s.arg(word(0), word(1));
    case Kind::Ended:
        return endText(word(0));
    }
    return {};
}

} // namespace cutover::models
