// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/signers.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace cutover::session {
class FactsVerifier;
}

namespace cutover::domain {

/// What was verified about a GO decision, the one that the gate judges (RolloutState::judged()), this moment, from
/// bytes read and checked again.
///
/// Only session::FactsVerifier makes one, and nothing caches it: a gate that can be handed facts from anywhere else,
/// or from before, is no gate.
class VerifiedFacts
{
public:
    [[nodiscard]] const std::optional<Statement> &statement() const { return m_statement; }
    [[nodiscard]] const QDateTime &signedAt() const { return m_signedAt; } ///< by the first signer
    [[nodiscard]] bool inLedger() const { return m_inLedger; }
    [[nodiscard]] const QStringList &brokenSignatures() const { return m_brokenSignatures; }
    [[nodiscard]] const QStringList &unauthorised() const { return m_unauthorised; }
    [[nodiscard]] bool signersTrusted() const { return m_signersTrusted; }
    [[nodiscard]] int quorumGiven() const { return m_quorumGiven; }
    [[nodiscard]] int quorumNeeded() const { return m_quorumNeeded; }
    [[nodiscard]] const QString &quorumRole() const { return m_quorumRole; }
    [[nodiscard]] const QStringList &signers() const { return m_signers; }
    [[nodiscard]] const QList<AwaitedSeats> &awaited() const { return m_awaited; }

    [[nodiscard]] const QString &environment() const { return m_environment; }
    [[nodiscard]] const QString &version() const { return m_version; }
    [[nodiscard]] const QStringList &changedProfilePointers() const { return m_changedProfilePointers; }
    [[nodiscard]] const QStringList &changedScripts() const { return m_changedScripts; }
    [[nodiscard]] const QStringList &changedAbortScripts() const { return m_changedAbortScripts; }
    [[nodiscard]] const QStringList &changedSealedFiles() const { return m_changedSealedFiles; }
    [[nodiscard]] const QStringList &removedSigners() const { return m_removedSigners; }
    [[nodiscard]] const QString &missingBaselinePointer() const { return m_missingBaselinePointer; }
    [[nodiscard]] const Deployment &deployment() const { return m_deployment; }
    [[nodiscard]] const std::optional<QString> &desiredStage() const { return m_desiredStage; }

    enum class LedgerState { Good, Invalid, Unattested, Unwritable };
    [[nodiscard]] LedgerState ledgerState() const { return m_ledgerState; }
    [[nodiscard]] const QStringList &ledgerData() const { return m_ledgerData; }

private:
    friend class cutover::session::FactsVerifier;
    VerifiedFacts() = default;

    std::optional<Statement> m_statement;
    QDateTime m_signedAt;
    bool m_inLedger = false;
    QStringList m_brokenSignatures; ///< printed names
    QStringList m_unauthorised;     ///< printed names
    bool m_signersTrusted = false;
    int m_quorumGiven = 0;
    int m_quorumNeeded = 1;
    QString m_quorumRole = QStringLiteral("decision-maker"); ///< the roles that are missing
    QStringList m_signers;                                   ///< printed names of those whose signature counts
    QList<AwaitedSeats> m_awaited;

    QString m_environment; ///< of the profile now open
    QString m_version;
    QStringList m_changedProfilePointers;
    QStringList m_changedScripts;      ///< check, stage and smoke files
    QStringList m_changedAbortScripts; ///< announced in red and still run
    QStringList m_changedSealedFiles;
    QStringList m_removedSigners;
    QString m_missingBaselinePointer; ///< empty: the signed baselines are complete
    Deployment m_deployment;
    std::optional<QString> m_desiredStage; ///< trimmed text of desired_stage.txt; nothing when absent
    LedgerState m_ledgerState = LedgerState::Invalid;
    QStringList m_ledgerData; ///< Invalid: first bad entry; Unattested: size, size seen; Unwritable: system's words
};

} // namespace cutover::domain
