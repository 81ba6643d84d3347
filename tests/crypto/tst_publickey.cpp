// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cmsparts.h"
#include "crypto/digest.h"
#include "crypto/publickey.h"
#include "opensslprogram.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using Code = CryptoError::Code;

namespace {

QByteArray rsaKey(const QByteArray &exponent)
{
    const QByteArray modulus = QByteArray(1, '\0') + QByteArray(383, '\xc5') + '\x01';
    const QByteArray numbers =
        der::make(der::Sequence, {der::make(der::Integer, {modulus}), der::make(der::Integer, {exponent})});
    constexpr unsigned char bitString = 0x03;
    return der::make(der::Sequence, {der::make(der::Sequence, {cms::rsaEncryptionOid(), cms::null()}),
                                     der::make(bitString, {QByteArray(1, '\0'), numbers})});
}

} // namespace

class PublicKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysOfOpensslAreRead_data();
    void keysOfOpensslAreRead();
    void signaturesOfOpensslVerify_data();
    void signaturesOfOpensslVerify();
    void rawSignaturesNeedTheirOwnFunction();
    void weakAndForeignKeysAreRefused_data();
    void weakAndForeignKeysAreRefused();
    void brokenPemIsRefused_data();
    void brokenPemIsRefused();
    void brokenDerIsRefused_data();
    void brokenDerIsRefused();

private:
    QByteArray publicPem(const QStringList &generate) const;

    OpensslProgram m_openssl;
    QByteArray m_pem;
};

QByteArray PublicKeyTest::publicPem(const QStringList &generate) const
{
    m_openssl.run(generate + words("-out key.pem"));
    return m_openssl.run(words("pkey -in key.pem -pubout")).output;
}

void PublicKeyTest::keysOfOpensslAreRead_data()
{
    QTest::addColumn<QStringList>("generate");
    QTest::addColumn<KeyAlgorithm>("algorithm");
    QTest::addColumn<int>("bits");
    QTest::newRow("P-256") << words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256") << KeyAlgorithm::EcdsaP256
                           << 256;
    QTest::newRow("RSA-3072") << words("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072") << KeyAlgorithm::Rsa
                              << 3072;
    QTest::newRow("Ed25519") << words("genpkey -algorithm ED25519") << KeyAlgorithm::Ed25519 << 256;
}

void PublicKeyTest::keysOfOpensslAreRead()
{
    QFETCH(QStringList, generate);
    QFETCH(KeyAlgorithm, algorithm);
    QFETCH(int, bits);
    const QByteArray pem = publicPem(generate);
    const auto key = PublicKey::fromPem(pem);
    QVERIFY2(key, pem.constData());
    QCOMPARE(key->algorithm(), algorithm);
    QVERIFY(qAbs(key->bits() - bits) <= 3);
    QCOMPARE(key->pem(), pem);
    const QByteArray der = m_openssl.run(words("pkey -in key.pem -pubout -outform DER")).output;
    QCOMPARE(key->der(), der);
    QCOMPARE(key->fingerprint(), sha256Hex(der));
    QCOMPARE(*PublicKey::fromDer(der), *key);
    QVERIFY(PublicKey::fromPem("\n  \t" + pem + "\r\n\n"));
}

void PublicKeyTest::signaturesOfOpensslVerify_data()
{
    QTest::addColumn<QStringList>("generate");
    QTest::addColumn<QStringList>("sign");
    QTest::newRow("P-256") << words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")
                           << words("dgst -sha256 -sign key.pem message");
    QTest::newRow("RSA-3072") << words("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072")
                              << words("dgst -sha256 -sign key.pem message");
    QTest::newRow("Ed25519") << words("genpkey -algorithm ED25519")
                             << words("pkeyutl -sign -rawin -inkey key.pem -in message");
}

