// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A key that comes in from a file, and certificates that change while the key stays, on the session's own
// gnome-keyring.
#include "crypto/identityfile.h"
#include "crypto/mint.h"
#include "keychain/osstore.h"
#include "keychain/signingkeys.h"
#include "realkeyring.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::keychain;
using namespace cutover::tests;

namespace {

const char *const own = "correct horse battery";

crypto::Secret secret(const char *text = own)
{
    return crypto::Secret::consume(QByteArray(text));
}

CertificateWish named(const QByteArray &name, bool isAuthority = false)
{
    CertificateWish wish;
    wish.name = name;
    wish.hosts.clear();
    wish.isAuthority = isAuthority;
    return wish;
}

} // namespace

class CertificatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anImportedKeySigns();
    void whatIsRefusedLeavesNothing_data();
    void whatIsRefusedLeavesNothing();
    void aKeyIsImportedOnce();
    void aLockedKeyringImportsNothing();
    void anIssuedCertificateComesInAndTheKeyStays();
    void anotherCertificateChangesNothing_data();
    void anotherCertificateChangesNothing();
    void aCertificateWithoutItsKeyIsNotInstalled();
    void aRenewedCertificateIsTheSameKeys();
    void whatAnAuthorityIssuedItRenews();
    void aWrongPassphraseAsksAndRenewsNothing();

private:
    auto imported(const QByteArray &file, const char *passphrase = own)
    {
        return resultOf(m_keys->importKey(file, secret("of the file"), secret(passphrase), now(), this));
    }
    SigningKey enrolled()
    {
        auto key = resultOf(m_keys->enrol(u"Test Signer"_s, u"signer@example.org"_s, secret(), this));
        if (!key)
            qFatal("enrolment failed: %s", qPrintable(codeOf(key)));
        return *key;
    }
    /// By the company's root, for that key.
    CertificateHandle issued(const SigningKey &key, CertificateWish wish = named("Test Signer")) const
    {
        const auto der = key.certificate.publicKey()->der();
        const auto *at = crypto::ucharData(der);
        const PkeyHandle publicKey(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
        return mintCertificate(wish, publicKey.get(), m_root.get(), m_rootKey.get());
    }
    static QDateTime now() { return QDateTime::currentDateTimeUtc(); }
    bool isEmpty() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty(); }

    RealKeyring m_keyring;
    OsStore m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SigningKeys> m_keys;
    PkeyHandle m_rootKey = mintEc();
    CertificateHandle m_root = mintCertificate(named("Company", true), m_rootKey.get());
};

void CertificatesTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
}

void CertificatesTest::init()
{
    QVERIFY2(RealKeyring::unlock(), "the keyring could not be unlocked: is CUTOVER_TEST_KEYRING_PASSWORD right?");
    m_folder = std::make_unique<QTemporaryDir>();
    m_keys = std::make_unique<SigningKeys>(&m_store, m_folder->path());
}

void CertificatesTest::cleanup()
{
    QVERIFY(RealKeyring::unlock());
    for (const SigningKey &key : m_keys->list())
        QVERIFY(resultOf(m_keys->remove(key.fingerprint, this)));
}

void CertificatesTest::anImportedKeySigns()
{
    const auto key = mintEc();
    const auto certificate = mintCertificate(named("Person"), key.get(), m_root.get(), m_rootKey.get());
    const auto taken = imported(pkcs12Of(key, certificate, "of the file", {m_root.get()}));
    QVERIFY2(taken, qPrintable(codeOf(taken)));
    QCOMPARE(taken->certificate.commonName(), u"Person"_s);
    QCOMPARE(m_keys->issuers(taken->fingerprint).size(), 1);
    QCOMPARE(m_keys->list().size(), 1); // the issuers' file is no key
    QCOMPARE(codeOf(resultOf(m_keys->unlock(taken->fingerprint, secret("of the file"), this))), u"wrong_passphrase"_s);
    auto opened = resultOf(m_keys->unlock(taken->fingerprint, secret(), this));
    QVERIFY2(opened, qPrintable(codeOf(opened)));
    QVERIFY(taken->certificate.publicKey()->verify("a message", *opened->sign("a message")));
    QVERIFY(resultOf(m_keys->remove(taken->fingerprint, this)));
    QVERIFY(isEmpty());
}

