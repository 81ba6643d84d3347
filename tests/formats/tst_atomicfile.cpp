// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/atomicfile.h"
#include "formats/testdata.h"
#include "unprivileged.h"

#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover::formats;
using namespace cutover::tests;

class TestAtomicFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesAndReads();
    void makesMissingFolders();
    void replacesWhole();
    void leavesNothingBeside();
    void aDiskThatIsFullLosesNothing_data();
    void aDiskThatIsFullLosesNothing();
    void keepsSecretsToTheOwner();
    void refusesAFileWhereAFolderBelongs();
    void refusesAFolderWhereAFileBelongs();
    void followsNoLink_data();
    void followsNoLink();
    void replacesNoSpecialFile_data();
    void replacesNoSpecialFile();
    void leadsOut_data();
    void leadsOut();
    void readsUpToTheLimit();
    void missingFileIsNotFound();
    void pipesNeverBlock();
    void foldersAreNoFiles();
    void deniedIsAccessDenied();
    void syncNeedsAFolder();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

void TestAtomicFile::writesAndReads()
{
    const QByteArray bytes("a\0b\n\xff", 5);
    QVERIFY(writeAtomically(path(u"plain"_s), bytes));
    QCOMPARE(readBounded(path(u"plain"_s), 5).value(), bytes);
    QVERIFY(writeAtomically(path(u"empty"_s), {}));
    QCOMPARE(readBounded(path(u"empty"_s), 0).value(), QByteArray());
}

void TestAtomicFile::makesMissingFolders()
{
    QVERIFY(writeAtomically(path(u"var/cutover/decisions/x.json"_s), "{}"));
    QCOMPARE(fileBytes(path(u"var/cutover/decisions/x.json"_s)), QByteArray("{}"));
}

void TestAtomicFile::replacesWhole()
{
    QVERIFY(writeAtomically(path(u"stage"_s), "a much longer text than the next"));
    QFile reader(path(u"stage"_s));
    QVERIFY(reader.open(QIODevice::ReadOnly));
    QVERIFY(writeAtomically(path(u"stage"_s), "10"));
    QCOMPARE(fileBytes(path(u"stage"_s)), QByteArray("10"));
    // Who had it open goes on reading the former file, never a mixture.
    QCOMPARE(reader.readAll(), QByteArray("a much longer text than the next"));
}

void TestAtomicFile::leavesNothingBeside()
{
    QVERIFY(writeAtomically(path(u"alone/file"_s), "x"));
    QCOMPARE(QDir(path(u"alone"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"file"_s});
}

void TestAtomicFile::aDiskThatIsFullLosesNothing_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("a line") << 6;
    QTest::newRow("more than a buffer") << 100'000;
}

