// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/bundle.h"

#include "crypto/digest.h"
#include "crypto/random.h"
#include "formats/atomicfile.h"
#include "formats/canonicaljson.h"
#include "ledger/ledgerexport.h"
#include "rollout/ledgerevents.h"
#include "session/sealfailures.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QScopeGuard>
#include <QSet>

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;
namespace kind = rollout::kind;

namespace {

constexpr qint64 largestLedger = 256 * 1024 * 1024; // what verify reads of one

Failure folderFailure(const QString &folder)
{
    return fileFailure({formats::FileError::Code::FolderFailed, folder, {}}, folder);
}

/// The list that the ledger pinned last; empty: none.
QByteArray pinnedList(const QList<ledger::Entry> &entries)
{
    QByteArray digest;
    for (const auto &entry : entries)
        if (entry.kind == kind::signersPinned)
            digest = ledger::digestIn(entry.payload, u"signers_sha256"_s);
    return digest;
}

/// Fills a folder of its own, and moves it to its place when all of it is on disk.
class BundleWriter
{
public:
    BundleWriter(const ledger::Ledger &ledger, const QString &folder)
        : m_ledger(ledger)
        , m_folder(folder)
        , m_partial(folder + ".partial-"_L1 + hex(crypto::randomBytes(4).value_or(QByteArray())))
    {
    }
    Q_DISABLE_COPY_MOVE(BundleWriter)
    ~BundleWriter() { QDir(m_partial).removeRecursively(); }

    [[nodiscard]] Result<BundleSummary> write(const QString &id)
    {
        if (const QDir there(m_folder); QFileInfo::exists(m_folder) && !(there.exists() && there.isEmpty()))
            return tl::unexpected(refused(u"folder_not_empty"_s, {m_folder}));
        if (!QDir().mkpath(m_partial))
            return tl::unexpected(folderFailure(m_partial));
        writeLedger();
        const auto documents = signedDocuments(m_entries);
        if (!m_failure && !documents.contains(id))
            return tl::unexpected(refused(u"no_decision"_s, {id}));
        for (auto each = documents.begin(); each != documents.end(); ++each)
            writeDocument(each.key(), each->revisions.last());
        writeStore();
        if (const auto digest = pinnedList(m_entries); !digest.isEmpty())
            writeBlob(u"signers.dsse.json"_s, digest);
        writeIndex(id);
        moveToPlace();
        if (m_failure)
            return tl::unexpected(*m_failure);
        return m_summary;
    }

private:
    /// All else is of these very entries: other consoles write on meanwhile.
    void writeLedger()
    {
        const QString file = partial(QString(bundleLedger));
        if (const auto written = m_ledger.exportJsonLines(file); !written) {
            m_failure = failureOf(written.error());
            return;
        }
        const auto bytes = formats::readBounded(file, largestLedger);
        if (!bytes) {
            m_failure = fileFailure(bytes.error(), file);
            return;
        }
        m_head = ledger::exportedHead(*bytes).value_or(ledger::Attested());
        m_entries = ledger::exportedEntries(*bytes);
        m_summary.entries = m_entries.size();
        count(QString(bundleLedger), crypto::sha256(*bytes), bytes->size());
    }

    void writeDocument(const QString &id, const SignedDocument::Revision &revision)
    {
        writeBlob(bundleDecisions + id + ".dsse.json"_L1, revision.envelopeSha256);
        writeBlob(bundleDecisions + id + ".pdf"_L1, revision.pdfSha256);
    }

    void writeStore()
    {
        QSet<QString> bound;
        for (const auto &entry : std::as_const(m_entries))
            for (const auto &digest : entry.payload[u"bound"_s].toArray())
                bound.insert(digest.toString());
        for (const auto &digest : std::as_const(bound))
            writeBlob(bundleStore + digest, QByteArray::fromHex(digest.toLatin1()));
    }

    void writeBlob(const QString &path, const QByteArray &digest)
    {
        if (m_failure)
            return;
        const auto bytes = m_ledger.blob(digest);
        if (!bytes)
            m_failure = failureOf(bytes.error());
        else
            writeFile(path, *bytes);
    }

    void writeFile(const QString &path, const QByteArray &bytes)
    {
        if (m_failure)
            return;
        if (const auto written = formats::writeAtomically(partial(path), bytes); !written)
            m_failure = fileFailure(written.error(), written.error().path);
        else
            count(path, crypto::sha256(bytes), bytes.size());
    }

    void count(const QString &path, const QByteArray &sha256, qint64 size)
    {
        m_files.insert(path, hex(sha256));
        m_summary.bytes += size;
        ++m_summary.files;
    }

    void writeIndex(const QString &id)
    {
        const QJsonObject index{{u"kind"_s, QString(bundleKind)},
                                {u"version"_s, bundleVersion},
                                {u"decision_id"_s, id},
                                {u"ledger_id"_s, m_ledger.ledgerId()},
                                {u"size"_s, m_head.size},
                                {u"root"_s, hex(m_head.root)},
                                {u"files"_s, m_files}};
        writeFile(QString(bundleIndex), formats::canonicalJson(index).value_or(QByteArray()));
    }

    /// An empty folder that is there gives way.
    void moveToPlace()
    {
        if (m_failure)
            return;
        const QString above = QFileInfo(m_folder).absolutePath();
        QDir().rmdir(m_folder);
        if (!QDir().rename(m_partial, m_folder) || !formats::syncFolder(above))
            m_failure = folderFailure(m_folder);
    }

    [[nodiscard]] QString partial(const QString &path) const { return m_partial + u'/' + path; }

    const ledger::Ledger &m_ledger;
    ledger::Attested m_head; ///< of the ledger as written
    QList<ledger::Entry> m_entries;
    QString m_folder;
    QString m_partial;
    QJsonObject m_files;
    BundleSummary m_summary;
    std::optional<Failure> m_failure;
};

} // namespace

QMap<QString, SignedDocument> signedDocuments(const QList<ledger::Entry> &entries)
{
    QMap<QString, SignedDocument> documents;
    for (const auto &entry : entries) {
        const bool isSigning = entry.payload.contains(u"envelope_sha256"_s) && entry.payload.contains(u"pdf_sha256"_s);
        const QString id = entry.payload[u"decision_id"_s].toString();
        if (!isSigning || id.isEmpty())
            continue;
        auto &document = documents[id];
        if (document.revisions.isEmpty())
            document.entry = entry.index;
        const auto before = document.revisions.isEmpty() ? 0 : document.revisions.last().signatures;
        document.revisions.append({ledger::digestIn(entry.payload, u"envelope_sha256"_s),
                                   ledger::digestIn(entry.payload, u"pdf_sha256"_s),
                                   before + (entry.kind == kind::timestampAdded ? 0 : 1)});
    }
    return documents;
}

Result<BundleSummary> writeBundle(const ledger::Ledger &ledger, const QString &id, const QString &folder)
{
    return BundleWriter(ledger, QDir::cleanPath(QFileInfo(folder).absoluteFilePath())).write(id);
}

} // namespace cutover::session
