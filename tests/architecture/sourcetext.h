// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises the project's files as text, and what is wrong in them as a list that a failing test can print whole.
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace cutover::tests {

struct SourceText
{
    QString path; // relative to the repository
    QString text;
};

struct Violation
{
    QString path;
    int line = 0;
    QString what;
};

inline QDir repository()
{
    return QDir(QStringLiteral(CUTOVER_SOURCE_DIR));
}

inline QList<SourceText> sourceTexts(const QString &folder, const QStringList &patterns)
{
    QList<SourceText> texts;
    QDirIterator files(repository().filePath(folder), patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            texts.append({repository().relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())});
    }
    return texts;
}

inline QList<SourceText> programTexts()
{
    return sourceTexts(QStringLiteral("src"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")});
}

// Blank in place of comments, so that line numbers stay and a comment may name what code may not. (No raw string here:
// moc takes the slashes in it for a comment.)
inline QString withoutComments(QString text)
{
    static const QRegularExpression comment(QStringLiteral("(?<!:)/(/[^\\n]*|\\*.*?\\*/)"),
                                            QRegularExpression::DotMatchesEverythingOption);
    for (auto match = comment.match(text); match.hasMatch(); match = comment.match(text, match.capturedStart())) {
        const auto lines = match.captured().count(u'\n');
        text.replace(match.capturedStart(), match.capturedLength(), QString(lines, u'\n'));
    }
    return text;
}

inline QList<Violation> linesMatching(const SourceText &source, const QRegularExpression &forbidden, const QString &why)
{
    QList<Violation> found;
    const QStringList lines = withoutComments(source.text).split(u'\n');
    for (int number = 0; number < lines.size(); ++number) {
        const auto match = forbidden.match(lines.at(number));
        if (match.hasMatch())
            found.append({source.path, number + 1, match.captured().trimmed() + QStringLiteral(": ") + why});
    }
    return found;
}

inline QByteArray report(const QList<Violation> &violations)
{
    QStringList lines;
    for (const Violation &violation : violations)
        lines.append(QStringLiteral("%1:%2: %3").arg(violation.path).arg(violation.line).arg(violation.what));
    return QByteArray("\n") + lines.join(u'\n').toUtf8();
}

} // namespace cutover::tests