/// A limit on the size of files stops a write as a full disk does.
void TestAtomicFile::aDiskThatIsFullLosesNothing()
{
    QFETCH(int, size);
    QVERIFY(writeAtomically(path(u"kept"_s), "before"));
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const rlimit none{0, limit.rlim_max};
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    const auto written = writeAtomically(path(u"kept"_s), QByteArray(size, 'x'));
    const auto created = createAtomically(path(u"new"_s), QByteArray(size, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!written && !created);
    QCOMPARE(readBounded(path(u"kept"_s), 100).value(), QByteArray("before"));
    QVERIFY(!QFileInfo::exists(path(u"new"_s)));
    QCOMPARE(QDir(m_folder.path()).entryList({u"kept?*"_s, u"new*"_s}, QDir::Files), QStringList());
}

void TestAtomicFile::keepsSecretsToTheOwner()
{
    QVERIFY(writeAtomically(path(u"trust.json"_s), "{}", FileAccess::OwnerOnly));
    struct stat status;
    QCOMPARE(::stat(QFile::encodeName(path(u"trust.json"_s)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void TestAtomicFile::refusesAFileWhereAFolderBelongs()
{
    QVERIFY(writeAtomically(path(u"file"_s), "x"));
    const auto written = writeAtomically(path(u"file/below"_s), "y");
    QVERIFY(!written);
    QCOMPARE(codeName(written.error().code), u"folder_failed"_s);
    QCOMPARE(fileBytes(path(u"file"_s)), QByteArray("x"));
}

void TestAtomicFile::refusesAFolderWhereAFileBelongs()
{
    QVERIFY(QDir().mkpath(path(u"folder"_s)));
    const auto written = writeAtomically(path(u"folder"_s), "y");
    QVERIFY(!written);
    QVERIFY(!written.error().system.isEmpty());
    QCOMPARE(written.error().path, path(u"folder"_s));
}

void TestAtomicFile::followsNoLink_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("a file") << u"linked/precious"_s;
    QTest::newRow("nothing yet") << u"linked/absent"_s;
    QTest::newRow("a folder") << u"linked"_s;
    QTest::newRow("itself") << u"links/link"_s;
}

void TestAtomicFile::followsNoLink()
{
    QFETCH(QString, target);
    const auto link = path(u"links/link"_s);
    QVERIFY(writeAtomically(path(u"linked/precious"_s), "precious"));
    QVERIFY(QDir().mkpath(path(u"links"_s)));
    QFile::remove(link);
    QVERIFY(QFile::link(path(target), link));
    const auto written = writeAtomically(link, "x");
    QVERIFY(!written);
    QCOMPARE(codeName(written.error().code), u"not_regular"_s);
    QCOMPARE(written.error().path, link);
    const auto created = createAtomically(link, "x");
    QVERIFY(!created);
    QCOMPARE(codeName(created.error().code), u"exists"_s);
    QCOMPARE(QFile::symLinkTarget(link), path(target));
    QCOMPARE(fileBytes(path(u"linked/precious"_s)), QByteArray("precious"));
    QCOMPARE(QDir(path(u"linked"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"precious"_s});
    QCOMPARE(QDir(path(u"links"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot),
             QStringList{u"link"_s});
}

void TestAtomicFile::replacesNoSpecialFile_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("pipe") << int(S_IFIFO);
    QTest::newRow("socket") << int(S_IFSOCK);
    QTest::newRow("device") << int(S_IFCHR); // as /dev/null
}

void TestAtomicFile::replacesNoSpecialFile()
{
    QFETCH(int, type);
    const auto special = path(u"special"_s);
    const QByteArray name = QFile::encodeName(special);
    ::unlink(name.constData());
    const dev_t null = type == S_IFCHR ? makedev(1, 3) : 0;
    if (::mknod(name.constData(), mode_t(type) | 0600, null) != 0)
        QSKIP("may not be made here");
    const auto written = writeAtomically(special, "x");
    QVERIFY(!written);
    QCOMPARE(codeName(written.error().code), u"not_regular"_s);
    struct stat status;
    QCOMPARE(::stat(name.constData(), &status), 0);
    QCOMPARE(int(status.st_mode & S_IFMT), type);
    QCOMPARE(codeName(createAtomically(special, "x").error().code), u"exists"_s);
}

void TestAtomicFile::leadsOut_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("leads");
    QTest::newRow("inside") << u"in/sub/file"_s << false;
    QTest::newRow("link within") << u"in/within"_s << false;
    QTest::newRow("by ..") << u"in/../inner/file"_s << true;
    QTest::newRow("link out") << u"in/out"_s << true;
    QTest::newRow("folder linked out") << u"in/folder/file"_s << true;
    QTest::newRow("a name that begins alike") << u"inner/file"_s << true;
    QTest::newRow("absent") << u"in/absent"_s << false;
}

void TestAtomicFile::leadsOut()
{
    QFETCH(QString, file);
    QVERIFY(writeAtomically(path(u"in/sub/file"_s), "x"));
    QVERIFY(writeAtomically(path(u"inner/file"_s), "x"));
    QFile::link(u"sub/file"_s, path(u"in/within"_s));
    QFile::link(u"../inner/file"_s, path(u"in/out"_s));
    QFile::link(u"../inner"_s, path(u"in/folder"_s));
    QTEST(leadsOutOf(path(u"in"_s), path(file)), "leads");
}

void TestAtomicFile::readsUpToTheLimit()
{
    QVERIFY(writeAtomically(path(u"six"_s), "123456"));
    QVERIFY(readBounded(path(u"six"_s), 6));
    QCOMPARE(codeName(readBounded(path(u"six"_s), 5).error().code), u"too_large"_s);
}

void TestAtomicFile::missingFileIsNotFound()
{
    const auto read = readBounded(path(u"missing"_s), 10);
    QVERIFY(!read);
    QCOMPARE(codeName(read.error().code), u"not_found"_s);
    QVERIFY(!read.error().system.isEmpty());
}

void TestAtomicFile::pipesNeverBlock()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
    QCOMPARE(codeName(readBounded(path(u"pipe"_s), 10).error().code), u"not_regular"_s);
    QCOMPARE(codeName(readBounded(u"/dev/zero"_s, 10).error().code), u"not_regular"_s);
}

void TestAtomicFile::foldersAreNoFiles()
{
    QCOMPARE(codeName(readBounded(m_folder.path(), 10).error().code), u"not_regular"_s);
}

void TestAtomicFile::deniedIsAccessDenied()
{
    QVERIFY(writeAtomically(path(u"closed/file"_s), "x"));
    const cutover::tests::Unprivileged asNobody({m_folder.path()});
    QVERIFY(QFile::setPermissions(path(u"closed/file"_s), {}));
    QCOMPARE(codeName(readBounded(path(u"closed/file"_s), 10).error().code), u"access_denied"_s);
    QVERIFY(QFile::setPermissions(path(u"closed"_s), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    QCOMPARE(codeName(writeAtomically(path(u"closed/new"_s), "x").error().code), u"access_denied"_s);
    QVERIFY(QFile::setPermissions(path(u"closed"_s),
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
}

void TestAtomicFile::syncNeedsAFolder()
{
    QVERIFY(syncFolder(m_folder.path()));
    QVERIFY(!syncFolder(path(u"nowhere"_s)));
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
