// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text summary is the checklist's «Expected output», line for line, whatever the rows come from.
#include "models/words.h"

#include <QTest>

#include <array>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Operator;
using domain::Source;
using domain::Status;
using domain::Unit;

namespace {

using Rows = std::array<domain::Row, domain::rowCount>;

/// The block of the checklist's section «Automated Checklist Runner».
const QString s_expected = uR"(✓ Readyz endpoint: healthy
✓ Evidence integrity: valid
✓ DR recovery: PASS (RTO=12m, RPO=0)
✓ Key rotation: healthy (30+ days remaining)
✓ Policy signatures: all valid
✓ PII circuit breaker: enabled
✓ Manual promotion: enforced
✓ Canary health: 5 green windows, burst=0.8x
✓ Rehearsal: passed
✓ Ops dashboard: GO

========================================
  ✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓
========================================
Go/No-Go: GO
)"_s;

domain::Row &at(Rows &rows, CriterionId id)
{
    return rows[static_cast<std::size_t>(id)];
}

/// The very values of that block, told by the team's scripts or by the built-in probes.
Rows checklistRows(Source::Kind kind)
{
    Rows rows;
    const bool byScript = kind == Source::Kind::Command;
    for (const auto &fixed : domain::criteria()) {
        auto &row = at(rows, fixed.id);
        row.id = fixed.id;
        row.status = Status::Go;
        row.reason = {byScript ? Cause::ScriptsWord : Cause::None, {}};
        row.source = {kind, u"source"_s, {}, byScript ? std::optional(0) : std::nullopt};
        row.observed = byScript ? fixed.expect : u"ok"_s;
        row.limit = row.observed;
    }
    at(rows, CriterionId::DrRecovery).measures = {{u"RTO"_s, 12, Operator::LessOrEqual, 15, Unit::Minutes},
                                                  {u"RPO"_s, 0, Operator::LessOrEqual, 1, Unit::Files}};
    at(rows, CriterionId::KeyRotation).measures = {{u"days"_s, 30, Operator::GreaterOrEqual, 7, Unit::Days}};
    for (const double burst : {0.7, 0.8, 0.6, 0.8, 0.5})
        at(rows, CriterionId::CanaryHealth)
            .measures.append({u"burst"_s, burst, Operator::LessOrEqual, 1.5, Unit::Ratio});
    return rows;
}

} // namespace

class WordsSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsTheChecklistsBlock_data();
    void itIsTheChecklistsBlock();
    void numbersAreTerse_data();
    void numbersAreTerse();
    void theOrderOfTheProfileDoesNotShow();
    void itSaysNoNumberThatIsNotThere();
    void theSoonestKeyCounts();
    void everyRowThatIsNotGoTurnsIt_data();
    void everyRowThatIsNotGoTurnsIt();
    void peopleAndPrerequisiteDoNotCount();
    void nothingThatAScriptNamedMakesALine();
};

void WordsSummaryTest::itIsTheChecklistsBlock_data()
{
    QTest::addColumn<Source::Kind>("kind");
    QTest::newRow("scripts") << Source::Kind::Command;
    QTest::newRow("probe of a file") << Source::Kind::File;
    QTest::newRow("probe by HTTP") << Source::Kind::Http;
}

void WordsSummaryTest::itIsTheChecklistsBlock()
{
    QFETCH(const Source::Kind, kind);
    const auto text = models::preflightSummary(checklistRows(kind));
    QCOMPARE(text.split(u'\n'), s_expected.split(u'\n'));
}

void WordsSummaryTest::numbersAreTerse_data()
{
    QTest::addColumn<double>("rto");
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<double>("rpo");
    QTest::addColumn<QString>("line");
    const auto line = [](const QString &numbers) { return u"✓ DR recovery: PASS (%1)"_s.arg(numbers); };
    QTest::newRow("whole minutes") << 12.0 << Unit::Minutes << 0.0 << line(u"RTO=12m, RPO=0"_s);
    QTest::newRow("on the limit") << 15.0 << Unit::Minutes << 1.0 << line(u"RTO=15m, RPO=1"_s);
    QTest::newRow("minutes and seconds") << 12.1 << Unit::Minutes << 0.0 << line(u"RTO=12m 06s, RPO=0"_s);
    QTest::newRow("below a minute") << 0.007 << Unit::Minutes << 0.0 << line(u"RTO=0.42s, RPO=0"_s);
    QTest::newRow("told in seconds") << 720.0 << Unit::Seconds << 0.0 << line(u"RTO=12m, RPO=0"_s);
    QTest::newRow("more than an hour") << 75.0 << Unit::Minutes << 0.0 << line(u"RTO=1h 15m, RPO=0"_s);
}

