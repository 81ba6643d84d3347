// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a time line says of every kind of entry, and what it says of those nobody knows.
#include "models/words.h"
#include "models/wordstimeline.h"
#include "rollout/ledgerevents.h"
#include "session/ceremonyrecords.h"

#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using session::TimelineEvent;
using Weight = pdf::ReportEvent::Weight;
namespace kind = rollout::kind;

namespace {

const QDateTime s_at(QDate(2026, 3, 2), QTime(14, 42, 18), Qt::UTC);
const ledger::Actor s_lead{u"ops"_s, u"host"_s, u"A. Lead"_s, ledger::PersonKind::Stated};

/// Without its no-break spaces.
QString plain(QString text)
{
    return text.replace(u'\u00a0', u' ');
}

TimelineEvent eventOf(QStringView entryKind, const QJsonObject &data = {})
{
    return {entryKind.toString(), 118, 118, s_at, s_at, s_lead, data, false};
}

QJsonObject row(const QString &id, const QString &status)
{
    return {{u"id"_s, id}, {u"status"_s, status}};
}

session::Timeline heldTimeline(qint64 servedMs, domain::AttemptState how = domain::AttemptState::Open)
{
    session::Timeline timeline;
    timeline.attemptId = u"9e41c07a"_s;
    timeline.number = 3;
    timeline.end.attemptState = how;
    for (const auto &plan : domain::checklistProfile().stages)
        timeline.end.stages.append({plan, domain::StageState::Pending, {}, {}, 0});
    auto &stages = timeline.end.stages;
    stages[0] = {stages[0].plan, domain::StageState::Validated, s_at, {3, s_at}, 900'000};
    stages[1] = {stages[1].plan, domain::StageState::Holding, s_at, {4, s_at.addSecs(1000)}, servedMs};
    return timeline;
}

} // namespace

class WordsTimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasItsSentence_data();
    void everyKindHasItsSentence();
    void noKnownKindShowsAsItsName();
    void anUnknownKindShowsAsItsName();
    void whatOthersWroteStaysOneLine_data();
    void whatOthersWroteStaysOneLine();
    void anotherAttemptsLineSaysSo();
    void whoActedIsTold_data();
    void whoActedIsTold();
    void aFoldedLineSaysFromWhenToWhen();
    void weightsAreAsGraveAsTheEntry_data();
    void weightsAreAsGraveAsTheEntry();
    void stagesSayWhatBecameOfThem();
    void anAbortedStageWasNotValidated();
    void theStoryNamesItsDecisionsAndItsEnds();
    void nothingIsNoStory();
};

