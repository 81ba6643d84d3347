// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/dsse.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::formats;

class TestDsse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void encodesAsTheProtocolsExample();
    void lengthsAreBytes();
    void readsBackTheSame();
    void writesCanonicalJson();
    void readsUrlSafeBase64();
    void ignoresUnknownKeys();
    void aTimestampComesAlong();
    void decodesBase64Strictly_data();
    void decodesBase64Strictly();
    void refusesBrokenEnvelopes_data();
    void refusesBrokenEnvelopes();
};

void TestDsse::encodesAsTheProtocolsExample()
{
    QCOMPARE(pae("http://example.com/HelloWorld", "hello world"),
             QByteArray("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
}

void TestDsse::lengthsAreBytes()
{
    QCOMPARE(pae("é", u"✓"_s.toUtf8()), "DSSEv1 2 é 3 ✓");
    QCOMPARE(pae("", ""), QByteArray("DSSEv1 0  0 "));
    QCOMPARE(pae("t", QByteArrayView("\0\n", 2)), QByteArray("DSSEv1 1 t 2 \0\n", 15));
}

void TestDsse::readsBackTheSame()
{
    const Envelope envelope{inTotoPayloadType,
                            QByteArray("\0\xff{\"a\":1}", 9),
                            {{u"ab"_s, QByteArray("\x30\x45\x02", 3)}, {QString(), "x"}}};
    const auto read = parseEnvelope(writeEnvelope(envelope));
    QVERIFY(read);
    QCOMPARE(*read, envelope);
}

void TestDsse::writesCanonicalJson()
{
    QCOMPARE(writeEnvelope({"t", "hello", {{u"k"_s, "\xff"}}}),
             QByteArray(R"({"payload":"aGVsbG8=","payloadType":"t","signatures":[{"keyid":"k","sig":"/w=="}]})"));
}

void TestDsse::readsUrlSafeBase64()
{
    const auto read = parseEnvelope(R"({"payload":"-_8","payloadType":"t","signatures":[{"sig":"-_8="}]})");
    QVERIFY(read);
    QCOMPARE(read->payload, QByteArray("\xfb\xff"));
    QCOMPARE(read->signatures.first().sig, QByteArray("\xfb\xff"));
    QVERIFY(read->signatures.first().keyid.isEmpty());
}

void TestDsse::ignoresUnknownKeys()
{
    QVERIFY(parseEnvelope(R"({"payload":"","payloadType":"t","signatures":[{"sig":"YQ==","cert":"x"}],"more":1})"));
}

void TestDsse::aTimestampComesAlong()
{
    const Envelope plain{"t", "hello", {{u"k"_s, "\xff"}, {u"l"_s, "x"}}};
    Envelope attested = plain;
    attested.signatures[1].timestamp = "token";
    const auto read = parseEnvelope(writeEnvelope(attested));
    QVERIFY(read);
    QVERIFY(read->signatures[0].timestamp.isEmpty());
    QCOMPARE(read->signatures[1].timestamp, QByteArray("token"));
    // It says something of a signature and does not make it another.
    QCOMPARE(*read, plain);
    QVERIFY(writeEnvelope(attested).contains(R"({"keyid":"l","sig":"eA==","timestamp":"dG9rZW4="})"));
    QVERIFY(!writeEnvelope(plain).contains("timestamp"));
}

void TestDsse::decodesBase64Strictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    const auto row = [](const char *text, bool valid) { QTest::newRow(text) << QByteArray(text) << valid; };
    QTest::newRow("nothing") << QByteArray() << true;
    row("aGVsbG8=", true);
    row("aGVsbG8", true);
    row("+/8=", true);
    row("-_8=", true);
    row("-_8", true);
    row("+_8=", false);
    row("aGVsbG9=", false);
    row("aGVsbG8==", false);
    row("aGVs bG8=", false);
    row("aGVsbG8=\n", false);
    row("aGVsbG8=x", false);
    row("=aGVsbG8", false);
    row("a", false);
    row("aGVsb", false);
    row("aGV\u00e9", false);
    row("YQ=", false);
    row("YR==", false);
}

void TestDsse::decodesBase64Strictly()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QCOMPARE(decodeBase64(text).has_value(), valid);
}

void TestDsse::refusesBrokenEnvelopes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const char *bytes, const char *code, const char *pointer) {
        QTest::newRow(name) << QByteArray(bytes) << QString::fromLatin1(code) << QString::fromLatin1(pointer);
    };
    row("truncated", R"({"payload":"aGVs)", "invalid_json", "/payload");
    row("two payloads", R"({"payload":"YQ==","payload":"Yg==","payloadType":"t","signatures":[]})", "invalid_json",
        "/payload");
    row("list", "[]", "not_an_object", "");
    row("no type", R"({"payload":"YQ==","signatures":[{"sig":"YQ=="}]})", "missing_key", "/payloadType");
    row("no payload", R"({"payloadType":"t","signatures":[{"sig":"YQ=="}]})", "missing_key", "/payload");
    row("payload null", R"({"payload":null,"payloadType":"t","signatures":[{"sig":"YQ=="}]})", "wrong_type",
        "/payload");
    row("payload with blank", R"({"payload":"YQ= =","payloadType":"t","signatures":[{"sig":"YQ=="}]})",
        "invalid_base64", "/payload");
    row("no signatures key", R"({"payload":"YQ==","payloadType":"t"})", "missing_key", "/signatures");
    row("unsigned", R"({"payload":"YQ==","payloadType":"t","signatures":[]})", "no_signatures", "/signatures");
    const QByteArray crowd = R"({"payload":"YQ==","payloadType":"t","signatures":[)" +
                             QByteArray(R"({"sig":"YQ=="},)").repeated(int(mostEnvelopeSignatures)) +
                             R"({"sig":"YQ=="}]})";
    row("a crowd", crowd.constData(), "too_many_signatures", "/signatures");
    row("signatures object", R"({"payload":"YQ==","payloadType":"t","signatures":{"sig":"YQ=="}})", "wrong_type",
        "/signatures");
    row("signature text", R"({"payload":"YQ==","payloadType":"t","signatures":["YQ=="]})", "wrong_type",
        "/signatures/0");
    row("no sig", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ=="},{"keyid":"k"}]})", "missing_key",
        "/signatures/1/sig");
    row("sig garbage", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"?"}]})", "invalid_base64",
        "/signatures/0/sig");
    row("timestamp garbage", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ==","timestamp":"?"}]})",
        "invalid_base64", "/signatures/0/timestamp");
    row("timestamp with a blank",
        R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ==","timestamp":"YQ== "}]})", "invalid_base64",
        "/signatures/0/timestamp");
    row("timestamp empty", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ==","timestamp":""}]})",
        "invalid_base64", "/signatures/0/timestamp");
    row("timestamp null", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ==","timestamp":null}]})",
        "wrong_type", "/signatures/0/timestamp");
    row("keyid number", R"({"payload":"YQ==","payloadType":"t","signatures":[{"sig":"YQ==","keyid":7}]})", "wrong_type",
        "/signatures/0/keyid");
}

void TestDsse::refusesBrokenEnvelopes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, pointer);
    const auto read = parseEnvelope(bytes);
    QVERIFY(!read);
    QCOMPARE(codeName(read.error().code), code);
    QCOMPARE(read.error().pointer, pointer);
    QCOMPARE(read.error().line, 1);
}

QTEST_GUILESS_MAIN(TestDsse)
#include "tst_dsse.moc"
