// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/verifyroots.h"

#include "crypto/der.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "session/signerstrust.h"

#include <QJsonObject>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestRoot = 4 * 1024 * 1024;

/// Issuer and subject are the same, whether or not the signature holds.
bool isSelfIssued(const crypto::Certificate &certificate)
{
    namespace der = crypto::der;
    const QByteArray bytes = certificate.der();
    const auto outer = der::first(bytes);
    const auto parts = outer ? der::elements(outer->content) : std::nullopt;
    const auto fields = parts && !parts->isEmpty() ? der::elements(parts->first().content) : std::nullopt;
    if (!fields || fields->size() < 6)
        return false;
    const qsizetype subject = fields->first().tag == der::Context0 ? 5 : 4;
    return fields->at(subject).whole == certificate.issuerDer();
}

/// A certificate that made itself must still say what it was made to say. One that another made names that other's key
/// (authorityKeyIdentifier, which RFC 5280 demands); it is given by hand, so no chain is asked for.
bool isAsMade(const crypto::Certificate &certificate)
{
    static const QByteArray authorityKeyIdentifier = QByteArray::fromHex("0603551d23");
    return certificate.isSelfSigned() ||
           (!isSelfIssued(certificate) && certificate.der().contains(authorityKeyIdentifier));
}

class RootReader
{
public:
    explicit RootReader(VerifyRoots &roots)
        : m_roots(roots)
    {
    }

    void read(const QString &file)
    {
        const auto bytes = formats::readBounded(file, largestRoot);
        if (!bytes)
            return refuse(u"trust_unreadable"_s, file, formats::codeName(bytes.error().code));
        const QByteArray text = bytes->trimmed();
        if (text.startsWith("-----BEGIN CERTIFICATE-----"))
            addCertificate(file, text);
        else if (text.startsWith("-----BEGIN PUBLIC KEY-----"))
            addKey(file, text);
        else
            addList(file, *bytes);
    }

    void readTime(const QString &file)
    {
        const auto bytes = formats::readBounded(file, largestRoot);
        if (!bytes)
            return refuse(u"trust_unreadable"_s, file, formats::codeName(bytes.error().code));
        const auto certificate = crypto::Certificate::fromPem(*bytes);
        if (!certificate)
            return refuse(u"trust_unreadable"_s, file, crypto::codeName(certificate.error().code));
        m_roots.timestampAnchors.append(*certificate);
    }

    /// A list is held against the one before it, in whatever order the two were named.
    void takeLists()
    {
        const auto versionOf = [](const auto &named) { return named.second.file.list.version; };
        std::ranges::stable_sort(m_lists, {}, versionOf);
        for (const auto &[file, trusted] : std::as_const(m_lists))
            takeList(file, trusted);
    }

private:
    void refuse(const QString &code, const QString &file, const QString &cause)
    {
        m_roots.problems.append({code, {file, cause}});
    }

    void addCertificate(const QString &file, const QByteArray &text)
    {
        const auto certificate = crypto::Certificate::fromPem(text);
        if (!certificate)
            return refuse(u"trust_unreadable"_s, file, crypto::codeName(certificate.error().code));
        // An authority signs certificates and no decision: any key that OpenSSL takes will do.
        if (const auto key = certificate->publicKey(); !key && !certificate->isAuthority())
            return refuse(u"trust_unreadable"_s, file, crypto::codeName(key.error().code));
        if (!isAsMade(*certificate))
            return refuse(u"certificate_changed"_s, file, u"trust"_s);
        m_roots.certificates.append(*certificate);
    }

    void addKey(const QString &file, const QByteArray &text)
    {
        const auto key = crypto::PublicKey::fromPem(text);
        if (!key)
            return refuse(u"trust_unreadable"_s, file, crypto::codeName(key.error().code));
        m_roots.keys.append(*key);
    }

    void addList(const QString &file, const QByteArray &bytes)
    {
        const auto list = formats::readSignersFile(bytes, file);
        if (!list)
            return refuse(u"trust_unreadable"_s, file, formats::codeName(list.error().first().code));
        m_lists.append({file, {*list, crypto::sha256(bytes)}});
    }

    void takeList(const QString &file, const TrustedList &trusted)
    {
        const auto before = m_roots.predecessorOf(trusted.file.list);
        if (before ? !follows(trusted.file, *before) : !isSignedByAdministrator(trusted.file))
            return refuse(u"trust_not_intact"_s, file, {});
        m_roots.lists.append(trusted);
    }

    VerifyRoots &m_roots;
    QList<std::pair<QString, TrustedList>> m_lists; ///< by their files
};

