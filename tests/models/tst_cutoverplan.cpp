// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the cutover can be over, how late it is, and what of its time people took: tables over whole days.
#include "models/cutoverplan.h"
#include "models/rolloutviews.h"

using namespace cutover;
using namespace cutover::models::test;
using models::PlanStep;
using models::TimeSpent;
using session::View;
using For = TimeSpent::For;

namespace {

constexpr qint64 s_minute = 60;

View with(View view, auto change)
{
    change(view);
    return view;
}

/// The last stage is served, its smoke tests ran.
View closingRows(domain::Status smoke)
{
    return with(heldAt(3, at(15, 15), 0, 3), [=](View &view) {
        domain::Row row;
        row.id = domain::CriterionId::SmokeTests;
        row.status = smoke;
        view.closingRows = {row};
    });
}

View afterwards(const View &held, qint64 pressedS)
{
    return with(held, [=](View &view) {
        auto &next = view.rollout.stages[2];
        next.state = domain::StageState::Promoting;
        next.intendedAt = view.rollout.stages[1].mark.at.addSecs(pressedS);
        view.rollout.stages[1].state = domain::StageState::Validated;
        mirrorStages(view);
        view.phase = domain::Phase::Promoting;
    });
}

} // namespace

class CutoverPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEndAndTheLateness_data();
    void theEndAndTheLateness();
    void stepsAreInOrder();
    void whatIsPastKeepsItsTime();
    void peopleAndWorkAreApart_data();
    void peopleAndWorkAreApart();
};

void CutoverPlanTest::theEndAndTheLateness_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QDateTime>("end");
    QTest::addColumn<int>("lateMin");
    const auto row = [](const char *name, const View &view, const QDateTime &now, const QDateTime &end, int late) {
        QTest::newRow(name) << view << now << end << late;
    };
    const auto slow = [](View &view) { addWindows(view, at(13, 0), 4, 0); }; // a window each five minutes
    row("the day before", unsignedView(7), at(14, 0).addDays(-1), at(16, 15), 0);
    row("at the target", signedView(), at(14, 0), at(16, 15), 0);
    row("not pressed for twelve minutes", signedView(), at(14, 12), at(16, 27), 12);
    row("opened early", with(signedView(), [](View &v) { v.profile.opensEarlyS = 900; }), at(13, 45), at(16, 0), 0);
    row("without a target", with(signedView(), [](View &v) { v.profile.targetAt = {}; }), at(14, 12), at(16, 27), 0);
    row("held in time", heldAt(1, at(14, 15), 20 * s_minute, 2), at(14, 25), at(16, 15), 0);
    row("held late", heldAt(1, at(14, 17), 20 * s_minute, 2), at(14, 27), at(16, 17), 2);
    row("a hold that stood still", heldAt(1, at(14, 15), 25 * s_minute, 2), at(14, 25), at(16, 20), 5);
    row("served, not pressed", heldAt(1, at(14, 15), 0, 3), at(14, 50), at(16, 20), 5);
    // Windows of an hour: three of them are longer than a hold, one is what the first stage needs.
    row("windows outlast the holds",
        with(heldAt(0, at(14, 0), 15 * s_minute, 0),
             [](View &v) {
                 QList<domain::SeriesPoint> points(3);
                 for (int i = 0; i < 3; ++i)
                     points[i].window.endedAt = at(11 + i, 0);
                 v.series = domain::Series(points);
             }),
        at(14, 0), at(14, 0).addSecs(10 * 3600), 0);
    row("windows that fit in", with(heldAt(1, at(14, 15), 20 * s_minute, 2), slow), at(14, 25), at(16, 15), 0);
    row("a window is missing at the hold's end", with(heldAt(1, at(14, 15), 0, 2), slow), at(14, 45), at(16, 20), 5);
    row("a stage failed",
        with(heldAt(0, at(14, 0), 0, 1),
             [](View &v) {
                 v.rollout.stages[0].state = domain::StageState::Validated;
                 v.rollout.stages[1].state = domain::StageState::Failed;
                 mirrorStages(v);
             }),
        at(14, 20), at(16, 20), 5);
    row("the last hold is served", heldAt(3, at(15, 15), 0, 3), at(16, 25), at(16, 25), 10);
    const auto smoke = [](View &view) { view.smokeTestsMs = 539'001; };
    row("smoke tests of nine minutes", with(signedView(), smoke), at(14, 0), at(16, 24), 0);
    row("the same, begun late", with(signedView(), smoke), at(14, 12), at(16, 36), 12);
    row("they are still to run", with(heldAt(3, at(15, 15), 0, 3), smoke), at(16, 25), at(16, 34), 10);
    row("they did not pass", with(closingRows(domain::Status::NoGo), smoke), at(16, 25), at(16, 34), 10);
    row("they passed", with(closingRows(domain::Status::Go), smoke), at(16, 25), at(16, 25), 1);
    row("aborted", abortedAt(at(14, 30), {}), at(14, 40), QDateTime(), 0);
    row("recovered", abortedAt(at(14, 30), true), at(14, 40), QDateTime(), 0);
    row("closed", closedAs(domain::ClosingOutcome::Validated), at(16, 30), QDateTime(), 0);
}

