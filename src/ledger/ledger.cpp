// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledger.h"

#include "crypto/digest.h"
#include "crypto/random.h"
#include "formats/atomicfile.h"
#include "ledger/exportwriter.h"
#include "ledger/logscan.h"
#include "ledger/sqlitestore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QMap>
#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

using Problem = LedgerProblem::Code;

tl::expected<void, LedgerError> makeFolders(const QString &path)
{
    QStringList made;
    QString folder = QFileInfo(path).absolutePath();
    for (; !QFileInfo::exists(folder) && folder != u"/"_s; folder = QFileInfo(folder).absolutePath())
        made.prepend(folder);
    const QJsonObject data{{u"cause"_s, u"read_only"_s}};
    if (!made.isEmpty() && !QDir().mkpath(made.last()))
        return tl::unexpected(LedgerError{LedgerError::Code::LedgerUnwritable, path, {}, data});
    for (const QString &each : made) {
        if (const auto synced = formats::syncFolder(QFileInfo(each).absolutePath()); !synced)
            return tl::unexpected(LedgerError{LedgerError::Code::LedgerUnwritable, path, synced.error().system, data});
    }
    return {};
}

using Blobs = QMap<QByteArray, QByteArray>; // by digest, so that "bound" is sorted

Blobs digested(const QList<QByteArray> &blobs)
{
    Blobs byDigest;
    for (const QByteArray &bytes : blobs)
        byDigest.insert(crypto::sha256(bytes), bytes);
    return byDigest;
}

QJsonArray hexList(const Blobs &blobs)
{
    QJsonArray list;
    for (auto blob = blobs.begin(); blob != blobs.end(); ++blob)
        list.append(QString::fromLatin1(blob.key().toHex()));
    return list;
}

tl::unexpected<LedgerError> noSuch(LedgerError::Code code, const QString &path, const QString &key,
                                   const QJsonValue &value)
{
    return tl::unexpected(LedgerError{code, path, {}, {{key, value}}});
}

} // namespace

Ledger::Ledger(QString path, OpenOptions options, std::unique_ptr<SqliteStore> store)
    : m_path(std::move(path))
    , m_options(std::move(options))
    , m_store(std::move(store))
    , m_log(std::make_unique<LogScan>())
{
    if (m_options.stateFolder.isEmpty())
        m_options.stateFolder = Attestation::defaultStateFolder();
    if (!m_options.now)
        m_options.now = [] { return QDateTime::currentDateTimeUtc(); };
}

Ledger::~Ledger() = default;

tl::expected<std::unique_ptr<Ledger>, LedgerError> Ledger::open(const QString &path, const OpenOptions &options)
{
    SqliteStore::Options storeOptions;
    storeOptions.create = options.mode == OpenOptions::Mode::Create;
    storeOptions.readOnly = options.mode == OpenOptions::Mode::ReadOnly || options.mode == OpenOptions::Mode::Inspect;
    storeOptions.lockTimeoutMs = options.lockTimeoutMs;
    if (storeOptions.create) {
        if (const auto made = makeFolders(path); !made)
            return tl::unexpected(made.error());
    }
    auto store = SqliteStore::open(path, storeOptions);
    if (!store)
        return tl::unexpected(store.error());
    std::unique_ptr<Ledger> ledger(new Ledger(path, options, std::move(*store)));
    if (const auto started = ledger->start(); !started)
        return tl::unexpected(started.error());
    return ledger;
}

tl::expected<void, LedgerError> Ledger::start()
{
    const auto schema = m_store->hasSchema();
    if (!schema)
        return tl::unexpected(schema.error());
    if (!*schema && m_options.mode != OpenOptions::Mode::Create)
        return tl::unexpected(LedgerError{LedgerError::Code::NotALedger, m_path, {}, {}});
    if (!*schema) {
        if (const auto made = found(); !made)
            return made;
    }
    if (const auto version = m_store->dataVersion(); version)
        m_dataVersion = *version;
    return meetAttestation();
}

tl::expected<void, LedgerError> Ledger::found()
{
    const auto id = crypto::randomBytes(16);
    if (!id)
        return tl::unexpected(LedgerError{LedgerError::Code::LedgerUnwritable, m_path, {}, {{u"cause"_s, u"io"_s}}});
    const QJsonObject payload{{u"ledger_id"_s, QString::fromLatin1(id->toHex())},
                              {u"workspace_id"_s, m_options.workspaceId}};
    const auto bytes = entryBytes(m_options.now(), createdKind, Actor::ofThisProcess(), payload);
    if (!bytes)
        return tl::unexpected(bytes.error());
    SqliteStore::Transaction transaction(*m_store);
    if (const auto begun = transaction.beginWrite(); !begun)
        return begun;
    const auto meanwhile = m_store->hasSchema(); // another console may have been quicker
    if (!meanwhile || *meanwhile)
        return meanwhile ? tl::expected<void, LedgerError>() : tl::unexpected(meanwhile.error());
    if (const auto created = m_store->createSchema(); !created)
        return created;
    if (const auto inserted = m_store->insert(LogScan().next(createdKind.toString(), *bytes)); !inserted)
        return inserted;
    return transaction.commit();
}

