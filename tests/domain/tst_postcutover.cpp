// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/gateworld.h"
#include "domain/postcutover.h"

#include <QTest>

using namespace cutover::domain;
using namespace cutover::domain::test;

namespace {

const Baseline baseline{40, 200, target, {}};

using Edit = std::function<void(Window &)>;

/// Three windows after the last promotion, and one before it that would fail everything.
Series seriesOf(const QList<Edit> &edits, SeriesMark &mark)
{
    World world;
    world.window(100, [](Window &one) { one.p99Ms = 900; });
    mark = {world.series.points().size(), world.now};
    for (const auto &edit : edits) {
        world.pass(300);
        world.window(100, [&edit](Window &one) {
            one.p50Ms = 40;
            one.p99Ms = 200;
            edit(one);
        });
    }
    return world.series;
}

const Edit fine = [](Window &) {};

Closing closingOf(ClosingOutcome outcome, int deviations = 0)
{
    Closing closing{outcome, u"a"_s, {}};
    for (int i = 0; i < deviations; ++i)
        closing.deviations.append({criterion(postCutoverSet()[std::size_t(i)]).key + u": −12 %"_s, u"SRE On-Call"_s,
                                   target.date().addDays(7)});
    return closing;
}

QStringList names(const QList<ClosingRefusal> &refusals)
{
    QStringList list;
    for (const auto &refusal : refusals)
        list.append(closingFaultName(refusal.fault) +
                    (refusal.data.isEmpty() ? QString() : u":"_s + refusal.data.join(u'/')));
    return list;
}

QList<Row> rows(std::span<const CriterionId> set, int notGo = 0)
{
    QList<Row> list;
    for (const auto id : set) {
        Row row;
        row.id = id;
        row.status = notGo-- > 0 ? Status::NoGo : Status::Go;
        list.append(row);
    }
    return list;
}

void toTheEnd(World &world)
{
    for (const int percent : {10, 25, 50, 100}) {
        world.promote(percent);
        world.hold(percent, 3600);
    }
}

} // namespace

class PostCutoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latency_data();
    void latency();
    void errorRate_data();
    void errorRate();
    void aRollback();
    void closing();
    void aDeviationNamesItsRow_data();
    void aDeviationNamesItsRow();
    void aDeviationIsNotOverdueAlready();
    void closingARollback();
};

void PostCutoverTest::latency_data()
{
    QTest::addColumn<QList<Edit>>("edits");
    QTest::addColumn<QString>("status");
    const auto p99 = [](double ms) { return Edit([ms](Window &one) { one.p99Ms = ms; }); };
    const auto p50 = [](double ms) { return Edit([ms](Window &one) { one.p50Ms = ms; }); };
    QTest::newRow("as the baseline") << QList<Edit>{fine, fine, fine} << u"go"_s;
    QTest::newRow("at +10 %") << QList<Edit>{p99(220), p50(44), fine} << u"go"_s;
    QTest::newRow("at -10 %") << QList<Edit>{p99(180), p50(36), fine} << u"go"_s;
    QTest::newRow("above") << QList<Edit>{fine, p99(220.1), fine} << u"no_go"_s;
    QTest::newRow("faster is a deviation") << QList<Edit>{fine, fine, p50(35.9)} << u"no_go"_s;
    QTest::newRow("an older window does not count") << QList<Edit>{p99(900), fine, fine, fine} << u"go"_s;
    QTest::newRow("two windows") << QList<Edit>{fine, fine} << u"no_data"_s;
    QTest::newRow("none") << QList<Edit>{} << u"no_data"_s;
    QTest::newRow("a window without its number")
        << QList<Edit>{fine, Edit([](Window &one) { one.p50Ms.reset(); }), p99(900)} << u"no_data"_s;
}

void PostCutoverTest::latency()
{
    QFETCH(QList<Edit>, edits);
    SeriesMark mark;
    const auto row = judgeLatencyAfter(seriesOf(edits, mark), mark, baseline, target);
    QCOMPARE(row.id, CriterionId::LatencyAfter);
    QTEST(statusName(row.status), "status");
    QCOMPARE(row.measures.size(), row.status == Status::NoData ? 0 : 6);
}

