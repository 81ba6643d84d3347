// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/strictjson.h"
#include "formats/testdata.h"
#include "vectorsfolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace cutover::formats;
using namespace cutover::tests;

class TestStrictJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesBrokenTexts_data();
    void refusesBrokenTexts();
    void everyBrokenTextHasItsRow();
    void readsPlainValues();
    void keepsIntegersExact();
    void flagsIntegersBeyondDoubles();
    void readsDecimalsToTheNearestDouble();
    void keepsLines();
    void respectsTheByteLimit();
    void respectsTheDepthLimit();
    void readsManyKeysQuickly();
    void agreesWithTheJsonTestSuite_data();
    void agreesWithTheJsonTestSuite();
    void cleanupTestCase();

private:
    int m_read = 0; // of the published texts
    int m_refused = 0;
};

void TestStrictJson::refusesBrokenTexts_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("line");
    const auto row = [](const char *file, const char *code, const char *pointer, int line) {
        QTest::newRow(file) << QString::fromLatin1(code) << QString::fromLatin1(pointer) << line;
    };
    row("empty_file", "empty", "", 1);
    row("only_blanks", "empty", "", 1);
    row("byte_order_mark", "byte_order_mark", "", 1);
    row("utf16", "byte_order_mark", "", 1);
    row("latin1", "invalid_utf8", "", 2);
    row("overlong_utf8", "invalid_utf8", "", 1);
    row("nul_then_garbage", "control_character", "", 1);
    row("raw_newline_in_string", "control_character", "/notes", 2);
    row("truncated_object", "truncated", "/canary/windows/0", 4);
    row("truncated_string", "truncated", "/version", 1);
    row("truncated_literal", "truncated", "/pass", 1);
    row("truncated_after_comma", "truncated", "", 1);
    row("two_documents", "trailing_garbage", "", 2);
    row("trailing_bracket", "trailing_garbage", "", 1);
    row("trailing_comma_object", "trailing_comma", "", 3);
    row("trailing_comma_array", "trailing_comma", "/windows/2", 1);
    row("comment_line", "comment", "", 2);
    row("comment_block", "comment", "/pass", 1);
    row("comment_at_end", "comment", "", 2);
    row("nan", "not_finite", "/perf/p99_ms", 2);
    row("minus_nan", "not_finite", "/p99_ms", 1);
    row("infinity", "not_finite", "/canary/windows/0/burst", 1);
    row("minus_infinity", "not_finite", "/1", 1);
    row("huge_exponent", "number_overflow", "/perf/p50_ms", 1);
    row("huge_negative", "number_overflow", "/0", 1);
    row("duplicate_key", "duplicate_key", "/limits/burst", 3);
    row("duplicate_key_by_escape", "duplicate_key", "/burst", 1);
    row("duplicate_key_far_apart", "duplicate_key", "/keys/k03", 1);
    row("depth_65", "too_deep", "", 1);
    row("depth_bomb", "too_deep", "", 1);
    row("single_quotes", "syntax", "", 1);
    row("unquoted_key", "syntax", "", 1);
    row("python_true", "syntax", "/pass", 1);
    row("leading_zero", "syntax", "", 1);
    row("leading_plus", "syntax", "/burst", 1);
    row("bare_decimal", "syntax", "/burst", 1);
    row("hexadecimal", "syntax", "", 1);
    row("decimal_comma", "syntax", "", 1);
    row("lone_surrogate", "syntax", "/version", 1);
    row("bad_escape", "syntax", "/expect", 1);
    row("missing_colon", "syntax", "/pass", 1);
    row("missing_comma", "syntax", "", 1);
    row("number_as_key", "syntax", "", 1);
}

