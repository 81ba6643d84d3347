// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The entry scripts keep their word: a session of its own with an unlocked keyring, the command's exit code, nothing
// left behind, and a sentence with a way on where they cannot go on.
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace Qt::StringLiterals;

class ScriptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyScriptParses_data();
    void everyScriptParses();
    void sessionPassesOutputAndExitCode();
    void sessionHidesTheUsersFolders();
    void sessionHasAnUnlockedKeyring();
    void sessionKeepsItsKeyringBetweenRuns();
    void sessionLacksNoRuntimeFolder();
    void sessionEndsAllOnASignal();
    void sessionEndsAllWhenEverySignalComesAtOnce();
    void runWithoutDisplaySaysHowToGoOn();
    void runExplainsItself();
};

namespace {

QString script(const QString &name)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/packaging/") + name;
}

struct Outcome
{
    int exitCode = -1;
    QString output;
    QString errors;
};

Outcome outcomeOf(QProcess &process)
{
    // Starting Xvfb, a bus and a keyring takes half a second; a busy machine may need many.
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Outcome run(const QString &name, const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(script(name), arguments);
    return outcomeOf(process);
}

Outcome run(const QString &name, const QStringList &arguments)
{
    return run(name, arguments, QProcessEnvironment::systemEnvironment());
}

const QString s_keyringIsUnlocked =
    u". \"$0\" && keyring_unlocked && [ \"$(default_keyring)\" = /org/freedesktop/secrets/collection/login ]"_s;

} // namespace

void ScriptsTest::initTestCase()
{
    for (const QString &program : {u"Xvfb"_s, u"dbus-run-session"_s, u"gnome-keyring-daemon"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP(qPrintable(program + u" is not installed; packaging/test installs it"_s));
    }
}

void ScriptsTest::everyScriptParses_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"run", "test", "session", "format", "common.sh"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ScriptsTest::everyScriptParses()
{
    QFETCH(QString, name);
    QProcess process;
    process.start(u"bash"_s, {u"-n"_s, script(name)});
    const Outcome outcome = outcomeOf(process);
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
}

void ScriptsTest::sessionPassesOutputAndExitCode()
{
    const Outcome outcome = run(u"session"_s, {u"bash"_s, u"-c"_s, u"echo out; echo err >&2; exit 7"_s});
    QCOMPARE(outcome.exitCode, 7);
    QCOMPARE(outcome.output, u"out\n"_s);
    QCOMPARE(outcome.errors, u"err\n"_s);
}

void ScriptsTest::sessionHidesTheUsersFolders()
{
    const Outcome outcome = run(u"session"_s, {u"bash"_s, u"-c"_s,
                                               u"printf '%s\\n' \"$HOME\" \"$XDG_DATA_HOME\" \"$XDG_CONFIG_HOME\" "
                                               "\"$XDG_STATE_HOME\" \"$XDG_CACHE_HOME\" \"$XDG_RUNTIME_DIR\""_s});
    QCOMPARE(outcome.exitCode, 0);
    const QStringList folders = outcome.output.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(folders.size(), 6);
    for (const QString &folder : folders) {
        QVERIFY2(folder.contains(u"/cutover-session."), qPrintable(folder));
        QVERIFY2(!QFileInfo::exists(folder), qPrintable(folder));
    }
}

void ScriptsTest::sessionHasAnUnlockedKeyring()
{
    const Outcome outcome = run(u"session"_s, {u"bash"_s, u"-c"_s, s_keyringIsUnlocked, script(u"common.sh"_s)});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
}

void ScriptsTest::sessionKeepsItsKeyringBetweenRuns()
{
    QTemporaryDir folder;
    for (int round = 0; round < 2; ++round) {
        const Outcome outcome = run(u"session"_s, {u"--keyring"_s, folder.path(), u"bash"_s, u"-c"_s,
                                                   s_keyringIsUnlocked, script(u"common.sh"_s)});
        QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
        QVERIFY(QFileInfo::exists(folder.filePath(u"keyrings/login.keyring"_s)));
    }
    const auto rights = QFile::permissions(folder.filePath(u"password"_s));
    QVERIFY(!(rights & (QFile::ReadGroup | QFile::ReadOther)));
}

void ScriptsTest::sessionLacksNoRuntimeFolder()
{
    QTemporaryDir folder;
    const QStringList telling{u"--keyring"_s, folder.path(), u"bash"_s, u"-c"_s, u"printf %s \"$XDG_RUNTIME_DIR\""_s};
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
    QCOMPARE(run(u"session"_s, telling, environment).output, folder.path()); // the session's own stays
    environment.remove(u"XDG_RUNTIME_DIR"_s);
    const QString made = run(u"session"_s, telling, environment).output;
    QVERIFY2(made.contains(u"/cutover-session."_s) && !QFileInfo::exists(made), qPrintable(made));
}

void ScriptsTest::sessionEndsAllOnASignal()
{
    QProcess process;
    process.start(script(u"session"_s), {u"bash"_s, u"-c"_s, u"echo $$ $HOME; exec sleep 300"_s});
    QVERIFY(process.waitForReadyRead(60'000));
    const QStringList words = QString::fromUtf8(process.readLine()).simplified().split(u' ');
    QCOMPARE(words.size(), 2);
    const auto child = static_cast<pid_t>(words.first().toInt());
    QCOMPARE(::kill(child, 0), 0);
    process.terminate();
    QCOMPARE(outcomeOf(process).exitCode, 143);
    QCOMPARE(::kill(child, 0), -1);
    QVERIFY2(!QFileInfo::exists(words.last()), qPrintable(words.last()));
}

void ScriptsTest::sessionEndsAllWhenEverySignalComesAtOnce()
{
    QProcess process;
    process.start(script(u"session"_s),
                  {u"bash"_s, u"-c"_s, u". \"$0\"; echo $(bus_pid) $PPID; exec sleep 300"_s, script(u"common.sh"_s)});
    QVERIFY(process.waitForReadyRead(60'000));
    const QStringList words = QString::fromUtf8(process.readLine()).simplified().split(u' ');
    QCOMPARE(words.size(), 2);
    const auto bus = static_cast<pid_t>(words.first().toInt());
    QVERIFY(bus > 1);
    QCOMPARE(::kill(bus, 0), 0);
    // As somebody does who kills by name: outer and inner script get theirs together, the inner one twice.
    ::kill(static_cast<pid_t>(words.last().toInt()), SIGTERM);
    process.terminate();
    QCOMPARE(outcomeOf(process).exitCode, 143);
    QTRY_VERIFY(::kill(bus, 0) == -1);
}

void ScriptsTest::runWithoutDisplaySaysHowToGoOn()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
        environment.remove(name);
    const Outcome outcome = run(u"run"_s, {}, environment);
    QCOMPARE(outcome.exitCode, 69);
    QCOMPARE(outcome.output, QString());
    QVERIFY2(outcome.errors.contains(u"xvfb-run"), qPrintable(outcome.errors));
    QVERIFY2(outcome.errors.contains(u"--shell"), qPrintable(outcome.errors));
}

void ScriptsTest::runExplainsItself()
{
    const Outcome outcome = run(u"run"_s, {u"--help"_s});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.startsWith(u"run [--fresh]"), qPrintable(outcome.output));
    QVERIFY2(outcome.output.contains(u"--fresh lays out another."), qPrintable(outcome.output));
}

QTEST_GUILESS_MAIN(ScriptsTest)

#include "tst_scripts.moc"
