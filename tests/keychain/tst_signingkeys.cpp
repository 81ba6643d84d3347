// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/osstore.h"
#include "keychain/signingkeys.h"
#include "realkeyring.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::keychain;

namespace {

// Two keys searched out of some thirty thousand because their fingerprints begin with the same eight digits.
constexpr const char *firstOfPair = "-----BEGIN CERTIFICATE-----\n"
                                    "MIIBTzCB9aADAgECAhBDToDnm78ZdLlyL0UZc4shMAoGCCqGSM49BAMCMBAxDjAM\n"
                                    "BgNVBAMMBUZpcnN0MB4XDTI2MDEwMTAwMDAwMFoXDTQ2MDEwMTAwMDAwMFowEDEO\n"
                                    "MAwGA1UEAwwFRmlyc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATUGufJJ2tK\n"
                                    "vqYkkuu5nTUPJmVfaebz5wwBSVIHNoN8wlrhg5Hr4nD51I98r7Ge+fU52gManWJp\n"
                                    "JHaL3ZpYTuGcozEwLzAOBgNVHQ8BAf8EBAMCAsQwHQYDVR0OBBYEFLLv6gMCHJ3Z\n"
                                    "3ddojrGlGPjEf8TcMAoGCCqGSM49BAMCA0kAMEYCIQCHSj7q1+0XwL3FGWj+Jzlh\n"
                                    "MQ8HRbGy0eYkWA+B4HCrNwIhAN2d+5JpQqtKd6TbTW03VdNtb7Bwlh2aK8WG6wWG\n"
                                    "a6EB\n"
                                    "-----END CERTIFICATE-----\n";
constexpr const char *secondOfPair = "-----BEGIN CERTIFICATE-----\n"
                                     "MIIBUDCB96ADAgECAhBrleyzpdHhvyWfYUBDAwT+MAoGCCqGSM49BAMCMBExDzAN\n"
                                     "BgNVBAMMBlNlY29uZDAeFw0yNjAxMDEwMDAwMDBaFw00NjAxMDEwMDAwMDBaMBEx\n"
                                     "DzANBgNVBAMMBlNlY29uZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLy/79bu\n"
                                     "wnCTT1ag3vYWTDL6dYQS5pgPOcb9jqs1Qbroww0fa3F0Tx0jo9zuZw/YKSI2cfPN\n"
                                     "Ch9RTuNdJigEwI+jMTAvMA4GA1UdDwEB/wQEAwICxDAdBgNVHQ4EFgQU2Z4jyW+0\n"
                                     "8s9CEQYIdWPLg5huPu0wCgYIKoZIzj0EAwIDSAAwRQIgbIQiIhgopyIlywLkklm4\n"
                                     "PaPtadSNosB45pwD1udrPxoCIQD2jdj1lBCgVrb6/neNVpUgpDecAC2F0oHdx4Hq\n"
                                     "/kL1Hw==\n"
                                     "-----END CERTIFICATE-----\n";

} // namespace

/// SigningKeys on the session's own gnome-keyring, with certificates in a folder of each case's own.
class SigningKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void anEnrolledKeySigns();
    void theStoredKeyIsEncrypted();
    void twoEnrolmentsOfOneNameAreTwoKeys();
    void aWrongPassphraseChangesNothing();
    void impossibleEnrolmentsLeaveNothing_data();
    void impossibleEnrolmentsLeaveNothing();
    void aLockedKeyringEnrolsNothing();
    void aFolderThatCannotBeWrittenTakesTheKeyBack();
    void aCancelledEnrolmentLeavesNothing();
    void aLockedKeyringDoesNotUnlock();
    void aMissingKeyIsNotMadeAnew();
    void anEntryWithAnotherKeyIsInvalid();
    void anEntryWithRubbishIsInvalid();
    void removal();
    void removalOfHalfAKey();
    void findTakesEightOrMoreDigits();
    void theListIsSortedByName();
    void twoKeysWithOnePrefixAreAmbiguous();
    void filesThatAreNoCertificatesAreLeftOut();
    void fingerprintsNeverLeaveTheFolder();
    void theDefaultFolderIsTheUsersOwn();