void TestStrictJson::refusesBrokenTexts()
{
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    QFETCH(int, line);
    const auto text = parseStrict(dataBytes(u"json"_s, QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(!text);
    QCOMPARE(codeName(text.error().code), code);
    QCOMPARE(text.error().line, line);
    if (code == "too_deep"_L1)
        QVERIFY(text.error().pointer.startsWith("/0/0/0/0"_L1));
    else
        QCOMPARE(text.error().pointer, pointer);
}

void TestStrictJson::everyBrokenTextHasItsRow()
{
    const QByteArray source = fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/formats/tst_strictjson.cpp"));
    const QStringList names = dataNames(u"json"_s);
    QVERIFY(names.size() >= 40);
    for (const QString &name : names)
        QVERIFY2(source.contains("row(\"" + name.toUtf8() + "\""), qPrintable(name));
}

void TestStrictJson::readsPlainValues()
{
    const auto text = parseStrict(R"( {"a": [null, true, false, "\u00e9\ud83d\ude02", -0, 1.25e2], "": {}} )");
    QVERIFY(text);
    const QJsonObject object = text->root.toObject();
    QCOMPARE(object.size(), 2);
    QCOMPARE(object.value("a"_L1).toArray(), QJsonArray({QJsonValue::Null, true, false, u"é😂"_s, 0, 125}));
    QVERIFY(object.value(""_L1).isObject());
    QVERIFY(parseStrict("7"));
    QCOMPARE(parseStrict("\"x\"")->root.toString(), u"x"_s);
}

void TestStrictJson::keepsIntegersExact()
{
    const auto text = parseStrict("[9223372036854775807, -9223372036854775808, 9007199254740992]");
    QVERIFY(text);
    const QJsonArray array = text->root.toArray();
    QCOMPARE(array.at(0).toInteger(), std::numeric_limits<qint64>::max());
    QCOMPARE(array.at(1).toInteger(), std::numeric_limits<qint64>::min());
    QCOMPARE(array.at(2).toInteger(), 9007199254740992);
}

void TestStrictJson::flagsIntegersBeyondDoubles()
{
    const auto text = parseStrict(
        "{\"a\": 9007199254740993, \"b\": [18446744073709551615, 1e30], \"c\": -100000000000000000000, \"d\": 1}");
    QVERIFY(text);
    QCOMPARE(text->unsafeIntegers, QStringList({u"/a"_s, u"/b/0"_s, u"/c"_s}));
}

void TestStrictJson::readsDecimalsToTheNearestDouble()
{
    const auto text = parseStrict("[0.1, 1.504, 198.44, 5e-324, 2.2250738585072011e-308, 1.7976931348623157e308]");
    QVERIFY(text);
    const QJsonArray array = text->root.toArray();
    const double expected[] = {0.1, 1.504, 198.44, 5e-324, 2.2250738585072011e-308, 1.7976931348623157e308};
    for (qsizetype i = 0; i < array.size(); ++i)
        QVERIFY(array.at(i).toDouble() == expected[i]);
}

void TestStrictJson::keepsLines()
{
    const auto text =
        parseStrict("{\n  \"a\": 1\n,\n  \"b\": [\n    2\n,\n    {\"c\": \"x\",\n     \"d/e\": null}\n]\n}\n");
    QVERIFY(text);
    QCOMPARE(text->lineOf({}), 1);
    QCOMPARE(text->lineOf(u"/a"_s), 2);
    QCOMPARE(text->lineOf(u"/b"_s), 4);
    QCOMPARE(text->lineOf(u"/b/0"_s), 5);
    QCOMPARE(text->lineOf(u"/b/1"_s), 7);
    QCOMPARE(text->lineOf(u"/b/1/c"_s), 7);
    QCOMPARE(text->lineOf(u"/b/1/d~1e"_s), 8);
    QCOMPARE(text->lineOf(u"/b/1/missing"_s), 7);
    QCOMPARE(text->lineOf(u"/nowhere/at/all"_s), 1);
}

void TestStrictJson::respectsTheByteLimit()
{
    QVERIFY(parseStrict("[1234567]", {9, 64}));
    const auto refused = parseStrict("[12345678]", {9, 64});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, JsonError::Code::TooLarge);
}

void TestStrictJson::respectsTheDepthLimit()
{
    QVERIFY(parseStrict("[[{\"a\": 1}]]", {1000, 3}));
    const auto refused = parseStrict("[[{\"a\": []}]]", {1000, 3});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, JsonError::Code::TooDeep);
    QCOMPARE(refused.error().pointer, u"/0/0/a"_s);
}

void TestStrictJson::readsManyKeysQuickly()
{
    QByteArray bytes = "{";
    for (int i = 0; i < 100000; ++i)
        bytes += (i > 0 ? ",\"" : "\"") + QByteArray::number((i * 7919) % 100003) + "\":0";
    bytes += '}';
    QElapsedTimer timer;
    timer.start();
    QVERIFY(parseStrict(bytes));
    // Inserting each key where it belongs would take minutes.
    QVERIFY(timer.elapsed() < 5000);
}

void TestStrictJson::agreesWithTheJsonTestSuite_data()
{
    QTest::addColumn<QString>("path");
    const QString folder = vectorsFolder(u"json"_s);
    const auto files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    if (folder.isEmpty() || files.isEmpty()) {
        QTest::newRow("absent") << QString();
        return;
    }
    for (const QFileInfo &file : files)
        QTest::newRow(qPrintable(file.completeBaseName())) << file.absoluteFilePath();
}

void TestStrictJson::agreesWithTheJsonTestSuite()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP(cutover::tests::noVectors);
    const QString name = QFileInfo(path).fileName();
    const QByteArray bytes = fileBytes(path);
    const auto text = parseStrict(bytes);
    const bool duplicate =
        name == "y_object_duplicated_key.json"_L1 || name == "y_object_duplicated_key_and_value.json"_L1;
    ++(text ? m_read : m_refused);
    if (name.startsWith(u'n')) {
        QVERIFY(!text);
        QVERIFY(text.error().line >= 1);
    } else if (duplicate) {
        QVERIFY(!text);
        QCOMPARE(text.error().code, JsonError::Code::DuplicateKey);
    } else if (name.startsWith(u'y')) {
        QVERIFY2(text, text ? "" : qPrintable(codeName(text.error().code)));
    }
}

void TestStrictJson::cleanupTestCase()
{
    qInfo("JSON test suite: %d texts read, %d refused, as published but for keys that stand twice", m_read, m_refused);
}

QTEST_GUILESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
