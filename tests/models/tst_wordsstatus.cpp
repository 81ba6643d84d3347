// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// «Copy status»: three lines for a chat in every phase, and the plan's sentences.
#include "models/rolloutviews.h"
#include "models/words.h"
#include "models/wordsstatus.h"

using namespace cutover;
using namespace cutover::models::test;
using domain::Phase;
using session::View;

namespace {

View with(View view, auto change)
{
    change(view);
    return view;
}

/// Held at 25 % since 14:17:41, with the numbers of a good window.
View holding()
{
    auto view = heldAt(1, at(14, 17, 41), 323, 2);
    addWindows(view, at(13, 40), 3, 10);
    return view;
}

} // namespace

class WordsStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPhaseHasItsThreeLines_data();
    void everyPhaseHasItsThreeLines();
    void theHeadlineTellsAFailedPromotion();
    void aGoOpensLaterNowOrNever();
    void nothingAddsALine();
    void theNumbersSayWhatIsMissing_data();
    void theNumbersSayWhatIsMissing();
    void spansAreShort_data();
    void spansAreShort();
    void earliestIsRoundedUp();
    void theEndTheDelayAndThePeople();
};

void WordsStatusTest::everyPhaseHasItsThreeLines_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const View &view, const QString &head, const QString &where) {
        QTest::newRow(name) << view << u"Production v0.5.11v+: "_s + head << where;
    };
    const auto signedHead = u"GO signed 13:41 UTC, 2 of 2"_s;
    row("pre-flight", unsignedView(7), u"NO-GO, 7 of 12 rows are Go"_s,
        u"Not Go: 3+ green windows, Rehearsal passed, Dashboard all green and 3 more"_s);
    row("all Go", unsignedView(12), u"all rows are Go, not signed yet"_s,
        u"Nothing is promoted; a GO signed now opens at once"_s);
    row("a signature awaited",
        with(signedView(),
             [](View &v) {
                 v.phase = Phase::Decision;
                 v.decision->valid = false;
                 v.decision->quorumGiven = 1;
                 v.decision->refusals = {{domain::RefusalCode::QuorumMissing, {u"1"_s, u"2"_s, u"security"_s}}};
             }),
        u"GO signed 13:41 UTC, 1 of 2, does not count: 1 of 2 signatures; awaiting security."_s,
        u"Nothing is promoted; a GO signed now opens at once"_s);
    row("too early is no fault",
        with(signedView(),
             [](View &v) {
                 v.decision->refusals = {{domain::RefusalCode::TooEarly, {u"2026-03-02T14:00:00Z"_s, u"60"_s}}};
             }),
        signedHead, u"Pre-cutover done; 10 % from 14:43 UTC"_s);
    row("pre-cutover",
        with(signedView(),
             [](View &v) {
                 v.preCutover.missing = {u"freeze"_s, u"war-room"_s};
             }),
        signedHead, u"Pre-cutover lacks deployments frozen, war room ready; 10 % from 14:43 UTC"_s);
    row("postponed",
        with(unsignedView(12),
             [](View &v) {
                 v.decision = session::DecisionView{};
                 v.decision->kind = domain::DecisionKind::NoGo;
                 v.decision->signedAt = at(13, 41);
             }),
        u"NO-GO signed 13:41 UTC, postponed"_s, u"Nothing is promoted; a GO signed now opens at once"_s);
    row("stood down",
        with(signedView(),
             [](View &v) {
                 v.rollout.attemptState = domain::AttemptState::StoodDown;
                 v.rollout.endedAt = at(13, 50);
                 v.phase = Phase::Decision;
             }),
        u"stood down 13:50 UTC, a new GO is needed"_s, u"Nothing is promoted; a GO signed now opens at once"_s);
    row("promoting",
        with(signedView(),
             [](View &v) {
                 v.rollout.stages[0].state = domain::StageState::Promoting;
                 v.rollout.stages[0].intendedAt = at(14, 2);
                 mirrorStages(v);
                 v.phase = Phase::Promoting;
             }),
        signedHead, u"Promoting to 10 % since 14:02 UTC"_s);
    row("outcome unknown",
        with(signedView(),
             [](View &v) {
                 v.rollout.stages[0].state = domain::StageState::OutcomeUnknown;
                 mirrorStages(v);
             }),
        signedHead, u"How the promotion to 10 % ended is unknown"_s);
    row("holding", holding(), signedHead, u"Holding at 25 %, 05:23 left; 50 % from 14:48 UTC"_s);
    row("blind", with(holding(), [](View &v) { v.blind = true; }), u"BLIND, "_s + signedHead,
        u"Holding at 25 %, 05:23 left; 50 % from 14:48 UTC"_s);
    row("paused",
        with(holding(),
             [](View &v) {
                 v.rollout.pause = domain::LinePaused{u"Ada"_s, at(14, 31)};
             }),
        signedHead, u"Paused by Ada at 14:31 UTC; Holding at 25 %, 05:23 left; 50 % from 14:48 UTC"_s);
    row("another stage than the one held", with(holding(), [](View &v) { v.desiredStage = u"10\nx"_s; }), signedHead,
        u"Drift: desired_stage.txt reads “10\\x0ax”, not 25; Holding at 25 %, 05:23 left; 50 % from 14:48 UTC"_s);
    row("nobody watches",
        with(holding(),
             [](View &v) {
                 v.watched = false;
                 v.heartbeatAgeMs = 35'000;
             }),
        signedHead, u"Nobody watches; Holding at 25 %, 05:23 left; 50 % from 14:48 UTC"_s);
    row("a NO-GO over it",
        with(heldAt(1, at(14, 10), 0, 3),
             [](View &v) {
                 v.rollout.override = domain::DecisionSigned{};
                 v.decision->kind = domain::DecisionKind::NoGo;
                 v.decision->signedAt = at(14, 40);
             }),
        u"NO-GO signed 14:40 UTC, postponed"_s,
        u"Hold at 25 % served, windows green; 50 % is next; promotions wait for a new GO"_s);
    row("windows lacking", heldAt(1, at(14, 10), 0, 2), signedHead,
        u"Hold at 25 % served, 2 of 3 green windows; then 50 %"_s);
    row("served", heldAt(1, at(14, 10), 0, 3), signedHead, u"Hold at 25 % served, windows green; 50 % is next"_s);
    const auto failedFirst = u"Promotion to 10 % failed, pressed 14:02 UTC; "_s;
    row("the first stage failed", firstFailed(), signedHead, failedFirst + u"no stage is reached"_s);
    row("and the stage file was written", with(firstFailed(), [](View &v) { v.desiredStage = u"10"_s; }), signedHead,
        failedFirst + u"Drift: desired_stage.txt reads “10”, not 0; no stage is reached"_s);
    row("and no evidence comes", with(firstFailed(), [](View &v) { v.blind = true; }), u"BLIND, "_s + signedHead,
        failedFirst + u"no stage is reached"_s);
    row("the next stage failed", nextFailed(), signedHead,
        u"Promotion to 50 % failed, pressed 14:40 UTC; Hold at 25 % served, windows green; 50 % is next"_s);
    const auto aborted = [](View view) {
        view.rollout.attemptState = domain::AttemptState::Aborted;
        view.rollout.abortedAt = at(14, 42, 2);
        view.desiredStage = u"abort"_s;
        return view;
    };
    const auto recovering = u"Recovering: readyz must be ok three times in a row"_s;
    row("aborted before the first stage", aborted(firstFailed()),
        u"ABORTED 14:42:02 UTC before 10 %, in its promotion"_s, recovering);
    row("aborted after a failed promotion", aborted(nextFailed()), u"ABORTED 14:42:02 UTC at 25 %"_s, recovering);
    row("aborted in a promotion",
        aborted(with(nextFailed(), [](View &v) { v.rollout.stages[2].state = domain::StageState::OutcomeUnknown; })),
        u"ABORTED 14:42:02 UTC at 25 %, promoting to 50 %"_s, recovering);
    row("the last hold", heldAt(3, at(14, 10), 3'723, 3), signedHead,
        u"Holding at 100 %, 1:02:03 left; closing from 15:45 UTC"_s);
    row("post-cutover", heldAt(3, at(13, 10), 0, 3), signedHead,
        u"Hold at 100 % served; post-cutover checks and closing are next"_s);
    row("aborting",
        with(abortedAt(at(14, 30, 2), {}),
             [](View &v) {
                 v.rollout.attemptState = domain::AttemptState::Aborting;
                 v.desiredStage = u"25"_s;
             }),
        u"ABORTING since 14:30:02 UTC at 25 %"_s, u"desired_stage.txt reads “25”, not abort"_s);
    row("aborted", abortedAt(at(14, 30, 2), {}), u"ABORTED 14:30:02 UTC at 25 %"_s,
        u"Recovering: readyz must be ok three times in a row"_s);
    row("not recovered", abortedAt(at(14, 30, 2), false), u"NOT RECOVERED, aborted 14:30:02 UTC at 25 %"_s,
        u"Not recovered within 15 min: call the contacts"_s);
    row("recovered", abortedAt(at(14, 30, 2), true), u"ABORTED 14:30:02 UTC at 25 %"_s,
        u"Recovered: readyz was ok three times in a row; a new GO is needed"_s);
    using domain::ClosingOutcome;
    row("validated", closedAs(ClosingOutcome::Validated), u"CLOSED 16:24 UTC, validated"_s, u"The attempt is over"_s);
    row("deviations", closedAs(ClosingOutcome::Deviations), u"CLOSED 16:24 UTC, with deviations"_s,
        u"The attempt is over"_s);
    row("rolled back", closedAs(ClosingOutcome::RolledBack), u"CLOSED 16:24 UTC, rolled back"_s,
        u"The attempt is over, rolled back"_s);
}