void PostCutoverTest::errorRate_data()
{
    QTest::addColumn<QList<Edit>>("edits");
    QTest::addColumn<QString>("status");
    const auto rate = [](double fraction) { return Edit([fraction](Window &one) { one.errorRate = fraction; }); };
    QTest::newRow("below") << QList<Edit>{fine, rate(0.00099), fine} << u"go"_s;
    QTest::newRow("0.1 % is not below 0.1 %") << QList<Edit>{fine, rate(0.001), fine} << u"no_go"_s;
    QTest::newRow("two windows") << QList<Edit>{fine, fine} << u"no_data"_s;
    QTest::newRow("no number") << QList<Edit>{fine, fine, Edit([](Window &one) { one.errorRate.reset(); })}
                               << u"no_data"_s;
}

void PostCutoverTest::errorRate()
{
    QFETCH(QList<Edit>, edits);
    SeriesMark mark;
    const auto row = judgeErrorRateAfter(seriesOf(edits, mark), mark, Limits(), target);
    QCOMPARE(row.id, CriterionId::ErrorRateAfter);
    QTEST(statusName(row.status), "status");
}

void PostCutoverTest::aRollback()
{
    World world;
    world.promote(10);
    QCOMPARE(judgeAbortReadBack(world.rollout, u"abort"_s, world.now).status, Status::NoGo);
    QCOMPARE(judgeReadyzRecovered(world.rollout, world.now).status, Status::NoData);
    world.apply(AbortIntended{world.now, u"x"_s});
    QCOMPARE(judgeAbortReadBack(world.rollout, u"abort"_s, world.now).status, Status::NoGo);
    world.apply(AbortEnded{true, world.now});
    QCOMPARE(judgeAbortReadBack(world.rollout, u"abort"_s, world.now).status, Status::Go);
    QCOMPARE(judgeAbortReadBack(world.rollout, u"25"_s, world.now).status, Status::NoGo);
    world.apply(RecoveryJudged{false, world.now, u"a"_s});
    QCOMPARE(judgeReadyzRecovered(world.rollout, world.now).status, Status::NoGo);
    world.apply(RecoveryJudged{true, world.now, u"a"_s});
    const auto recovered = judgeReadyzRecovered(world.rollout, world.now);
    QCOMPARE(recovered.status, Status::Go);
    // Both say what was seen: no script gave its word for them.
    const auto back = judgeAbortReadBack(world.rollout, u"abort"_s, world.now);
    QVERIFY(back.reason.cause == Cause::None && recovered.reason.cause == Cause::None);
    QCOMPARE(back.observed, u"abort"_s);
    QCOMPARE(judgeAbortReadBack(world.rollout, u"25"_s, world.now).observed, u"25"_s);
    QCOMPARE(recovered.observed, recovered.limit);
}

void PostCutoverTest::closing()
{
    World world;
    const auto judge = [&world](const Closing &closing, int notGo = 0) {
        return names(judgeClosing(closing, world.rollout, rows(postCutoverSet(), notGo), world.now)).join(u' ');
    };
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), u"nothing_to_close:stage:10/stage:25/stage:50/stage:100"_s);
    toTheEnd(world);
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), QString());
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated), 1), u"row_not_go:smoke-tests"_s);
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated, 1)), u"deviations_unasked"_s);
    QCOMPARE(judge(closingOf(ClosingOutcome::Deviations)), u"deviations_missing:0/1"_s);
    QCOMPARE(judge(closingOf(ClosingOutcome::Deviations, 1), 2), u"deviations_missing:1/2 row_unnamed:latency-after"_s);
    QCOMPARE(judge(closingOf(ClosingOutcome::Deviations, 2), 2), QString());
    auto incomplete = closingOf(ClosingOutcome::Deviations, 2);
    incomplete.deviations[1].owner = u"  "_s;
    QCOMPARE(judge(incomplete), u"deviation_incomplete:2"_s);
    QCOMPARE(names(judgeClosing(closingOf(ClosingOutcome::Validated), world.rollout, {}, world.now)).size(), 4);
    auto other = closingOf(ClosingOutcome::Validated);
    other.attemptId = u"b"_s;
    QCOMPARE(judge(other), u"nothing_to_close:other_attempt"_s);
    world.rollout.stages.last().creditMs -= 1; // a hold not wholly served
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), u"nothing_to_close:hold:100:1"_s);
    world.rollout.stages.last().state = StageState::OutcomeUnknown;
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), u"nothing_to_close:in_flight:100"_s);
    world.rollout.stages.last().state = StageState::Failed;
    QCOMPARE(judge(closingOf(ClosingOutcome::Deviations, 1)), u"nothing_to_close:hold:50:1800/stage:100"_s);
    world.rollout.attemptState = AttemptState::StoodDown;
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), u"nothing_to_close:no_attempt"_s);
    world.rollout.attemptState = AttemptState::Closed;
    QCOMPARE(judge(closingOf(ClosingOutcome::Validated)), u"nothing_to_close:closed"_s);
}

