// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key that an organisation hands over comes in whole, with its certificate and who issued it, or not at all; and a
// certificate says whether it is for signing, and who made it.
#include "crypto/certificatefile.h"
#include "crypto/identityfile.h"
#include "mint.h"
#include "opensslprogram.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;
using namespace cutover::tests;

namespace {

const char *const password = "of the file";

Secret secret(const char *text = password)
{
    return Secret::consume(QByteArray(text));
}

Certificate valueOf(const CertificateHandle &certificate)
{
    return Certificate::fromDer(derOf(certificate)).value();
}

/// A small authority: root, one below it, and a person's certificate by that.
struct Company
{
    PkeyHandle rootKey = mintEc();
    PkeyHandle middleKey = mintEc();
    PkeyHandle key = mintEc();
    CertificateHandle root = mintCertificate(authority("Company root"), rootKey.get());
    CertificateHandle middle = mintCertificate(authority("Company people"), middleKey.get(), root.get(), rootKey.get());
    CertificateHandle person = mintCertificate(named("Person"), key.get(), middle.get(), middleKey.get());

    static CertificateWish named(const QByteArray &name)
    {
        CertificateWish wish;
        wish.name = name;
        wish.hosts.clear();
        return wish;
    }
    static CertificateWish authority(const QByteArray &name)
    {
        auto wish = named(name);
        wish.isAuthority = true;
        return wish;
    }
};

QString codeOf(const tl::expected<Identity, CryptoError> &identity)
{
    return identity ? u"none"_s : QString(codeName(identity.error().code));
}

} // namespace

class IdentityFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyComesWithItsCertificateAndIssuers();
    void whatIsNoneIsRefused_data();
    void whatIsNoneIsRefused();
    void everyFlippedByteIsRefusedOrTheSame();
    void certificatesOfAFile_data();
    void certificatesOfAFile();
    void whoIssuedWhat();
    void usages_data();
    void usages();
    void aRequestIsWhatAnAuthorityReads();
};

void IdentityFileTest::aKeyComesWithItsCertificateAndIssuers()
{
    const Company company;
    // The order in a file says nothing.
    const auto file = pkcs12Of(company.key, company.person, password, {company.root.get(), company.middle.get()});
    const auto identity = readIdentity(file, secret());
    QVERIFY2(identity, qPrintable(codeOf(identity)));
    QCOMPARE(identity->certificate, valueOf(company.person));
    QCOMPARE(identity->key.fingerprint(), identity->certificate.fingerprint());
    QCOMPARE(identity->issuers, (QList{valueOf(company.middle), valueOf(company.root)}));
    const auto signature = identity->key.sign("a message");
    QVERIFY(signature && identity->certificate.publicKey()->verify("a message", *signature));
    // What is kept is closed as every key here is.
    const auto kept = identity->key.encryptedPem(secret("a passphrase of one's own"));
    QVERIFY(kept && PrivateKey::fromEncryptedPem(*kept, secret("a passphrase of one's own")));
}