void WordsStatusTest::everyPhaseHasItsThreeLines()
{
    QFETCH(const View, view);
    QFETCH(const QString, head);
    QFETCH(const QString, where);
    const auto lines = plain(models::copyStatus(view, at(14, 42, 18))).split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], head);
    QCOMPARE(lines[1], where);
    QVERIFY2(lines[2].endsWith(u"readyz ok"), qPrintable(lines[2]));
}

void WordsStatusTest::theHeadlineTellsAFailedPromotion()
{
    const auto headline = [](View view, auto change) {
        change(view);
        const auto lines = models::verdictLines(view, at(14, 42, 18));
        return plain(u"%1 | %2 | %3"_s.arg(lines.word, lines.line1, lines.line2));
    };
    const auto asItIs = [](View &) {};
    QCOMPARE(headline(firstFailed(), asItIs),
             u"GO | Promotion to 10 % failed, pressed 14:02 UTC. No stage is reached. | Press it again, or abort. "
             "Signed 13:41 UTC, quorum 2 of 2."_s);
    QCOMPARE(headline(nextFailed(), asItIs),
             u"GO | Promotion to 50 % failed, pressed 14:40 UTC. Canary at 25 %. | Press it again, or abort. Signed "
             "13:41 UTC, quorum 2 of 2."_s);
    QCOMPARE(headline(firstFailed(), [](View &v) { v.desiredStage = u"10\n"_s; }),
             u"DRIFT | desired_stage.txt reads “10\\x0a”, not 0. | Promotion to 10 % failed, pressed 14:02 UTC. No "
             "stage is reached. Put 0 back, or abort; promotions are refused."_s);
    QVERIFY(headline(firstFailed(), [](View &v) { v.blind = true; }).startsWith(u"BLIND | "_s));
    const auto triggered = headline(firstFailed(), [](View &v) {
        v.trigger = domain::Trigger{domain::TriggerCode::Burst, 1.62, 1.5, at(14, 42)};
    });
    QVERIFY2(triggered.contains(u"urst 1.62 > 1.5"_s), qPrintable(triggered));
    QVERIFY(headline(signedView(), [](View &v) { v.blind = true; }).contains(u"Nothing is promoted yet."_s));
    // The console takes over an abort that it finds, and says so.
    QVERIFY(!headline(nextFailed(), [](View &v) { v.desiredStage = u"abort"_s; }).startsWith(u"DRIFT"_s));
    QVERIFY(headline(nextFailed(), [](View &v) {
                v.rollout.attemptState = domain::AttemptState::Closed;
            }).contains(u"Signed 13:41"_s));
}

