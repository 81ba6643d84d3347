// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The restore drill with real children and real files: what came back, how long it took, and that nothing is left.
#include "checks/recoveryprobe.h"
#include "checks/scratchfolder.h"
#include "checks/world.h"

#include <QProcess>
#include <QTest>

#include <filesystem>
#include <functional>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

const QByteArray copies = "cp -a data/. \"$1\"\n";

struct DrillWorld : World
{
    DrillWorld()
    {
        auto &drill = plan(CriterionId::DrRecovery);
        drill.source = domain::CheckSource::Probe;
        drill.deadlineS = 20;
        options().restore = QStringList{u"bash"_s, u"restore.sh"_s, u"{target}"_s};
        options().source = u"data"_s;
        restores(copies);
        write(u"data/orders.csv"_s, "1;2;3\n");
        write(u"data/deep/er/blob"_s, QByteArray(400'000, 'x'));
        write(u"data/empty"_s, {});
        qputenv("TMPDIR", m_place.path().toUtf8());
    }
    ~DrillWorld() { qunsetenv("TMPDIR"); }

    domain::RecoveryOptions &options() { return profile.probes.recovery; }
    void restores(const QByteArray &script) const { write(u"restore.sh"_s, "set -e\n" + script); }
    Row drill() { return run(CriterionId::DrRecovery); }
    // What lies where scratch folders are made.
    QStringList left() const
    {
        return QDir(m_place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    QString place() const { return m_place.path(); }
    QStringList lost() const
    {
        return QString::fromUtf8(outputs.value(CriterionId::DrRecovery)).split(u'\n', Qt::SkipEmptyParts);
    }

private:
    QTemporaryDir m_place;
};

double measure(const Row &row, const QString &name)
{
    for (const auto &one : row.measures)
        if (one.name == name)
            return one.observed;
    return -1;
}

QString told(const Row &row)
{
    return domain::statusName(row.status) + u' ' + QString::number(static_cast<int>(row.reason.cause)) + u' ' +
           row.reason.data.join(u'|');
}

// The digests of data/, as the tool itself writes them.
QByteArray checksums(const DrillWorld &world)
{
    QProcess tool;
    tool.setWorkingDirectory(world.path() + u"/data"_s);
    tool.start(u"bash"_s, {u"-c"_s, u"find . -type f -exec sha256sum {} +"_s});
    if (!tool.waitForFinished())
        qFatal("no sha256sum");
    return tool.readAllStandardOutput();
}

} // namespace

class RecoveryProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack();
    void aManifestSaysItAlone();
    void whatIsLostIsCountedAndNamed_data();
    void whatIsLostIsCountedAndNamed();
    void nothingOfOneFile_data();
    void nothingOfOneFile();
    void badWorlds_data();
    void badWorlds();
    void overTheTime();
    void noMoreLinesThanTheBound();
    void checksumLines_data();
    void checksumLines();
    void cancelledWhileItRestores();
    void destroyedWhileItRestores();
    void leftoversOfAKilledRun();
    void nothingIsRemovedThroughAMount_data();
    void nothingIsRemovedThroughAMount();
    void leftoversWithAMountStay();
    void aDeepTreeIsRemoved();
    void aScriptThatChangesItself();
};

void RecoveryProbeTest::everythingComesBack()
{
    DrillWorld world;
    std::filesystem::create_symlink("orders.csv", (world.path() + u"/data/link"_s).toStdString());
    world.options().maxRpoFiles = 0;
    const auto row = world.drill();
    QVERIFY2(row.isGo(), qPrintable(told(row)));
    QCOMPARE(row.measures.size(), 2);
    QCOMPARE(row.measures[0].name, u"RTO"_s);
    QVERIFY(row.measures[0].observed > 0); // a restore of some milliseconds is not one of none
    QCOMPARE(row.measures[0].unit, domain::Unit::Minutes);
    QCOMPARE(row.measures[0].limit, 15.0);
    QCOMPARE(row.measures[1].unit, domain::Unit::Files);
    QCOMPARE(measure(row, u"RPO"_s), 0.0);
    QCOMPARE(row.source.ref, u"bash restore.sh {target}"_s);
    QCOMPARE(row.source.exitCode, 0);
    QCOMPARE(world.left(), QStringList());
}

void RecoveryProbeTest::aManifestSaysItAlone()
{
    DrillWorld world;
    world.write(u"backup.sha256"_s, checksums(world));
    world.options() = {world.options().restore, {}, u"backup.sha256"_s, 900, 0};
    auto row = world.drill();
    QVERIFY2(row.isGo(), qPrintable(told(row)));

    world.write(u"data/orders.csv"_s, "changed since\n");
    row = world.drill();
    QCOMPARE(row.reason, (Reason{Cause::OverLimit, {u"RPO"_s}}));
    QCOMPARE(world.lost(), QStringList{u"differs orders.csv"_s});
}

void RecoveryProbeTest::whatIsLostIsCountedAndNamed_data()
{
    QTest::addColumn<QByteArray>("spoil");
    QTest::addColumn<QStringList>("lost");
    const auto differs = [](const char *name) { return QStringList{u"differs "_s + QString::fromLatin1(name)}; };
    const auto missing = [](const char *name) { return QStringList{u"missing "_s + QString::fromLatin1(name)}; };
    const auto row = [](const char *name, const QByteArray &spoil, const QStringList &lost) {
        QTest::newRow(name) << spoil << lost;
    };
    row("one missing", "rm orders.csv", missing("orders.csv"));
    row("one byte", "printf '1;2;4\\n' >orders.csv", differs("orders.csv"));
    row("cut short", "truncate -s 399999 deep/er/blob", differs("deep/er/blob"));
    row("too long", "printf y >>deep/er/blob", differs("deep/er/blob"));
    row("an empty one filled", "printf y >empty", differs("empty"));
    row("a folder gone", "rm -r deep", missing("deep/er/blob"));
    row("a folder in its place", "rm empty; mkdir empty", differs("empty"));
    row("a pipe in its place", "rm empty; mkfifo empty", differs("empty"));
    row("a link to the very source", "ln -sf \"$OLDPWD/data/orders.csv\" orders.csv", differs("orders.csv"));
    row("a link beside it", "mv orders.csv o; ln -s o orders.csv", differs("orders.csv"));
    row("a folder that is a link out", "rm -r deep; ln -s \"$OLDPWD/data/deep\" deep", missing("deep/er/blob"));
    row("unreadable", "chmod 0 orders.csv", ::geteuid() == 0 ? QStringList() : differs("orders.csv"));
    row("two", "rm orders.csv empty", {u"missing empty"_s, u"missing orders.csv"_s});
    row("nothing restored", "rm -r ./*", {u"missing deep/er/blob"_s, u"missing empty"_s, u"missing orders.csv"_s});
    row("the target itself gone", "rm -r \"$PWD\"",
        {u"missing deep/er/blob"_s, u"missing empty"_s, u"missing orders.csv"_s});
    row("folders that may not be written", "chmod -R a-w .", {});
    row("more than there was", "touch more", {});
    row("a hard link to the very source", "ln -f \"$OLDPWD/data/orders.csv\" orders.csv", differs("orders.csv"));
    row("nothing but hard links", "rm -r ./*; cp -al \"$OLDPWD/data/.\" .",
        {u"differs deep/er/blob"_s, u"differs empty"_s, u"differs orders.csv"_s});
    row("restored in place", "cp --remove-destination \"$1/orders.csv\" \"$OLDPWD/data/orders.csv\"",
        differs("orders.csv"));
    row("overwritten in place", "cp \"$1/orders.csv\" \"$OLDPWD/data/orders.csv\"", differs("orders.csv"));
    row("the target a link to the source", "cd \"$OLDPWD\"; rm -r \"$1\"; ln -s \"$PWD/data\" \"$1\"",
        {u"missing deep/er/blob"_s, u"missing empty"_s, u"missing orders.csv"_s});
}

void RecoveryProbeTest::whatIsLostIsCountedAndNamed()
{
    QFETCH(QByteArray, spoil);
    QFETCH(QStringList, lost);
    DrillWorld world;
    world.restores(copies + "cd \"$1\"\n" + spoil + '\n');
    const auto row = world.drill();
    QCOMPARE(world.lost(), lost);
    QCOMPARE(measure(row, u"RPO"_s), static_cast<double>(lost.size()));
    QCOMPARE(row.status, lost.size() <= 1 ? Status::Go : Status::NoGo); // «RPO ≤ 1 file»
    QCOMPARE(world.left(), QStringList());
    QVERIFY(QFile::exists(world.path() + u"/data/deep/er/blob"_s)); // no link was followed when it was cleaned up
    QVERIFY(QFile::exists(world.path() + u"/data/orders.csv"_s));
}

void RecoveryProbeTest::nothingOfOneFile_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<bool>("manifest");
    QTest::addColumn<bool>("isGo");
    QTest::newRow("nothing comes back") << QByteArray("true\n") << false << false;
    QTest::newRow("nothing of a manifest") << QByteArray("true\n") << true << false;
    QTest::newRow("another file") << QByteArray("echo 1 >\"$1\"/orders.csv\n") << false << false;
    QTest::newRow("a link to it") << QByteArray("ln -s \"$PWD/data/orders.csv\" \"$1\"\n") << false << false;
    QTest::newRow("a manifest's, the target a link")
        << QByteArray("rmdir \"$1\"; ln -s \"$PWD/data\" \"$1\"\n") << true << false;
    QTest::newRow("a manifest's, hard links") << QByteArray("cp -al data/. \"$1\"\n") << true << false;
    QTest::newRow("it comes back") << copies << false << true;
    QTest::newRow("a manifest's comes back") << copies << true << true;
}

/// «RPO ≤ 1 file» holds where the one file that there is does not come back.
void RecoveryProbeTest::nothingOfOneFile()
{
    QFETCH(QByteArray, script);
    QFETCH(bool, manifest);
    QFETCH(bool, isGo);
    DrillWorld world;
    QVERIFY(QDir(world.path() + u"/data/deep"_s).removeRecursively());
    world.remove(u"data/empty"_s);
    world.restores(script);
    if (manifest) {
        world.write(u"m"_s, checksums(world));
        world.options().manifest = u"m"_s;
    }
    const auto row = world.drill();
    QVERIFY2(row.isGo() == isGo, qPrintable(told(row)));
    QCOMPARE(measure(row, u"RPO"_s), isGo ? 0.0 : 1.0);
    if (isGo)
        return;
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(row.reason, (Reason{Cause::FileAbsent, {u"orders.csv"_s}}));
}

void RecoveryProbeTest::badWorlds_data()
{
    using Spoil = std::function<void(DrillWorld &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
    const auto row = [](const char *name, const Spoil &spoil, Status status, Cause cause, const QStringList &data) {
        QTest::newRow(name) << spoil << status << cause << data;
    };
    const auto script = [](const QByteArray &body) -> Spoil {
        return [body](DrillWorld &world) { world.restores(body); };
    };
    const auto manifest = [](const QByteArray &bytes) -> Spoil {
        return [bytes](DrillWorld &world) {
            world.write(u"m"_s, bytes);
            world.options().manifest = u"m"_s;
        };
    };
    const QByteArray digest(64, 'a');
    row("no restore command", [](DrillWorld &world) { world.options().restore.clear(); }, Status::Error,
        Cause::OptionMissing, {u"/criteria/dr-recovery/restore"_s});
    row("no source", [](DrillWorld &world) { world.options().source.clear(); }, Status::Error, Cause::OptionMissing,
        {u"/criteria/dr-recovery/source_folder"_s});
    row("exits 3", script("exit 3\n"), Status::NoGo, Cause::ExitCode, {u"3"_s});
    row("restores all and exits 1", script(copies + "exit 1\n"), Status::NoGo, Cause::ExitCode, {u"1"_s});
    row("killed", script("kill -9 $$\n"), Status::Error, Cause::Signalled, {u"9"_s});
    row("too slow",
        [](DrillWorld &world) {
            world.plan(CriterionId::DrRecovery).deadlineS = 1;
            world.restores(copies + "sleep 1000 & wait\n");
        },
        Status::TimedOut, Cause::DeadlinePassed, {u"1"_s});
    row("the program is not there",
        [](DrillWorld &world) {
            world.options().restore = QStringList{u"no-such-tool"_s, u"{target}"_s};
        },
        Status::Error, Cause::FailedToStart, {u"no-such-tool"_s, u"program_missing"_s});
    row("the script is not there", [](DrillWorld &world) { world.remove(u"restore.sh"_s); }, Status::Error,
        Cause::ScriptMissing, {u"restore.sh"_s});
    row("a target within a word",
        [](DrillWorld &world) {
            world.options().restore = QStringList{u"tar"_s, u"-C{target}"_s, u"{target}"_s};
        },
        Status::Error, Cause::FailedToStart, {u"-C{target}"_s, u"spliced_placeholder"_s});
    row("no such source", [](DrillWorld &world) { world.options().source = u"gone"_s; }, Status::NoData,
        Cause::FileAbsent, {u"gone"_s});
    row("an empty source",
        [](DrillWorld &world) {
            QDir().mkpath(world.path() + u"/void/deep"_s);
            world.options().source = u"void"_s;
        },
        Status::Error, Cause::FileUnreadable, {u"void"_s, u"empty"_s, {}, {}});
    row("a source that is a file", [](DrillWorld &world) { world.options().source = u"restore.sh"_s; }, Status::Error,
        Cause::FileUnreadable, {u"restore.sh"_s, u"not_a_folder"_s, {}, {}});
    row("a source that leads out",
        [](DrillWorld &world) {
            std::filesystem::create_symlink(world.outside().toStdString(), (world.path() + u"/out"_s).toStdString());
            world.options().source = u"out"_s;
        },
        Status::Error, Cause::PathOutside, {u"out"_s});
    row("no such manifest", [](DrillWorld &world) { world.options().manifest = u"gone"_s; }, Status::NoData,
        Cause::FileAbsent, {u"gone"_s});
    row("an empty manifest", manifest({}), Status::Error, Cause::FileUnreadable, {u"m"_s, u"empty"_s, {}, u"1"_s});
    row("no manifest at all", manifest("hello\n"), Status::Error, Cause::FileUnreadable,
        {u"m"_s, u"malformed_line"_s, {}, u"1"_s});
    row("a bad line behind a good one", manifest(digest + "  a\nb\n"), Status::Error, Cause::FileUnreadable,
        {u"m"_s, u"malformed_line"_s, {}, u"2"_s});
    row("an absolute path", manifest(digest + "  /etc/passwd\n"), Status::Error, Cause::FileUnreadable,
        {u"m"_s, u"absolute_path"_s, {}, u"1"_s});
    row("a path that leaves", manifest(digest + "  a/../../b\n"), Status::Error, Cause::FileUnreadable,
        {u"m"_s, u"path_outside"_s, {}, u"1"_s});
    if (::geteuid() != 0) {
        row("a source that may not be read",
            [](DrillWorld &world) { world.restores(copies + "echo 0 >\"$1\"/orders.csv; chmod 0 data/orders.csv\n"); },
            Status::Error, Cause::FileUnreadable, {u"orders.csv"_s, u"access_denied"_s, {}, {}});
        row("a folder that may not be listed",
            [](DrillWorld &world) { ::chmod(qPrintable(world.path() + u"/data/deep"_s), 0); }, Status::Error,
            Cause::FileUnreadable, {u"data"_s, u"access_denied"_s, {}, {}});
    }
    row("no place for a scratch folder", [](DrillWorld &) { qputenv("TMPDIR", "/nowhere/at/all"); }, Status::Error,
        Cause::FailedToStart, {u"TMPDIR"_s, u"no_scratch_folder"_s});
}

void RecoveryProbeTest::badWorlds()
{
    using Spoil = std::function<void(DrillWorld &)>;
    QFETCH(Spoil, spoil);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    DrillWorld world;
    spoil(world);
    const auto row = world.drill();
    ::chmod(qPrintable(world.path() + u"/data/deep"_s), 0700); // so that it can be removed
    QCOMPARE(row.status, status);
    QVERIFY2(row.reason == (Reason{cause, data}), qPrintable(told(row)));
    QCOMPARE(world.left(), QStringList());
}

void RecoveryProbeTest::overTheTime()
{
    DrillWorld world;
    world.options().maxRtoS = 1;
    world.restores(copies + "sleep 1.01\n");
    const auto row = world.drill();
    QCOMPARE(row.status, Status::NoGo);
    QCOMPARE(row.reason, (Reason{Cause::OverLimit, {u"RTO"_s}}));
    QVERIFY(measure(row, u"RTO"_s) > row.measures.first().limit); // however little: never «0.017 > 0.017»
}

void RecoveryProbeTest::noMoreLinesThanTheBound()
{
    DrillWorld world;
    for (int i = 0; i < 1200; ++i)
        world.write(u"data/n%1"_s.arg(i), "x");
    world.restores("true\n");
    const auto row = world.drill();
    QCOMPARE(measure(row, u"RPO"_s), 1203.0);
    QCOMPARE(world.lost().size(), 1000);
}

void RecoveryProbeTest::checksumLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("path"); // empty: refused
    const QByteArray digest(64, 'a');
    QTest::newRow("text") << digest + "  a b" << QByteArray("a b");
    QTest::newRow("binary") << digest + " *a" << QByteArray("a");
    QTest::newRow("capitals") << QByteArray(64, 'A') + "  a" << QByteArray("a");
    QTest::newRow("dots") << digest + "  ./a/./b//c" << QByteArray("a/b/c");
    QTest::newRow("escaped") << "\\" + digest + "  a\\nb\\\\c" << QByteArray("a\nb\\c");
    QTest::newRow("not UTF-8") << digest + "  \xff" << QByteArray("\xff");
    QTest::newRow("unescaped backslash") << digest + "  a\\nb" << QByteArray("a\\nb");
    QTest::newRow("bad escape") << "\\" + digest + "  a\\xb" << QByteArray();
    QTest::newRow("escape at the end") << "\\" + digest + "  a\\" << QByteArray();
    QTest::newRow("short digest") << digest.first(63) + "  a" << QByteArray();
    QTest::newRow("SHA-512") << digest + digest + "  a" << QByteArray();
    QTest::newRow("not hex") << digest.first(63) + "g  a" << QByteArray();
    QTest::newRow("one blank") << digest + " a" << QByteArray();
    QTest::newRow("no name") << digest + "  " << QByteArray();
    QTest::newRow("a folder") << digest + "  a/" << QByteArray();
    QTest::newRow("a dot") << digest + "  ." << QByteArray();
    QTest::newRow("up") << digest + "  .." << QByteArray();
    QTest::newRow("NUL") << digest + QByteArray("  a\0b", 5) << QByteArray();
    QTest::newRow("twice") << digest + "  a\n" + digest + "  ./a" << QByteArray();
}

void RecoveryProbeTest::checksumLines()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, path);
    const auto read = checks::readChecksums(line, u"m"_s);
    QCOMPARE(read.has_value(), !path.isEmpty());
    if (read) {
        QCOMPARE(read->size(), 1);
        QCOMPARE(read->first(), (checks::ExpectedFile{path, QByteArray(32, '\xaa'), false, {}}));
    }
}

