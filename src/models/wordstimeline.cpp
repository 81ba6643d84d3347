// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordstimeline.h"

#include "models/words.h"
#include "models/wordswatch.h"
#include "pdf/reporttext.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"
#include "session/ceremonyrecords.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

namespace cutover::models {

using namespace Qt::StringLiterals;
using session::Timeline;
using session::TimelineEvent;
using Weight = pdf::ReportEvent::Weight;
namespace kind = rollout::kind;

namespace {

constexpr qsizetype shownDigits = 12; ///< of a commit or a digest
constexpr int msPerSecond = 1000;

/// A datum as one visible line; numbers too.
QString told(const QJsonObject &data, const QString &key)
{
    const auto value = data[key];
    if (value.isDouble())
        return QString::number(value.toInteger());
    return oneLine(value.toString());
}

QString shortHex(const QJsonObject &data, const QString &key)
{
    return told(data, key).left(shownDigits);
}

QString percentText(const QJsonObject &data)
{
    return u"%1\u00a0%"_s.arg(data[u"percent"_s].toInt());
}

QString quoted(const QString &text)
{
    return u"“%1”"_s.arg(text);
}

QString titleOf(const QString &key)
{
    auto id = domain::criterionFromKey(key);
    if (!id)
        id = domain::closingCriterionFromKey(key);
    return id ? domain::criterion(*id).title : oneLine(key);
}

/// Those that are not Go, with their status where it is known.
QStringList notGo(const QJsonArray &rows)
{
    QStringList words;
    for (const auto &value : rows) {
        const auto row = value.toObject();
        const auto status = domain::statusFromName(row[u"status"_s].toString());
        if (status == domain::Status::Go)
            continue;
        const QString word = status ? statusWord(*status) : oneLine(row[u"status"_s].toString());
        words.append(u"%1 (%2)"_s.arg(titleOf(row[u"id"_s].toString()), word));
    }
    return words;
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 "_s + one : u"%1 %2"_s.arg(count).arg(many);
}

QString sentence(const QString &words)
{
    return words.isEmpty() || words.endsWith(u'.') ? words : words + u'.';
}

/// What stands behind a fact where it is told at all.
QString behind(const QString &before, const QString &words, const QString &after = {})
{
    return words.isEmpty() ? QString() : before + words + after;
}

// --- Sentences, one a kind ----------------------------------------------------------------------------------------

QString created(const TimelineEvent &)
{
    return u"The ledger was founded."_s;
}

QString awaitingText(const QJsonObject &data)
{
    return data[u"pending"_s].toBool() ? u" Further signatures are awaited."_s : QString();
}

/// Whether an authority attested a signature's time; nothing where none was asked.
QString attestedText(const QJsonObject &data)
{
    const QString timestamp = told(data, u"timestamp"_s);
    if (timestamp.isEmpty())
        return {};
    return timestamp == "given"_L1 ? u" Time attested."_s : u" Time not attested (%1)."_s.arg(timestamp);
}

QString decisionText(const TimelineEvent &event)
{
    const auto &data = event.data;
    const QString word = told(data, u"decision"_s);
    const QString role = behind(u" as "_s, told(data, u"role"_s));
    QString what = u"%1 signed%2, decision %3."_s.arg(word, role, shortHex(data, u"decision_id"_s));
    if (data.contains(u"continues"_s)) {
        const int stage = data[u"continues"_s].toInt();
        what += stage > 0 ? u" It continues the rollout from %1\u00a0%."_s.arg(stage)
                          : u" It continues the attempt before its first stage."_s;
    }
    return what + awaitingText(data) + attestedText(data);
}

QString timestampAdded(const TimelineEvent &event)
{
    return u"Time stamp added to decision %1%2."_s.arg(
        shortHex(event.data, u"decision_id"_s),
        event.data[u"complete"_s].toBool() ? QString() : u", others still missing"_s);
}

QString countersigned(const TimelineEvent &event)
{
    const auto &data = event.data;
    const QString deputy = behind(u", deputy of "_s, told(data, u"deputy_for"_s));
    const QString quorum =
        data[u"completes"_s].toBool() ? u" The quorum is there."_s : u" Further signatures are awaited."_s;
    return u"%1 countersigned%2%3, decision %4: %5%6%7"_s.arg(
        told(data, u"decision"_s), behind(u" as "_s, told(data, u"role"_s)), deputy, shortHex(data, u"decision_id"_s),
        told(data, u"reason"_s), quorum, attestedText(data));
}

QString promotionIntent(const TimelineEvent &event)
{
    return u"Promotion to %1 intended%2."_s.arg(percentText(event.data),
                                                behind(u": "_s, told(event.data, u"command"_s)));
}

/// Without a command there is no process: the console writes the stage file itself.
QString promotionStarted(const TimelineEvent &event)
{
    const QString leader = told(event.data, u"leader"_s);
    return event.data[u"leader"_s].toInteger() > 0
               ? u"The stage command to %1 runs, process %2."_s.arg(percentText(event.data), leader)
               : u"The stage is set to %1."_s.arg(percentText(event.data));
}

QString readsText(const QJsonObject &data)
{
    const QString stage = told(data, u"desired_stage"_s);
    if (!data.contains(u"desired_stage"_s))
        return {};
    if (stage == rollout::stageFolder)
        return u", desired_stage.txt is a folder"_s;
    return u", desired_stage.txt reads %1"_s.arg(stage.isEmpty() ? u"nothing"_s : quoted(stage));
}

QString exitText(const QJsonObject &data)
{
    return behind(u": exit "_s, told(data, u"exit_code"_s));
}

QString settledText(const QJsonObject &data)
{
    return data[u"settled"_s].toBool() ? u" Its console was gone; settled by reading the world."_s : QString();
}

QString promotionOutcome(const TimelineEvent &event)
{
    const auto &data = event.data;
    const QString result = data[u"result"_s].toString();
    const QString stage = percentText(data);
    const QString end = u"."_s + settledText(data);
    if (result == "done"_L1)
        return u"%1 reached%2"_s.arg(stage, readsText(data)) + end;
    if (result == "failed"_L1)
        return u"The promotion to %1 failed%2%3"_s.arg(stage, exitText(data), readsText(data)) + end;
    return u"How the promotion to %1 ended is unknown%2"_s.arg(stage, readsText(data)) + end;
}

QString promotionRefused(const TimelineEvent &event)
{
    QStringList codes;
    for (const auto &code : event.data[u"refusals"_s].toArray())
        codes.append(oneLine(code.toString()));
    return u"Promotion to %1 refused: %2."_s.arg(percentText(event.data), codes.join(u", "_s));
}

QString holdText(qint64 servedMs, qint64 holdS)
{
    const auto seconds = static_cast<double>(servedMs / msPerSecond);
    return u"%1 served of %2"_s.arg(valueText(seconds, domain::Unit::Seconds),
                                    valueText(static_cast<double>(holdS), domain::Unit::Seconds));
}

QString holdCredit(const TimelineEvent &event)
{
    const auto &data = event.data;
    const qint64 served = data[u"served_ms"_s].toInteger();
    const auto seconds = static_cast<double>(served / msPerSecond);
    const QString words = data.contains(u"hold_s"_s) ? holdText(served, data[u"hold_s"_s].toInteger())
                                                     : valueText(seconds, domain::Unit::Seconds) + u" served"_s;
    return u"Hold at %1: %2."_s.arg(percentText(data), words);
}

QString triggerFired(const TimelineEvent &event)
{
    const auto &data = event.data;
    const auto code = domain::triggerFromName(data[u"code"_s].toString());
    if (!code)
        return u"Trigger %1."_s.arg(told(data, u"code"_s));
    domain::Trigger trigger;
    trigger.code = *code;
    trigger.observed = data[u"observed"_s].toDouble();
    trigger.limit = data[u"limit"_s].toDouble();
    return u"Trigger fired: "_s + triggerText(trigger);
}

QString recoveryText(const TimelineEvent &event)
{
    return event.data[u"recovered"_s].toBool() ? u"Recovered: readyz was Go three times in a row."_s
                                               : u"NOT RECOVERED 15\u00a0min after the abort."_s;
}

/// Of an entry made afterwards: when it really was.
QString lateText(const QJsonObject &data)
{
    if (!data[u"late"_s].toBool())
        return {};
    const auto at = QDateTime::fromString(data[u"at"_s].toString(), Qt::ISODateWithMs).toUTC();
    const QString when = at.isValid() ? at.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u"\u00a0UTC"_s : u"an unknown time"_s;
    return u" (late: pressed at %1, entered from the console’s journal)"_s.arg(when);
}

QString abortIntent(const TimelineEvent &event)
{
    if (event.data[u"settled"_s].toBool())
        return u"Abort found: desired_stage.txt reads “abort”, and no entry says who wrote it."_s;
    const QString reason = told(event.data, u"reason"_s);
    if (event.data[u"lost"_s].toBool())
        return u"Abort run again by the watcher, as desired_stage.txt no longer read “abort”: %1%2."_s.arg(
            reason, lateText(event.data));
    const bool isAutomatic = event.data[u"automatic"_s].toBool() || reason.startsWith("auto-"_L1);
    const bool isUnasked = event.data[u"unasked"_s].toBool();
    return (isAutomatic ? u"Abort by the watcher: %1%2%3."_s : u"Abort pressed: %1%2%3."_s)
        .arg(reason, lateText(event.data),
             isUnasked ? u", run before the ledger could say whether anything was promoted"_s : QString());
}

QString abortOutcome(const TimelineEvent &event)
{
    const auto &data = event.data;
    const bool isBack = data[u"read_back"_s].toBool();
    const qint64 runs = data[u"runs"_s].toInteger();
    const QString ran = runs > 1 ? u", after %1 runs of the command"_s.arg(runs) : QString();
    const QString words = isBack ? u"Aborted%1%2%3."_s : u"NOT ABORTED%1%2%3."_s;
    return words.arg(isBack ? QString() : exitText(data), readsText(data), ran + lateText(data)) + settledText(data);
}

QString abortReason(const TimelineEvent &event)
{
    return sentence(u"Reason of the abort: "_s + told(event.data, u"reason"_s));
}

QString paused(const TimelineEvent &)
{
    return u"The line was paused."_s;
}

QString resumed(const TimelineEvent &)
{
    return u"The pause was lifted."_s;
}

QString stoodDown(const TimelineEvent &)
{
    return u"Stood down before the first promotion: the GO is superseded."_s;
}

QString closingText(const TimelineEvent &event)
{
    const auto outcome = domain::outcomeFromName(event.data[u"outcome"_s].toString());
    const QString words = outcome ? pdf::outcomeText(*outcome) : told(event.data, u"outcome"_s);
    return u"Closing signed: %1, closing %2."_s.arg(words, shortHex(event.data, u"decision_id"_s)) +
           awaitingText(event.data) + attestedText(event.data);
}

QString watchEvent(const TimelineEvent &event)
{
    QStringList data;
    for (const auto &value : event.data[u"data"_s].toArray())
        data.append(value.toString());
    const QString name = event.data[u"event"_s].toString();
    for (int i = 0;; ++i) {
        const session::WatchNews news{static_cast<session::WatchNews::Kind>(i), data, event.at};
        const QString known = session::watchNewsName(news.kind);
        if (known == name)
            return u"Watcher: "_s + watchText(news);
        if (known.isEmpty())
            break;
    }
    return sentence(oneLine(u"Watcher: %1%2"_s.arg(name, behind(u" "_s, data.join(u", "_s)))));
}

QString postCutoverText(const TimelineEvent &event)
{
    const auto rows = event.data[u"rows"_s].toArray();
    const auto failed = notGo(rows);
    return u"Checks after the last stage: %1%2."_s.arg(told(event.data, u"verdict"_s),
                                                       behind(u", not Go: "_s, failed.join(u", "_s)));
}

QString confirmedWhat(const QJsonObject &data)
{
    const QString what = data[u"what"_s].toString();
    if (what == "freeze"_L1) {
        const QString commit = shortHex(data, u"commit"_s);
        const auto artifacts = data[u"artifacts"_s].toObject().size();
        return u"Deployments frozen%1%2"_s.arg(
            behind(u" at commit "_s, commit),
            artifacts > 0 ? u", "_s + counted(artifacts, u"artefact"_s, u"artefacts"_s) : QString());
    }
    if (what == "stakeholders"_L1)
        return u"Stakeholders notified"_s + behind(u", receipt of "_s, told(data, u"receipt"_s));
    if (what == "war-room"_L1)
        return u"War room ready"_s;
    if (what.startsWith("station:"_L1))
        return u"Roll-call, %1"_s.arg(oneLine(what.section(u':', 1)));
    return oneLine(what);
}

QString confirmation(const TimelineEvent &event)
{
    const auto &data = event.data;
    const bool isGo = data[u"go"_s].toBool();
    const bool isRollCall = data[u"what"_s].toString().startsWith("station:"_L1);
    const QString word = !isGo ? u": NO-GO"_s : isRollCall ? u": go"_s : QString();
    const QString note = data.contains(u"receipt"_s) ? QString() : told(data, u"note"_s);
    return u"%1%2.%3"_s.arg(confirmedWhat(data), word, behind(u" "_s, note));
}

QString checkRun(const TimelineEvent &event)
{
    const auto rows = event.data[u"rows"_s].toArray();
    const auto failed = notGo(rows);
    const QString end = failed.isEmpty() ? u"all Go"_s : u"not Go: "_s + failed.join(u", "_s);
    return u"%1 checked, %2."_s.arg(counted(rows.size(), u"row"_s, u"rows"_s), end);
}

QString noteText(const TimelineEvent &event)
{
    const QString text = told(event.data, u"text"_s);
    return text.isEmpty() ? u"Note on %1 taken away."_s.arg(titleOf(event.data[u"row"_s].toString()))
                          : u"Note on %1: %2"_s.arg(titleOf(event.data[u"row"_s].toString()), text);
}

QString ceremonyBegun(const TimelineEvent &)
{
    return u"Go/No-Go poll of the rows begun."_s;
}

QString ceremonyAnswered(const TimelineEvent &event)
{
    const auto &data = event.data;
    const auto status = domain::statusFromName(data[u"status"_s].toString());
    return u"Polled, %1: %2 says %3; measured %4."_s.arg(titleOf(data[u"row"_s].toString()), told(data, u"station"_s),
                                                         data[u"go"_s].toBool() ? u"go"_s : u"NO-GO"_s,
                                                         status ? statusWord(*status) : told(data, u"status"_s));
}

QString ceremonyEnded(const TimelineEvent &)
{
    return u"Go/No-Go poll ended, its minutes closed."_s;
}

QString windowsText(const TimelineEvent &event)
{
    return u"%1 of the canary recorded."_s.arg(counted(event.data[u"count"_s].toInteger(), u"window"_s, u"windows"_s));
}

QString signersPinned(const TimelineEvent &event)
{
    return u"List of signers pinned, version %1, SHA-256 %2."_s.arg(told(event.data, u"version"_s),
                                                                    shortHex(event.data, u"signers_sha256"_s));
}

QString unlockFailed(const TimelineEvent &event)
{
    return u"The signing key %1 was not unlocked: %2."_s.arg(fingerprintText(told(event.data, u"fingerprint"_s), 2),
                                                             told(event.data, u"code"_s).replace(u'_', u' '));
}

QString exportText(const TimelineEvent &event)
{
    return u"Exported %1 to %2."_s.arg(told(event.data, u"what"_s), told(event.data, u"file"_s));
}

QString baselineCaptured(const TimelineEvent &event)
{
    return u"Baselines captured: %1."_s.arg(told(event.data, u"file"_s));
}

QString notificationEvent(const QString &name)
{
    const auto index = domain::notificationEventNames().indexOf(name);
    return index < 0 ? oneLine(name) : notificationEventText(static_cast<domain::NotificationEvent>(index));
}

QString notificationLine(const TimelineEvent &event)
{
    const auto &data = event.data;
    const QString what = notificationEvent(data[u"event"_s].toString());
    const QString target = told(data, u"target"_s);
    if (data[u"status"_s].toString() == "accepted"_L1)
        return u"Notification «%1» taken by %2."_s.arg(what, target);
    const int http = data[u"http_status"_s].toInt();
    const QString why = http > 0 ? u"HTTP\u00a0%1"_s.arg(http) : told(data, u"code"_s).replace(u'_', u' ');
    return u"Notification «%1» not taken by %2%3."_s.arg(what, target, behind(u": "_s, why));
}

QString evidenceSealed(const TimelineEvent &event)
{
    return u"Evidence sealed: %1, %2."_s.arg(told(event.data, u"file"_s),
                                             counted(event.data[u"files"_s].toInteger(), u"file"_s, u"files"_s));
}

QString policySigned(const TimelineEvent &event)
{
    return u"Policy signed: %1."_s.arg(told(event.data, u"policy"_s));
}

QString rehearsalText(const TimelineEvent &event)
{
    return u"REHEARSAL of %1 %2."_s.arg(told(event.data, u"version"_s),
                                        event.data[u"passed"_s].toBool() ? u"passed"_s : u"not passed"_s);
}

template <QString (*text)(const TimelineEvent &)>
QString rehearsed(const TimelineEvent &event)
{
    return u"REHEARSAL: "_s + text(event);
}

QString incidentText(const TimelineEvent &event)
{
    QStringList files;
    for (const auto &value : event.data[u"files"_s].toArray()) {
        const auto file = value.toObject();
        files.append(u"%1 (SHA-256 %2)"_s.arg(told(file, u"file"_s), shortHex(file, u"sha256"_s)));
    }
    const bool isAbort = event.data[u"event"_s].toString() == "abort"_L1;
    return u"%1 captured: %2."_s.arg(isAbort ? u"Incident"_s : u"State after the abort"_s, files.join(u", "_s));
}

using Text = QString (*)(const TimelineEvent &);

const QHash<QStringView, Text> &texts()
{
    static const QHash<QStringView, Text> all{{ledger::createdKind, created},
                                              {kind::decision, decisionText},
                                              {kind::countersignature, countersigned},
                                              {kind::timestampAdded, timestampAdded},
                                              {kind::promotionIntent, promotionIntent},
                                              {kind::promotionStarted, promotionStarted},
                                              {kind::promotionOutcome, promotionOutcome},
                                              {kind::promotionRefused, promotionRefused},
                                              {kind::holdCredit, holdCredit},
                                              {kind::trigger, triggerFired},
                                              {kind::recovery, recoveryText},
                                              {kind::abortIntent, abortIntent},
                                              {kind::abortOutcome, abortOutcome},
                                              {kind::abortReason, abortReason},
                                              {kind::pause, paused},
                                              {kind::resume, resumed},
                                              {kind::standDown, stoodDown},
                                              {kind::closing, closingText},
                                              {kind::watch, watchEvent},
                                              {kind::postCutover, postCutoverText},
                                              {kind::confirmation, confirmation},
                                              {session::ceremonyBegunKind, ceremonyBegun},
                                              {session::ceremonyAnswerKind, ceremonyAnswered},
                                              {session::ceremonyEndedKind, ceremonyEnded},
                                              {kind::check, checkRun},
                                              {kind::note, noteText},
                                              {kind::windows, windowsText},
                                              {kind::signersPinned, signersPinned},
                                              {kind::unlockFailed, unlockFailed},
                                              {kind::exported, exportText},
                                              {kind::baseline, baselineCaptured},
                                              {kind::notification, notificationLine},
                                              {kind::evidenceSealed, evidenceSealed},
                                              {kind::policySigned, policySigned},
                                              {kind::rehearsal, rehearsalText},
                                              {kind::rehearsalIntent, rehearsed<promotionIntent>},
                                              {kind::rehearsalStarted, rehearsed<promotionStarted>},
                                              {kind::rehearsalOutcome, rehearsed<promotionOutcome>},
                                              {kind::rehearsalRefused, rehearsed<promotionRefused>},
                                              {kind::incident, incidentText}};
    return all;
}

// --- The story ----------------------------------------------------------------------------------------------------

QString momentText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s;
}

QString promotedText(const domain::StageProgress &stage)
{
    using enum domain::StageState;
    if (stage.mark.at.isValid())
        return momentText(stage.mark.at);
    switch (stage.state) {
    case Failed:
        return u"failed"_s;
    case OutcomeUnknown:
        return u"outcome unknown"_s;
    case Promoting:
        return u"being promoted"_s;
    case Pending:
    case Holding:
    case Validated:
        break;
    }
    return u"not promoted"_s;
}

/// What the ledger proves of a validation: the gate let the next promotion through, which it does on green alone.
QString validationText(const domain::RolloutState &end, qsizetype index)
{
    const auto &stage = end.stages.at(index);
    if (!stage.mark.at.isValid())
        return u"—"_s;
    if (stage.state == domain::StageState::Validated && index + 1 < end.stages.size())
        return u"green: %1\u00a0% was let through"_s.arg(end.stages.at(index + 1).plan.percent);
    if (end.isAborted())
        return u"none: aborted"_s;
    const bool isServed = stage.creditMs >= stage.plan.holdS * msPerSecond;
    if (index + 1 == end.stages.size() && isServed)
        return u"by the checks of the closing"_s;
    return u"not yet"_s;
}

QList<pdf::ReportStage> stagesOf(const domain::RolloutState &end)
{
    QList<pdf::ReportStage> stages;
    for (qsizetype i = 0; i < end.stages.size(); ++i) {
        const auto &stage = end.stages.at(i);
        const bool isReached = stage.mark.at.isValid();
        stages.append({u"%1\u00a0%"_s.arg(stage.plan.percent), promotedText(stage),
                       isReached ? holdText(stage.creditMs, stage.plan.holdS) : u"—"_s, validationText(end, i),
                       isReached});
    }
    return stages;
}

QString entryText(const TimelineEvent &event)
{
    const QString first = QString::number(event.entry);
    return event.lastEntry == event.entry ? first : u"%1–%2"_s.arg(first).arg(event.lastEntry);
}

QString noteOf(const Timeline &timeline)
{
    if (timeline.events.isEmpty())
        return {};
    QString words = u"Every entry of the ledger from %1 to %2, in its order; times are UTC. Holds, windows and check "
                    "runs are folded."_s.arg(timeline.events.first().entry)
                        .arg(timeline.events.last().lastEntry);
    if (timeline.before > 0)
        words += u" %1 before %2 of another attempt, or older than what counts for a decision."_s.arg(
            counted(timeline.before, u"entry"_s, u"entries"_s), timeline.before == 1 ? u"is"_s : u"are"_s);
    if (timeline.after > 0)
        words += u" What follows is another attempt’s."_s;
    return words;
}

} // namespace

