// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that probes read: what leads out of the workspace, is no file, or is too much, is told apart.
#include "checks/workspacefile.h"
#include "checks/world.h"
#include "unprivileged.h"

#include <QTest>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::checks;
using cutover::tests::World;
using domain::Cause;
using domain::Reason;

namespace {

Reason refused(const tl::expected<QByteArray, Reason> &read)
{
    return read ? Reason{Cause::None, {}} : read.error();
}

Reason refused(const tl::expected<QStringList, Reason> &found)
{
    return found ? Reason{Cause::None, *found} : found.error();
}

} // namespace

class WorkspaceFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsInside();
    void refuses_data();
    void refuses();
    void globs_data();
    void globs();
};

void WorkspaceFileTest::readsWhatIsInside()
{
    World world;
    world.write(u"a/b.txt"_s, "inside");
    QFile::link(world.path() + u"/a/b.txt"_s, world.path() + u"/link"_s);
    QFile::link(world.path(), world.outside() + u"/way"_s);
    QCOMPARE(readInWorkspace(u"a/b.txt"_s, world.path(), 6).value_or("?"), "inside");
    QCOMPARE(readInWorkspace(u"a/../a/b.txt"_s, world.path(), 6).value_or("?"), "inside");
    QCOMPARE(readInWorkspace(u"link"_s, world.path(), 6).value_or("?"), "inside");
    QCOMPARE(readInWorkspace(u"a/b.txt"_s, world.outside() + u"/way"_s, 6).value_or("?"), "inside");
}

void WorkspaceFileTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("code");
    QTest::newRow("absent") << u"absent"_s << Cause::FileAbsent << QString();
    QTest::newRow("absent in no folder") << u"no/absent"_s << Cause::FileAbsent << QString();
    QTest::newRow("below a file") << u"small/x"_s << Cause::FileAbsent << QString();
    QTest::newRow("dangling link") << u"dangling"_s << Cause::FileAbsent << QString();
    QTest::newRow("a link to itself") << u"loop"_s << Cause::FileUnreadable << u"open_failed"_s;
    QTest::newRow("climbs") << u"../secret"_s << Cause::PathOutside << QString();
    QTest::newRow("absolute") << u"/etc/hostname"_s << Cause::PathOutside << QString();
    QTest::newRow("linked file") << u"out"_s << Cause::PathOutside << QString();
    QTest::newRow("in a linked folder") << u"outfolder/secret"_s << Cause::PathOutside << QString();
    QTest::newRow("absent in a linked folder") << u"outfolder/none"_s << Cause::PathOutside << QString();
    QTest::newRow("a folder") << u"folder"_s << Cause::FileUnreadable << u"not_regular"_s;
    QTest::newRow("a pipe") << u"pipe"_s << Cause::FileUnreadable << u"not_regular"_s;
    QTest::newRow("too large") << u"large"_s << Cause::FileUnreadable << u"too_large"_s;
    QTest::newRow("not ours to read") << u"locked"_s << Cause::FileUnreadable << u"access_denied"_s;
}

void WorkspaceFileTest::refuses()
{
    QFETCH(QString, path);
    QFETCH(Cause, cause);
    QFETCH(QString, code);
    World world;
    const QString root = world.path() + u'/';
    World::writeAbsolute(world.outside() + u"/secret"_s, "secret");
    QFile::link(world.outside() + u"/secret"_s, root + u"out"_s);
    QFile::link(world.outside(), root + u"outfolder"_s);
    QFile::link(root + u"absent"_s, root + u"dangling"_s);
    QFile::link(root + u"loop"_s, root + u"loop"_s);
    QDir(root).mkdir(u"folder"_s);
    ::mkfifo(QFile::encodeName(root + u"pipe"_s).constData(), 0600);
    world.write(u"small"_s, "12345678");
    world.write(u"large"_s, "123456789");
    world.write(u"locked"_s, "x");
    QFile::setPermissions(root + u"locked"_s, {});
    const tests::Unprivileged asNobody({world.path(), world.outside()});
    const auto reason = refused(readInWorkspace(path, world.path(), 8));
    QCOMPARE(static_cast<int>(reason.cause), static_cast<int>(cause));
    QCOMPARE(reason.data.value(0), path);
    QCOMPARE(reason.data.value(1), code);
}

void WorkspaceFileTest::globs_data()
{
    QTest::addColumn<QStringList>("patterns");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
    const auto row = [](const char *name, const QStringList &patterns, Cause cause, const QStringList &data) {
        QTest::newRow(name) << patterns << cause << data;
    };
    row("star", {u"tls/*.pem"_s}, Cause::None, {u"tls/a.pem"_s, u"tls/b.pem"_s});
    row("each once, sorted", {u"tls/b.pem"_s, u"tls/*.pem"_s}, Cause::None, {u"tls/a.pem"_s, u"tls/b.pem"_s});
    row("braces", {u"tls/{b,a}.pem"_s}, Cause::None, {u"tls/a.pem"_s, u"tls/b.pem"_s});
    row("no hidden ones", {u"tls/*"_s}, Cause::None, {u"tls/a.pem"_s, u"tls/b.pem"_s});
    row("none given", {}, Cause::None, {});
    row("unmatched", {u"tls/*.pem"_s, u"tls/*.der"_s}, Cause::GlobUnmatched, {u"tls/*.der"_s});
    row("one of the braces unmatched", {u"tls/{a,c}.pem"_s}, Cause::GlobUnmatched, {u"tls/c.pem"_s});
    row("absent file", {u"tls/c.pem"_s}, Cause::GlobUnmatched, {u"tls/c.pem"_s});
    row("linked out", {u"linked/*.pem"_s}, Cause::PathOutside, {u"linked/x.pem"_s});
    row("climbs", {u"../*"_s}, Cause::PathOutside, {});
}

void WorkspaceFileTest::globs()
{
    QFETCH(QStringList, patterns);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    World world;
    world.write(u"tls/a.pem"_s, {});
    world.write(u"tls/b.pem"_s, {});
    world.write(u"tls/.c.pem"_s, {});
    World::writeAbsolute(world.outside() + u"/x.pem"_s, {});
    QFile::link(world.outside(), world.path() + u"/linked"_s);
    const auto reason = refused(globsInWorkspace(patterns, world.path()));
    QCOMPARE(static_cast<int>(reason.cause), static_cast<int>(cause));
    if (!data.isEmpty() || cause == Cause::None)
        QCOMPARE(reason.data, data);
}

QTEST_GUILESS_MAIN(WorkspaceFileTest)

#include "tst_workspacefile.moc"
