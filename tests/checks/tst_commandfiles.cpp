// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which files a command runs, as far as that can be told before it runs.
#include "checks/commandfiles.h"
#include "checks/shellwords.h"
#include "checks/world.h"

#include <QProcess>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::checks;
using cutover::tests::World;
using domain::Cause;

class CommandFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void found_data();
    void found();
    void refused_data();
    void refused();
    void words_data();
    void words();
    void globs_data();
    void globs();
    void aNameThatIsNotUtf8IsGlobbed();
    void braces();
    void inputsOfAFolder();
    void shadowing_data();
    void shadowing();
    void anExistingModuleThatChanged();
    void linkedShadowIsFoundByItsName();
    void linkedScriptLooksBesideItsTarget();
    void tooManyFiles();
    void forgedCacheIsNotRun();
    void newModuleChangesTheRow();
    void changes();
    void rowOfChangedScripts();
    void checklistsOwnCommands();

private:
    World m_world;
};

void CommandFilesTest::found_data()
{
    m_world.write(u"tools/run"_s, "#!/bin/sh\n");
    m_world.write(u"tools/a.sh"_s, {});
    m_world.write(u"tools/b.py"_s, {});
    m_world.write(u"pkg/__init__.py"_s, {});
    m_world.write(u"pkg/__main__.py"_s, {});
    m_world.write(u"pkg/sub/__init__.py"_s, {});
    m_world.write(u"pkg/sub/mod.py"_s, {});
    m_world.write(u"tests/e2e/test_one.py"_s, {});
    m_world.write(u"tests/e2e/deep/test_two.py"_s, {});
    m_world.write(u"tests/e2e/notes.txt"_s, {});
    m_world.write(u"data/x.json"_s, {});

    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("shell");
    QTest::addColumn<QStringList>("files");
    const auto vector = [](const char *name, const QStringList &arguments, const QStringList &files) {
        QTest::newRow(name) << arguments << QString() << files;
    };
    const auto line = [](const char *name, const QString &shell, const QStringList &files) {
        QTest::newRow(name) << QStringList() << shell << files;
    };
    const QStringList a{u"tools/a.sh"_s};
    const QStringList b{u"tools/b.py"_s};
    vector("bash script", {u"bash"_s, u"tools/a.sh"_s, u"--status"_s}, a);
    vector("bash with options", {u"bash"_s, u"-euo"_s, u"pipefail"_s, u"tools/a.sh"_s}, a);
    vector("script without suffix", {u"/bin/bash"_s, u"tools/run"_s}, {u"tools/run"_s});
    vector("program in the workspace", {u"tools/run"_s, u"data/x.json"_s}, {u"tools/run"_s});
    vector("program with a dot", {u"./tools/a.sh"_s}, a);
    vector("data is no script", {u"python3"_s, u"tools/b.py"_s, u"data/x.json"_s}, b);
    vector("script as an argument", {u"flock"_s, u"lock"_s, u"tools/a.sh"_s}, a);
    vector("python -u", {u"python3.11"_s, u"-u"_s, u"tools/b.py"_s}, b);
    vector("python -W", {u"python"_s, u"-W"_s, u"error"_s, u"tools/b.py"_s}, b);
    const QStringList package{u"pkg/__init__.py"_s, u"pkg/__main__.py"_s, u"pkg/sub/__init__.py"_s,
                              u"pkg/sub/mod.py"_s};
    vector("python -c", {u"python"_s, u"-c"_s, u"print(1)"_s}, package);
    vector("python -c, joined", {u"python"_s, u"-cprint(1)"_s, u"absent"_s}, package);
    vector("python from standard input", {u"python"_s, u"-"_s}, package);
    vector("python alone", {u"python"_s}, package);
    vector("module", {u"python"_s, u"-m"_s, u"pkg.sub.mod"_s, u"--once"_s}, package);
    vector("module, joined", {u"python"_s, u"-umpkg.sub.mod"_s, u"--once"_s}, package);
    vector("module, after other options", {u"python"_s, u"-um"_s, u"pkg.sub.mod"_s}, package);
    vector("module of a folder that is no package", {u"python"_s, u"-m"_s, u"tools.b"_s}, package + b);
    vector("package", {u"python"_s, u"-m"_s, u"pkg"_s}, package);
    vector("installed module", {u"python"_s, u"-m"_s, u"json.tool"_s, u"data/x.json"_s}, package);
    vector("pytest", {u"pytest"_s, u"tests/e2e/"_s, u"-v"_s},
           {u"tests/e2e/deep/test_two.py"_s, u"tests/e2e/test_one.py"_s});
    vector("pytest as a module", {u"python"_s, u"-m"_s, u"pytest"_s, u"tests/e2e/test_one.py::test_x"_s},
           package + QStringList{u"tests/e2e/test_one.py"_s});
    vector("wrapped", {u"env"_s, u"X=1"_s, u"timeout"_s, u"30"_s, u"bash"_s, u"tools/a.sh"_s}, a);
    vector("bash -c", {u"bash"_s, u"-c"_s, u"bash tools/a.sh && python tools/b.py"_s}, a + b);
    vector("URL", {u"curl"_s, u"http://127.0.0.1/x/../y.json"_s}, {});
    vector("glob without a shell is a word", {u"ls"_s, u"nothing/*.json"_s}, {});
    vector("placeholder", {u"bash"_s, u"tools/a.sh"_s, u"{stage}"_s}, a);
    line("two commands", u"bash tools/a.sh | python tools/b.py"_s, a + b);
    line("changed folder", u"cd tools && bash a.sh"_s, a);
    line("quoted", u"bash 'tools/a.sh'; echo \"tools/absent.sh\"x"_s, a);
    line("variable", u"bash \"$SCRIPTS/absent.sh\"; bash tools/a.sh"_s, a);
    line("comment", u"bash tools/a.sh # then tools/absent.sh"_s, a);
    line("condition", u"if bash tools/a.sh; then echo yes; fi"_s, a);
    line("scripts by glob", u"for s in tools/*.sh; do bash \"$s\"; done"_s, a);
    line("pattern of a test", u"[[ x == *.none ]] || bash tools/a.sh"_s, a);
    line("jq program", u"jq '.a[-3:] | map({pass, burst})' data/x.json"_s, {});
    line("an interpreter's name as data", u"echo bash absent"_s, {});
    line("redirection", u"bash tools/a.sh >data/out.txt 2>&1"_s, a);
}

