// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/logscan.h"

#include "ledger/ledgerentry.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

constexpr qsizetype maxProblems = 100;

} // namespace

void LogScan::add(const StoredEntry &row, bool checkKind)
{
    const qint64 index = size();
    // A gap, and everything behind it, also shows as another tree: the gap is the cause and is named alone.
    if (row.index != index && !m_treeBroken) {
        addProblem(LedgerProblem::Code::EntryMissing, index, {{u"found"_s, row.index}});
        m_treeBroken = true;
    }
    const QByteArray leaf = crypto::leafHash(row.bytes);
    if (leaf != row.leaf)
        addProblem(LedgerProblem::Code::EntryChanged, index);
    m_tree.append(row.leaf);
    const QByteArray root = m_tree.root();
    if (!m_treeBroken && (root != row.root || row.size != index + 1)) {
        addProblem(LedgerProblem::Code::TreeMismatch, index);
        m_treeBroken = true;
    }
    m_leaves.append(leaf);
    m_roots.append(root);
    readContents(row, index, checkKind);
}

void LogScan::readContents(const StoredEntry &row, qint64 index, bool checkKind)
{
    const auto entry = readEntry(index, row.bytes);
    if (!entry) {
        addProblem(LedgerProblem::Code::EntryMalformed, index, {{u"cause"_s, entry.error().data.value(u"cause"_s)}});
        return;
    }
    if (checkKind && entry->kind != row.kind)
        addProblem(LedgerProblem::Code::EntryMalformed, index, {{u"cause"_s, u"kind_column"_s}});
    if ((entry->kind == createdKind) != (index == 0))
        addProblem(LedgerProblem::Code::EntryMalformed, index, {{u"cause"_s, u"misplaced_creation"_s}});
    else if (index == 0)
        readFirst(entry->payload);
    if (isDecidingKind(entry->kind))
        m_lastDeciding = index;
    if (decidesOverPromotions(*entry))
        m_lastOverPromotions = index;
    const QJsonArray bound = entry->payload.value(u"bound"_s).toArray();
    for (const QJsonValue &digest : bound) {
        const QByteArray raw = QByteArray::fromHex(digest.toString().toLatin1());
        if (!m_bound.contains(raw))
            m_bound.insert(raw, index);
    }
}

void LogScan::readFirst(const QJsonObject &payload)
{
    static const QRegularExpression id(u"\\A[0-9a-f]{32}\\z"_s);
    m_ledgerId = payload.value(u"ledger_id"_s).toString();
    m_workspaceId = payload.value(u"workspace_id"_s).toString();
    // The id becomes a file name outside the workspace: nothing but hex may get there.
    if (!id.match(m_ledgerId).hasMatch()) {
        m_ledgerId.clear();
        addProblem(LedgerProblem::Code::EntryMalformed, 0, {{u"cause"_s, u"ledger_id"_s}});
    }
}

void LogScan::compare(const Attested &seen, const std::function<std::optional<qint64>()> &firstDifference)
{
    if (seen.size > size()) {
        addProblem(LedgerProblem::Code::TailCut, firstDifference().value_or(size()),
                   {{u"size"_s, size()}, {u"attested_size"_s, seen.size}});
    } else if (m_roots.at(seen.size - 1) != seen.root) {
        addProblem(LedgerProblem::Code::Rewritten, firstDifference().value_or(-1),
                   {{u"size"_s, size()}, {u"attested_size"_s, seen.size}});
    }
}

void LogScan::addProblem(LedgerProblem::Code code, qint64 index, const QJsonObject &data)
{
    if (m_problems.size() < maxProblems)
        m_problems.append({code, index, data});
}

StoredEntry LogScan::next(const QString &kind, const QByteArray &bytes) const
{
    crypto::MerkleTree tree = m_tree;
    const QByteArray leaf = crypto::leafHash(bytes);
    tree.append(leaf);
    return {size(), kind, bytes, leaf, size() + 1, tree.root()};
}

LedgerReport LogScan::report() const
{
    LedgerReport report{m_problems.isEmpty(), m_ledgerId, m_workspaceId, size(), root(), -1, m_problems};
    for (const LedgerProblem &problem : m_problems) {
        if (problem.index >= 0 && (report.firstBad < 0 || problem.index < report.firstBad))
            report.firstBad = problem.index;
    }
    return report;
}

} // namespace cutover::ledger
