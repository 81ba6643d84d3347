// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/verifiedfacts.h"
#include "formats/dsse.h"
#include "formats/profilereader.h"
#include "ledger/ledger.h"
#include "session/digestcache.h"
#include "session/failure.h"
#include "session/records.h"
#include "session/signerstrust.h"

#include <QDateTime>
#include <QString>

namespace cutover::session {

/// How the signatures of a decision's envelope stand.
struct SignatureJudgement
{
    QList<domain::Signing> valid; ///< each key once, and when the ledger took its signature
    QStringList validNames;
    QStringList broken;       ///< printed names
    QStringList unauthorised; ///< likewise, or the key id's first digits
    qint64 lastEntry = -1;    ///< that brought a valid one
};

/// The only maker of VerifiedFacts: reads and checks everything again, each time it is asked.
///
/// Blocks for the reading; runs on the ledger's thread. `records` are the fold over the entries that count.
class FactsVerifier
{
public:
    struct Input
    {
        QString workspace;
        QString trustFile;
        /// Also recompute every leaf, root and bound byte of the ledger: for the call that acts. Without it the
        /// ledger's standing since it was opened and refreshed counts, which is enough for showing.
        bool verifyLedger = false;
        /// For showing only: files whose stamp is the same are not read again.
        DigestCache *digests = nullptr;
        QDateTime now; ///< the system's time, for `digests`
        /// Of the GO that waits for signatures, where the gate judges another: for showing it.
        bool isOfPending = false;
    };

    [[nodiscard]] static domain::VerifiedFacts verifyNow(const Input &input, ledger::Ledger &ledger,
                                                         const Records &records);

private:
    FactsVerifier(const Input &input, ledger::Ledger &ledger, const Records &records);

    void judgeLedger();
    void judgeWriting();
    void readWorld();
    [[nodiscard]] bool hasItsCeremony(const domain::Statement &statement) const;
    void judgeDecision(const DecisionRecord &decision);
    void judgeSignatures(const formats::Envelope &envelope, const DecisionRecord &decision);
    void judgeRemoval(const SignatureJudgement &judgement);
    void judgeQuorum(QList<domain::Signing> valid);
    void judgeFiles(const domain::Statement &statement);
    void judgeNewFiles(const domain::Statement &statement);
    [[nodiscard]] bool hasChanged(const domain::BoundFile &file) const;
    void judgeProfile(const domain::Statement &statement);

    Input m_input;
    ledger::Ledger &m_ledger;
    const Records &m_records;
    TrustedSigners m_signers;
    domain::SignersList m_list; ///< the version in force when the last of its signatures that count came
    Result<formats::ReadProfile> m_profile = tl::unexpected(Failure{});
    domain::VerifiedFacts m_facts;
};

/// Each signature as `verify` judges it: by the version of that workspace's list that was in force at the entry which
/// brought it, and at that entry's time. Stricter in one: what no entry brought is nobody's.
[[nodiscard]] SignatureJudgement judgeEnvelope(const formats::Envelope &envelope, const QString &workspaceId,
                                               const SignersChain &chain, const SignatureOrigins::Found &origins);

} // namespace cutover::session