QString Ledger::ledgerId() const
{
    return m_log->ledgerId();
}

QString Ledger::workspaceId() const
{
    return m_log->workspaceId();
}

qint64 Ledger::size() const
{
    return m_log->size();
}

QByteArray Ledger::root() const
{
    return m_log->root();
}

qint64 Ledger::lastDeciding() const
{
    return m_log->lastDeciding();
}

qint64 Ledger::lastDeciding(QStringView over) const
{
    return isPromotingKind(over) ? m_log->lastOverPromotions() : m_log->lastDeciding();
}

bool Ledger::hasPrefix(qint64 size, const QByteArray &root) const
{
    return size > 0 && size <= m_log->size() && m_log->roots().at(size - 1) == root;
}

tl::expected<Appended, LedgerError> Ledger::append(QStringView kind, const Actor &actor, const QJsonObject &payload,
                                                   const QList<QByteArray> &boundBlobs)
{
    return appendEntry(std::nullopt, kind, actor, payload, boundBlobs);
}

tl::expected<Appended, LedgerError> Ledger::appendIf(qint64 expectedLastDeciding, QStringView kind, const Actor &actor,
                                                     const QJsonObject &payload, const QList<QByteArray> &boundBlobs)
{
    return appendEntry(expectedLastDeciding, kind, actor, payload, boundBlobs);
}

tl::expected<void, LedgerError> Ledger::probeWriting(WriteProbe how) const
{
    if (isReadOnly())
        return tl::unexpected(m_store->readOnlyError());
    return how == WriteProbe::Permissions ? m_store->checkPermissions() : m_store->tryWriting();
}

tl::expected<std::optional<domain::WatchLease>, LedgerError> Ledger::lease() const
{
    return m_store->lease();
}

tl::expected<domain::WatchLease, LedgerError> Ledger::takeLease(const domain::WatchLease &mine,
                                                                const std::optional<domain::WatchLease> &silent)
{
    if (isReadOnly())
        return tl::unexpected(m_store->readOnlyError());
    SqliteStore::Transaction transaction(*m_store);
    if (const auto begun = transaction.beginWrite(); !begun)
        return tl::unexpected(begun.error());
    const auto present = m_store->lease();
    if (!present)
        return tl::unexpected(present.error());
    const bool isTaken = *present && (*present)->holder != mine.holder && *present != silent;
    if (isTaken)
        return **present;
    if (const auto put = m_store->putLease(mine); !put)
        return tl::unexpected(put.error());
    return transaction.commit().map([&mine] { return mine; });
}

tl::expected<void, LedgerError> Ledger::releaseLease(const QString &holder)
{
    if (isReadOnly())
        return tl::unexpected(m_store->readOnlyError());
    SqliteStore::Transaction transaction(*m_store);
    if (const auto begun = transaction.beginWrite(); !begun)
        return begun;
    const auto present = m_store->lease();
    if (!present || !*present)
        return present.map([](const auto &) {});
    if (const auto removed = m_store->removeLease(holder); !removed)
        return removed;
    return transaction.commit();
}

tl::expected<void, LedgerError> Ledger::mayAppend() const
{
    if (isReadOnly())
        return tl::unexpected(m_store->readOnlyError());
    if (m_trouble && m_trouble->code == LedgerError::Code::LedgerInvalid)
        return tl::unexpected(*m_trouble);
    return {};
}

