// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A box is ticked only where statement or ledger say so, and then with value, person and time.
#include "models/wordschecklist.h"

#include <QTest>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::DecisionKind;
using domain::PromotionResult;
using domain::Status;
using session::DecisionRecords;

namespace {

const QDateTime s_at(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC);
const QString s_when = u"2 Mar 2026 13:41 UTC"_s;

DecisionRecords goRecords()
{
    DecisionRecords records;
    auto &statement = records.statement;
    statement.decision = DecisionKind::Go;
    statement.id = QString(32, u'd');
    statement.environment = u"Production"_s;
    statement.version = u"v2"_s;
    statement.composedAt = s_at;
    statement.targetAt = s_at.addSecs(1800);
    statement.baseline = domain::Baseline{41.2, 180.4, s_at, u"b.json"_s};
    for (const int percent : {10, 25, 50, 100})
        statement.stages.append({percent, 900});
    for (const auto &fixed : domain::criteria()) {
        domain::Row row;
        row.id = fixed.id;
        row.status = Status::Go;
        row.reason = {domain::Cause::None, {}};
        if (fixed.id != CriterionId::Baselines)
            row.measuredAt = s_at;
        statement.rows.append({row, u"0.8 ≤ 1.5"_s, u"Within its limit."_s});
    }
    statement.signerName = u"Decision maker"_s;
    statement.signerRole = u"decision-maker"_s;
    statement.reason = u"All rows are go"_s;
    records.statementSha256 = QByteArray(32, '\x5a');
    records.fingerprint = QString(64, u'f');
    records.signedAt = s_at;
    return records;
}

DecisionRecords noGoRecords()
{
    auto records = goRecords();
    records.statement.decision = DecisionKind::NoGo;
    return records;
}

DecisionRecords::AfterCheck afterCheck(CriterionId id, Status status, const QString &arithmetic)
{
    domain::Row row;
    row.id = id;
    row.status = status;
    row.reason = {domain::Cause::None, {}};
    row.measuredAt = s_at;
    return {{row, arithmetic, {}}, u"ops@host"_s};
}

DecisionRecords rolledBackRecords()
{
    auto records = goRecords();
    DecisionRecords::Rollback rollback;
    rollback.at = s_at;
    rollback.reason = u"auto-burst-1.62-over-1.5"_s;
    rollback.by = u"ops@host"_s;
    records.rollback = rollback;
    return records;
}

} // namespace

class WordsChecklistTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signedRowsAreTicked();
    void aRowThatIsNotGoIsNever_data();
    void aRowThatIsNotGoIsNever();
    void aScriptsWordSaysWhatItSaid();
    void nothingElseIsTickedByASignature();
    void confirmationsNamePersonAndTime();
    void stagesAreTickedByTheirOutcome_data();
    void stagesAreTickedByTheirOutcome();
    void aServedHoldIsTold();
    void checksAfterTheLastStageAreTickedByTheirRow();
    void aDeviationTicksNothing();
    void aRollbackSaysWhyNothingCameAfter();
    void whatFollowsARollbackIsTold();
    void withoutARollbackNothingIsSaidOfOne();
    void oneOfTheTwoDecisionsIsTicked();
    void theDemoSaysSo();
    void ourOwnChecklistIsWhole();
};

void WordsChecklistTest::signedRowsAreTicked()
{
    const auto filling = models::checklistFilling(goRecords());
    for (std::size_t i = 0; i < domain::criterionCount; ++i) {
        const auto &key = domain::criteria()[i].key;
        QVERIFY2(filling.boxes[key].isDone, qPrintable(key));
        QCOMPARE(filling.boxes[key].words, u"0.8 ≤ 1.5, Decision maker, "_s + s_when);
        QVERIFY(filling.rows[key].isGo);
        QCOMPARE(filling.rows[key].notes, u"0.8 ≤ 1.5"_s);
    }
    QCOMPARE(filling.boxes[u"baselines"_s].words.replace(u"\u00a0"_s, u" "_s),
             u"P50 41.2 ms, P99 180.4 ms, 0.8 ≤ 1.5, Decision maker, "_s + s_when);
    QCOMPARE(filling.fields[u"Target Time"_s], u"14:11 UTC"_s);
    QVERIFY(filling.fields[u"Signature"_s].contains(QString(64, u'f')));
    QVERIFY(filling.fields[u"Signature"_s].contains(u"5a5a5a"_s));
}

