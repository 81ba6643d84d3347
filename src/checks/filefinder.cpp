// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/filefinder.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QRegularExpression>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;

namespace {

constexpr qsizetype maxFiles = 2000;

/// What Python loads by a name: sources, sources compiled beforehand, extensions.
const QStringList &importable()
{
    static const QStringList patterns{u"*.py"_s, u"*.pyc"_s, u"*.so"_s};
    return patterns;
}

bool isShell(const QString &program)
{
    static const QSet<QString> shells{u"bash"_s, u"sh"_s, u"dash"_s, u"zsh"_s, u"ksh"_s};
    return shells.contains(program);
}

bool isPython(const QString &program)
{
    static const QRegularExpression python(uR"(^python[0-9.]*$)"_s);
    return python.match(program).hasMatch();
}

bool isInterpreter(const QString &program)
{
    static const QSet<QString> others{u"perl"_s, u"ruby"_s, u"node"_s};
    return isShell(program) || isPython(program) || others.contains(program);
}

bool isTestRunner(const QString &program)
{
    return program == "pytest"_L1 || program == "py.test"_L1;
}

bool isScriptName(const QString &path)
{
    return path.endsWith(".sh"_L1) || path.endsWith(".py"_L1);
}

/// What may stand before a program: words of the shell's own, programs that run another, their options and durations,
/// assignments.
bool isPrefix(const QString &word)
{
    static const QRegularExpression prefix(
        uR"(^(if|then|elif|else|while|until|do|!|\{|env|exec|command|time|nice|nohup|timeout|stdbuf|-.*|[0-9.]+[smhd]?)$|^\w+=)"_s);
    return prefix.match(word).hasMatch();
}

QString baseName(const QString &path)
{
    return path.section(u'/', -1);
}

bool climbs(const QString &path)
{
    return path.split(u'/').contains(".."_L1);
}

/// Python writes its caches itself, and a child reads none (process::childEnvironment).
bool isCache(const QString &path)
{
    return path.split(u'/').contains("__pycache__"_L1);
}

bool isPackage(const QString &folder)
{
    return !QDir(folder).entryList({u"__init__.*"_s}, QDir::Files).isEmpty();
}

bool namesPython(const QString &script)
{
    constexpr qint64 longestFirstLine = 256;
    QFile file(script);
    if (!QFileInfo(script).isFile() || !file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = file.readLine(longestFirstLine);
    return line.startsWith("#!") && line.contains("python");
}

} // namespace

FileFinder::FileFinder(const QString &workspace)
    : m_workspace(QDir::cleanPath(QDir(workspace).absolutePath()))
    , m_canonicalWorkspace(QFileInfo(workspace).canonicalFilePath())
    , m_folder(m_workspace)
{
}

void FileFinder::takeCommand(const domain::Command &command)
{
    if (!command.shell.isEmpty())
        takeShell(command.shell);
    else if (!command.arguments.isEmpty())
        takeWords(plainWords(command.arguments));
}

void FileFinder::takeInputs(const QStringList &inputs)
{
    m_folder = m_workspace;
    for (const QString &input : inputs) {
        if (QFileInfo(absolutePath(input)).isDir())
            takeFolder(input, {});
        else
            takeFile(input);
    }
}

tl::expected<QStringList, Reason> FileFinder::result() const
{
    if (m_fault)
        return tl::unexpected(*m_fault);
    QStringList files(m_files.cbegin(), m_files.cend());
    files.sort();
    return files;
}

void FileFinder::takeShell(const QString &line)
{
    for (const auto &words : shellCommands(line))
        takeWords(words);
}

void FileFinder::takeWords(const QList<ShellWord> &words)
{
    // Patterns of `[[` and `case` match texts, not files.
    const QString first = words.first().text;
    if (first == "[["_L1 || first == "case"_L1)
        return;
    if (first == "cd"_L1) {
        changeFolder(words);
        return;
    }
    m_interpreter.clear();
    m_runsTests = false;
    m_awaitsProgram = true;
    Expect expected = Expect::Argument;
    for (qsizetype i = 0; i < words.size() && !m_fault; ++i)
        expected = takeWord(words.at(i), expected);
    if (expected == Expect::Script && isPython(m_interpreter))
        takePythonFolder(m_folder); // the script comes from standard input
}

FileFinder::Expect FileFinder::takeWord(const ShellWord &word, Expect expected)
{
    if (!word.glob.isEmpty() && !m_awaitsProgram) {
        takeGlob(word);
        return Expect::Argument;
    }
    switch (expected) {
    case Expect::OptionValue:
        return Expect::Script;
    case Expect::ForeignCode:
        return Expect::Argument;
    case Expect::Module:
        if (!word.isDynamic)
            takeModule(word.text);
        return Expect::Argument;
    case Expect::ShellCode:
        if (!word.isDynamic)
            takeShell(word.text);
        return Expect::Argument;
    case Expect::Script:
        if (word.text.startsWith(u'-') || word.text.startsWith(u'+'))
            return afterOption(word.text);
        if (!word.isDynamic)
            takeScript(word.text);
        return Expect::Argument;
    case Expect::Argument:
        break;
    }
    if (m_awaitsProgram)
        return takeProgram(word);
    if (!word.isDynamic)
        takeArgument(word.text);
    return Expect::Argument;
}

FileFinder::Expect FileFinder::takeProgram(const ShellWord &word)
{
    if (isPrefix(word.text))
        return Expect::Argument;
    m_awaitsProgram = false;
    const QString name = baseName(word.text);
    if (isInterpreter(name)) {
        m_interpreter = name;
        return Expect::Script;
    }
    m_runsTests = isTestRunner(name);
    const bool isHere = word.text.contains(u'/') && (!word.text.startsWith(u'/') || isInside(word.text));
    if (!word.isDynamic && (isHere || isScriptName(word.text)))
        takeScript(word.text);
    return Expect::Argument;
}

FileFinder::Expect FileFinder::afterOption(const QString &option)
{
    const bool isLong = option.startsWith("--"_L1);
    if (isPython(m_interpreter) && !isLong)
        return afterPythonOption(option);
    if (option == "-"_L1)
        return Expect::Argument; // the script comes from standard input
    if (isShell(m_interpreter) && !isLong) {
        if (option.endsWith(u'o') || option.endsWith(u'O'))
            return Expect::OptionValue; // -o pipefail, -euo pipefail
        return option.contains(u'c') ? Expect::ShellCode : Expect::Script;
    }
    return option == "-c"_L1 || option == "-e"_L1 ? Expect::ForeignCode : Expect::Script;
}

FileFinder::Expect FileFinder::afterPythonOption(const QString &option)
{
    if (option == "-"_L1) { // the script comes from standard input
        takePythonFolder(m_folder);
        return Expect::Argument;
    }
    for (qsizetype i = 1; i < option.size(); ++i) {
        const QChar letter = option.at(i);
        const QString value = option.mid(i + 1); // -mjobs.x is -m jobs.x
        if (letter == u'c') {
            takePythonFolder(m_folder);
            return value.isEmpty() ? Expect::ForeignCode : Expect::Argument;
        }
        if (letter == u'm' && !value.isEmpty())
            takeModule(value);
        if (letter == u'm')
            return value.isEmpty() ? Expect::Module : Expect::Argument;
        if (letter == u'W' || letter == u'X')
            return value.isEmpty() ? Expect::OptionValue : Expect::Script;
    }
    return Expect::Script;
}

void FileFinder::takeArgument(const QString &argument)
{
    if (argument.startsWith(u'-') || argument.contains("://"_L1))
        return;
    const QString path = m_runsTests ? argument.section(u"::"_s, 0, 0) : argument;
    if (isScriptName(path))
        takeScript(path);
    else if (m_runsTests && QFileInfo(absolutePath(path)).isDir())
        takeFolder(path, importable());
    else if (!path.startsWith(u'/'))
        takeData(path);
}

void FileFinder::takeScript(const QString &script)
{
    const auto path = takeFile(script);
    if (!path)
        return;
    const QString file = m_workspace + u'/' + *path;
    if (!isPython(m_interpreter) && !path->endsWith(".py"_L1) && !namesPython(file))
        return;
    // Python looks beside the script itself, not beside a link to it.
    takePythonFolder(QFileInfo(file).absolutePath());
    takePythonFolder(QFileInfo(QFileInfo(file).canonicalFilePath()).absolutePath());
}

std::optional<QString> FileFinder::takeFile(const QString &path)
{
    const auto resolved = resolve(path);
    if (!resolved) {
        refuse(resolved.error());
        return std::nullopt;
    }
    if (QFileInfo(m_workspace + u'/' + *resolved).isDir())
        return takeFile(path + u"/__main__.py"_s);
    bind(*resolved);
    return *resolved;
}

void FileFinder::takeModule(const QString &module)
{
    takePythonFolder(m_folder);
    const QStringList parts = module.split(u'.');
    const QString path = parts.join(u'/');
    const auto exists = [this](const QString &file) { return QFileInfo::exists(absolutePath(file)); };
    // A module of nobody's in the workspace is one that is installed, or that Python itself will miss.
    if (!exists(parts.first()) && !exists(parts.first() + u".py"_s)) {
        m_runsTests = isTestRunner(module);
        return;
    }
    if (exists(parts.first()))
        takeImportable(absolutePath(parts.first()), Depth::Whole); // a package need not say that it is one
    takeFile(exists(path + u"/__main__.py"_s) ? path + u"/__main__.py"_s : path + u".py"_s);
}

void FileFinder::takePythonFolder(const QString &folder)
{
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    if (canonical.isEmpty() || m_pythonFolders.contains(folder))
        return; // nothing can run in a folder that is not there
    m_pythonFolders.insert(folder);
    if (!isInside(QDir::cleanPath(folder)) || !isInside(canonical)) {
        refuse({Cause::PathOutside, {folder}});
        return;
    }
    takeImportable(folder, Depth::Flat);
    QDirIterator folders(folder, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext() && !m_fault)
        if (const QString package = folders.next(); isPackage(package))
            takeImportable(package, Depth::Whole);
}

void FileFinder::takeImportable(const QString &folder, Depth depth)
{
    const auto flags = depth == Depth::Whole ? QDirIterator::Subdirectories | QDirIterator::FollowSymlinks
                                             : QDirIterator::IteratorFlags(QDirIterator::NoIteratorFlags);
    QDirIterator files(folder, importable(), QDir::Files, flags);
    // By the name that Python finds, wherever a link leads: a new link is a new file then, like any other.
    while (files.hasNext() && !m_fault)
        if (const QString path = relativePath(QDir::cleanPath(files.next())); !isCache(path))
            bind(path);
}

void FileFinder::takeFolder(const QString &path, const QStringList &patterns)
{
    const auto folder = resolve(path);
    if (!folder) {
        refuse(folder.error());
        return;
    }
    QDirIterator files(m_workspace + u'/' + *folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext() && !m_fault)
        if (const QString file = files.next(); !isCache(relativePath(file)))
            takeFile(file);
}

void FileFinder::takeGlob(const ShellWord &word)
{
    for (const QString &pattern : expandBraces(word.glob)) {
        const QStringList paths = globPaths(pattern, m_folder);
        if (paths.isEmpty())
            refuse({Cause::GlobUnmatched, {word.text}});
        for (const QString &path : paths)
            takeArgument(path);
    }
}

void FileFinder::takeData(const QString &path)
{
    // A word that names nothing is no path, unless it climbs.
    if (!climbs(path) && !QFileInfo::exists(absolutePath(path)))
        return;
    const auto resolved = resolve(path);
    if (!resolved && resolved.error().cause == Cause::PathOutside)
        refuse(resolved.error());
}

void FileFinder::changeFolder(const QList<ShellWord> &words)
{
    if (words.size() == 2 && !words.at(1).isDynamic)
        m_folder = QDir::cleanPath(absolutePath(words.at(1).text));
}

tl::expected<QString, Reason> FileFinder::resolve(const QString &path) const
{
    const QString absolute = absolutePath(path);
    const QString cleaned = QDir::cleanPath(absolute);
    const Reason outside{Cause::PathOutside, {path}};
    // The nearest ancestor that exists tells whether a missing file would lie inside.
    QString existing = absolute;
    while (!QFileInfo::exists(existing) && existing.contains(u'/'))
        existing = existing.section(u'/', 0, -2);
    const QString canonical = QFileInfo(existing).canonicalFilePath();
    if (!isInside(cleaned) || !isInside(canonical))
        return tl::unexpected(outside);
    if (existing != absolute)
        return tl::unexpected(Reason{Cause::ScriptMissing, {relativePath(cleaned)}});
    // «link/../x» is not «x» to the system: only its own answer tells which file that is.
    return relativePath(climbs(path) ? canonical : cleaned);
}

QString FileFinder::relativePath(const QString &absolute) const
{
    const bool isAsNamed = absolute == m_workspace || absolute.startsWith(m_workspace + u'/');
    return QDir(isAsNamed ? m_workspace : m_canonicalWorkspace).relativeFilePath(absolute);
}

bool FileFinder::isInside(const QString &absolute) const
{
    const auto isBelow = [&absolute](const QString &folder) {
        return !folder.isEmpty() && (absolute == folder || absolute.startsWith(folder + u'/'));
    };
    return isBelow(m_workspace) || isBelow(m_canonicalWorkspace);
}

QString FileFinder::absolutePath(const QString &path) const
{
    return path.startsWith(u'/') ? path : m_folder + u'/' + path;
}

void FileFinder::bind(const QString &path)
{
    m_files.insert(path);
    if (m_files.size() > maxFiles)
        refuse({Cause::FailedToStart, {path.contains(u'/') ? path.section(u'/', 0, -2) : u"."_s, u"too_many_files"_s}});
}

void FileFinder::refuse(const Reason &reason)
{
    if (!m_fault)
        m_fault = reason;
}

} // namespace cutover::checks
