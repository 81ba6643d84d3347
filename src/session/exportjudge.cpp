// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/exportjudge.h"

#include "crypto/merkle.h"
#include "ledger/ledgerexport.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

/// Of an export that verifies.
QList<QByteArray> leavesOf(const QByteArray &bytes)
{
    QList<QByteArray> leaves;
    for (const auto &entry : ledger::exportedEntries(bytes))
        leaves.append(entry.leafHash());
    return leaves;
}

/// Whether this user saw that ledger with these entries; nothing where none was seen, or not that many.
std::optional<bool> isAsSeen(const QByteArray &bytes, const ledger::LedgerReport &report, const QString &stateFolder)
{
    const ledger::Attestation attestation(
        stateFolder.isEmpty() ? ledger::Attestation::defaultStateFolder() : stateFolder, report.ledgerId);
    const auto seen = attestation.read();
    if (!seen || !*seen)
        return std::nullopt;
    const auto leaves = leavesOf(bytes);
    if (crypto::rootOf(leaves) != report.root)
        return std::nullopt;
    if (report.size >= (*seen)->size) {
        const bool extends = crypto::rootOf(leaves.first((*seen)->size)) == (*seen)->root;
        return extends && report.size > (*seen)->size ? std::nullopt : std::optional(extends);
    }
    const auto difference = attestation.firstDifference(leaves);
    return difference ? std::optional(*difference == report.size) : std::nullopt;
}

} // namespace

void judgeExport(const QByteArray &bytes, const VerifyRoots &roots, const QString &stateFolder, FileFinding &finding)
{
    const auto report = ledger::verifyExport(bytes);
    for (const auto &problem : report.problems)
        finding.problems.append({ledger::codeName(problem.code), {QString::number(problem.index)}});
    if (!report.valid && report.problems.isEmpty())
        finding.problems.append({ledger::codeName(ledger::LedgerProblem::Code::HeaderMismatch), {u"-1"_s}});
    if (!report.valid)
        return;
    const auto &own = roots.ledger;
    if (own && own->ledgerId() != report.ledgerId) {
        finding.problems.append({u"other_ledger"_s, {report.ledgerId, own->ledgerId()}});
        return;
    }
    const auto isKnown =
        own ? std::optional(own->hasPrefix(report.size, report.root)) : isAsSeen(bytes, report, stateFolder);
    if (!isKnown)
        finding.problems.append({u"no_trust_root"_s, {report.ledgerId}});
    else if (!*isKnown)
        finding.problems.append({u"export_differs"_s, {QString::number(report.size)}});
}

} // namespace cutover::session
