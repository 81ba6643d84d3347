// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/canonicaljson.h"
#include "formats/testdata.h"
#include "vectorsfolder.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace cutover::formats;
using namespace cutover::tests;

class TestCanonicalJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithThePublicVectors_data();
    void agreesWithThePublicVectors();
    void printsNumbersAsEcmaScript_data();
    void printsNumbersAsEcmaScript();
    void numbersReadBackAsTheSameDouble();
    void sortsKeysByUtf16();
    void escapesOnlyWhatItMust();
    void refusesUnsafeIntegers_data();
    void refusesUnsafeIntegers();
    void keepsTheLargestSafeInteger();
    void refusesWhatHasNoForm();
    void isItsOwnFixedPoint();
    void cleanupTestCase();

private:
    int m_agreed = 0; // with published vectors
};

void TestCanonicalJson::agreesWithThePublicVectors_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"arrays", "french", "structures", "unicode", "values", "weird"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestCanonicalJson::agreesWithThePublicVectors()
{
    QFETCH(QString, name);
    const QString folder = vectorsFolder(u"jcs"_s);
    if (folder.isEmpty())
        QSKIP(cutover::tests::noVectors);
    const auto text = parseStrict(fileBytes(folder + "/input/"_L1 + name + ".json"_L1));
    QVERIFY(text);
    const auto bytes = canonicalJson(*text);
    QVERIFY(bytes);
    QCOMPARE(*bytes, fileBytes(folder + "/output/"_L1 + name + ".json"_L1));
    ++m_agreed;
}

void TestCanonicalJson::printsNumbersAsEcmaScript_data()
{
    QTest::addColumn<quint64>("bits");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](quint64 bits, const char *text) { QTest::newRow(text) << bits << QByteArray(text); };
    // RFC 8785, appendix B.
    QTest::newRow("minus zero") << quint64(0x8000000000000000) << QByteArray("0");
    row(0x0000000000000000, "0");
    row(0x0000000000000001, "5e-324");
    row(0x8000000000000001, "-5e-324");
    row(0x7fefffffffffffff, "1.7976931348623157e+308");
    row(0xffefffffffffffff, "-1.7976931348623157e+308");
    row(0x4340000000000000, "9007199254740992");
    row(0xc340000000000000, "-9007199254740992");
    row(0x4430000000000000, "295147905179352830000");
    row(0x44b52d02c7e14af5, "9.999999999999997e+22");
    row(0x44b52d02c7e14af6, "1e+23");
    row(0x44b52d02c7e14af7, "1.0000000000000001e+23");
    row(0x444b1ae4d6e2ef4e, "999999999999999700000");
    row(0x444b1ae4d6e2ef4f, "999999999999999900000");
    row(0x444b1ae4d6e2ef50, "1e+21");
    row(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7");
    row(0x3eb0c6f7a0b5ed8d, "0.000001");
    row(0x41b3de4355555553, "333333333.3333332");
    row(0x41b3de4355555554, "333333333.33333325");
    row(0x41b3de4355555555, "333333333.3333333");
    row(0x41b3de4355555556, "333333333.3333334");
    row(0x41b3de4355555557, "333333333.33333343");
    row(0xbecbf647612f3696, "-0.0000033333333333333333");
    row(0x43143ff3c1cb0959, "1424953923781206.2");
}

void TestCanonicalJson::printsNumbersAsEcmaScript()
{
    QFETCH(quint64, bits);
    QFETCH(QByteArray, text);
    QCOMPARE(canonicalNumber(std::bit_cast<double>(bits)), text);
}

void TestCanonicalJson::numbersReadBackAsTheSameDouble()
{
    QRandomGenerator random(8785);
    int tried = 0;
    while (tried < 20000) {
        const double number = std::bit_cast<double>(random.generate64());
        if (!std::isfinite(number))
            continue;
        ++tried;
        const QByteArray text = canonicalNumber(number);
        const auto read = parseStrict(text);
        QVERIFY2(read, text.constData());
        QVERIFY2(read->root.toDouble() == number, text.constData());
    }
}

