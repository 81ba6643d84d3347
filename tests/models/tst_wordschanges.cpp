// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What changed since a report, told in one line each, and never «nothing» where it cannot be told.
#include "models/wordschanges.h"

#include "formats/reports.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
using formats::ReportChange;
using What = ReportChange::What;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(13, 41), Qt::UTC);

session::View greenView()
{
    session::View view;
    for (const auto &fixed : domain::criteria()) {
        auto &row = view.rows[static_cast<std::size_t>(fixed.id)];
        row.id = fixed.id;
        row.status = domain::Status::Go;
        row.reason = {domain::Cause::ScriptsWord, {}};
        row.source = {domain::Source::Kind::Command, u"bash x.sh"_s, {}, 0};
        row.measuredAt = s_now.addSecs(-60);
    }
    view.rows[static_cast<std::size_t>(CriterionId::CanaryHealth)].measures = {
        {u"burst"_s, 0.8, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
    view.preCutover = {s_now, {u"freeze"_s}};
    return view;
}

formats::Report reportOf(const QJsonObject &document)
{
    return formats::readReport(formats::readableJson(document), {}).value();
}

} // namespace

class WordsChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatThisProgramWritesItReads();
    void everyChangeHasItsLine_data();
    void everyChangeHasItsLine();
    void theJsonNamesRowAndText();
    void theTextIsOneLineEach();
    void aPresentThatCannotBeToldIsNoNothing();
};

void WordsChangesTest::whatThisProgramWritesItReads()
{
    const auto view = greenView();
    const auto plain = reportOf(models::reportDocument(view, s_now));
    const auto late = reportOf(models::preCutoverDocument(view, s_now));
    QVERIFY(!plain.missing && late.missing == QStringList{u"freeze"_s});
    for (const auto &report : {plain, late}) {
        const auto changes = models::changesSince(report, view, s_now.addSecs(600));
        QVERIFY(changes && changes->isEmpty());
    }
    QVERIFY(models::reportChangesText(plain, {}).startsWith(u"Nothing changed since the report of 2 Mar 2026 13:41"_s));
}

void WordsChangesTest::everyChangeHasItsLine_data()
{
    QTest::addColumn<ReportChange>("change");
    QTest::addColumn<QString>("line");
    const auto row = [](What what, const QJsonValue &then, const QJsonValue &now, const QString &line,
                        const QString &unit = {}) {
        QTest::newRow(qPrintable(formats::whatName(what) + u' ' + line.left(12)))
            << ReportChange{CriterionId::CanaryHealth, what, then, now, unit} << line;
    };
    const QJsonValue null(QJsonValue::Null);
    row(What::Verdict, u"GO"_s, u"NO-GO"_s, u"The pre-flight verdict was GO and is NO-GO."_s);
    row(What::DecisionVerdict, u"NO-GO"_s, u"GO"_s, u"The decision verdict was NO-GO and is GO."_s);
    row(What::Missing, u"freeze"_s, u""_s, u"The pre-cutover validation lacked freeze; it is done now."_s);
    row(What::Missing, u""_s, u"rows"_s, u"The pre-cutover validation was done; it lacks rows now."_s);
    row(What::Status, u"go"_s, u"timed_out"_s, u"3+ green windows was Go and is Timed out."_s);
    row(What::Observed, 0.8, 1.504, u"3+ green windows: observed 0.8, now 1.504."_s, u"ratio"_s);
    row(What::Observed, null, u"ok"_s, u"3+ green windows: observed nothing, now ok."_s);
    row(What::Limit, 15, 10, u"3+ green windows: its limit changed from 15 min to 10 min."_s, u"min"_s);
    row(What::LimitLoosened, 1.5, 1.6, u"3+ green windows: its limit was loosened from 1.5 to 1.6."_s, u"ratio"_s);
    row(What::Source, u"command a"_s, u"file b"_s,
        u"3+ green windows: it came from “command a” and comes from “file b”."_s);
    row(What::BaselineP50, 41.2, null, u"Baseline P50 was 41.2 ms and is nothing."_s, u"ms"_s);
    row(What::BaselineP99, 180, 190, u"Baseline P99 was 180 ms and is 190 ms."_s, u"ms"_s);
    row(What::BaselineFile, u"a"_s, u"b"_s, u"The baselines were those of a and are those of b."_s);
}

void WordsChangesTest::everyChangeHasItsLine()
{
    QFETCH(const ReportChange, change);
    QFETCH(const QString, line);
    QCOMPARE(models::reportChangeText(change).replace(u"\u00a0"_s, u" "_s), line);
}

void WordsChangesTest::theJsonNamesRowAndText()
{
    auto view = greenView();
    const auto then = reportOf(models::reportDocument(view, s_now));
    view.rows[static_cast<std::size_t>(CriterionId::Alerts)].status = domain::Status::NoGo;
    const auto changes = models::changesSince(then, view, s_now);
    QVERIFY(changes);
    const auto json = models::reportChangesJson(*changes);
    QCOMPARE(json.size(), 2);
    QCOMPARE(json[0][u"id"_s].toString(), u"decision_verdict"_s);
    const auto alerts = json[1].toObject();
    QCOMPARE(alerts.keys(), (QStringList{u"id"_s, u"now"_s, u"text"_s, u"then"_s, u"what"_s}));
    QCOMPARE(alerts[u"id"_s].toString(), u"alerts"_s);
    QCOMPARE(alerts[u"what"_s].toString(), u"status"_s);
    QCOMPARE(alerts[u"then"_s].toString(), u"go"_s);
    QCOMPARE(alerts[u"now"_s].toString(), u"no_go"_s);
}

void WordsChangesTest::theTextIsOneLineEach()
{
    const auto view = greenView();
    const auto then = reportOf(models::reportDocument(view, s_now));
    const QList<ReportChange> changes{
        {CriterionId::Readyz, What::Observed, u"a\nGo/No-Go: GO"_s, u"b\x1b[2J\u202e"_s, {}}};
    const auto text = models::reportChangesText(then, changes);
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY(!text.contains(u'\x1b') && !text.contains(u'\u202e'));
}

void WordsChangesTest::aPresentThatCannotBeToldIsNoNothing()
{
    auto view = greenView();
    const auto then = reportOf(models::reportDocument(view, s_now));
    view.rows[static_cast<std::size_t>(CriterionId::Alerts)].source.exitCode = -5; // no program ends so
    QVERIFY(!models::changesSince(then, view, s_now));
}

QTEST_GUILESS_MAIN(WordsChangesTest)

#include "tst_wordschanges.moc"
