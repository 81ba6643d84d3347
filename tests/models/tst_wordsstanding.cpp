// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `cutoverctl status`: only what is true of the state it tells of.
#include "models/rolloutviews.h"
#include "models/wordsstanding.h"

using namespace cutover;
using namespace cutover::models::test;
using domain::RefusalCode;
using session::View;

namespace {

View with(View view, auto change)
{
    change(view);
    return view;
}

/// The gate's answers, as a look gives them to every stage that was not promoted.
View refused(View view)
{
    for (auto &stage : view.stages)
        if (stage.state == domain::StageState::Pending)
            stage.refusals = {{RefusalCode::OutOfOrder, {u"50"_s}}, {RefusalCode::HoldRunning, {u"25"_s, u"3"_s}}};
    return view;
}

/// A GO that one of two signed.
View half(View view)
{
    session::DecisionView decision;
    decision.id = u"5082459b74489b71b67437be6f3358c6"_s;
    decision.kind = domain::DecisionKind::Go;
    decision.signers = {u"Ana"_s};
    decision.quorumGiven = 1;
    decision.quorumNeeded = 2;
    decision.awaitedSince = at(16, 30);
    decision.awaited = {{u"security"_s, 1, {}}};
    decision.refusals = {{RefusalCode::QuorumMissing, {u"1"_s, u"2"_s, u"security"_s}}};
    view.decision = decision;
    view.pending = {decision};
    view.rollout.pending.emplace();
    return view;
}

QStringList linesOf(const View &view)
{
    return models::standingText(view, at(16, 31)).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class WordsStandingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaid_data();
    void whatIsSaid();
    void refusalsStandAtTheNextStageAlone();
    void aCompleteGoIsNotAwaited();
    void nothingAddsALine();
};

void WordsStandingTest::whatIsSaid_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QStringList>("says");
    QTest::addColumn<QStringList>("never");
    using domain::ClosingOutcome;
    const auto row = [](const char *name, const View &view, const QStringList &says, const QStringList &never) {
        QTest::newRow(name) << view << says << never;
    };
    const QString hold = u"hold_running"_s;
    row("a hold", heldAt(1, at(14, 17), 323, 1), {u" 10 %: validated"_s, u" 25 %: holding, 05:23 left"_s}, {});
    row("a hold that is over", heldAt(1, at(14, 17), 0, 3), {u" 25 %: holding, hold served"_s}, {});
    row("aborted", refused(abortedAt(at(14, 50), true)),
        {u" 10 %: validated"_s, u" 25 %: aborted"_s, u" 50 %: not promoted"_s, u"100 %: not promoted"_s,
         u"Reason: auto-burst-1.62-over-1.5"_s},
        {hold, u"comes next"_s, u"pending"_s, u"holding"_s});
    row("aborting",
        refused(
            with(abortedAt(at(14, 50), {}), [](View &v) { v.rollout.attemptState = domain::AttemptState::Aborting; })),
        {u" 25 %: aborted"_s}, {hold, u"holding"_s});
    const auto aborted = [](View &v) {
        v.rollout.attemptState = domain::AttemptState::Aborted;
        v.desiredStage = u"abort"_s;
    };
    row("aborted after a failed promotion", with(nextFailed(), aborted), {u" 25 %: aborted"_s, u" 50 %: failed"_s},
        {u" 25 %: validated"_s});
    row("the next stage failed", nextFailed(), {u" 50 %: failed"_s}, {u"0 of 0"_s});
    row("closed, validated", closedAs(ClosingOutcome::Validated), {u"100 %: validated"_s}, {u"holding"_s});
    row("closed with deviations", closedAs(ClosingOutcome::Deviations), {u"100 %: closed with deviations"_s},
        {u"holding"_s});
    row("rolled back", refused(closedAs(ClosingOutcome::RolledBack)), {u" 25 %: aborted"_s, u" 50 %: not promoted"_s},
        {u"holding"_s, hold});
    const QString awaited =
        u"awaits signatures: GO 5082459b74489b71b67437be6f3358c6 by Ana, 1 of 2; waiting for security since 16:30 UTC. "
        "Add one: cutoverctl countersign 5082459b --key FP --reason TEXT"_s;
    row("a GO half signed after a closing", half(closedAs(ClosingOutcome::Validated)),
        {u"Production v0.5.11v+: CLOSED 16:24 UTC, validated"_s, awaited, u"100 %: validated"_s},
        {u"needs a GO of its own"_s, u"quorum_missing"_s, u"decision 5082"_s});
    row("a GO half signed after an abort", half(refused(abortedAt(at(14, 50), true))), {awaited},
        {u"quorum_missing"_s, hold});
    row("stood down",
        refused(with(signedView(),
                     [](View &v) {
                         v.rollout.attemptState = domain::AttemptState::StoodDown;
                         v.rollout.endedAt = at(13, 50);
                     })),
        {u" 10 %: not promoted"_s}, {hold});
}

void WordsStandingTest::whatIsSaid()
{
    QFETCH(View, view);
    QFETCH(QStringList, says);
    QFETCH(QStringList, never);
    const auto lines = linesOf(view);
    for (const auto &line : says)
        QVERIFY2(lines.contains(line), qPrintable(line + u"\n---\n"_s + lines.join(u'\n')));
    for (const auto &words : never)
        QVERIFY2(!lines.join(u'\n').contains(words), qPrintable(words + u"\n---\n"_s + lines.join(u'\n')));
}

void WordsStandingTest::refusalsStandAtTheNextStageAlone()
{
    const auto lines = linesOf(refused(heldAt(1, at(14, 17), 3, 1)));
    QCOMPARE(lines.filter(u"✗"_s).size(), 2);
    QCOMPARE(lines.indexOf(u" 50 %: pending"_s) + 1, lines.indexOf(lines.filter(u"✗"_s).first()));
    QCOMPARE(lines.last(), u"100 %: pending"_s);
    const auto before = linesOf(refused(unsignedView(12)));
    QCOMPARE(before.indexOf(u" 10 %: pending"_s) + 1, before.indexOf(before.filter(u"✗"_s).first()));
}

/// Its quorum was there when it was signed; a signature that does not verify now is a refusal of its own.
void WordsStandingTest::aCompleteGoIsNotAwaited()
{
    auto view = half(unsignedView(12));
    view.pending.clear();
    const auto lines = linesOf(view);
    QVERIFY(!lines.filter(u"decision 5082459b74489b71b67437be6f3358c6"_s).isEmpty());
    QVERIFY(lines.filter(u"awaits signatures"_s).isEmpty());
}

void WordsStandingTest::nothingAddsALine()
{
    auto view = half(abortedAt(at(14, 50), true));
    const auto lines = linesOf(view).size();
    view.rollout.abortReason = u"one\ntwo"_s;
    view.pending.first().signers = {u"Ana\nBo\x1b[2J"_s};
    QCOMPARE(linesOf(view).size(), lines);
}

QTEST_GUILESS_MAIN(WordsStandingTest)

#include "tst_wordsstanding.moc"
