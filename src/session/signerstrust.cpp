// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signerstrust.h"

#include "crypto/digest.h"
#include "domain/person.h"
#include "formats/atomicfile.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestSignersFile = 4 * 1024 * 1024;

/// What is proposed on the version in force; nothing where it cannot be read, or an administrator did not sign it.
std::optional<SignersProposalView> proposalOf(const SignersRecords &records, const SignersChain &chain,
                                              const ledger::Ledger &ledger)
{
    const auto &record = records.proposal;
    const auto *head = chain.head();
    if (!record || !head || record->previousSha256 != head->sha256)
        return std::nullopt;
    const auto bytes = ledger.blob(record->envelopeSha256);
    const auto file = bytes ? formats::readSignersFile(*bytes, signersFilePath.toString())
                            : tl::unexpected(formats::DocumentErrors{});
    if (!file || crypto::sha256(file->envelope.payload) != record->payloadSha256 ||
        domain::successionFault(head->list, head->sha256, file->list) != domain::SignersFault::None)
        return std::nullopt;
    const auto signers = administratorsWhoSigned(file->envelope, head->list);
    if (signers.isEmpty())
        return std::nullopt;
    SignersProposalView view;
    view.sha256 = record->payloadSha256;
    view.list = file->list;
    view.changes = domain::changesBetween(head->list, file->list);
    view.by = head->list.find(signers.first())->name;
    view.byFingerprint = signers.first();
    view.at = record->at;
    view.given = static_cast<int>(domain::peopleAmong(head->list, signers));
    view.needed = domain::approvalsNeeded(head->list);
    view.approvers = domain::administratorsOf(head->list);
    if (view.needed > 1)
        view.approvers.removeIf([&](const QString &key) {
            return domain::personOf(head->list, key) == domain::personOf(head->list, view.byFingerprint);
        });
    return view;
}

/// Empty where nothing keeps the list from counting.
QString troubleOf(const TrustedSigners &signers, const QByteArray &pinned)
{
    const auto &chain = signers.chain;
    const auto &digest = signers.view.digest;
    const auto *head = chain.head();
    if (!signers.intact)
        return u"unsigned"_s;
    if (chain.find(digest) && head->sha256 != digest)
        return u"older"_s;
    if (head && head->sha256 != digest)
        return u"unchained"_s;
    return head && chain.find(pinned) ? QString() : u"not_compared"_s;
}

bool isIntact(const formats::SignersFile &file, const SignersChain &chain, const QByteArray &digest)
{
    if (file.list.version == 1)
        return isRoot(file);
    const auto *before = chain.find(file.list.previousSha256);
    return chain.find(digest) || (before && follows(file, *before));
}

} // namespace

domain::Refusal signersRefusal(const SignersView &view)
{
    QStringList data{view.trouble};
    if (view.trouble == "older"_L1)
        data += {QString::number(view.list.version), QString::number(view.headVersion)};
    return {domain::RefusalCode::SignersUntrusted, data};
}

QMap<QString, int> quorumOf(const domain::SignersList &list)
{
    auto quorum = list.quorum;
    if (!quorum.contains(decisionMakerRole))
        quorum.insert(decisionMakerRole, 1);
    return quorum;
}

bool isSignedByAdministrator(const formats::SignersFile &file)
{
    return !administratorsWhoSigned(file.envelope, file.list).isEmpty();
}

TrustedSigners readTrustedSigners(const QString &workspace, const Records &records, const ledger::Ledger &ledger,
                                  const TrustStore &trust)
{
    TrustedSigners result;
    auto &view = result.view;
    result.chain = chainOf(records.signers, ledger);
    if (const auto *head = result.chain.head())
        view.headVersion = head->list.version;
    const auto bytes = formats::readBounded(u"%1/%2"_s.arg(workspace, signersFilePath), largestSignersFile);
    view.trouble = u"absent"_s;
    if (!bytes)
        return result;
    result.bytes = *bytes;
    view.present = true;
    view.digest = crypto::sha256(*bytes);
    view.trouble = u"unreadable"_s;
    const auto file = formats::readSignersFile(*bytes, signersFilePath.toString());
    if (!file)
        return result;
    view.list = file->list;
    result.intact = isIntact(*file, result.chain, view.digest);
    const auto pinned = ledger.ledgerId().isEmpty() ? QByteArray() : trust.pinnedSigners(ledger.ledgerId());
    view.trouble = troubleOf(result, pinned);
    view.pinned = view.trouble.isEmpty();
    result.followed = view.pinned && pinned != view.digest;
    if (view.pinned)
        view.proposal = proposalOf(records.signers, result.chain, ledger);
    return result;
}

} // namespace cutover::session
