// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "formats/checklistreader.h"
#include "session/failure.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::session {

/// What a new cutover is to be about; whatever is left empty is found in the workspace or stays to be set.
struct DraftRequest
{
    QString workspace; ///< absolute
    QString environment;
    QString version;
    QString change;
    QString readyzUrl;
    std::optional<QDateTime> targetAt;
    QList<domain::Contact> contacts;
    QDateTime now;
};

/// How one thing of the profile was chosen.
struct DraftChoice
{
    enum class Kind {
        Script,   ///< the checklist's own command: its files are there; `found` is the one that it names
        Probe,    ///< the console's probe; `missing` is what the checklist's command lacks, `found` what it looks at
        BuiltIn,  ///< the console writes the stage file itself; `missing` as above
        Kept,     ///< the value that was asked for or found; `found` is the value
        Standing, ///< a value that only stands in until the true one is set; `found` is the value
    };
    QString what; ///< a criterion's key, or a pointer into the profile
    Kind kind = Kind::Probe;
    QString found;
    QString missing;
    friend bool operator==(const DraftChoice &, const DraftChoice &) = default;
};

/// What has to be set by hand before the cutover can be signed, and why.
struct DraftGap
{
    QString pointer; ///< into cutover.json; empty where the evidence lacks it
    domain::Reason reason;
    qsizetype namesRead = 0; ///< not 0: only so many files were looked at, which is the gap; `reason` says nothing
    friend bool operator==(const DraftGap &, const DraftGap &) = default;
};

struct ProfileDraft
{
    QJsonObject profile;
    QList<DraftChoice> choices; ///< in the order of the checklist
    QList<DraftGap> gaps;
};

/// A profile from what the workspace has: a criterion whose command's files are all there keeps the command, any other
/// takes the probe, with the files it finds for it; that not all were looked at is a gap. Blocks: thread pool.
[[nodiscard]] ProfileDraft draftProfile(const DraftRequest &request);

/// Head and contacts of a filled checklist. File failures with file, line and what is wrong there. Blocks: thread pool.
[[nodiscard]] Result<formats::ChecklistHead> readChecklistFile(const QString &file);

/// What a reader of cutover.json would object to first, with its pointer; nothing where it would be read.
[[nodiscard]] std::optional<Failure> objectionTo(const QJsonObject &profile);

/// Writes cutover.json durably; `exists` where there is one, and it stays as it is. A profile that would not be read
/// back is a Usage failure with its first error. Blocks: thread pool.
[[nodiscard]] Result<QString> writeProfile(const QString &workspace, const QJsonObject &profile);

} // namespace cutover::session
