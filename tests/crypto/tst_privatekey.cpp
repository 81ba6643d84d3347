// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/privatekey.h"
#include "opensslprogram.h"

#include <QtTest>

#include <type_traits>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using Code = CryptoError::Code;

static_assert(!std::is_copy_constructible_v<PrivateKey> && !std::is_copy_assignable_v<PrivateKey>);

namespace {

constexpr const char *passphraseText = "correct horse battery";

Secret passphrase(const QByteArray &text = passphraseText)
{
    QByteArray own = text;
    own.detach();
    return Secret::consume(std::move(own));
}

} // namespace

class PrivateKeyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyComesBackFromItsPem();
    void opensslReadsTheEncryptedKey();
    void opensslVerifiesTheSignature();
    void opensslSeesTheAgreedEncryption();
    void twoEncryptionsDiffer();
    void strongKeysOfOpensslOpen_data();
    void strongKeysOfOpensslOpen();
    void wrongPassphrases_data();
    void wrongPassphrases();
    void shortPassphrasesAreRefused_data();
    void shortPassphrasesAreRefused();
    void weakEncryptionIsRefused_data();
    void weakEncryptionIsRefused();
    void brokenPemIsRefused_data();
    void brokenPemIsRefused();
    void certificateSaysWhatItShould();
    void certificatesDifferInTheirSerial();
    void impossibleSubjectsAreRefused_data();
    void impossibleSubjectsAreRefused();
    void impossibleValidityIsRefused();

private:
    OpensslProgram m_openssl;
    std::optional<PrivateKey> m_key;
    QByteArray m_pem;
};

void PrivateKeyTest::initTestCase()
{
    auto key = PrivateKey::generate();
    QVERIFY(key);
    QCOMPARE(key->algorithm(), KeyAlgorithm::EcdsaP256);
    const auto pem = key->encryptedPem(passphrase());
    QVERIFY(pem);
    m_pem = *pem;
    m_key.emplace(std::move(*key));
    m_openssl.put(u"encrypted.pem"_s, m_pem);
    m_openssl.put(u"public.pem"_s, m_key->publicKey().pem());
}

void PrivateKeyTest::aKeyComesBackFromItsPem()
{
    QVERIFY(m_pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    QVERIFY(m_pem.size() < 2000);
    const auto key = PrivateKey::fromEncryptedPem(m_pem, passphrase());
    QVERIFY(key);
    QCOMPARE(key->fingerprint(), m_key->fingerprint());
    const auto signature = key->sign("message");
    QVERIFY(signature);
    QVERIFY(m_key->publicKey().verify("message", *signature));
    QVERIFY(!m_key->publicKey().verify("massage", *signature));
}

void PrivateKeyTest::opensslReadsTheEncryptedKey()
{
    const auto answer =
        m_openssl.run(words("pkey -in encrypted.pem -passin stdin -pubout"), QByteArray(passphraseText) + '\n');
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.output, m_key->publicKey().pem());
    QVERIFY(m_openssl.run(words("pkey -in encrypted.pem -passin pass:another-one -pubout")).exitCode != 0);
}

