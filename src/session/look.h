// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/baselinescheck.h"
#include "checks/commandfiles.h"
#include "domain/gate.h"
#include "domain/verifiedfacts.h"
#include "formats/profilereader.h"
#include "ledger/ledger.h"
#include "metrics/evidencereading.h"
#include "session/factsverifier.h"
#include "session/failure.h"
#include "session/records.h"
#include "session/signerstrust.h"
#include "session/view.h"

#include <QDeadlineTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace cutover::session {

/// The fold over the ledger, kept on the ledger's thread between looks so that a look costs only what is new.
struct Mirror
{
    Records records;
    DigestCache digests;
    /// Takes in what was appended; a ledger that shrank is folded anew.
    void follow(ledger::Ledger &ledger);
};

/// A server's evidence, asked for at a press. On the thread that judges nobody can ask a server.
struct AskedEvidence
{
    static constexpr std::chrono::seconds holds{10};
    std::optional<metrics::EvidenceReading> reading;
    QDeadlineTimer until; ///< then it is too old to act on

    /// The reading, or an error `too_old` for one that is not there or no longer holds.
    [[nodiscard]] metrics::EvidenceReading now() const;
};

/// What the interface thread knows and the gate is judged by.
struct LookInput
{
    QString workspace;
    QString trustFile;
    domain::Series series;
    domain::LiveSignals live;
    QDateTime now;
    domain::BootInstant boot;
    AskedEvidence asked = {}; ///< for judgePromotion, where the profile names a server
    QString stateFolder = {}; ///< where aborts that are in no ledger yet are noted
};

/// One look at workspace and ledger, all of one moment. Made on the ledger's thread, shown on the interface's.
struct Look
{
    Result<formats::ReadProfile> profile = tl::unexpected(Failure{});
    Records records;                                ///< with the aborts that the ledger does not have yet
    std::array<domain::Row, domain::rowCount> rows; ///< judged for age and changed scripts, notes taken in
    checks::BaselineReading baselines;
    TrustedSigners signers;
    LedgerView ledger;
    std::optional<DecisionView> decision;
    QList<DecisionView> pending;
    std::optional<domain::Statement> statement;   ///< of the last GO that is complete
    std::optional<domain::Profile> signedProfile; ///< the deciding part it bound; only where `profile` cannot be read
    QList<domain::Refusals> stageRefusals;        ///< one a stage of the attempt, or of the profile before it
    QStringList changedAbortScripts;
    QString desiredStage;
    std::optional<domain::WatchLease> watcher;
    std::optional<rollout::Fate> fate; ///< of a promotion in flight
};

[[nodiscard]] Look lookAt(const LookInput &input, ledger::Ledger &ledger, Mirror &mirror);
/// The rollout alone, with those aborts too.
[[nodiscard]] domain::RolloutState rolloutNow(const LookInput &input, ledger::Ledger &ledger, Mirror &mirror);

/// A promotion about to act.
struct Press
{
    int percent = 0;
    QString decisionId;    ///< whose command would run; empty: whichever decision stands
    qint64 ownIntent = -1; ///< the entry that does not count, once it is written
};

/// The gate over facts verified now, for the call that acts: ledger, evidence and every bound file are read again; of a
/// server's evidence what was asked for at the press counts.
[[nodiscard]] domain::Refusals judgePromotion(const Press &press, const LookInput &input, ledger::Ledger &ledger);

/// The rows as they count now: stale ones Stale, those whose scripts changed Error, roll-call and baselines judged,
/// canary-health No-Go where two consoles recorded different pasts.
/// Scripts are read through `digests` where a look only shows.
[[nodiscard]] std::array<domain::Row, domain::rowCount>
judgeRows(const Records &records, const domain::Profile &profile, const QString &workspace,
          const checks::BaselineReading &baselines, const QDateTime &now, DigestCache *digests = nullptr);

} // namespace cutover::session
