// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "session/fileverifier.h"
#include "session/revision.h"

namespace cutover::session {

/// The revisions of one decision as the ledger keeps them, the first signature's first; what of a file that was handed
/// over they say. Without a ledger, or a decision that it knows, nothing is said.
class RecordedRevisions
{
public:
    RecordedRevisions() = default;
    /// Of the decision that this envelope states. Blocks: the ledger's thread.
    RecordedRevisions(const ledger::Ledger *ledger, const QByteArray &envelope);

    [[nodiscard]] bool isEmpty() const { return m_revisions.isEmpty(); }
    /// The envelope that goes with this PDF: of its own revision, or else the last.
    [[nodiscard]] QByteArray envelopeFor(const QByteArray &pdf) const;
    /// `earlier_revision`, `stamped_later` (only a time stamp is missing) or `pdf_forked`, or nothing.
    [[nodiscard]] QList<VerifyProblem> judgePdf(const QByteArray &pdf) const;
    [[nodiscard]] QList<VerifyProblem> judgeEnvelope(const QByteArray &envelope) const;

private:
    struct Recorded : Revision
    {
        qsizetype signatures = 0; ///< so many; a time stamp that came later is none
    };
    [[nodiscard]] VerifyProblem olderThanLast(qsizetype signatures) const;

    QString m_id;
    QList<Recorded> m_revisions;
};

} // namespace cutover::session
