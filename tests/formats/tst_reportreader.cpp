// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report is read back as it was written, and nothing else is taken for one.
#include "formats/reportreader.h"

#include "formats/reportsamples.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;
using Code = DocumentError::Code;
using domain::CriterionId;

namespace {

const QString s_file = u"var/cutover/preflight-20260302-1015.json"_s;

DocumentError firstError(const QByteArray &bytes)
{
    const auto report = readReport(bytes, s_file);
    return report ? DocumentError{Code::InvalidEnvelope, u"read"_s, {}, 0, {}} : report.error().first();
}

/// The sample with one member of its first row otherwise.
QByteArray withRowMember(const QString &key, const QJsonValue &value)
{
    auto report = sampleReport();
    auto rows = report[u"rows"_s].toArray();
    auto row = rows.first().toObject();
    if (value.isUndefined())
        row.remove(key);
    else
        row[key] = value;
    rows[0] = row;
    report[u"rows"_s] = rows;
    return readableJson(report);
}

QByteArray withMember(const QString &key, const QJsonValue &value)
{
    auto report = sampleReport();
    if (value.isUndefined())
        report.remove(key);
    else
        report[key] = value;
    return readableJson(report);
}

} // namespace

class TestReportReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatWasWritten();
    void readsRowsThatNeverRan();
    void readsPreCutoverReports();
    void refuses_data();
    void refuses();
    void namesPointerAndLine();
    void everyCutIsRefused();
    void aVerdictIsThatOfItsRows();
};

void TestReportReader::readsWhatWasWritten()
{
    const auto report = readReport(readableJson(sampleReport()), s_file);
    QVERIFY(report);
    QVERIFY(report->isGo && report->isDecisionGo);
    QCOMPARE(report->generatedAt, at(u"2026-03-02T10:15:00Z"));
    QVERIFY(!report->missing);
    QCOMPARE(report->baseline, std::optional(sampleBaseline()));
    const auto &row = report->rows[static_cast<std::size_t>(CriterionId::KeyRotation)];
    QCOMPARE(row.id, CriterionId::KeyRotation);
    QCOMPARE(row.status, domain::Status::Go);
    QCOMPARE(row.observed, QJsonValue(12.25)); // of its two measures the decisive one
    QCOMPARE(row.limit, QJsonValue(15));
    QCOMPARE(row.op, u"≤"_s);
    QCOMPARE(row.unit, u"min"_s);
    QCOMPARE(row.source, sampleRow(CriterionId::KeyRotation).source);
    QCOMPARE(row.measuredAt, sampleRow(CriterionId::KeyRotation).measuredAt);
    QCOMPARE(row.outputSha256, QByteArray(32, '\x5a'));
    QCOMPARE(report->rows.back().id, CriterionId::Baselines);
}

void TestReportReader::readsRowsThatNeverRan()
{
    auto rows = sampleRows();
    rows[2] = {};
    rows[2].id = CriterionId::DrRecovery;
    const auto report = readReport(readableJson(sampleReport(rows, std::nullopt)), s_file);
    QVERIFY(report);
    QVERIFY(!report->isGo && !report->baseline);
    QCOMPARE(report->rows[2].status, domain::Status::NotRun);
    QVERIFY(report->rows[2].observed.isNull() && !report->rows[2].measuredAt.isValid());
}

void TestReportReader::readsPreCutoverReports()
{
    const auto document = preCutoverReport(sampleReport(), at(u"2026-03-02T13:30:00Z"), {u"freeze"_s, u"war-room"_s});
    const auto report = readReport(readableJson(document), s_file);
    QVERIFY(report && report->missing);
    QCOMPARE(*report->missing, (QStringList{u"freeze"_s, u"war-room"_s}));
    auto half = document;
    half.remove(u"opens_at"_s);
    QCOMPARE(firstError(readableJson(half)).code, Code::MissingKey);
}

void TestReportReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Code>("code");
    QTest::addColumn<QString>("pointer");
    const QJsonValue absent(QJsonValue::Undefined);
    const QJsonValue null(QJsonValue::Null);
    const auto row = [](const char *name, const QByteArray &bytes, Code code, const QString &key) {
        QTest::newRow(name) << bytes << code << (key.isEmpty() ? u"/rows/0"_s : u"/rows/0/"_s + key);
    };
    QTest::newRow("nothing") << QByteArray() << Code::InvalidJson << QString();
    QTest::newRow("no JSON") << QByteArray("✓ Readyz endpoint: healthy\n") << Code::InvalidJson << QString();
    QTest::newRow("a list") << QByteArray("[]") << Code::WrongType << QString();
    QTest::newRow("another document") << QByteArray("{\"generated_at\": \"2026-03-02T10:15:00Z\", \"canary\": {}}")
                                      << Code::MissingKey << u"/verdict"_s;
    QTest::newRow("a key twice") << readableJson(sampleReport()).replace("\"waiting_for\"", "\"verdict\"")
                                 << Code::InvalidJson << u"/verdict"_s;
    QTest::newRow("unknown key") << withMember(u"signed"_s, true) << Code::UnknownKey << u"/signed"_s;
    QTest::newRow("no time") << withMember(u"generated_at"_s, u"today"_s) << Code::BadTime << u"/generated_at"_s;
    QTest::newRow("unknown verdict") << withMember(u"verdict"_s, u"go"_s) << Code::UnknownWord << u"/verdict"_s;
    QTest::newRow("no baselines") << withMember(u"baselines"_s, absent) << Code::MissingKey << u"/baselines"_s;
    QTest::newRow("baselines without their row")
        << withMember(u"baselines"_s, QJsonObject{}) << Code::MissingKey << u"/baselines/id"_s;
    QTest::newRow("rows in an object") << withMember(u"rows"_s, QJsonObject{}) << Code::WrongType << u"/rows"_s;
    QTest::newRow("no rows") << withMember(u"rows"_s, QJsonArray{}) << Code::OutOfRange << u"/rows"_s;
    QTest::newRow("waiting for a number")
        << withMember(u"waiting_for"_s, QJsonArray{1}) << Code::WrongType << u"/waiting_for/0"_s;
    row("another row", withRowMember(u"id"_s, u"rehearsal"_s), Code::UnknownWord, u"id"_s);
    row("no id", withRowMember(u"id"_s, absent), Code::MissingKey, u"id"_s);
    row("unknown status", withRowMember(u"status"_s, u"green"_s), Code::UnknownWord, u"status"_s);
    row("status null", withRowMember(u"status"_s, null), Code::WrongType, u"status"_s);
    row("observed a list", withRowMember(u"observed"_s, QJsonArray{}), Code::WrongType, u"observed"_s);
    row("limit true", withRowMember(u"limit"_s, true), Code::WrongType, u"limit"_s);
    row("arithmetic null", withRowMember(u"arithmetic"_s, null), Code::WrongType, u"arithmetic"_s);
    row("time without zone", withRowMember(u"measured_at"_s, u"2026-03-02T10:15:00"_s), Code::BadTime,
        u"measured_at"_s);
    row("duration negative", withRowMember(u"duration_ms"_s, -1), Code::OutOfRange, u"duration_ms"_s);
    row("digest too short", withRowMember(u"output_sha256"_s, u"5a5a"_s), Code::BadDigest, u"output_sha256"_s);
    row("further key", withRowMember(u"waived"_s, true), Code::UnknownKey, u"waived"_s);
    row("source a text", withRowMember(u"source"_s, u"bash x.sh"_s), Code::WrongType, u"source"_s);
    row("unknown kind of source",
        withRowMember(
            u"source"_s,
            QJsonObject{{u"kind"_s, u"oracle"_s}, {u"ref"_s, u"x"_s}, {u"pointer"_s, null}, {u"exit_code"_s, null}}),
        Code::UnknownWord, u"source/kind"_s);
}

void TestReportReader::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Code, code);
    QFETCH(const QString, pointer);
    const auto report = readReport(bytes, s_file);
    QVERIFY(!report);
    const auto found = std::ranges::find_if(
        report.error(), [&](const DocumentError &error) { return error.code == code && error.pointer == pointer; });
    QVERIFY2(found != report.error().end(),
             qPrintable(codeName(report.error().first().code) + u" at "_s + report.error().first().pointer));
    QCOMPARE(found->file, s_file);
}

void TestReportReader::namesPointerAndLine()
{
    const auto bytes = withRowMember(u"status"_s, u"green"_s);
    const auto line = bytes.left(bytes.indexOf("\"green\"")).count('\n') + 1;
    const auto error = firstError(bytes);
    QCOMPARE(error.line, static_cast<int>(line));
    QCOMPARE(error.data.first(), u"green"_s);
}

void TestReportReader::everyCutIsRefused()
{
    const auto bytes = readableJson(sampleReport()).trimmed();
    for (qsizetype size = 0; size < bytes.size(); size += 7)
        QVERIFY2(!readReport(bytes.first(size), s_file), qPrintable(QString::number(size)));
}

void TestReportReader::aVerdictIsThatOfItsRows()
{
    // A person's edit of one word must not make a report say GO, nor hide that it did.
    const auto error = firstError(withRowMember(u"status"_s, u"no_go"_s));
    QCOMPARE(error.code, Code::UnknownWord);
    QVERIFY(error.pointer == "/verdict"_L1 || error.pointer == "/decision_verdict"_L1);
    QVERIFY(!readReport(withMember(u"verdict"_s, u"NO-GO"_s), s_file));
    QVERIFY(!readReport(withMember(u"decision_verdict"_s, u"NO-GO"_s), s_file));
}

QTEST_GUILESS_MAIN(TestReportReader)

#include "tst_reportreader.moc"
