// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/pool.h"
#include "crypto/certificatefile.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/dsse.h"
#include "formats/signersfile.h"
#include "rollout/ledgerevents.h"
#include "session/countersignjob.h"
#include "session/drafts.h"
#include "session/founding.h"
#include "session/revision.h"
#include "session/sealfailures.h"
#include "session/session_p.h"
#include "session/signersfile.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

/// A list that is there stays: it is founded once.
std::optional<Failure> writeFoundedList(const QByteArray &bytes, const QString &workspace)
{
    const auto file = signersFilePath.toString();
    if (const auto failure = placeFailure(file, workspace))
        return failure;
    const auto written = formats::createAtomically(u"%1/%2"_s.arg(workspace, file), bytes);
    if (written)
        return std::nullopt;
    if (written.error().code == formats::FileError::Code::Exists)
        return Failure{Failure::Kind::Refused, u"signers_exist"_s, {file}, {}};
    return fileFailure(written.error(), file);
}

std::optional<Failure> pinFailure(const Records &records, const QByteArray &digest, const ledger::Ledger &log)
{
    const auto chain = chainOf(records.signers, log);
    const auto *head = chain.head();
    if (records.signers.pins.isEmpty() || (head && head->sha256 == digest))
        return std::nullopt;
    if (const auto *older = chain.find(digest))
        return Failure{Failure::Kind::Refused,
                       u"signers_older"_s,
                       {QString::number(older->list.version), QString::number(head->list.version)},
                       {}};
    return Failure{Failure::Kind::Refused, u"signers_untrusted"_s, {}, {}};
}

} // namespace

ComposeInput Session::Private::composeInput(const SignRequest &request, const crypto::Certificate &certificate) const
{
    // One that fired in an attempt that is over is told, and keeps nobody from signing the next GO.
    const auto trigger = view.rollout.isAborted() ? std::nullopt : view.trigger;
    ComposeInput input{workspace, ports.trustFile, request, trigger, ports.wording, ports.now(), certificate};
    // The list says by which certificate a key signs: one that was renewed since counts once a version has it.
    if (const auto *signer =
            look.signers.view.pinned ? look.signers.view.list.find(certificate.fingerprint()) : nullptr)
        if (const auto listed = crypto::Certificate::fromPem(signer->certificatePem))
            input.certificate = *listed;
    input.series = series;
    input.live = live;
    input.decisionHolds = view.decision && view.decision->valid && view.decision->kind == domain::DecisionKind::Go;
    if (view.profile.prometheus && reading && reading->evidence)
        input.served = ServedEvidence{reading->file, reading->bytes};
    return input;
}

QList<crypto::Certificate> Session::Private::issuersOf(const crypto::Certificate &certificate) const
{
    auto issuers = crypto::issuersOf(certificate, keys.issuers(certificate.fingerprint()));
    // A root is trusted by hand or not at all.
    issuers.removeIf([](const auto &issuer) { return issuer.isSelfSigned(); });
    return issuers;
}

void Session::Private::withGitStatus(std::function<void(bool)> then)
{
    process::ChildSpec spec;
    spec.arguments = gitStatusCommand();
    spec.workingFolder = workspace;
    spec.environment = childEnvironment();
    auto *job = new process::ChildJob(spec, q);
    QObject::connect(job, &process::ChildJob::finished, q,
                     [job, then = std::move(then)](const process::ChildResult &result) {
                         job->deleteLater();
                         then(!result.succeeded() || !result.stdOut.trimmed().isEmpty());
                     });
    job->start();
}

void Session::compose(const SignRequest &request, QObject *guard, Done<Draft> done)
{
    const auto key = d->keys.certificate(request.keyFingerprint);
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), request.keyFingerprint)));
    auto input = d->composeInput(request, key->certificate);
    d->withGitStatus([this, input, guard = QPointer(guard), done](bool dirty) mutable {
        if (!guard)
            return;
        input.workTreeDirty = dirty;
        using Answer = ledger::AsyncLedger::Result<Result<Draft>>;
        const auto work = [input, state = d->ports.stateFolder](ledger::Ledger &log) -> Answer {
            std::ignore = log.refresh();
            const auto entries = log.entries();
            if (!entries)
                return tl::unexpected(entries.error());
            auto composed = session::compose(input, log, foldRecords(*entries));
            if (!composed)
                return Result<Draft>(tl::unexpected(composed.error()));
            if (const auto kept = Drafts(state).keep(composed->draft); !kept)
                return Result<Draft>(tl::unexpected(kept.error()));
            return Result<Draft>(std::move(composed->draft));
        };
        d->ledger.run(guard, work, [done](const Answer &answer) {
            done(answer ? *answer : Result<Draft>(tl::unexpected(failureOf(answer.error()))));
        });
    });
}

