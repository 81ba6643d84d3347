// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/bundlejudge.h"

#include "crypto/digest.h"
#include "crypto/merkle.h"
#include "formats/atomicfile.h"
#include "formats/strictjson.h"
#include "ledger/ledgerexport.h"
#include "session/bundle.h"
#include "session/ceremonyrecords.h"
#include "session/envelopejudge.h"
#include "session/pdfjudge.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;

namespace {

constexpr qint64 largestIndex = 64 * 1024 * 1024;
constexpr qint64 largestMember = 256 * 1024 * 1024;

class BundleJudge
{
public:
    BundleJudge(const QString &folder, const VerifyRoots &roots, const Wording &wording)
        : m_folder(QDir(folder).absolutePath()) // what lies in it is named relative to it
        , m_roots(roots)
        , m_ground(PageGround::of(wording, [this](const domain::LedgerPoint &point) { return entriesOf(point); }))
    {
        m_finding.file = folder;
        m_finding.kind = u"bundle"_s;
        m_finding.problems = roots.problems;
    }

    QList<FileFinding> judge()
    {
        readIndex();
        if (m_finding.problems.isEmpty())
            judgeFiles();
        readLedger();
        judgeBoundBytes();
        readSigners();
        for (auto each = m_documents.cbegin(); each != m_documents.cend(); ++each)
            judgeDocument(each.key(), *each);
        judgeAnchor();
        m_finding.valid = std::ranges::all_of(m_finding.problems, isInformation);
        return QList{m_finding} + m_members;
    }

private:
    void add(const QString &code, const QStringList &data = {})
    {
        if (const VerifyProblem problem{code, data}; !m_finding.problems.contains(problem))
            m_finding.problems.append(problem);
    }

    void readIndex()
    {
        const auto bytes = formats::readBounded(pathOf(QString(bundleIndex)), largestIndex);
        const auto text = bytes ? formats::parseStrict(*bytes) : tl::unexpected(formats::JsonError{});
        m_index = text ? text->root.toObject() : QJsonObject();
        const bool isOurs = m_index[u"kind"_s].toString() == bundleKind && m_index[u"files"_s].isObject();
        if (!bytes || !text || !isOurs)
            add(u"bundle_malformed"_s, {QString(bundleIndex)});
        else if (m_index[u"version"_s].toInt() != bundleVersion)
            add(u"bundle_version"_s, {QString::number(m_index[u"version"_s].toInt()), QString::number(bundleVersion)});
    }

    /// Every file is listed, and every one listed is as it was.
    void judgeFiles()
    {
        const auto listed = m_index[u"files"_s].toObject();
        for (auto file = listed.begin(); file != listed.end(); ++file) {
            const auto digest = digestOf(file.key());
            if (!digest)
                add(u"bundle_file_missing"_s, {file.key()});
            else if (*digest != file->toString())
                add(u"bundle_file_changed"_s, {file.key()});
        }
        QDirIterator all(m_folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QFileInfo file(all.next());
            const QString path = QDir(m_folder).relativeFilePath(file.filePath());
            const bool isFolder = file.isDir() && !file.isSymLink();
            if (!isFolder && path != bundleIndex && !listed.contains(path))
                add(u"bundle_file_unlisted"_s, {path});
        }
    }

    void readLedger()
    {
        const auto bytes = read(QString(bundleLedger));
        if (!bytes)
            return;
        const auto report = ledger::verifyExport(*bytes);
        for (const auto &problem : report.problems)
            add(ledger::codeName(problem.code), {QString::number(problem.index)});
        if (!report.valid)
            return add(u"bundle_malformed"_s, {QString(bundleLedger)});
        m_ledgerId = report.ledgerId;
        m_entries = ledger::exportedEntries(*bytes);
        m_documents = signedDocuments(m_entries);
        crypto::MerkleTree tree;
        m_treeRoots.append(tree.root());
        for (const auto &entry : std::as_const(m_entries)) {
            tree.append(entry.leafHash());
            m_treeRoots.append(tree.root());
        }
        const bool isOther = m_index[u"ledger_id"_s].toString() != report.ledgerId ||
                             m_index[u"root"_s].toString() != hex(report.root) || m_treeRoots.last() != report.root;
        if (isOther || !m_documents.contains(m_index[u"decision_id"_s].toString()))
            add(u"bundle_malformed"_s, {QString(bundleIndex)});
    }

    void judgeBoundBytes()
    {
        for (const auto &entry : std::as_const(m_entries))
            for (const auto &digest : entry.payload[u"bound"_s].toArray())
                requireStored(digest.toString(), entry.index);
    }

