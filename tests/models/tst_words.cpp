// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every code has its sentence, with its data in it, and numbers never hide what decided.
#include "models/words.h"
#include "models/wordssigning.h"

#include "formats/documenterror.h"
#include "formats/rowjson.h"
#include "keychain/keychainerror.h"

#include <QTest>

#include <set>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::RefusalCode;
using session::Failure;

namespace {

const QString nbsp = u"\u00a0"_s;

QString plain(QString text)
{
    return text.replace(nbsp, u" "_s);
}

domain::Row rowWith(const domain::Measure &measure)
{
    domain::Row row;
    row.id = CriterionId::DrRecovery;
    row.status = measure.holds() ? domain::Status::Go : domain::Status::NoGo;
    row.measures = {measure};
    row.reason = {measure.holds() ? Cause::None : Cause::OverLimit, {measure.name}};
    return row;
}

/// A sentence ends, begins large or with a value, and holds no unfilled place.
bool isSentence(const QString &text)
{
    return text.size() > 5 && !text.contains(u"%1"_s) && !text.contains(u"%2"_s) && !text.contains(u'!') &&
           !text.contains(u"please"_s, Qt::CaseInsensitive);
}

std::array<domain::Row, domain::rowCount> goRows()
{
    std::array<domain::Row, domain::rowCount> rows;
    for (std::size_t i = 0; i < domain::rowCount; ++i) {
        rows[i].id = static_cast<CriterionId>(i);
        rows[i].status = domain::Status::Go;
        rows[i].reason = {Cause::ScriptsWord, {}};
    }
    return rows;
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arithmeticExplains();
    void nothingIsOverItself();
    void everyCauseHasASentence();
    void whatAServerWarnedOfIsSaid();
    void aKeyIsNamedWithItsTrouble();
    void aWindowIsNoOutput();
    void everyRefusalHasASentence();
    void refusalsCarryTheirData_data();
    void refusalsCarryTheirData();
    void everyDocumentErrorHasASentence();
    void brokenFilesNamePlaceAndMend();
    void everyKeychainErrorHasASentence();
    void everyStatusHasAWord();
    void changesNameWhatChanged();
    void theSummaryIsTheChecklists();
    void oneRedRowTurnsTheSummary();
    void verdictsHaveTheirLines();
    void whatIsSaidOfATimeStampIsTrue();
    void theRecordHasAllWords();
};

void WordsTest::arithmeticExplains()
{
    const auto over = plain(
        models::rowArithmetic(rowWith({u"RTO"_s, 17.2, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes})));
    QVERIFY2(over.contains(u"17 min 12 s > 15 min"_s) && over.contains(u"over by 2 min 12 s"_s), qPrintable(over));
    const auto within = plain(
        models::rowArithmetic(rowWith({u"burst"_s, 0.91, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio})));
    QVERIFY2(within.contains(u"0.91 ≤ 1.5"_s) && within.contains(u"0.59"_s), qPrintable(within));
    const auto below = plain(models::rowArithmetic(
        rowWith({u"P50"_s, -12.4, domain::Operator::GreaterOrEqual, -10, domain::Unit::Percent})));
    QCOMPARE(below, u"P50 −12.4 % < −10 %, short by 2.4 %"_s);
    QCOMPARE(plain(models::valueText(-2.174, domain::Unit::Percent)), u"−2.174 %"_s);
    const auto rate = plain(models::rowArithmetic(
        rowWith({u"error_rate"_s, 0.0002, domain::Operator::Less, 0.001, domain::Unit::Fraction})));
    QCOMPARE(rate, u"error rate 0.02 % < 0.1 %, 0.08 % to spare"_s);
    domain::Row word;
    word.status = domain::Status::Go;
    word.reason = {Cause::ScriptsWord, {}};
    QCOMPARE(models::rowArithmetic(word), u"the script’s word, no numbers"_s);
    domain::Row value;
    value.observed = u"disabled"_s;
    value.limit = u"enabled"_s;
    value.status = domain::Status::NoGo;
    QCOMPARE(models::rowArithmetic(value), u"disabled ≠ enabled"_s);
    value.observed = value.limit;
    value.status = domain::Status::Stale;
    QCOMPARE(models::rowArithmetic(value), u"enabled = enabled"_s);
}

void WordsTest::nothingIsOverItself()
{
    for (const double observed : {1.504, 1.5000001, 1.50000000001}) {
        const auto text = plain(models::rowArithmetic(
            rowWith({u"burst"_s, observed, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio})));
        QVERIFY2(!text.contains(u"1.5 > 1.5"_s) && text.contains(u" > 1.5"_s), qPrintable(text));
    }
}

void WordsTest::everyCauseHasASentence()
{
    std::set<QString> seen;
    for (int i = 0; i <= static_cast<int>(Cause::DrillsRefused); ++i) {
        domain::Row row;
        row.id = CriterionId::Readyz;
        row.status = domain::Status::Error;
        row.observed = u"observed"_s;
        row.measures = {{u"burst"_s, 2, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
        row.reason = {static_cast<Cause>(i), {u"burst"_s, u"30"_s, u"10"_s, u"4"_s}};
        const auto text = models::rowReason(row);
        QVERIFY2(isSentence(text), qPrintable(u"%1: %2"_s.arg(formats::causeName(row.reason.cause), text)));
        seen.insert(text);
        row.reason.data.clear();
        QVERIFY(!models::rowReason(row).isEmpty()); // never without words, even where data is missing
    }
    QVERIFY(seen.size() > 30);
}

void WordsTest::whatAServerWarnedOfIsSaid()
{
    domain::Row row;
    row.id = domain::CriterionId::CanaryHealth;
    row.status = domain::Status::Go;
    row.reason.cause = domain::Cause::None;
    row.measures = {{u"burst"_s, 0.8, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
    QCOMPARE(models::rowReason(row), u"Within its limit."_s);
    row.reason.data = {u"burst: half of it is missing"_s};
    QCOMPARE(models::rowReason(row), u"Within its limit. The metrics server warned: burst: half of it is missing."_s);
}

void WordsTest::aKeyIsNamedWithItsTrouble()
{
    auto row = rowWith({u"days"_s, 5, domain::Operator::GreaterOrEqual, 7, domain::Unit::Days});
    row.id = CriterionId::KeyRotation;
    row.reason.data.append(u"configs/tls/service.pem"_s);
    QCOMPARE(plain(models::rowReason(row)), u"configs/tls/service.pem: 5 days < 7 days, short by 2 days."_s);
    QCOMPARE(plain(models::rowArithmetic(row)), u"5 days < 7 days, short by 2 days"_s);
    row.reason = {Cause::FileUnreadable, {u"a.pem"_s, u"date_unknown"_s, {}, {}}};
    QCOMPARE(models::rowReason(row), u"a.pem cannot be read: it tells no date; list it in the key inventory."_s);
    row.reason = {Cause::FileUnreadable, {u"/tmp/x"_s, u"not_removed"_s, {}, {}}};
    QVERIFY(models::rowReason(row).startsWith(u"/tmp/x could not be removed: "_s));
}

void WordsTest::aWindowIsNoOutput()
{
    domain::Row row;
    row.id = CriterionId::ErrorRateAfter;
    row.status = domain::Status::NoData;
    row.reason = {Cause::NumberMissing, {u"error_rate"_s, {}}};
    QCOMPARE(models::rowReason(row), u"The windows have no number for error rate."_s);
}

void WordsTest::everyRefusalHasASentence()
{
    std::set<QString> seen;
    const QString iso = u"2026-03-02T14:00:00Z"_s;
    for (int i = 0; i <= static_cast<int>(RefusalCode::RowNotGo); ++i) {
        const domain::Refusal refusal{static_cast<RefusalCode>(i), {u"10"_s, iso, u"5"_s, iso}};
        const auto text = models::refusalText(refusal);
        QVERIFY2(isSentence(text) && text.endsWith(u'.'),
                 qPrintable(u"%1: %2"_s.arg(domain::refusalName(refusal), text)));
        seen.insert(text);
        QVERIFY(!models::refusalText({static_cast<RefusalCode>(i), {}}).isEmpty());
    }
    QVERIFY(seen.size() >= static_cast<std::size_t>(RefusalCode::RowNotGo) - 1);
}

void WordsTest::refusalsCarryTheirData_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, RefusalCode code, const QStringList &data, const QString &text) {
        QTest::newRow(name) << static_cast<int>(code) << data << text;
    };
    add("no decision", RefusalCode::NoDecision, {}, u"No GO decision is signed."_s);
    const auto at = u"2026-03-02T14:20:00Z"_s;
    add("overridden", RefusalCode::Superseded, {at, u"no_go"_s}, u"A NO-GO signed at 14:20 UTC overrides this GO."_s);
    add("closed", RefusalCode::Superseded, {at, u"closing"_s},
        u"The cutover was closed at 14:20 UTC; the next one needs a GO of its own."_s);
    add("stood down", RefusalCode::Superseded, {at, u"stand_down"_s},
        u"The line was stood down at 14:20 UTC; a new GO is needed."_s);
    add("order", RefusalCode::OutOfOrder, {u"25"_s}, u"25 % comes next."_s);
    add("hold", RefusalCode::HoldRunning, {u"25"_s, u"323"_s}, u"Hold at 25 % has 05:23 left."_s);
    add("version", RefusalCode::OtherVersion, {u"v0.5.10"_s, u"v0.5.11v+"_s},
        u"The decision is for v0.5.10; this is v0.5.11v+."_s);
    add("promoted", RefusalCode::AlreadyPromoted, {u"25"_s, u"2026-03-02T14:17:41Z"_s},
        u"25 % was promoted at 14:17 UTC."_s);
    add("lapsed", RefusalCode::DecisionExpired, {u"2026-03-02T18:00:00Z"_s},
        u"The GO lapsed at 18:00 UTC; a new one is needed."_s);
    add("aborted", RefusalCode::Aborted, {at}, u"Aborted at 14:20 UTC; a new GO is needed."_s);
    add("aborted meanwhile", RefusalCode::Aborted, {at, u"Ana\n"_s, u"manual-rollback-x"_s, u"stopped"_s},
        u"Aborted at 14:20 UTC by Ana\\x0a (manual-rollback-x). The stage command was stopped; a new GO is needed."_s);
    add("aborted by itself", RefusalCode::Aborted, {at, {}, u"auto-burst-1.62-over-1.5"_s, u"ended"_s},
        u"Aborted at 14:20 UTC by the watcher (auto-burst-1.62-over-1.5). The stage command had ended, and does not "
        "count; a new GO is needed."_s);
    add("abort found", RefusalCode::Aborted, {at, {}, u"found-in-desired-stage"_s, u"stopped"_s},
        u"Aborted at 14:20 UTC (found-in-desired-stage). The stage command was stopped; a new GO is needed."_s);
    add("drift", RefusalCode::StageDrift, {u"50"_s, u"25"_s}, u"desired_stage.txt says “50”, the ledger says 25."_s);
    add("a folder", RefusalCode::StageDrift, {u"?/"_s, u"25"_s},
        u"desired_stage.txt is a folder: remove it. The ledger says 25."_s);
    add("not read", RefusalCode::StageDrift, {u"?"_s, u"25"_s},
        u"desired_stage.txt cannot be read, or is longer than a stage. The ledger says 25."_s);
    add("freeze", RefusalCode::PrecheckMissing, {u"freeze"_s}, u"Pre-cutover: deployments are not frozen."_s);
    add("unknown", RefusalCode::OutcomeUnknown, {u"50"_s},
        u"How the promotion to 50 % ended is unknown; a console on its machine settles it."_s);
    add("unknown elsewhere", RefusalCode::OutcomeUnknown, {u"50"_s, u"host-a"_s},
        u"How the promotion to 50 % ended is unknown: open this workspace on host-a, or abort."_s);
    add("no signers", RefusalCode::SignersUntrusted, {u"absent"_s},
        u"There is no list of signers yet; found it first."_s);
    add("signers", RefusalCode::SignersUntrusted, {},
        u"The list of signers is not pinned here; compare its fingerprint first."_s);
}

void WordsTest::refusalsCarryTheirData()
{
    QFETCH(int, code);
    QFETCH(QStringList, data);
    QFETCH(QString, text);
    QCOMPARE(plain(models::refusalText({static_cast<RefusalCode>(code), data})), text);
}

void WordsTest::everyDocumentErrorHasASentence()
{
    for (int i = 0; i <= static_cast<int>(formats::DocumentError::Code::UnsafeInteger); ++i) {
        const auto name = formats::codeName(static_cast<formats::DocumentError::Code>(i));
        const auto text = models::failureText(
            {Failure::Kind::File, name, {u"cutover.json"_s, u"/limits/burst"_s, u"14"_s, u"one"_s, u"two"_s}, {}});
        QVERIFY2(isSentence(text) && text.startsWith(u"cutover.json, line 14, /limits/burst: "_s), qPrintable(text));
    }
}

void WordsTest::brokenFilesNamePlaceAndMend()
{
    const auto text = models::failureText(
        {Failure::Kind::File, u"number_in_quotes"_s, {u"cutover.json"_s, u"/limits/burst"_s, u"14"_s, u"1.5"_s}, {}});
    QCOMPARE(text, u"cutover.json, line 14, /limits/burst: “1.5” is text; write the number 1.5."_s);
    const auto missing = models::failureText(
        {Failure::Kind::File, u"script_missing"_s, {u"tests/e2e/run.py"_s, u"/commands/smoke"_s}, {}});
    QVERIFY2(missing.contains(u"tests/e2e/run.py"_s) && missing.contains(u"set /commands/smoke in cutover.json"_s),
             qPrintable(missing));
    const auto sealed =
        models::failureText({Failure::Kind::File, u"sealed_outside"_s, {u"m.dsse.json"_s, u"../x"_s}, {}});
    QVERIFY2(isSentence(sealed) && sealed.startsWith(u"m.dsse.json lists ../x, "_s), qPrintable(sealed));
}

void WordsTest::everyKeychainErrorHasASentence()
{
    for (int i = 0; i <= static_cast<int>(keychain::KeychainError::Code::FileFailed); ++i) {
        const QString name = keychain::codeName(static_cast<keychain::KeychainError::Code>(i));
        const auto text = models::failureText({Failure::Kind::Keychain, name, {u"7c1f04ab9d3e5566"_s}, {}});
        QVERIFY2(isSentence(text), qPrintable(name + u": "_s + text));
    }
    const auto missing = models::failureText({Failure::Kind::Keychain, u"key_missing"_s, {u"7c1f04ab9d3e5566"_s}, {}});
    QCOMPARE(plain(missing), u"The key 7c1f 04ab is not in this keychain."_s);
}

void WordsTest::everyStatusHasAWord()
{
    std::set<QString> words;
    for (int i = 0; i <= static_cast<int>(domain::Status::NotRun); ++i)
        words.insert(models::statusWord(static_cast<domain::Status>(i)));
    QCOMPARE(words.size(), std::size_t{8});
    QVERIFY(!words.contains(QString()));
}

void WordsTest::changesNameWhatChanged()
{
    const auto loosened = models::changeText({u"loosened:/limits/burst"_s, {u"1.6"_s, u"1.5"_s, u"ratio"_s}});
    QVERIFY2(loosened.contains(u"/limits/burst"_s) && loosened.contains(u"1.6"_s) && loosened.contains(u"1.5"_s),
             qPrintable(loosened));
    const auto script =
        models::changeText({u"script_changed:pipeline/a.sh"_s, {u"pipeline/a.sh"_s, u"11112222"_s, u"33334444"_s}});
    QVERIFY2(script.contains(u"pipeline/a.sh"_s) && script.contains(u"3333"_s), qPrintable(script));
    QVERIFY(isSentence(models::changeText({u"signers_changed"_s, {}})));
}

void WordsTest::theSummaryIsTheChecklists()
{
    auto rows = goRows();
    rows[static_cast<std::size_t>(CriterionId::Rehearsal)].observed = u"passed"_s;
    const auto lines = models::preflightSummary(rows).split(u'\n');
    QCOMPARE(lines.value(0), u"✓ Readyz endpoint: healthy"_s);
    QCOMPARE(lines.value(1), u"✓ Evidence integrity: valid"_s);
    QVERIFY(lines.value(2).startsWith(u"✓ DR recovery: PASS"_s));
    QVERIFY(lines.value(3).startsWith(u"✓ Key rotation: healthy"_s));
    QCOMPARE(lines.value(4), u"✓ Policy signatures: all valid"_s);
    QCOMPARE(lines.value(5), u"✓ PII circuit breaker: enabled"_s);
    QCOMPARE(lines.value(6), u"✓ Manual promotion: enforced"_s);
    QVERIFY(lines.value(7).startsWith(u"✓ Canary health:"_s));
    QCOMPARE(lines.value(8), u"✓ Rehearsal: passed"_s);
    QCOMPARE(lines.value(9), u"✓ Ops dashboard: GO"_s);
    QCOMPARE(lines.value(10), QString());
    QCOMPARE(lines.value(11), QString(40, u'='));
    QCOMPARE(lines.value(12), u"  ✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓"_s);
    QCOMPARE(lines.value(13), QString(40, u'='));
    QCOMPARE(lines.value(14), u"Go/No-Go: GO"_s);
}

void WordsTest::oneRedRowTurnsTheSummary()
{
    auto rows = goRows();
    auto &row = rows[static_cast<std::size_t>(CriterionId::PiiBreaker)];
    row.status = domain::Status::NoGo;
    row.reason = {Cause::ExitCode, {u"1"_s}};
    const auto text = models::preflightSummary(rows);
    QVERIFY(text.contains(u"\n✗ PII circuit breaker"_s));
    QVERIFY(!text.contains(u"PASS ✓✓✓"_s));
    QVERIFY(text.contains(u"\nGo/No-Go: NO-GO"_s));
}

void WordsTest::verdictsHaveTheirLines()
{
    const QDateTime now(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC);
    session::View view;
    view.rows = goRows();
    view.rows[0].status = domain::Status::NoGo;
    view.waitingFor = {u"readyz"_s};
    const auto red = models::verdictLines(view, now);
    QCOMPARE(red.word, u"NO-GO"_s);
    QVERIFY(!red.line1.isEmpty() && !red.iconName.isEmpty());
    view.rows = goRows();
    view.waitingFor.clear();
    view.preflightGo = view.decisionGo = true;
    const auto green = models::verdictLines(view, now);
    QCOMPARE(green.word, u"GO"_s);
    QVERIFY2(green.line1.contains(u"12 of 12"_s), qPrintable(green.line1));
    QVERIFY(green.iconName != red.iconName);
    QCOMPARE(models::copyStatus(view, now).trimmed().count(u'\n'), 2);
    view.objections = {
        {domain::CriterionId::Alerts, u"On-Call Rotation"_s, false, u"Bo\nLind"_s, now, domain::Status::Go, {}, now}};
    const auto objected = models::verdictLines(view, now);
    QVERIFY2(objected.line1.contains(u"a station said no-go"_s), qPrintable(objected.line1));
    QCOMPARE(objected.line2, u"On-Call Rotation said no-go to Alerts configured."_s);
    QCOMPARE(models::objectionText(view.objections.first()),
             u"On-Call Rotation said no-go to Alerts configured (Bo\\x0aLind, 13:41\u00a0UTC)."_s);
}

void WordsTest::whatIsSaidOfATimeStampIsTrue()
{
    QVERIFY(models::timestampText({}).isEmpty());
    QVERIFY(models::timestampText(u"given"_s).contains(u"attested the time"_s));
    QVERIFY(models::timestampText(u"unreachable"_s).contains(u"asked again"_s));
    // Its authority's time lies outside the certificate's days: that one is not asked for again.
    const auto outside = models::timestampText(u"certificate_not_valid_at"_s);
    QVERIFY2(outside.startsWith(u"Time not attested"_s) && !outside.contains(u"asked again"_s), qPrintable(outside));
}

void WordsTest::theRecordHasAllWords()
{
    const auto wording = models::recordWording();
    QVERIFY(wording.arithmetic && wording.reason && wording.refusal);
    QCOMPARE(wording.refusal({RefusalCode::NoDecision, {}}), u"No GO decision is signed."_s);
    // The paper's values are the screen's.
    const auto &report = wording.report;
    QCOMPARE(report.value(15, domain::Unit::Minutes), models::valueText(15, domain::Unit::Minutes));
    QCOMPARE(plain(report.age(3 * 24 * 3600)), u"72 h"_s);
    QCOMPARE(plain(report.duration(724'400)), u"12 min 04 s"_s);
    QCOMPARE(report.status(domain::Status::NoGo), models::statusWord(domain::Status::NoGo));
    QCOMPARE(plain(report.fingerprint(u"9e41c07a55d2"_s, 2)), u"9e41 c07a"_s);
}

QTEST_GUILESS_MAIN(WordsTest)

#include "tst_words.moc"