void PrivateKeyTest::opensslVerifiesTheSignature()
{
    for (const QByteArray &message : {QByteArray(), QByteArray("short"), QByteArray(100'000, 'm')}) {
        const auto signature = m_key->sign(message);
        QVERIFY(signature);
        m_openssl.put(u"message"_s, message);
        m_openssl.put(u"signature"_s, *signature);
        const QStringList verify = words("dgst -sha256 -verify public.pem -signature signature message");
        QCOMPARE(m_openssl.run(verify).exitCode, 0);
        m_openssl.put(u"message"_s, message + '.');
        QVERIFY(m_openssl.run(verify).exitCode != 0);
    }
}

void PrivateKeyTest::opensslSeesTheAgreedEncryption()
{
    const QByteArray tree = m_openssl.run(words("asn1parse -in encrypted.pem")).output;
    QVERIFY(tree.contains(":PBES2"));
    QVERIFY(tree.contains(":PBKDF2"));
    QVERIFY(tree.contains(":hmacWithSHA256"));
    QVERIFY(tree.contains(":aes-256-cbc"));
    QVERIFY(tree.contains(":0927C0")); // 600,000
}

void PrivateKeyTest::twoEncryptionsDiffer()
{
    const auto again = m_key->encryptedPem(passphrase());
    QVERIFY(again);
    QVERIFY(*again != m_pem);
}

void PrivateKeyTest::strongKeysOfOpensslOpen_data()
{
    QTest::addColumn<QStringList>("generate");
    QTest::addColumn<QByteArray>("prf");
    QTest::newRow("P-256") << words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")
                           << QByteArray("hmacWithSHA256");
    QTest::newRow("RSA-3072") << words("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072")
                              << QByteArray("hmacWithSHA256");
    QTest::newRow("Ed25519") << words("genpkey -algorithm ED25519") << QByteArray("hmacWithSHA512");
}

void PrivateKeyTest::strongKeysOfOpensslOpen()
{
    QFETCH(QStringList, generate);
    QFETCH(QByteArray, prf);
    m_openssl.run(generate + words("-out plain.pem"));
    const QStringList encrypt = words("pkcs8 -topk8 -in plain.pem -v2 aes-256-cbc -iter 600000 -passout stdin -v2prf") +
                                QStringList{QString::fromLatin1(prf)};
    const QByteArray pem = m_openssl.run(encrypt, QByteArray(passphraseText) + '\n').output;
    const auto key = PrivateKey::fromEncryptedPem(pem, passphrase());
    QVERIFY2(key, pem.constData());
    QCOMPARE(key->publicKey().pem(), m_openssl.run(words("pkey -in plain.pem -pubout")).output);
    const auto signature = key->sign("message");
    QVERIFY(signature);
    QVERIFY(key->publicKey().verify("message", *signature));
}

void PrivateKeyTest::wrongPassphrases_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another") << QByteArray("another one altogether");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("trailing newline") << QByteArray(passphraseText) + '\n';
    QTest::newRow("other case") << QByteArray(passphraseText).toUpper();
    QTest::newRow("cut") << QByteArray(passphraseText).chopped(1);
}

void PrivateKeyTest::wrongPassphrases()
{
    QFETCH(QByteArray, text);
    const auto key = PrivateKey::fromEncryptedPem(m_pem, passphrase(text));
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), "wrong_passphrase"_L1);
    QVERIFY(text.isEmpty() || !key.error().detail.contains(QString::fromLatin1(text)));
}

void PrivateKeyTest::shortPassphrasesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("none") << QByteArray() << false;
    QTest::newRow("eleven") << QByteArray("eleven char") << false;
    QTest::newRow("eleven in 22 bytes") << QByteArray("\xc3\xa4").repeated(11) << false;
    QTest::newRow("twelve") << QByteArray("twelve chars") << true;
    QTest::newRow("twelve in 24 bytes") << QByteArray("\xc3\xa4").repeated(12) << true;
}

void PrivateKeyTest::shortPassphrasesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    const auto pem = m_key->encryptedPem(passphrase(text));
    QCOMPARE(pem.has_value(), accepted);
    if (!accepted)
        QCOMPARE(codeName(pem.error().code), "passphrase_too_short"_L1);
}