    void requireStored(const QString &digest, qint64 entry)
    {
        if (m_stored.contains(digest))
            return;
        m_stored.insert(digest);
        const auto found = digestOf(bundleStore + digest);
        if (!found)
            add(ledger::codeName(ledger::LedgerProblem::Code::BlobMissing), {QString::number(entry)});
        else if (*found != digest)
            add(ledger::codeName(ledger::LedgerProblem::Code::BlobChanged), {QString::number(entry)});
    }

    /// By which roots the documents are judged.
    [[nodiscard]] const VerifyRoots &roots() const { return m_then ? *m_then : m_roots; }

    /// The ledger's own lists of signers, unless the workspace's ledger is the same and tells it.
    void readSigners()
    {
        const bool isOwn = m_roots.ledger && m_roots.ledger->ledgerId() == m_ledgerId;
        if (isOwn && m_roots.chain.head())
            return;
        SignersRecords records;
        for (const auto &entry : std::as_const(m_entries))
            records.fold(entry);
        const auto chain = chainOf(records, [this](const QByteArray &sha256) { return stored(sha256); });
        const auto isTrusted = [&chain](const TrustedList &trusted) { return chain.find(trusted.digest) != nullptr; };
        if (std::ranges::none_of(m_roots.lists, isTrusted))
            return;
        m_then = m_roots.with(chain);
        m_then->origins = SignatureOrigins([this](const QByteArray &sha256) { return stored(sha256); });
        // Behind that anybody may have written when a signature came.
        const auto known = std::min<qint64>(vouched(), m_entries.size());
        for (const auto &entry : m_entries.first(known))
            m_then->origins.fold(entry);
    }

    /// The size of the ledger that somebody signed whom the newest list authorises.
    [[nodiscard]] qint64 vouched()
    {
        qint64 size = 0;
        for (auto each = m_documents.cbegin(); each != m_documents.cend(); ++each) {
            const auto envelope = envelopeOf(each.key());
            const auto judged = envelope ? judgeDecision(*envelope, *m_then, {}) : JudgedDecision();
            if (judged.statement && isOfThisLedger(judged.statement->ledger) && isAuthorised(judged))
                size = std::max(size, judged.statement->ledger.size);
        }
        return size;
    }

    [[nodiscard]] std::optional<QByteArray> stored(const QByteArray &sha256)
    {
        const QString path = bundleStore + hex(sha256);
        if (digestOf(path) != hex(sha256))
            return std::nullopt;
        return read(path);
    }

    [[nodiscard]] bool isOfThisLedger(const domain::LedgerPoint &point) const
    {
        return point.ledgerId == m_ledgerId && point.size >= 0 && point.size < m_treeRoots.size() &&
               m_treeRoots[point.size] == point.root;
    }

    [[nodiscard]] std::optional<QList<ledger::Entry>> entriesOf(const domain::LedgerPoint &point) const
    {
        return isOfThisLedger(point) ? std::optional(m_entries.first(point.size)) : std::nullopt;
    }

    [[nodiscard]] static bool isAuthorised(const JudgedDecision &judged)
    {
        return std::ranges::any_of(judged.signatures, [](const VerifiedSignature &signature) {
            return signature.intact && signature.authorised == VerifiedSignature::Authorised::Yes;
        });
    }

    void judgeDocument(const QString &id, const SignedDocument &document)
    {
        const QString base = bundleDecisions + id;
        const auto envelope = envelopeOf(id);
        const auto pdf = read(base + ".pdf"_L1);
        if (!envelope || !pdf)
            return;
        requireRevision(base + ".dsse.json"_L1, crypto::sha256(*envelope), document,
                        &SignedDocument::Revision::envelopeSha256);
        requireRevision(base + ".pdf"_L1, crypto::sha256(*pdf), document, &SignedDocument::Revision::pdfSha256);
        const auto judged = judgeMember(id, base + ".pdf"_L1, *pdf, *envelope);
        m_finding.demo = m_finding.demo || judged.demo;
        if (id == m_index[u"decision_id"_s].toString()) {
            m_finding.signatures = judged.signatures;
            m_finding.says = judged.statement;
        }
        if (judged.statement)
            judgeStatement(id, judged);
    }

    void requireRevision(const QString &path, const QByteArray &digest, const SignedDocument &document,
                         QByteArray SignedDocument::Revision::*which)
    {
        const auto &all = document.revisions;
        if (all.last().*which == digest)
            return;
        const auto found = std::ranges::find_if(all, [&](const auto &one) { return one.*which == digest; });
        if (found == all.end())
            add(u"not_in_ledger"_s, {path});
        else if (found->signatures == all.last().signatures)
            add(u"stamped_later"_s, {QFileInfo(path).baseName()});
        else
            add(u"earlier_revision"_s, {QString::number(found->signatures), QString::number(all.last().signatures),
                                        QFileInfo(path).baseName()});
    }

