// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the console reads of a repository is what git itself says, on repositories that git made.
#include "session/gitstate.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;

class GitStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noRepositoryHasNoCommit();
    void aRepositoryWithoutCommitHasNone();
    void readsALooseRef();
    void readsPackedRefs();
    void readsADetachedHead();
    void followsALinkedWorkTree();
    void statusLeavesVarOut();

private:
    QString git(const QString &folder, const QStringList &arguments);
    void write(const QString &name, const QByteArray &bytes);
    void commit();

    std::unique_ptr<QTemporaryDir> m_root;
    QString m_repo;
};

QString GitStateTest::git(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.start(u"git"_s,
                  QStringList{u"-c"_s, u"user.name=Test"_s, u"-c"_s, u"user.email=test@example.org"_s} + arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning() << arguments << process.readAllStandardError();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void GitStateTest::write(const QString &name, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(m_repo + u'/' + name).path());
    QFile file(m_repo + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

void GitStateTest::commit()
{
    git(m_repo, {u"add"_s, u"."_s});
    git(m_repo, {u"commit"_s, u"-q"_s, u"-m"_s, u"x"_s});
}

void GitStateTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_repo = m_root->filePath(u"repo"_s);
    QDir().mkpath(m_repo);
    git(m_repo, {u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    write(u"a"_s, "1");
}

void GitStateTest::noRepositoryHasNoCommit()
{
    QCOMPARE(session::readGitCommit(m_root->path()), QString());
}

void GitStateTest::aRepositoryWithoutCommitHasNone()
{
    QCOMPARE(session::readGitCommit(m_repo), QString());
}

void GitStateTest::readsALooseRef()
{
    commit();
    const QString head = git(m_repo, {u"rev-parse"_s, u"HEAD"_s});
    QCOMPARE(head.size(), 40);
    QCOMPARE(session::readGitCommit(m_repo), head);
    write(u"a"_s, "2");
    commit();
    QVERIFY(session::readGitCommit(m_repo) != head);
}

void GitStateTest::readsPackedRefs()
{
    commit();
    git(m_repo, {u"branch"_s, u"other/main"_s});
    git(m_repo, {u"tag"_s, u"-a"_s, u"-m"_s, u"t"_s, u"v1"_s});
    git(m_repo, {u"pack-refs"_s, u"--all"_s});
    QVERIFY(!QFile::exists(m_repo + u"/.git/refs/heads/main"_s));
    QCOMPARE(session::readGitCommit(m_repo), git(m_repo, {u"rev-parse"_s, u"HEAD"_s}));
    write(u"a"_s, "2");
    commit(); // a loose ref goes before a packed one
    QCOMPARE(session::readGitCommit(m_repo), git(m_repo, {u"rev-parse"_s, u"HEAD"_s}));
}

void GitStateTest::readsADetachedHead()
{
    commit();
    git(m_repo, {u"checkout"_s, u"-q"_s, u"--detach"_s});
    QCOMPARE(session::readGitCommit(m_repo), git(m_repo, {u"rev-parse"_s, u"HEAD"_s}));
}

void GitStateTest::followsALinkedWorkTree()
{
    commit();
    const QString tree = m_root->filePath(u"tree"_s);
    git(m_repo, {u"worktree"_s, u"add"_s, u"-q"_s, u"-b"_s, u"linked"_s, tree});
    QVERIFY(QFileInfo(tree + u"/.git"_s).isFile());
    write(u"a"_s, "2");
    commit();
    QCOMPARE(session::readGitCommit(tree), git(tree, {u"rev-parse"_s, u"HEAD"_s}));
    QVERIFY(session::readGitCommit(tree) != session::readGitCommit(m_repo));
    git(m_repo, {u"pack-refs"_s, u"--all"_s});
    QCOMPARE(session::readGitCommit(tree), git(tree, {u"rev-parse"_s, u"HEAD"_s}));
}

void GitStateTest::statusLeavesVarOut()
{
    write(u"var/evidence/latest.json"_s, "{}");
    commit();
    const auto status = [this] { return git(m_repo, session::gitStatusCommand().mid(1)); };
    QCOMPARE(session::gitStatusCommand().first(), u"git"_s);
    QCOMPARE(status(), QString());
    write(u"var/evidence/latest.json"_s, "{\"a\": 1}");
    write(u"var/rollout/desired_stage.txt"_s, "10");
    QCOMPARE(status(), QString());
    write(u"a"_s, "2");
    QVERIFY(status().contains(u'a'));
}

QTEST_GUILESS_MAIN(GitStateTest)

#include "tst_gitstate.moc"