void IdentityFileTest::whatIsNoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("opening");
    QTest::addColumn<QString>("code");
    const auto key = mintEc();
    const auto certificate = mintCertificate({}, key.get());
    const auto good = pkcs12Of(key, certificate, password);
    const QByteArray opening(password);
    const auto weak = mintRsa(2048);
    const auto curve = mintEc("P-384");
    const auto twisted = mintEd25519();
    const auto other = mintEc();
    QTest::newRow("another passphrase") << good << QByteArray("of another file") << u"wrong_passphrase"_s;
    QTest::newRow("no passphrase") << good << QByteArray() << u"wrong_passphrase"_s;
    QTest::newRow("nothing") << QByteArray() << opening << u"not_a_key"_s;
    QTest::newRow("PEM") << pemOf(certificate) << opening << u"not_a_key"_s;
    QTest::newRow("cut short") << good.chopped(1) << opening << u"not_a_key"_s;
    QTest::newRow("a byte more") << good + '\0' << opening << u"not_a_key"_s;
    QTest::newRow("too large") << QByteArray(1024 * 1024 + 1, '0') << opening << u"too_large"_s;
    QTest::newRow("RSA of 2048 bits") << pkcs12Of(weak, mintCertificate({}, weak.get()), password) << opening
                                      << u"weak_key"_s;
    QTest::newRow("P-384") << pkcs12Of(curve, mintCertificate({}, curve.get()), password) << opening
                           << u"unsupported_algorithm"_s;
    QTest::newRow("Ed25519") << pkcs12Of(twisted, mintCertificate({}, twisted.get()), password) << opening
                             << u"unsupported_algorithm"_s;
    QTest::newRow("a certificate alone") << pkcs12Of({}, certificate, password) << opening << u"not_a_key"_s;
    QTest::newRow("a key alone") << pkcs12Of(key, {}, password) << opening << u"not_a_certificate"_s;
}

void IdentityFileTest::whatIsNoneIsRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, opening);
    QFETCH(QString, code);
    QCOMPARE(codeOf(readIdentity(file, Secret::consume(std::move(opening)))), code);
}

void IdentityFileTest::everyFlippedByteIsRefusedOrTheSame()
{
    const auto key = mintEc();
    const auto file = pkcs12Of(key, mintCertificate({}, key.get()), password);
    const auto whole = readIdentity(file, secret());
    QVERIFY(whole);
    // Each eleventh: opening one derives a key.
    for (qsizetype at = 0; at < file.size(); at += 11) {
        auto flipped = file;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x01);
        const auto read = readIdentity(flipped, secret());
        QVERIFY2(!read ||
                     (read->key.fingerprint() == whole->key.fingerprint() && read->certificate == whole->certificate),
                 qPrintable(QString::number(at)));
    }
}

void IdentityFileTest::certificatesOfAFile_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("code");
    const Company company;
    const auto person = pemOf(company.person);
    const auto middle = pemOf(company.middle);
    QTest::newRow("one") << person << 1 << QString();
    QTest::newRow("a chain") << person + middle + pemOf(company.root) << 3 << QString();
    QTest::newRow("with text before, as openssl ca writes it")
        << "Certificate:\n    Data:\n" + person << 1 << QString();
    QTest::newRow("DER") << derOf(company.person) << 1 << QString();
    QTest::newRow("nothing") << QByteArray() << 0 << u"not_a_certificate"_s;
    QTest::newRow("a request") << QByteArray("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE "
                                             "REQUEST-----\n")
                               << 0 << u"not_a_certificate"_s;
    QTest::newRow("a private key beside it")
        << person + encryptedPemOf(company.key, password) << 0 << u"not_a_certificate"_s;
    QTest::newRow("an indented one behind it") << person + "  " + middle << 0 << u"not_a_certificate"_s;
    QTest::newRow("a damaged one behind it") << person + middle.left(100) << 0 << u"not_a_certificate"_s;
    QTest::newRow("too many") << person.repeated(33) << 0 << u"too_large"_s;
}

void IdentityFileTest::certificatesOfAFile()
{
    QFETCH(QByteArray, file);
    QFETCH(int, count);
    QFETCH(QString, code);
    const auto read = readCertificates(file);
    QCOMPARE(read ? QString() : QString(codeName(read.error().code)), code);
    QCOMPARE(read ? read->size() : 0, count);
}

