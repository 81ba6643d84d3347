// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of certificates and keys in every form that teams keep them in, whole and broken.
#include "crypto/keyfile.h"
#include "crypto/mint.h"
#include "crypto/opensslprogram.h"

#include <QTest>

#include <limits>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using namespace cutover::tests;
using Code = CryptoError::Code;
using Kind = KeyFacts::Kind;

namespace {

const QDateTime s_from(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
const QDateTime s_until(QDate(2026, 6, 7), QTime(8, 9, 10), Qt::UTC);

CertificateHandle certificateOf(const PkeyHandle &key, const QByteArray &name = "service")
{
    return mintCertificate({name, "DNS:a.example", s_from, s_until, false}, key.get());
}

Secret password(const char *text)
{
    return Secret::consume(QByteArray(text));
}

tl::expected<QList<KeyFacts>, CryptoError> read(const QByteArray &bytes, const char *text = "")
{
    return readKeyFile(bytes, password(text));
}

QByteArray codeOf(const tl::expected<QList<KeyFacts>, CryptoError> &entries)
{
    return entries ? QByteArray("none") : QByteArray(codeName(entries.error().code).data());
}

QByteArray base64Lines(const QByteArray &pem, const QByteArray &label)
{
    return "-----BEGIN " + label + "-----\n" + pem + "\n-----END " + label + "-----\n";
}

using Algorithms = std::vector<X509_ALGOR *>;

// Parts that each say they are closed by such an algorithm, which nobody had to run: the MAC alone is true.
QByteArray pkcs12SaidToBeClosedBy(const Algorithms &algorithms)
{
    const auto certificate = certificateOf(mintEc());
    STACK_OF(PKCS7) *parts = sk_PKCS7_new_null();
    for (X509_ALGOR *algorithm : algorithms) {
        STACK_OF(PKCS12_SAFEBAG) *bags = nullptr;
        PKCS12_add_cert(&bags, certificate.get());
        PKCS7 *part = PKCS12_pack_p7encdata(NID_aes_256_cbc, "sesame", -1, nullptr, 0, 1, bags);
        sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
        X509_ALGOR_free(std::exchange(part->d.encrypted->enc_data->algorithm, algorithm));
        sk_PKCS7_push(parts, part);
    }
    const std::unique_ptr<PKCS12, FreeWith<PKCS12_free>> file(PKCS12_add_safes(parts, NID_pkcs7_data));
    sk_PKCS7_pop_free(parts, PKCS7_free);
    if (!file || PKCS12_set_mac(file.get(), "sesame", -1, nullptr, 0, 1, EVP_sha256()) != 1)
        qFatal("cannot make a PKCS#12 file");
    return cutover::crypto::derOf(i2d_PKCS12, file.get());
}

X509_ALGOR *pbes2(int iterations)
{
    return PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), iterations, nullptr, 0, nullptr, NID_hmacWithSHA256);
}

} // namespace

class KeyFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void certificateTellsItsFacts();
    void everyCertificateOfAChain();
    void formsOfOneCertificate_data();
    void formsOfOneCertificate();
    void keysTellNoDate_data();
    void keysTellNoDate();
    void filesOfTheOpensslProgram();
    void pkcs12_data();
    void pkcs12();
    void pkcs12OfTheOpensslProgram_data();
    void pkcs12OfTheOpensslProgram();
    void pkcs12ThatTakesTooLong_data();
    void pkcs12ThatTakesTooLong();
    void tooSmall_data();
    void tooSmall();
    void refused_data();
    void refused();
    void truncatedIsNeverRead();
};

void KeyFileTest::certificateTellsItsFacts()
{
    const auto entries = read(pemOf(certificateOf(mintRsa(2048), "service.example")));
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1);
    const auto &facts = entries->first();
    QCOMPARE(facts.kind, Kind::Certificate);
    QCOMPARE(facts.name, u"service.example"_s);
    QCOMPARE(facts.notBefore, s_from);
    QCOMPARE(facts.notAfter, s_until);
    QCOMPARE(facts.algorithm, u"RSA"_s);
    QCOMPARE(facts.bits, 2048);
    QCOMPARE(facts.fingerprint.size(), 64);
    QVERIFY(!facts.isTooSmall());
}

void KeyFileTest::everyCertificateOfAChain()
{
    const auto root = mintEc();
    const auto leaf = mintEc();
    const auto entries =
        read(pemOf(certificateOf(leaf, "leaf")) + "\n# the root\n" + pemOf(certificateOf(root, "root")));
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->at(0).name, u"leaf"_s);
    QCOMPARE(entries->at(1).name, u"root"_s);
    QVERIFY(entries->at(0).fingerprint != entries->at(1).fingerprint);
}

