// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/sqlitestore.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QStringList>
#include <QVariant>
#include <array>
#include <atomic>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

constexpr int applicationId = 0x43757456; // "CutV"
constexpr int schemaVersion = 1;

// The triggers are a seat belt against a slip of our own; who can write the file can drop them, and is found out by
// the tree and the size and root kept outside.
const QStringList &schema()
{
    static const QStringList statements = {
        u"CREATE TABLE entries(idx INTEGER PRIMARY KEY, kind TEXT NOT NULL, bytes BLOB NOT NULL, leaf BLOB NOT NULL, "
        "size INTEGER NOT NULL, root BLOB NOT NULL) STRICT"_s,
        u"CREATE TABLE blobs(sha256 BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT"_s,
        u"CREATE TRIGGER entries_in_order BEFORE INSERT ON entries "
        "WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM entries) "
        "BEGIN SELECT RAISE(ABORT, 'out of order'); END"_s,
        u"CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'append-only'); END"_s,
        u"CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'append-only'); END"_s,
        u"CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'append-only'); END"_s,
        u"CREATE TRIGGER blobs_no_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'append-only'); END"_s,
        u"PRAGMA application_id = %1"_s.arg(applicationId),
        u"PRAGMA user_version = %1"_s.arg(schemaVersion)};
    return statements;
}

QString nextConnectionName()
{
    static std::atomic<int> counter = 0;
    return u"cutover-ledger-%1"_s.arg(++counter);
}

// SQLite's primary result codes.
enum Result {
    ResultPerm = 3,
    ResultBusy = 5,
    ResultLocked = 6,
    ResultReadOnly = 8,
    ResultCorrupt = 11,
    ResultFull = 13,
    ResultCantOpen = 14,
    ResultAuth = 23,
    ResultNotADatabase = 26
};

QString causeOf(int result)
{
    switch (result) {
    case ResultFull:
        return u"disk_full"_s;
    case ResultPerm:
    case ResultReadOnly:
    case ResultCantOpen: // the journal beside the file
    case ResultAuth:
        return u"read_only"_s;
    case ResultBusy:
    case ResultLocked:
        return u"locked"_s;
    default:
        return u"io"_s;
    }
}

} // namespace

SqliteStore::Transaction::~Transaction()
{
    if (m_open)
        (void)m_store.execute(u"ROLLBACK"_s);
}

tl::expected<void, LedgerError> SqliteStore::Transaction::beginRead()
{
    const auto begun = m_store.execute(u"BEGIN"_s, Access::Read);
    m_open = begun.has_value();
    return begun;
}

tl::expected<void, LedgerError> SqliteStore::Transaction::beginWrite()
{
    const auto begun = m_store.execute(u"BEGIN IMMEDIATE"_s);
    m_open = begun.has_value();
    return begun;
}

tl::expected<void, LedgerError> SqliteStore::Transaction::commit()
{
    const auto committed = m_store.execute(u"COMMIT"_s);
    if (committed)
        m_open = false;
    return committed;
}

SqliteStore::SqliteStore(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection))
{
}

SqliteStore::~SqliteStore()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

tl::expected<std::unique_ptr<SqliteStore>, LedgerError> SqliteStore::open(const QString &path, const Options &options)
{
    std::unique_ptr<SqliteStore> store(new SqliteStore(path, nextConnectionName()));
    if (const auto connected = store->connectToFile(options); !connected)
        return tl::unexpected(connected.error());
    if (const auto set = store->setPragmas(); !set)
        return tl::unexpected(set.error());
    return store;
}

tl::expected<void, LedgerError> SqliteStore::connectToFile(const Options &options)
{
    if (!options.create && !QFile::exists(m_path))
        return tl::unexpected(LedgerError{LedgerError::Code::NotFound, m_path, {}, {}});
    QStringList connectOptions{u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.lockTimeoutMs)};
    if (options.readOnly)
        connectOptions.append(u"QSQLITE_OPEN_READONLY"_s);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(connectOptions.join(u';'));
    if (!m_database.open())
        return tl::unexpected(failure(m_database.lastError(), options.create ? Access::Write : Access::Read));
    m_fileId = fileId();
    return {};
}

tl::expected<void, LedgerError> SqliteStore::setPragmas()
{
    struct Pragma
    {
        QString name;
        QString value;
        QString readBack;
    };
    const std::array<Pragma, 4> pragmas = {
        Pragma{u"journal_mode"_s, u"DELETE"_s, u"delete"_s}, Pragma{u"synchronous"_s, u"EXTRA"_s, u"3"_s},
        Pragma{u"foreign_keys"_s, u"ON"_s, u"1"_s}, Pragma{u"trusted_schema"_s, u"OFF"_s, u"0"_s}};
    for (const Pragma &pragma : pragmas) {
        if (const auto set = execute(u"PRAGMA %1 = %2"_s.arg(pragma.name, pragma.value), Access::Read); !set)
            return set;
        const auto value = scalar(u"PRAGMA "_s + pragma.name);
        if (!value)
            return tl::unexpected(value.error());
        if (value->toString() != pragma.readBack) {
            const QJsonObject data{{u"pragma"_s, pragma.name}, {u"value"_s, value->toString()}};
            return tl::unexpected(LedgerError{LedgerError::Code::LedgerUnreadable, m_path, {}, data});
        }
    }
    return {};
}

