// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/watch.h"
#include "ledger/ledgererror.h"

#include <QByteArray>
#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::ledger {

/// One row of the log as the file has it; nothing about it is believed until LogScan has looked.
struct StoredEntry
{
    qint64 index = -1;
    QString kind;
    QByteArray bytes;
    QByteArray leaf;
    qint64 size = 0;
    QByteArray root;
};

/// The SQLite file of a ledger: rows in and out, transactions and pragmas, no judgement about what the rows say.
///
/// Pragmas as design finding: journal_mode=DELETE (SQLite 3.40 predates the fix of the WAL reset corruption),
/// synchronous=EXTRA, foreign_keys=ON, trusted_schema=OFF; read back, and the file refused where one differs.
/// Thread: the one that opened it.
class SqliteStore
{
public:
    struct Options
    {
        bool create = false;
        bool readOnly = false;
        int lockTimeoutMs = 5000;
    };

    /// One transaction, rolled back unless committed.
    class Transaction
    {
    public:
        explicit Transaction(SqliteStore &store)
            : m_store(store)
        {
        }
        ~Transaction();
        Transaction(const Transaction &) = delete;
        Transaction &operator=(const Transaction &) = delete;

        [[nodiscard]] tl::expected<void, LedgerError> beginRead();
        /// Takes the write lock at once (BEGIN IMMEDIATE), waiting for others up to the lock timeout.
        [[nodiscard]] tl::expected<void, LedgerError> beginWrite();
        /// Durable when it returns without error.
        [[nodiscard]] tl::expected<void, LedgerError> commit();

    private:
        SqliteStore &m_store;
        bool m_open = false;
    };

    [[nodiscard]] static tl::expected<std::unique_ptr<SqliteStore>, LedgerError> open(const QString &path,
                                                                                      const Options &options);
    ~SqliteStore();
    SqliteStore(const SqliteStore &) = delete;
    SqliteStore &operator=(const SqliteStore &) = delete;

    /// True where the file has this program's schema, false where it has none; NotALedger for anything else.
    [[nodiscard]] tl::expected<bool, LedgerError> hasSchema() const;
    [[nodiscard]] tl::expected<void, LedgerError> createSchema();

    /// Changes whenever another connection has committed.
    [[nodiscard]] tl::expected<qint64, LedgerError> dataVersion() const;
    /// False once another file, or none, lies at the path.
    [[nodiscard]] bool isStillAtPath() const;

    /// Whether the file system lets this process write file and folder.
    [[nodiscard]] tl::expected<void, LedgerError> checkPermissions() const;
    /// Makes a change and takes it back.
    [[nodiscard]] tl::expected<void, LedgerError> tryWriting();
    [[nodiscard]] LedgerError readOnlyError(const QString &system = {}) const;

    [[nodiscard]] tl::expected<void, LedgerError> insert(const StoredEntry &entry);
    /// Calls `visit` for each row in order, until it returns false.
    [[nodiscard]] tl::expected<void, LedgerError>
    visitEntries(qint64 from, const std::function<bool(const StoredEntry &)> &visit) const;

    [[nodiscard]] tl::expected<void, LedgerError> putBlob(const QByteArray &sha256, const QByteArray &bytes);
    [[nodiscard]] tl::expected<std::optional<QByteArray>, LedgerError> blob(const QByteArray &sha256) const;
    [[nodiscard]] tl::expected<void, LedgerError>
    visitBlobs(const std::function<void(const QByteArray &sha256, const QByteArray &bytes)> &visit) const;

    /// The lease's one row; nothing where there is none, or none yet in this file.
    [[nodiscard]] tl::expected<std::optional<domain::WatchLease>, LedgerError> lease() const;
    /// Within a write transaction.
    [[nodiscard]] tl::expected<void, LedgerError> putLease(const domain::WatchLease &lease);
    [[nodiscard]] tl::expected<void, LedgerError> removeLease(const QString &holder);

private:
    enum class Access { Read, Write };
    struct FileId
    {
        quint64 device = 0;
        quint64 inode = 0;
        friend bool operator==(const FileId &, const FileId &) = default;
    };

    SqliteStore(QString path, QString connection);

    [[nodiscard]] tl::expected<void, LedgerError> connectToFile(const Options &options);
    [[nodiscard]] tl::expected<void, LedgerError> setPragmas();
    [[nodiscard]] tl::expected<QVariant, LedgerError> scalar(const QString &sql) const;
    [[nodiscard]] tl::expected<void, LedgerError> execute(const QString &sql, Access access = Access::Write) const;
    [[nodiscard]] tl::expected<void, LedgerError> run(QSqlQuery &query, Access access) const;
    [[nodiscard]] QSqlQuery prepared(const QString &sql) const;
    [[nodiscard]] LedgerError failure(const QSqlError &error, Access access) const;
    [[nodiscard]] std::optional<FileId> fileId() const;

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::optional<FileId> m_fileId;
};

} // namespace cutover::ledger