void WordsChecklistTest::aRowThatIsNotGoIsNever_data()
{
    QTest::addColumn<Status>("status");
    for (int i = 1; i <= static_cast<int>(Status::NotRun); ++i)
        QTest::newRow(qPrintable(domain::statusName(static_cast<Status>(i)))) << static_cast<Status>(i);
}

void WordsChecklistTest::aRowThatIsNotGoIsNever()
{
    QFETCH(const Status, status);
    auto records = noGoRecords();
    auto &stated = records.statement.rows[static_cast<qsizetype>(CriterionId::KeyRotation)];
    stated.row.status = status;
    stated.arithmetic = u"3 days < 7 days"_s;
    stated.reason = u"Short by 4 days."_s;
    const auto filling = models::checklistFilling(records);
    const auto &box = filling.boxes[u"key-rotation"_s];
    QVERIFY(!box.isDone);
    QVERIFY(box.words.contains(u"3 days < 7 days"_s));
    QVERIFY(!filling.rows[u"key-rotation"_s].isGo);
    QCOMPARE(filling.rows[u"key-rotation"_s].notes, u"3 days < 7 days; Short by 4 days."_s);
}

void WordsChecklistTest::aScriptsWordSaysWhatItSaid()
{
    auto records = goRecords();
    auto &stated = records.statement.rows[static_cast<qsizetype>(CriterionId::PiiBreaker)];
    stated.row.reason = {domain::Cause::ScriptsWord, {}};
    stated.row.observed = stated.row.limit = domain::criterion(CriterionId::PiiBreaker).expect;
    stated.arithmetic = u"the script’s word, no numbers"_s;
    const auto words = models::checklistFilling(records).boxes[u"pii-breaker"_s].words;
    QVERIFY2(words.startsWith(u"enabled, the script’s word, no numbers, Decision maker"_s), qPrintable(words));
}

void WordsChecklistTest::nothingElseIsTickedByASignature()
{
    const auto filling = models::checklistFilling(goRecords());
    for (const auto &key :
         {u"final-check"_s, u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"stage:10"_s, u"stage:25"_s, u"stage:50"_s,
          u"stage:100"_s, u"smoke"_s, u"performance"_s, u"error-rate"_s, u"evidence-after"_s}) {
        QVERIFY2(filling.boxes.contains(key) && !filling.boxes[key].isDone, qPrintable(key));
        QCOMPARE(filling.boxes[key].words, u"not done"_s);
    }
}

void WordsChecklistTest::confirmationsNamePersonAndTime()
{
    auto records = goRecords();
    records.confirmations[u"freeze"_s] = {u"freeze"_s, u"A. Lead"_s, true, s_at, {QString(40, u'c'), {}}};
    records.confirmations[u"war-room"_s] = {u"war-room"_s, u"B. Lead"_s, false, s_at, {}};
    domain::Row roll;
    roll.id = CriterionId::Dashboard;
    roll.status = Status::NoGo;
    roll.reason = {domain::Cause::ExitCode, {u"1"_s}};
    roll.measuredAt = s_at;
    records.finalCheck = DecisionRecords::Check{roll, u"ops@host"_s};
    const auto filling = models::checklistFilling(records);
    QVERIFY(filling.boxes[u"freeze"_s].isDone);
    QCOMPARE(filling.boxes[u"freeze"_s].words, u"frozen at cccccccccccc, A. Lead, "_s + s_when);
    QVERIFY(!filling.boxes[u"war-room"_s].isDone);
    QCOMPARE(filling.boxes[u"war-room"_s].words, u"no-go, B. Lead, "_s + s_when);
    QVERIFY(!filling.boxes[u"final-check"_s].isDone);
    QVERIFY(filling.boxes[u"final-check"_s].words.startsWith(u"No-Go, "_s));
}

