// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/factsverifier.h"

#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/statement.h"
#include "rollout/stagefile.h"
#include "session/binding.h"
#include "session/ceremonyrecords.h"
#include "session/envelopejudge.h"
#include "session/gitstate.h"

#include <QSet>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::BoundFile;
using domain::VerifiedFacts;

namespace {

bool names(const domain::Command &command, const QString &path)
{
    return command.arguments.contains(path) || command.shell.contains(path);
}

} // namespace

SignatureJudgement judgeEnvelope(const formats::Envelope &envelope, const QString &workspaceId,
                                 const SignersChain &chain, const SignatureOrigins::Found &origins)
{
    constexpr qsizetype shownDigits = 8;
    SignatureJudgement judgement;
    const auto roots = VerifyRoots().with(chain);
    const auto message = formats::pae(envelope.payloadType, envelope.payload);
    for (const auto &signature : envelope.signatures) {
        const auto origin = origins.value(crypto::sha256(signature.sig));
        const auto judged = origin.entry < 0
                                ? Authorisation()
                                : authorisationByList(roots, workspaceId, signature.keyid, origin, origin.at);
        if (judged.answer != VerifiedSignature::Authorised::Yes) {
            judgement.unauthorised.append(judged.name.isEmpty() ? signature.keyid.left(shownDigits) : judged.name);
            continue;
        }
        // The key is the certificate's in the trusted list; `keyid` only says where to look.
        const auto key = judged.certificate->publicKey();
        if (!key || !key->verify(message, signature.sig)) {
            judgement.broken.append(judged.name);
            continue;
        }
        judgement.lastEntry = std::max(judgement.lastEntry, origin.entry);
        const auto known = std::ranges::find(judgement.valid, signature.keyid, &domain::Signing::fingerprint);
        if (known != judgement.valid.end())
            continue;
        judgement.valid.append({signature.keyid, origin.at});
        judgement.validNames.append(judged.name);
    }
    return judgement;
}

VerifiedFacts FactsVerifier::verifyNow(const Input &input, ledger::Ledger &ledger, const Records &records)
{
    FactsVerifier verifier(input, ledger, records);
    verifier.judgeLedger();
    verifier.readWorld();
    const auto *judged = records.judgedGo();
    if (input.isOfPending)
        judged = records.pendingGo ? records.awaiting(records.pendingGo->id) : nullptr;
    if (judged)
        verifier.judgeDecision(*judged);
    return verifier.m_facts;
}

FactsVerifier::FactsVerifier(const Input &input, ledger::Ledger &ledger, const Records &records)
    : m_input(input)
    , m_ledger(ledger)
    , m_records(records)
{
}

void FactsVerifier::judgeLedger()
{
    using State = VerifiedFacts::LedgerState;
    m_facts.m_ledgerState = State::Good;
    if (m_input.verifyLedger) {
        const auto report = m_ledger.verify();
        if (!report.valid) {
            m_facts.m_ledgerState = State::Invalid;
            m_facts.m_ledgerData = {QString::number(report.firstBad)};
        }
    }
    const auto &trouble = m_ledger.trouble();
    if (!trouble)
        return judgeWriting();
    const auto &data = trouble->data;
    if (trouble->code == ledger::LedgerError::Code::LedgerUnattested) {
        m_facts.m_ledgerState = State::Unattested;
        m_facts.m_ledgerData = {QString::number(m_ledger.size()), data[u"attested_size"_s].toVariant().toString()};
    } else {
        m_facts.m_ledgerState = State::Invalid;
        m_facts.m_ledgerData = {data[u"first_bad"_s].toVariant().toString()};
    }
}

void FactsVerifier::judgeWriting()
{
    using Probe = ledger::Ledger::WriteProbe;
    const auto writable = m_ledger.probeWriting(m_input.verifyLedger ? Probe::Transaction : Probe::Permissions);
    if (writable || m_facts.m_ledgerState != VerifiedFacts::LedgerState::Good)
        return;
    m_facts.m_ledgerState = VerifiedFacts::LedgerState::Unwritable;
    m_facts.m_ledgerData = {writable.error().data[u"cause"_s].toString()};
}

