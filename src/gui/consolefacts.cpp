// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/consolefacts.h"

#include "gui/clocktext.h"
#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordswatch.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::Phase;

namespace {

/// By the context that lupdate has for a free function of this namespace.
QString tr(const char *text)
{
    return QCoreApplication::translate("cutover::gui", text);
}

QString number(double value)
{
    const auto exact = domain::Decimal::fromDouble(value);
    QString text = exact ? exact->toString() : QLocale::c().toString(value);
    return text.replace(u'-', u'−');
}

QString rounded(double value, int decimals)
{
    return QLocale::c().toString(value, 'f', decimals).remove(u',').replace(u'-', u'−');
}

QString withSign(double value)
{
    return (value >= 0 ? u"+"_s : QString()) + rounded(value, 1) + u"\u00a0%"_s;
}

void setVerdict(HeaderView::Content &content, const models::VerdictLines &verdict)
{
    content.word = verdict.word;
    content.what = verdict.line1;
    content.why = verdict.line2;
    const bool go = verdict.iconName.startsWith(u"go");
    content.shape = !go ? Shape::NoGo : verdict.iconName == u"go-unsigned" ? Shape::GoUnsigned : Shape::Go;
    content.tone = go ? Tone::Go : Tone::Nogo;
    if (verdict.word == u"BLIND") {
        content.shape = Shape::NoData;
        content.tone = Tone::Warn;
    }
    content.alarm = verdict.word == u"NOT RECOVERED" || verdict.word == u"BLIND" || verdict.word == u"DRIFT";
}

QString loosenedDetail(const session::View &view)
{
    QStringList rules;
    for (const auto &loosened : view.loosened)
        rules.append(models::loosenedText(loosened));
    return rules.join(u'\n');
}

QString loosenedPill(const session::View &view)
{
    if (view.loosened.isEmpty())
        return {};
    const auto isHold = [](const domain::Loosened &one) { return one.rule.startsWith(u"/stages/"); };
    const auto holds = std::ranges::count_if(view.loosened, isHold);
    const auto count = view.loosened.size();
    if (holds == count)
        return count == 1 ? tr("LOOSENED: 1 hold") : tr("LOOSENED: %1 holds").arg(count);
    return count == 1 ? tr("LOOSENED: 1 rule") : tr("LOOSENED: %1 rules").arg(count);
}

bool isRecovered(const session::View &view)
{
    return view.rollout.recovered == true && view.desiredStage == u"abort";
}

} // namespace

PhaseGroup phaseGroup(const session::View &view)
{
    switch (view.phase) {
    case Phase::Preflight:
    case Phase::Decision:
    case Phase::Closed:
        return PhaseGroup::Preflight;
    case Phase::Aborted:
        return isRecovered(view) ? PhaseGroup::Preflight : PhaseGroup::Recovery;
    case Phase::PreCutover:
        return PhaseGroup::PreCutover;
    case Phase::Promoting:
    case Phase::Holding:
    case Phase::Validating:
    case Phase::PostCutover:
        return PhaseGroup::Rollout;
    case Phase::Aborting:
        return PhaseGroup::Recovery;
    }
    return PhaseGroup::Preflight;
}

QString phaseGroupName(PhaseGroup group)
{
    switch (group) {
    case PhaseGroup::Preflight:
        return u"preflight"_s;
    case PhaseGroup::PreCutover:
        return u"precutover"_s;
    case PhaseGroup::Rollout:
        return u"rollout"_s;
    case PhaseGroup::Recovery:
        return u"recovery"_s;
    }
    return {};
}