void WordsChecklistTest::stagesAreTickedByTheirOutcome_data()
{
    QTest::addColumn<QList<PromotionResult>>("results");
    QTest::addColumn<bool>("done");
    using enum PromotionResult;
    QTest::newRow("done") << QList{Done} << true;
    QTest::newRow("failed") << QList{Failed} << false;
    QTest::newRow("unknown") << QList{Unknown} << false;
    QTest::newRow("failed, then done") << QList{Failed, Done} << true;
    QTest::newRow("unknown, then failed") << QList{Unknown, Failed} << false;
}

void WordsChecklistTest::stagesAreTickedByTheirOutcome()
{
    QFETCH(const QList<PromotionResult>, results);
    QFETCH(const bool, done);
    auto records = goRecords();
    for (const auto result : results)
        records.promotions.append({25, result, s_at, u"ops@host"_s});
    const auto filling = models::checklistFilling(records);
    QCOMPARE(filling.boxes[u"stage:25"_s].isDone, done);
    QVERIFY(filling.boxes[u"stage:25"_s].words.endsWith(u"ops@host, "_s + s_when));
    QVERIFY(!filling.boxes[u"stage:10"_s].isDone && !filling.boxes[u"stage:50"_s].isDone);
}

void WordsChecklistTest::aServedHoldIsTold()
{
    auto records = goRecords();
    records.promotions = {{25, PromotionResult::Done, s_at, u"ops@host"_s}};
    records.heldMs[25] = 1'800'900;
    QCOMPARE(models::checklistFilling(records).boxes[u"stage:25"_s].words.replace(u"\u00a0"_s, u" "_s),
             u"reads back 25, hold of 30 min served, ops@host, "_s + s_when);
}

void WordsChecklistTest::checksAfterTheLastStageAreTickedByTheirRow()
{
    auto records = goRecords();
    records.after = {afterCheck(CriterionId::SmokeTests, Status::Go, u"exit code 0"_s),
                     afterCheck(CriterionId::LatencyAfter, Status::NoGo, u"P99 +11 % > +10 %"_s),
                     afterCheck(CriterionId::EvidenceAfter, Status::Go, u"163 of 163"_s)};
    const auto boxes = models::checklistFilling(records).boxes;
    QVERIFY(boxes[u"smoke"_s].isDone);
    QCOMPARE(boxes[u"smoke"_s].words, u"exit code 0, ops@host, "_s + s_when);
    QVERIFY(boxes[u"evidence-after"_s].isDone);
    QVERIFY(!boxes[u"performance"_s].isDone);
    QCOMPARE(boxes[u"performance"_s].words, u"No-Go, P99 +11 % > +10 %, ops@host, "_s + s_when);
    QVERIFY(!boxes[u"error-rate"_s].isDone); // it did not run
    QCOMPARE(boxes[u"error-rate"_s].words, u"not done"_s);
}

void WordsChecklistTest::aDeviationTicksNothing()
{
    auto records = goRecords();
    records.after = {afterCheck(CriterionId::LatencyAfter, Status::NoGo, u"P50 −12 % < −10 %"_s)};
    records.closing.emplace();
    records.closing->statement.closing =
        domain::Closing{domain::ClosingOutcome::Deviations, u"d"_s, {{u"Faster"_s, u"Lead"_s, s_at.date()}}};
    const auto box = models::checklistFilling(records).boxes[u"performance"_s];
    QVERIFY(!box.isDone);
    QCOMPARE(box.words, u"No-Go, P50 −12 % < −10 %, closed with 1 deviation, ops@host, "_s + s_when);
}

void WordsChecklistTest::aRollbackSaysWhyNothingCameAfter()
{
    const auto boxes = models::checklistFilling(rolledBackRecords()).boxes;
    for (const auto &key : {u"smoke"_s, u"performance"_s, u"error-rate"_s, u"evidence-after"_s}) {
        QVERIFY(!boxes[key].isDone);
        QCOMPARE(boxes[key].words, u"not done, rolled back, "_s + s_when);
    }
}