void FactsVerifier::readWorld()
{
    m_facts.m_desiredStage = rollout::readStageFile(m_input.workspace);
    m_facts.m_deployment.commit = readGitCommit(m_input.workspace);
    m_profile = readWorkspaceProfile(m_input.workspace);
    if (m_profile)
        m_facts.m_deployment.artifacts = m_profile->profile.artifacts;
    m_signers = readTrustedSigners(m_input.workspace, m_records, m_ledger, TrustStore(m_input.trustFile));
    m_facts.m_signersTrusted = m_signers.view.pinned;
}

/// The minutes that a statement tells are those of this ledger. Every entry is read for it: as the ledger itself, it is
/// judged at a press and not at each look.
bool FactsVerifier::hasItsCeremony(const domain::Statement &statement) const
{
    if (!m_input.verifyLedger)
        return true;
    const auto entries = m_ledger.entries();
    return entries && isCeremonyOfLedger(statement, *entries);
}

void FactsVerifier::judgeDecision(const DecisionRecord &decision)
{
    m_facts.m_signedAt = decision.signatures.isEmpty() ? decision.at : decision.signatures.first().at;
    const auto envelopeBytes = m_ledger.blob(decision.envelopeSha256);
    const auto envelope =
        envelopeBytes ? formats::parseEnvelope(*envelopeBytes)
                      : tl::expected<formats::Envelope, formats::DsseError>(tl::unexpected(formats::DsseError{}));
    if (!envelope || envelope->payloadType != formats::inTotoPayloadType ||
        crypto::sha256(envelope->payload) != decision.statementSha256)
        return;
    auto statement = formats::readStatement(envelope->payload);
    if (!statement || statement->id != decision.id || statement->decision != decision.kind)
        return;
    const auto &point = statement->ledger;
    m_facts.m_inLedger = point.ledgerId == m_ledger.ledgerId() && point.size <= decision.entry &&
                         m_ledger.hasPrefix(point.size, point.root) && hasItsCeremony(*statement);
    m_facts.m_statement = std::move(*statement);
    judgeSignatures(*envelope, decision);
    judgeFiles(*m_facts.m_statement);
    judgeNewFiles(*m_facts.m_statement);
    judgeProfile(*m_facts.m_statement);
}

void FactsVerifier::judgeSignatures(const formats::Envelope &envelope, const DecisionRecord &decision)
{
    const auto &chain = m_signers.chain;
    const auto origins = m_records.origins.in(boundIn(m_ledger)).inEnvelopes(decision.statementSha256);
    const auto judgement = judgeEnvelope(envelope, m_facts.m_statement->workspaceId, chain, origins);
    const auto *then = chain.inForceAt(judgement.lastEntry < 0 ? decision.entry : judgement.lastEntry);
    m_list = then ? then->list : domain::SignersList();
    m_facts.m_signers = judgement.validNames;
    m_facts.m_brokenSignatures = judgement.broken;
    m_facts.m_unauthorised = judgement.unauthorised;
    judgeRemoval(judgement);
    judgeQuorum(judgement.valid);
}

/// Of those who signed: whom the version in force now no longer lets decide.
void FactsVerifier::judgeRemoval(const SignatureJudgement &judgement)
{
    const auto *head = m_signers.chain.head();
    const auto seats = quorumOf(m_list);
    for (qsizetype i = 0; head && i < judgement.valid.size(); ++i)
        if (!domain::isOfQuorum(head->list, judgement.valid.at(i).fingerprint, seats))
            m_facts.m_removedSigners.append(judgement.validNames.at(i));
}