HeaderView::Content headerContent(const session::View &view, const QDateTime &now)
{
    HeaderView::Content content;
    setVerdict(content, models::verdictLines(view, now));
    const bool isSilent = models::watching(view, now) == models::Watching::Silent;
    content.urgent = view.rollout.isUnderWay() && (view.trigger || isSilent || models::failedPromotion(view.rollout));
    content.loosened = loosenedPill(view);
    content.loosenedDetail = loosenedDetail(view);
    content.place = u"%1 · %2"_s.arg(view.profile.environment, view.profile.version);
    const auto &target = view.profile.targetAt;
    if (phaseGroup(view) == PhaseGroup::Recovery) {
        content.countdown = clockDistance(view.rollout.abortedAt.secsTo(now));
        content.countdownCaption = tr("since the abort, limit 15:00");
    } else if (target.isValid()) {
        content.target = dayText(target);
        content.countdown = distanceTo(target, now);
        content.countdownCaption = now.secsTo(target) > 0 ? tr("until target time") : tr("since target time");
    }
    return content;
}

AbortSlot abortSlot(const session::View &view, bool aborting, bool abortFailed)
{
    if (aborting)
        return AbortSlot::Aborting;
    const auto state = view.rollout.attemptState;
    const bool isReadBack = state == AttemptState::Aborted && view.desiredStage == u"abort";
    if (isReadBack && view.rollout.recovered == true && view.ledger.good)
        return AbortSlot::Done;
    if (abortFailed || state == AttemptState::Aborting)
        return AbortSlot::Again;
    if (state == AttemptState::Aborted)
        return isReadBack ? AbortSlot::ReadBack : AbortSlot::Again;
    // A ledger that cannot tell never takes the abort away.
    if (view.rollout.isAbortable() || (view.ledger.open && !view.ledger.good) || !view.ledger.trouble.isEmpty())
        return AbortSlot::Abort;
    return state == AttemptState::Open ? AbortSlot::StandDown : AbortSlot::Nothing;
}

namespace {

StatusLine::Item watcherItem(const session::View &view, const QDateTime &now)
{
    using models::Watching;
    const QString words = models::watcherText(view, now);
    switch (models::watching(view, now)) {
    case Watching::Armed:
        return {Shape::Go, Tone::Text2, Tone::Go, words};
    case Watching::OnlyAlarms:
        return {Shape::Stale, Tone::Warn, Tone::Warn, words};
    case Watching::Missing:
        return {Shape::NoData, Tone::Warn, Tone::Warn, words};
    case Watching::Silent:
        return {Shape::Error, Tone::Nogo, Tone::Nogo, words};
    case Watching::NotYet:
    case Watching::Over:
        return {Shape::NotRun, Tone::Text2, Tone::Text2, words};
    }
    return {};
}

} // namespace

QList<StatusLine::Item> statusItems(const session::View &view, const QString &key, const QDateTime &now)
{
    QList<StatusLine::Item> items;
    if (!view.ledger.trouble.isEmpty())
        items.append({Shape::NoGo, Tone::Nogo, Tone::Nogo,
                      models::refusalText({domain::RefusalCode::LedgerInvalid, view.ledger.troubleData})});
    else if (!view.ledger.open)
        items.append({Shape::NotRun, Tone::Text2, Tone::Text2, tr("Ledger opens")});
    else
        items.append({Shape::Go, Tone::Text2, Tone::Go, tr("Ledger verified, %1 entries").arg(view.ledger.size)});

    const auto &evidence = view.evidence;
    if (!evidence.readable) {
        items.append({Shape::NoData, Tone::Warn, Tone::Warn,
                      evidence.server.isEmpty() ? tr("Evidence cannot be read")
                                                : tr("No evidence from %1").arg(evidence.server)});
    } else {
        const auto since = evidence.changedAt.isValid() ? evidence.changedAt : evidence.generatedAt;
        const QString age = models::oldText(since.secsTo(now));
        QString by = evidence.producerSigned ? tr("signed by the pipeline") : tr("not signed by its producer");
        if (!evidence.server.isEmpty())
            by = tr("from %1").arg(evidence.server);
        if (view.blind)
            items.append({Shape::Stale, Tone::Warn, Tone::Warn, tr("Evidence %1: blind").arg(age)});
        else
            items.append({Shape::Go, Tone::Text2, Tone::Go, tr("Evidence %1, %2").arg(age, by)});
        if (!evidence.warnings.isEmpty())
            items.append({Shape::Stale, Tone::Warn, Tone::Warn,
                          tr("Metrics server warned: %1").arg(models::visibleText(evidence.warnings.constFirst()))});
    }

    items.append(watcherItem(view, now));
    items.append({Shape::Key, Tone::Text2, Tone::Text2, key.isEmpty() ? tr("No signing key on this account") : key});
    return items;
}