void WordsChecklistTest::whatFollowsARollbackIsTold()
{
    auto records = rolledBackRecords();
    auto boxes = models::checklistFilling(records).boxes;
    for (const auto &key : {u"rollback-capture"_s, u"rollback-notify"_s, u"rollback-review"_s})
        QVERIFY2(!boxes[key].isDone && boxes[key].words == u"not done"_s, qPrintable(key));
    records.rollback->captured = {u"var/incidents/r.json"_s, u"var/incidents/r.ics"_s};
    records.rollback->capturedAt = s_at;
    records.rollback->capturedBy = u"watch@host"_s;
    records.rollback->notified = {u"ops"_s, u"pager"_s};
    records.rollback->notifiedAt = s_at;
    boxes = models::checklistFilling(records).boxes;
    QVERIFY(boxes[u"rollback-capture"_s].isDone && boxes[u"rollback-notify"_s].isDone);
    QCOMPARE(boxes[u"rollback-capture"_s].words, u"var/incidents/r.json, watch@host, "_s + s_when);
    QCOMPARE(boxes[u"rollback-notify"_s].words, u"taken by ops, pager, "_s + s_when);
    QCOMPARE(boxes[u"rollback-review"_s].words, u"var/incidents/r.ics, watch@host, "_s + s_when);
}

void WordsChecklistTest::withoutARollbackNothingIsSaidOfOne()
{
    const auto keys = models::checklistFilling(goRecords()).boxes.keys();
    QVERIFY(std::ranges::none_of(keys, [](const QString &key) { return key.startsWith("rollback"_L1); }));
}

void WordsChecklistTest::oneOfTheTwoDecisionsIsTicked()
{
    const auto go = models::checklistFilling(goRecords()).boxes;
    QVERIFY(go[u"go"_s].isDone && !go[u"no-go"_s].isDone);
    QCOMPARE(go[u"go"_s].words, u"All rows are go, Decision maker, "_s + s_when);
    const auto noGo = models::checklistFilling(noGoRecords()).boxes;
    QVERIFY(!noGo[u"go"_s].isDone && noGo[u"no-go"_s].isDone);
    QVERIFY(noGo[u"no-go"_s].words.startsWith(u"postponed by decision, "_s)); // all rows were green
    auto red = noGoRecords();
    red.statement.rows[0].row.status = Status::NoGo;
    QVERIFY(!models::checklistFilling(red).boxes[u"no-go"_s].words.contains(u"postponed"_s));
}

void WordsChecklistTest::theDemoSaysSo()
{
    auto records = goRecords();
    QVERIFY(!models::checklistFilling(records).fields[u"Signature"_s].contains(u"DEMO"_s));
    records.statement.environment = u"Demo"_s;
    QVERIFY(models::checklistFilling(records).fields[u"Signature"_s].startsWith(u"DEMO, "_s));
}

void WordsChecklistTest::ourOwnChecklistIsWhole()
{
    const auto filled = formats::fillChecklist(models::ownChecklist(), u"own"_s, models::checklistFilling(goRecords()));
    QVERIFY(filled);
    QCOMPARE(filled->ticked, 14); // twelve criteria, the baselines, GO
    QCOMPARE(filled->open, 13);
    QCOMPARE(filled->untouched, 0);
    QCOMPARE(filled->rows, 12);
    for (const auto *line :
         {"**Version**: v2\n", "**Target Date**: 2026-03-02\n", "**Decision Maker**: Decision maker"})
        QVERIFY2(filled->markdown.contains(line), line);
    QVERIFY(filled->markdown.contains("1. **Capture Evidence**\n2. **Notify Stakeholders**\n"));
    auto records = rolledBackRecords();
    records.rollback->captured = {u"r.json"_s};
    records.rollback->capturedAt = s_at;
    const auto told = formats::fillChecklist(models::ownChecklist(), u"own"_s, models::checklistFilling(records));
    QVERIFY(told->markdown.contains("1. **Capture Evidence** — r.json, 2 Mar 2026 13:41 UTC\n"));
    QVERIFY(told->markdown.contains("2. **Notify Stakeholders** — not done\n"));
}

QTEST_GUILESS_MAIN(WordsChecklistTest)

#include "tst_wordschecklist.moc"