tl::expected<bool, LedgerError> SqliteStore::hasSchema() const
{
    const auto application = scalar(u"PRAGMA application_id"_s);
    if (!application)
        return tl::unexpected(application.error());
    const auto version = scalar(u"PRAGMA user_version"_s);
    if (!version)
        return tl::unexpected(version.error());
    const auto tables = scalar(u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tl::unexpected(tables.error());
    if (application->toInt() == applicationId && version->toInt() == schemaVersion)
        return true;
    if (application->toInt() == 0 && version->toInt() == 0 && tables->toInt() == 0)
        return false;
    const QJsonObject data{{u"application_id"_s, application->toInt()}, {u"version"_s, version->toInt()}};
    return tl::unexpected(LedgerError{LedgerError::Code::NotALedger, m_path, {}, data});
}

tl::expected<void, LedgerError> SqliteStore::createSchema()
{
    for (const QString &statement : schema()) {
        if (const auto done = execute(statement); !done)
            return done;
    }
    return {};
}

tl::expected<qint64, LedgerError> SqliteStore::dataVersion() const
{
    return scalar(u"PRAGMA data_version"_s).map([](const QVariant &value) { return value.toLongLong(); });
}

bool SqliteStore::isStillAtPath() const
{
    return m_fileId && fileId() == m_fileId;
}

LedgerError SqliteStore::readOnlyError(const QString &system) const
{
    return {LedgerError::Code::LedgerUnwritable, m_path, system, {{u"cause"_s, u"read_only"_s}}};
}

tl::expected<void, LedgerError> SqliteStore::checkPermissions() const
{
    const auto folder = QFile::encodeName(QFileInfo(m_path).absolutePath()); // the journal is made beside the file
    const bool writable =
        ::access(QFile::encodeName(m_path).constData(), W_OK) == 0 && ::access(folder.constData(), W_OK | X_OK) == 0;
    if (!writable)
        return tl::unexpected(readOnlyError(qt_error_string(errno)));
    return {};
}

tl::expected<void, LedgerError> SqliteStore::tryWriting()
{
    Transaction transaction(*this);
    if (const auto begun = transaction.beginWrite(); !begun)
        return begun;
    // The first change makes the journal and fills it, which is where a full disk and a read-only folder show.
    return execute(u"INSERT INTO blobs(sha256, bytes) VALUES(randomblob(32), zeroblob(1))"_s);
}

tl::expected<void, LedgerError> SqliteStore::insert(const StoredEntry &entry)
{
    QSqlQuery query = prepared(u"INSERT INTO entries(idx, kind, bytes, leaf, size, root) VALUES(?, ?, ?, ?, ?, ?)"_s);
    query.addBindValue(entry.index);
    query.addBindValue(entry.kind);
    query.addBindValue(entry.bytes);
    query.addBindValue(entry.leaf);
    query.addBindValue(entry.size);
    query.addBindValue(entry.root);
    return run(query, Access::Write);
}

tl::expected<void, LedgerError> SqliteStore::visitEntries(qint64 from,
                                                          const std::function<bool(const StoredEntry &)> &visit) const
{
    QSqlQuery query = prepared(u"SELECT idx, kind, bytes, leaf, size, root FROM entries WHERE idx >= ? ORDER BY idx"_s);
    query.addBindValue(from);
    if (const auto done = run(query, Access::Read); !done)
        return done;
    while (query.next()) {
        const StoredEntry entry{query.value(0).toLongLong(),  query.value(1).toString(),
                                query.value(2).toByteArray(), query.value(3).toByteArray(),
                                query.value(4).toLongLong(),  query.value(5).toByteArray()};
        if (!visit(entry))
            return {};
    }
    if (query.lastError().isValid())
        return tl::unexpected(failure(query.lastError(), Access::Read));
    return {};
}

tl::expected<void, LedgerError> SqliteStore::putBlob(const QByteArray &sha256, const QByteArray &bytes)
{
    QSqlQuery query = prepared(u"INSERT INTO blobs(sha256, bytes) VALUES(?, ?) ON CONFLICT DO NOTHING"_s);
    query.addBindValue(sha256);
    query.addBindValue(bytes.isNull() ? QByteArray("") : bytes); // a null array would be bound as NULL
    return run(query, Access::Write);
}

tl::expected<std::optional<QByteArray>, LedgerError> SqliteStore::blob(const QByteArray &sha256) const
{
    QSqlQuery query = prepared(u"SELECT bytes FROM blobs WHERE sha256 = ?"_s);
    query.addBindValue(sha256);
    if (const auto done = run(query, Access::Read); !done)
        return tl::unexpected(done.error());
    if (query.next())
        return query.value(0).toByteArray();
    if (query.lastError().isValid())
        return tl::unexpected(failure(query.lastError(), Access::Read));
    return std::nullopt;
}

tl::expected<void, LedgerError>
SqliteStore::visitBlobs(const std::function<void(const QByteArray &sha256, const QByteArray &bytes)> &visit) const
{
    QSqlQuery query = prepared(u"SELECT sha256, bytes FROM blobs"_s);
    if (const auto done = run(query, Access::Read); !done)
        return done;
    while (query.next())
        visit(query.value(0).toByteArray(), query.value(1).toByteArray());
    if (query.lastError().isValid())
        return tl::unexpected(failure(query.lastError(), Access::Read));
    return {};
}

tl::expected<std::optional<domain::WatchLease>, LedgerError> SqliteStore::lease() const
{
    const auto tables = scalar(u"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'lease'"_s);
    if (!tables)
        return tl::unexpected(tables.error());
    if (tables->toInt() == 0)
        return std::nullopt;
    QSqlQuery query = prepared(u"SELECT holder, pid, host, boot_id, boot_ms, at_ms FROM lease WHERE one = 1"_s);
    if (const auto done = run(query, Access::Read); !done)
        return tl::unexpected(done.error());
    if (query.next())
        return domain::WatchLease{query.value(0).toString(),
                                  query.value(1).toLongLong(),
                                  query.value(2).toString(),
                                  {query.value(3).toString(), query.value(4).toLongLong()},
                                  QDateTime::fromMSecsSinceEpoch(query.value(5).toLongLong(), Qt::UTC)};
    if (query.lastError().isValid())
        return tl::unexpected(failure(query.lastError(), Access::Read));
    return std::nullopt;
}

tl::expected<void, LedgerError> SqliteStore::putLease(const domain::WatchLease &lease)
{
    const auto made = execute(u"CREATE TABLE IF NOT EXISTS lease(one INTEGER PRIMARY KEY CHECK(one = 1), "
                              "holder TEXT NOT NULL, pid INTEGER NOT NULL, host TEXT NOT NULL, boot_id TEXT NOT NULL, "
                              "boot_ms INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT"_s);
    if (!made)
        return made;
    QSqlQuery query = prepared(u"INSERT OR REPLACE INTO lease(one, holder, pid, host, boot_id, boot_ms, at_ms) "
                               "VALUES(1, ?, ?, ?, ?, ?, ?)"_s);
    query.addBindValue(lease.holder);
    query.addBindValue(lease.pid);
    query.addBindValue(lease.host);
    query.addBindValue(lease.boot.bootId);
    query.addBindValue(lease.boot.ms);
    query.addBindValue(lease.at.toMSecsSinceEpoch());
    return run(query, Access::Write);
}

tl::expected<void, LedgerError> SqliteStore::removeLease(const QString &holder)
{
    QSqlQuery query = prepared(u"DELETE FROM lease WHERE holder = ?"_s);
    query.addBindValue(holder);
    return run(query, Access::Write);
}

tl::expected<QVariant, LedgerError> SqliteStore::scalar(const QString &sql) const
{
    QSqlQuery query = prepared(sql);
    if (const auto done = run(query, Access::Read); !done)
        return tl::unexpected(done.error());
    if (query.next())
        return query.value(0);
    return tl::unexpected(failure(query.lastError(), Access::Read));
}

tl::expected<void, LedgerError> SqliteStore::execute(const QString &sql, Access access) const
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return tl::unexpected(failure(query.lastError(), access));
    return {};
}

