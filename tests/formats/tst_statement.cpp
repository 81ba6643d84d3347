// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/rowjson.h"
#include "formats/samples.h"
#include "formats/signersfile.h"
#include "formats/statement.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

QStringList told(const DocumentErrors &errors)
{
    QStringList lines;
    for (const DocumentError &error : errors)
        lines.append(u"%1 %2"_s.arg(codeName(error.code), error.pointer));
    return lines;
}

QByteArray canonical(const QJsonValue &value)
{
    return canonicalJson(value).value();
}

/// The sample's bytes with one text replaced, which must be there.
QByteArray edited(const QByteArray &bytes, const QByteArray &from, const QByteArray &to)
{
    const qsizetype place = bytes.indexOf(from);
    if (place < 0)
        qFatal("nothing to edit: %s", from.constData());
    QByteArray result = bytes;
    return result.replace(place, from.size(), to);
}

QByteArray sampleBytes()
{
    return statementBytes(sampleStatement()).value();
}

/// A table of edits of a statement, each with the code of its refusal.
void addEditColumns()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
}

void row(const char *name, const char *from, const char *to, const char *code)
{
    QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(code);
}

} // namespace

class TestStatement : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isAnInTotoStatement();
    void readsBackTheSame();
    void readsBackWithoutTheOptionalParts();
    void refusesOtherBytes_data();
    void refusesOtherBytes();
    void everyByteCounts();
    void aClosingReadsBackTheSame();
    void aContinuationReadsBackTheSame();
    void theCeremonyReadsBackTheSame();
    void refusesOtherCeremonies_data();
    void refusesOtherCeremonies();
    void aCeremonyHasAnEnd();
    void theFuzzersCeremonyIsOne();
    void refusesOtherClosings_data();
    void refusesOtherClosings();
    void unsafeNumbersHaveNoStatement();
    void rowsReadBackTheSame();
    void brokenRowsAreNothing();
    void everyCauseHasItsName();
    void seriesPointsReadBackTheSame();
    void signersReadBackTheSame();
    void refusesOtherSigners_data();
    void refusesOtherSigners();
    void readsTheEnvelopeOfSigners();
    void refusesForeignEnvelopes();
};

void TestStatement::isAnInTotoStatement()
{
    const QJsonObject object = parseStrict(sampleBytes())->root.toObject();
    QCOMPARE(object.keys(), QStringList({u"_type"_s, u"predicate"_s, u"predicateType"_s, u"subject"_s}));
    QCOMPARE(object.value("_type"_L1).toString(), u"https://in-toto.io/Statement/v1"_s);
    QCOMPARE(object.value("predicateType"_L1).toString(), u"https://cutover.console/decision/v1"_s);
    QCOMPARE(object.value("subject"_L1).toArray().at(0).toObject(),
             (QJsonObject{{u"name"_s, u"path/0"_s},
                          {u"digest"_s, QJsonObject{{u"sha256"_s, QString(64, u'0')}}},
                          {u"annotations"_s, QJsonObject{{u"role"_s, u"profile"_s}}}}));
    QCOMPARE(object.value("predicate"_L1).toObject().value("decision"_L1).toString(), u"GO"_s);
}

void TestStatement::readsBackTheSame()
{
    const auto read = readStatement(sampleBytes());
    if (!read)
        qWarning() << told(read.error());
    QVERIFY(read);
    QCOMPARE(statementBytes(*read).value(), sampleBytes());
    QCOMPARE(read->decision, domain::DecisionKind::Go);
    QCOMPARE(read->composedAt, sampleStatement().composedAt);
    QCOMPARE(read->rows.size(), 13);
    QCOMPARE(read->rows.at(2).row.measures, sampleRow(domain::CriterionId::DrRecovery).measures);
    QCOMPARE(read->baseline, sampleStatement().baseline);
    QCOMPARE(read->limits, sampleStatement().limits);
    QCOMPARE(read->abortCommand, sampleStatement().abortCommand);
    QCOMPARE(read->smokeCommand, sampleStatement().smokeCommand);
    QCOMPARE(read->loosened, sampleStatement().loosened);
    QCOMPARE(read->contacts, sampleStatement().contacts);
    QCOMPARE(read->files, sampleStatement().files);
    QCOMPARE(read->ledger, sampleStatement().ledger);
    QCOMPARE(read->git, sampleStatement().git);
}

