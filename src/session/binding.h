// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/baselinescheck.h"
#include "domain/decision.h"
#include "formats/profilereader.h"
#include "session/failure.h"
#include "session/records.h"

#include <QByteArray>
#include <QList>
#include <QMap>

#include <optional>

namespace cutover::session {

inline constexpr QStringView profilePath = u"cutover.json";
inline constexpr QStringView evidencePath = u"var/evidence/latest.json";
/// The manifest's place where the profile names no other folder of evidence; else checks::manifestOf.
inline constexpr QStringView manifestPath = u"var/evidence/manifest.dsse.json";

/// Reads the profile of a workspace; a failure names file, pointer and line.
[[nodiscard]] Result<formats::ReadProfile> readWorkspaceProfile(const QString &workspace);

/// Files and their bytes that a decision binds, read in one go. Blocks for the reading: never on the interface thread.
struct Binding
{
    QList<domain::BoundFile> files;
    QList<QByteArray> bytes; ///< of `files`, in the same order; outputs are in the ledger's store already and have none
};

/// The last evidence of a server, bound in place of the evidence file.
struct ServedEvidence
{
    QString name;
    QByteArray bytes;
};

/// Everything but the raw outputs: profile, evidence, manifest and what it seals, baselines, signers, and the files of
/// every command that the cutover will run. Fails where a command's file is missing or lies outside, and with
/// `sealed_outside`, manifest and subject where a manifest lists a file outside the workspace.
[[nodiscard]] Result<Binding> bindWorkspace(const QString &workspace, const formats::ReadProfile &profile,
                                            const checks::BaselineReading &baselines,
                                            const std::optional<ServedEvidence> &served = {});

/// A file that one of the cutover's commands runs.
struct CommandFile
{
    domain::BoundFile::Role role = domain::BoundFile::Role::Script;
    QString path; ///< in the workspace
};
/// Whether a decision binds such a file because the cutover runs it.
[[nodiscard]] bool isCommandFile(const domain::BoundFile &file);
/// Those of every command that the cutover will run, as they stand now. Fails with `script_missing`, path and key
/// of the profile where a command's file is missing or lies outside. Blocks for looking at the files.
[[nodiscard]] Result<QList<CommandFile>> commandFiles(const QString &workspace, const domain::Profile &profile);

/// Files that a manifest seals: path in the workspace → SHA-256. Empty for bytes that are no manifest.
[[nodiscard]] QMap<QString, QByteArray> sealedFiles(const QByteArray &manifest);

/// JSON pointers at which the deciding part now differs from the one that was signed, outermost differing values.
[[nodiscard]] QStringList changedPointers(const QByteArray &signedDeciding, const QByteArray &presentDeciding);

} // namespace cutover::session