void TestCanonicalJson::sortsKeysByUtf16()
{
    // U+1F602 begins with the unit D83D and so stands before U+FB33, though its code point is larger.
    const QJsonObject object{{u"\u20ac"_s, 1}, {u"\ufb33"_s, 2}, {u"\U0001F602"_s, 3}, {u"a"_s, 4}, {u"B"_s, 5}};
    QCOMPARE(canonicalJson(object).value(), u"{\"B\":5,\"a\":4,\"\u20ac\":1,\"\U0001F602\":3,\"\ufb33\":2}"_s.toUtf8());
}

void TestCanonicalJson::escapesOnlyWhatItMust()
{
    const QJsonArray array{u"\b\t\n\f\r\"\\/\u0001\u001f\u007f\u2028é"_s, QString(QChar(0))};
    QCOMPARE(canonicalJson(array).value(),
             QByteArray(R"(["\b\t\n\f\r\"\\/\u0001\u001f)") + u"\u007f\u2028é"_s.toUtf8() + R"(","\u0000"])");
}

void TestCanonicalJson::refusesUnsafeIntegers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("2^53+1") << QByteArray("{\"a\":[1,9007199254740993]}") << u"/a/1"_s;
    QTest::newRow("-2^53-1") << QByteArray("[-9007199254740993]") << u"/0"_s;
    QTest::newRow("uint64") << QByteArray("{\"n\":18446744073709551615}") << u"/n"_s;
    QTest::newRow("30 digits") << QByteArray("[100000000000000000000000000000]") << u"/0"_s;
    QTest::newRow("whole double") << QByteArray("[1.8446744073709552e19]") << u"/0"_s;
}

void TestCanonicalJson::refusesUnsafeIntegers()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    const auto bytes = canonicalJson(parseStrict(text).value());
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, CanonicalError::Code::UnsafeInteger);
    QCOMPARE(bytes.error().pointer, pointer);
}

void TestCanonicalJson::keepsTheLargestSafeInteger()
{
    QCOMPARE(canonicalJson(QJsonArray{qint64(1) << 53, -(qint64(1) << 53)}).value(),
             QByteArray("[9007199254740992,-9007199254740992]"));
}

void TestCanonicalJson::refusesWhatHasNoForm()
{
    QCOMPARE(canonicalJson(QJsonArray{qInf()}).error().code, CanonicalError::Code::NotFinite);
    QCOMPARE(canonicalJson(QJsonArray{qQNaN()}).error().code, CanonicalError::Code::NotFinite);
    QCOMPARE(canonicalJson(QJsonValue(QJsonValue::Undefined)).error().code, CanonicalError::Code::Undefined);
    const QJsonObject lone{{u"a"_s, QString(QChar(0xd800))}};
    QCOMPARE(canonicalJson(lone).error().code, CanonicalError::Code::LoneSurrogate);
    QCOMPARE(canonicalJson(lone).error().pointer, u"/a"_s);
}

void TestCanonicalJson::isItsOwnFixedPoint()
{
    const QByteArray text = R"({"z": [1.50, 1e3, {"b": null, "a": "x\/y"}], "limit": 0.001})";
    const QByteArray once = canonicalJson(parseStrict(text).value()).value();
    QCOMPARE(once, QByteArray(R"({"limit":0.001,"z":[1.5,1000,{"a":"x/y","b":null}]})"));
    QCOMPARE(canonicalJson(parseStrict(once).value()).value(), once);
}

void TestCanonicalJson::cleanupTestCase()
{
    qInfo("RFC 8785 vectors: %d written byte for byte as published", m_agreed);
}

QTEST_GUILESS_MAIN(TestCanonicalJson)
#include "tst_canonicaljson.moc"
