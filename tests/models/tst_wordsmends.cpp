// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every refusal names the verb that mends it.
#include "models/words.h"
#include "models/wordsmends.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::RefusalCode;

class WordsMendsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRefusalNamesAVerb_data();
    void everyRefusalNamesAVerb();
    void theVerbIsTheOneThatMends_data();
    void theVerbIsTheOneThatMends();
    void aFailureSaysItOnce();
};

void WordsMendsTest::everyRefusalNamesAVerb_data()
{
    QTest::addColumn<int>("code");
    for (int i = 0; i <= static_cast<int>(RefusalCode::RowNotGo); ++i)
        QTest::newRow(qPrintable(domain::refusalName({static_cast<RefusalCode>(i), {}}))) << i;
}

void WordsMendsTest::everyRefusalNamesAVerb()
{
    QFETCH(int, code);
    const domain::Refusal refusal{static_cast<RefusalCode>(code), {u"10"_s, u"2026-03-02T14:00:00Z"_s}};
    const auto step = models::nextStep(refusal);
    QVERIFY2(step.contains(u"cutoverctl "_s) && step.endsWith(u'.'), qPrintable(step));
    const auto line = models::refusedLine(refusal);
    QVERIFY2(line.startsWith(u"✗ "_s) && line.endsWith(u" [%1]"_s.arg(domain::refusalName(refusal))), qPrintable(line));
}

void WordsMendsTest::theVerbIsTheOneThatMends_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("step");
    const auto add = [](const char *name, RefusalCode code, const QStringList &data, const QString &step) {
        QTest::newRow(name) << static_cast<int>(code) << data << step;
    };
    add("freeze", RefusalCode::PrecheckMissing, {u"freeze"_s}, u"cutoverctl confirm freeze --by NAME."_s);
    add("old rows", RefusalCode::PrecheckMissing, {u"rows"_s}, u"Run them: cutoverctl pre-cutover."_s);
    add("order", RefusalCode::OutOfOrder, {u"25"_s}, u"cutoverctl promote 25."_s);
    add("paused", RefusalCode::Paused, {u"Ana"_s}, u"Lift it: cutoverctl resume --by NAME."_s);
    add("row", RefusalCode::RowNotGo, {u"readyz"_s, u"stale"_s},
        u"Mend what it names, then cutoverctl preflight --only readyz."_s);
    add("team", RefusalCode::RowNotGo, {u"team-ready"_s, u"not_run"_s}, u"cutoverctl confirm team-ready --by NAME."_s);
    add("poll", RefusalCode::RowNotGo, {u"readyz"_s, u"no_go"_s, u"SRE"_s, u"Bo"_s},
        u"Once it is settled: cutoverctl ceremony answer readyz --by NAME."_s);
    add("changed script", RefusalCode::ScriptChanged, {u"a/step.sh"_s},
        u"Put it back: cutoverctl export ID --script a/step.sh --to FILE writes what was signed. Or sign a new GO; "
        "while a rollout is under way nothing is rehearsed, so there a stage or abort script is put back, or "
        "cutoverctl abort."_s);
    add("no list", RefusalCode::SignersUntrusted, {u"absent"_s}, u"cutoverctl signers found --key FP."_s);
    add("another GO", RefusalCode::Superseded, {u"2026-03-02T14:00:00Z"_s, u"go"_s}, u"cutoverctl status names it."_s);
}

void WordsMendsTest::theVerbIsTheOneThatMends()
{
    QFETCH(int, code);
    QFETCH(QStringList, data);
    QFETCH(QString, step);
    QCOMPARE(models::nextStep(domain::Refusal{static_cast<RefusalCode>(code), data}), step);
}

void WordsMendsTest::aFailureSaysItOnce()
{
    using Kind = session::Failure::Kind;
    const auto step = models::nextStep(session::Failure{Kind::Keychain, u"key_missing"_s, {}, {}});
    QVERIFY2(step.contains(u"keys list"_s), qPrintable(step));
    QCOMPARE(models::nextStep(session::Failure{Kind::Refused, u"no_signers"_s, {}, {}}), QString()); // it has its own
    const domain::Refusals refusals{{RefusalCode::Paused, {}}};
    QCOMPARE(models::nextStep(session::Failure{Kind::Refused, u"conflict"_s, {}, refusals}), QString());
}

QTEST_GUILESS_MAIN(WordsMendsTest)

#include "tst_wordsmends.moc"
