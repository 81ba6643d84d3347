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

/// The statement within a decision's envelope and the signatures' standing, against a list of signers.
struct SignatureJudgement
{
    QStringList valid; ///< fingerprints, each key once
    QStringList validNames;
    QStringList broken;       ///< printed names, or the key id's first digits
    QStringList unauthorised; ///< likewise
    QStringList absent;       ///< key ids that the list does not have, among the unauthorised
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
    void takeList(const DecisionRecord &decision);
    void judgeRemoval(const SignatureJudgement &judgement);
    void judgeQuorum(const QStringList &valid, const DecisionRecord &decision);
    void judgeFiles(const domain::Statement &statement);
    void judgeNewFiles(const domain::Statement &statement);
    [[nodiscard]] bool hasChanged(const domain::BoundFile &file) const;
    void judgeProfile(const domain::Statement &statement);

    Input m_input;
    ledger::Ledger &m_ledger;
    const Records &m_records;
    TrustedSigners m_signers;
    domain::SignersList m_list; ///< the version in force when the decision was signed
    Result<formats::ReadProfile> m_profile = tl::unexpected(Failure{});
    domain::VerifiedFacts m_facts;
};

/// Certificates are judged at the time of the key's own signature, where `signings` has it, else at `signedAt`.
[[nodiscard]] SignatureJudgement judgeEnvelope(const formats::Envelope &envelope, const domain::SignersList &list,
                                               const QDateTime &signedAt, const QList<domain::Signing> &signings = {});

} // namespace cutover::session
