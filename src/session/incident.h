// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "ledger/ledger.h"
#include "session/failure.h"
#include "session/ports.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// \file What an abort leaves in var/incidents: the evidence that fired, the state after it, the review's invitation
/// (checklist, «Post-Rollback Actions»; RULES section 5).

namespace cutover::session {

/// What was captured, as the ledger's entry `incident` names it.
namespace incident {
inline constexpr QStringView abort = u"abort";         ///< NAME.json, NAME-readyz.json where readyz fired, NAME.ics
inline constexpr QStringView recovered = u"recovered"; ///< NAME-after.json
inline constexpr QStringView notRecovered = u"not_recovered"; ///< likewise
} // namespace incident

struct IncidentFile
{
    QString path; ///< in the workspace
    QByteArray bytes;
};

struct IncidentOrder
{
    QString workspace;
    QString event;
    std::optional<QString> attemptId = {}; ///< whose abort; nothing: the present one's
    ledger::Actor actor;
    QByteArray evidence; ///< as it is now, for an abort whose own entry binds none; empty: there is none
    QDateTime now;       ///< for an abort that the ledger could not take
    ReviewWords words;
    QList<domain::Contact> contacts;
    QList<IncidentFile> made = {}; ///< by an earlier try that the ledger did not take: the same files again
};

struct Capture
{
    QStringList files;       ///< that are in place, durable
    QList<Failure> failures; ///< of files that are not: Kind::File
    bool isRecorded = false; ///< in the ledger, with file names, digests and bytes
    QList<IncidentFile> made;
    [[nodiscard]] bool isDone() const { return isRecorded && failures.isEmpty(); }
};

/// Captures `event` of the order's attempt. Exactly once an attempt: what an entry records already is only put
/// in place where it is missing, from the bytes that the ledger keeps; and a file that an interrupted call left there
/// is taken for the one it was.
///
/// The entry comes first, then the files, each whole and durable. A name that is taken by anything else gets `-2`,
/// `-3`, …; nothing is written through a link or out of the workspace. Where the ledger takes no entry the files are
/// written all the same. Blocks: on the ledger's thread.
[[nodiscard]] Capture captureIncident(const IncidentOrder &order, ledger::Ledger &ledger);

} // namespace cutover::session