QString timelineText(const TimelineEvent &event)
{
    const auto text = texts().value(event.kind);
    const QString words = text ? text(event) : oneLine(event.kind);
    return event.isOfAnother ? words + u" (Of another attempt.)"_s : words;
}

QString timelineWho(const ledger::Actor &actor)
{
    const QString account = oneLine(u"%1@%2"_s.arg(actor.account, actor.workstation));
    switch (actor.personKind) {
    case ledger::PersonKind::None:
        return account;
    case ledger::PersonKind::Stated:
        return u"%1, stated (%2)"_s.arg(oneLine(actor.person), account);
    case ledger::PersonKind::Signed:
        return u"%1, signed (%2)"_s.arg(oneLine(actor.person), account);
    }
    return account;
}

QString timelineTime(const TimelineEvent &event)
{
    const auto from = event.at.toUTC();
    const auto until = event.until.toUTC();
    const QString first = from.toString(u"yyyy-MM-dd HH:mm:ss"_s);
    if (event.lastEntry == event.entry)
        return first;
    const QString format = from.date() == until.date() ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s;
    return u"%1 to %2"_s.arg(first, until.toString(format));
}

namespace {

bool isGraveNews(const QString &event)
{
    static const QSet<QString> grave{u"blind"_s, u"stage_drift"_s, u"abort_lost"_s, u"late_trigger"_s,
                                     u"capture_failed"_s};
    return grave.contains(event);
}

} // namespace