void TestStatement::readsBackWithoutTheOptionalParts()
{
    domain::Statement statement = sampleStatement();
    statement.decision = domain::DecisionKind::NoGo;
    statement.git.reset();
    statement.baseline.reset();
    statement.opensAt = {};
    statement.expiresAt = {};
    statement.loosened.clear();
    statement.contacts.clear();
    statement.artifacts.clear();
    statement.rows[0].row = domain::Row{};
    const QByteArray bytes = statementBytes(statement).value();
    const auto read = readStatement(bytes);
    QVERIFY(read);
    QCOMPARE(statementBytes(*read).value(), bytes);
    QCOMPARE(read->decision, domain::DecisionKind::NoGo);
    QVERIFY(!read->git && !read->baseline && !read->opensAt.isValid());
}

void TestStatement::refusesOtherBytes_data()
{
    addEditColumns();
    row("blank", "{", "{ ", "not_canonical");
    row("trailing newline", "\"subject\":[", "\n\"subject\":[", "not_canonical");
    row("escaped letter", "\"GO\"", "\"\\u0047O\"", "not_canonical");
    row("number spelled otherwise", "\"burst\":1.5", "\"burst\":1.50", "not_canonical");
    row("time spelled otherwise", "14:00:00Z", "14:00:00.000Z", "not_canonical");
    row("time in another zone", "14:00:00Z", "14:00:00+00:00", "not_canonical");
    row("unknown key deep inside", "\"arithmetic\":", "\"a\":1,\"arithmetic\":", "not_canonical");
    row("unknown key in a stage", "{\"hold_s\":900", "{\"a\":1,\"hold_s\":900", "not_canonical");
    row("unknown key", "\"artifacts\":", "\"approved\":true,\"artifacts\":", "unknown_key");
    row("missing key", "\"change\":\"CHG-1\",", "", "missing_key");
    row("other decision", "\"decision\":\"GO\"", "\"decision\":\"MAYBE\"", "unknown_word");
    row("lower-case decision", "\"decision\":\"GO\"", "\"decision\":\"go\"", "unknown_word");
    row("other predicate", "/decision/v1", "/decision/v2", "unknown_word");
    row("other statement type", "Statement/v1", "Statement/v0.1", "unknown_word");
    row("quoted limit", "\"burst\":1.5", "\"burst\":\"1.5\"", "number_in_quotes");
    row("negative limit", "\"burst\":1.5", "\"burst\":-1.5", "out_of_range");
    row("unknown status", "\"status\":\"go\"", "\"status\":\"fine\"", "wrong_type");
    row("unknown cause", "\"cause\":\"none\"", "\"cause\":\"because\"", "wrong_type");
    row("short digest", "\"sha256\":\"00", "\"sha256\":\"", "bad_digest");
    row("unknown role", "\"role\":\"abort\"", "\"role\":\"other\"", "unknown_word");
    row("duplicate key", "\"id\":", "\"id\":\"x\",\"id\":", "invalid_json");
    row("bad time", "2026-03-02T14:00:00Z", "2026-03-02 14:00", "bad_time");
    row("row is no object", "\"rows\":[", "\"rows\":[null,", "wrong_type");
}

void TestStatement::refusesOtherBytes()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    const auto read = readStatement(edited(sampleBytes(), from, to));
    QVERIFY(!read);
    QCOMPARE(codeName(read.error().first().code), code);
}

void TestStatement::everyByteCounts()
{
    const QByteArray bytes = sampleBytes();
    for (qsizetype i = 0; i < bytes.size(); i += 37) {
        QByteArray flipped = bytes;
        flipped[i] = char(flipped[i] ^ 1);
        const auto read = readStatement(flipped);
        // Where the flipped bytes are a statement too, they are read as exactly what they say.
        if (read)
            QCOMPARE(statementBytes(*read).value(), flipped);
    }
    QVERIFY(!readStatement(bytes.chopped(1)));
    QVERIFY(!readStatement(bytes + '\n'));
    QVERIFY(!readStatement({}));
}

