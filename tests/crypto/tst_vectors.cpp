// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/merkle.h"
#include "crypto/publickey.h"
#include "vectorsfolder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;

namespace {

QJsonObject objectIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray fromBase64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QList<QByteArray> proofOf(const QJsonObject &vector)
{
    QList<QByteArray> proof;
    const QJsonArray hashes = vector.value("proof"_L1).toArray();
    for (const QJsonValue &hash : hashes)
        proof.append(fromBase64(hash));
    return proof;
}

} // namespace

/// Published vectors against our own API, where they are.
class VectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wycheproof_data();
    void wycheproof();
    void merkleConsistency();
    void merkleInclusion();

private:
    void runGroup(const QJsonObject &group, bool isRaw);
    QStringList merkleFiles(const QString &kind) const;

    QString m_folder = cutover::tests::vectorsFolder({});
    int m_accepted = 0;
    int m_refused = 0;
};

void VectorsTest::initTestCase()
{
    if (m_folder.isEmpty())
        QSKIP(cutover::tests::noVectors);
    QVERIFY2(QDir(m_folder).exists(u"wycheproof"_s), qPrintable(m_folder));
    QVERIFY2(QDir(m_folder).exists(u"merkle"_s), qPrintable(m_folder));
}

void VectorsTest::wycheproof_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isRaw");
    QTest::newRow("ECDSA P-256, DER") << u"ecdsa_secp256r1_sha256_test.json"_s << false;
    QTest::newRow("ECDSA P-256, raw") << u"ecdsa_secp256r1_sha256_p1363_test.json"_s << true;
    QTest::newRow("Ed25519") << u"ed25519_test.json"_s << false;
    QTest::newRow("RSA-3072 PKCS#1 v1.5") << u"rsa_signature_3072_sha256_test.json"_s << false;
}

// "acceptable" is left open by the vectors (RSA without the NULL in its DigestInfo): we refuse it, as RFC 8017 writes
// it.
void VectorsTest::runGroup(const QJsonObject &group, bool isRaw)
{
    const auto key = PublicKey::fromPem(group.value("publicKeyPem"_L1).toString().toLatin1());
    const QJsonArray tests = group.value("tests"_L1).toArray();
    for (const QJsonValue &value : tests) {
        const QJsonObject test = value.toObject();
        const QByteArray message = QByteArray::fromHex(test.value("msg"_L1).toString().toLatin1());
        const QByteArray signature = QByteArray::fromHex(test.value("sig"_L1).toString().toLatin1());
        const bool isGood = key && (isRaw ? key->verifyRawEcdsa(message, signature) : key->verify(message, signature));
        const QString name = u"%1 %2 %3"_s.arg(test.value("tcId"_L1).toInt())
                                 .arg(test.value("result"_L1).toString(), test.value("comment"_L1).toString());
        QVERIFY2(isGood == (test.value("result"_L1).toString() == "valid"_L1), qPrintable(name));
        ++(isGood ? m_accepted : m_refused);
    }
}

void VectorsTest::wycheproof()
{
    QFETCH(QString, file);
    QFETCH(bool, isRaw);
    const QJsonObject vectors = objectIn(m_folder + "/wycheproof/"_L1 + file);
    const QJsonArray groups = vectors.value("testGroups"_L1).toArray();
    QVERIFY(!groups.isEmpty());
    m_accepted = m_refused = 0;
    for (const QJsonValue &group : groups)
        runGroup(group.toObject(), isRaw);
    QCOMPARE(m_accepted + m_refused, vectors.value("numberOfTests"_L1).toInt());
    qInfo("%s: %d accepted, %d refused, as published", qPrintable(file), m_accepted, m_refused);
}

QStringList VectorsTest::merkleFiles(const QString &kind) const
{
    QStringList files;
    QDirIterator iterator(m_folder + "/merkle/"_L1 + kind, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files.append(iterator.next());
    files.sort();
    return files;
}

// The vectors' empty-tree cases are decided here: equal and empty is true for the true empty root alone. Roots that are
// not 32 bytes are refused, although one vector of that kind ("dont care") is meant to pass.
void VectorsTest::merkleConsistency()
{
    const QStringList files = merkleFiles(u"consistency"_s);
    QVERIFY(!files.isEmpty());
    int ownChoice = 0;
    for (const QString &file : files) {
        const QJsonObject vector = objectIn(file);
        QVERIFY2(vector.contains("wantErr"_L1), qPrintable(file));
        const QByteArray oldRoot = fromBase64(vector.value("root1"_L1));
        const bool isGood = verifyConsistency(vector.value("size1"_L1).toVariant().toULongLong(), oldRoot,
                                              vector.value("size2"_L1).toVariant().toULongLong(),
                                              fromBase64(vector.value("root2"_L1)), proofOf(vector));
        if (oldRoot.size() != 32 && !vector.value("wantErr"_L1).toBool()) {
            ++ownChoice;
            QVERIFY2(!isGood, qPrintable(file));
            continue;
        }
        QVERIFY2(isGood != vector.value("wantErr"_L1).toBool(), qPrintable(file));
    }
    qInfo("merkle/consistency: %lld vectors, of which %d with a root that is no hash refused by our own rule",
          static_cast<long long>(files.size()), ownChoice);
}

void VectorsTest::merkleInclusion()
{
    const QStringList files = merkleFiles(u"inclusion"_s);
    QVERIFY(!files.isEmpty());
    int ownChoice = 0;
    for (const QString &file : files) {
        const QJsonObject vector = objectIn(file);
        QVERIFY2(vector.contains("wantErr"_L1), qPrintable(file));
        const QByteArray leaf = fromBase64(vector.value("leafHash"_L1));
        const bool isGood = verifyInclusion(leaf, vector.value("leafIdx"_L1).toVariant().toULongLong(),
                                            vector.value("treeSize"_L1).toVariant().toULongLong(), proofOf(vector),
                                            fromBase64(vector.value("root"_L1)));
        if (leaf.size() != 32 && !vector.value("wantErr"_L1).toBool()) {
            ++ownChoice;
            QVERIFY2(!isGood, qPrintable(file));
            continue;
        }
        QVERIFY2(isGood != vector.value("wantErr"_L1).toBool(), qPrintable(file));
    }
    qInfo("merkle/inclusion: %lld vectors, of which %d with a leaf that is no hash refused by our own rule",
          static_cast<long long>(files.size()), ownChoice);
}

QTEST_GUILESS_MAIN(VectorsTest)
#include "tst_vectors.moc"