void CertificatesTest::whatIsRefusedLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("code");
    const char *const opening = "of the file";
    const auto key = mintEc();
    auto expired = named("Person");
    expired.notAfter = now().addDays(-1);
    expired.notBefore = now().addDays(-2);
    auto early = named("Person");
    early.notBefore = now().addDays(1);
    const auto server = mintCertificate(named("Person"), key.get());
    addExtension(server.get(), NID_ext_key_usage, "serverAuth");
    X509_sign(server.get(), key.get(), EVP_sha256());
    const auto weak = mintRsa(2048);
    const auto good = mintCertificate(named("Person"), key.get());
    QTest::newRow("a short passphrase of one's own")
        << pkcs12Of(key, good, opening) << QByteArray("too short") << u"passphrase_too_short"_s;
    QTest::newRow("another passphrase of the file")
        << pkcs12Of(key, good, "of another") << QByteArray(own) << u"wrong_passphrase"_s;
    QTest::newRow("expired") << pkcs12Of(key, mintCertificate(expired, key.get()), opening) << QByteArray(own)
                             << u"certificate_not_valid"_s;
    QTest::newRow("not valid yet") << pkcs12Of(key, mintCertificate(early, key.get()), opening) << QByteArray(own)
                                   << u"certificate_not_valid"_s;
    QTest::newRow("a server's") << pkcs12Of(key, server, opening) << QByteArray(own) << u"certificate_unfit"_s;
    QTest::newRow("RSA of 2048 bits") << pkcs12Of(weak, mintCertificate(named("P"), weak.get()), opening)
                                      << QByteArray(own) << u"weak_key"_s;
    QTest::newRow("no file of keys") << QByteArray("a text") << QByteArray(own) << u"not_a_key"_s;
}

void CertificatesTest::whatIsRefusedLeavesNothing()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, passphrase);
    QFETCH(QString, code);
    QCOMPARE(codeOf(imported(file, passphrase.constData())), code);
    QVERIFY(isEmpty());
}

void CertificatesTest::aKeyIsImportedOnce()
{
    const auto key = mintEc();
    const auto file = pkcs12Of(key, mintCertificate(named("Person"), key.get()), "of the file");
    QVERIFY(imported(file));
    QCOMPARE(codeOf(imported(file, "another passphrase of mine")), u"key_exists"_s);
    QVERIFY(resultOf(m_keys->unlock(m_keys->list().first().fingerprint, secret(), this)));
}

void CertificatesTest::aLockedKeyringImportsNothing()
{
    const auto key = mintEc();
    QVERIFY(RealKeyring::lock());
    QCOMPARE(codeOf(imported(pkcs12Of(key, mintCertificate(named("Person"), key.get()), "of the file"))),
             u"keychain_locked"_s);
    QVERIFY(isEmpty());
}

void CertificatesTest::anIssuedCertificateComesInAndTheKeyStays()
{
    const auto key = enrolled();
    const auto request = resultOf(m_keys->request(key.fingerprint, secret(), this));
    QVERIFY2(request && request->startsWith("-----BEGIN CERTIFICATE REQUEST-----\n"), qPrintable(codeOf(request)));
    const auto certificate = issued(key);
    const auto installed = resultOf(m_keys->install(pemOf(m_root) + pemOf(certificate), now(), this));
    QVERIFY2(installed, qPrintable(codeOf(installed)));
    QCOMPARE(installed->fingerprint, key.fingerprint);
    QVERIFY(!installed->certificate.isSelfSigned());
    QCOMPARE(m_keys->certificate(key.fingerprint)->certificate, installed->certificate);
    QCOMPARE(m_keys->issuers(key.fingerprint).first().commonName(), u"Company"_s);
    QVERIFY(resultOf(m_keys->unlock(key.fingerprint, secret(), this)));
}

