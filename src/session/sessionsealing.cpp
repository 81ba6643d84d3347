// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/detachedsignature.h"
#include "checks/evidenceprobe.h"
#include "checks/policyprobe.h"
#include "checks/pool.h"
#include "checks/sealjudge.h"
#include "checks/workspacefile.h"
#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "rollout/ledgerevents.h"
#include "session/sealfailures.h"
#include "session/sealjob.h"
#include "session/session_p.h"

#include <QDir>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::RefusalCode;
namespace kind = rollout::kind;

namespace {

constexpr qint64 largestPolicy = 64 * 1024 * 1024;
constexpr qsizetype keyNameDigits = 16;

/// A policy on its way to its signature.
struct PolicyDraft
{
    QString workspace;
    QByteArray bytes;
    PolicySigned signedOne;
    QByteArray newKey; ///< PEM; empty where the folder has the key already
};

/// Where the key lies among the workspace's policy keys, or the name it is to have there.
QString keyFileFor(const crypto::PublicKey &key, const QString &folder, const QString &workspace, bool &isThere)
{
    const auto keys = checks::keysInFolder(workspace + u'/' + folder);
    const auto found = std::ranges::find_if(keys, [&](const auto &at) { return at.key && *at.key == key; });
    isThere = found != keys.end();
    const QString name = isThere ? found->file : key.fingerprint().left(keyNameDigits) + ".pem"_L1;
    return folder + u'/' + name;
}

Result<PolicyDraft> draftOf(const QString &file, const crypto::PublicKey &key, const QString &keyFolder,
                            const QString &workspace)
{
    const auto bytes = checks::readInWorkspace(file, workspace, largestPolicy);
    if (!bytes)
        return tl::unexpected(fileFailure(bytes.error()));
    // The folder of the keys is checked where it exists; a link out of the workspace is not written through.
    if (const auto folder = checks::resolvedInWorkspace(keyFolder, workspace);
        !folder && folder.error().cause == domain::Cause::PathOutside)
        return tl::unexpected(fileFailure(folder.error()));
    PolicyDraft draft{workspace, *bytes, {}, {}};
    draft.signedOne.policy = QDir(workspace).relativeFilePath(file);
    draft.signedOne.file = draft.signedOne.policy + checks::signatureSuffix;
    draft.signedOne.fingerprint = key.fingerprint();
    bool isThere = false;
    draft.signedOne.keyFile = keyFileFor(key, keyFolder, workspace, isThere);
    if (const auto failure = placeFailure(draft.signedOne.file, workspace))
        return tl::unexpected(*failure);
    if (isThere)
        return draft;
    if (const auto failure = placeFailure(draft.signedOne.keyFile, workspace))
        return tl::unexpected(*failure);
    draft.newKey = key.pem();
    return draft;
}

Result<PolicySigned> writePolicy(const PolicyDraft &draft, const QByteArray &signature, const ledger::Actor &who,
                                 ledger::Ledger &log)
{
    auto done = draft.signedOne;
    const QJsonObject entry{{u"policy"_s, done.policy},
                            {u"policy_sha256"_s, crypto::sha256Hex(draft.bytes)},
                            {u"fingerprint"_s, done.fingerprint}};
    std::ignore = log.refresh();
    const auto appended = log.append(kind::policySigned, who, entry);
    if (!appended)
        return tl::unexpected(failureOf(appended.error()));
    done.entry = appended->index;
    const auto write = [&](const QString &file, const QByteArray &bytes) -> std::optional<Failure> {
        const auto written = formats::writeAtomically(draft.workspace + u'/' + file, bytes);
        if (written)
            return std::nullopt;
        return Failure{
            Failure::Kind::File, formats::codeName(written.error().code), {file, {}, {}, written.error().system}, {}};
    };
    auto failure = write(done.file, signature.toBase64() + '\n');
    if (!failure && !draft.newKey.isEmpty())
        failure = write(done.keyFile, draft.newKey);
    if (failure)
        return tl::unexpected(*failure);
    return done;
}

void finishPolicy(const PolicyDraft &draft, const crypto::PrivateKey &key, const ledger::Actor &who,
                  ledger::AsyncLedger &log, QObject *guard, const Done<PolicySigned> &done)
{
    const auto signature = key.sign(draft.bytes);
    if (!signature)
        return done(tl::unexpected(Failure{Failure::Kind::Refused, crypto::codeName(signature.error().code), {}, {}}));
    using Answer = ledger::AsyncLedger::Result<Result<PolicySigned>>;
    const auto write = [draft, made = *signature, who](ledger::Ledger &ledger) -> Answer {
        return writePolicy(draft, made, who, ledger);
    };
    log.run(guard, write, [done](const Answer &answer) {
        done(answer ? *answer : Result<PolicySigned>(tl::unexpected(failureOf(answer.error()))));
    });
}

} // namespace