QString statusClock(const QDateTime &now)
{
    return u"%1 UTC"_s.arg(QLocale::c().toString(now.toUTC(), u"d MMM yyyy  HH:mm:ss"_s));
}

charts::ChartInput chartInput(const session::View &view)
{
    charts::ChartInput input{view.series, view.limits, view.baseline, {}, std::nullopt};
    for (const auto &mark : view.marks)
        input.promotions.append({mark.at, mark.percent});
    if (view.trigger)
        input.trigger = charts::TriggerMark{view.trigger->code, view.trigger->at, view.trigger->at};
    return input;
}

ChartCardWords chartWords(charts::ChartKind kind, const charts::ChartNumbers &numbers, bool underWay, bool isRehearsing)
{
    const bool burst = kind == charts::ChartKind::Burst;
    const auto marked = [isRehearsing](const QString &title) {
        return isRehearsing ? u"REHEARSAL · "_s + title : title;
    };
    ChartCardWords words;
    // Short then, so that the sentence keeps its room.
    words.title = isRehearsing ? marked(burst ? tr("Burst") : tr("Latency"))
                  : burst      ? tr("Canary burst per window")
                               : tr("Latency against baseline");
    words.tileTitle = marked(burst ? tr("Burst, last window") : tr("P99, last window"));
    words.empty = tr("No canary windows in the evidence yet (canary.windows is empty).");
    if (!numbers.last)
        return words;
    const bool over = numbers.distance && *numbers.distance < 0;
    words.tone = over || numbers.verdict == charts::Verdict::Failed ? Tone::Nogo
                 : numbers.aboveNext                                ? Tone::Warn
                                                                    : Tone::Text2;
    if (burst) {
        const QString last = number(*numbers.last);
        const QString distance = !numbers.distance ? QString()
                                 : over            ? tr("%1 over the limit").arg(number(-*numbers.distance))
                                 : underWay        ? tr("%1 to abort").arg(number(*numbers.distance))
                                                   : tr("%1 below the limit").arg(number(*numbers.distance));
        words.sentence = tr("last %1, %2").arg(last, distance);
        words.tileValue = last;
        words.tileDistance = distance;
        return words;
    }
    const QString last = u"%1\u00a0ms"_s.arg(rounded(*numbers.last, 1));
    const QString above = numbers.percent ? withSign(*numbers.percent) : tr("no baseline");
    words.sentence = tr("P99 %1, %2").arg(last, above);
    words.tileValue = last;
    words.tileDistance = !underWay || !numbers.distance ? tr("%1 on baseline").arg(above)
                         : over ? tr("%1, %2 points over").arg(above, rounded(-*numbers.distance, 1))
                                : tr("%1, %2 points to abort").arg(above, rounded(*numbers.distance, 1));
    return words;
}

RecentWorkspace recentOf(const session::View &view, const QDateTime &now)
{
    const auto verdict = models::verdictLines(view, now);
    const QString target = QLocale::c().toString(view.profile.targetAt.toUTC(), u"d MMM HH:mm"_s);
    return {view.workspace, view.profile.workspaceId,
            tr("%1 · %2 · target %3 UTC").arg(view.profile.environment, view.profile.version, target), verdict.word,
            now};
}

} // namespace cutover::gui