private:
    static crypto::Secret passphrase(const char *text = "correct horse battery")
    {
        return crypto::Secret::consume(QByteArray(text));
    }
    SigningKey enrolled(const QString &name = u"Test Signer"_s);
    QString fileOf(const QString &fingerprint) const { return m_folder->filePath(fingerprint + u".pem"_s); }
    bool isEmpty() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty(); }

    RealKeyring m_keyring;
    OsStore m_store;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SigningKeys> m_keys;
};

void SigningKeysTest::initTestCase()
{
    QVERIFY2(RealKeyring::problem().isEmpty(), qPrintable(RealKeyring::problem()));
}

void SigningKeysTest::init()
{
    QVERIFY2(RealKeyring::unlock(), "the keyring could not be unlocked: is CUTOVER_TEST_KEYRING_PASSWORD right?");
    m_folder = std::make_unique<QTemporaryDir>();
    m_keys = std::make_unique<SigningKeys>(&m_store, m_folder->path());
}

void SigningKeysTest::cleanup()
{
    QVERIFY(RealKeyring::unlock());
    for (const SigningKey &key : m_keys->list())
        QVERIFY(resultOf(m_keys->remove(key.fingerprint, this)));
}

SigningKey SigningKeysTest::enrolled(const QString &name)
{
    auto key = resultOf(m_keys->enrol(name, u"signer@example.org"_s, passphrase(), this));
    if (!key)
        qFatal("enrolment failed: %s", qPrintable(codeOf(key)));
    return *key;
}

void SigningKeysTest::anEnrolledKeySigns()
{
    const SigningKey key = enrolled();
    QCOMPARE(key.certificate.commonName(), u"Test Signer"_s);
    QCOMPARE(key.certificate.email(), u"signer@example.org"_s);
    QCOMPARE(key.certificate.fingerprint(), key.fingerprint);
    QVERIFY(key.certificate.isValidAt(QDateTime::currentDateTimeUtc()));
    QVERIFY(!key.certificate.isValidAt(QDateTime::currentDateTimeUtc().addYears(3)));
    QVERIFY(QFile::exists(fileOf(key.fingerprint)));
    QCOMPARE(resultOf(m_keys->hasKey(key.fingerprint, this)).value(), true);
    QCOMPARE(m_keys->certificate(key.fingerprint)->certificate, key.certificate);

    const auto unlocked = resultOf(m_keys->unlock(key.fingerprint, passphrase(), this));
    QVERIFY2(unlocked, qPrintable(codeOf(unlocked)));
    const auto signature = unlocked->sign("a decision");
    QVERIFY(signature);
    QVERIFY(key.certificate.publicKey()->verify("a decision", *signature));
}

void SigningKeysTest::theStoredKeyIsEncrypted()
{
    const SigningKey key = enrolled();
    const auto entry = resultOf(m_store.read(signingKeyEntry(key.fingerprint), this));
    QVERIFY(entry);
    QVERIFY(entry->view().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    QVERIFY(entry->size() < 2048);
}

void SigningKeysTest::twoEnrolmentsOfOneNameAreTwoKeys()
{
    const SigningKey first = enrolled();
    const SigningKey second = enrolled();
    QVERIFY(first.fingerprint != second.fingerprint);
    QCOMPARE(m_keys->list().size(), 2);
    for (const SigningKey &key : {first, second})
        QCOMPARE(resultOf(m_keys->unlock(key.fingerprint, passphrase(), this))->fingerprint(), key.fingerprint);
}

void SigningKeysTest::aWrongPassphraseChangesNothing()
{
    const SigningKey key = enrolled();
    for (const char *wrong : {"", "another one altogether", "Correct horse battery"})
        QCOMPARE(codeOf(resultOf(m_keys->unlock(key.fingerprint, passphrase(wrong), this))), u"wrong_passphrase"_s);
    QVERIFY(resultOf(m_keys->unlock(key.fingerprint, passphrase(), this)));
}

void SigningKeysTest::impossibleEnrolmentsLeaveNothing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("code");
    const QByteArray good = "correct horse battery";
    QTest::newRow("no name") << QString() << QString() << good << u"invalid_name"_s;
    QTest::newRow("blank name") << u"  "_s << QString() << good << u"invalid_name"_s;
    QTest::newRow("broken address") << u"Name"_s << u"nobody"_s << good << u"invalid_name"_s;
    QTest::newRow("no passphrase") << u"Name"_s << QString() << QByteArray() << u"passphrase_too_short"_s;
    QTest::newRow("short passphrase") << u"Name"_s << QString() << QByteArray("eleven char")
                                      << u"passphrase_too_short"_s;
}