void KeyFileTest::formsOfOneCertificate_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto certificate = certificateOf(mintEc());
    const QByteArray pem = pemOf(certificate);
    QTest::newRow("PEM") << pem;
    QTest::newRow("DER") << derOf(certificate);
    QTest::newRow("PEM with text before") << "Certificate:\n    Data:\n" + pem;
    QTest::newRow("PEM with text after") << pem + "that was all\n";
    QTest::newRow("PEM with CRLF") << QByteArray(pem).replace("\n", "\r\n");
    QTest::newRow("X509 CERTIFICATE") << QByteArray(pem).replace(" CERTIFICATE", " X509 CERTIFICATE");
}

void KeyFileTest::formsOfOneCertificate()
{
    QFETCH(QByteArray, bytes);
    const auto entries = read(bytes);
    QCOMPARE(codeOf(entries), "none");
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->first().notAfter, s_until);
}

void KeyFileTest::keysTellNoDate_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    const auto key = mintEc();
    unsigned char *raw = nullptr;
    const int length = i2d_PUBKEY(key.get(), &raw);
    const QByteArray der(reinterpret_cast<const char *>(raw), length);
    OPENSSL_free(raw);
    QTest::newRow("public, PEM") << publicPemOf(key) << Kind::PublicKey;
    QTest::newRow("public, DER") << der << Kind::PublicKey;
    QTest::newRow("public, RSA") << publicPemOf(mintRsa()) << Kind::PublicKey;
    QTest::newRow("public, Ed25519") << publicPemOf(mintEd25519()) << Kind::PublicKey;
    QTest::newRow("encrypted") << encryptedPemOf(key, "a passphrase") << Kind::EncryptedKey;
    const QByteArray encrypted = encryptedPemOf(key, "a passphrase");
    const QByteArray body =
        encrypted.mid(encrypted.indexOf('\n'), encrypted.lastIndexOf("-----END") - encrypted.indexOf('\n'));
    QTest::newRow("encrypted, DER") << QByteArray::fromBase64(body) << Kind::EncryptedKey;
}

void KeyFileTest::keysTellNoDate()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    const auto entries = read(bytes);
    QCOMPARE(codeOf(entries), "none");
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->first().kind, kind);
    QVERIFY(!entries->first().notAfter.isValid());
    QCOMPARE(entries->first().fingerprint.isEmpty(), kind == Kind::EncryptedKey);
    QVERIFY(!entries->first().isTooSmall());
}

void KeyFileTest::filesOfTheOpensslProgram()
{
    const OpensslProgram openssl;
    const auto run = [&](const char *line) {
        const auto answer = openssl.run(words(line));
        return answer.exitCode == 0;
    };
    QVERIFY(run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -subj "
                "/CN=service -days 30"));
    QVERIFY(run("x509 -in cert.pem -text -out text.pem"));
    QVERIFY(run("x509 -in cert.pem -outform DER -out cert.der"));
    QVERIFY(run("pkcs12 -export -in cert.pem -inkey key.pem -passout pass:sesame -out both.p12"));
    QVERIFY(run("ec -in key.pem -aes128 -passout pass:sesame -out traditional.pem"));
    const auto first = read(openssl.get(u"cert.pem"_s));
    QVERIFY(first);
    for (const auto *name : {"text.pem", "cert.der", "both.p12"}) {
        const auto entries = read(openssl.get(QString::fromLatin1(name)), "sesame");
        QVERIFY2(entries && entries->size() == 1, name);
        QCOMPARE(entries->first().fingerprint, first->first().fingerprint);
        QCOMPARE(entries->first().notAfter, first->first().notAfter);
    }
    const auto traditional = read(openssl.get(u"traditional.pem"_s));
    QVERIFY(traditional && traditional->first().kind == Kind::EncryptedKey);
    QCOMPARE(codeOf(read(openssl.get(u"key.pem"_s))), "key_unencrypted");
    QCOMPARE(codeOf(read(openssl.get(u"cert.pem"_s) + openssl.get(u"key.pem"_s))), "key_unencrypted");
}

