// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/commandfiles.h"

#include "checks/filefinder.h"
#include "crypto/digest.h"

#include <QDir>

namespace cutover::checks {

using domain::Cause;
using domain::Reason;

tl::expected<QStringList, Reason> commandFiles(const domain::Command &command, const QStringList &inputs,
                                               const QString &workspace)
{
    FileFinder finder(workspace);
    finder.takeCommand(command);
    finder.takeInputs(inputs);
    return finder.result();
}

tl::expected<QStringList, Reason> commandFiles(const domain::CriterionPlan &plan, const QString &workspace)
{
    return commandFiles(plan.command, plan.inputs, workspace);
}

tl::expected<FileDigests, Reason> digestFiles(const QStringList &files, const QString &workspace)
{
    FileDigests digests;
    for (const QString &file : files) {
        const auto digest = crypto::sha256File(QDir(workspace).filePath(file));
        if (!digest)
            return tl::unexpected(Reason{Cause::ScriptMissing, {file}});
        digests.insert(file, *digest);
    }
    return digests;
}

tl::expected<FileDigests, Reason> commandDigests(const domain::CriterionPlan &plan, const QString &workspace)
{
    return commandFiles(plan, workspace).and_then([&](const QStringList &files) {
        return digestFiles(files, workspace);
    });
}

std::optional<QString> changedFile(const FileDigests &then, const FileDigests &now)
{
    for (auto it = then.cbegin(); it != then.cend(); ++it)
        if (now.value(it.key()) != it.value())
            return it.key();
    for (auto it = now.cbegin(); it != now.cend(); ++it)
        if (!then.contains(it.key()))
            return it.key();
    return std::nullopt;
}

domain::Row judgedForScripts(domain::Row row, const FileDigests &then, const FileDigests &now)
{
    const bool hasRun = row.status != domain::Status::NotRun && row.status != domain::Status::Running;
    const auto changed = changedFile(then, now);
    if (hasRun && changed) {
        row.status = domain::Status::Error;
        row.reason = {Cause::ScriptChanged, {*changed}};
    }
    return row;
}

} // namespace cutover::checks
