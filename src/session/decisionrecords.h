// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rollout.h"
#include "ledger/ledger.h"
#include "session/failure.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace cutover::session {

/// What the ledger keeps of one signed decision and of the attempt that it opened; no live file is asked.
struct DecisionRecords
{
    domain::Statement statement; ///< as signed
    QByteArray statementSha256;
    QString fingerprint; ///< of the first key whose signature verifies
    QDateTime signedAt;

    QMap<QString, domain::Confirmed> confirmations; ///< the last of each that counts for this attempt

    struct Promotion
    {
        int percent = 0;
        domain::PromotionResult result = domain::PromotionResult::Unknown;
        QDateTime at;
        QString by; ///< person, or else account and workstation
    };
    QList<Promotion> promotions; ///< ended ones, in order

    struct Check
    {
        domain::Row row;
        QString by;
    };
    std::optional<Check> finalCheck; ///< the last roll-up between T-30 min and the first promotion
};

/// Of the decision with this id. Refused: `no_decision`; `ledger_invalid`; `decision_unreadable` where envelope or
/// statement are not the ones that the entry names; `signature_invalid` unless one signature verifies against the list
/// of signers that the decision binds and this ledger pinned before it. Blocks: the ledger's thread.
[[nodiscard]] Result<DecisionRecords> decisionRecords(const ledger::Ledger &ledger, const QString &id);

} // namespace cutover::session