void PublicKeyTest::signaturesOfOpensslVerify()
{
    QFETCH(QStringList, generate);
    QFETCH(QStringList, sign);
    const auto key = PublicKey::fromPem(publicPem(generate));
    QVERIFY(key);
    const QByteArray message = "a policy, as it lies on disk\n";
    m_openssl.put(u"message"_s, message);
    const QByteArray signature = m_openssl.run(sign).output;
    QVERIFY(key->verify(message, signature));

    QVERIFY(!key->verify(message + ' ', signature));
    QVERIFY(!key->verify({}, signature));
    QVERIFY(!key->verify(message, {}));
    QVERIFY(!key->verify(message, signature + '\0'));
    QVERIFY(!key->verify(message, signature.chopped(1)));
    QVERIFY(!key->verify(message, QByteArray(signature.size(), '\0')));
    for (qsizetype at = 0; at < signature.size(); at += 7) {
        QByteArray spoilt = signature;
        spoilt[at] = static_cast<char>(spoilt.at(at) ^ 4);
        QVERIFY2(!key->verify(message, spoilt), QByteArray::number(at).constData());
    }
    const auto other = PublicKey::fromPem(publicPem(generate));
    QVERIFY(other && *other != *key);
    QVERIFY(!other->verify(message, signature));
}