    /// Signed over a state of this ledger, for which an authorised signature then vouches.
    void judgeStatement(const QString &id, const JudgedDecision &judged)
    {
        const auto &point = judged.statement->ledger;
        if (!isOfThisLedger(point))
            return add(u"export_differs"_s, {QString::number(point.size)});
        if (judged.statement->id != id)
            return add(u"not_in_ledger"_s, {bundleDecisions + id});
        if (!isCeremonyOfLedger(*judged.statement, m_entries))
            add(u"ceremony_not_in_ledger"_s, {id});
        for (const auto &file : judged.statement->files)
            requireStored(hex(file.sha256), m_documents[id].entry);
        if (isAuthorised(judged))
            m_vouchedFor = std::max(m_vouchedFor, point.size);
    }

    /// The PDF carries the envelope: what is said of the one is said of both. A decision that never got its quorum
    /// belongs to the ledger, and is no fault of a bundle of another one.
    [[nodiscard]] JudgedDecision judgeMember(const QString &id, const QString &path, const QByteArray &pdf,
                                             const QByteArray &envelope)
    {
        FileFinding member;
        member.file = pathOf(path);
        member.kind = u"pdf"_s;
        auto judged = judgePdf(pdf, roots(), m_ground, member, [&envelope](const QByteArray &) { return envelope; });
        member.valid = isValid(member);
        const bool isNamed = id == m_index[u"decision_id"_s].toString();
        QStringList wrong;
        for (const auto &problem : std::as_const(member.problems))
            if (!isInformation(problem) && !wrong.contains(problem.code))
                wrong.append(problem.code);
        if (!member.valid && (isNamed || wrong != QStringList{u"quorum_missing"_s}))
            add(u"bundle_document_invalid"_s, QStringList{path} + wrong);
        m_members.append(member);
        // What the envelope says counts, where the PDF is too damaged to name it.
        return judged.statement ? judged : judgeDecision(envelope, roots(), {});
    }

    void judgeAnchor()
    {
        if (m_entries.isEmpty())
            return;
        const auto &own = m_roots.ledger;
        if (own && own->ledgerId() == m_ledgerId && !own->hasPrefix(m_entries.size(), m_treeRoots.last()))
            add(u"export_differs"_s, {QString::number(m_entries.size())});
        if (m_vouchedFor == 0)
            add(u"no_trust_root"_s, {m_ledgerId});
        else if (m_entries.size() > m_vouchedFor)
            add(u"ledger_tail_unsigned"_s,
                {QString::number(m_entries.size() - m_vouchedFor), QString::number(m_vouchedFor)});
    }

    /// In hex, of a file of the bundle; each is read for it once.
    std::optional<QString> digestOf(const QString &path)
    {
        if (const auto known = m_digests.constFind(path); known != m_digests.cend())
            return *known;
        const QString file = pathOf(path);
        const auto digest =
            formats::leadsOutOf(m_folder, file) ? tl::unexpected(crypto::CryptoError{}) : crypto::sha256File(file);
        return *m_digests.insert(path, digest ? std::optional(hex(*digest)) : std::nullopt);
    }

    /// Read once: it is judged by the newest list first, and then by those of its time.
    std::optional<QByteArray> envelopeOf(const QString &id)
    {
        if (!m_envelopes.contains(id))
            m_envelopes.insert(id, read(bundleDecisions + id + ".dsse.json"_L1));
        return m_envelopes.value(id);
    }

    std::optional<QByteArray> read(const QString &path)
    {
        const QString file = pathOf(path);
        auto bytes = formats::leadsOutOf(m_folder, file) ? tl::unexpected(formats::FileError{})
                                                         : formats::readBounded(file, largestMember);
        if (bytes)
            return std::move(*bytes);
        add(u"bundle_file_missing"_s, {path});
        return std::nullopt;
    }

    [[nodiscard]] QString pathOf(const QString &path) const { return m_folder + u'/' + path; }

    QString m_folder;
    const VerifyRoots &m_roots;
    PageGround m_ground;
    FileFinding m_finding;
    QList<FileFinding> m_members;
    QJsonObject m_index;
    QString m_ledgerId;
    QList<ledger::Entry> m_entries;
    QList<QByteArray> m_treeRoots; ///< of the ledger's first 0, 1, … entries
    QMap<QString, SignedDocument> m_documents;
    QSet<QString> m_stored;
    QHash<QString, std::optional<QString>> m_digests;
    QHash<QString, std::optional<QByteArray>> m_envelopes;
    std::optional<VerifyRoots> m_then; ///< with this ledger's lists, each in force at its entries
    qint64 m_vouchedFor = 0;           ///< size of the ledger under the last authorised signature
};

} // namespace

QList<FileFinding> judgeBundle(const QString &folder, const VerifyRoots &roots, const Wording &wording)
{
    return BundleJudge(folder, roots, wording).judge();
}

} // namespace cutover::session
