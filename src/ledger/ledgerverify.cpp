// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of Ledger that doubts: what the file says now, against what this process and this user saw before.
#include "ledger/ledger.h"

#include "crypto/digest.h"
#include "ledger/logscan.h"
#include "ledger/sqlitestore.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

using Problem = LedgerProblem::Code;

LedgerError errorOf(const LedgerReport &report, const QString &path)
{
    const LedgerProblem problem = report.problems.value(0);
    QJsonObject data = problem.data;
    data.insert(u"problem"_s, codeName(problem.code));
    data.insert(u"first_bad"_s, report.firstBad);
    data.insert(u"size"_s, report.size);
    return {LedgerError::Code::LedgerInvalid, path, {}, data};
}

} // namespace

/// All rows looked at again, and what could not be looked at.
struct Ledger::Scan
{
    LogScan log;
    std::optional<LedgerError> unreadable;
    std::optional<LedgerError> unattested;
};

tl::expected<void, LedgerError> Ledger::meetAttestation()
{
    LogScan first;
    const auto visited = m_store->visitEntries(0, [&first](const StoredEntry &row) {
        first.add(row);
        return false;
    });
    if (!visited && !isInspecting())
        return visited;
    if (!first.ledgerId().isEmpty())
        m_attestation = std::make_unique<Attestation>(m_options.stateFolder, first.ledgerId());
    Scan scan = scanAll();
    if (scan.unreadable && !isInspecting())
        return tl::unexpected(*scan.unreadable);
    *m_log = std::move(scan.log);
    if (scan.unreadable) {
        m_trouble = scan.unreadable;
        return {};
    }
    if (!m_log->isSound()) {
        m_trouble = errorOf(m_log->report(), m_path);
        return isInspecting() ? tl::expected<void, LedgerError>() : tl::unexpected(*m_trouble);
    }
    m_trouble = scan.unattested;
    attest();
    return {};
}

Ledger::Scan Ledger::scanAll() const
{
    Scan scan;
    std::optional<Attested> seen;
    // Read before the log: another console may append and attest in between, and what is attested is never ahead.
    if (m_attestation) {
        if (const auto read = m_attestation->read(); read)
            seen = *read;
        else
            scan.unattested = read.error();
    }
    // From the very first row of the table: one before index 0 is nothing that this program writes.
    const auto visited = m_store->visitEntries(std::numeric_limits<qint64>::min(), [&scan](const StoredEntry &row) {
        scan.log.add(row);
        return true;
    });
    if (!visited) {
        scan.unreadable = visited.error();
        return scan;
    }
    if (scan.log.size() == 0)
        scan.log.addProblem(Problem::EntryMissing, 0);
    if (!m_store->isStillAtPath())
        scan.log.addProblem(Problem::FileReplaced, -1);
    const auto &remembered = m_log->leaves();
    if (!remembered.isEmpty())
        scan.log.compare(m_log->head(), [&]() -> std::optional<qint64> {
            return std::distance(remembered.begin(), std::mismatch(remembered.begin(), remembered.end(),
                                                                   scan.log.leaves().begin(), scan.log.leaves().end())
                                                         .first);
        });
    if (seen && (remembered.isEmpty() || scan.log.isSound()))
        scan.log.compare(*seen, [&] { return m_attestation->firstDifference(scan.log.leaves()); });
    return scan;
}

LedgerError Ledger::distrust()
{
    LedgerReport report = scanAll().log.report();
    if (report.problems.isEmpty())
        report.problems.append({Problem::Rewritten, -1, {}});
    m_trouble = errorOf(report, m_path);
    return *m_trouble;
}

LedgerReport Ledger::verify()
{
    SqliteStore::Transaction transaction(*m_store); // entries and blobs of one moment
    const auto begun = transaction.beginRead();
    Scan scan = scanAll();
    if (!begun || scan.unreadable) {
        const LedgerError &error = begun ? *scan.unreadable : begun.error();
        scan.log.addProblem(Problem::Unreadable, -1,
                            {{u"system"_s, error.system}, {u"cause"_s, error.data.value(u"cause"_s)}});
        return scan.log.report();
    }
    m_trouble = scan.log.isSound() ? scan.unattested : std::optional(errorOf(scan.log.report(), m_path));
    if (scan.log.isSound()) {
        *m_log = scan.log;
        attest();
    }
    if (m_trouble && m_trouble->code == LedgerError::Code::LedgerUnattested)
        scan.unattested = m_trouble;
    if (scan.unattested)
        scan.log.addProblem(Problem::Unattested, -1, scan.unattested->data);
    checkBlobs(scan.log);
    return scan.log.report();
}

void Ledger::checkBlobs(LogScan &scan) const
{
    QMap<QByteArray, qint64> missing = scan.bound();
    const auto visited = m_store->visitBlobs([&](const QByteArray &digest, const QByteArray &bytes) {
        missing.remove(digest);
        if (crypto::sha256(bytes) != digest)
            scan.addProblem(Problem::BlobChanged, scan.bound().value(digest, -1),
                            {{u"sha256"_s, QString::fromLatin1(digest.toHex())}});
    });
    if (!visited) {
        scan.addProblem(Problem::Unreadable, -1, {{u"system"_s, visited.error().system}});
        return;
    }
    for (auto blob = missing.begin(); blob != missing.end(); ++blob)
        scan.addProblem(Problem::BlobMissing, blob.value(), {{u"sha256"_s, QString::fromLatin1(blob.key().toHex())}});
}

// An entry that is durable but not attested is no failed append: the gate shuts, the record stays.
bool Ledger::attest()
{
    if (!m_attestation || isInspecting())
        return false;
    const auto recorded = m_attestation->record(head(), m_log->leaves(), m_log->roots());
    m_trouble = recorded ? std::nullopt : std::optional(recorded.error());
    return recorded.has_value();
}

} // namespace cutover::ledger
