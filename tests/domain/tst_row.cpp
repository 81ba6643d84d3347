// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/row.h"
#include "domain/rules.h"

#include <QTest>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

Row goRow(const QDateTime &at)
{
    Row row;
    row.status = Status::Go;
    row.measuredAt = at;
    return row;
}

} // namespace

class RowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measures_data();
    void measures();
    void tellsTheDecisiveMeasure();
    void agesAtItsLimit();
    void namesRoundTrip();
    void onlyGoCounts();
    void theTableOfCriteriaIsTheChecklists();
};

void RowTest::measures_data()
{
    QTest::addColumn<double>("observed");
    QTest::addColumn<Operator>("op");
    QTest::addColumn<double>("limit");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<QString>("margin");
    QTest::newRow("burst at the limit") << 1.5 << Operator::LessOrEqual << 1.5 << true << u"0"_s;
    QTest::newRow("burst over it") << 1.504 << Operator::LessOrEqual << 1.5 << false << u"-0.004"_s;
    QTest::newRow("RTO 15 min") << 15.0 << Operator::LessOrEqual << 15.0 << true << u"0"_s;
    QTest::newRow("RPO 1 file") << 1.0 << Operator::LessOrEqual << 1.0 << true << u"0"_s;
    QTest::newRow("strict at the limit") << 0.001 << Operator::Less << 0.001 << false << u"0"_s;
    QTest::newRow("strict below") << 0.0009 << Operator::Less << 0.001 << true << u"0.0001"_s;
    QTest::newRow("7 days left") << 7.0 << Operator::GreaterOrEqual << 7.0 << true << u"0"_s;
    QTest::newRow("6 days left") << 6.0 << Operator::GreaterOrEqual << 7.0 << false << u"-1"_s;
    QTest::newRow("equal") << 3.0 << Operator::Equal << 3.0 << true << u"0"_s;
    QTest::newRow("not equal") << 4.0 << Operator::Equal << 3.0 << false << u"0"_s;
    QTest::newRow("NaN") << qQNaN() << Operator::LessOrEqual << 1.5 << false << u"0"_s;
    QTest::newRow("NaN at least") << qQNaN() << Operator::GreaterOrEqual << 1.5 << false << u"0"_s;
    QTest::newRow("minus infinity") << -qInf() << Operator::Less << 1.5 << false << u"0"_s;
    QTest::newRow("limit NaN") << 0.1 << Operator::LessOrEqual << qQNaN() << false << u"0"_s;
}

void RowTest::measures()
{
    QFETCH(double, observed);
    QFETCH(Operator, op);
    QFETCH(double, limit);
    QFETCH(bool, holds);
    QFETCH(QString, margin);
    const Measure measure{u"x"_s, observed, op, limit, Unit::None};
    QCOMPARE(measure.holds(), holds);
    QCOMPARE(measure.margin().toString(), margin);
}

void RowTest::tellsTheDecisiveMeasure()
{
    Row row;
    QVERIFY(!row.decisiveMeasure());
    row.measures = {{u"RTO"_s, 12, Operator::LessOrEqual, 15, Unit::Minutes},
                    {u"RPO"_s, 1, Operator::LessOrEqual, 1, Unit::Files}};
    QCOMPARE(row.decisiveMeasure()->name, u"RPO"_s);
    row.measures[0].observed = 16;
    QCOMPARE(row.decisiveMeasure()->name, u"RTO"_s);
}

void RowTest::agesAtItsLimit()
{
    QVERIFY(judgedForAge(goRow(noon.addSecs(-1800)), 1800, noon).isGo());
    const auto old = judgedForAge(goRow(noon.addSecs(-1801)), 1800, noon);
    QCOMPARE(old.status, Status::Stale);
    QCOMPARE(old.reason, (Reason{Cause::TooOld, {u"1801"_s, u"1800"_s}}));
    QCOMPARE(judgedForAge(goRow({}), 1800, noon).status, Status::Stale);
    // A clock that was set back must not keep a row Go for longer.
    QVERIFY(judgedForAge(goRow(noon.addSecs(60)), 1800, noon).isGo());
    QCOMPARE(judgedForAge(goRow(noon.addSecs(61)), 1800, noon).status, Status::Stale);
    Row bad = goRow(noon.addDays(-9));
    bad.status = Status::NoGo;
    QCOMPARE(judgedForAge(bad, 1800, noon).status, Status::NoGo);
}

void RowTest::namesRoundTrip()
{
    QStringList seen;
    for (const auto status : {Status::Go, Status::NoGo, Status::NoData, Status::Stale, Status::Error, Status::TimedOut,
                              Status::Running, Status::NotRun}) {
        QCOMPARE(statusFromName(statusName(status)), status);
        seen.append(statusName(status));
    }
    QCOMPARE(seen.join(u' '), u"go no_go no_data stale error timed_out running not_run"_s);
    QVERIFY(!statusFromName(u"GO"));
    for (int i = 0; i <= static_cast<int>(Unit::Stations); ++i)
        QCOMPARE(unitFromName(unitName(static_cast<Unit>(i))), static_cast<Unit>(i));
    QVERIFY(!unitFromName(u"furlongs"));
    QCOMPARE(operatorSign(Operator::LessOrEqual) + operatorSign(Operator::Less) +
                 operatorSign(Operator::GreaterOrEqual) + operatorSign(Operator::Equal),
             u"≤<≥="_s);
}

void RowTest::onlyGoCounts()
{
    std::array<Row, rowCount> rows;
    for (std::size_t i = 0; i < rowCount; ++i) {
        rows[i].id = static_cast<CriterionId>(i);
        rows[i].status = Status::Go;
    }
    QVERIFY(isGo(rows, decisionSet()));
    for (const auto id : decisionSet()) {
        for (const auto status : {Status::NoGo, Status::NoData, Status::Stale, Status::Error, Status::TimedOut,
                                  Status::Running, Status::NotRun}) {
            auto spoiled = rows;
            spoiled[static_cast<std::size_t>(id)].status = status;
            QVERIFY(!isGo(spoiled, decisionSet()));
            const bool automatic = std::ranges::find(preflightSet(), id) != preflightSet().end();
            QCOMPARE(isGo(spoiled, preflightSet()), !automatic);
        }
    }
    QVERIFY(!isGo({}, decisionSet()));
    std::swap(rows[0], rows[1]); // rows that stand in each other's place prove nothing
    QVERIFY(!isGo(rows, preflightSet()));
}

void RowTest::theTableOfCriteriaIsTheChecklists()
{
    QStringList keys;
    for (const auto &one : criteria()) {
        QCOMPARE(criterion(one.id).key, one.key);
        QCOMPARE(criterionFromKey(one.key), one.id);
        keys.append(one.key);
    }
    QCOMPARE(keys.join(u' '), u"readyz evidence-integrity dr-recovery key-rotation policy-signatures pii-breaker "
                              "manual-promotion canary-health rehearsal dashboard alerts team-ready baselines"_s);
    QVERIFY(!criterionFromKey(u"Readyz"));
    QCOMPARE(preflightSet().size(), 10u);
    QCOMPARE(decisionSet().size(), 13u);
    QCOMPARE(promotionSet().size(), 4u);
    QCOMPARE(criterion(CriterionId::DrRecovery).deadlineS, 1800);
    QCOMPARE(criterion(CriterionId::Rehearsal).deadlineS, 7200);
}

QTEST_GUILESS_MAIN(RowTest)

#include "tst_row.moc"