void CutoverPlanTest::theEndAndTheLateness()
{
    QFETCH(const View, view);
    QFETCH(const QDateTime, now);
    QFETCH(const QDateTime, end);
    QFETCH(const int, lateMin);
    const auto plan = models::planOf(view, now);
    QCOMPARE(plan.earliestEnd, end);
    QCOMPARE(plan.lateS, lateMin * s_minute);
}

void CutoverPlanTest::stepsAreInOrder()
{
    const auto plan = models::planOf(heldAt(1, at(14, 15), 20 * s_minute, 2), at(14, 25));
    QStringList told;
    for (const auto &step : plan.steps)
        told.append(u"%1/%2/%3"_s.arg(static_cast<int>(step.kind)).arg(step.percent).arg(static_cast<int>(step.place)));
    const QStringList wanted{u"0/0/0"_s, u"1/10/0"_s, u"1/25/1"_s, u"1/50/2"_s, u"1/100/2"_s, u"2/0/2"_s, u"3/0/2"_s};
    QCOMPARE(told, wanted);
    QCOMPARE(plan.steps[3].from, at(14, 45));
    QCOMPARE(plan.steps[4].from, at(15, 15));
    QCOMPARE(plan.steps[5].from, at(16, 15));
    QCOMPARE(plan.steps[6].from, plan.earliestEnd);
}

void CutoverPlanTest::whatIsPastKeepsItsTime()
{
    const auto plan = models::planOf(heldAt(1, at(14, 17), 0, 3), at(14, 50));
    QCOMPARE(plan.steps[0].from, at(13, 30));
    QCOMPARE(plan.steps[1].from, at(14, 2));
    QCOMPARE(plan.steps[2].from, at(14, 17));
}

