// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "formats/dsse.h"
#include "formats/signersfile.h"
#include "rollout/ledgerevents.h"
#include "session/proposing.h"
#include "session/sealfailures.h"
#include "session/session_p.h"
#include "session/signersfile.h"

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;
namespace kind = rollout::kind;

namespace {

using Answer = ledger::AsyncLedger::Result<Result<SignersView>>;

Answer refusal(const Failure &failure)
{
    return Result<SignersView>(tl::unexpected(failure));
}

/// Whether an administrator may act by his certificate, as it is listed or as the next version lists it.
Result<void> judgeDays(const QString &key, const domain::SignersList &now, const domain::SignersList &next,
                       const QDateTime &time)
{
    QString until;
    for (const auto *list : {&now, &next}) {
        const auto *signer = list->find(key);
        const auto certificate =
            signer ? crypto::Certificate::fromPem(signer->certificatePem) : tl::unexpected(crypto::CryptoError{});
        if (certificate && certificate->isValidAt(time))
            return {};
        if (certificate)
            until = certificate->notAfter().toString(Qt::ISODate);
    }
    return tl::unexpected(refused(u"certificate_not_valid"_s, {now.find(key) ? now.find(key)->name : key, until}));
}

/// What an administrator is asked to sign; whether he may.
Result<SignersProposalView> openProposal(const SignersView &view, const SignersLink *head, const QString &key,
                                         const QByteArray &payloadSha256, const QDateTime &now)
{
    if (!view.pinned || !head)
        return tl::unexpected(Failure{Failure::Kind::Refused, u"refused"_s, {}, {signersRefusal(view)}});
    if (!view.proposal)
        return tl::unexpected(refused(payloadSha256.isEmpty() ? u"no_proposal"_s : u"proposal_superseded"_s));
    if (!payloadSha256.isEmpty() && view.proposal->sha256 != payloadSha256)
        return tl::unexpected(refused(u"proposal_superseded"_s));
    if (!domain::administratorsOf(head->list).contains(key))
        return tl::unexpected(
            refused(u"not_administrator"_s, {head->list.find(key) ? head->list.find(key)->name : key}));
    if (!view.proposal->approvers.contains(key))
        return tl::unexpected(refused(u"approval_needs_another"_s, {view.proposal->by}));
    if (const auto judged = judgeDays(key, head->list, view.proposal->list, now); !judged)
        return tl::unexpected(judged.error());
    return *view.proposal;
}

/// The proposed file with one more signature.
QByteArray approvedFile(const formats::Envelope &proposed, const formats::EnvelopeSignature &approval)
{
    auto envelope = proposed;
    envelope.signatures.removeIf([&](const auto &signature) { return signature.keyid == approval.keyid; });
    envelope.signatures.append(approval);
    return formats::writeEnvelope(envelope);
}

} // namespace

void Session::Private::tellSigners(const Answer &answer, const Done<SignersView> &done)
{
    requestLook();
    done(answer ? *answer : Result<SignersView>(tl::unexpected(failureOf(answer.error()))));
}

void Session::Private::signSigners(const QString &fingerprint, const QByteArray &payload, crypto::Secret passphrase,
                                   const QPointer<QObject> &guard,
                                   std::function<void(const Result<formats::EnvelopeSignature> &)> then)
{
    const auto sign = [this, fingerprint, payload, guard,
                       then = std::move(then)](tl::expected<crypto::PrivateKey, keychain::KeychainError> key) {
        if (!key) {
            recordFailedUnlock(ledger, actor(), fingerprint, key.error());
            return tellFailedUnlocks([guard, then, failure = keyFailure(key.error(), fingerprint)] {
                if (guard)
                    then(tl::unexpected(failure));
            });
        }
        if (!guard)
            return;
        const auto signature = key->sign(formats::pae(formats::signersPayloadType, payload));
        if (signature)
            then(formats::EnvelopeSignature{fingerprint, *signature});
        else
            then(tl::unexpected(refused(crypto::codeName(signature.error().code))));
    };
    keys.unlock(fingerprint, std::move(passphrase), q)->onFinished(q, sign)->start();
}

void Session::Private::enterSigners(const QString &fingerprint, const QByteArray &payload, crypto::Secret passphrase,
                                    QObject *guard, SignersWork work, Done<SignersView> done)
{
    signSigners(fingerprint, payload, std::move(passphrase), guard,
                [this, work = std::move(work), guard = QPointer(guard),
                 done = std::move(done)](const Result<formats::EnvelopeSignature> &signature) {
                    if (!signature)
                        return done(tl::unexpected(signature.error()));
                    ledger.run(
                        guard, [work, signature = *signature](ledger::Ledger &log) { return work(log, signature); },
                        [this, done](const Answer &answer) { tellSigners(answer, done); });
                });
}

/// The version in force follows from the one this user pinned: what was seen once is never gone back on.
void Session::Private::followSigners()
{
    if (!look.signers.followed || ports.onlyLooks)
        return;
    using Done = ledger::AsyncLedger::Result<bool>;
    ledger.run(
        q,
        [trustFile = ports.trustFile, digest = look.signers.view.digest](ledger::Ledger &log) -> Done {
            return TrustStore(trustFile).pinSigners(log.ledgerId(), digest).has_value();
        },
        [](const Done &) {});
}

void Session::proposeSigners(const ProposeSigners &request, crypto::Secret passphrase, QObject *guard,
                             Done<SignersView> done)
{
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    checks::onPool(
        this, [given = request.given] { return readGiven(given); },
        [this, request, secret, guard = QPointer(guard), done = std::move(done)](const Result<GivenFiles> &given) {
            if (!guard)
                return;
            if (!given)
                return done(tl::unexpected(given.error()));
            d->proposeRead(request, *given, std::move(*secret), guard, done);
        });
}

