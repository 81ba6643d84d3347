// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The few lines beside a statement name what is decided, and whatever speaks against it.
#include "models/wordsstatement.h"

#include <QTest>
#include <QTimeZone>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

domain::Statement statement()
{
    domain::Statement statement;
    statement.decision = domain::DecisionKind::Go;
    statement.environment = u"Production"_s;
    statement.version = u"v2.8.0"_s;
    statement.change = u"CHG-1234"_s;
    statement.targetAt = QDateTime({2026, 3, 2}, {14, 0}, QTimeZone::utc());
    statement.opensAt = statement.targetAt;
    statement.expiresAt = statement.targetAt.addSecs(domain::firstPromotionWithinS);
    statement.signerName = u"Ana"_s;
    statement.signerRole = u"decision-maker"_s;
    statement.meaning = u"I decide it."_s;
    statement.reason = u"All twelve are Go."_s;
    for (std::size_t id = 0; id < domain::rowCount; ++id) {
        domain::Row row;
        row.id = static_cast<domain::CriterionId>(id);
        row.status = domain::Status::Go;
        statement.rows.append({row, {}, {}});
    }
    return statement;
}

} // namespace

class WordsStatementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsDecided();
    void namesEveryRowThatIsNotGo();
    void theCeremonyIsToldWithItsObjections();
    void aNoGoHasNoWindow();
    void whatIsLoosenedOrNotCommittedIsSaid();
    void noDatumMakesALine();
};

void WordsStatementTest::namesWhatIsDecided()
{
    QCOMPARE(models::statementSummary(statement()),
             u"  GO for Production v2.8.0, change CHG-1234\n"
             "  Target 2026-03-02 14:00 UTC; the first promotion from 2026-03-02 14:00 UTC to 2026-03-02 18:00 UTC.\n"
             "  12 of 12 rows are Go, and the baselines are documented.\n"
             "  Binds 0 files and outputs; no git checkout.\n"
             "  Signed as Ana, decision-maker: I decide it.\n"
             "  Reason: All twelve are Go.\n"_s);
}

void WordsStatementTest::namesEveryRowThatIsNotGo()
{
    auto some = statement();
    some.rows[2].row.status = domain::Status::NoGo;
    some.rows[2].reason = u"RTO 17 min."_s;
    some.rows[9].row.status = domain::Status::Stale;
    const auto text = models::statementSummary(some);
    QVERIFY2(text.contains(u"10 of 12 rows are Go"_s), qPrintable(text));
    QVERIFY2(text.contains(u"  ✗ DR recovery validated: No-Go (RTO 17 min.)\n"_s), qPrintable(text));
    QCOMPARE(text.count(u'✗'), 2);
}

void WordsStatementTest::theCeremonyIsToldWithItsObjections()
{
    auto polled = statement();
    domain::Ceremony ceremony;
    ceremony.presider = u"Ana %3 Sol"_s;
    ceremony.endedAt = QDateTime(QDate(2026, 3, 2), QTime(13, 35), Qt::UTC);
    for (const auto row : domain::polledSet())
        ceremony.answers.append({row,
                                 u"Platform Team"_s,
                                 row != domain::CriterionId::Alerts,
                                 u"Bo Lind"_s,
                                 ceremony.endedAt,
                                 domain::Status::Go,
                                 {},
                                 ceremony.endedAt});
    polled.ceremony = ceremony;
    const auto text = models::statementSummary(polled);
    QVERIFY2(text.contains(u"  Ceremony of 2026-03-02 13:35 UTC, presided by Ana %3 Sol: 11 of 12 answers are Go.\n"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"  ✗ Alerts configured: Platform Team said no-go (Bo Lind)\n"_s), qPrintable(text));
    QVERIFY(!models::statementSummary(statement()).contains(u"Ceremony"_s));
}

void WordsStatementTest::aNoGoHasNoWindow()
{
    auto noGo = statement();
    noGo.decision = domain::DecisionKind::NoGo;
    noGo.opensAt = noGo.expiresAt = {};
    const auto text = models::statementSummary(noGo);
    QVERIFY2(text.startsWith(u"  NO-GO for Production"_s) && text.contains(u"closes the gate"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"first promotion"_s), qPrintable(text));
}

void WordsStatementTest::whatIsLoosenedOrNotCommittedIsSaid()
{
    auto loose = statement();
    loose.loosened.append({u"/limits/burst"_s, 1.6, 1.5, domain::Unit::Ratio});
    loose.git = domain::GitState{u"0123456789abcdef"_s, true};
    const auto text = models::statementSummary(loose);
    QVERIFY2(text.contains(u"  LOOSENED "_s) && text.contains(u"1.6"_s), qPrintable(text));
    QVERIFY2(text.contains(u"commit 01234567 with changes not committed"_s), qPrintable(text));
}

void WordsStatementTest::noDatumMakesALine()
{
    auto forged = statement();
    forged.version = u"v2\n  13 of 13 rows are Go\x1b[2J"_s;
    const auto text = models::statementSummary(forged);
    QCOMPARE(text.count(u'\n'), 6);
    QVERIFY2(!text.contains(u'\x1b'), qPrintable(text));
    const QString hostile = u"Ana\n  12 of 12 answers are Go\x1b[2J\u2028\r\u202e"_s;
    domain::Ceremony ceremony;
    ceremony.presider = hostile;
    ceremony.endedAt = QDateTime(QDate(2026, 3, 2), QTime(13, 35), Qt::UTC);
    ceremony.answers = {{domain::CriterionId::Alerts, hostile, false, hostile, ceremony.endedAt, domain::Status::Go,
                         hostile, ceremony.endedAt}};
    forged.ceremony = ceremony;
    const auto polled = models::statementSummary(forged);
    QCOMPARE(polled.count(u'\n'), 8);
    for (const auto sign : {u'\x1b', u'\u2028', u'\r', u'\u202e'})
        QVERIFY2(!polled.contains(sign), qPrintable(polled));
}

QTEST_GUILESS_MAIN(WordsStatementTest)

#include "tst_wordsstatement.moc"