void CommandFilesTest::found()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, shell);
    QFETCH(QStringList, files);
    const auto result = commandFiles(domain::Command{arguments, shell}, {}, m_world.path());
    QVERIFY2(result.has_value(), qPrintable(result ? QString() : result.error().data.join(u' ')));
    QCOMPARE(*result, files);
}

void CommandFilesTest::refused_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QString>("path");
    QTest::newRow("missing") << u"bash absent/x"_s << Cause::ScriptMissing << u"absent/x"_s;
    QTest::newRow("missing by suffix") << u"run-it absent.py"_s << Cause::ScriptMissing << u"absent.py"_s;
    QTest::newRow("missing in the second command")
        << u"true && bash absent.sh"_s << Cause::ScriptMissing << u"absent.sh"_s;
    QTest::newRow("missing program here") << u"./absent --once"_s << Cause::ScriptMissing << u"absent"_s;
    QTest::newRow("missing module") << u"python -m jobs.absent"_s << Cause::ScriptMissing << u"jobs/absent.py"_s;
    QTest::newRow("above") << u"bash ../x.sh"_s << Cause::PathOutside << u"../x.sh"_s;
    QTest::newRow("above by a way round") << u"cat var/../../x"_s << Cause::PathOutside << u"var/../../x"_s;
    QTest::newRow("above by cd") << u"cd .. && bash x.sh"_s << Cause::PathOutside << u"x.sh"_s;
    QTest::newRow("absolute script") << u"bash /opt/x.sh"_s << Cause::PathOutside << u"/opt/x.sh"_s;
    QTest::newRow("glob") << u"cat none/*.json"_s << Cause::GlobUnmatched << u"none/*.json"_s;
    QTest::newRow("glob, one brace of two")
        << u"cat configs/policy/*.{json,yaml}"_s << Cause::GlobUnmatched << u"configs/policy/*.{json,yaml}"_s;
    QTest::newRow("glob of a class") << u"cat configs/policy/[x-z].json"_s << Cause::GlobUnmatched
                                     << u"configs/policy/[x-z].json"_s;
    QTest::newRow("glob in a loop") << u"for f in none-*; do cat $f; done"_s << Cause::GlobUnmatched << u"none-*"_s;
}