void CertificatesTest::anotherCertificateChangesNothing_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<QString>("code");
    QTest::newRow("for another key") << u"other"_s << u"certificate_other_key"_s;
    QTest::newRow("the authority's alone") << u"root"_s << u"certificate_other_key"_s;
    QTest::newRow("expired") << u"expired"_s << u"certificate_not_valid"_s;
    QTest::newRow("for encryption") << u"encryption"_s << u"certificate_unfit"_s;
    QTest::newRow("no certificate") << u"none"_s << u"not_a_certificate"_s;
}

void CertificatesTest::anotherCertificateChangesNothing()
{
    QFETCH(QString, which);
    QFETCH(QString, code);
    const auto key = enrolled();
    auto wish = named("Test Signer");
    if (which == "expired"_L1) {
        wish.notBefore = now().addDays(-2);
        wish.notAfter = now().addDays(-1);
    }
    const auto certificate = issued(key, wish);
    if (which == "encryption"_L1) {
        addExtension(certificate.get(), NID_key_usage, "keyEncipherment");
        X509_sign(certificate.get(), m_rootKey.get(), EVP_sha256());
    }
    const auto stranger = mintEc();
    const auto file = which == "other"_L1  ? pemOf(mintCertificate(named("Other"), stranger.get()))
                      : which == "root"_L1 ? pemOf(m_root)
                      : which == "none"_L1 ? QByteArray("a text")
                                           : pemOf(certificate);
    QCOMPARE(codeOf(resultOf(m_keys->install(file, now(), this))), code);
    QCOMPARE(m_keys->certificate(key.fingerprint)->certificate, key.certificate);
}

void CertificatesTest::aCertificateWithoutItsKeyIsNotInstalled()
{
    const auto key = enrolled();
    QVERIFY(resultOf(m_store.remove(signingKeyEntry(key.fingerprint), this)));
    QCOMPARE(codeOf(resultOf(m_keys->install(pemOf(issued(key)), now(), this))), u"key_missing"_s);
    QCOMPARE(m_keys->certificate(key.fingerprint)->certificate, key.certificate);
}

void CertificatesTest::aRenewedCertificateIsTheSameKeys()
{
    const auto key = enrolled();
    const auto renewed = resultOf(m_keys->renew(key.fingerprint, secret(), this));
    QVERIFY2(renewed, qPrintable(codeOf(renewed)));
    QCOMPARE(renewed->fingerprint, key.fingerprint);
    QVERIFY(renewed->certificate != key.certificate && renewed->certificate.isSelfSigned());
    QCOMPARE(renewed->certificate.commonName(), u"Test Signer"_s);
    QCOMPARE(renewed->certificate.email(), u"signer@example.org"_s);
    QCOMPARE(m_keys->list().size(), 1);
}

void CertificatesTest::whatAnAuthorityIssuedItRenews()
{
    const auto key = enrolled();
    QVERIFY(resultOf(m_keys->install(pemOf(issued(key)), now(), this)));
    QCOMPARE(codeOf(resultOf(m_keys->renew(key.fingerprint, secret(), this))), u"certificate_issued"_s);
}

void CertificatesTest::aWrongPassphraseAsksAndRenewsNothing()
{
    const auto key = enrolled();
    QCOMPARE(codeOf(resultOf(m_keys->request(key.fingerprint, secret("another passphrase"), this))),
             u"wrong_passphrase"_s);
    QCOMPARE(codeOf(resultOf(m_keys->renew(key.fingerprint, secret("another passphrase"), this))),
             u"wrong_passphrase"_s);
    QCOMPARE(m_keys->certificate(key.fingerprint)->certificate, key.certificate);
}

int main(int argc, char **argv)
{
    OsStore::prepareEnvironment();
    QCoreApplication application(argc, argv);
    CertificatesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_certificates.moc"
