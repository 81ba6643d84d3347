// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever counts and is otherwise than a report says is named once; what changes by itself is not.
#include "formats/reportcomparison.h"

#include "formats/reportsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;
using domain::CriterionId;
using What = ReportChange::What;
using Rows = std::array<domain::Row, domain::rowCount>;

namespace {

Report reportOf(const QJsonObject &document)
{
    return readReport(readableJson(document), u"report.json"_s).value();
}

QStringList namesOf(const QList<ReportChange> &changes)
{
    QStringList names;
    for (const auto &change : changes)
        names.append((change.row ? domain::criterion(*change.row).key + u' ' : QString()) + whatName(change.what));
    return names;
}

domain::Row &burst(Rows &rows)
{
    auto &row = rows[static_cast<std::size_t>(CriterionId::CanaryHealth)];
    row.measures = {{u"burst"_s, 0.8, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
    return row;
}

using Change = std::function<void(domain::Row &)>;

} // namespace

class TestReportComparison : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingChangedInTheSameReport();
    void whatChangesByItselfIsNoChange();
    void aRowsChangeIsNamed_data();
    void aRowsChangeIsNamed();
    void verdictsComeFirst();
    void aHiddenNumberIsSeen();
    void anotherDecisiveNumberComparesAsAWhole();
    void baselines();
    void missingOfAPreCutover();
    void everyWhatHasItsName();
};

void TestReportComparison::nothingChangedInTheSameReport()
{
    const auto report = reportOf(sampleReport());
    QVERIFY(changesBetween(report, report).isEmpty());
}

void TestReportComparison::whatChangesByItselfIsNoChange()
{
    auto rows = sampleRows();
    for (auto &row : rows) {
        row.measuredAt = row.measuredAt.addSecs(600);
        row.durationMs += 5;
        row.outputSha256 = QByteArray(32, '\x11');
        row.note = u"another"_s;
        row.reason = {domain::Cause::ScriptsWord, {}};
    }
    auto &age = rows.back().measures.first();
    age.observed += 600;
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport()), reportOf(sampleReport(rows)))), QStringList());
    age.limit += 600;
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport()), reportOf(sampleReport(rows)))),
             QStringList{u"baselines limit_loosened"_s});
}

void TestReportComparison::aRowsChangeIsNamed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, const Change &change, const QStringList &names) {
        QTest::newRow(name) << change << names;
    };
    using domain::Operator;
    using domain::Row;
    using domain::Status;
    row("worse", [](Row &r) { r.measures[0].observed = 1.504; }, {u"canary-health observed"_s});
    row("better", [](Row &r) { r.measures[0].observed = 0.2; }, {u"canary-health observed"_s});
    row("a looser maximum", [](Row &r) { r.measures[0].limit = 1.6; }, {u"canary-health limit_loosened"_s});
    row("a stricter maximum", [](Row &r) { r.measures[0].limit = 1.4; }, {u"canary-health limit"_s});
    row("number and limit",
        [](Row &r) {
            r.measures[0].observed = 1.55;
            r.measures[0].limit = 1.6;
        },
        {u"canary-health observed"_s, u"canary-health limit_loosened"_s});
    row("another script", [](Row &r) { r.source.ref = u"bash y.sh"_s; }, {u"canary-health source"_s});
    row("another pointer", [](Row &r) { r.source.pointer = u"/x"_s; }, {u"canary-health source"_s});
    row("a probe in a script's place", [](Row &r) { r.source.kind = domain::Source::Kind::File; },
        {u"canary-health source"_s});
    row("never run now",
        [](Row &r) {
            r = {};
            r.id = CriterionId::CanaryHealth;
        },
        {u"verdict"_s, u"decision_verdict"_s, u"canary-health status"_s, u"canary-health observed"_s});
    for (const auto status : {Status::NoGo, Status::NoData, Status::Stale, Status::Error, Status::TimedOut})
        row(qPrintable(domain::statusName(status)), [status](Row &r) { r.status = status; },
            {u"verdict"_s, u"decision_verdict"_s, u"canary-health status"_s});
}

void TestReportComparison::aRowsChangeIsNamed()
{
    QFETCH(const Change, change);
    QFETCH(const QStringList, names);
    auto before = sampleRows();
    burst(before);
    auto after = before;
    change(after[static_cast<std::size_t>(CriterionId::CanaryHealth)]);
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport(before)), reportOf(sampleReport(after)))), names);
}