void WordsStatusTest::aGoOpensLaterNowOrNever()
{
    const auto where = [](const QDateTime &now) {
        return plain(models::copyStatus(unsignedView(12), now).split(u'\n').at(1));
    };
    QCOMPARE(where(at(13, 59)), u"Nothing is promoted; a GO signed now opens at 14:00 UTC"_s);
    QCOMPARE(where(at(14, 0)), u"Nothing is promoted; a GO signed now opens at once"_s);
    QCOMPARE(where(at(17, 59)), u"Nothing is promoted; a GO signed now opens at once"_s);
    QVERIFY(where(at(18, 0)).contains(u"set another in cutover.json"_s));

    auto objected = unsignedView(12);
    domain::CeremonyAnswer answer;
    answer.row = domain::CriterionId::Alerts;
    answer.station = u"On-Call Rotation"_s;
    answer.by = u"Bo"_s;
    answer.at = at(13, 41);
    objected.objections = {answer};
    const auto lines = plain(models::copyStatus(objected, at(14, 0))).split(u'\n');
    QVERIFY2(lines[0].endsWith(u"all rows are Go, but a station said no-go"_s), qPrintable(lines[0]));
    QCOMPARE(lines[1], u"On-Call Rotation said no-go to Alerts configured (Bo, 13:41 UTC)."_s);
}

