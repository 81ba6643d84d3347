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

constexpr qsizetype maxFilesOfAFolder = 2000;

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
            takeScript(input);
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

FileFinder::Expect FileFinder::afterOption(const QString &option) const
{
    if (option == "-"_L1)
        return Expect::Argument; // the script comes from standard input
    const bool isLong = option.startsWith("--"_L1);
    if (isShell(m_interpreter) && !isLong) {
        if (option.endsWith(u'o') || option.endsWith(u'O'))
            return Expect::OptionValue; // -o pipefail, -euo pipefail
        return option.contains(u'c') ? Expect::ShellCode : Expect::Script;
    }
    if (option == "-c"_L1 || option == "-e"_L1)
        return Expect::ForeignCode;
    if (isPython(m_interpreter) && option == "-m"_L1)
        return Expect::Module;
    if (isPython(m_interpreter) && (option == "-W"_L1 || option == "-X"_L1))
        return Expect::OptionValue;
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
        takeFolder(path, {u"*.py"_s});
    else if (!path.startsWith(u'/'))
        takeData(path);
}

void FileFinder::takeScript(const QString &script)
{
    const auto path = resolve(script);
    if (!path) {
        refuse(path.error());
        return;
    }
    if (QFileInfo(m_workspace + u'/' + *path).isDir())
        takeScript(script + u"/__main__.py"_s);
    else
        m_files.insert(*path);
}

void FileFinder::takeModule(const QString &module)
{
    const QStringList parts = module.split(u'.');
    const QString path = parts.join(u'/');
    const auto exists = [this](const QString &file) { return QFileInfo::exists(absolutePath(file)); };
    // A module of nobody's in the workspace is one that is installed, or that Python itself will miss.
    if (!exists(parts.first()) && !exists(parts.first() + u".py"_s)) {
        m_runsTests = isTestRunner(module);
        return;
    }
    for (qsizetype i = 1; i <= parts.size(); ++i)
        if (const QString init = parts.mid(0, i).join(u'/') + u"/__init__.py"_s; exists(init))
            takeScript(init);
    takeScript(exists(path + u"/__main__.py"_s) ? path + u"/__main__.py"_s : path + u".py"_s);
}

void FileFinder::takeFolder(const QString &path, const QStringList &patterns)
{
    const auto folder = resolve(path);
    if (!folder) {
        refuse(folder.error());
        return;
    }
    QDirIterator files(m_workspace + u'/' + *folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    for (qsizetype i = 0; files.hasNext() && i < maxFilesOfAFolder; ++i)
        if (const QString file = files.next(); !file.contains("/__pycache__/"_L1))
            takeScript(file);
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

void FileFinder::refuse(const Reason &reason)
{
    if (!m_fault)
        m_fault = reason;
}

} // namespace cutover::checks