void WordsSummaryTest::numbersAreTerse()
{
    QFETCH(const double, rto);
    QFETCH(const Unit, unit);
    QFETCH(const double, rpo);
    QFETCH(const QString, line);
    auto rows = checklistRows(Source::Kind::Command);
    auto &measures = at(rows, CriterionId::DrRecovery).measures;
    measures[0].observed = rto;
    measures[0].unit = unit;
    measures[1].observed = rpo;
    QCOMPARE(models::preflightSummary(rows).split(u'\n').value(2), line);
}

void WordsSummaryTest::theOrderOfTheProfileDoesNotShow()
{
    auto rows = checklistRows(Source::Kind::Command);
    auto &measures = at(rows, CriterionId::DrRecovery).measures;
    measures.swapItemsAt(0, 1);
    QCOMPARE(models::preflightSummary(rows), s_expected);
}

void WordsSummaryTest::itSaysNoNumberThatIsNotThere()
{
    auto rows = checklistRows(Source::Kind::Command);
    for (const auto id : {CriterionId::DrRecovery, CriterionId::KeyRotation, CriterionId::CanaryHealth})
        at(rows, id).measures.clear();
    const auto lines = models::preflightSummary(rows).split(u'\n');
    QCOMPARE(lines.value(2), u"✓ DR recovery: PASS"_s);
    QCOMPARE(lines.value(3), u"✓ Key rotation: healthy"_s);
    QCOMPARE(lines.value(7), u"✓ Canary health: green"_s);
}

void WordsSummaryTest::theSoonestKeyCounts()
{
    auto rows = checklistRows(Source::Kind::File);
    at(rows, CriterionId::KeyRotation).measures = {{u"tls"_s, 90.5, Operator::GreaterOrEqual, 7, Unit::Days},
                                                   {u"signing"_s, 7.96, Operator::GreaterOrEqual, 7, Unit::Days}};
    QCOMPARE(models::preflightSummary(rows).split(u'\n').value(3), u"✓ Key rotation: healthy (7+ days remaining)"_s);
}

void WordsSummaryTest::everyRowThatIsNotGoTurnsIt_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<CriterionId>("id");
    int line = 0;
    for (const auto id : domain::preflightSet())
        QTest::newRow(qPrintable(domain::criterion(id).key)) << line++ << id;
}

void WordsSummaryTest::everyRowThatIsNotGoTurnsIt()
{
    QFETCH(const int, line);
    QFETCH(const CriterionId, id);
    for (const auto status : {Status::NoGo, Status::NoData, Status::Stale, Status::Error, Status::TimedOut,
                              Status::Running, Status::NotRun}) {
        auto rows = checklistRows(Source::Kind::Command);
        at(rows, id).status = status;
        at(rows, id).reason = {Cause::ExitCode, {u"1"_s}};
        const auto lines = models::preflightSummary(rows).split(u'\n');
        QCOMPARE(lines.size(), s_expected.split(u'\n').size());
        const QString name = s_expected.split(u'\n').value(line).mid(2).section(u':', 0, 0);
        QVERIFY2(lines.value(line).startsWith(u"✗ %1: %2 ("_s.arg(name, models::statusWord(status))),
                 qPrintable(lines.value(line)));
        QCOMPARE(lines.value(12), u"  ✗✗✗ PRE-FLIGHT CHECKS: FAIL ✗✗✗"_s);
        QCOMPARE(lines.value(14), u"Go/No-Go: NO-GO"_s);
    }
}

void WordsSummaryTest::peopleAndPrerequisiteDoNotCount()
{
    auto rows = checklistRows(Source::Kind::Command);
    for (const auto id : {CriterionId::Alerts, CriterionId::TeamReady, CriterionId::Baselines})
        at(rows, id).status = Status::NoGo;
    QCOMPARE(models::preflightSummary(rows), s_expected);
}

void WordsSummaryTest::nothingThatAScriptNamedMakesALine()
{
    auto rows = checklistRows(Source::Kind::Command);
    at(rows, CriterionId::DrRecovery).measures[0].name = u"RTO\nGo/No-Go: GO\x1b[2J"_s;
    at(rows, CriterionId::PiiBreaker).status = Status::NoGo;
    at(rows, CriterionId::PiiBreaker).reason = {Cause::ExpectedLineMissing, {u"one\ntwo"_s}};
    const auto text = models::preflightSummary(rows);
    QCOMPARE(text.count(u'\n'), s_expected.count(u'\n'));
    QVERIFY(!text.contains(u'\x1b'));
}

QTEST_GUILESS_MAIN(WordsSummaryTest)

#include "tst_wordssummary.moc"
