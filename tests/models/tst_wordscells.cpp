// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The short words: a table's cells, a trigger that holds, and what failed unlocks lead to.
#include "models/words.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Row;
using domain::Status;

namespace {

Row scriptsRow(CriterionId id, Status status, const QString &observed)
{
    Row row;
    row.id = id;
    row.status = status;
    row.observed = observed;
    row.limit = domain::criterion(id).expect;
    return row;
}

} // namespace

class WordsCellsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChecklistsLineIsAWordOrTwo_data();
    void theChecklistsLineIsAWordOrTwo();
    void anotherLineStaysAsItWasPrinted();
    void aRollCallCountsStations();
    void aTriggerIsOneSentence();
    void failedUnlocksCountDownToSecurity();
};

void WordsCellsTest::theChecklistsLineIsAWordOrTwo_data()
{
    QTest::addColumn<CriterionId>("id");
    QTest::addColumn<QString>("observed");
    QTest::addColumn<QString>("limit");
    QTest::newRow("evidence") << CriterionId::EvidenceIntegrity << u"every file matches"_s << u"all match"_s;
    QTest::newRow("policies") << CriterionId::PolicySignatures << u"all valid"_s << u"every file valid"_s;
    QTest::newRow("breaker") << CriterionId::PiiBreaker << u"enabled"_s << u"= enabled"_s;
    QTest::newRow("promotion") << CriterionId::ManualPromotion << u"auto-promotion off"_s << u"= off"_s;
    QTest::newRow("rehearsal") << CriterionId::Rehearsal << u"25, 50, abort passed"_s << u"25, 50, abort drill"_s;
    QTest::newRow("dashboard") << CriterionId::Dashboard << u"all green"_s << u"all green"_s;
}

void WordsCellsTest::theChecklistsLineIsAWordOrTwo()
{
    QFETCH(CriterionId, id);
    QFETCH(QString, observed);
    QFETCH(QString, limit);
    const auto row = scriptsRow(id, Status::Go, domain::criterion(id).expect);
    QCOMPARE(models::observedCell(row), observed);
    QCOMPARE(models::limitCell(row), limit);
    // What is signed keeps the very line.
    QCOMPARE(models::observedText(row), domain::criterion(id).expect);
    QCOMPARE(models::limitText(row), domain::criterion(id).expect);
}

void WordsCellsTest::anotherLineStaysAsItWasPrinted()
{
    const auto failed = scriptsRow(CriterionId::EvidenceIntegrity, Status::NoGo, u"✗✗✗ 2 files differ"_s);
    QCOMPARE(models::observedCell(failed), u"✗✗✗ 2 files differ"_s);
    auto own = scriptsRow(CriterionId::EvidenceIntegrity, Status::Go, u"✓ sealed"_s);
    own.limit = u"✓ sealed"_s; // a workspace's own expected line
    QCOMPARE(models::observedCell(own), u"sealed"_s);
    QCOMPARE(models::limitCell(own), u"sealed"_s);
}

void WordsCellsTest::aRollCallCountsStations()
{
    Row row;
    row.id = CriterionId::TeamReady;
    row.status = Status::NotRun;
    row.measures = {{u"stations"_s, 2, domain::Operator::GreaterOrEqual, 5, domain::Unit::Stations}};
    QCOMPARE(models::observedCell(row), u"2 of 5 stations"_s);
    QCOMPARE(models::limitCell(row), u"5 of 5 go"_s);
    QCOMPARE(models::marginText(row), u"—"_s);
}

void WordsCellsTest::aTriggerIsOneSentence()
{
    using domain::TriggerCode;
    QCOMPARE(models::triggerText({TriggerCode::P99, 21.318461, 20, {}}),
             u"P99 +21.3\u00a0% > +20\u00a0%, by 1.32 points."_s);
    QCOMPARE(models::triggerText({TriggerCode::P99, 20.0004, 20, {}}),
             u"P99 +20.0004\u00a0% > +20\u00a0%, by 0.0004 points."_s);
    QCOMPARE(models::triggerText({TriggerCode::Burst, 1.62, 1.5, {}}), u"Burst 1.62 > 1.5, over by 0.12."_s);
    QCOMPARE(models::triggerText({TriggerCode::Burst, 1.504, 1.5, {}}), u"Burst 1.504 > 1.5, over by 0.004."_s);
}

void WordsCellsTest::failedUnlocksCountDownToSecurity()
{
    const QList<domain::Contact> contacts{{u"Technical Lead"_s, u"A"_s, {}, {}, {}, {}},
                                          {u"Security Team"_s, u"B"_s, u"+1 555 0100"_s, u"#sec"_s, {}, {}}};
    QCOMPARE(models::unlocksText(0, contacts), QString());
    QCOMPARE(models::unlocksText(1, contacts), u"4 tries left before Security is told."_s);
    QCOMPARE(models::unlocksText(4, contacts), u"One try left before Security is told."_s);
    QCOMPARE(models::unlocksText(5, contacts),
             u"5 failed unlocks are recorded since the last decision. Tell Security Team now: B, +1 555 0100, #sec."_s);
    QVERIFY(models::unlocksText(6, {}).contains(u"cutover.json names none"));
}

QTEST_GUILESS_MAIN(WordsCellsTest)
#include "tst_wordscells.moc"
