// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ceremony.h"
#include "domain/gate.h"
#include "domain/profile.h"
#include "domain/rules.h"
#include "domain/signers.h"
#include "domain/signersversion.h"
#include "domain/watch.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <array>
#include <optional>

namespace cutover::session {

/// Who signed a decision, in what role and with what meaning.
struct SignedBy
{
    QString name; ///< printed
    QString role;
    QString meaning;
    QString reason;
    QString fingerprint;
    QDateTime at;
};

/// A signed decision as it stands now.
struct DecisionView
{
    QString id;
    domain::DecisionKind kind = domain::DecisionKind::NoGo;
    bool valid = false;  ///< signatures, quorum, ledger, time and nothing void: a GO that opens the gate, or a NO-GO
    QStringList signers; ///< printed names, in the order of signing
    int quorumGiven = 0;
    int quorumNeeded = 1;
    QList<domain::AwaitedSeats> awaited; ///< empty once the quorum is there
    QDateTime awaitedSince;              ///< the first signature's time
    QDateTime signedAt;                  ///< from when it counts: the quorum's; while that is awaited the first one's
    QDateTime opensAt;
    QDateTime expiresAt;
    domain::Refusals refusals; ///< those of the decision itself, without stage, rows or line
    QString unattested; ///< why a signature lacks the time stamp that was asked for: a code; empty: none lacks one
};

struct StageView
{
    domain::StagePlan plan;
    domain::StageState state = domain::StageState::Pending;
    bool promotable = false;
    domain::Refusals refusals; ///< the gate's answer on the last results
    QDateTime promotedAt;
    qint64 holdServedMs = 0;
    qint64 holdRemainingMs = 0;
    domain::Validation validation; ///< of the windows after this promotion; meaningful while Holding
};

struct LedgerView
{
    bool open = false;
    bool good = false; ///< verified and attested
    QString id;
    qint64 size = 0;
    QByteArray root;
    QString trouble; ///< code, empty when good
    QStringList troubleData;
};

/// The next version of the list of signers, which waits for approval.
struct SignersProposalView
{
    QByteArray sha256; ///< of the canonical list: what it is called by
    domain::SignersList list;
    QList<domain::SignersChange> changes; ///< against the version in force
    QString by;                           ///< printed name of its proposer
    QString byFingerprint;
    QDateTime at;
    int given = 1; ///< administrators who signed
    int needed = 2;
    QStringList approvers; ///< keys of administrators who may still sign
};

struct SignersView
{
    bool present = false;
    bool pinned =
        false;         ///< signed, and the version in force in the ledger, which follows from the one this user pinned
    QByteArray digest; ///< SHA-256 of the file
    domain::SignersList list;
    /// Why it is not pinned: absent, unreadable, unsigned (not by its own administrators, or those of the version
    /// before), older (than the version in force, whose number is `headVersion`), unchained (the ledger has another),
    /// not_compared (this user pinned none, or another).
    QString trouble;
    int headVersion = 0; ///< that is in force by the ledger; 0: none
    std::optional<SignersProposalView> proposal;
};

struct EvidenceView
{
    bool readable = false;
    QString problem; ///< code of what keeps it from being read
    QString pointer;
    int line = 0;
    QDateTime changedAt;
    QDateTime generatedAt;
    QByteArray sha256;
    std::optional<bool> tampered;
    bool producerSigned = false;
    QString server;       ///< that gives the series, as it may be shown; empty: the evidence file does
    QStringList warnings; ///< the server's own
};

struct PromotionMark
{
    QDateTime at;
    int percent = 0;
};

/// Everything a face shows of one open workspace, as values of one moment. Rows are judged for age and changed scripts.
struct View
{
    QString workspace; ///< absolute path
    domain::Profile profile;
    QList<domain::Loosened> loosened;
    std::array<domain::Row, domain::rowCount> rows;
    bool preflightGo = false;
    bool decisionGo = false;
    QStringList waitingFor; ///< ids of the decision set that are not Go
    domain::Series series;
    std::optional<domain::Baseline> baseline; ///< in force: the signed one from the signature on
    domain::Limits limits;                    ///< in force, likewise
    EvidenceView evidence;
    domain::LiveSignals live;
    domain::RolloutState rollout;
    domain::Phase phase = domain::Phase::Preflight;
    /// The last one; of a GO that waits for signatures that one, unless a complete one is in force meanwhile.
    std::optional<DecisionView> decision;
    QList<DecisionView> pending;              ///< a GO and a closing that wait for signatures
    std::optional<domain::Ceremony> ceremony; ///< the last poll of this version and environment; no other decision's
    QList<domain::CeremonyAnswer> objections; ///< stations' no-goes that stand: none of their rows can be signed as Go
    QList<StageView> stages;
    QList<PromotionMark> marks;
    domain::PreCutover preCutover;
    /// That holds now, or of an attempt that was aborted: that fired.
    std::optional<domain::Trigger> trigger;
    std::optional<domain::WatchLease> watcher; ///< who holds the lease
    qint64 heartbeatAgeMs = 0;                 ///< of that one
    bool watched = false;                      ///< it was heard of in the last 5 s
    bool blind = false;
    QString desiredStage; ///< trimmed; empty when absent
    LedgerView ledger;
    SignersView signers;
    int failedUnlocks = 0;           ///< of signing keys, since the last decision; RULES section 3 counts to five
    QStringList changedAbortScripts; ///< announced in red, still run
    /// What a closing is judged by, as it is now: domain::postCutoverSet() once the last stage is reached, or after an
    /// abort domain::rollbackSet(); else empty.
    QList<domain::Row> closingRows;
    /// How long the smoke tests took when they last ended by themselves, in whatever attempt; nothing: never measured.
    std::optional<qint64> smokeTestsMs;
    bool postCutoverRunning = false;
    bool checksRunning = false;
    int checksDone = 0;
    int checksTotal = 0;
};

} // namespace cutover::session