void TestStatement::aClosingReadsBackTheSame()
{
    const auto bytes = statementBytes(sampleClosing()).value();
    const auto read = readStatement(bytes);
    if (!read)
        qWarning() << told(read.error());
    QVERIFY(read);
    QCOMPARE(statementBytes(*read).value(), bytes);
    QCOMPARE(read->decision, domain::DecisionKind::Closing);
    QCOMPARE(read->closing, sampleClosing().closing);
    QCOMPARE(read->rows.size(), 4);
    QCOMPARE(read->rows.at(3).row.id, domain::CriterionId::EvidenceAfter);
    for (const auto outcome : {domain::ClosingOutcome::Validated, domain::ClosingOutcome::RolledBack}) {
        auto other = sampleClosing();
        other.closing = domain::Closing{outcome, u"a"_s, {}};
        const auto again = readStatement(statementBytes(other).value());
        QVERIFY(again);
        QCOMPARE(again->closing, other.closing);
    }
}

void TestStatement::aContinuationReadsBackTheSame()
{
    for (const int percent : {0, 25, 100}) {
        auto statement = sampleStatement();
        statement.continues = percent;
        const auto bytes = statementBytes(statement).value();
        const auto read = readStatement(bytes);
        QVERIFY(read);
        QCOMPARE(read->continues, percent);
        QCOMPARE(statementBytes(*read).value(), bytes);
    }
    QVERIFY(!sampleBytes().contains("continues"));
    QVERIFY(!sampleBytes().contains("closing"));
}

void TestStatement::theCeremonyReadsBackTheSame()
{
    auto statement = sampleStatement();
    statement.ceremony = sampleCeremony();
    const auto bytes = statementBytes(statement).value();
    const auto read = readStatement(bytes);
    if (!read)
        qWarning() << told(read.error());
    QVERIFY(read);
    QCOMPARE(read->ceremony, statement.ceremony);
    QCOMPARE(statementBytes(*read).value(), bytes);
    QVERIFY(!sampleBytes().contains("ceremony")); // without one a statement has the bytes that it always had
    statement.decision = domain::DecisionKind::NoGo;
    statement.ceremony->answers[3].go = false;
    statement.ceremony->answers[3].measuredAt = {};
    const auto noGo = readStatement(statementBytes(statement).value());
    QVERIFY(noGo);
    QCOMPARE(noGo->ceremony, statement.ceremony);
}

void TestStatement::refusesOtherCeremonies_data()
{
    addEditColumns();
    constexpr auto dashboard = R"("row":"dashboard")";
    row("a closing with a ceremony", "\"decision\":\"GO\"", "\"decision\":\"CLOSING\"", "unknown_key");
    row("no ceremony in it", "\"ceremony\":{", "\"ceremony\":null,\"x\":{", "wrong_type");
    row("a list", "\"ceremony\":{", "\"ceremony\":[],\"x\":{", "wrong_type");
    row("nobody presided", "\"presided_by\":\"Ana Sol\"", "\"presided_by\":\"\"", "wrong_type");
    row("no entry", "\"entry\":120", "\"entry\":-1", "wrong_type");
    row("entry as text", "\"entry\":120", "\"entry\":\"120\"", "wrong_type");
    row("never ended", "\"ended_at\":\"2026-03-02T10:14:00.250Z\"", "\"ended_at\":null", "wrong_type");
    row("its time otherwise", "10:14:00.250Z", "10:14:00.25Z", "not_canonical");
    row("a row not answered", dashboard, R"("row":"alerts")", "wrong_type");
    row("an unknown row", dashboard, R"("row":"dash")", "wrong_type");
    row("the prerequisite polled", dashboard, R"("row":"baselines")", "wrong_type");
    row("a row of a closing", dashboard, R"("row":"smoke-tests")", "wrong_type");
    // The first answers are in their order: Readyz, integrity, recovery (corrected), recovery …
    row("a GO over a no-go", R"("go":true,"measured_at":"2026-03-02T09:58:00Z")",
        R"("go":false,"measured_at":"2026-03-02T09:58:00Z")", "wrong_type");
    row("a GO by nobody", R"("by":"Bo Lind")", R"("by":" ")", "wrong_type");
    row("a go over No data", R"("row":"readyz","station":"Station of Infrastructure","status":"go")",
        R"("row":"readyz","station":"Station of Infrastructure","status":"no_data")", "wrong_type");
    row("an unknown status", R"("station":"Station of Infrastructure","status":"go")",
        R"("station":"Station of Infrastructure","status":"fine")", "wrong_type");
    row("go as a word", R"("go":true,"measured_at")", R"("go":"true","measured_at")", "wrong_type");
    row("no name at all", R"("by":"Bo Lind")", R"("by":null)", "wrong_type");
    row("an unknown key of an answer", R"("by":"Bo Lind")", R"("aside":"he coughed","by":"Bo Lind")", "wrong_type");
    row("an unknown key of it", R"("presided_by")", R"("place":"room 4","presided_by")", "wrong_type");
    row("a time without its zone", "10:14:00.250Z", "10:14:00.250", "wrong_type");
    row("a day that there is not", "\"begun_at\":\"2026-03-02", "\"begun_at\":\"2026-02-30", "wrong_type");
    row("an answer at no time", R"("at":"2026-03-02T10:01:45Z")", R"("at":"soon")", "wrong_type");
    row("answers that are no list", "\"answers\":[", "\"answers\":{},\"x\":[", "wrong_type");
    row("a second presider", R"("presided_by")", R"("presided_by":"Cy","presided_by")", "invalid_json");
}