void IdentityFileTest::whoIssuedWhat()
{
    const Company company;
    const Company namesake; // the same names, other keys
    const auto person = valueOf(company.person);
    const auto middle = valueOf(company.middle);
    const auto root = valueOf(company.root);
    QVERIFY(person.isIssuedBy(middle) && middle.isIssuedBy(root) && root.isIssuedBy(root));
    QVERIFY(!person.isIssuedBy(root) && !root.isIssuedBy(middle) && !person.isIssuedBy(person));
    QVERIFY(!person.isIssuedBy(valueOf(namesake.middle)));
    QCOMPARE(issuersOf(person, {root, middle}), (QList{middle, root}));
    QCOMPARE(issuersOf(person, {valueOf(namesake.middle), middle}), QList{middle});
    QVERIFY(issuersOf(person, {root}).isEmpty() && issuersOf(root, {root, middle}).isEmpty());
    // One that may not issue issues nothing, whatever its key signed.
    const auto leaf = mintEc();
    const auto child = mintCertificate(Company::named("Child"), leaf.get(), company.person.get(), company.key.get());
    QVERIFY(!valueOf(child).isIssuedBy(person));
}

void IdentityFileTest::usages_data()
{
    QTest::addColumn<QByteArray>("usage");
    QTest::addColumn<QByteArray>("extended");
    QTest::addColumn<bool>("isForSigning");
    QTest::newRow("none named") << QByteArray() << QByteArray() << true;
    QTest::newRow("both") << QByteArray("critical,digitalSignature,nonRepudiation") << QByteArray("emailProtection")
                          << true;
    QTest::newRow("digitalSignature alone") << QByteArray("digitalSignature") << QByteArray() << true;
    QTest::newRow("nonRepudiation alone") << QByteArray("nonRepudiation") << QByteArray() << true;
    QTest::newRow("e-mail and log-in") << QByteArray("digitalSignature") << QByteArray("clientAuth,emailProtection")
                                       << true;
    QTest::newRow("encryption") << QByteArray("keyEncipherment,dataEncipherment") << QByteArray() << false;
    QTest::newRow("key agreement") << QByteArray("keyAgreement") << QByteArray("emailProtection") << false;
    QTest::newRow("an authority's") << QByteArray("keyCertSign,cRLSign") << QByteArray() << false;
    QTest::newRow("a server's") << QByteArray("digitalSignature") << QByteArray("serverAuth") << false;
    QTest::newRow("code") << QByteArray("digitalSignature") << QByteArray("codeSigning") << false;
}

void IdentityFileTest::usages()
{
    QFETCH(QByteArray, usage);
    QFETCH(QByteArray, extended);
    QFETCH(bool, isForSigning);
    const auto key = mintEc();
    const auto certificate = mintCertificate(Company::named("Person"), key.get());
    if (!usage.isEmpty())
        addExtension(certificate.get(), NID_key_usage, usage);
    if (!extended.isEmpty())
        addExtension(certificate.get(), NID_ext_key_usage, extended);
    QVERIFY(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
    QCOMPARE(valueOf(certificate).isForSigning(), isForSigning);
}

void IdentityFileTest::aRequestIsWhatAnAuthorityReads()
{
    const auto key = PrivateKey::generate();
    QVERIFY(key);
    const auto request = key->certificateRequest(u"Zoë Demo, lead"_s, u"zoe@demo.invalid"_s);
    QVERIFY(request && request->startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"));
    const OpensslProgram openssl;
    const auto told =
        openssl.run({u"req"_s, u"-verify"_s, u"-noout"_s, u"-text"_s, u"-nameopt"_s, u"utf8,-esc_msb"_s}, *request)
            .output;
    QVERIFY2(told.contains("Zoë Demo"), told.constData());
    QVERIFY2(told.contains("email:zoe@demo.invalid"), told.constData());
    QVERIFY2(told.contains("Digital Signature, Non Repudiation"), told.constData());
    QVERIFY2(told.contains("E-mail Protection"), told.constData());
    QVERIFY(key->certificateRequest(u"  "_s, {}).error().code == CryptoError::Code::InvalidName);
    QVERIFY(key->certificateRequest(u"Zoë"_s, u"two@at@signs"_s).error().code == CryptoError::Code::InvalidName);
}

QTEST_GUILESS_MAIN(IdentityFileTest)

#include "tst_identityfile.moc"