QSqlQuery SqliteStore::prepared(const QString &sql) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(sql);
    return query;
}

tl::expected<void, LedgerError> SqliteStore::run(QSqlQuery &query, Access access) const
{
    // A failed prepare leaves its error behind; exec would only say that there is no query.
    if (query.lastError().isValid() || !query.exec())
        return tl::unexpected(failure(query.lastError(), access));
    return {};
}

LedgerError SqliteStore::failure(const QSqlError &error, Access access) const
{
    const int result = error.nativeErrorCode().toInt() & 0xff; // extended codes keep the primary one in the low byte
    LedgerError failed{LedgerError::Code::LedgerUnreadable, m_path, error.text(), {{u"cause"_s, causeOf(result)}}};
    if (result == ResultNotADatabase)
        failed.code = LedgerError::Code::NotALedger;
    else if (result == ResultCorrupt)
        failed.code = LedgerError::Code::LedgerInvalid;
    else if (access == Access::Write)
        failed.code = LedgerError::Code::LedgerUnwritable;
    if (result == ResultCorrupt)
        failed.data.insert(u"problem"_s, codeName(LedgerProblem::Code::Unreadable));
    return failed;
}

std::optional<SqliteStore::FileId> SqliteStore::fileId() const
{
    // stat, never open: closing any descriptor of the file would drop the locks SQLite holds in this process.
    struct stat facts = {};
    if (::stat(QFile::encodeName(m_path).constData(), &facts) != 0)
        return std::nullopt;
    return FileId{facts.st_dev, facts.st_ino};
}

} // namespace cutover::ledger