void FactsVerifier::judgeQuorum(QList<domain::Signing> valid)
{
    const domain::Quorum quorum{quorumOf(m_list), m_facts.m_statement->targetAt};
    // Whoever writes an entry writes its time: none brings a deputy's hour before it has come.
    for (auto &signing : valid)
        signing.at = m_input.now.isValid() ? std::min(signing.at, m_input.now) : signing.at;
    m_facts.m_quorumGiven = domain::seatCount(domain::filledSeats(m_list, valid, quorum));
    m_facts.m_quorumNeeded = quorum.needed();
    m_facts.m_awaited = domain::awaitedSeats(m_list, valid, quorum);
    QStringList roles;
    for (const auto &seats : m_facts.m_awaited)
        roles.append(seats.role);
    if (!roles.isEmpty())
        m_facts.m_quorumRole = roles.join(u", "_s);
}

bool FactsVerifier::hasChanged(const BoundFile &file) const
{
    const auto now = digestNow(u"%1/%2"_s.arg(m_input.workspace, file.path), m_input.digests, m_input.now);
    return now.isEmpty() || now != file.sha256;
}

void FactsVerifier::judgeFiles(const domain::Statement &statement)
{
    for (const auto &file : statement.files) {
        // A drill may have run the abort script too; as a part of the abort it is announced and still run.
        if (file.role != BoundFile::Role::Abort && names(statement.abortCommand, file.path))
            continue;
        switch (file.role) {
        case BoundFile::Role::Script:
        case BoundFile::Role::Stage:
        case BoundFile::Role::Smoke:
            if (hasChanged(file) && !m_facts.m_changedScripts.contains(file.path))
                m_facts.m_changedScripts.append(file.path);
            break;
        case BoundFile::Role::Abort:
            if (hasChanged(file))
                m_facts.m_changedAbortScripts.append(file.path);
            break;
        case BoundFile::Role::Sealed:
            if (hasChanged(file))
                m_facts.m_changedSealedFiles.append(file.path);
            break;
        case BoundFile::Role::Profile:  // compared value by value
        case BoundFile::Role::Evidence: // re-judged, never compared
        case BoundFile::Role::Manifest: // later seals may add to it; what it listed is looked at
        case BoundFile::Role::Baselines:
        case BoundFile::Role::Signers:
        case BoundFile::Role::Output:
            break;
        }
    }
}

/// A file that a command would run now and that was not there to be signed: a module in a package, a test in a folder.
void FactsVerifier::judgeNewFiles(const domain::Statement &statement)
{
    const auto files = m_profile ? commandFiles(m_input.workspace, m_profile->profile)
                                 : Result<QList<CommandFile>>(QList<CommandFile>{}); // then the profile is what changed
    QSet<QString> known;
    for (const auto &file : statement.files)
        known.insert(file.path);
    const auto add = [&](const QString &path, BoundFile::Role role) {
        auto &changed = role == BoundFile::Role::Abort ? m_facts.m_changedAbortScripts : m_facts.m_changedScripts;
        if (!known.contains(path) && !changed.contains(path))
            changed.append(path);
    };
    for (const auto &file : files.value_or(QList<CommandFile>{}))
        add(file.path, file.role);
    // What cannot be told any more is not what was signed; a missing abort script is announced already.
    if (!files && !m_facts.m_changedAbortScripts.contains(files.error().data.value(0)))
        add(files.error().data.value(0), BoundFile::Role::Script);
}

void FactsVerifier::judgeProfile(const domain::Statement &statement)
{
    const auto signedPart = m_ledger.blob(statement.digestOf(BoundFile::Role::Profile));
    if (!m_profile || !signedPart) {
        m_facts.m_environment = statement.environment;
        m_facts.m_version = statement.version;
        m_facts.m_changedProfilePointers = {QString()};
        return;
    }
    m_facts.m_environment = m_profile->profile.environment;
    m_facts.m_version = m_profile->profile.version;
    m_facts.m_changedProfilePointers = changedPointers(*signedPart, m_profile->deciding);
    if (!statement.baseline)
        m_facts.m_missingBaselinePointer = u"/p99_ms"_s;
}

} // namespace cutover::session
