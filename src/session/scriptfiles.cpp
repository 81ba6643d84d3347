// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/scriptfiles.h"

#include "checks/commandfiles.h"
#include "checks/workspacefile.h"
#include "crypto/digest.h"
#include "session/composer.h"

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::BoundFile;

namespace {

constexpr qint64 largestScript = 4 * 1024 * 1024;

/// What the ledger says of files: the last rehearsal and the last decision.
struct Bound
{
    std::optional<domain::Rehearsal> rehearsal;
    std::optional<domain::Statement> statement;
    QDateTime signedAt;
};

Bound boundBy(const ledger::Ledger &ledger, const QList<ledger::Entry> &entries)
{
    const auto records = foldRecords(entries);
    Bound bound{records.rehearsal, statementOf(records.lastDecision, ledger), {}};
    if (records.lastDecision)
        bound.signedAt = records.lastDecision->at;
    return bound;
}

/// Whichever bound it later.
void fillThen(ScriptFile &file, const Bound &bound, const ledger::Ledger &ledger)
{
    if (bound.statement) {
        for (const auto &known : bound.statement->files) {
            if (!isCommandFile(known) || known.path != file.path)
                continue;
            file.since = ScriptFile::Since::Decision;
            file.at = bound.signedAt;
            file.thenSha256 = known.sha256;
        }
    }
    const bool isLater = bound.rehearsal && (!file.at.isValid() || bound.rehearsal->endedAt > file.at);
    if (isLater && bound.rehearsal->production.contains(file.path)) {
        file.since = ScriptFile::Since::Rehearsal;
        file.at = bound.rehearsal->endedAt;
        file.thenSha256 = bound.rehearsal->production.value(file.path);
    }
    if (file.thenSha256.isEmpty())
        return;
    if (const auto bytes = ledger.blob(file.thenSha256))
        file.then = *bytes;
    else if (file.now && crypto::sha256(*file.now) == file.thenSha256)
        file.then = file.now;
}

tl::expected<QStringList, domain::Reason> pathsOf(domain::CriterionId id, const domain::Profile &profile,
                                                  const QString &workspace)
{
    QList<std::pair<domain::Command, QStringList>> commands;
    if (id != domain::CriterionId::Baselines) {
        const auto &plan = profile.plan(id);
        if (plan.source == domain::CheckSource::Command)
            commands.append({plan.command, plan.inputs});
        else if (id == domain::CriterionId::DrRecovery)
            commands.append({{profile.probes.recovery.restore, {}}, plan.inputs});
    }
    if (id == domain::CriterionId::Rehearsal)
        commands += {{profile.stageCommand, {}}, {profile.abortCommand, {}}};
    QStringList paths;
    for (const auto &[command, inputs] : commands) {
        if (command.isEmpty())
            continue;
        const auto files = checks::commandFiles(command, inputs, workspace);
        if (!files)
            return tl::unexpected(files.error());
        paths += *files;
    }
    paths.removeDuplicates();
    return paths;
}

} // namespace

bool ScriptFile::isChanged() const
{
    return since != Since::Nothing && (!now || crypto::sha256(*now) != thenSha256);
}

Result<QList<ScriptFile>> scriptFiles(domain::CriterionId id, const domain::Profile &profile, const QString &workspace,
                                      const ledger::Ledger &ledger)
{
    const auto entries = ledger.entries();
    const auto paths = pathsOf(id, profile, workspace);
    if (!paths)
        return tl::unexpected(Failure{Failure::Kind::File, u"script_missing"_s, paths.error().data, {}});
    const auto bound = boundBy(ledger, entries.value_or(QList<ledger::Entry>()));
    QList<ScriptFile> files;
    for (const auto &path : *paths) {
        ScriptFile file;
        file.path = path;
        if (const auto bytes = checks::readInWorkspace(path, workspace, largestScript))
            file.now = *bytes;
        fillThen(file, bound, ledger);
        files.append(file);
    }
    return files;
}

} // namespace cutover::session