void TestStatement::refusesOtherCeremonies()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    auto statement = sampleStatement();
    statement.ceremony = sampleCeremony();
    const auto read = readStatement(edited(statementBytes(statement).value(), from, to));
    QVERIFY(!read);
    QStringList codes;
    for (const auto &error : read.error())
        codes.append(codeName(error.code));
    QVERIFY2(codes.contains(code), qPrintable(codes.join(u' ')));
}

void TestStatement::aCeremonyHasAnEnd()
{
    auto statement = sampleStatement();
    statement.ceremony = sampleCeremony();
    auto &answers = statement.ceremony->answers;
    while (answers.size() < domain::mostCeremonyAnswers)
        answers.append(answers.last());
    QVERIFY(readStatement(statementBytes(statement).value()));
    answers.append(answers.last());
    QVERIFY(!readStatement(statementBytes(statement).value()));
}

void TestStatement::theFuzzersCeremonyIsOne()
{
    QFile file(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/fuzz/corpus/statement/ceremony.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = readStatement(file.readAll());
    QVERIFY(read && read->ceremony);
    QCOMPARE(read->ceremony->answers.size(), 13);
}

void TestStatement::refusesOtherClosings_data()
{
    addEditColumns();
    row("a GO with a closing", "\"decision\":\"CLOSING\"", "\"decision\":\"GO\"", "unknown_key");
    row("a NO-GO with a closing", "\"decision\":\"CLOSING\"", "\"decision\":\"NO-GO\"", "unknown_key");
    row("a closing that continues", "\"environment\"", "\"continues\":25,\"environment\"", "unknown_key");
    row("no closing in it", "\"closing\":{", "\"closed\":{", "missing_key");
    row("closing is no object", "\"closing\":{", "\"closing\":null,\"x\":{", "wrong_type");
    row("unknown outcome", "\"outcome\":\"deviations\"", "\"outcome\":\"fine\"", "unknown_word");
    row("no attempt", "\"attempt_id\":\"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\"", "\"attempt_id\":\"\"", "empty");
    row("no owner", "\"owner\":\"Platform Team\"", "\"owner\":\"\"", "empty");
    row("no text", "\"text\":\"P50 is 12 % below; caches are warm\"", "\"text\":\"\"", "empty");
    row("no day", "\"due\":\"2026-03-09\"", "\"due\":\"2026-02-30\"", "wrong_type");
    row("a time for a day", "\"due\":\"2026-03-09\"", "\"due\":\"2026-03-09T00:00:00Z\"", "not_canonical");
    row("unknown key of a deviation", "\"due\":", "\"done\":true,\"due\":", "unknown_key");
    row("row of the matrix", "\"id\":\"smoke-tests\"", "\"id\":\"readyz\"", "wrong_type");
    row("unknown row", "\"id\":\"smoke-tests\"", "\"id\":\"smoke\"", "wrong_type");
}

void TestStatement::refusesOtherClosings()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    const auto read = readStatement(edited(statementBytes(sampleClosing()).value(), from, to));
    QVERIFY(!read);
    QStringList codes;
    for (const auto &error : read.error())
        codes.append(codeName(error.code));
    QVERIFY2(codes.contains(code), qPrintable(codes.join(u' ')));
}

