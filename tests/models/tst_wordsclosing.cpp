// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why a cutover cannot be closed so: what is missing, and the next step, in words.
#include "models/wordsclosing.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::ClosingFault;

class WordsClosingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsMissing_data();
    void whatIsMissing();
    void everyFaultNamesTheNextStep_data();
    void everyFaultNamesTheNextStep();
};

void WordsClosingTest::whatIsMissing_data()
{
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing is promoted")
        << QStringList{u"stage:10"_s, u"stage:25"_s, u"stage:50"_s, u"stage:100"_s}
        << u"Too early to close: 10 %, 25 %, 50 % and 100 % not promoted. Next: cutoverctl promote 10."_s;
    QTest::newRow("a hold, and two stages")
        << QStringList{u"hold:25:720"_s, u"stage:50"_s, u"stage:100"_s}
        << u"Too early to close: the hold at 25 % has 12 min left; 50 % and 100 % not promoted. Next: cutoverctl "
           "promote 50."_s;
    QTest::newRow("the last hold")
        << QStringList{u"hold:100:45"_s}
        << u"Too early to close: the hold at 100 % has 45 s left. Wait for that, then run cutoverctl post-cutover."_s;
    QTest::newRow("the last promotion")
        << QStringList{u"in_flight:100"_s}
        << u"Too early to close: the promotion to 100 % is not over. Wait for that, then run cutoverctl "
           "post-cutover."_s;
    QTest::newRow("another stage") << QStringList{u"drift:100:50"_s}
                                   << u"desired_stage.txt reads “50”, not 100. Put 100 back, or abort: only what runs "
                                      "is closed."_s;
    QTest::newRow("a folder") << QStringList{u"drift:100:?/"_s}
                              << u"desired_stage.txt is a folder: remove it. Put 100 back, or abort: only what runs is "
                                 "closed."_s;
    QTest::newRow("aborted") << QStringList{u"aborted"_s}
                             << u"The rollout was aborted: close it as rolled back (--outcome rolled-back)."_s;
}

void WordsClosingTest::whatIsMissing()
{
    QFETCH(QStringList, data);
    QFETCH(QString, text);
    QCOMPARE(models::closingRefusalText({ClosingFault::NothingToClose, data}).replace(u'\u00a0', u' '), text);
}

void WordsClosingTest::everyFaultNamesTheNextStep_data()
{
    QTest::addColumn<ClosingFault>("fault");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("step");
    using enum ClosingFault;
    const auto add = [](const char *name, ClosingFault fault, const QStringList &data, const QString &step) {
        QTest::newRow(name) << fault << data << step;
    };
    add("no GO", NothingToClose, {}, u"cutoverctl sign go"_s);
    add("no attempt", NothingToClose, {u"no_attempt"_s}, u"cutoverctl sign go"_s);
    add("closed", NothingToClose, {u"closed"_s}, u"cutoverctl sign go"_s);
    add("another", NothingToClose, {u"other_attempt"_s}, u"ompose it again"_s);
    add("aborting", NothingToClose, {u"aborting"_s}, u"cutoverctl status"_s);
    add("not aborted", NothingToClose, {u"not_aborted"_s}, u"cutoverctl abort"_s);
    add("row", RowNotGo, {u"smoke-tests"_s}, u"cutoverctl post-cutover"_s);
    add("row of an abort", RowNotGo, {u"readyz-recovered"_s}, u"cutoverctl status"_s);
    add("no deviation", DeviationsMissing, {u"0"_s, u"2"_s}, u"--deviation"_s);
    add("unasked", DeviationsUnasked, {}, u"--outcome deviations"_s);
    add("incomplete", DeviationIncomplete, {u"1"_s}, u"TEXT;OWNER;"_s);
    add("overdue", DeviationOverdue, {u"2"_s, u"2026-03-01"_s}, u"from today (UTC) on"_s);
    add("unnamed", RowUnnamed, {u"latency-after"_s}, u"“latency-after: ”"_s);
}

void WordsClosingTest::everyFaultNamesTheNextStep()
{
    QFETCH(ClosingFault, fault);
    QFETCH(QStringList, data);
    QFETCH(QString, step);
    const auto text = models::closingRefusalText({fault, data});
    QVERIFY2(text.contains(step), qPrintable(text));
}

QTEST_GUILESS_MAIN(WordsClosingTest)

#include "tst_wordsclosing.moc"
