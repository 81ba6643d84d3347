// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/privatekey.h"
#include "session/truststore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using session::TrustStore;
using namespace Qt::StringLiterals;

namespace {

const QString one(32, u'a');
const QString two(32, u'b');
const QByteArray digest(32, '\x11');
const QByteArray other(32, '\x22');

} // namespace

class TrustStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsPinnedAtFirst();
    void pinsByLedger();
    void onlyTheOwnerMayRead();
    void aBrokenFileTrustsNobody_data();
    void aBrokenFileTrustsNobody();
    void aBrokenFileIsNotReplaced();
    void aLinkIsNotWrittenThrough();
    void keepsWhatItDoesNotKnow();
    void keepsAuthoritiesBesidePins();
    void anAuthorityThatIsNoneIsLeftOut();
};

void TrustStoreTest::nothingIsPinnedAtFirst()
{
    QTemporaryDir root;
    QVERIFY(TrustStore(root.filePath(u"no/trust.json"_s)).pinnedSigners(one).isEmpty());
    QVERIFY(TrustStore::defaultFile().endsWith(u"/cutover/trust.json"_s));
}

void TrustStoreTest::pinsByLedger()
{
    QTemporaryDir root;
    const QString file = root.filePath(u"config/cutover/trust.json"_s);
    TrustStore store(file);
    QVERIFY(store.pinSigners(one, digest));
    QVERIFY(store.pinSigners(two, other));
    QCOMPARE(TrustStore(file).pinnedSigners(one), digest);
    QCOMPARE(TrustStore(file).pinnedSigners(two), other);
    QVERIFY(store.pinnedSigners(QString()).isEmpty());
    QVERIFY(store.pinSigners(one, other));
    QCOMPARE(TrustStore(file).pinnedSigners(one), other);
}

void TrustStoreTest::onlyTheOwnerMayRead()
{
    QTemporaryDir root;
    const QString file = root.filePath(u"trust.json"_s);
    QVERIFY(TrustStore(file).pinSigners(one, digest));
    QVERIFY(
        !(QFile::permissions(file) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void TrustStoreTest::aBrokenFileTrustsNobody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto good = "{\"ledgers\": {\"" + one.toLatin1() + "\": {\"signers_sha256\": \"" + digest.toHex() + "\"}}}";
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << good.left(good.size() - 2);
    QTest::newRow("twice the same ledger")
        << QByteArray("{\"ledgers\": {\"" + one.toLatin1() + "\": {\"signers_sha256\": \"" + other.toHex() + "\"}, \"" +
                      one.toLatin1() + "\": {\"signers_sha256\": \"" + digest.toHex() + "\"}}}");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("ledgers a list") << QByteArray("{\"ledgers\": []}");
    QTest::newRow("digest a number") << QByteArray("{\"ledgers\": {\"" + one.toLatin1() +
                                                   "\": {\"signers_sha256\": 11}}}");
}

void TrustStoreTest::aBrokenFileTrustsNobody()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir root;
    QFile file(root.filePath(u"trust.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QVERIFY(TrustStore(file.fileName()).pinnedSigners(one).isEmpty());
}

/// What a person pinned before may be in there, behind the fault.
void TrustStoreTest::aBrokenFileIsNotReplaced()
{
    QTemporaryDir root;
    QFile file(root.filePath(u"trust.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\n\"ledgers\": {\"" + two.toLatin1() + "\": 1,}}");
    file.close();
    const auto pinned = TrustStore(file.fileName()).pinSigners(one, digest);
    QVERIFY(!pinned);
    QCOMPARE(pinned.error().kind, session::Failure::Kind::File);
    QCOMPARE(pinned.error().name, u"invalid_json"_s);
    QCOMPARE(pinned.error().data.value(0), file.fileName());
    QCOMPARE(pinned.error().data.value(2), u"2"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(two.toLatin1()));
}

/// Read where it leads, but never written through: another may have laid the link.
void TrustStoreTest::aLinkIsNotWrittenThrough()
{
    QTemporaryDir root;
    const QString real = root.filePath(u"dotfiles.json"_s);
    const QString link = root.filePath(u"trust.json"_s);
    QVERIFY(TrustStore(real).pinSigners(one, digest));
    QVERIFY(QFile::link(real, link));
    QCOMPARE(TrustStore(link).pinnedSigners(one), digest);
    const auto pinned = TrustStore(link).pinSigners(two, other);
    QVERIFY(!pinned);
    QCOMPARE(pinned.error().name, u"not_regular"_s);
    QCOMPARE(pinned.error().data.value(0), link);
    QVERIFY(TrustStore(real).pinnedSigners(two).isEmpty());
    QCOMPARE(TrustStore(link).pinnedSigners(one), digest);
}

void TrustStoreTest::keepsWhatItDoesNotKnow()
{
    QTemporaryDir root;
    QFile file(root.filePath(u"trust.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"roots\": [\"x\"]}");
    file.close();
    QVERIFY(TrustStore(file.fileName()).pinSigners(one, digest));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("roots"));
}

void TrustStoreTest::keepsAuthoritiesBesidePins()
{
    QTemporaryDir root;
    const QString file = root.filePath(u"trust.json"_s);
    const auto from = QDateTime::currentDateTimeUtc();
    const auto made = [&](const QString &name) {
        return crypto::PrivateKey::generate()->selfSignedCertificate(name, {}, from, from.addDays(9)).value();
    };
    const QList<crypto::Certificate> anchors{made(u"Time One"_s), made(u"Time Two"_s)};
    QVERIFY(TrustStore(file).timestampAnchors().isEmpty());
    QVERIFY(TrustStore(file).pinSigners(one, digest));
    QVERIFY(TrustStore(file).setTimestampAnchors(anchors));
    QVERIFY(TrustStore(file).pinSigners(two, other));
    QCOMPARE(TrustStore(file).timestampAnchors(), anchors);
    QVERIFY(TrustStore(file).setTimestampAnchors(anchors.mid(1)));
    QCOMPARE(TrustStore(file).timestampAnchors(), anchors.mid(1));
    QCOMPARE(TrustStore(file).pinnedSigners(one), digest);
    QCOMPARE(TrustStore(file).pinnedSigners(two), other);
}

void TrustStoreTest::anAuthorityThatIsNoneIsLeftOut()
{
    QTemporaryDir root;
    QFile file(root.filePath(u"trust.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"timestamp_anchors": ["", "YQ==", "no base64", 7, null, {"der": "YQ=="}, ["YQ=="]]})");
    file.close();
    QVERIFY(TrustStore(file.fileName()).timestampAnchors().isEmpty());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QVERIFY(TrustStore(file.fileName()).timestampAnchors().isEmpty());
    QCOMPARE(TrustStore(file.fileName()).setTimestampAnchors({}).error().name, u"invalid_json"_s);
}

QTEST_GUILESS_MAIN(TrustStoreTest)

#include "tst_truststore.moc"