void Session::recallDraft(const QByteArray &sha256, QObject *guard, Done<Draft> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<Draft>>;
    d->ledger.run(
        guard,
        [sha256, at = now(), state = d->ports.stateFolder](ledger::Ledger &) -> Answer {
            return Drafts(state).recall(sha256, at);
        },
        [done](const Answer &answer) {
            done(answer ? *answer : Result<Draft>(tl::unexpected(failureOf(answer.error()))));
        });
}

void Session::sign(const Draft &draft, const QStringList &acknowledged, crypto::Secret passphrase,
                   const ChartPictures &charts, QObject *guard, Done<Signed> done)
{
    const auto key = d->keys.certificate(draft.keyFingerprint);
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), draft.keyFingerprint)));
    const auto &statement = draft.statement;
    const SignRequest request{statement.decision, draft.keyFingerprint, statement.reason, statement.meaning,
                              statement.closing.value_or(domain::Closing())};
    SignJob::Input input{d->composeInput(request, key->certificate),
                         draft,
                         acknowledged,
                         charts,
                         ledger::Actor::ofThisProcess(draft.statement.signerName, ledger::PersonKind::Signed),
                         d->ports.stateFolder,
                         d->view.profile.timestamp};
    input.issuers = d->issuersOf(input.compose.certificate);
    auto *job = new SignJob(d->ledger, d->keys, std::move(input), this);
    connect(job, &SignJob::finished, this, [this, job, draft, guard = QPointer(guard), done] {
        job->deleteLater();
        d->settleSigning(draft, job->result(), guard, done);
    });
    job->start(std::move(passphrase));
}

void Session::reviewDecision(const CountersignRequest &request, QObject *guard, Done<Countersigning> done)
{
    const auto key = d->keys.certificate(request.keyFingerprint);
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), request.keyFingerprint)));
    using Answer = ledger::AsyncLedger::Result<Result<Countersigning>>;
    const CountersignInput input{request, d->composeInput({}, key->certificate)};
    const auto review = [input](ledger::Ledger &log) -> Answer {
        auto reviewed = reviewRevision(input, log);
        return reviewed ? Result<Countersigning>(std::move(reviewed->shown)) : tl::unexpected(reviewed.error());
    };
    d->ledger.run(guard, review, [done](const Answer &answer) {
        done(answer ? *answer : Result<Countersigning>(tl::unexpected(failureOf(answer.error()))));
    });
}

void Session::countersign(const CountersignRequest &request, const QByteArray &statementSha256,
                          crypto::Secret passphrase, QObject *guard, Done<Signed> done)
{
    const auto key = d->keys.certificate(request.keyFingerprint);
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), request.keyFingerprint)));
    CountersignJob::Input input{{request, d->composeInput({}, key->certificate)},
                                statementSha256,
                                ledger::Actor::ofThisProcess(key->certificate.commonName(), ledger::PersonKind::Signed),
                                d->view.profile.timestamp};
    input.issuers = d->issuersOf(input.judged.compose.certificate);
    auto *job = new CountersignJob(d->ledger, d->keys, std::move(input), this);
    connect(job, &CountersignJob::finished, this, [this, job, guard = QPointer(guard), done] {
        job->deleteLater();
        d->settleSigning(job->draft(), job->result(), guard, done);
    });
    job->start(std::move(passphrase));
}

void Session::Private::settleSigning(const Draft &draft, const Result<Signed> &result, const QPointer<QObject> &guard,
                                     const Done<Signed> &done)
{
    requestLook();
    const auto answer = [guard, done, result] {
        if (guard)
            done(result);
    };
    if (!result && result.error().kind == Failure::Kind::Keychain)
        return tellFailedUnlocks(answer);
    if (result)
        tellDecision(draft, *result);
    answer();
}

void Session::decisionPdf(const QString &id, QObject *guard, Done<QByteArray> done)
{
    using Answer = ledger::AsyncLedger::Result<QByteArray>;
    const auto find = [id](ledger::Ledger &log) -> Answer {
        const auto entries = log.entries();
        if (!entries)
            return tl::unexpected(entries.error());
        const auto last = std::find_if(entries->crbegin(), entries->crend(), [&id](const ledger::Entry &entry) {
            return isRevision(entry) && entry.payload[u"decision_id"_s].toString() == id;
        });
        if (last == entries->crend())
            return QByteArray();
        return log.blob(QByteArray::fromHex(last->payload[u"pdf_sha256"_s].toString().toLatin1()));
    };
    d->ledger.run(guard, find, [id, done](const Answer &answer) {
        if (!answer)
            return done(tl::unexpected(failureOf(answer.error())));
        if (answer->isEmpty())
            return done(tl::unexpected(Failure{Failure::Kind::Refused, u"no_decision"_s, {id}, {}}));
        done(*answer);
    });
}

