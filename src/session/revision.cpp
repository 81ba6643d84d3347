// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/revision.h"

#include "formats/atomicfile.h"
#include "rollout/ledgerevents.h"
#include "session/sealfailures.h"

#include <QJsonObject>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr QLatin1String exportFolder{"var/cutover/decisions"};

} // namespace

bool isSignature(const ledger::Entry &entry)
{
    return entry.kind == kind::decision || entry.kind == kind::closing || entry.kind == kind::countersignature;
}

bool isRevision(const ledger::Entry &entry)
{
    return isSignature(entry) || entry.kind == kind::timestampAdded;
}

bool needsQuorum(domain::DecisionKind kind)
{
    return kind != domain::DecisionKind::NoGo;
}

QStringList writeExports(const QString &workspace, const QString &id, const Revision &revision)
{
    if (placeFailure(u"%1/%2"_s.arg(exportFolder, id), workspace))
        return {QString(), QString()};
    const QString stem = u"%1/%2/%3"_s.arg(workspace, exportFolder, id);
    QStringList files{stem + u".dsse.json"_s, stem + u".pdf"_s};
    if (!formats::writeAtomically(files[0], revision.envelope))
        files[0].clear();
    if (!formats::writeAtomically(files[1], revision.pdf))
        files[1].clear();
    return files;
}

Signed signedWith(const Draft &draft, const QStringList &files, const domain::SignersList &list,
                  const QList<domain::Signing> &signings, const domain::Quorum &quorum)
{
    Signed done{draft.statement.id, files.at(0), files.at(1), draft.sha256, 0, quorum.needed(), {}, {}};
    done.quorumGiven = domain::seatCount(domain::filledSeats(list, signings, quorum));
    if (!needsQuorum(draft.statement.decision)) {
        done.quorumNeeded = 1;
        return done;
    }
    done.awaited = domain::awaitedSeats(list, signings, quorum);
    for (const auto &seats : done.awaited)
        done.waitingFor.append(seats.role);
    return done;
}

} // namespace cutover::session
