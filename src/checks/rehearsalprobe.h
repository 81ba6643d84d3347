// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/profile.h"
#include "domain/rehearsal.h"

#include <functional>
#include <optional>

namespace cutover::checks {

/// SHA-256 of the file at an absolute path, 32 raw bytes; empty where it cannot be read.
using DigestOf = std::function<QByteArray(const QString &path)>;

/// What a rehearsal is bound to: the files that the profile's stage and abort commands run, as a decision binds them,
/// and the commands themselves, under "/commands/stage" and "/commands/abort". Blocks for the reading: thread pool.
/// Without `digestOf` every file is read. Refused as commandFiles refuses.
[[nodiscard]] tl::expected<FileDigests, domain::Reason>
productionDigests(const domain::Profile &profile, const QString &workspace, const DigestOf &digestOf = {});

/// The row by the record of the last rehearsal that this console's ledger holds; it is as old as that rehearsal.
/// Blocks as productionDigests does.
[[nodiscard]] domain::Row judgeRehearsal(const std::optional<domain::Rehearsal> &rehearsal,
                                         const domain::Profile &profile, const QString &workspace,
                                         const DigestOf &digestOf = {});

/// The built-in probe of «Rehearsal passed»: judges the record, rehearses nothing itself.
class RehearsalProbe : public CheckJob
{
    Q_OBJECT

public:
    RehearsalProbe(std::optional<domain::Rehearsal> rehearsal, domain::Profile profile, QString workspace, Clock now,
                   QObject *parent = nullptr);

protected:
    void run() override;

private:
    std::optional<domain::Rehearsal> m_rehearsal;
    domain::Profile m_profile;
    QString m_workspace;
};

} // namespace cutover::checks