void CommandFilesTest::refused()
{
    QFETCH(QString, shell);
    QFETCH(Cause, cause);
    QFETCH(QString, path);
    const auto result = commandFiles(domain::Command{{}, shell}, {}, m_world.path());
    QVERIFY(!result);
    QCOMPARE(static_cast<int>(result.error().cause), static_cast<int>(cause));
    QCOMPARE(result.error().data.first(), path);
}

void CommandFilesTest::words_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("quotes join") << u"a'b c'\"d e\"f g"_s << u"ab cd ef,g"_s;
    QTest::newRow("escapes") << u"a\\ b \\* c\\\nd"_s << u"a b,*,cd"_s;
    QTest::newRow("operators") << u"a|b&&c;d"_s << u"a/b/c/d"_s;
    QTest::newRow("subshell") << u"(a b) c"_s << u"a,b/c"_s;
    QTest::newRow("open quote") << u"a 'b c"_s << u"a,b c"_s;
    QTest::newRow("escape at the end") << u"a\\"_s << u"a"_s;
    QTest::newRow("empty word") << u"a '' b"_s << u"a,,b"_s;
    QTest::newRow("descriptors") << u"a 2>b 1>&2"_s << u"a,b,2"_s;
}

void CommandFilesTest::words()
{
    QFETCH(QString, line);
    QFETCH(QString, words);
    QStringList commands;
    for (const auto &command : shellCommands(line)) {
        QStringList texts;
        for (const auto &word : command)
            texts.append(word.text);
        commands.append(texts.join(u','));
    }
    QCOMPARE(commands.join(u'/'), words);
}

void CommandFilesTest::globs_data()
{
    for (const QString &file :
         {u"g/a.json"_s, u"g/b.json"_s, u"g/.hidden.json"_s, u"g/a b.txt"_s, u"g/sub/c.json"_s, u"g/star*.txt"_s})
        m_world.write(file, {});
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("paths");
    QTest::newRow("all") << u"g/*.json"_s << QStringList{u"g/a.json"_s, u"g/b.json"_s};
    QTest::newRow("one letter") << u"g/?.json"_s << QStringList{u"g/a.json"_s, u"g/b.json"_s};
    QTest::newRow("class") << u"g/[a].json"_s << QStringList{u"g/a.json"_s};
    QTest::newRow("negated class") << u"g/[!a].json"_s << QStringList{u"g/b.json"_s};
    QTest::newRow("range") << u"g/[b-z].json"_s << QStringList{u"g/b.json"_s};
    QTest::newRow("hidden asked for") << u"g/.*.json"_s << QStringList{u"g/.hidden.json"_s};
    QTest::newRow("folders") << u"g/*/c.json"_s << QStringList{u"g/sub/c.json"_s};
    QTest::newRow("escaped star") << u"g/star\\*.txt"_s << QStringList{u"g/star*.txt"_s};
    QTest::newRow("round about") << u"g/../g/a.*"_s << QStringList{u"g/../g/a.json"_s};
    QTest::newRow("none") << u"g/*.yaml"_s << QStringList();
    QTest::newRow("no folder") << u"absent/*"_s << QStringList();
    QTest::newRow("broken class") << u"g/[a.json"_s << QStringList();
}

