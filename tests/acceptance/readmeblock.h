// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QFile>

namespace cutover::test {

inline QByteArray readme()
{
    QFile file(QStringLiteral(CUTOVER_SOURCE_DIR "/README.md"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The fenced block below `<!-- NAME -->`; empty where there is none.
inline QByteArray readmeBlock(const QByteArray &name, const QByteArray &language)
{
    const QByteArray text = readme();
    const QByteArray opening = "<!-- " + name + " -->\n```" + language + '\n';
    const auto at = text.indexOf(opening);
    if (at < 0)
        return {};
    const auto begin = at + opening.size();
    return text.mid(begin, text.indexOf("```\n", begin) - begin);
}

/// Every line of the README's shell blocks that begins with cutoverctl, continued lines joined.
inline QByteArrayList readmeCommands()
{
    QByteArrayList commands;
    bool isShell = false;
    for (const auto &line : readme().replace("\\\n", " ").split('\n')) {
        if (line.startsWith("```"))
            isShell = line == "```sh";
        else if (isShell && line.trimmed().startsWith("cutoverctl "))
            commands.append(line.trimmed());
    }
    return commands;
}

} // namespace cutover::test