void WordsTimelineTest::everyKindHasItsSentence_data()
{
    QTest::addColumn<QString>("entryKind");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("words");
    const auto told = [](const char *name, QStringView entryKind, const QJsonObject &data, const QString &words) {
        QTest::newRow(name) << entryKind.toString() << data << words;
    };
    const QString id = u"9e41c07a55d203bb7710c9ab3e5d8841"_s;
    told("founded", ledger::createdKind, {}, u"The ledger was founded."_s);
    told("go", kind::decision, {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"role"_s, u"decision-maker"_s}},
         u"GO signed as decision-maker, decision 9e41c07a55d2."_s);
    told("go, time attested", kind::decision,
         {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"timestamp"_s, u"given"_s}},
         u"GO signed, decision 9e41c07a55d2. Time attested."_s);
    told("go, no time stamp given", kind::decision,
         {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"timestamp"_s, u"unreachable"_s}},
         u"GO signed, decision 9e41c07a55d2. Time not attested (unreachable)."_s);
    told("no-go", kind::decision, {{u"decision"_s, u"NO-GO"_s}, {u"decision_id"_s, id}},
         u"NO-GO signed, decision 9e41c07a55d2."_s);
    told("continuation", kind::decision, {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"continues"_s, 25}},
         u"GO signed, decision 9e41c07a55d2. It continues the rollout from 25 %."_s);
    told("continuation of nothing reached", kind::decision,
         {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"continues"_s, 0}},
         u"GO signed, decision 9e41c07a55d2. It continues the attempt before its first stage."_s);
    told("go, one of two", kind::decision,
         {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, id}, {u"role"_s, u"decision-maker"_s}, {u"pending"_s, true}},
         u"GO signed as decision-maker, decision 9e41c07a55d2. Further signatures are awaited."_s);
    told(
        "countersigned", kind::countersignature,
        {{u"decision"_s, u"GO"_s},
         {u"decision_id"_s, id},
         {u"role"_s, u"security"_s},
         {u"deputy_for"_s, u"Security lead"_s},
         {u"reason"_s, u"Keys reviewed."_s},
         {u"completes"_s, true}},
        u"GO countersigned as security, deputy of Security lead, decision 9e41c07a55d2: Keys reviewed. The quorum is there."_s);
    told("poll begun", session::ceremonyBegunKind, {{u"version"_s, u"v1"_s}}, u"Go/No-Go poll of the rows begun."_s);
    told("polled go", session::ceremonyAnswerKind,
         {{u"row"_s, u"alerts"_s}, {u"station"_s, u"On-Call Rotation"_s}, {u"go"_s, true}, {u"status"_s, u"go"_s}},
         u"Polled, Alerts configured: On-Call Rotation says go; measured Go."_s);
    told("polled no-go", session::ceremonyAnswerKind,
         {{u"row"_s, u"alerts"_s}, {u"station"_s, u"Ops\nlead"_s}, {u"status"_s, u"no_data"_s}},
         u"Polled, Alerts configured: Ops\\x0alead says NO-GO; measured No data."_s);
    told("poll ended", session::ceremonyEndedKind, {{u"ceremony"_s, 7}}, u"Go/No-Go poll ended, its minutes closed."_s);
    told("intent", kind::promotionIntent, {{u"percent"_s, 25}, {u"command"_s, u"bash canary_step.sh 25"_s}},
         u"Promotion to 25 % intended: bash canary_step.sh 25."_s);
    told("intent, built-in", kind::promotionIntent, {{u"percent"_s, 25}, {u"command"_s, QString()}},
         u"Promotion to 25 % intended."_s);
    told("started", kind::promotionStarted, {{u"percent"_s, 25}, {u"leader"_s, 4711}},
         u"The stage command to 25 % runs, process 4711."_s);
    told("started without a command", kind::promotionStarted, {{u"percent"_s, 25}, {u"leader"_s, 0}},
         u"The stage is set to 25 %."_s);
    told("done", kind::promotionOutcome, {{u"percent"_s, 25}, {u"result"_s, u"done"_s}, {u"desired_stage"_s, u"25"_s}},
         u"25 % reached, desired_stage.txt reads “25”."_s);
    told("failed", kind::promotionOutcome,
         {{u"percent"_s, 25}, {u"result"_s, u"failed"_s}, {u"exit_code"_s, 1}, {u"desired_stage"_s, u"10"_s}},
         u"The promotion to 25 % failed: exit 1, desired_stage.txt reads “10”."_s);
    told("failed before it began", kind::promotionOutcome, {{u"percent"_s, 25}, {u"result"_s, u"failed"_s}},
         u"The promotion to 25 % failed."_s);
    told("unknown", kind::promotionOutcome, {{u"percent"_s, 25}, {u"result"_s, u"unknown"_s}},
         u"How the promotion to 25 % ended is unknown."_s);
    told("settled", kind::promotionOutcome,
         {{u"percent"_s, 25}, {u"result"_s, u"failed"_s}, {u"desired_stage"_s, QString()}, {u"settled"_s, true}},
         u"The promotion to 25 % failed, desired_stage.txt reads nothing. Its console was gone; settled by reading the "
         "world."_s);
    told("refused", kind::promotionRefused,
         {{u"percent"_s, 25}, {u"refusals"_s, QJsonArray{u"hold_running"_s, u"paused"_s}}},
         u"Promotion to 25 % refused: hold_running, paused."_s);
    told("hold", kind::holdCredit, {{u"percent"_s, 25}, {u"served_ms"_s, 1'323'400}, {u"hold_s"_s, 1800}},
         u"Hold at 25 %: 22 min 03 s served of 30 min."_s);
    told("hold of unknown length", kind::holdCredit, {{u"percent"_s, 25}, {u"served_ms"_s, 5'000}},
         u"Hold at 25 %: 5 s served."_s);
    told("trigger", kind::trigger, {{u"code"_s, u"p99"_s}, {u"observed"_s, 21.3}, {u"limit"_s, 20}},
         u"Trigger fired: P99 +21.3 % > +20 %, by 1.3 points."_s);
    told("trigger of a later version", kind::trigger, {{u"code"_s, u"heat"_s}}, u"Trigger heat."_s);
    told("recovered", kind::recovery, {{u"recovered"_s, true}}, u"Recovered: readyz was Go three times in a row."_s);
    told("not recovered", kind::recovery, {{u"recovered"_s, false}}, u"NOT RECOVERED 15 min after the abort."_s);
    told("abort by a hand", kind::abortIntent, {{u"reason"_s, u"manual-rollback-unstated"_s}, {u"automatic"_s, false}},
         u"Abort pressed: manual-rollback-unstated."_s);
    told("abort that nobody could answer", kind::abortIntent,
         {{u"reason"_s, u"manual-rollback-fire"_s}, {u"unasked"_s, true}},
         u"Abort pressed: manual-rollback-fire, run before the ledger could say whether anything was promoted."_s);
    told("abort by itself", kind::abortIntent, {{u"reason"_s, u"auto-burst-1.62-over-1.5"_s}, {u"automatic"_s, true}},
         u"Abort by the watcher: auto-burst-1.62-over-1.5."_s);
    told("abort run again", kind::abortIntent,
         {{u"reason"_s, u"manual-rollback-fire"_s}, {u"automatic"_s, true}, {u"lost"_s, true}},
         u"Abort run again by the watcher, as desired_stage.txt no longer read “abort”: manual-rollback-fire."_s);
    told("abort told late", kind::abortIntent,
         {{u"reason"_s, u"manual-rollback-fire"_s}, {u"late"_s, true}, {u"at"_s, u"2026-03-02T14:31:02.000Z"_s}},
         u"Abort pressed: manual-rollback-fire (late: pressed at 2026-03-02 14:31:02 UTC, entered from the console’s "
         "journal)."_s);
    told("aborted", kind::abortOutcome,
         {{u"read_back"_s, true}, {u"exit_code"_s, 0}, {u"runs"_s, 1}, {u"desired_stage"_s, u"abort"_s}},
         u"Aborted, desired_stage.txt reads “abort”."_s);
    told("aborted at last", kind::abortOutcome,
         {{u"read_back"_s, true}, {u"exit_code"_s, 0}, {u"runs"_s, 3}, {u"desired_stage"_s, u"abort"_s}},
         u"Aborted, desired_stage.txt reads “abort”, after 3 runs of the command."_s);
    told("not aborted", kind::abortOutcome,
         {{u"read_back"_s, false}, {u"exit_code"_s, 7}, {u"runs"_s, 1}, {u"desired_stage"_s, u"50"_s}},
         u"NOT ABORTED: exit 7, desired_stage.txt reads “50”."_s);
    told("reason of the abort", kind::abortReason, {{u"reason"_s, u"P99 rose."_s}},
         u"Reason of the abort: P99 rose."_s);
    told("pause", kind::pause, {}, u"The line was paused."_s);
    told("resume", kind::resume, {}, u"The pause was lifted."_s);
    told("stand-down", kind::standDown, {}, u"Stood down before the first promotion: the GO is superseded."_s);
    told("closing", kind::closing, {{u"decision_id"_s, id}, {u"outcome"_s, u"rolled-back"_s}},
         u"Closing signed: Rolled back, closing 9e41c07a55d2."_s);
    told("armed", kind::watch, {{u"event"_s, u"armed"_s}, {u"data"_s, QJsonArray{}}},
         u"Watcher: Armed: the triggers are judged, the hold is served."_s);
    told("drift", kind::watch, {{u"event"_s, u"stage_drift"_s}, {u"data"_s, QJsonArray{u"50"_s, u"25"_s}}},
         u"Watcher: desired_stage.txt says “50”, the ledger 25: put 25 back, or abort."_s);
    told("watch of a later version", kind::watch, {{u"event"_s, u"dozed"_s}, {u"data"_s, QJsonArray{u"a"_s, u"b"_s}}},
         u"Watcher: dozed a, b."_s);
    told("post-cutover", kind::postCutover,
         {{u"verdict"_s, u"GO"_s}, {u"rows"_s, QJsonArray{row(u"smoke-tests"_s, u"go"_s)}}},
         u"Checks after the last stage: GO."_s);
    told("post-cutover failed", kind::postCutover,
         {{u"verdict"_s, u"NO-GO"_s},
          {u"rows"_s, QJsonArray{row(u"smoke-tests"_s, u"go"_s), row(u"error-rate-after"_s, u"no_data"_s)}}},
         u"Checks after the last stage: NO-GO, not Go: Error rate < 0.1 % (No data)."_s);
    told("freeze", kind::confirmation,
         {{u"what"_s, u"freeze"_s},
          {u"go"_s, true},
          {u"commit"_s, u"4be1c07d2f9a4c33ab0e"_s},
          {u"artifacts"_s, QJsonObject{{u"image"_s, u"ab"_s}}}},
         u"Deployments frozen at commit 4be1c07d2f9a, 1 artefact."_s);
    told("receipt", kind::confirmation,
         {{u"what"_s, u"stakeholders"_s}, {u"go"_s, true}, {u"receipt"_s, u"ops"_s}, {u"note"_s, u"ops · HTTP 200"_s}},
         u"Stakeholders notified, receipt of ops."_s);
    told("war room", kind::confirmation, {{u"what"_s, u"war-room"_s}, {u"go"_s, true}, {u"note"_s, u"All in."_s}},
         u"War room ready. All in."_s);
    told("war room not ready", kind::confirmation, {{u"what"_s, u"war-room"_s}, {u"go"_s, false}},
         u"War room ready: NO-GO."_s);
    told("station", kind::confirmation, {{u"what"_s, u"station:On-call: EU"_s}, {u"go"_s, false}},
         u"Roll-call, On-call: EU: NO-GO."_s);
    told("checks", kind::check, {{u"rows"_s, QJsonArray{row(u"readyz"_s, u"go"_s), row(u"dr-recovery"_s, u"no_go"_s)}}},
         u"2 rows checked, not Go: DR recovery validated (No-Go)."_s);
    told("check", kind::check, {{u"rows"_s, QJsonArray{row(u"readyz"_s, u"go"_s)}}}, u"1 row checked, all Go."_s);
    told("check nobody can read", kind::check, {{u"rows"_s, QJsonArray{row(u"heat"_s, u"hot"_s)}}},
         u"1 row checked, not Go: heat (hot)."_s);
    told("note", kind::note, {{u"row"_s, u"readyz"_s}, {u"text"_s, u"Looks fine"_s}},
         u"Note on Readyz healthy: Looks fine"_s);
    told("note taken away", kind::note, {{u"row"_s, u"readyz"_s}, {u"text"_s, QString()}},
         u"Note on Readyz healthy taken away."_s);
    told("windows", kind::windows, {{u"count"_s, 37}}, u"37 windows of the canary recorded."_s);
    told("signers", kind::signersPinned, {{u"version"_s, 1}, {u"signers_sha256"_s, u"ab12cd34ef567890"_s}},
         u"List of signers pinned, version 1, SHA-256 ab12cd34ef56."_s);
    told("unlock", kind::unlockFailed, {{u"fingerprint"_s, u"7c1f04ab99887766"_s}, {u"code"_s, u"wrong_passphrase"_s}},
         u"The signing key 7c1f 04ab was not unlocked: wrong passphrase."_s);
    told("export", kind::exported, {{u"what"_s, u"pdf:9e41"_s}, {u"file"_s, u"go.pdf"_s}},
         u"Exported pdf:9e41 to go.pdf."_s);
    told("baseline", kind::baseline, {{u"file"_s, u"baselines-20260302.json"_s}},
         u"Baselines captured: baselines-20260302.json."_s);
    told("message", kind::notification,
         {{u"event"_s, u"no_go"_s}, {u"target"_s, u"ops"_s}, {u"status"_s, u"accepted"_s}},
         u"Notification «NO-GO» taken by ops."_s);
    told("message given up", kind::notification,
         {{u"event"_s, u"abort"_s}, {u"target"_s, u"ops"_s}, {u"status"_s, u"gave_up"_s}, {u"http_status"_s, 503}},
         u"Notification «abort» not taken by ops: HTTP 503."_s);
    told("message without an answer", kind::notification,
         {{u"event"_s, u"abort"_s}, {u"target"_s, u"ops"_s}, {u"status"_s, u"gave_up"_s}, {u"code"_s, u"timed_out"_s}},
         u"Notification «abort» not taken by ops: timed out."_s);
    told("sealed", kind::evidenceSealed, {{u"file"_s, u"var/evidence/manifest.dsse.json"_s}, {u"files"_s, 151}},
         u"Evidence sealed: var/evidence/manifest.dsse.json, 151 files."_s);
    told("policy", kind::policySigned, {{u"policy"_s, u"configs/policy/pii.json"_s}},
         u"Policy signed: configs/policy/pii.json."_s);
    told("rehearsal", kind::rehearsal, {{u"version"_s, u"v0.5.11v+"_s}, {u"passed"_s, false}},
         u"REHEARSAL of v0.5.11v+ not passed."_s);
    told("rehearsed promotion", kind::rehearsalIntent, {{u"percent"_s, 25}},
         u"REHEARSAL: Promotion to 25 % intended."_s);
    told("rehearsed command", kind::rehearsalStarted, {{u"percent"_s, 25}, {u"leader"_s, 4711}},
         u"REHEARSAL: The stage command to 25 % runs, process 4711."_s);
    told("rehearsed stage", kind::rehearsalOutcome, {{u"percent"_s, 25}, {u"result"_s, u"done"_s}},
         u"REHEARSAL: 25 % reached."_s);
    told("rehearsed refusal", kind::rehearsalRefused, {{u"percent"_s, 25}, {u"refusals"_s, QJsonArray{u"blind"_s}}},
         u"REHEARSAL: Promotion to 25 % refused: blind."_s);
    const QJsonObject file{{u"file"_s, u"var/incidents/rollback-20260302-1431.json"_s},
                           {u"sha256"_s, u"deadbeef00112233"_s}};
    told("incident", kind::incident, {{u"event"_s, u"abort"_s}, {u"files"_s, QJsonArray{file}}},
         u"Incident captured: var/incidents/rollback-20260302-1431.json (SHA-256 deadbeef0011)."_s);
    told("state after it", kind::incident, {{u"event"_s, u"recovered"_s}, {u"files"_s, QJsonArray{file}}},
         u"State after the abort captured: var/incidents/rollback-20260302-1431.json (SHA-256 deadbeef0011)."_s);
}

void WordsTimelineTest::everyKindHasItsSentence()
{
    QFETCH(QString, entryKind);
    QFETCH(QJsonObject, data);
    QFETCH(QString, words);
    QCOMPARE(plain(models::timelineText(eventOf(entryKind, data))), words);
}

void WordsTimelineTest::noKnownKindShowsAsItsName()
{
    for (const auto known : {kind::decision,
                             kind::promotionIntent,
                             kind::promotionStarted,
                             kind::promotionOutcome,
                             kind::promotionRefused,
                             kind::holdCredit,
                             kind::trigger,
                             kind::recovery,
                             kind::abortIntent,
                             kind::abortOutcome,
                             kind::abortReason,
                             kind::pause,
                             kind::resume,
                             kind::standDown,
                             kind::closing,
                             kind::timestampAdded,
                             kind::watch,
                             kind::postCutover,
                             kind::confirmation,
                             kind::check,
                             kind::note,
                             kind::windows,
                             kind::signersPinned,
                             kind::unlockFailed,
                             kind::exported,
                             kind::baseline,
                             kind::notification,
                             kind::evidenceSealed,
                             kind::policySigned,
                             kind::rehearsal,
                             kind::rehearsalIntent,
                             kind::rehearsalStarted,
                             kind::rehearsalOutcome,
                             kind::rehearsalRefused}) {
        const QString words = models::timelineText(eventOf(known));
        QVERIFY2(!words.isEmpty() && words != known, qPrintable(known.toString()));
    }
}

void WordsTimelineTest::anUnknownKindShowsAsItsName()
{
    QCOMPARE(models::timelineText(eventOf(u"of_a_later_version")), u"of_a_later_version"_s);
    QVERIFY(models::isOneLine(models::timelineText(eventOf(u"a\nb\u202e"))));
}

void WordsTimelineTest::whatOthersWroteStaysOneLine_data()
{
    QTest::addColumn<QString>("entryKind");
    QTest::addColumn<QString>("key");
    QTest::newRow("reason") << kind::abortReason.toString() << u"reason"_s;
    QTest::newRow("note") << kind::note.toString() << u"text"_s;
    QTest::newRow("row") << kind::note.toString() << u"row"_s;
    QTest::newRow("what") << kind::confirmation.toString() << u"what"_s;
    QTest::newRow("confirmation's note") << kind::confirmation.toString() << u"note"_s;
    QTest::newRow("command") << kind::promotionIntent.toString() << u"command"_s;
    QTest::newRow("stage") << kind::promotionOutcome.toString() << u"desired_stage"_s;
    QTest::newRow("target") << kind::notification.toString() << u"target"_s;
    QTest::newRow("event") << kind::notification.toString() << u"event"_s;
    QTest::newRow("watcher's event") << kind::watch.toString() << u"event"_s;
    QTest::newRow("outcome") << kind::closing.toString() << u"outcome"_s;
    QTest::newRow("file") << kind::exported.toString() << u"file"_s;
}

void WordsTimelineTest::whatOthersWroteStaysOneLine()
{
    QFETCH(QString, entryKind);
    QFETCH(QString, key);
    QJsonObject data{{key, u"a\nGO signed.\u202e\x1b[2J"_s}};
    if (key == "text"_L1)
        data[u"row"_s] = u"readyz"_s;
    const QString words = models::timelineText(eventOf(entryKind, data));
    QVERIFY(words.contains(u"GO signed."_s));
    QVERIFY2(models::isOneLine(words), qPrintable(words));
}

void WordsTimelineTest::anotherAttemptsLineSaysSo()
{
    auto event = eventOf(kind::pause);
    event.isOfAnother = true;
    QCOMPARE(models::timelineText(event), u"The line was paused. (Of another attempt.)"_s);
}

void WordsTimelineTest::whoActedIsTold_data()
{
    QTest::addColumn<int>("personKind");
    QTest::addColumn<QString>("words");
    QTest::newRow("console") << static_cast<int>(ledger::PersonKind::None) << u"ops@host"_s;
    QTest::newRow("stated") << static_cast<int>(ledger::PersonKind::Stated) << u"A. Lead, stated (ops@host)"_s;
    QTest::newRow("signed") << static_cast<int>(ledger::PersonKind::Signed) << u"A. Lead, signed (ops@host)"_s;
}

void WordsTimelineTest::whoActedIsTold()
{
    QFETCH(int, personKind);
    auto actor = s_lead;
    actor.personKind = static_cast<ledger::PersonKind>(personKind);
    QTEST(models::timelineWho(actor), "words");
}

void WordsTimelineTest::aFoldedLineSaysFromWhenToWhen()
{
    auto event = eventOf(kind::holdCredit);
    QCOMPARE(models::timelineTime(event), u"2026-03-02 14:42:18"_s);
    event.lastEntry = 131;
    event.until = s_at.addSecs(65);
    QCOMPARE(models::timelineTime(event), u"2026-03-02 14:42:18 to 14:43:23"_s);
    event.until = s_at.addDays(1);
    QCOMPARE(models::timelineTime(event), u"2026-03-02 14:42:18 to 2026-03-03 14:42:18"_s);
}

void WordsTimelineTest::weightsAreAsGraveAsTheEntry_data()
{
    QTest::addColumn<QString>("entryKind");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<int>("weight");
    const auto grave = [](const char *name, QStringView entryKind, const QJsonObject &data, Weight weight) {
        QTest::newRow(name) << entryKind.toString() << data << static_cast<int>(weight);
    };
    grave("decision", kind::decision, {}, Weight::Strong);
    grave("stage reached", kind::promotionOutcome, {{u"result"_s, u"done"_s}}, Weight::Strong);
    grave("stage not reached", kind::promotionOutcome, {{u"result"_s, u"failed"_s}}, Weight::Alarm);
    grave("outcome nobody can read", kind::promotionOutcome, {}, Weight::Alarm);
    grave("recovered", kind::recovery, {{u"recovered"_s, true}}, Weight::Strong);
    grave("not recovered", kind::recovery, {}, Weight::Alarm);
    grave("abort", kind::abortIntent, {}, Weight::Alarm);
    grave("checks failed", kind::postCutover, {{u"verdict"_s, u"NO-GO"_s}}, Weight::Alarm);
    grave("blind", kind::watch, {{u"event"_s, u"blind"_s}}, Weight::Alarm);
    grave("armed", kind::watch, {{u"event"_s, u"armed"_s}}, Weight::Quiet);
    grave("windows", kind::windows, {}, Weight::Quiet);
    grave("unknown", u"strange", {}, Weight::Plain);
}

void WordsTimelineTest::weightsAreAsGraveAsTheEntry()
{
    QFETCH(QString, entryKind);
    QFETCH(QJsonObject, data);
    QTEST(static_cast<int>(models::timelineWeight(eventOf(entryKind, data))), "weight");
}

void WordsTimelineTest::stagesSayWhatBecameOfThem()
{
    const auto story = models::attemptStory(heldTimeline(754'900));
    QCOMPARE(story.stages.size(), 4);
    QCOMPARE(plain(story.stages[0].validation), u"green: 25 % was let through"_s);
    QCOMPARE(plain(story.stages[1].stage), u"25 %"_s);
    QCOMPARE(story.stages[1].promoted, u"2026-03-02 14:58:58 UTC"_s);
    QCOMPARE(plain(story.stages[1].hold), u"12 min 34 s served of 30 min"_s);
    QCOMPARE(story.stages[1].validation, u"not yet"_s);
    QCOMPARE(story.stages[2].promoted, u"not promoted"_s);
    QVERIFY(story.stages[1].isDone && !story.stages[2].isDone);

    auto through = heldTimeline(1'800'000);
    through.end.stages.resize(2);
    QCOMPARE(models::attemptStory(through).stages[1].validation, u"by the checks of the closing"_s);
    through.end.stages[1].creditMs -= 1;
    QCOMPARE(models::attemptStory(through).stages[1].validation, u"not yet"_s);
}

void WordsTimelineTest::anAbortedStageWasNotValidated()
{
    auto timeline = heldTimeline(1'800'000, domain::AttemptState::Aborted);
    timeline.end.stages[2].state = domain::StageState::OutcomeUnknown;
    const auto story = models::attemptStory(timeline);
    QCOMPARE(story.stages[1].validation, u"none: aborted"_s);
    QCOMPARE(story.stages[2].promoted, u"outcome unknown"_s);
}

void WordsTimelineTest::theStoryNamesItsDecisionsAndItsEnds()
{
    auto timeline = heldTimeline(0);
    auto go = eventOf(kind::decision, {{u"decision"_s, u"GO"_s}});
    go.actor.personKind = ledger::PersonKind::Signed;
    auto hold = eventOf(kind::holdCredit);
    hold.lastEntry = 131;
    timeline.events = {go, hold};
    timeline.before = 1;
    timeline.after = 2;
    const auto story = models::attemptStory(timeline);
    QCOMPARE(story.attempt, u"9e41c07a (attempt 3 of this ledger)"_s);
    QCOMPARE(story.signers, QStringList{u"GO: A. Lead, 2026-03-02 14:42:18 UTC"_s});
    QCOMPARE(story.timeline[0].entry, u"118"_s);
    QCOMPARE(story.timeline[1].entry, u"118–131"_s);
    QVERIFY(story.timelineNote.contains(u"from 118 to 131"_s));
    QVERIFY(story.timelineNote.contains(u"1 entry before is of another attempt"_s));
    QVERIFY(story.timelineNote.contains(u"What follows is another attempt’s."_s));
}

void WordsTimelineTest::nothingIsNoStory()
{
    const auto story = models::attemptStory({});
    QVERIFY(story.isEmpty());
    QVERIFY(story.timelineNote.isEmpty() && story.signers.isEmpty());
}

QTEST_GUILESS_MAIN(WordsTimelineTest)
#include "tst_wordstimeline.moc"