void PrivateKeyTest::weakEncryptionIsRefused_data()
{
    m_openssl.run(words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out plain.pem"));
    m_openssl.run(words("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa2048.pem"));
    m_openssl.run(words("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.pem"));
    const QByteArray secret = QByteArray(passphraseText) + '\n';
    const auto made = [&](const char *line) { return m_openssl.run(words(line), secret).output; };

    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<Code>("code");
    const auto row = [&](const char *name, const char *line, Code code) { QTest::newRow(name) << made(line) << code; };
    row("unencrypted", "pkey -in plain.pem", Code::KeyUnencrypted);
    row("unencrypted, traditional", "ec -in plain.pem", Code::KeyUnencrypted);
    row("unencrypted RSA, traditional", "rsa -traditional -in rsa2048.pem", Code::KeyUnencrypted);
    row("traditional encryption", "ec -in plain.pem -aes256 -passout stdin", Code::WeakEncryption);
    row("default iterations", "pkcs8 -topk8 -in plain.pem -v2 aes-256-cbc -passout stdin", Code::WeakEncryption);
    row("one iteration short", "pkcs8 -topk8 -in plain.pem -v2 aes-256-cbc -iter 599999 -passout stdin",
        Code::WeakEncryption);
    row("HMAC-SHA1", "pkcs8 -topk8 -in plain.pem -v2 aes-256-cbc -v2prf hmacWithSHA1 -iter 600000 -passout stdin",
        Code::WeakEncryption);
    row("AES-128", "pkcs8 -topk8 -in plain.pem -v2 aes-128-cbc -iter 600000 -passout stdin", Code::WeakEncryption);
    row("triple DES", "pkcs8 -topk8 -in plain.pem -v2 des3 -iter 600000 -passout stdin", Code::WeakEncryption);
    row("PKCS#12 scheme", "pkcs8 -topk8 -in plain.pem -v1 PBE-SHA1-3DES -iter 600000 -passout stdin",
        Code::WeakEncryption);
    row("scrypt", "pkcs8 -topk8 -in plain.pem -scrypt -scrypt_N 16384 -passout stdin", Code::WeakEncryption);
    row("RSA-2048 inside", "pkcs8 -topk8 -in rsa2048.pem -v2 aes-256-cbc -iter 600000 -passout stdin", Code::WeakKey);
    row("P-384 inside", "pkcs8 -topk8 -in p384.pem -v2 aes-256-cbc -iter 600000 -passout stdin",
        Code::UnsupportedAlgorithm);
    row("public key", "pkey -in plain.pem -pubout", Code::NotAKey);
}

void PrivateKeyTest::weakEncryptionIsRefused()
{
    QFETCH(QByteArray, pem);
    QFETCH(Code, code);
    QVERIFY2(pem.contains("-----BEGIN"), "openssl made nothing");
    const auto key = PrivateKey::fromEncryptedPem(pem, passphrase());
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), codeName(code));
}

