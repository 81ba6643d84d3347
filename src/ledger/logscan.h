// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/merkle.h"
#include "ledger/attestation.h"
#include "ledger/ledgererror.h"
#include "ledger/sqlitestore.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <functional>
#include <optional>

namespace cutover::ledger {

/// Recomputes a log from its rows, one by one, and remembers what is wrong with it.
///
/// The one judge of rows: opening, refreshing, verifying and checking an export all go through it. Pure but for its
/// own state; a copy continues from where it is.
class LogScan
{
public:
    /// Takes the next row. `checkKind` compares the kind column, which an export does not have.
    void add(const StoredEntry &row, bool checkKind = true);
    /// Compares with size and root seen before.
    void compare(const Attested &seen, const std::function<std::optional<qint64>()> &firstDifference);
    void addProblem(LedgerProblem::Code code, qint64 index, const QJsonObject &data = {});

    [[nodiscard]] bool isSound() const { return m_problems.isEmpty(); }
    [[nodiscard]] qint64 size() const { return m_leaves.size(); }
    [[nodiscard]] QByteArray root() const { return m_roots.isEmpty() ? QByteArray() : m_roots.last(); }
    [[nodiscard]] Attested head() const { return {size(), root()}; }
    [[nodiscard]] const QList<QByteArray> &leaves() const { return m_leaves; }
    [[nodiscard]] const QList<QByteArray> &roots() const { return m_roots; }
    [[nodiscard]] const crypto::MerkleTree &tree() const { return m_tree; }
    [[nodiscard]] const QString &ledgerId() const { return m_ledgerId; }
    [[nodiscard]] const QString &workspaceId() const { return m_workspaceId; }
    [[nodiscard]] qint64 lastDeciding() const { return m_lastDeciding; }
    [[nodiscard]] qint64 lastOverPromotions() const { return m_lastOverPromotions; }
    /// Digest of bound bytes (raw) → the first entry that binds them.
    [[nodiscard]] const QMap<QByteArray, qint64> &bound() const { return m_bound; }

    /// The row that would hold these bytes as the next entry.
    [[nodiscard]] StoredEntry next(const QString &kind, const QByteArray &bytes) const;

    [[nodiscard]] LedgerReport report() const;

private:
    void readContents(const StoredEntry &row, qint64 index, bool checkKind);
    void readFirst(const QJsonObject &payload);

    crypto::MerkleTree m_tree;
    QList<QByteArray> m_leaves;
    QList<QByteArray> m_roots;
    QMap<QByteArray, qint64> m_bound;
    QString m_ledgerId;
    QString m_workspaceId;
    qint64 m_lastDeciding = -1;
    qint64 m_lastOverPromotions = -1;
    bool m_treeBroken = false;
    QList<LedgerProblem> m_problems;
};

} // namespace cutover::ledger
