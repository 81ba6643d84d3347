// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rollout.h"
#include "ledger/ledger.h"
#include "session/failure.h"
#include "session/timeline.h"
#include "session/view.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace cutover::session {

/// A statement as it was signed.
struct SignedRecord
{
    domain::Statement statement;
    QByteArray statementSha256;
    QString fingerprint; ///< of the first key whose signature verifies
    QDateTime signedAt;  ///< from when it counts: the signature's with which the quorum was there
    QList<SignedBy> signers;
};

/// What the ledger keeps of one signed decision and of the attempt that it opened; no live file is asked.
struct DecisionRecords : SignedRecord
{
    QMap<QString, domain::Confirmed> confirmations; ///< the last of each that counts for this attempt

    struct Promotion
    {
        int percent = 0;
        domain::PromotionResult result = domain::PromotionResult::Unknown;
        QDateTime at;
        QString by; ///< person, or else account and workstation
    };
    QList<Promotion> promotions; ///< ended ones, in order
    QMap<int, qint64> heldMs;    ///< watched time saved for each stage's hold

    struct Check
    {
        domain::Row row;
        QString by;
    };
    std::optional<Check> finalCheck; ///< the last roll-up between T-30 min and the first promotion

    struct AfterCheck
    {
        domain::StatedRow stated;
        QString by;
    };
    /// The checks after the last stage: as the closing states them, or until it is signed as they ran last.
    QList<AfterCheck> after;

    struct Rollback
    {
        QDateTime at; ///< when it was pressed
        QString reason;
        QString by;
        std::optional<bool> recovered;
        QStringList captured; ///< files, in the workspace
        QDateTime capturedAt;
        QString capturedBy;
        QStringList notified; ///< targets that took the abort's message
        QDateTime notifiedAt; ///< the first of them
        QString notifiedBy;
    };
    std::optional<Rollback> rollback;

    std::optional<SignedRecord> closing; ///< of this attempt
    Timeline timeline;                   ///< its own; of a NO-GO none
};

/// Of the decision with this id; of a closing's id those of the GO that began its attempt. Refused, for either of the
/// two: `no_decision`; `ledger_invalid`; `quorum_missing` while it waits for signatures, or did so when it was
/// superseded; `decision_unreadable` where envelope or statement are not the ones that the
/// entry names; `signature_invalid` unless the signatures verify against the list
/// of signers that the decision binds and this ledger pinned before it, and fill its quorum. Blocks: the ledger's
/// thread.
[[nodiscard]] Result<DecisionRecords> decisionRecords(const ledger::Ledger &ledger, const QString &id);

} // namespace cutover::session
