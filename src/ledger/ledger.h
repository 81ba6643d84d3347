// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/watch.h"
#include "ledger/attestation.h"
#include "ledger/ledgerentry.h"
#include "ledger/ledgererror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::ledger {

class LogScan;
class SqliteStore;

struct OpenOptions
{
    enum class Mode {
        Create,   ///< makes file and folders where there are none
        Existing, ///< NotFound where there is none
        ReadOnly, ///< the same, and every append is LedgerUnwritable
        Inspect   ///< read-only and accepts a ledger that does not verify: for `ledger verify` and for showing
    };
    Mode mode = Mode::Existing;
    QString workspaceId;            ///< for the first entry of a new ledger
    QString stateFolder;            ///< where size and root are kept; empty: Attestation::defaultStateFolder()
    std::function<QDateTime()> now; ///< empty: the system's clock
    int lockTimeoutMs = 5000;
};

/// What an append left behind: the entry's index, and size and root of the log with it.
struct Appended
{
    qint64 index = -1;
    QDateTime timeUtc;
    Attested head;
    bool attested = false; ///< size and root are on record outside; false is reported as ledger_unattested
};

/// The append-only log of one workspace on one SQLite file: an RFC 6962 Merkle tree over canonical entries, and the
/// bytes they bind under their SHA-256.
///
/// Every append is one BEGIN IMMEDIATE transaction, durable before it returns. `open` recomputes every leaf and root
/// and compares with what this user saw before; a ledger that does not verify is not opened (but in Mode::Inspect),
/// and one that stops verifying while open refuses every append (LedgerInvalid). Bound bytes are looked at by
/// `verify()` and `blob()`. Digests and roots are 32 raw bytes in this interface, lower-case hex in payloads and files.
///
/// Thread: the one that opened it (one connection a thread); every call blocks, so an interface uses AsyncLedger.
class Ledger
{
public:
    [[nodiscard]] static tl::expected<std::unique_ptr<Ledger>, LedgerError> open(const QString &path,
                                                                                 const OpenOptions &options);
    ~Ledger();
    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString ledgerId() const; ///< 32 hex digits
    [[nodiscard]] QString workspaceId() const;

    /// As of the last refresh, append or verify.
    [[nodiscard]] qint64 size() const;
    [[nodiscard]] QByteArray root() const;
    [[nodiscard]] Attested head() const { return {size(), root()}; }
    /// Index of the last entry that decides, -1 where none does: what a gate read before judging.
    [[nodiscard]] qint64 lastDeciding() const;
    /// The same, of those that decide over an act of this kind: over a promotion's not all do (decidesOverPromotions).
    [[nodiscard]] qint64 lastDeciding(QStringView over) const;
    /// True if the log of that size had that root: a statement's ledger size and root must be a prefix of this log.
    [[nodiscard]] bool hasPrefix(qint64 size, const QByteArray &root) const;
    /// Nothing while all is well, else why appends (LedgerInvalid) or promotions (LedgerUnattested) are refused.
    [[nodiscard]] const std::optional<LedgerError> &trouble() const { return m_trouble; }

    enum class WriteProbe {
        Permissions, ///< asks the file system only: for showing
        Transaction, ///< begins a write under the lock and takes it back: for the call that acts
    };
    /// Whether an append would be taken now, else LedgerUnwritable; leaves nothing behind.
    [[nodiscard]] tl::expected<void, LedgerError> probeWriting(WriteProbe how) const;

    /// Durable when it returns; `boundBlobs` are stored in the same transaction and named in payload "bound".
    [[nodiscard]] tl::expected<Appended, LedgerError>
    append(QStringView kind, const Actor &actor, const QJsonObject &payload, const QList<QByteArray> &boundBlobs = {});
    /// The same, if nothing that decides over this kind lies behind the expected last deciding entry (-1: none), else
    /// Conflict and nothing is written.
    [[nodiscard]] tl::expected<Appended, LedgerError> appendIf(qint64 expectedLastDeciding, QStringView kind,
                                                               const Actor &actor, const QJsonObject &payload,
                                                               const QList<QByteArray> &boundBlobs = {});

    [[nodiscard]] tl::expected<Entry, LedgerError> entry(qint64 index) const;
    /// In order, from that index to the end, or `limit` of them.
    [[nodiscard]] tl::expected<QList<Entry>, LedgerError> entries(qint64 from = 0, qint64 limit = -1) const;

    /// Stores bytes that a later entry may bind; returns their SHA-256. Durable when it returns.
    [[nodiscard]] tl::expected<QByteArray, LedgerError> storeBlob(const QByteArray &bytes);
    /// The bytes, recomputed: a changed blob is LedgerInvalid, an absent one NoSuchBlob.
    [[nodiscard]] tl::expected<QByteArray, LedgerError> blob(const QByteArray &sha256) const;

    /// Takes in what other consoles appended; the index of the first new entry, or nothing. Cheap when nothing changed.
    [[nodiscard]] tl::expected<std::optional<qint64>, LedgerError> refresh();

    /// The watcher's lease: a row beside the log, which neither the tree nor `trouble()` knows, so that a log that does
    /// not verify keeps nobody from watching. Nothing where nobody holds it.
    [[nodiscard]] tl::expected<std::optional<domain::WatchLease>, LedgerError> lease() const;
    /// Takes or renews it for `mine.holder`; answers whose it is then. Another's is taken only where it still is as
    /// `silent`, which its judge saw unchanged for too long: no two machines have to agree about the time.
    [[nodiscard]] tl::expected<domain::WatchLease, LedgerError>
    takeLease(const domain::WatchLease &mine, const std::optional<domain::WatchLease> &silent = {});
    /// Gives it back, if it is this holder's.
    [[nodiscard]] tl::expected<void, LedgerError> releaseLease(const QString &holder);

    /// Reads everything again and recomputes every leaf, the tree and every blob; never fails, the report says it.
    [[nodiscard]] LedgerReport verify();

    /// Writes JSON Lines that `verifyExport` (ledgerexport.h) checks without the database; replaced atomically.
    [[nodiscard]] tl::expected<void, LedgerError> exportJsonLines(const QString &file) const;

private:
    struct Scan;

    Ledger(QString path, OpenOptions options, std::unique_ptr<SqliteStore> store);

    [[nodiscard]] tl::expected<void, LedgerError> start();
    [[nodiscard]] tl::expected<void, LedgerError> found();
    [[nodiscard]] tl::expected<void, LedgerError> meetAttestation();
    [[nodiscard]] Scan scanAll() const;
    [[nodiscard]] tl::expected<void, LedgerError> mayAppend() const;
    [[nodiscard]] tl::expected<std::optional<qint64>, LedgerError> takeNewRows();
    [[nodiscard]] LedgerError distrust();
    [[nodiscard]] tl::expected<Appended, LedgerError> appendEntry(std::optional<qint64> expectedLastDeciding,
                                                                  QStringView kind, const Actor &actor,
                                                                  const QJsonObject &payload,
                                                                  const QList<QByteArray> &boundBlobs);
    bool attest();
    void checkBlobs(LogScan &scan) const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] bool isInspecting() const { return m_options.mode == OpenOptions::Mode::Inspect; }

    QString m_path;
    OpenOptions m_options;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<Attestation> m_attestation;
    std::unique_ptr<LogScan> m_log;
    qint64 m_dataVersion = -1;
    std::optional<LedgerError> m_trouble;
};

} // namespace cutover::ledger
