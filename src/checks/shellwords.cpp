// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/shellwords.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <filesystem>
#include <system_error>

namespace cutover::checks {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int maxAlternatives = 64;

/// Splits one line. A value for one use: it walks over the text once.
class Splitter
{
public:
    explicit Splitter(const QString &line)
        : m_line(line)
    {
    }

    QList<QList<ShellWord>> split()
    {
        while (m_at < m_line.size())
            step(m_line.at(m_at));
        endCommand();
        return m_commands;
    }

private:
    void step(QChar c)
    {
        if (c == u'\'')
            takeSingleQuoted();
        else if (c == u'"')
            takeDoubleQuoted();
        else if (c == u'\\')
            takeEscaped();
        else if (c == u'#' && !m_hasWord)
            skipComment();
        else if (c == u' ' || c == u'\t')
            endWord();
        else if (u"|&;\n()"_s.contains(c))
            endCommand();
        else if (c == u'<' || c == u'>')
            endRedirection();
        else
            takePlain(c);
        ++m_at;
    }

    void takeSingleQuoted()
    {
        m_hasWord = true;
        for (++m_at; m_at < m_line.size() && m_line.at(m_at) != u'\''; ++m_at)
            append(m_line.at(m_at), true);
    }

    void takeDoubleQuoted()
    {
        m_hasWord = true;
        for (++m_at; m_at < m_line.size() && m_line.at(m_at) != u'"'; ++m_at) {
            if (m_line.at(m_at) == u'\\' && m_at + 1 < m_line.size())
                ++m_at;
            else
                noteExpansion(m_line.at(m_at));
            append(m_line.at(m_at), true);
        }
    }

    void takeEscaped()
    {
        if (++m_at >= m_line.size() || m_line.at(m_at) == u'\n')
            return;
        m_hasWord = true;
        append(m_line.at(m_at), true);
    }

    void takePlain(QChar c)
    {
        m_hasWord = true;
        noteExpansion(c);
        m_isGlob = m_isGlob || c == u'*' || c == u'?' || (c == u']' && m_word.text.contains(u'['));
        append(c, false);
    }

    void skipComment()
    {
        while (m_at + 1 < m_line.size() && m_line.at(m_at + 1) != u'\n')
            ++m_at;
    }

    void noteExpansion(QChar c) { m_word.isDynamic = m_word.isDynamic || c == u'$' || c == u'`'; }

    void append(QChar c, bool isQuoted)
    {
        m_word.text.append(c);
        if (isQuoted && u"*?[]{},\\"_s.contains(c))
            m_pattern.append(u'\\');
        m_pattern.append(c);
    }

    void endRedirection()
    {
        // "2>file": the number is no word of the command.
        bool isNumber = false;
        m_word.text.toInt(&isNumber);
        if (isNumber)
            clearWord();
        endWord();
        if (m_at + 1 < m_line.size() && m_line.at(m_at + 1) == u'&')
            ++m_at;
    }

    void endWord()
    {
        if (m_hasWord) {
            if (m_isGlob && !m_word.isDynamic)
                m_word.glob = m_pattern;
            m_words.append(m_word);
        }
        clearWord();
    }

    void clearWord()
    {
        m_word = {};
        m_pattern.clear();
        m_hasWord = false;
        m_isGlob = false;
    }

    void endCommand()
    {
        endWord();
        if (!m_words.isEmpty())
            m_commands.append(m_words);
        m_words.clear();
    }

    const QString &m_line;
    qsizetype m_at = 0;
    ShellWord m_word;
    QString m_pattern;
    bool m_hasWord = false;
    bool m_isGlob = false;
    QList<ShellWord> m_words;
    QList<QList<ShellWord>> m_commands;
};

QRegularExpression segmentExpression(const QString &segment)
{
    QString expression;
    bool isInClass = false;
    for (qsizetype i = 0; i < segment.size(); ++i) {
        const QChar c = segment.at(i);
        if (c == u'\\' && i + 1 < segment.size())
            expression += QRegularExpression::escape(QString(segment.at(++i)));
        else if (isInClass)
            expression += c == u'!' && segment.at(i - 1) == u'[' ? QString(u'^') : QString(c);
        else if (c == u'*')
            expression += u".*"_s;
        else if (c == u'?')
            expression += u'.';
        else
            expression += c == u'[' ? QString(c) : QRegularExpression::escape(QString(c));
        isInClass = (isInClass || c == u'[') && c != u']';
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption);
}

/// As bash lists them. Qt leaves out a name that is not UTF-8, and with it what might be unsigned: here it stands with
/// U+FFFD, by which no file is found.
QStringList namesIn(const QString &folder, bool foldersAlone)
{
    QStringList names;
    std::error_code error;
    for (fs::directory_iterator entry(QFile::encodeName(folder).toStdString(), error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        if (!foldersAlone || entry->is_directory(ignored))
            names.append(QFile::decodeName(QByteArray::fromStdString(entry->path().filename().native())));
    }
    names.sort();
    return names;
}

/// Walks down the pattern's segments; `path` is what has been matched so far, as bash writes it.
void collectBelow(const QStringList &segments, qsizetype at, const QString &path, const QDir &root, QStringList &found)
{
    if (at == segments.size()) {
        found.append(path);
        return;
    }
    const QString &segment = segments.at(at);
    const auto below = [&](const QString &name) { return at == 0 ? name : path + u'/' + name; };
    if (segment.isEmpty() || segment == "."_L1 || segment == ".."_L1) {
        collectBelow(segments, at + 1, below(segment), root, found);
        return;
    }
    const bool isLast = at + 1 == segments.size();
    const bool wantsHidden = segment.startsWith(u'.');
    const auto expression = segmentExpression(segment);
    const QString folder = at == 0 ? root.path() : (path.isEmpty() ? u"/"_s : root.filePath(path));
    for (const QString &name : namesIn(folder, !isLast))
        if ((wantsHidden || !name.startsWith(u'.')) && expression.match(name).hasMatch())
            collectBelow(segments, at + 1, below(name), root, found);
}

} // namespace

QList<QList<ShellWord>> shellCommands(const QString &line)
{
    return Splitter(line).split();
}

QList<ShellWord> plainWords(const QStringList &arguments)
{
    QList<ShellWord> words;
    for (const QString &argument : arguments)
        words.append({argument, false, {}});
    return words;
}

QStringList expandBraces(const QString &pattern)
{
    static const QRegularExpression group(uR"((?<!\\)\{([^{}\\]*,[^{}\\]*)(?<!\\)\})"_s);
    QStringList open{pattern};
    QStringList expanded;
    while (!open.isEmpty() && expanded.size() + open.size() < maxAlternatives) {
        const QString next = open.takeFirst();
        const auto match = group.match(next);
        if (!match.hasMatch()) {
            expanded.append(next);
            continue;
        }
        for (const QString &alternative : match.captured(1).split(u','))
            open.append(next.left(match.capturedStart()) + alternative + next.mid(match.capturedEnd()));
    }
    return expanded + open;
}

QStringList globPaths(const QString &pattern, const QString &folder)
{
    QStringList found;
    collectBelow(pattern.split(u'/'), 0, {}, QDir(folder), found);
    return found;
}

} // namespace cutover::checks
