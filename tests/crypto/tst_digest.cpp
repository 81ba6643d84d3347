// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/digest.h"
#include "crypto/random.h"
#include "crypto/secret.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>
#include <type_traits>

using namespace Qt::StringLiterals;
using namespace cutover::crypto;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_constructible_v<Secret, QString>);

class DigestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers_data();
    void knownAnswers();
    void piecesGiveTheDigestOfTheWhole();
    void aDigestStartsAnewAfterFinish();
    void fileDigest();
    void whatIsNoRegularFileIsRefused_data();
    void whatIsNoRegularFileIsRefused();
    void constantTimeEquality();
    void randomBytesDiffer();
    void aNegativeCountIsRefused();
    void secretTakesItsBytesOver();
    void secretLeavesASharedCopyAlone();
    void movedFromSecretIsEmpty();
    void duplicateOutlivesItsOriginal();
    void charactersAreCodePoints_data();
    void charactersAreCodePoints();
};

// FIPS 180-4 examples, and the empty message.
void DigestTest::knownAnswers_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("hex");
    QTest::newRow("empty") << QByteArray() << u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;
    QTest::newRow("abc") << QByteArray("abc") << u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s;
    QTest::newRow("448 bits") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                              << u"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"_s;
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << u"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"_s;
}

void DigestTest::knownAnswers()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, hex);
    QCOMPARE(sha256Hex(message), hex);
    QCOMPARE(sha256(message), QByteArray::fromHex(hex.toLatin1()));
}

void DigestTest::piecesGiveTheDigestOfTheWhole()
{
    const QByteArray whole(100'003, 'x');
    Sha256 digest;
    for (qsizetype at = 0; at < whole.size(); at += 977)
        digest.add(QByteArrayView(whole).sliced(at, qMin<qsizetype>(977, whole.size() - at)));
    digest.add({});
    QCOMPARE(digest.finish(), sha256(whole));
}

void DigestTest::aDigestStartsAnewAfterFinish()
{
    Sha256 digest;
    digest.add("before");
    QCOMPARE(digest.finish(), sha256("before"));
    digest.add("abc");
    QCOMPARE(digest.finish(), sha256("abc"));
}

void DigestTest::fileDigest()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"evidence"_s));
    const QByteArray content(700'001, 'e');
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const auto digest = sha256File(file.fileName());
    QVERIFY(digest);
    QCOMPARE(*digest, sha256(content));
}

void DigestTest::whatIsNoRegularFileIsRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"missing", "folder", "pipe", "dangling"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void DigestTest::whatIsNoRegularFileIsRefused()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"folder"_s));
    QCOMPARE(mkfifo(QFile::encodeName(folder.filePath(u"pipe"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), folder.filePath(u"dangling"_s)));
    const auto digest = sha256File(folder.filePath(name));
    QVERIFY(!digest);
    QCOMPARE(digest.error().code, CryptoError::Code::FileUnreadable);
}

void DigestTest::constantTimeEquality()
{
    QVERIFY(constantTimeEqual("same", "same"));
    QVERIFY(constantTimeEqual({}, {}));
    QVERIFY(!constantTimeEqual("same", "Same"));
    QVERIFY(!constantTimeEqual("same", "sam"));
    QVERIFY(!constantTimeEqual("", "s"));
}

void DigestTest::randomBytesDiffer()
{
    QSet<QByteArray> seen;
    for (int round = 0; round < 100; ++round) {
        const auto bytes = randomBytes(16);
        QVERIFY(bytes && bytes->size() == 16);
        seen.insert(*bytes);
    }
    QCOMPARE(seen.size(), 100);
    QVERIFY(randomBytes(0).has_value());
}

void DigestTest::aNegativeCountIsRefused()
{
    const auto bytes = randomBytes(-1);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, CryptoError::Code::RandomFailed);
}

void DigestTest::secretTakesItsBytesOver()
{
    QByteArray source("a passphrase of mine");
    source.detach();
    const Secret secret = Secret::consume(std::move(source));
    QCOMPARE(secret.view(), QByteArrayView("a passphrase of mine"));
    QCOMPARE(secret.size(), 20);
    QVERIFY(!secret.isEmpty());
}

void DigestTest::secretLeavesASharedCopyAlone()
{
    const QByteArray kept = QByteArray("kept ") + "elsewhere";
    QByteArray shared = kept;
    const Secret secret = Secret::consume(std::move(shared));
    QCOMPARE(kept, QByteArray("kept elsewhere"));
    QCOMPARE(secret.view(), QByteArrayView(kept));
}

void DigestTest::movedFromSecretIsEmpty()
{
    Secret first = Secret::consume(QByteArray("one"));
    Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT: the state after a move is what is promised
    QCOMPARE(second.view(), QByteArrayView("one"));
    Secret third = Secret::consume(QByteArray("three"));
    third = std::move(second);
    QCOMPARE(third.view(), QByteArrayView("one"));
    third.wipe();
    QVERIFY(third.isEmpty());
    QVERIFY(third.view().isEmpty());
}

void DigestTest::duplicateOutlivesItsOriginal()
{
    Secret original = Secret::consume(QByteArray("twice"));
    const Secret copy = original.duplicate();
    original.wipe();
    QCOMPARE(copy.view(), QByteArrayView("twice"));
    QVERIFY(Secret().duplicate().isEmpty());
}

void DigestTest::charactersAreCodePoints_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("count");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("ascii") << QByteArray("twelve chars") << 12;
    QTest::newRow("umlauts") << QByteArray("\xc3\xa4\xc3\xb6\xc3\xbc") << 3;
    QTest::newRow("beyond the basic plane") << QByteArray("\xf0\x9f\x94\x91") << 1;
}

void DigestTest::charactersAreCodePoints()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, count);
    QCOMPARE(Secret::consume(std::move(bytes)).characterCount(), count);
}

QTEST_GUILESS_MAIN(DigestTest)
#include "tst_digest.moc"