void TestStatement::unsafeNumbersHaveNoStatement()
{
    domain::Statement statement = sampleStatement();
    statement.ledger.size = (qint64(1) << 53) + 1;
    const auto bytes = statementBytes(statement);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().pointer, u"/predicate/ledger/size"_s);
    statement = sampleStatement();
    statement.rows[0].row.measures[0].observed = qQNaN();
    QVERIFY(!statementBytes(statement));
}

void TestStatement::rowsReadBackTheSame()
{
    for (const auto &criterion : domain::criteria()) {
        const domain::Row row = sampleRow(criterion.id);
        const auto read = rowFromJson(rowToJson(row));
        QVERIFY(read);
        QCOMPARE(canonical(rowToJson(*read)), canonical(rowToJson(row)));
        QCOMPARE(read->measures, row.measures);
        QCOMPARE(read->source, row.source);
        QCOMPARE(read->outputSha256, row.outputSha256);
        QCOMPARE(read->measuredAt, row.measuredAt);
    }
    const auto fresh = rowFromJson(rowToJson({}));
    QVERIFY(fresh);
    QCOMPARE(fresh->durationMs, -1);
    QVERIFY(!fresh->measuredAt.isValid());
    QVERIFY(!fresh->source.exitCode);
}

void TestStatement::brokenRowsAreNothing()
{
    const QJsonObject row = rowToJson(sampleRow(domain::CriterionId::Readyz));
    for (const QString &key : row.keys()) {
        QJsonObject without = row;
        without.remove(key);
        QVERIFY2(!rowFromJson(without), qPrintable(key));
        QJsonObject wrong = row;
        wrong.insert(key, true);
        QVERIFY2(!rowFromJson(wrong), qPrintable(key));
    }
    QVERIFY(!rowFromJson(QJsonValue::Null));
}

void TestStatement::everyCauseHasItsName()
{
    for (int i = 0; i <= int(domain::Cause::DrillsRefused); ++i) {
        const QString name = causeName(domain::Cause(i));
        QVERIFY2(!name.isEmpty(), qPrintable(QString::number(i)));
        QCOMPARE(causeFromName(name), std::optional(domain::Cause(i)));
    }
    QVERIFY(!causeFromName(u"because"_s));
}

void TestStatement::seriesPointsReadBackTheSame()
{
    domain::SeriesPoint point;
    point.window = {at(u"2026-03-02T10:10:00Z"), 10, true, 0.8, 41.0, 182.0, 0.0002, 18234, true};
    point.observedAt = at(u"2026-03-02T10:10:01.5Z");
    point.p50Ms = 41.0;
    point.p99Ms = 182.0;
    point.sampled = true;
    QCOMPARE(seriesPointFromJson(seriesPointToJson(point)), std::optional(point));
    const domain::SeriesPoint bare;
    QCOMPARE(seriesPointFromJson(seriesPointToJson(bare)), std::optional(bare));
    QVERIFY(!seriesPointFromJson(QJsonObject{{u"window"_s, 1}}));
    const domain::Baseline baseline{41.2, 180.4, at(u"2026-03-01T08:00:00Z"), u"b.json"_s};
    QCOMPARE(baselineFromJson(baselineToJson(baseline)), std::optional(baseline));
}