void Session::sealEvidence(const QString &keyFingerprint, crypto::Secret passphrase, QObject *guard, Done<Sealed> done)
{
    const auto key = d->keys.certificate(keyFingerprint);
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), keyFingerprint)));
    const auto signers = d->trustedSigners();
    const auto *signer = signers ? signers->find(keyFingerprint) : nullptr;
    const QString name = key->certificate.commonName();
    domain::Refusals refusals;
    if (!signers)
        refusals.append(signersRefusal(d->view.signers));
    else if (!signer || !signer->roles.contains(checks::evidenceRole))
        refusals.append({RefusalCode::SignerUnauthorised, {name, checks::evidenceRole}});
    if (!refusals.isEmpty())
        return done(tl::unexpected(Failure{Failure::Kind::Refused, u"refused"_s, {}, refusals}));
    const bool hasGo = d->view.decision && d->view.decision->kind == domain::DecisionKind::Go;
    SealJob::Input input{d->workspace,
                         d->view.profile.probes.evidence.folder,
                         d->view.profile.environment,
                         key->certificate,
                         now(),
                         ledger::Actor::ofThisProcess(name, ledger::PersonKind::Signed),
                         hasGo ? d->look.statement : std::nullopt};
    auto *job = new SealJob(d->ledger, d->keys, std::move(input), this);
    connect(job, &SealJob::finished, this, [this, job, guard = QPointer(guard), done] {
        job->deleteLater();
        d->requestLook();
        const auto answer = [guard, done, result = job->result()] {
            if (guard)
                done(result);
        };
        if (!job->result() && job->result().error().kind == Failure::Kind::Keychain)
            return d->tellFailedUnlocks(answer);
        answer();
    });
    job->start(std::move(passphrase));
}

void Session::verifyEvidence(QObject *guard, Done<checks::EvidenceReport> done)
{
    auto *probe = new checks::EvidenceProbe({d->workspace, d->view.profile, d->trustedSigners(), d->lastSeal()},
                                            d->ports.now, this);
    d->tellReport(probe, guard, std::move(done));
}

void Session::verifyPolicies(const QStringList &files, QObject *guard, Done<checks::PolicyReport> done)
{
    QStringList paths;
    for (const auto &file : files)
        paths.append(QDir(d->workspace).relativeFilePath(file));
    auto *probe = new checks::PolicyProbe({d->workspace, d->view.profile.probes.policies, d->trustedSigners(), paths},
                                          d->ports.now, this);
    d->tellReport(probe, guard, std::move(done));
}

void Session::signPolicy(const QString &file, const QString &keyFingerprint, crypto::Secret passphrase, QObject *guard,
                         Done<PolicySigned> done)
{
    const auto key = d->keys.certificate(keyFingerprint);
    const auto publicKey = key ? key->certificate.publicKey() : tl::unexpected(crypto::CryptoError{});
    if (!key)
        return done(tl::unexpected(keyFailure(key.error(), keyFingerprint)));
    if (!publicKey)
        return done(tl::unexpected(Failure{Failure::Kind::Keychain, u"key_invalid"_s, {keyFingerprint}, {}}));
    const auto actor = ledger::Actor::ofThisProcess(key->certificate.commonName(), ledger::PersonKind::Signed);
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    const auto read = [file, made = *publicKey, folder = d->view.profile.probes.policies.keys,
                       workspace = d->workspace] { return draftOf(file, made, folder, workspace); };
    checks::onPool(guard, read, [this, secret, actor, guard = QPointer(guard), done](const Result<PolicyDraft> &draft) {
        if (!draft)
            return done(tl::unexpected(draft.error()));
        const auto &fingerprint = draft->signedOne.fingerprint;
        d->keys.unlock(fingerprint, std::move(*secret), this)
            ->onFinished(this,
                         [this, draft = *draft, actor, guard,
                          done](const tl::expected<crypto::PrivateKey, keychain::KeychainError> &opened) mutable {
                             if (!opened) {
                                 const auto &used = draft.signedOne.fingerprint;
                                 recordFailedUnlock(d->ledger, actor, used, opened.error());
                                 const auto failure = keyFailure(opened.error(), used);
                                 return d->tellFailedUnlocks([guard, done, failure] {
                                     if (guard)
                                         done(tl::unexpected(failure));
                                 });
                             }
                             const auto signers = d->trustedSigners();
                             draft.signedOne.trusted =
                                 signers && signers->policyKeys.contains(draft.signedOne.fingerprint);
                             if (guard)
                                 finishPolicy(draft, *opened, actor, d->ledger, guard, done);
                         })
            ->start();
    });
}

} // namespace cutover::session