void PrivateKeyTest::brokenPemIsRefused_data()
{
    QByteArray broken = m_pem;
    broken[60] = '!';
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<Code>("code");
    const QByteArrayList lines = m_pem.trimmed().split('\n');
    QByteArray hostile = QByteArray::fromBase64(lines.mid(1, lines.size() - 2).join());
    hostile.replace(QByteArray::fromHex("02030927c0"), QByteArray::fromHex("02037fffff"));
    hostile = lines.first() + '\n' + hostile.toBase64() + '\n' + lines.last();
    QTest::newRow("empty") << QByteArray() << Code::NotAKey;
    QTest::newRow("text") << QByteArray("hello") << Code::NotAKey;
    QTest::newRow("two keys") << m_pem + m_pem << Code::TrailingData;
    QTest::newRow("text behind") << m_pem + "x" << Code::TrailingData;
    QTest::newRow("broken base64") << broken << Code::NotAKey;
    QTest::newRow("rubbish inside")
        << QByteArray("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n")
        << Code::NotAKey;
    QTest::newRow("eight million iterations") << hostile << Code::TooLarge;
    QTest::newRow("huge") << m_pem + QByteArray(40'000, ' ') << Code::TooLarge;
}

void PrivateKeyTest::brokenPemIsRefused()
{
    QFETCH(QByteArray, pem);
    QFETCH(Code, code);
    const auto key = PrivateKey::fromEncryptedPem(pem, passphrase());
    QVERIFY(!key);
    QCOMPARE(codeName(key.error().code), codeName(code));
}

void PrivateKeyTest::certificateSaysWhatItShould()
{
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    const QDateTime until(QDate(2028, 3, 1), QTime(8, 0), Qt::UTC);
    const auto certificate = m_key->selfSignedCertificate(u"Zo\u00eb Test"_s, u"zoe@example.org"_s, from, until);
    QVERIFY(certificate);
    QCOMPARE(certificate->commonName(), u"Zo\u00eb Test"_s);
    QCOMPARE(certificate->email(), u"zoe@example.org"_s);
    QCOMPARE(certificate->notBefore(), from);
    QCOMPARE(certificate->notAfter(), until);
    QCOMPARE(certificate->fingerprint(), m_key->fingerprint());
    QCOMPARE(certificate->serial().size(), 32);
    QVERIFY(certificate->isSelfSigned());
    QVERIFY(certificate->isValidAt(from) && certificate->isValidAt(until));
    QVERIFY(!certificate->isValidAt(from.addSecs(-1)) && !certificate->isValidAt(until.addSecs(1)));
    QVERIFY(!certificate->isValidAt(QDateTime()));

    m_openssl.put(u"certificate.pem"_s, certificate->pem());
    const auto text = m_openssl.run(words("x509 -in certificate.pem -noout -ext keyUsage,subjectAltName"));
    QVERIFY(text.output.contains("critical"));
    QVERIFY(text.output.contains("Digital Signature, Non Repudiation"));
    QVERIFY(text.output.contains("email:zoe@example.org"));
    QCOMPARE(m_openssl.run(words("verify -CAfile certificate.pem certificate.pem")).exitCode, 0);
    const QByteArray serial = m_openssl.run(words("x509 -in certificate.pem -noout -serial")).output.trimmed().mid(7);
    QCOMPARE(certificate->serial(), QString::fromLatin1(serial).toLower());
}

void PrivateKeyTest::certificatesDifferInTheirSerial()
{
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    QSet<QString> serials;
    for (int round = 0; round < 20; ++round) {
        const auto certificate = m_key->selfSignedCertificate(u"Test"_s, {}, from, from.addDays(1));
        QVERIFY(certificate);
        QVERIFY(certificate->email().isEmpty());
        serials.insert(certificate->serial());
    }
    QCOMPARE(serials.size(), 20);
}

void PrivateKeyTest::impossibleSubjectsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::newRow("no name") << QString() << QString();
    QTest::newRow("blank name") << u"   "_s << QString();
    QTest::newRow("outer blanks") << u" Test"_s << QString();
    QTest::newRow("newline in the name") << u"Te\nst"_s << QString();
    QTest::newRow("NUL in the name") << u"Te"_s + QChar(0) + u"st"_s << QString();
    QTest::newRow("right-to-left override") << u"Test\u202eabc"_s << QString();
    QTest::newRow("zero width") << u"Te\u200bst"_s << QString();
    QTest::newRow("lone surrogate") << u"Te"_s + QChar(0xd800) << QString();
    QTest::newRow("65 characters") << QString(65, u'n') << QString();
    QTest::newRow("no at") << u"Test"_s << u"example.org"_s;
    QTest::newRow("two at") << u"Test"_s << u"a@b@c"_s;
    QTest::newRow("blank in the address") << u"Test"_s << u"a b@c"_s;
    QTest::newRow("no local part") << u"Test"_s << u"@example.org"_s;
    QTest::newRow("no domain") << u"Test"_s << u"test@"_s;
    QTest::newRow("not ASCII") << u"Test"_s << u"t\u00ebst@example.org"_s;
    QTest::newRow("newline in the address") << u"Test"_s << u"a@b\nc"_s;
    QTest::newRow("long address") << u"Test"_s << QString(250, u'a') + u"@b.cd"_s;
}

void PrivateKeyTest::impossibleSubjectsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    const auto certificate = m_key->selfSignedCertificate(name, email, from, from.addDays(1));
    QVERIFY(!certificate);
    QCOMPARE(codeName(certificate.error().code), "invalid_name"_L1);
}

void PrivateKeyTest::impossibleValidityIsRefused()
{
    const QDateTime from(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    const QList<std::pair<QDateTime, QDateTime>> spans = {
        {from, from}, {from, from.addSecs(-1)}, {{}, from}, {from, {}}};
    for (const auto &[start, end] : spans) {
        const auto certificate = m_key->selfSignedCertificate(u"Test"_s, {}, start, end);
        QVERIFY(!certificate);
        QCOMPARE(codeName(certificate.error().code), "invalid_validity"_L1);
    }
}

QTEST_GUILESS_MAIN(PrivateKeyTest)
#include "tst_privatekey.moc"
