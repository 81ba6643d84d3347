// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report of a cutover that nothing closed: it shows what is, and claims nothing that somebody would have to sign.
#include "models/cutoverreport.h"

#include "models/words.h"
#include "rollout/ledgerevents.h"

#include <QTest>

#include <algorithm>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(14, 42, 18), Qt::UTC);
const QString s_attempt = u"9e41c07a"_s;

session::DecisionRecords recordsOf(bool rolledBack)
{
    session::DecisionRecords records;
    auto &statement = records.statement;
    statement.decision = domain::DecisionKind::Go;
    statement.id = s_attempt;
    statement.continues = 25;
    statement.signerName = u"Decision maker"_s;
    for (const auto &fixed : domain::criteria()) {
        domain::Row row;
        row.id = fixed.id;
        row.status = domain::Status::Go;
        statement.rows.append({row, u"signed"_s, {}});
    }
    records.timeline.attemptId = s_attempt;
    records.timeline.events.append({rollout::kind::pause.toString(), 3, 3, s_now, s_now, {}, {}, false});
    if (rolledBack)
        records.rollback.emplace();
    return records;
}

session::View viewWith(const QString &attempt, CriterionId id)
{
    session::View view;
    view.rollout.attemptId = attempt;
    view.closingRows.emplaceBack().id = id;
    view.closingRows.last().status = domain::Status::Go;
    return view;
}

QList<CriterionId> idsOf(const pdf::ReportContent &content)
{
    QList<CriterionId> ids;
    for (const auto &stated : content.statement.rows)
        ids.append(stated.row.id);
    return ids;
}

bool claimsGo(const pdf::ReportContent &content)
{
    return std::ranges::any_of(content.statement.rows, [](const auto &stated) { return stated.row.isGo(); });
}

} // namespace

class CutoverReportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsADraftThatBindsNothing();
    void rowsAreThoseOfTheClosingAsTheyAreNow();
    void beforeTheLastStageNothingHasRun();
    void aRollbackHasItsOwnRows();
    void anotherAttemptsRowsAreNotIts();
    void theTimeLineIsTold();
};

void CutoverReportTest::itIsADraftThatBindsNothing()
{
    const auto content = models::cutoverDraft(recordsOf(false), {}, s_now);
    QCOMPARE(content.watermark, pdf::Watermark::Draft);
    QVERIFY(content.statement.id.isEmpty() && content.statementSha256.isEmpty() && content.envelope.isEmpty());
    QVERIFY(content.signers.isEmpty() && content.awaitedSigners == 0);
    QCOMPARE(content.statement.composedAt, s_now);
    QCOMPARE(content.statement.decision, domain::DecisionKind::Closing);
    QVERIFY(!content.statement.continues);
    QCOMPARE(content.statement.closing->attemptId, s_attempt);
}

void CutoverReportTest::rowsAreThoseOfTheClosingAsTheyAreNow()
{
    const auto content = models::cutoverDraft(recordsOf(false), viewWith(s_attempt, CriterionId::SmokeTests), s_now);
    QCOMPARE(idsOf(content), QList<CriterionId>{CriterionId::SmokeTests});
    QVERIFY(claimsGo(content));
}

void CutoverReportTest::beforeTheLastStageNothingHasRun()
{
    const auto content = models::cutoverDraft(recordsOf(false), {}, s_now);
    const auto set = domain::postCutoverSet();
    QCOMPARE(idsOf(content), QList<CriterionId>(set.begin(), set.end()));
    QVERIFY(!claimsGo(content)); // not one of the twelve that were signed
    for (const auto &stated : content.statement.rows)
        QCOMPARE(stated.reason, u"Still to come."_s);
}

void CutoverReportTest::aRollbackHasItsOwnRows()
{
    const auto content = models::cutoverDraft(recordsOf(true), {}, s_now);
    const auto set = domain::rollbackSet();
    QCOMPARE(idsOf(content), QList<CriterionId>(set.begin(), set.end()));
    QVERIFY(!claimsGo(content));
}

void CutoverReportTest::anotherAttemptsRowsAreNotIts()
{
    const auto content = models::cutoverDraft(recordsOf(true), viewWith(u"next"_s, CriterionId::AbortReadBack), s_now);
    QVERIFY(!claimsGo(content));
}

void CutoverReportTest::theTimeLineIsTold()
{
    const auto content = models::cutoverDraft(recordsOf(false), {}, s_now);
    QCOMPARE(content.story.timeline.size(), 1);
    QCOMPARE(content.story.timeline.first().what, u"The line was paused."_s);
}

QTEST_GUILESS_MAIN(CutoverReportTest)

#include "tst_cutoverreport.moc"
