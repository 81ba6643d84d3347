// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/shellwords.h"
#include "domain/criterion.h"
#include "domain/row.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <optional>

namespace cutover::checks {

/// Collects the workspace's files that commands run; the first thing that forbids a command ends the search.
/// The rules stand at commandFiles(). Blocks for looking at the files; single use.
class FileFinder
{
public:
    explicit FileFinder(const QString &workspace);

    void takeCommand(const domain::Command &command);
    void takeInputs(const QStringList &inputs);
    [[nodiscard]] tl::expected<QStringList, domain::Reason> result() const;

private:
    enum class Expect { Argument, Script, Module, ShellCode, OptionValue, ForeignCode };
    enum class Depth { Flat, Whole };

    void takeShell(const QString &line);
    void takeWords(const QList<ShellWord> &words);
    [[nodiscard]] Expect takeWord(const ShellWord &word, Expect expected);
    [[nodiscard]] Expect takeProgram(const ShellWord &word);
    [[nodiscard]] Expect afterOption(const QString &option);
    [[nodiscard]] Expect afterPythonOption(const QString &option);
    void takeArgument(const QString &argument);
    void takeScript(const QString &script);
    std::optional<QString> takeFile(const QString &path); ///< relative to the workspace; nothing if refused
    void takeModule(const QString &module);
    /// sys.path[0]: what stands there hides an installed module of the same name.
    void takePythonFolder(const QString &folder);
    void takeImportable(const QString &folder, Depth depth);
    void takeFolder(const QString &path, const QStringList &patterns);
    void takeGlob(const ShellWord &word);
    void takeData(const QString &path);
    void changeFolder(const QList<ShellWord> &words);

    /// Where a path leads, relative to the workspace; ScriptMissing or PathOutside.
    [[nodiscard]] tl::expected<QString, domain::Reason> resolve(const QString &path) const;
    [[nodiscard]] bool isInside(const QString &absolute) const;
    [[nodiscard]] QString relativePath(const QString &absolute) const;
    [[nodiscard]] QString absolutePath(const QString &path) const;
    void bind(const QString &path);
    void refuse(const domain::Reason &reason);

    QString m_workspace;
    QString m_canonicalWorkspace;
    QString m_folder; ///< absolute; the workspace until a `cd`
    QString m_interpreter;
    bool m_awaitsProgram = true;
    bool m_runsTests = false;
    QSet<QString> m_files;
    QSet<QString> m_pythonFolders; ///< absolute; looked through already
    std::optional<domain::Reason> m_fault;
};

} // namespace cutover::checks