void CommandFilesTest::globs()
{
    QFETCH(QString, pattern);
    QFETCH(QStringList, paths);
    QCOMPARE(globPaths(pattern, m_world.path()), paths);
}

/// bash lists it, and so what is unsigned among policies is not passed over.
void CommandFilesTest::aNameThatIsNotUtf8IsGlobbed()
{
    m_world.write(u"n/a.json"_s, {});
    const QByteArray file = QFile::encodeName(m_world.path()) + "/n/e\xff.json";
    ::close(::open(file.constData(), O_CREAT | O_WRONLY, 0600));
    const auto found = globPaths(u"n/*.json"_s, m_world.path());
    QCOMPARE(::unlink(file.constData()), 0); // Qt would leave it
    QCOMPARE(found, (QStringList{u"n/a.json"_s, u"n/e\xfffd.json"_s}));
}

void CommandFilesTest::braces()
{
    QCOMPARE(expandBraces(u"a.{x,y}"_s), QStringList({u"a.x"_s, u"a.y"_s}));
    QCOMPARE(expandBraces(u"{a,b}/{c,d}"_s), QStringList({u"a/c"_s, u"a/d"_s, u"b/c"_s, u"b/d"_s}));
    QCOMPARE(expandBraces(u"{single}"_s), QStringList({u"{single}"_s}));
    QVERIFY(expandBraces(QString(u"{a,b}"_s).repeated(20)).size() < 100);
}

void CommandFilesTest::inputsOfAFolder()
{
    m_world.write(u"in/one.yaml"_s, "1");
    m_world.write(u"in/deep/two.yaml"_s, "2");
    const auto files = commandFiles(domain::Command{{u"true"_s}, {}}, {u"in"_s}, m_world.path());
    QVERIFY(files.has_value());
    QCOMPARE(*files, QStringList({u"in/deep/two.yaml"_s, u"in/one.yaml"_s}));
}

void CommandFilesTest::shadowing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isFound");
    const QStringList script{u"python3"_s, u"scripts/ops/show.py"_s};
    const QStringList program{u"scripts/ops/show.py"_s};
    const QStringList shebang{u"scripts/ops/look"_s};
    const QStringList module{u"python3"_s, u"-m"_s, u"jobs.monitor"_s};
    QTest::newRow("beside a script") << script << u"scripts/ops/json.py"_s << true;
    QTest::newRow("compiled, beside a script") << script << u"scripts/ops/json.pyc"_s << true;
    QTest::newRow("extension, beside a script") << script << u"scripts/ops/json.abi3.so"_s << true;
    QTest::newRow("package, beside a script") << script << u"scripts/ops/json/__init__.py"_s << true;
    QTest::newRow("compiled package") << script << u"scripts/ops/json/__init__.pyc"_s << true;
    QTest::newRow("beside a program") << program << u"scripts/ops/json.py"_s << true;
    QTest::newRow("beside a program without suffix") << shebang << u"scripts/ops/json.py"_s << true;
    QTest::newRow("in the root, for a script") << script << u"json.py"_s << false;
    QTest::newRow("in the root, for a module") << module << u"json.py"_s << true;
    QTest::newRow("package in the root, for a module") << module << u"json/__init__.py"_s << true;
    QTest::newRow("package in the place of the module") << module << u"jobs/monitor/__init__.py"_s << true;
    QTest::newRow("extension in the place of the module") << module << u"jobs/monitor.abi3.so"_s << true;
    QTest::newRow("beside a module") << module << u"jobs/json.py"_s << true;
    QTest::newRow("cache") << module << u"jobs/__pycache__/monitor.cpython-311.pyc"_s << false;
    QTest::newRow("folder that is no package") << module << u"data/json.py"_s << false;
    QTest::newRow("data") << module << u"json.txt"_s << false;
}