void PublicKeyTest::rawSignaturesNeedTheirOwnFunction()
{
    const auto key = PublicKey::fromPem(publicPem(words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")));
    QVERIFY(key);
    m_openssl.put(u"message"_s, "foreign");
    QByteArray raw;
    QByteArray der;
    // Only where r and s both have their top bit clear and no leading zero is the raw form a plain cut.
    for (int round = 0; round < 200 && raw.size() != 64; ++round) {
        der = m_openssl.run(words("dgst -sha256 -sign key.pem message")).output;
        raw = der.size() == 70 ? der.mid(4, 32) + der.mid(38, 32) : QByteArray();
    }
    QCOMPARE(raw.size(), 64);
    QVERIFY(key->verify("foreign", der));
    QVERIFY(key->verifyRawEcdsa("foreign", raw));
    QVERIFY(!key->verify("foreign", raw));
    QVERIFY(!key->verifyRawEcdsa("foreign", der));
    QVERIFY(!key->verifyRawEcdsa("foreigm", raw));
    QVERIFY(!key->verifyRawEcdsa("foreign", raw + '\0'));
    QVERIFY(!key->verifyRawEcdsa("foreign", raw.first(63)));
    QVERIFY(!key->verifyRawEcdsa("foreign", QByteArray(64, '\0')));
    QVERIFY(!key->verifyRawEcdsa("foreign", {}));

    const auto ed25519 = PublicKey::fromPem(publicPem(words("genpkey -algorithm ED25519")));
    QVERIFY(ed25519);
    const QByteArray signature = m_openssl.run(words("pkeyutl -sign -rawin -inkey key.pem -in message")).output;
    QVERIFY(ed25519->verify("foreign", signature));
    QVERIFY(!ed25519->verifyRawEcdsa("foreign", signature));
}

void PublicKeyTest::weakAndForeignKeysAreRefused_data()
{
    QTest::addColumn<QStringList>("generate");
    QTest::addColumn<Code>("code");
    const auto row = [](const char *name, const char *line, Code code) { QTest::newRow(name) << words(line) << code; };
    row("RSA-1024", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024", Code::WeakKey);
    row("RSA-2048", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", Code::WeakKey);
    row("RSA-PSS", "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:3072", Code::UnsupportedAlgorithm);
    row("P-384", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384", Code::UnsupportedAlgorithm);
    row("P-224", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-224", Code::UnsupportedAlgorithm);
    row("secp256k1", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1", Code::UnsupportedAlgorithm);
    row("explicit P-256", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
        Code::UnsupportedAlgorithm);
    row("X25519", "genpkey -algorithm X25519", Code::UnsupportedAlgorithm);
    row("Ed448", "genpkey -algorithm ED448", Code::UnsupportedAlgorithm);
}

void PublicKeyTest::weakAndForeignKeysAreRefused()
{
    QFETCH(QStringList, generate);
    QFETCH(Code, code);
    const QByteArray pem = publicPem(generate);
    QVERIFY(pem.startsWith("-----BEGIN PUBLIC KEY-----"));
    const auto key = PublicKey::fromPem(pem);
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), codeName(code));
}

void PublicKeyTest::brokenPemIsRefused_data()
{
    m_pem = publicPem(words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"));
    QByteArray wrongLabel = m_pem;
    wrongLabel.replace("PUBLIC KEY", "CERTIFICATE");
    QByteArray unpadded = m_pem;
    unpadded.replace("==\n", "\n");
    QByteArray badCharacter = m_pem;
    badCharacter[40] = '!';
    QByteArray noEnd = m_pem;
    noEnd.truncate(noEnd.indexOf("-----END"));

    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<Code>("code");
    QTest::newRow("empty") << QByteArray() << Code::NotAKey;
    QTest::newRow("white space") << QByteArray(" \n\n") << Code::NotAKey;
    QTest::newRow("text") << QByteArray("no key at all") << Code::NotAKey;
    QTest::newRow("two keys") << m_pem + m_pem << Code::TrailingData;
    QTest::newRow("text behind") << m_pem + "x" << Code::TrailingData;
    QTest::newRow("NUL behind") << m_pem + '\0' << Code::TrailingData;
    QTest::newRow("text before") << "x" + m_pem << Code::NotAKey;
    QTest::newRow("other label") << wrongLabel << Code::NotAKey;
    QTest::newRow("not base64") << badCharacter << Code::NotAKey;
    QTest::newRow("no end line") << noEnd << Code::NotAKey;
    QTest::newRow("empty block") << QByteArray("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n")
                                 << Code::NotAKey;
    QTest::newRow("end before begin") << QByteArray("-----END PUBLIC KEY----------BEGIN PUBLIC KEY-----")
                                      << Code::NotAKey;
    QTest::newRow("private key") << m_openssl.get(u"key.pem"_s) << Code::NotAKey;
    QTest::newRow("huge") << m_pem + QByteArray(20'000, ' ') << Code::TooLarge;
}

void PublicKeyTest::brokenPemIsRefused()
{
    QFETCH(QByteArray, pem);
    QFETCH(Code, code);
    const auto key = PublicKey::fromPem(pem);
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), codeName(code));
}

void PublicKeyTest::brokenDerIsRefused_data()
{
    const QByteArray der =
        PublicKey::fromPem(publicPem(words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")))->der();
    QByteArray offCurve = der;
    offCurve[90] = static_cast<char>(offCurve.at(90) ^ 1);
    QTest::addColumn<QByteArray>("der");
    QTest::addColumn<Code>("code");
    QTest::newRow("empty") << QByteArray() << Code::NotAKey;
    QTest::newRow("cut") << der.chopped(1) << Code::NotAKey;
    QTest::newRow("byte behind") << der + '\0' << Code::TrailingData;
    QTest::newRow("not on the curve") << offCurve << Code::NotAKey;
    // The same key with a length in two bytes: BER, and another fingerprint.
    QTest::newRow("not canonical") << QByteArray("\x30\x81\x59") + der.sliced(2) << Code::UnsupportedAlgorithm;
    QTest::newRow("compressed point")
        << m_openssl.run(words("ec -in key.pem -pubout -conv_form compressed -outform DER")).output
        << Code::UnsupportedAlgorithm;
    QTest::newRow("RSA, exponent 1") << rsaKey("\x01") << Code::WeakKey;
    QTest::newRow("RSA, exponent 2") << rsaKey("\x02") << Code::WeakKey;
    QTest::newRow("RSA, exponent 65536") << rsaKey(QByteArray("\x01\x00\x00", 3)) << Code::WeakKey;
    QTest::newRow("RSA, exponent of 65 bits") << rsaKey(QByteArray("\x01\0\0\0\0\0\0\0\x01", 9)) << Code::TooLarge;
    QTest::newRow("huge") << QByteArray(20'000, '0') << Code::TooLarge;
}

void PublicKeyTest::brokenDerIsRefused()
{
    QFETCH(QByteArray, der);
    QFETCH(Code, code);
    const auto key = PublicKey::fromDer(der);
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), codeName(code));
}

QTEST_GUILESS_MAIN(PublicKeyTest)
#include "tst_publickey.moc"
