// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rail: in every phase one step that is present or aborted, and the fact of each.
#include "gui/phasefacts.h"
#include "models/rolloutviews.h"

using namespace cutover;
using namespace cutover::models::test;
using domain::Phase;
using gui::PhaseState;
using session::View;

namespace {

View with(View view, auto change)
{
    change(view);
    return view;
}

/// d done, P present, n next, A aborted.
QString picture(const QList<gui::PhaseStep> &steps)
{
    QString text;
    for (const auto &step : steps)
        text += step.state == PhaseState::Done      ? u'd'
                : step.state == PhaseState::Present ? u'P'
                : step.state == PhaseState::Next    ? u'n'
                                                    : u'A';
    return text;
}

} // namespace

class PhaseFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPhaseHasItsRail_data();
    void everyPhaseHasItsRail();
};

void PhaseFactsTest::everyPhaseHasItsRail_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("rail");
    QTest::addColumn<int>("step");
    QTest::addColumn<QString>("fact");
    const auto row = [](const char *name, const View &view, const QString &rail, int step, const QString &fact) {
        QTest::newRow(name) << view << rail << step << fact;
    };
    row("pre-flight", unsignedView(7), u"Pnnnnnnnn"_s, 0, u"7 of 12 Go"_s);
    row("decision", with(unsignedView(12), [](View &v) { v.phase = Phase::Decision; }), u"dPnnnnnnn"_s, 1,
        u"GO or NO-GO, signed"_s);
    row("awaited",
        with(signedView(),
             [](View &v) {
                 v.phase = Phase::Decision;
                 v.decision->quorumGiven = 1;
             }),
        u"dPnnnnnnn"_s, 1, u"GO, 1 of 2 signed"_s);
    row("pre-cutover",
        with(signedView(),
             [](View &v) {
                 v.preCutover.missing = {u"freeze"_s, u"rows"_s};
             }),
        u"ddPnnnnnn"_s, 2, u"2 missing"_s);
    row("promoting",
        with(signedView(),
             [](View &v) {
                 v.rollout.stages[0].state = domain::StageState::Promoting;
                 mirrorStages(v);
                 v.phase = Phase::Promoting;
             }),
        u"dddPnnnnn"_s, 3, u"promoting"_s);
    const auto held = heldAt(1, at(14, 17, 41), 323, 2);
    row("holding", held, u"ddddPnnnn"_s, 4, u"05:23 left"_s);
    row("holding, what was held", held, u"ddddPnnnn"_s, 3, u"held 15 min"_s);
    row("holding, what comes", held, u"ddddPnnnn"_s, 5, u"hold 30 min"_s);
    row("holding, the end", held, u"ddddPnnnn"_s, 7, u"from 16:18 UTC"_s);
    row("windows lacking", heldAt(1, at(14, 10), 0, 2), u"ddddPnnnn"_s, 4, u"served, 2 of 3 green"_s);
    row("served", heldAt(1, at(14, 10), 0, 3), u"ddddPnnnn"_s, 4, u"hold served, green"_s);
    row("a stage failed",
        with(heldAt(1, at(14, 10), 0, 3),
             [](View &v) {
                 v.rollout.stages[1].state = domain::StageState::Validated;
                 v.rollout.stages[2].state = domain::StageState::Failed;
                 mirrorStages(v);
             }),
        u"dddddPnnn"_s, 5, u"failed"_s);
    row("post-cutover", heldAt(3, at(13, 10), 0, 3), u"dddddddPn"_s, 7, u"smoke, SLO"_s);
    row("post-cutover, checked",
        with(heldAt(3, at(13, 10), 0, 3),
             [](View &v) {
                 v.closingRows = QList<domain::Row>(4);
                 v.closingRows[1].status = domain::Status::Go;
             }),
        u"dddddddPn"_s, 7, u"1 of 4 Go"_s);
    const auto aborted = abortedAt(at(14, 30), {});
    row("aborted", aborted, u"ddddAnnnn"_s, 4, u"aborted"_s);
    row("aborted, what came after", aborted, u"ddddAnnnn"_s, 5, u"not reached"_s);
    row("aborted, the decision", aborted, u"ddddAnnnn"_s, 1, u"GO, ended by abort"_s);
    row("aborted, the closing", aborted, u"ddddAnnnn"_s, 8, u"as rolled back"_s);
    row("aborted in a promotion",
        with(aborted,
             [](View &v) {
                 v.rollout.stages[1].state = domain::StageState::Validated;
                 v.rollout.stages[2].state = domain::StageState::OutcomeUnknown;
                 mirrorStages(v);
             }),
        u"dddddAnnn"_s, 5, u"aborted"_s);
    const auto rolledBack = [](View &v) {
        v.rollout.attemptState = domain::AttemptState::Aborted;
        v.rollout.abortedAt = at(14, 42);
        v.desiredStage = u"abort"_s;
        v.phase = Phase::Aborted;
    };
    row("aborted after a failed promotion", with(nextFailed(), rolledBack), u"ddddAnnnn"_s, 5, u"not reached"_s);
    row("aborted before the first stage", with(firstFailed(), rolledBack), u"dddAnnnnn"_s, 3, u"aborted"_s);
    row("recovered", abortedAt(at(14, 30), true), u"ddddAnnnn"_s, 4, u"aborted"_s);
    using domain::ClosingOutcome;
    row("validated", closedAs(ClosingOutcome::Validated), u"ddddddddd"_s, 8, u"validated"_s);
    row("deviations", closedAs(ClosingOutcome::Deviations), u"ddddddddd"_s, 8, u"with deviations"_s);
    row("rolled back", closedAs(ClosingOutcome::RolledBack), u"ddddAnnnd"_s, 8, u"rolled back"_s);
}

void PhaseFactsTest::everyPhaseHasItsRail()
{
    QFETCH(const View, view);
    QFETCH(const QString, rail);
    QFETCH(const int, step);
    QFETCH(const QString, fact);
    const auto steps = gui::phaseSteps(view, at(14, 42, 18));
    QCOMPARE(picture(steps), rail);
    QCOMPARE(plain(steps[step].fact), fact);
    for (const auto &one : steps)
        QVERIFY(!one.title.isEmpty() && !one.stateWord.isEmpty());
}

QTEST_MAIN(PhaseFactsTest)
#include "tst_phasefacts.moc"
