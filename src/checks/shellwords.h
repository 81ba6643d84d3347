// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace cutover::checks {

/// One word of a command, as bash would see it before expansions.
struct ShellWord
{
    QString text;           ///< without its quotes
    bool isDynamic = false; ///< holds a variable or a command substitution: unknown beforehand
    QString glob;           ///< the pattern, quoted characters escaped by '\'; empty unless the word is one
};

/// The simple commands of a line for bash, each as its words; redirections' targets are words too. Only as much of the
/// grammar as is needed to find files: what it cannot tell is dynamic. Pure.
[[nodiscard]] QList<QList<ShellWord>> shellCommands(const QString &line);

/// An argument vector as one such command: nothing is expanded in it.
[[nodiscard]] QList<ShellWord> plainWords(const QStringList &arguments);

/// A glob pattern's alternatives after brace expansion: "a.{x,y}" is "a.x" and "a.y".
[[nodiscard]] QStringList expandBraces(const QString &pattern);

/// The paths that bash would put in place of the pattern, as it would write them (no hidden names by a leading *);
/// empty where it would leave the pattern as it stands. Relative to `folder`. Blocks for looking.
[[nodiscard]] QStringList globPaths(const QString &pattern, const QString &folder);

} // namespace cutover::checks