void Session::Private::proposeRead(const ProposeSigners &request, const GivenFiles &given, crypto::Secret passphrase,
                                   QObject *guard, Done<SignersView> done)
{
    const auto &signers = look.signers;
    const auto *head = signers.chain.head();
    if (!signers.view.pinned || !head)
        return done(tl::unexpected(Failure{Failure::Kind::Refused, u"refused"_s, {}, {signersRefusal(signers.view)}}));
    const auto proposing = proposingOf(request, given, keys, *head, q->now());
    if (!proposing)
        return done(tl::unexpected(proposing.error()));
    const auto administrator = proposing->administrator;
    if (const auto judged = judgeDays(administrator, head->list, proposing->list, q->now()); !judged)
        return done(tl::unexpected(judged.error()));
    const auto payload = formats::signersPayload(proposing->list);
    if (!formats::readSignersPayload(payload, {}))
        return done(tl::unexpected(refused(u"statement_invalid"_s)));
    const auto work = [path = workspace, trustFile = ports.trustFile, payload, previous = head->sha256,
                       version = proposing->list.version, administrator,
                       who = actor(head->list.find(administrator)->name)](
                          ledger::Ledger &log, const formats::EnvelopeSignature &signature) -> Answer {
        std::ignore = log.refresh();
        auto entries = log.entries();
        if (!entries)
            return tl::unexpected(entries.error());
        auto records = foldRecords(*entries);
        const auto chain = chainOf(records.signers, log);
        if (!chain.head() || chain.head()->sha256 != previous)
            return refusal(refused(u"conflict"_s));
        const auto bytes = formats::writeEnvelope({formats::signersPayloadType, payload, {signature}});
        const QJsonObject entry{{u"payload_sha256"_s, hex(crypto::sha256(payload))},
                                {u"envelope_sha256"_s, hex(crypto::sha256(bytes))},
                                {u"previous_sha256"_s, hex(previous)},
                                {u"version"_s, version},
                                {u"fingerprint"_s, administrator}};
        const auto appended = log.append(kind::signersProposed, who, entry, {bytes});
        if (!appended)
            return tl::unexpected(appended.error());
        records.signers.proposal = SignersRecords::Proposal{appended->index, appended->timeUtc, crypto::sha256(payload),
                                                            crypto::sha256(bytes), previous};
        return Result<SignersView>(readTrustedSigners(path, records, log, TrustStore(trustFile)).view);
    };
    enterSigners(administrator, payload, std::move(passphrase), guard, work, std::move(done));
}

void Session::approveSigners(const QString &keyFingerprint, const QByteArray &payloadSha256, crypto::Secret passphrase,
                             QObject *guard, Done<SignersView> done)
{
    const auto &signers = d->look.signers;
    const auto proposal = openProposal(signers.view, signers.chain.head(), keyFingerprint, payloadSha256, now());
    if (!proposal)
        return done(tl::unexpected(proposal.error()));
    const auto payload = formats::signersPayload(proposal->list);
    const auto name = signers.chain.head()->list.find(keyFingerprint)->name;
    const auto work =
        [path = d->workspace, trustFile = d->ports.trustFile, keyFingerprint, at = now(), sha256 = proposal->sha256,
         who = d->actor(name)](ledger::Ledger &log, const formats::EnvelopeSignature &approval) -> Answer {
        std::ignore = log.refresh();
        const auto entries = log.entries();
        if (!entries)
            return tl::unexpected(entries.error());
        // Judged once more by what the ledger says now: what was shown is what is signed, and nobody was before us.
        auto records = foldRecords(*entries);
        const auto now = readTrustedSigners(path, records, log, TrustStore(trustFile));
        const auto open = openProposal(now.view, now.chain.head(), keyFingerprint, sha256, at);
        if (!open)
            return refusal(open.error());
        const auto proposed = log.blob(records.signers.proposal->envelopeSha256);
        const auto envelope = proposed ? formats::parseEnvelope(*proposed) : tl::unexpected(formats::DsseError{});
        const auto bytes = envelope ? approvedFile(*envelope, approval) : QByteArray();
        const auto file = formats::readSignersFile(bytes, signersFilePath.toString());
        if (!file || !follows(*file, *now.chain.head()))
            return refusal(refused(u"proposal_invalid"_s));
        if (const auto failure = placeFailure(signersFilePath.toString(), path))
            return refusal(*failure);
        const auto digest = crypto::sha256(bytes);
        const QJsonObject entry{{u"signers_sha256"_s, hex(digest)},
                                {u"version"_s, file->list.version},
                                {u"previous_sha256"_s, hex(file->list.previousSha256)},
                                {u"fingerprint"_s, keyFingerprint}};
        const auto appended = log.appendIf(records.lastDeciding, kind::signersPinned, who, entry, {bytes});
        if (!appended)
            return tl::unexpected(appended.error());
        records.signers.pins.append({appended->index, digest});
        // From here it is in force. A user whose trust file cannot be written follows it all the same.
        TrustStore trust(trustFile);
        std::ignore = trust.pinSigners(log.ledgerId(), digest);
        if (const auto failure = writeSignersFile(bytes, path))
            return refusal(*failure);
        return Result<SignersView>(readTrustedSigners(path, records, log, trust).view);
    };
    d->enterSigners(keyFingerprint, payload, std::move(passphrase), guard, work, std::move(done));
}

} // namespace cutover::session