void KeyFileTest::pkcs12_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("entries");
    const auto key = mintEc();
    const auto other = mintEc();
    const auto own = certificateOf(key, "own");
    const auto root = certificateOf(other, "root");
    const QByteArray closed = pkcs12Of(key, own, "sesame");
    QTest::newRow("opened") << closed << QByteArray("sesame") << QByteArray("none") << 1;
    QTest::newRow("with its chain") << pkcs12Of(key, own, "sesame", {root.get()}) << QByteArray("sesame")
                                    << QByteArray("none") << 2;
    QTest::newRow("without password") << pkcs12Of(key, own, nullptr) << QByteArray() << QByteArray("none") << 1;
    QTest::newRow("with an empty password") << pkcs12Of(key, own, "") << QByteArray() << QByteArray("none") << 1;
    QTest::newRow("wrong password") << closed << QByteArray("Sesame") << QByteArray("wrong_passphrase") << 0;
    QTest::newRow("no password given") << closed << QByteArray() << QByteArray("wrong_passphrase") << 0;
    QTest::newRow("one that is not needed")
        << pkcs12Of(key, own, nullptr) << QByteArray("sesame") << QByteArray("wrong_passphrase") << 0;
    QTest::newRow("cut off") << closed.chopped(1) << QByteArray("sesame") << QByteArray("not_a_key") << 0;
    QTest::newRow("more after it") << closed + "x" << QByteArray("sesame") << QByteArray("not_a_key") << 0;
}

void KeyFileTest::pkcs12()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, code);
    QFETCH(int, entries);
    QVERIFY(!bytes.isEmpty());
    const auto found = read(bytes, password.constData());
    QCOMPARE(codeOf(found), code);
    QCOMPARE(found ? found->size() : 0, entries);
    if (found) {
        QCOMPARE(found->first().name, u"own"_s);
        QCOMPARE(found->first().notAfter, s_until);
    }
}

void KeyFileTest::pkcs12OfTheOpensslProgram_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *options, const char *code) {
        QTest::newRow(options) << QString::fromLatin1(options) << QByteArray(code);
    };
    row("-iter 100000", "none");
    row("-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1", "none");
    row("-certpbe NONE", "none");
    row("-nocerts", "none");
    row("-keypbe NONE", "key_unencrypted");
    row("-keypbe NONE -certpbe NONE", "key_unencrypted");
    row("-nomac", "not_a_key");
    row("-nokeys -iter 5000001 -nomaciter", "iterations_out_of_bounds");
    row("-nokeys -certpbe PBE-SHA1-3DES -iter 5000001 -nomaciter", "iterations_out_of_bounds");
    row("-nokeys -certpbe NONE -iter 5000001", "iterations_out_of_bounds");
}

void KeyFileTest::pkcs12OfTheOpensslProgram()
{
    QFETCH(QString, options);
    QFETCH(QByteArray, code);
    const OpensslProgram openssl;
    QCOMPARE(openssl
                 .run(words("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out "
                            "cert.pem -subj /CN=service -days 30"))
                 .exitCode,
             0);
    const auto made = openssl.run(
        words("pkcs12 -export -in cert.pem -inkey key.pem -passout pass:sesame -out made.p12") + options.split(u' '));
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    const auto entries = read(openssl.get(u"made.p12"_s), "sesame");
    QCOMPARE(codeOf(entries), code);
    QCOMPARE(entries ? entries->size() : 0, code == "none" ? 1 : 0);
}

void KeyFileTest::pkcs12ThatTakesTooLong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("code");
    constexpr int absurd = std::numeric_limits<int>::max();
    const QByteArray tooMany("iterations_out_of_bounds");
    QTest::newRow("PBES2") << pkcs12SaidToBeClosedBy({pbes2(absurd)}) << tooMany;
    QTest::newRow("of the second part alone") << pkcs12SaidToBeClosedBy({pbes2(1), pbes2(absurd)}) << tooMany;
    QTest::newRow("of all parts together") << pkcs12SaidToBeClosedBy({pbes2(2'500'000), pbes2(2'500'000)}) << tooMany;
    QTest::newRow("PKCS#12's own") << pkcs12SaidToBeClosedBy(
                                          {PKCS5_pbe_set(NID_pbe_WithSHA1And3_Key_TripleDES_CBC, absurd, nullptr, 0)})
                                   << tooMany;
    QTest::newRow("scrypt") << pkcs12SaidToBeClosedBy(
                                   {PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, 1 << 14, 8, 1)})
                            << QByteArray("unsupported_algorithm");
}

void KeyFileTest::pkcs12ThatTakesTooLong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, code);
    QCOMPARE(codeOf(read(bytes, "sesame")), code);
}