void CommandFilesTest::shadowing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, file);
    QFETCH(bool, isFound);
    const World world;
    world.write(u"scripts/ops/show.py"_s, {});
    world.write(u"scripts/ops/look"_s, "#!/usr/bin/env python3\n");
    world.write(u"jobs/monitor.py"_s, {});
    const auto filesNow = [&] { return commandFiles(domain::Command{arguments, {}}, {}, world.path()); };
    const auto before = filesNow();
    QVERIFY(before.has_value());
    world.write(file, {});
    const auto after = filesNow();
    QVERIFY(after.has_value());
    QStringList more = *after;
    for (const QString &known : *before)
        more.removeOne(known);
    QCOMPARE(more, isFound ? QStringList{file} : QStringList{});
}

void CommandFilesTest::anExistingModuleThatChanged()
{
    const World world;
    world.write(u"helpers/__init__.py"_s, {});
    world.write(u"helpers/deep/reader.py"_s, "1");
    domain::CriterionPlan plan;
    plan.command.arguments = QStringList{u"python3"_s, u"-m"_s, u"jobs.pii_circuit_breaker_monitor"_s};
    const auto then = commandDigests(plan, world.path());
    world.write(u"helpers/deep/reader.py"_s, "2");
    const auto now = commandDigests(plan, world.path());
    QVERIFY(then && now);
    QCOMPARE(changedFile(*then, *now).value_or(QString()), u"helpers/deep/reader.py"_s);
}

void CommandFilesTest::linkedShadowIsFoundByItsName()
{
    const World world;
    World::writeAbsolute(world.outside() + u"/evil.py"_s, {});
    World::writeAbsolute(world.outside() + u"/evil/__init__.py"_s, {});
    QVERIFY(QFile::link(world.outside() + u"/evil.py"_s, world.path() + u"/json.py"_s));
    QVERIFY(QFile::link(world.outside() + u"/evil"_s, world.path() + u"/base64"_s));
    const auto files = commandFiles(domain::Command{{u"python3"_s, u"-c"_s, u"1"_s}, {}}, {}, world.path());
    QVERIFY(files.has_value());
    QCOMPARE(*files, QStringList({u"base64/__init__.py"_s, u"json.py"_s}));
}

void CommandFilesTest::linkedScriptLooksBesideItsTarget()
{
    const World world;
    world.write(u"lib/real.py"_s, {});
    world.write(u"lib/json.py"_s, {});
    world.write(u"bin/other.py"_s, {});
    QVERIFY(QFile::link(world.path() + u"/lib/real.py"_s, world.path() + u"/bin/run.py"_s));
    const auto files = commandFiles(domain::Command{{u"python3"_s, u"bin/run.py"_s}, {}}, {}, world.path());
    QVERIFY(files.has_value());
    QCOMPARE(*files, QStringList({u"bin/other.py"_s, u"bin/run.py"_s, u"lib/json.py"_s, u"lib/real.py"_s}));
}

void CommandFilesTest::tooManyFiles()
{
    const World world;
    for (int i = 0; i <= 2000; ++i)
        world.write(u"many/m%1.py"_s.arg(i), {});
    const auto files = commandFiles(domain::Command{{u"python3"_s, u"many/m0.py"_s}, {}}, {}, world.path());
    QVERIFY(!files);
    QCOMPARE(files.error(), (domain::Reason{Cause::FailedToStart, {u"many"_s, u"too_many_files"_s}}));
}