void CutoverPlanTest::peopleAndWorkAreApart_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<int>("working");
    QTest::addColumn<int>("waiting");
    QTest::addColumn<int>("whom");
    QTest::addColumn<QDateTime>("since");
    const auto row = [](const char *name, const View &view, const QDateTime &now, int working, int waiting,
                        For whom = For::Nobody, const QDateTime &since = {}) {
        QTest::newRow(name) << view << now << working << waiting << static_cast<int>(whom) << since;
    };
    const auto unquorate = with(signedView(), [](View &v) {
        v.decision->quorumGiven = 1;
        v.decision->valid = false;
    });
    const auto unconfirmed = with(signedView(), [](View &v) { v.preCutover.missing = {u"freeze"_s}; });
    const auto paused = with(heldAt(1, at(14, 15), 0, 3), [](View &v) { v.rollout.pause = domain::LinePaused{}; });
    const auto overridden =
        with(heldAt(1, at(14, 15), 0, 3), [](View &v) { v.rollout.override = domain::DecisionSigned{}; });
    row("before the target", signedView(), at(13, 59), 0, 0);
    row("at the target", signedView(), at(14, 0), 0, 0);
    row("no GO", unsignedView(12), at(14, 5), 0, 5, For::Decision, at(14, 0));
    row("a signature awaited", unquorate, at(14, 5), 0, 5, For::Signatures, at(14, 0));
    row("not confirmed", unconfirmed, at(14, 5), 0, 5, For::Confirmations, at(14, 0));
    row("not pressed", signedView(), at(14, 5), 0, 5, For::Press, at(14, 0));
    row("no target", with(signedView(), [](View &v) { v.profile.targetAt = {}; }), at(14, 5), 0, 0);
    row("holding, begun in time", heldAt(0, at(14, 0), 300, 1), at(14, 10), 10, 0);
    row("begun early", heldAt(0, at(13, 50), 300, 1), at(14, 0), 10, 0);
    row("begun late", heldAt(0, at(14, 4), 300, 1), at(14, 14), 10, 4);
    row("served, windows lacking", heldAt(1, at(14, 15), 0, 2), at(15, 0), 60, 0);
    row("served and green, not pressed", heldAt(1, at(14, 15), 0, 3), at(15, 0), 45, 15, For::Press, at(14, 45));
    row("paused", paused, at(15, 0), 45, 15, For::Resume, at(14, 45));
    row("a NO-GO over it", overridden, at(15, 0), 45, 15, For::Decision, at(14, 45));
    row("pressed at once", afterwards(heldAt(1, at(14, 15), 0, 3), 30 * s_minute), at(14, 50), 50, 0);
    row("pressed late", afterwards(heldAt(1, at(14, 15), 0, 3), 40 * s_minute), at(15, 0), 50, 10);
    const auto stoodStill = [](qint64 servedS) {
        return with(afterwards(heldAt(1, at(14, 15), 0, 3), 50 * s_minute),
                    [servedS](View &v) { v.rollout.stages[1].servedAt = at(14, 15).addSecs(servedS); });
    };
    row("its hold stood still, then pressed at once", stoodStill(50 * s_minute), at(15, 10), 70, 0);
    row("its hold stood still, then pressed late", stoodStill(40 * s_minute), at(15, 10), 60, 10);
    row("the third window came late",
        with(heldAt(1, at(14, 15), 0, 3),
             [](View &v) {
                 addWindows(v, at(14, 37), 3, 25);
                 v.rollout.stages[1].mark.length = 0;
             }),
        at(15, 0), 52, 8, For::Press, at(14, 52));
    row("windows of another stage do not count",
        with(heldAt(1, at(14, 15), 0, 3), [](View &v) { addWindows(v, at(14, 37), 3, 10); }), at(15, 0), 45, 15,
        For::Press, at(14, 45));
    row("closing awaited", heldAt(3, at(15, 15), 0, 3), at(16, 25), 135, 10, For::Closing, at(16, 15));
    row("aborted: the clock stands", abortedAt(at(14, 50), {}), at(18, 0), 45, 5);
    row("aborted while holding",
        with(abortedAt(at(14, 30), {}), [](View &v) { v.stages[1].holdRemainingMs = 900'000; }), at(18, 0), 28, 2);
    row("aborted while its hold stood still",
        with(abortedAt(at(15, 0), {}), [](View &v) { v.stages[1].holdRemainingMs = 900'000; }), at(18, 0), 58, 2);
    row("closed: the clock stands", closedAs(domain::ClosingOutcome::Validated), at(18, 0), 135, 9);
}

void CutoverPlanTest::peopleAndWorkAreApart()
{
    QFETCH(const View, view);
    QFETCH(const QDateTime, now);
    QFETCH(const int, working);
    QFETCH(const int, waiting);
    QFETCH(const int, whom);
    QFETCH(const QDateTime, since);
    const auto spent = models::timeSpent(view, now);
    QCOMPARE(spent.workingS, working * s_minute);
    QCOMPARE(spent.waitingS, waiting * s_minute);
    QCOMPARE(static_cast<int>(spent.now), whom);
    QCOMPARE(spent.since, since);
}

QTEST_GUILESS_MAIN(CutoverPlanTest)
#include "tst_cutoverplan.moc"
