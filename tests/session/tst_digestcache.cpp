// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The look that only shows reads a file once; whatever is done to the file, it is read again.
#include "session/digestcache.h"

#include "crypto/digest.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace cutover;
using metrics::FileStamp;
using session::DigestCache;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 10'000;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Sets the modification time back to what `stamp` has.
bool restoreTime(const QString &path, const FileStamp &stamp)
{
    const timespec modified{stamp.modifiedNs / 1'000'000'000, stamp.modifiedNs % 1'000'000'000};
    const std::array<timespec, 2> times{modified, modified};
    return ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times.data(), 0) == 0;
}

} // namespace

class DigestCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anUnchangedFileIsReadOnce();
    void sameSizeAndRestoredTimeIsCaught();
    void aRenameOverItIsCaught();
    void aFileJustChangedIsReadAgain();
    void anAbsentOneIsAskedForEachTime();
    void withoutACacheEverythingIsRead();

private:
    std::unique_ptr<QTemporaryDir> m_root;
    QString m_path;
    QDateTime m_later; ///< the file's times are settled by then
};

void DigestCacheTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_path = m_root->filePath(u"a.sh"_s);
    QVERIFY(write(m_path, "exit 0\n"));
    m_later = QDateTime::currentDateTimeUtc().addSecs(60);
}

void DigestCacheTest::anUnchangedFileIsReadOnce()
{
    DigestCache cache;
    for (int i = 0; i < 100; ++i)
        QCOMPARE(cache.digest(m_path, m_later), crypto::sha256("exit 0\n"));
    QCOMPARE(cache.readings(), 1);
}

void DigestCacheTest::sameSizeAndRestoredTimeIsCaught()
{
    DigestCache cache;
    QVERIFY(!cache.digest(m_path, m_later).isEmpty());
    const auto before = FileStamp::of(m_path);
    // Again until the kernel's clock has stepped on: within one step not even it tells two versions apart.
    QVERIFY(QTest::qWaitFor(
        [&] {
            return write(m_path, "exit 1\n") && restoreTime(m_path, before) &&
                   FileStamp::of(m_path).changedNs != before.changedNs;
        },
        patienceMs));
    auto after = FileStamp::of(m_path);
    after.changedNs = before.changedNs;
    QCOMPARE(after == before, true); // size, inode and modification time say that nothing happened
    QCOMPARE(cache.digest(m_path, m_later), crypto::sha256("exit 1\n"));
    QCOMPARE(cache.readings(), 2);
}

void DigestCacheTest::aRenameOverItIsCaught()
{
    DigestCache cache;
    QVERIFY(!cache.digest(m_path, m_later).isEmpty());
    QVERIFY(write(m_path + u".new"_s, "exit 2\n") && restoreTime(m_path + u".new"_s, FileStamp::of(m_path)));
    QVERIFY(std::rename(QFile::encodeName(m_path + u".new"_s).constData(), QFile::encodeName(m_path).constData()) == 0);
    QCOMPARE(cache.digest(m_path, m_later), crypto::sha256("exit 2\n"));
}

void DigestCacheTest::aFileJustChangedIsReadAgain()
{
    DigestCache cache;
    const auto now = QDateTime::currentDateTimeUtc();
    QVERIFY(!FileStamp::of(m_path).isSettled(now));
    for (int i = 0; i < 3; ++i)
        QVERIFY(!cache.digest(m_path, now).isEmpty());
    QCOMPARE(cache.readings(), 3);
    QVERIFY(FileStamp::of(m_path).isSettled(m_later));
}

void DigestCacheTest::anAbsentOneIsAskedForEachTime()
{
    DigestCache cache;
    QVERIFY(!cache.digest(m_path, m_later).isEmpty());
    QVERIFY(QFile::remove(m_path));
    QVERIFY(cache.digest(m_path, m_later).isEmpty());
    QVERIFY(write(m_path, "exit 0\n"));
    QVERIFY(!cache.digest(m_path, m_later).isEmpty());
    QVERIFY(cache.digest(m_root->path(), m_later).isEmpty()); // a folder
}

void DigestCacheTest::withoutACacheEverythingIsRead()
{
    QCOMPARE(session::digestNow(m_path, nullptr, m_later), crypto::sha256("exit 0\n"));
    DigestCache cache;
    QCOMPARE(session::digestNow(m_path, &cache, m_later), crypto::sha256("exit 0\n"));
    QCOMPARE(cache.readings(), 1);
}

QTEST_GUILESS_MAIN(DigestCacheTest)

#include "tst_digestcache.moc"