void SigningKeysTest::impossibleEnrolmentsLeaveNothing()
{
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(QByteArray, secret);
    QFETCH(QString, code);
    QCOMPARE(codeOf(resultOf(m_keys->enrol(name, email, passphrase(secret.constData()), this))), code);
    QVERIFY(isEmpty());
}

void SigningKeysTest::aLockedKeyringEnrolsNothing()
{
    QVERIFY(RealKeyring::lock());
    QCOMPARE(codeOf(resultOf(m_keys->enrol(u"Test"_s, {}, passphrase(), this))), u"keychain_locked"_s);
    QVERIFY(isEmpty());
}

void SigningKeysTest::aFolderThatCannotBeWrittenTakesTheKeyBack()
{
    // A file where the folder should be stops root too.
    QFile blocker(m_folder->filePath(u"blocked"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    struct Recording : OsStore
    {
        DoneJob *write(const QString &name, crypto::Secret secret, QObject *parent) override
        {
            written = name;
            return OsStore::write(name, std::move(secret), parent);
        }
        QString written;
    } store;
    SigningKeys keys(&store, blocker.fileName() + u"/certificates"_s);
    QCOMPARE(codeOf(resultOf(keys.enrol(u"Test"_s, {}, passphrase(), this))), u"file_failed"_s);
    QVERIFY(store.written.startsWith(u"signing-key/"_s));
    QCOMPARE(resultOf(store.contains(store.written, this)).value(), false);
}

void SigningKeysTest::aCancelledEnrolmentLeavesNothing()
{
    auto *job = m_keys->enrol(u"Test"_s, {}, passphrase(), this);
    QSignalSpy finished(job, &KeychainJob::finished);
    std::optional<SigningKeys::EnrolJob::Result> result;
    job->onFinished(this, [&](SigningKeys::EnrolJob::Result taken) { result.emplace(std::move(taken)); });
    job->start();
    job->cancel();
    QVERIFY(finished.wait());
    QCOMPARE(codeOf(*result), u"cancelled"_s);
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(isEmpty());
}

void SigningKeysTest::aLockedKeyringDoesNotUnlock()
{
    const SigningKey key = enrolled();
    QVERIFY(RealKeyring::lock());
    QCOMPARE(codeOf(resultOf(m_keys->unlock(key.fingerprint, passphrase(), this))), u"keychain_locked"_s);
    QCOMPARE(codeOf(resultOf(m_keys->remove(key.fingerprint, this))), u"keychain_locked"_s);
    // The certificate is public and stays readable.
    QCOMPARE(m_keys->list().size(), 1);
    QVERIFY(m_keys->find(key.fingerprint.first(8)));
}

void SigningKeysTest::aMissingKeyIsNotMadeAnew()
{
    const SigningKey key = enrolled();
    QVERIFY(resultOf(m_store.remove(signingKeyEntry(key.fingerprint), this)));
    QCOMPARE(resultOf(m_keys->hasKey(key.fingerprint, this)).value(), false);
    QCOMPARE(codeOf(resultOf(m_keys->unlock(key.fingerprint, passphrase(), this))), u"key_missing"_s);
    QCOMPARE(resultOf(m_keys->hasKey(key.fingerprint, this)).value(), false);

    const QString stranger(64, u'a');
    QCOMPARE(codeOf(resultOf(m_keys->unlock(stranger, passphrase(), this))), u"key_missing"_s);
    QCOMPARE(resultOf(m_keys->hasKey(stranger, this)).value(), false);
    QCOMPARE(m_keys->list().size(), 1);
}

void SigningKeysTest::anEntryWithAnotherKeyIsInvalid()
{
    const SigningKey one = enrolled();
    const SigningKey two = enrolled();
    auto entry = resultOf(m_store.read(signingKeyEntry(two.fingerprint), this));
    QVERIFY(entry);
    QVERIFY(resultOf(m_store.write(signingKeyEntry(one.fingerprint), std::move(*entry), this)));
    QCOMPARE(codeOf(resultOf(m_keys->unlock(one.fingerprint, passphrase(), this))), u"key_invalid"_s);
    QVERIFY(resultOf(m_keys->unlock(two.fingerprint, passphrase(), this)));
}

void SigningKeysTest::anEntryWithRubbishIsInvalid()
{
    const SigningKey key = enrolled();
    for (const char *rubbish : {"x", "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"}) {
        const QString entry = signingKeyEntry(key.fingerprint);
        QVERIFY(resultOf(m_store.write(entry, crypto::Secret::consume(QByteArray(rubbish)), this)));
        QCOMPARE(codeOf(resultOf(m_keys->unlock(key.fingerprint, passphrase(), this))), u"key_invalid"_s);
    }
}

void SigningKeysTest::removal()
{
    const SigningKey key = enrolled();
    const SigningKey other = enrolled();
    QVERIFY(resultOf(m_keys->remove(key.fingerprint, this)));
    QVERIFY(!QFile::exists(fileOf(key.fingerprint)));
    QCOMPARE(resultOf(m_keys->hasKey(key.fingerprint, this)).value(), false);
    QCOMPARE(codeOf(resultOf(m_keys->remove(key.fingerprint, this))), u"key_missing"_s);
    QCOMPARE(m_keys->list().size(), 1);
    QVERIFY(resultOf(m_keys->unlock(other.fingerprint, passphrase(), this)));
}

void SigningKeysTest::removalOfHalfAKey()
{
    const SigningKey withoutEntry = enrolled();
    QVERIFY(resultOf(m_store.remove(signingKeyEntry(withoutEntry.fingerprint), this)));
    QVERIFY(resultOf(m_keys->remove(withoutEntry.fingerprint, this)));
    QVERIFY(!QFile::exists(fileOf(withoutEntry.fingerprint)));

    const SigningKey withoutFile = enrolled();
    QVERIFY(QFile::remove(fileOf(withoutFile.fingerprint)));
    QVERIFY(resultOf(m_keys->remove(withoutFile.fingerprint, this)));
    QCOMPARE(resultOf(m_keys->hasKey(withoutFile.fingerprint, this)).value(), false);
}

void SigningKeysTest::findTakesEightOrMoreDigits()
{
    const QString fingerprint = enrolled().fingerprint;
    for (const qsizetype digits : {8, 9, 63, 64})
        QCOMPARE(m_keys->find(fingerprint.first(digits))->fingerprint, fingerprint);
    QCOMPARE(m_keys->find(fingerprint.first(12).toUpper())->fingerprint, fingerprint);
    for (const QString &bad :
         {QString(), fingerprint.first(7), fingerprint + u'0', u"nothexadecimal"_s, u"../../../etc"_s, u"12345678 "_s})
        QCOMPARE(codeOf(m_keys->find(bad)), u"key_prefix_invalid"_s);
    QString other = fingerprint.first(8);
    other[7] = other.at(7) == u'0' ? u'1' : u'0';
    QCOMPARE(codeOf(m_keys->find(other)), u"key_missing"_s);
}

void SigningKeysTest::theListIsSortedByName()
{
    const SigningKey one = enrolled(u"B"_s);
    const SigningKey two = enrolled(u"A"_s);
    const QList<SigningKey> keys = m_keys->list();
    QCOMPARE(keys.size(), 2);
    QCOMPARE(keys.at(0).fingerprint, two.fingerprint);
    QCOMPARE(keys.at(1).fingerprint, one.fingerprint);
}

void SigningKeysTest::twoKeysWithOnePrefixAreAmbiguous()
{
    QStringList fingerprints;
    for (const char *pem : {firstOfPair, secondOfPair}) {
        const QString fingerprint = crypto::Certificate::fromPem(pem)->fingerprint();
        QFile file(fileOf(fingerprint));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(pem) > 0);
        fingerprints.append(fingerprint);
    }
    QCOMPARE(codeOf(m_keys->find(u"0707c80b"_s)), u"key_ambiguous"_s);
    for (const QString &fingerprint : fingerprints) {
        QVERIFY(fingerprint.startsWith(u"0707c80b"_s));
        QCOMPARE(m_keys->find(fingerprint.first(16))->fingerprint, fingerprint);
        QCOMPARE(m_keys->find(fingerprint)->fingerprint, fingerprint);
    }
}

void SigningKeysTest::filesThatAreNoCertificatesAreLeftOut()
{
    const SigningKey key = enrolled();
    const auto put = [this](const QString &name, const QByteArray &bytes) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(put(QString(64, u'a') + u".pem"_s, key.certificate.pem()));
    QVERIFY(put(QString(64, u'b') + u".pem"_s, "rubbish"));
    QVERIFY(put(u"readme.pem"_s, key.certificate.pem()));
    QVERIFY(put(u"notes.txt"_s, "text"));
    QVERIFY(QDir(m_folder->path()).mkdir(QString(64, u'c') + u".pem"_s));
    QCOMPARE(m_keys->list().size(), 1);
    QCOMPARE(codeOf(m_keys->certificate(QString(64, u'a'))), u"file_failed"_s);
    QCOMPARE(codeOf(m_keys->certificate(QString(64, u'b'))), u"file_failed"_s);
    QCOMPARE(codeOf(m_keys->certificate(QString(64, u'c'))), u"file_failed"_s);
    QCOMPARE(codeOf(m_keys->certificate(QString(64, u'd'))), u"key_missing"_s);
    QCOMPARE(codeOf(m_keys->find(QString(8, u'a'))), u"key_missing"_s);
    // A folder that is not there yet is an empty one.
    QVERIFY(SigningKeys(&m_store, m_folder->filePath(u"none"_s)).list().isEmpty());
}

void SigningKeysTest::fingerprintsNeverLeaveTheFolder()
{
    const SigningKey key = enrolled();
    const QString outside = u"../"_s + QFileInfo(m_folder->path()).fileName() + u'/' + key.fingerprint;
    QCOMPARE(codeOf(m_keys->certificate(outside)), u"key_missing"_s);
    QCOMPARE(codeOf(resultOf(m_keys->remove(outside, this))), u"key_missing"_s);
    QCOMPARE(codeOf(resultOf(m_keys->unlock(outside, passphrase(), this))), u"key_missing"_s);
    QCOMPARE(codeOf(m_keys->certificate(key.fingerprint.toUpper())), u"key_missing"_s);
    QVERIFY(QFile::exists(fileOf(key.fingerprint)));
}

void SigningKeysTest::theDefaultFolderIsTheUsersOwn()
{
    QVERIFY(SigningKeys::defaultFolder().endsWith(u"/cutover/certificates"_s));
    QVERIFY(QDir::isAbsolutePath(SigningKeys::defaultFolder()));
}

int main(int argc, char **argv)
{
    OsStore::prepareEnvironment();
    QCoreApplication application(argc, argv);
    SigningKeysTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_signingkeys.moc"