QList<QByteArray> pinnedIn(const QString &trustFile)
{
    QList<QByteArray> digests;
    const auto bytes = formats::readBounded(trustFile.isEmpty() ? TrustStore::defaultFile() : trustFile, largestRoot);
    const auto json = formats::parseStrict(bytes.value_or(QByteArray()));
    const auto ledgers = json ? json->root.toObject()[u"ledgers"_s].toObject() : QJsonObject();
    for (const auto &pinned : ledgers)
        digests.append(QByteArray::fromHex(pinned.toObject()[u"signers_sha256"_s].toString().toLatin1()));
    digests.removeAll(QByteArray());
    return digests;
}

std::unique_ptr<const ledger::Ledger> inspectLedger(const VerifyTrust &trust)
{
    ledger::OpenOptions options;
    options.mode = ledger::OpenOptions::Mode::Inspect;
    options.stateFolder = trust.stateFolder;
    auto opened = ledger::Ledger::open(trust.workspace + "/var/cutover/ledger.sqlite"_L1, options);
    if (!opened || (*opened)->trouble())
        return nullptr;
    return std::move(*opened);
}

void addWorkspace(const VerifyTrust &trust, VerifyRoots &roots)
{
    const auto entries = roots.ledger ? roots.ledger->entries() : tl::unexpected(ledger::LedgerError{});
    if (!entries)
        return;
    const auto signers =
        readTrustedSigners(trust.workspace, foldRecords(*entries), *roots.ledger, TrustStore(trust.trustFile));
    if (!signers.view.pinned)
        return;
    if (auto file = formats::readSignersFile(signers.bytes, signersFilePath.toString()))
        roots.lists.append({std::move(*file), signers.view.digest});
    roots.chain = signers.chain;
    roots.origins = SignatureOrigins([ledger = roots.ledger.get()](const QByteArray &sha256) {
        const auto bytes = ledger->blob(sha256);
        return bytes ? std::optional(*bytes) : std::nullopt;
    });
    for (const auto &entry : *entries)
        roots.origins.fold(entry);
}

} // namespace

const domain::SignersList *VerifyRoots::listOf(const QString &workspaceId) const
{
    const domain::SignersList *newest = nullptr;
    for (const TrustedList &trusted : lists) {
        const auto &list = trusted.file.list;
        if (list.workspaceId == workspaceId && (!newest || newest->version < list.version))
            newest = &list;
    }
    return newest;
}

const domain::SignersList *VerifyRoots::listAt(const QString &workspaceId,
                                               const std::optional<SignatureOrigin> &origin) const
{
    const auto *newest = listOf(workspaceId);
    const auto *link = newest && origin ? chain.inForceAt(origin->entry) : nullptr;
    return link && link->list.workspaceId == workspaceId ? &link->list : newest;
}

const domain::SignersList *VerifyRoots::listIs(const QString &workspaceId, const QByteArray &sha256) const
{
    const auto *link = chain.find(sha256);
    const auto given = std::ranges::find(lists, sha256, &TrustedList::digest);
    const auto *list = link ? &link->list : given != lists.end() ? &given->file.list : nullptr;
    return list && list->workspaceId == workspaceId ? list : nullptr;
}

std::optional<SignersLink> VerifyRoots::predecessorOf(const domain::SignersList &next) const
{
    if (const auto *link = chain.find(next.previousSha256))
        return *link;
    const auto given = std::ranges::find(lists, next.previousSha256, &TrustedList::digest);
    return given == lists.end() ? std::nullopt : std::optional(SignersLink{-1, given->digest, {}, given->file.list});
}

VerifyRoots VerifyRoots::with(SignersChain other) const
{
    VerifyRoots roots{lists,   certificates,     keys, timestampAnchors, pinnedDigests, problems,
                      nullptr, std::move(other), {}};
    const auto *head = roots.chain.head();
    auto file = head ? formats::readSignersFile(head->bytes, signersFilePath.toString())
                     : tl::unexpected(formats::DocumentErrors{});
    if (file)
        roots.lists.append({std::move(*file), head->sha256});
    return roots;
}

VerifyRoots readRoots(const VerifyTrust &trust)
{
    VerifyRoots roots;
    if (!trust.workspace.isEmpty())
        roots.ledger = inspectLedger(trust);
    RootReader reader(roots);
    for (const QString &file : trust.files)
        reader.read(file);
    reader.takeLists();
    for (const QString &file : trust.timeFiles)
        reader.readTime(file);
    if (!trust.files.isEmpty())
        return roots;
    if (trust.timeFiles.isEmpty())
        roots.timestampAnchors = TrustStore(trust.trustFile).timestampAnchors();
    roots.pinnedDigests = pinnedIn(trust.trustFile);
    addWorkspace(trust, roots);
    return roots;
}

} // namespace cutover::session