void TestStatement::signersReadBackTheSame()
{
    const QByteArray payload = signersPayload(sampleSigners());
    const auto read = readSignersPayload(payload, u"s"_s);
    if (!read)
        qWarning() << told(read.error());
    QVERIFY(read);
    QCOMPARE(*read, sampleSigners());
    domain::SignersList second = sampleSigners();
    second.version = 2;
    second.previousSha256 = QByteArray(32, '\x09');
    QCOMPARE(readSignersPayload(signersPayload(second), {}).value(), second);
}

void TestStatement::refusesOtherSigners_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const char *expected) {
        QTest::newRow(name) << from << to << QString::fromLatin1(expected);
    };
    const QByteArray first(64, '1');
    const QByteArray second(64, '2');
    row("blank", "{", "{ ", "not_canonical ");
    row("unknown key", "{\"deputies\"", "{\"approved\":1,\"deputies\"", "unknown_key /approved");
    row("duplicate fingerprint", "\"fingerprint\":\"" + second, "\"fingerprint\":\"" + first,
        "duplicate_value /signers/1/fingerprint");
    row("fingerprint in capitals", "\"fingerprint\":\"1", "\"fingerprint\":\"A", "bad_digest /signers/0/fingerprint");
    row("unlisted deputy", ":\"" + second + "\"}", ":\"" + QByteArray(64, '5') + "\"}",
        ("unknown_word /deputies/" + first).constData());
    row("quorum of none", "\"decision-maker\":2", "\"decision-maker\":0", "out_of_range /quorum/decision-maker");
    row("quorum beyond the list", "\"decision-maker\":2", "\"decision-maker\":3",
        "out_of_range /quorum/decision-maker");
    row("quorum of a role nobody has", "\"decision-maker\":2", "\"pilot\":1", "unknown_word /quorum/pilot");
    row("no quorum", "{\"decision-maker\":2}", "{}", "empty /quorum");
    row("quorum in quotes", "\"decision-maker\":2", "\"decision-maker\":\"2\"",
        "number_in_quotes /quorum/decision-maker");
    row("first version with a predecessor", "\"previous_sha256\":\"", "\"previous_sha256\":\"" + first,
        "bad_digest /previous_sha256");
    row("second version without one", "\"version\":1", "\"version\":2", "bad_digest /previous_sha256");
    row("version zero", "\"version\":1", "\"version\":0", "out_of_range /version");
    row("no roles", "[\"decision-maker\"]", "[]", "empty /signers/1/roles");
    row("nameless", "\"Demo deputy\"", "\"\"", "empty /signers/1/name");
    row("certificate that is none", "-----BEGIN CERTIFICATE", "-----BEGIN PUBLIC KEY",
        "bad_name /signers/0/certificate");
    row("policy key in words", "\"policy_keys\":[\"3", "\"policy_keys\":[\"x", "bad_digest /policy_keys/0");
}

void TestStatement::refusesOtherSigners()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, expected);
    const auto read = readSignersPayload(edited(signersPayload(sampleSigners()), from, to), u"s"_s);
    QVERIFY(!read);
    QVERIFY2(told(read.error()).contains(expected), qPrintable(told(read.error()).join(u"; "_s)));
}

void TestStatement::readsTheEnvelopeOfSigners()
{
    const Envelope envelope{signersPayloadType, signersPayload(sampleSigners()), {{u"k"_s, "sig"}}};
    const auto file = readSignersFile(writeEnvelope(envelope), u"signers.dsse.json"_s);
    QVERIFY(file);
    QCOMPARE(file->list, sampleSigners());
    QCOMPARE(file->envelope, envelope);
}

void TestStatement::refusesForeignEnvelopes()
{
    const QByteArray payload = signersPayload(sampleSigners());
    const auto foreign = readSignersFile(writeEnvelope({inTotoPayloadType, payload, {{{}, "sig"}}}), {});
    QCOMPARE(told(foreign.error()), QStringList{u"wrong_payload_type /payloadType"_s});
    const auto unsignedList = readSignersFile(writeEnvelope({signersPayloadType, payload, {}}), {});
    QCOMPARE(told(unsignedList.error()), QStringList{u"invalid_envelope /signatures"_s});
    QCOMPARE(told(readSignersFile("{", {}).error()), QStringList{u"invalid_json "_s});
}

QTEST_GUILESS_MAIN(TestStatement)
#include "tst_statement.moc"