void KeyFileTest::tooSmall_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("tooSmall");
    QTest::newRow("RSA 1024") << pemOf(certificateOf(mintRsa(1024))) << true;
    QTest::newRow("RSA 2047") << pemOf(certificateOf(mintRsa(2047))) << true;
    QTest::newRow("RSA 2048") << pemOf(certificateOf(mintRsa(2048))) << false;
    QTest::newRow("EC of 192") << pemOf(certificateOf(mintEc("prime192v1"))) << true;
    QTest::newRow("EC of 224") << pemOf(certificateOf(mintEc("secp224r1"))) << true;
    QTest::newRow("EC of 256") << pemOf(certificateOf(mintEc())) << false;
    QTest::newRow("EC of 384") << pemOf(certificateOf(mintEc("secp384r1"))) << false;
    QTest::newRow("Ed25519") << pemOf(certificateOf(mintEd25519())) << false;
    QTest::newRow("public RSA 1024") << publicPemOf(mintRsa(1024)) << true;
}

void KeyFileTest::tooSmall()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, tooSmall);
    const auto entries = read(bytes);
    QCOMPARE(codeOf(entries), "none");
    QCOMPARE(entries->first().isTooSmall(), tooSmall);
}

void KeyFileTest::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const QByteArray &bytes, const char *code) {
        QTest::newRow(name) << bytes << QByteArray(code);
    };
    const auto key = mintEc();
    const auto certificate = certificateOf(key);
    const QByteArray pem = pemOf(certificate);
    row("empty", "", "not_a_key");
    row("a word", "key", "not_a_key");
    row("half a block", pem.left(pem.size() / 2), "not_a_key");
    row("second block cut off", pem + pem.left(pem.size() / 2), "not_a_key");
    row("second begin line damaged", pem + "-----BEGIN CERTIFICATE--\nAAAA\n-----END CERTIFICATE-----\n", "not_a_key");
    row("second block indented", pem + QByteArray(" " + pem).replace("\n", "\n "), "not_a_key");
    row("second block after a tab", pem + "\t" + pem, "not_a_key");
    row("first begin line after other text", "junk" + pem + pem, "not_a_key");
    row("second begin line after a carriage return", pem + "text\r" + pem, "not_a_key");
    row("a dash too many", pem + "-" + pem, "not_a_key");
    row("a begin line quoted in the text around", pem + "so -----BEGIN CERTIFICATE-----\n", "not_a_key");
    row("indented alone", QByteArray(" " + pem).replace("\n", "\n "), "not_a_key");
    row("damaged base64", QByteArray(pem).replace(pem.indexOf('\n') + 5, 1, "!"), "not_a_key");
    row("wrong end line", QByteArray(pem).replace("END CERTIFICATE", "END PUBLIC KEY"), "not_a_key");
    row("certificate that is none", base64Lines("AAAA", "CERTIFICATE"), "not_a_certificate");
    row("public key that is none", base64Lines("AAAA", "PUBLIC KEY"), "not_a_key");
    row("encrypted key that is none", base64Lines("AAAA", "ENCRYPTED PRIVATE KEY"), "not_a_key");
    row("a request", base64Lines("AAAA", "CERTIFICATE REQUEST"), "not_a_key");
    row("parameters alone", base64Lines("BggqhkjOPQMBBw==", "EC PARAMETERS"), "not_a_key");
    row("certificate under another label", QByteArray(pem).replace("CERTIFICATE", "PUBLIC KEY"), "not_a_key");
    row("private key", privatePemOf(key), "key_unencrypted");
    row("private key beside its certificate", pem + privatePemOf(key), "key_unencrypted");
    row("labelled RSA PRIVATE KEY", base64Lines("AAAA", "RSA PRIVATE KEY"), "key_unencrypted");
    unsigned char *raw = nullptr;
    const int length = i2d_PrivateKey(key.get(), &raw);
    row("private key, DER", QByteArray(reinterpret_cast<const char *>(raw), length), "key_unencrypted");
    OPENSSL_free(raw);
    row("DER with a byte more", derOf(certificate) + '\0', "not_a_key");
    row("huge", QByteArray(1024 * 1024 + 1, '\n'), "too_large");
    row("too many", pem.repeated(1001), "too_large");
}

void KeyFileTest::refused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, code);
    QCOMPARE(codeOf(read(bytes)), code);
}

void KeyFileTest::truncatedIsNeverRead()
{
    const auto der = derOf(certificateOf(mintEc()));
    for (qsizetype size = 0; size < der.size(); ++size)
        QVERIFY2(!read(der.left(size)), QByteArray::number(size).constData());
}

QTEST_GUILESS_MAIN(KeyFileTest)

#include "tst_keyfile.moc"
