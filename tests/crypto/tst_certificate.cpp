// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificate.h"
#include "opensslprogram.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using Code = CryptoError::Code;

class CertificateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatOpensslMadeIsRead();
    void theSubjectsEmailIsTheSecondChoice();
    void theLastCommonNameCounts();
    void anIssuedCertificateIsNotSelfSigned();
    void theSameNameAloneIsNotSelfSigned();
    void weakKeysAreRefusedWhenAskedFor();
    void brokenCertificatesAreRefused_data();
    void brokenCertificatesAreRefused();

private:
    QByteArray selfSigned(const char *arguments, const QStringList &more = {}) const;

    OpensslProgram m_openssl;
    QByteArray m_pem;
};

QByteArray CertificateTest::selfSigned(const char *arguments, const QStringList &more) const
{
    return m_openssl.run(words("req -x509 -nodes -days 10 -keyout key.pem") + words(arguments) + more).output;
}

void CertificateTest::initTestCase()
{
    m_pem = selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /C=DE/O=Example/CN=First",
                       words("-addext subjectAltName=DNS:example.org,email:first@example.org -set_serial 0x0a1b"));
    QVERIFY(m_pem.startsWith("-----BEGIN CERTIFICATE-----"));
    m_openssl.put(u"first.pem"_s, m_pem);
    m_openssl.put(u"first.key"_s, m_openssl.get(u"key.pem"_s));
}

void CertificateTest::whatOpensslMadeIsRead()
{
    const auto certificate = Certificate::fromPem(m_pem);
    QVERIFY(certificate);
    QCOMPARE(certificate->commonName(), u"First"_s);
    QCOMPARE(certificate->email(), u"first@example.org"_s);
    QCOMPARE(certificate->serial(), u"0a1b"_s);
    QCOMPARE(certificate->notBefore().daysTo(certificate->notAfter()), 10);
    QCOMPARE(certificate->notBefore().timeSpec(), Qt::UTC);
    QVERIFY(certificate->isSelfSigned());
    QCOMPARE(certificate->pem(), m_pem);
    QCOMPARE(certificate->der(), m_openssl.run(words("x509 -in first.pem -outform DER")).output);
    QCOMPARE(*Certificate::fromDer(certificate->der()), *certificate);

    const auto key = certificate->publicKey();
    QVERIFY(key);
    QCOMPARE(key->pem(), m_openssl.run(words("x509 -in first.pem -noout -pubkey")).output);
    QCOMPARE(key->fingerprint(), certificate->fingerprint());
    m_openssl.put(u"spki.der"_s, key->der());
    const QByteArray digest = m_openssl.run(words("dgst -sha256 -r spki.der")).output;
    QCOMPARE(certificate->fingerprint().toLatin1(), digest.first(64));
}

void CertificateTest::theSubjectsEmailIsTheSecondChoice()
{
    const auto certificate = Certificate::fromPem(
        selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=Second/emailAddress=second@example.org"));
    QVERIFY(certificate);
    QCOMPARE(certificate->email(), u"second@example.org"_s);
}

void CertificateTest::theLastCommonNameCounts()
{
    const auto certificate =
        Certificate::fromPem(selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=Root/CN=Leaf"));
    QVERIFY(certificate);
    QCOMPARE(certificate->commonName(), u"Leaf"_s);
    const auto nameless =
        Certificate::fromPem(selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /O=Example"));
    QVERIFY(nameless);
    QVERIFY(nameless->commonName().isEmpty());
    QVERIFY(nameless->email().isEmpty());
}

void CertificateTest::anIssuedCertificateIsNotSelfSigned()
{
    const auto certificate = Certificate::fromPem(
        selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 -subj /CN=Issued -CA first.pem -CAkey first.key"));
    QVERIFY(certificate);
    QVERIFY(!certificate->isSelfSigned());
    QVERIFY(certificate->publicKey());
}

void CertificateTest::theSameNameAloneIsNotSelfSigned()
{
    const auto certificate = Certificate::fromPem(selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-256 "
                                                             "-subj /C=DE/O=Example/CN=First "
                                                             "-CA first.pem -CAkey first.key"));
    QVERIFY(certificate);
    QVERIFY(!certificate->isSelfSigned());
}

void CertificateTest::weakKeysAreRefusedWhenAskedFor()
{
    const auto rsa = Certificate::fromPem(selfSigned("-newkey rsa:2048 -subj /CN=Weak"));
    QVERIFY(rsa);
    QCOMPARE(rsa->fingerprint().size(), 64);
    QVERIFY(!rsa->publicKey());
    QCOMPARE(codeName(rsa->publicKey().error().code), "weak_key"_L1);

    const auto p384 = Certificate::fromPem(selfSigned("-newkey ec -pkeyopt ec_paramgen_curve:P-384 -subj /CN=Other"));
    QVERIFY(p384);
    QVERIFY(!p384->publicKey());
    QCOMPARE(codeName(p384->publicKey().error().code), "unsupported_algorithm"_L1);
}

void CertificateTest::brokenCertificatesAreRefused_data()
{
    const QByteArray der = m_openssl.run(words("x509 -in first.pem -outform DER")).output;
    const QByteArray text = m_openssl.run(words("x509 -in first.pem -text")).output;
    QByteArray trusted = m_openssl.run(words("x509 -in first.pem -trustout -setalias Friend")).output;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isPem");
    QTest::addColumn<Code>("code");
    QTest::newRow("empty PEM") << QByteArray() << true << Code::NotACertificate;
    QTest::newRow("two certificates") << m_pem + m_pem << true << Code::TrailingData;
    QTest::newRow("text behind") << m_pem + "# mine" << true << Code::TrailingData;
    QTest::newRow("key behind") << m_pem + m_openssl.get(u"first.key"_s) << true << Code::TrailingData;
    QTest::newRow("text before") << text << true << Code::NotACertificate;
    QTest::newRow("trusted certificate") << trusted << true << Code::NotACertificate;
    QTest::newRow("private key") << m_openssl.get(u"first.key"_s) << true << Code::NotACertificate;
    QTest::newRow("huge PEM") << m_pem + QByteArray(70'000, '\n') << true << Code::TooLarge;
    QTest::newRow("DER as PEM") << der << true << Code::NotACertificate;
    QTest::newRow("empty DER") << QByteArray() << false << Code::NotACertificate;
    QTest::newRow("PEM as DER") << m_pem << false << Code::NotACertificate;
    QTest::newRow("cut") << der.chopped(1) << false << Code::NotACertificate;
    QTest::newRow("half") << der.first(der.size() / 2) << false << Code::NotACertificate;
    QTest::newRow("byte behind") << der + '\0' << false << Code::TrailingData;
    QTest::newRow("huge DER") << QByteArray(70'000, '\x30') << false << Code::TooLarge;
    QTest::newRow("indefinite length") << QByteArray("\x30\x80") + der.sliced(4) + QByteArray(2, '\0') << false
                                       << Code::NotACertificate;
}

void CertificateTest::brokenCertificatesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isPem);
    QFETCH(Code, code);
    const auto certificate = isPem ? Certificate::fromPem(bytes) : Certificate::fromDer(bytes);
    QVERIFY(!certificate);
    QCOMPARE(codeName(certificate.error().code), codeName(code));
}

QTEST_GUILESS_MAIN(CertificateTest)
#include "tst_certificate.moc"