void Session::foundSigners(const FoundSigners &request, crypto::Secret passphrase, QObject *guard,
                           Done<SignersView> done)
{
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    checks::onPool(
        this, [request] { return readGiven(request); },
        [this, request, secret, guard = QPointer(guard), done = std::move(done)](const Result<GivenFiles> &given) {
            if (!guard)
                return;
            if (!given)
                return done(tl::unexpected(given.error()));
            d->foundRead(request, *given, std::move(*secret), guard, done);
        });
}

void Session::Private::foundRead(const FoundSigners &request, const GivenFiles &given, crypto::Secret passphrase,
                                 QObject *guard, const Done<SignersView> &done)
{
    auto founding = foundingOf(request, given, keys, view.profile.workspaceId, q->now());
    if (!founding)
        return done(tl::unexpected(founding.error()));
    if (view.signers.present)
        return done(
            tl::unexpected(Failure{Failure::Kind::Refused, u"signers_exist"_s, {signersFilePath.toString()}, {}}));
    const auto payload = formats::signersPayload(founding->list);
    signSigners(founding->administrator, payload, std::move(passphrase), guard,
                [this, payload, guard = QPointer(guard), done](const Result<formats::EnvelopeSignature> &signature) {
                    if (!signature)
                        return done(tl::unexpected(signature.error()));
                    const auto bytes = formats::writeEnvelope({formats::signersPayloadType, payload, {*signature}});
                    pin(crypto::sha256(bytes), bytes, List::Founded, guard, done);
                });
}

void Session::pinSigners(const QString &digestHex, QObject *guard, Done<SignersView> done)
{
    const auto digest = QByteArray::fromHex(digestHex.toLatin1());
    const auto &signers = d->look.signers;
    // What the ledger has in force may be pinned though the file is another, older one or gone.
    if (const auto *head = signers.chain.head(); head && head->sha256 == digest && signers.view.digest != digest)
        return d->pin(digest, head->bytes, Private::List::Kept, guard, std::move(done));
    if (!signers.view.present)
        return done(tl::unexpected(Failure{Failure::Kind::Refused, u"no_signers"_s, {signersFilePath.toString()}, {}}));
    if (!signers.intact)
        return done(
            tl::unexpected(Failure{Failure::Kind::Refused, u"signers_invalid"_s, {signersFilePath.toString()}, {}}));
    if (signers.view.digest != digest)
        return done(tl::unexpected(Failure{Failure::Kind::Refused,
                                           u"digest_mismatch"_s,
                                           {digestHex, QString::fromLatin1(signers.view.digest.toHex())},
                                           {}}));
    d->pin(digest, signers.bytes, Private::List::There, guard, std::move(done));
}

void Session::Private::pin(const QByteArray &digest, const QByteArray &bytes, List list, QObject *guard,
                           Done<SignersView> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<SignersView>>;
    const auto work = [=, path = workspace, trustFile = ports.trustFile, who = actor()](ledger::Ledger &log) -> Answer {
        std::ignore = log.refresh();
        const auto entries = log.entries();
        if (!entries)
            return tl::unexpected(entries.error());
        auto records = foldRecords(*entries);
        // The first pinned list is the root; a later one comes by approval, and an older one never again.
        if (const auto failure = pinFailure(records, digest, log))
            return Result<SignersView>(tl::unexpected(*failure));
        if (list == List::Founded)
            if (const auto failure = writeFoundedList(bytes, path))
                return Result<SignersView>(tl::unexpected(*failure));
        if (list == List::Kept)
            if (const auto failure = writeSignersFile(bytes, path))
                return Result<SignersView>(tl::unexpected(*failure));
        if (records.signers.pins.isEmpty()) {
            const QJsonObject payload{{u"signers_sha256"_s, QString::fromLatin1(digest.toHex())}, {u"version"_s, 1}};
            const auto appended = log.append(kind::signersPinned, who, payload, {bytes});
            if (!appended)
                return tl::unexpected(appended.error());
            records.signers.pins.append({appended->index, digest});
        }
        TrustStore trust(trustFile);
        if (const auto pinned = trust.pinSigners(log.ledgerId(), digest); !pinned)
            return Result<SignersView>(tl::unexpected(pinned.error()));
        return Result<SignersView>(readTrustedSigners(path, records, log, trust).view);
    };
    ledger.run(guard, work, [this, done](const Answer &answer) { tellSigners(answer, done); });
}

} // namespace cutover::session