void RecoveryProbeTest::cancelledWhileItRestores()
{
    DrillWorld world;
    world.restores(copies + "touch begun; sleep 1000 & wait\n");
    checks::CheckRunner runner(world.inputs(), {{CriterionId::DrRecovery}, true, false});
    QSignalSpy finished(&runner, &checks::CheckRunner::finished);
    runner.start();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(world.path() + u"/begun"_s), 20'000);
    QVERIFY(!world.left().isEmpty());
    runner.cancel();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
    QCOMPARE(runner.rows()[static_cast<std::size_t>(CriterionId::DrRecovery)].reason.cause, Cause::Cancelled);
    QCOMPARE(world.left(), QStringList());
}

void RecoveryProbeTest::destroyedWhileItRestores()
{
    DrillWorld world;
    world.restores(copies + "touch begun; sleep 1000 & wait\n");
    auto runner = std::make_unique<checks::CheckRunner>(world.inputs(),
                                                        checks::RunRequest{{CriterionId::DrRecovery}, true, false});
    runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(world.path() + u"/begun"_s), 20'000);
    runner.reset();
    QTRY_COMPARE_WITH_TIMEOUT(world.left(), QStringList(), 20'000);
}

void RecoveryProbeTest::leftoversOfAKilledRun()
{
    DrillWorld world;
    const auto made = [&world](const QString &name, qint64 ageS) {
        QDir().mkpath(world.place() + u'/' + name + u"/target/locked"_s);
        World::writeAbsolute(world.place() + u'/' + name + u"/target/locked/file"_s, "secret");
        std::filesystem::create_symlink((world.path() + u"/data"_s).toStdString(),
                                        (world.place() + u'/' + name + u"/target/out"_s).toStdString());
        ::chmod(qPrintable(world.place() + u'/' + name + u"/target/locked"_s), 0500);
        const auto at = std::filesystem::file_time_type::clock::now() - std::chrono::seconds(ageS);
        std::filesystem::last_write_time((world.place() + u'/' + name).toStdString(), at);
    };
    world.now = QDateTime::currentDateTimeUtc();
    made(u"cutover-recovery-old"_s, 2 * 86'400);
    made(u"cutover-recovery-young"_s, 3600);
    made(u"somebody-elses-old"_s, 2 * 86'400);
    std::filesystem::create_symlink((world.path() + u"/data"_s).toStdString(),
                                    (world.place() + u"/cutover-recovery-link"_s).toStdString());
    QVERIFY(world.drill().isGo());
    QCOMPARE(world.left(),
             QStringList({u"cutover-recovery-link"_s, u"cutover-recovery-young"_s, u"somebody-elses-old"_s}));
    QVERIFY(QFile::exists(world.path() + u"/data/orders.csv"_s));
    for (const auto &name : {u"cutover-recovery-young"_s, u"somebody-elses-old"_s})
        ::chmod(qPrintable(world.place() + u'/' + name + u"/target/locked"_s), 0700);
}

void RecoveryProbeTest::nothingIsRemovedThroughAMount_data()
{
    QTest::addColumn<QByteArray>("place"); // below the target
    QTest::addColumn<bool>("isGoBut");
    QTest::newRow("the target itself") << QByteArray("/.") << false;
    QTest::newRow("the folder around it") << QByteArray("/..") << false;
    QTest::newRow("deep in it") << QByteArray("/a/b/c") << true;
    QTest::newRow("below what may not be written") << QByteArray("/locked/c") << true;
}

void RecoveryProbeTest::nothingIsRemovedThroughAMount()
{
    QFETCH(QByteArray, place);
    QFETCH(bool, isGoBut);
    DrillWorld world;
    World::writeAbsolute(world.outside() + u"/production"_s, "all of it\n");
    world.restores(copies + "mkdir -p \"$1" + place + "\"; mount --bind \"" + world.outside().toUtf8() + "\" \"$1" +
                   place + "\" || exit 77\nchmod -f a-w \"$1/locked\" || true\n");
    const auto row = world.drill();
    if (row.source.exitCode == 77)
        QSKIP("may not mount here");
    const bool isKept = QFile::exists(world.outside() + u"/production"_s);
    QProcess::execute(u"bash"_s,
                      {u"-c"_s, u"grep -o \"$0/[^ ]*\" /proc/self/mountinfo | xargs -n1 umount"_s, world.place()});
    QVERIFY(isKept);
    QVERIFY(!row.isGo());
    const QString left = world.place() + u'/' + world.left().value(0);
    QVERIFY(world.lost().contains(u"left "_s + left));
    if (isGoBut)
        QVERIFY2(row.reason == (Reason{Cause::FileUnreadable, {left, u"not_removed"_s, {}, {}}}),
                 qPrintable(told(row)));
}

void RecoveryProbeTest::leftoversWithAMountStay()
{
    DrillWorld world;
    world.now = QDateTime::currentDateTimeUtc().addDays(2);
    const QString old = world.place() + u"/cutover-recovery-old"_s;
    QVERIFY(QDir().mkpath(old + u"/target/in"_s));
    World::writeAbsolute(world.outside() + u"/production"_s, "all of it\n");
    if (QProcess::execute(u"mount"_s, {u"--bind"_s, world.outside(), old + u"/target/in"_s}) != 0)
        QSKIP("may not mount here");
    const auto row = world.drill();
    const bool isKept = QFile::exists(world.outside() + u"/production"_s);
    QProcess::execute(u"bash"_s, {u"-c"_s, u"grep -o \"$0/[^ ]*\" /proc/self/mountinfo | xargs -n1 umount"_s, old});
    QVERIFY(isKept);
    QCOMPARE(world.lost(), QStringList{u"left "_s + old});
    QVERIFY2(row.isGo(), qPrintable(told(row)));
}

/// Deeper than a path may be long and than files may be open.
void RecoveryProbeTest::aDeepTreeIsRemoved()
{
    DrillWorld world;
    world.restores(copies + "cd -P \"$1\"; python3 -c 'import os\nfor i in range(2200):\n  os.mkdir(\"d\"); "
                            "os.chdir(\"d\")'\n");
    const auto row = world.drill();
    QVERIFY2(row.isGo(), qPrintable(told(row)));
    QCOMPARE(world.left(), QStringList());
}

void RecoveryProbeTest::aScriptThatChangesItself()
{
    DrillWorld world;
    world.restores(copies + "echo '# more' >>restore.sh\n");
    QCOMPARE(world.drill().reason, (Reason{Cause::ScriptChanged, {u"restore.sh"_s}}));
}

QTEST_GUILESS_MAIN(RecoveryProbeTest)
#include "tst_recoveryprobe.moc"
