// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signerschain.h"

#include "crypto/certificate.h"
#include "domain/person.h"
#include "rollout/ledgerevents.h"

#include <algorithm>
#include <ranges>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::SignersFault;
namespace kind = rollout::kind;

namespace {

bool verifies(const domain::Signer &signer, QByteArrayView message, const QByteArray &signature)
{
    const auto certificate = crypto::Certificate::fromPem(signer.certificatePem);
    if (!certificate || certificate->fingerprint() != signer.fingerprint)
        return false;
    const auto key = certificate->publicKey();
    return key && key->verify(message, signature);
}

} // namespace

void SignersRecords::fold(const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    if (entry.kind == kind::signersPinned)
        pins.append({entry.index, ledger::digestIn(payload, u"signers_sha256"_s)});
    else if (entry.kind == kind::signersProposed)
        proposal =
            Proposal{entry.index, entry.timeUtc, ledger::digestIn(payload, u"payload_sha256"_s),
                     ledger::digestIn(payload, u"envelope_sha256"_s), ledger::digestIn(payload, u"previous_sha256"_s)};
}

const SignersLink *SignersChain::find(const QByteArray &sha256) const
{
    const auto found = std::ranges::find(links, sha256, &SignersLink::sha256);
    return found == links.end() ? nullptr : &*found;
}

const SignersLink *SignersChain::inForceAt(qint64 entry) const
{
    const SignersLink *inForce = nullptr;
    for (const auto &link : links)
        if (link.entry < entry)
            inForce = &link;
    return inForce;
}

const SignersLink *SignersChain::endOf(const QString &fingerprint) const
{
    const SignersLink *end = nullptr;
    bool wasListed = false;
    for (const auto &link : links) {
        const bool isListed = link.list.find(fingerprint) != nullptr;
        if (isListed)
            end = nullptr;
        else if ((wasListed || link.list.revoked.contains(fingerprint)) && !end)
            end = &link;
        wasListed = isListed;
    }
    return end;
}

QStringList administratorsWhoSigned(const formats::Envelope &envelope, const domain::SignersList &by)
{
    QStringList keys;
    const auto administrators = domain::administratorsOf(by);
    const auto message = formats::pae(envelope.payloadType, envelope.payload);
    for (const auto &signature : envelope.signatures) {
        const auto *signer = by.find(signature.keyid);
        if (signer && administrators.contains(signature.keyid) && !keys.contains(signature.keyid) &&
            verifies(*signer, message, signature.sig))
            keys.append(signature.keyid);
    }
    return keys;
}

bool isRoot(const formats::SignersFile &file)
{
    return file.list.version == 1 && domain::faultOf(file.list) == SignersFault::None &&
           !administratorsWhoSigned(file.envelope, file.list).isEmpty();
}

bool follows(const formats::SignersFile &file, const SignersLink &before)
{
    return domain::successionFault(before.list, before.sha256, file.list) == SignersFault::None &&
           domain::peopleAmong(before.list, administratorsWhoSigned(file.envelope, before.list)) >=
               domain::approvalsNeeded(before.list);
}

BoundBytes boundIn(const ledger::Ledger &ledger)
{
    return [&ledger](const QByteArray &sha256) {
        const auto bytes = ledger.blob(sha256);
        return bytes ? std::optional(*bytes) : std::nullopt;
    };
}

SignersChain chainOf(const SignersRecords &records, const ledger::Ledger &ledger)
{
    return chainOf(records, boundIn(ledger));
}

SignersChain chainOf(const SignersRecords &records, const BoundBytes &bytesOf)
{
    SignersChain chain;
    for (const auto &pin : records.pins) {
        if (chain.find(pin.sha256))
            continue; // pinned once more, or an older one put forward again
        const auto bytes = bytesOf(pin.sha256);
        const auto file = bytes ? formats::readSignersFile(*bytes, u"signers.dsse.json"_s)
                                : tl::unexpected(formats::DocumentErrors{});
        const auto *head = chain.head();
        // The first entry is the root, come what may: a later one must not take its place.
        if (!head && (!file || !isRoot(*file)))
            return {};
        if (file && (!head || follows(*file, *head)))
            chain.links.append({pin.entry, pin.sha256, *bytes, file->list});
    }
    return chain;
}

} // namespace cutover::session