void WordsStatusTest::nothingAddsALine()
{
    auto view = abortedAt(at(14, 30), {});
    view.profile.environment = u"Produc\ntion"_s;
    view.profile.version = u"v1\u202e"_s;
    view.desiredStage = u"50\nabort"_s;
    view.live.readyz = u"ok\nok"_s;
    const auto text = models::copyStatus(view, at(14, 42));
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY(!text.contains(u'\u202e'));
}

void WordsStatusTest::theNumbersSayWhatIsMissing_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("numbers");
    const auto row = [](const char *name, const View &view, const QString &numbers) {
        QTest::newRow(name) << view << numbers;
    };
    const auto lastOf = [](View view, auto change) {
        auto points = view.series.points();
        change(points.last());
        view.series = domain::Series(points);
        return view;
    };
    row("all there", holding(), u"P99 +6.2 % (13.8 to abort), burst 0.91 of 1.5, readyz ok"_s);
    row("over", lastOf(holding(), [](auto &p) { p.p99Ms = 221.7; }),
        u"P99 +22.9 % (2.9 over the abort limit), burst 0.91 of 1.5, readyz ok"_s);
    row("faster", lastOf(holding(), [](auto &p) { p.p99Ms = 170.0; }),
        u"P99 −5.8 % (25.8 to abort), burst 0.91 of 1.5, readyz ok"_s);
    row("no P99", lastOf(holding(), [](auto &p) { p.p99Ms.reset(); }), u"P99 no data, burst 0.91 of 1.5, readyz ok"_s);
    row("no baseline", with(holding(), [](View &v) { v.baseline.reset(); }),
        u"P99 no data, burst 0.91 of 1.5, readyz ok"_s);
    row("an unreadable window",
        lastOf(holding(),
               [](auto &p) {
                   p.window.readable = false;
                   p.window.burst = 0;
               }),
        u"P99 +6.2 % (13.8 to abort), burst no data, readyz ok"_s);
    row("no windows", with(holding(), [](View &v) { v.series = {}; }), u"no canary windows yet, readyz ok"_s);
    row("readyz unreadable", with(holding(), [](View &v) { v.live.readyz.reset(); }),
        u"P99 +6.2 % (13.8 to abort), burst 0.91 of 1.5, readyz unreadable"_s);
}

void WordsStatusTest::theNumbersSayWhatIsMissing()
{
    QFETCH(const View, view);
    QFETCH(const QString, numbers);
    QCOMPARE(plain(models::copyStatus(view, at(14, 42, 18))).section(u'\n', 2), numbers);
}

void WordsStatusTest::spansAreShort_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0 s"_s;
    QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
    QTest::newRow("a minute") << qint64(60) << u"1 min"_s;
    QTest::newRow("minutes") << qint64(3599) << u"59 min"_s;
    QTest::newRow("an hour") << qint64(3600) << u"1 h"_s;
    QTest::newRow("more") << qint64(4320) << u"1 h 12 min"_s;
}

void WordsStatusTest::spansAreShort()
{
    QFETCH(const qint64, seconds);
    QTEST(plain(models::spanText(seconds)), "text");
}

void WordsStatusTest::earliestIsRoundedUp()
{
    QCOMPARE(plain(models::earliestText(at(14, 47, 41))), u"14:48 UTC"_s);
    QCOMPARE(plain(models::earliestText(at(14, 48))), u"14:48 UTC"_s);
    QCOMPARE(plain(models::earliestText(at(23, 59, 1))), u"00:00 UTC"_s);
}

void WordsStatusTest::theEndTheDelayAndThePeople()
{
    const auto view = heldAt(1, at(14, 17), 0, 3);
    const auto plan = models::planOf(view, at(14, 50));
    const auto spent = models::timeSpent(view, at(14, 50));
    QCOMPARE(plain(models::earliestEndText(plan)), u"Ends 16:20 UTC at the earliest."_s);
    QCOMPARE(plain(models::lateText(plan, spent)), u"5 min late, 5 min of waiting for people"_s);
    QCOMPARE(plain(models::timeSpentText(view, spent)),
             u"Worked 45 min, waited 5 min for people: the press to 50 % since 14:47 UTC."_s);
    const auto early = models::planOf(signedView(), at(13, 50));
    QCOMPARE(models::lateText(early, {}), u"in time"_s);
    QVERIFY(models::timeSpentText(signedView(), {}).isEmpty());
    const auto aborted = models::planOf(abortedAt(at(14, 30), {}), at(14, 50));
    QVERIFY(models::lateText(aborted, {}).isEmpty() && models::earliestEndText(aborted).isEmpty());
}

QTEST_GUILESS_MAIN(WordsStatusTest)
#include "tst_wordsstatus.moc"