void TestReportComparison::verdictsComeFirst()
{
    auto rows = sampleRows();
    rows[static_cast<std::size_t>(CriterionId::TeamReady)].status = domain::Status::NoGo;
    const auto changes = changesBetween(reportOf(sampleReport(rows)), reportOf(sampleReport()));
    QCOMPARE(namesOf(changes), (QStringList{u"decision_verdict"_s, u"team-ready status"_s}));
    QCOMPARE(changes.first().then, QJsonValue(u"NO-GO"_s));
    QCOMPARE(changes.first().now, QJsonValue(u"GO"_s));
    QCOMPARE(changes.last().then, QJsonValue(u"no_go"_s));
}

void TestReportComparison::aHiddenNumberIsSeen()
{
    // A minimum is looser when it is lower, and the arithmetic tells of numbers that do not decide.
    auto before = sampleRows();
    auto &rotation = before[static_cast<std::size_t>(CriterionId::KeyRotation)];
    rotation.measures = {{u"days"_s, 30, domain::Operator::GreaterOrEqual, 7, domain::Unit::Days}};
    auto after = before;
    after[static_cast<std::size_t>(CriterionId::KeyRotation)].measures[0].limit = 5;
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport(before)), reportOf(sampleReport(after)))),
             (QStringList{u"key-rotation limit_loosened"_s}));

    auto recovery = sampleRows();
    auto &numbers = recovery[static_cast<std::size_t>(CriterionId::DrRecovery)].measures;
    numbers = {{u"RTO"_s, 3, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes},
               {u"RPO"_s, 1, domain::Operator::LessOrEqual, 1, domain::Unit::Files}};
    auto slower = recovery;
    slower[static_cast<std::size_t>(CriterionId::DrRecovery)].measures[0].observed = 12;
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport(recovery)), reportOf(sampleReport(slower)))),
             (QStringList{u"dr-recovery observed"_s}));
}

void TestReportComparison::anotherDecisiveNumberComparesAsAWhole()
{
    auto before = sampleRows();
    auto &numbers = before[static_cast<std::size_t>(CriterionId::DrRecovery)].measures;
    numbers = {{u"RTO"_s, 14.9, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes},
               {u"RPO"_s, 0, domain::Operator::LessOrEqual, 1, domain::Unit::Files}};
    auto after = before;
    auto &later = after[static_cast<std::size_t>(CriterionId::DrRecovery)].measures;
    later[0].observed = 3;
    later[1].observed = 1;
    const auto changes = changesBetween(reportOf(sampleReport(before)), reportOf(sampleReport(after)));
    QCOMPARE(namesOf(changes), (QStringList{u"dr-recovery observed"_s})); // and no limit «15 to 1»
    QVERIFY(changes.first().then.isString());
}

void TestReportComparison::baselines()
{
    const auto none = reportOf(sampleReport(sampleRows(), std::nullopt));
    auto slower = sampleBaseline();
    slower.p99Ms = 200;
    const auto changes = changesBetween(reportOf(sampleReport()), reportOf(sampleReport(sampleRows(), slower)));
    QCOMPARE(namesOf(changes), (QStringList{u"baselines baseline_p99"_s}));
    QCOMPARE(changes.first().unit, u"ms"_s);
    QCOMPARE(namesOf(changesBetween(reportOf(sampleReport()), none)),
             (QStringList{u"baselines baseline_p50"_s, u"baselines baseline_p99"_s, u"baselines baseline_file"_s}));
}

void TestReportComparison::missingOfAPreCutover()
{
    const auto report = [](const QStringList &missing) {
        return reportOf(preCutoverReport(sampleReport(), at(u"2026-03-02T13:30:00Z"), missing));
    };
    const auto changes = changesBetween(report({u"freeze"_s, u"war-room"_s}), report({u"war-room"_s}));
    QCOMPARE(namesOf(changes), (QStringList{u"missing"_s}));
    QCOMPARE(changes.first().then, QJsonValue(u"freeze, war-room"_s));
    QVERIFY(changesBetween(report({u"freeze"_s}), reportOf(sampleReport())).isEmpty()); // the other says nothing of it
}

void TestReportComparison::everyWhatHasItsName()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(What::BaselineFile); ++i)
        names.insert(whatName(static_cast<What>(i)));
    QCOMPARE(names.size(), static_cast<int>(What::BaselineFile) + 1);
}

QTEST_GUILESS_MAIN(TestReportComparison)

#include "tst_reportcomparison.moc"