void PostCutoverTest::aDeviationNamesItsRow_data()
{
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QString>("faults");
    const QString both = u"row_unnamed:smoke-tests row_unnamed:latency-after"_s;
    QTest::newRow("keys") << QStringList{u"smoke-tests: 1 of 40 fails"_s, u"latency-after: −12 %"_s} << QString();
    QTest::newRow("titles, any case") << QStringList{u"SMOKE tests passed: no"_s,
                                                     u"P50 and  P99 within 10 % of baseline"_s}
                                      << QString();
    QTest::newRow("order does not matter")
        << QStringList{u"latency-after −12 %"_s, u" smoke-tests, 1 of 40"_s} << QString();
    QTest::newRow("nothing named") << QStringList{u"caches are warm"_s, u"a flaky test"_s} << both;
    QTest::newRow("twice the same") << QStringList{u"smoke-tests: a"_s, u"smoke-tests: b"_s}
                                    << u"row_unnamed:latency-after"_s;
    QTest::newRow("both in one") << QStringList{u"smoke-tests, latency-after"_s, u"see above"_s}
                                 << u"row_unnamed:latency-after"_s;
    QTest::newRow("a longer word") << QStringList{u"smoke-tests-2: a"_s, u"latency-aftermath"_s} << both;
    QTest::newRow("a row that is Go") << QStringList{u"evidence-after: a"_s, u"error-rate-after: b"_s} << both;
}

void PostCutoverTest::aDeviationNamesItsRow()
{
    QFETCH(QStringList, texts);
    QFETCH(QString, faults);
    World world;
    toTheEnd(world);
    Closing closing{ClosingOutcome::Deviations, u"a"_s, {}};
    for (const auto &text : texts)
        closing.deviations.append({text, u"SRE On-Call"_s, world.now.date()});
    QCOMPARE(names(judgeClosing(closing, world.rollout, rows(postCutoverSet(), 2), world.now)).join(u' '), faults);
}

void PostCutoverTest::aDeviationIsNotOverdueAlready()
{
    World world;
    toTheEnd(world);
    const auto judge = [&world](const QDate &due, const QDateTime &now) {
        auto closing = closingOf(ClosingOutcome::Deviations, 2);
        closing.deviations[1].due = due;
        return names(judgeClosing(closing, world.rollout, rows(postCutoverSet(), 2), now)).join(u' ');
    };
    const QDate day(2026, 3, 2);
    const QDateTime night(day, QTime(23, 59, 59), Qt::UTC);
    QCOMPARE(judge(day, night), QString());
    QCOMPARE(judge(day, night.addSecs(1)), u"deviation_overdue:2/2026-03-02"_s);
    QCOMPARE(judge(day, night.addSecs(1).toOffsetFromUtc(-3600)), u"deviation_overdue:2/2026-03-02"_s);
    QCOMPARE(judge(QDate(1999, 12, 31), night), u"deviation_overdue:2/1999-12-31"_s);
    QCOMPARE(judge({}, night), u"deviation_incomplete:2"_s);
}

void PostCutoverTest::closingARollback()
{
    World world;
    toTheEnd(world);
    const auto judge = [&world](int notGo = 0) {
        return names(judgeClosing(closingOf(ClosingOutcome::RolledBack), world.rollout, rows(rollbackSet(), notGo),
                                  world.now))
            .join(u' ');
    };
    QCOMPARE(judge(), u"nothing_to_close:not_aborted"_s);
    world.apply(AbortIntended{world.now, u"x"_s});
    QCOMPARE(judge(), u"nothing_to_close:aborting"_s);
    world.apply(AbortEnded{true, world.now});
    QCOMPARE(judge(), QString());
    QCOMPARE(names(judgeClosing(closingOf(ClosingOutcome::Validated), world.rollout, rows(postCutoverSet()), world.now))
                 .join(u' '),
             u"nothing_to_close:aborted"_s);
    QCOMPARE(judge(2), u"row_not_go:abort-read-back row_not_go:readyz-recovered"_s);
}

QTEST_GUILESS_MAIN(PostCutoverTest)

#include "tst_postcutover.moc"
