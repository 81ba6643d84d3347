// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "session/fileverifier.h"
#include "session/revision.h"

namespace cutover::session {

/// The revisions of one decision as the ledger keeps them, the first signature's first; what of a file that was handed
/// over they say. Without a ledger, or of a file that states no decision, nothing is said.
class RecordedRevisions
{
public:
    RecordedRevisions() = default;
    /// Of the decision that this envelope states. `workspaceId`: whose decisions have to be in this ledger, because
    /// the list that judges them is its own; may be empty. Blocks: the ledger's thread.
    RecordedRevisions(const ledger::Ledger *ledger, const QByteArray &envelope, const QString &workspaceId);

    /// The envelope that goes with this PDF: of its own revision, or else the last; empty where none is known.
    [[nodiscard]] QByteArray envelopeFor(const QByteArray &pdf) const;
    /// `earlier_revision`, `stamped_later` (only a time stamp is missing), `pdf_forked`, `not_in_ledger`, or
    /// `ledger_not_compared` (the decision is of another ledger); or nothing.
    [[nodiscard]] QList<VerifyProblem> judgePdf(const QByteArray &pdf) const;
    [[nodiscard]] QList<VerifyProblem> judgeEnvelope(const QByteArray &envelope) const;

private:
    struct Recorded : Revision
    {
        qsizetype signatures = 0; ///< so many; a time stamp that came later is none
    };
    void readRevisions(const ledger::Ledger &ledger, const QByteArray &statementSha256);
    [[nodiscard]] VerifyProblem olderThanLast(qsizetype signatures) const;
    [[nodiscard]] VerifyProblem otherDocument() const;

    QString m_id;
    QList<Recorded> m_revisions;
    QList<VerifyProblem> m_absence; ///< why there are none to compare with, where that has to be said
};

} // namespace cutover::session