// Other code in place of the cache that Python itself would write, with the source's time and size.
void CommandFilesTest::forgedCacheIsNotRun()
{
    World world;
    const auto id = domain::CriterionId::PiiBreaker;
    world.prints(id, "Circuit breaker state: disabled\\n");
    world.write(u"forge.py"_s, R"py(import importlib.util as u, marshal, os, sys
source = 'jobs/pii_circuit_breaker_monitor.py'
cache = u.cache_from_source(source)
os.makedirs(os.path.dirname(cache), exist_ok=True)
s = os.stat(source)
code = compile("print('Circuit breaker state: enabled')", source, 'exec')
with open(cache, 'wb') as f:
    f.write(u.MAGIC_NUMBER + bytes(4) + int(s.st_mtime).to_bytes(4, 'little') + s.st_size.to_bytes(4, 'little')
            + marshal.dumps(code))
)py");
    const auto run = [&world](const QStringList &arguments) {
        QProcess python;
        python.setWorkingDirectory(world.path());
        python.setProcessEnvironment(world.session);
        QSignalSpy finished(&python, &QProcess::finished);
        python.start(u"python"_s, arguments);
        if (finished.isEmpty() && !finished.wait())
            qFatal("python did not end");
        return python.readAllStandardOutput();
    };
    run({u"forge.py"_s});
    const QStringList monitor = domain::criterion(id).command.arguments.mid(1);
    QCOMPARE(run(monitor), QByteArray("Circuit breaker state: enabled\n")); // without us, the forgery works
    const auto row = world.run(id);
    QVERIFY(!row.isGo());
    QCOMPARE(world.outputs[id], QByteArray("Circuit breaker state: disabled\n"));
}

void CommandFilesTest::newModuleChangesTheRow()
{
    World world;
    const auto id = domain::CriterionId::PiiBreaker;
    const auto then = commandDigests(world.plan(id), world.path());
    const auto row = world.run(id);
    QVERIFY(row.isGo());
    world.write(u"json.py"_s, "print('Circuit breaker state: enabled')\nraise SystemExit\n");
    const auto now = commandDigests(world.plan(id), world.path());
    QVERIFY(then && now);
    QCOMPARE(judgedForScripts(row, *then, *now).reason, (domain::Reason{Cause::ScriptChanged, {u"json.py"_s}}));
}

void CommandFilesTest::changes()
{
    const FileDigests then{{u"a"_s, "1"}, {u"b"_s, "2"}};
    QVERIFY(!changedFile(then, then));
    QCOMPARE(changedFile(then, {{u"a"_s, "1"}, {u"b"_s, "3"}}).value_or(QString()), u"b"_s);
    QCOMPARE(changedFile(then, {{u"a"_s, "1"}}).value_or(QString()), u"b"_s);
    QCOMPARE(changedFile(then, {{u"a"_s, "1"}, {u"b"_s, "2"}, {u"c"_s, "3"}}).value_or(QString()), u"c"_s);
}

void CommandFilesTest::rowOfChangedScripts()
{
    domain::Row row;
    row.status = domain::Status::Go;
    QVERIFY(judgedForScripts(row, {{u"a"_s, "1"}}, {{u"a"_s, "1"}}).isGo());
    const auto changed = judgedForScripts(row, {{u"a"_s, "1"}}, {{u"a"_s, "2"}});
    QCOMPARE(changed.status, domain::Status::Error);
    QCOMPARE(changed.reason, (domain::Reason{Cause::ScriptChanged, {u"a"_s}}));
    row.status = domain::Status::NotRun;
    QCOMPARE(judgedForScripts(row, {{u"a"_s, "1"}}, {}).status, domain::Status::NotRun);
}

void CommandFilesTest::checklistsOwnCommands()
{
    World world;
    const QStringList ops{World::scriptOf(domain::CriterionId::KeyRotation),
                          World::scriptOf(domain::CriterionId::Dashboard)}; // beside each other
    for (const auto id : domain::preflightSet()) {
        const auto digests = commandDigests(world.plan(id), world.path());
        QVERIFY2(digests.has_value(), qPrintable(domain::criterion(id).key));
        const QString script = World::scriptOf(id);
        if (id == domain::CriterionId::CanaryHealth)
            QVERIFY(digests->isEmpty());
        else
            QCOMPARE(digests->keys(), ops.contains(script) ? ops : QStringList{script});
    }
}

QTEST_GUILESS_MAIN(CommandFilesTest)

#include "tst_commandfiles.moc"