Weight timelineWeight(const TimelineEvent &event)
{
    static const QSet<QStringView> quiet{
        kind::windows, kind::check,          kind::note,           kind::exported,     kind::notification,
        kind::watch,   kind::timestampAdded, kind::evidenceSealed, kind::policySigned, ledger::createdKind};
    static const QSet<QStringView> strong{kind::decision, kind::countersignature, kind::closing, kind::recovery};
    static const QSet<QStringView> alarm{kind::trigger,      kind::abortIntent,      kind::abortOutcome,
                                         kind::unlockFailed, kind::promotionRefused, kind::standDown};
    const auto &data = event.data;
    const bool isNotRecovered = event.kind == kind::recovery && !data[u"recovered"_s].toBool();
    const bool isNotGo = event.kind == kind::postCutover && data[u"verdict"_s] != "GO"_L1;
    const bool isDone = data[u"result"_s] == "done"_L1;
    const bool isGrave = event.kind == kind::watch && isGraveNews(data[u"event"_s].toString());
    if (alarm.contains(event.kind) || isNotRecovered || isNotGo || isGrave)
        return Weight::Alarm;
    if (event.kind == kind::promotionOutcome)
        return isDone ? Weight::Strong : Weight::Alarm;
    if (strong.contains(event.kind))
        return Weight::Strong;
    return quiet.contains(event.kind) ? Weight::Quiet : Weight::Plain;
}

pdf::ReportStory attemptStory(const Timeline &timeline)
{
    pdf::ReportStory story;
    if (!timeline.attemptId.isEmpty())
        story.attempt = u"%1 (attempt %2 of this ledger)"_s.arg(timeline.attemptId).arg(timeline.number);
    story.stages = stagesOf(timeline.end);
    for (const auto &event : timeline.events) {
        story.timeline.append({entryText(event), timelineTime(event), timelineWho(event.actor), timelineText(event),
                               timelineWeight(event)});
        if (event.kind == kind::decision || event.kind == kind::countersignature)
            story.signers.append(u"%1: %2, %3"_s.arg(told(event.data, u"decision"_s), oneLine(event.actor.person),
                                                     momentText(event.at)));
    }
    story.timelineNote = noteOf(timeline);
    return story;
}

} // namespace cutover::models