tl::expected<Appended, LedgerError> Ledger::appendEntry(std::optional<qint64> expectedLastDeciding, QStringView kind,
                                                        const Actor &actor, const QJsonObject &payload,
                                                        const QList<QByteArray> &boundBlobs)
{
    if (const auto may = mayAppend(); !may)
        return tl::unexpected(may.error());
    if (payload.contains(u"bound"_s) || kind == createdKind)
        return noSuch(LedgerError::Code::InvalidEntry, m_path, u"cause"_s, u"reserved"_s);
    const Blobs blobs = digested(boundBlobs);
    QJsonObject whole = payload;
    if (!blobs.isEmpty())
        whole.insert(u"bound"_s, hexList(blobs));

    SqliteStore::Transaction transaction(*m_store);
    if (const auto begun = transaction.beginWrite(); !begun)
        return tl::unexpected(begun.error());
    if (const auto taken = takeNewRows(); !taken)
        return tl::unexpected(taken.error());
    // Expected ahead of what is there: by another log, or one that was cut.
    if (expectedLastDeciding &&
        (*expectedLastDeciding < lastDeciding(kind) || *expectedLastDeciding > lastDeciding())) {
        const QJsonObject data{{u"expected"_s, *expectedLastDeciding}, {u"last_deciding"_s, lastDeciding()}};
        return tl::unexpected(LedgerError{LedgerError::Code::Conflict, m_path, {}, data});
    }
    const QDateTime time = m_options.now();
    const auto bytes = entryBytes(time, kind, actor, whole);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const StoredEntry row = m_log->next(kind.toString(), *bytes);
    for (auto blob = blobs.begin(); blob != blobs.end(); ++blob) {
        if (const auto put = m_store->putBlob(blob.key(), blob.value()); !put)
            return tl::unexpected(put.error());
    }
    if (const auto inserted = m_store->insert(row); !inserted)
        return tl::unexpected(inserted.error());
    if (const auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    m_log->add(row);
    return Appended{row.index, time.toUTC(), head(), attest()};
}

// Whatever another console committed is judged like a file just opened, before anything is put behind it.
tl::expected<std::optional<qint64>, LedgerError> Ledger::takeNewRows()
{
    if (!m_store->isStillAtPath())
        return tl::unexpected(distrust());
    const qint64 known = size();
    bool lastKnownIsThere = false;
    std::optional<LogScan> extended;
    const auto visited = m_store->visitEntries(known - 1, [&](const StoredEntry &row) {
        if (!lastKnownIsThere) {
            lastKnownIsThere =
                row.index == known - 1 && row.root == root() && crypto::leafHash(row.bytes) == m_log->leaves().last();
            return lastKnownIsThere;
        }
        if (!extended)
            extended = *m_log;
        extended->add(row);
        return extended->isSound();
    });
    if (!visited)
        return tl::unexpected(visited.error());
    if (!lastKnownIsThere || (extended && !extended->isSound()))
        return tl::unexpected(distrust());
    if (!extended)
        return std::nullopt;
    *m_log = std::move(*extended);
    return known;
}

tl::expected<std::optional<qint64>, LedgerError> Ledger::refresh()
{
    if (m_trouble && m_trouble->code == LedgerError::Code::LedgerInvalid)
        return tl::unexpected(*m_trouble);
    const auto version = m_store->dataVersion();
    if (!version)
        return tl::unexpected(version.error());
    const bool isAttested = !m_trouble;
    if (*version == m_dataVersion && isAttested && m_store->isStillAtPath())
        return std::nullopt;
    auto taken = takeNewRows();
    if (taken) {
        m_dataVersion = *version;
        if (*taken || !isAttested)
            attest();
    }
    return taken;
}

tl::expected<Entry, LedgerError> Ledger::entry(qint64 index) const
{
    const auto found = entries(index, 1);
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty() || found->first().index != index)
        return noSuch(LedgerError::Code::NoSuchEntry, m_path, u"index"_s, index);
    return found->first();
}

tl::expected<QList<Entry>, LedgerError> Ledger::entries(qint64 from, qint64 limit) const
{
    QList<Entry> list;
    std::optional<LedgerError> malformed;
    const auto visited = m_store->visitEntries(from, [&](const StoredEntry &row) {
        if (limit >= 0 && list.size() >= limit)
            return false;
        auto read = readEntry(row.index, row.bytes);
        if (read)
            list.append(std::move(*read));
        else
            malformed = read.error();
        return !malformed;
    });
    if (!visited || malformed)
        return tl::unexpected(visited ? *malformed : visited.error());
    return list;
}

tl::expected<QByteArray, LedgerError> Ledger::storeBlob(const QByteArray &bytes)
{
    if (const auto may = mayAppend(); !may)
        return tl::unexpected(may.error());
    const QByteArray digest = crypto::sha256(bytes);
    SqliteStore::Transaction transaction(*m_store);
    if (const auto begun = transaction.beginWrite(); !begun)
        return tl::unexpected(begun.error());
    if (const auto put = m_store->putBlob(digest, bytes); !put)
        return tl::unexpected(put.error());
    if (const auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return digest;
}

tl::expected<QByteArray, LedgerError> Ledger::blob(const QByteArray &sha256) const
{
    const auto found = m_store->blob(sha256);
    if (!found)
        return tl::unexpected(found.error());
    const QString hex = QString::fromLatin1(sha256.toHex());
    if (!*found)
        return noSuch(LedgerError::Code::NoSuchBlob, m_path, u"sha256"_s, hex);
    if (crypto::sha256(**found) != sha256) {
        const QJsonObject data{{u"problem"_s, codeName(Problem::BlobChanged)}, {u"sha256"_s, hex}};
        return tl::unexpected(LedgerError{LedgerError::Code::LedgerInvalid, m_path, {}, data});
    }
    return **found;
}

tl::expected<void, LedgerError> Ledger::exportJsonLines(const QString &file) const
{
    ExportWriter writer;
    const auto visited = m_store->visitEntries(0, [&writer](const StoredEntry &row) {
        writer.add(row);
        return true;
    });
    if (!visited)
        return visited;
    const auto written = formats::writeAtomically(file, writer.bytes(ledgerId(), workspaceId()));
    if (!written) {
        const QJsonObject data{{u"cause"_s, formats::codeName(written.error().code)}};
        return tl::unexpected(
            LedgerError{LedgerError::Code::LedgerUnwritable, written.error().path, written.error().system, data});
    }
    return {};
}

bool Ledger::isReadOnly() const
{
    return m_options.mode == OpenOptions::Mode::ReadOnly || isInspecting();
}

} // namespace cutover::ledger
