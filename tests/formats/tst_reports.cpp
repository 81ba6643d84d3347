// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/canonicaljson.h"
#include "formats/reports.h"
#include "formats/samples.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

QList<domain::Row> allGo()
{
    QList<domain::Row> rows;
    for (const auto &criterion : domain::criteria())
        rows.append(sampleRow(criterion.id));
    return rows;
}

RowWords words(const domain::Row &row)
{
    return {u"arithmetic of "_s + domain::criterion(row.id).key, u"reason"_s};
}

QJsonObject reportOf(const QList<domain::Row> &rows)
{
    const domain::Baseline baseline{41.2, 180.4, at(u"2026-03-01T08:00:00Z"), u"b.json"_s};
    return preflightReport(rows, baseline, at(u"2026-03-02T10:15:00Z"), words);
}

} // namespace

class TestReports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hasExactlyTheKeysOfTheFormat();
    void twelveRowsInOrder();
    void numbersComeFromTheDecisiveMeasure();
    void textsWhereThereAreNoNumbers();
    void neverRunRowsSayNull();
    void preflightIgnoresPeople();
    void oneRedRowIsNoGo();
    void missingRowsAreNeverGo();
    void baselinesAreTheirOwnObject();
    void preCutoverAddsWhatIsMissing();
    void readableJsonReadsBack();
};

void TestReports::hasExactlyTheKeysOfTheFormat()
{
    const QJsonObject report = reportOf(allGo());
    QCOMPARE(report.keys(), QStringList({u"baselines"_s, u"decision_verdict"_s, u"generated_at"_s, u"rows"_s,
                                         u"verdict"_s, u"waiting_for"_s}));
    const QJsonObject row = report.value("rows"_L1).toArray().at(0).toObject();
    QCOMPARE(row.keys(),
             QStringList({u"arithmetic"_s, u"category"_s, u"duration_ms"_s, u"id"_s, u"limit"_s, u"margin"_s,
                          u"measured_at"_s, u"note"_s, u"observed"_s, u"operator"_s, u"output_sha256"_s, u"reason"_s,
                          u"source"_s, u"status"_s, u"title"_s, u"unit"_s}));
    QCOMPARE(row.value("source"_L1).toObject().keys(),
             QStringList({u"exit_code"_s, u"kind"_s, u"pointer"_s, u"ref"_s}));
}

void TestReports::twelveRowsInOrder()
{
    const QJsonArray rows = reportOf(allGo()).value("rows"_L1).toArray();
    QCOMPARE(rows.size(), 12);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const auto &criterion = domain::criteria()[std::size_t(i)];
        QCOMPARE(rows.at(i)["id"_L1].toString(), criterion.key);
        QCOMPARE(rows.at(i)["arithmetic"_L1].toString(), u"arithmetic of "_s + criterion.key);
    }
}

void TestReports::numbersComeFromTheDecisiveMeasure()
{
    domain::Row row = sampleRow(domain::CriterionId::CanaryHealth);
    row.measures = {{u"burst"_s, 0.8, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio},
                    {u"burst"_s, 1.504, domain::Operator::LessOrEqual, 1.5, domain::Unit::Ratio}};
    const QJsonObject object = reportRow(row, {});
    QCOMPARE(object.value("observed"_L1).toDouble(), 1.504);
    QCOMPARE(object.value("operator"_L1).toString(), u"≤"_s);
    QCOMPARE(object.value("limit"_L1).toDouble(), 1.5);
    QCOMPARE(object.value("margin"_L1).toDouble(), -0.004);
    QCOMPARE(object.value("unit"_L1).toString(), u"ratio"_s);
}

void TestReports::textsWhereThereAreNoNumbers()
{
    domain::Row row = sampleRow(domain::CriterionId::Readyz);
    row.measures.clear();
    const QJsonObject object = reportRow(row, {});
    QCOMPARE(object.value("observed"_L1).toString(), u"ok"_s);
    QCOMPARE(object.value("limit"_L1).toString(), u"ok"_s);
    QCOMPARE(object.value("operator"_L1).toString(), u"="_s);
    QVERIFY(object.value("margin"_L1).isNull());
    QVERIFY(object.value("unit"_L1).isNull());
}

void TestReports::neverRunRowsSayNull()
{
    const QJsonObject object = reportRow({}, {});
    for (const QLatin1String key : {"observed"_L1, "operator"_L1, "limit"_L1, "margin"_L1, "unit"_L1, "measured_at"_L1,
                                    "duration_ms"_L1, "output_sha256"_L1})
        QVERIFY2(object.value(key).isNull(), key.data());
    QCOMPARE(object.value("status"_L1).toString(), u"not_run"_s);
}

void TestReports::preflightIgnoresPeople()
{
    QList<domain::Row> rows = allGo();
    rows[int(domain::CriterionId::TeamReady)].status = domain::Status::NotRun;
    const QJsonObject report = reportOf(rows);
    QCOMPARE(report.value("verdict"_L1).toString(), u"GO"_s);
    QCOMPARE(report.value("decision_verdict"_L1).toString(), u"NO-GO"_s);
    QCOMPARE(report.value("waiting_for"_L1).toArray(), QJsonArray{u"team-ready"_s});
}

void TestReports::oneRedRowIsNoGo()
{
    for (const auto id : domain::preflightSet()) {
        for (const auto status :
             {domain::Status::NoGo, domain::Status::NoData, domain::Status::Stale, domain::Status::Error,
              domain::Status::TimedOut, domain::Status::Running, domain::Status::NotRun}) {
            QList<domain::Row> rows = allGo();
            rows[int(id)].status = status;
            QCOMPARE(reportOf(rows).value("verdict"_L1).toString(), u"NO-GO"_s);
        }
    }
    QCOMPARE(reportOf(allGo()).value("decision_verdict"_L1).toString(), u"GO"_s);
}

void TestReports::missingRowsAreNeverGo()
{
    const QJsonObject report = reportOf({});
    QCOMPARE(report.value("verdict"_L1).toString(), u"NO-GO"_s);
    QCOMPARE(report.value("waiting_for"_L1).toArray().size(), 13);
}

void TestReports::baselinesAreTheirOwnObject()
{
    const QJsonObject baselines = reportOf(allGo()).value("baselines"_L1).toObject();
    QCOMPARE(baselines.value("id"_L1).toString(), u"baselines"_s);
    QCOMPARE(baselines.value("p99_ms"_L1).toDouble(), 180.4);
    QCOMPARE(baselines.value("captured_at"_L1).toString(), u"2026-03-01T08:00:00Z"_s);
    const QJsonObject none = preflightReport(allGo(), std::nullopt, at(u"2026-03-02T10:15:00Z"), words);
    QVERIFY(none.value("baselines"_L1).toObject().value("p50_ms"_L1).isNull());
}

void TestReports::preCutoverAddsWhatIsMissing()
{
    const QJsonObject report = preCutoverReport(reportOf(allGo()), at(u"2026-03-02T13:30:00Z"), {u"freeze"_s});
    QCOMPARE(report.value("opens_at"_L1).toString(), u"2026-03-02T13:30:00Z"_s);
    QCOMPARE(report.value("missing"_L1).toArray(), QJsonArray{u"freeze"_s});
    QCOMPARE(report.size(), 8);
}

void TestReports::readableJsonReadsBack()
{
    const QJsonObject report = reportOf(allGo());
    const QByteArray bytes = readableJson(report);
    QVERIFY(bytes.endsWith("}\n"));
    QCOMPARE(canonicalJson(parseStrict(bytes).value()).value(), canonicalJson(report).value());
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
