// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/composer.h"

#include "crypto/digest.h"
#include "crypto/random.h"
#include "formats/statement.h"
#include "session/gitstate.h"
#include "session/look.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::BoundFile;
using domain::CriterionId;
using domain::DecisionKind;
using domain::Refusal;
using domain::RefusalCode;
using domain::Refusals;

namespace {

constexpr int idBytes = 16;

void addRowRefusals(Refusals &refusals, std::span<const domain::Row> rows)
{
    for (const auto id : domain::decisionSet()) {
        const auto &row = rows[static_cast<std::size_t>(id)];
        if (row.isGo())
            continue;
        if (id == CriterionId::Baselines)
            refusals.append({RefusalCode::BaselinesMissing, row.reason.data});
        else
            refusals.append({RefusalCode::RowNotGo, {domain::criterion(id).key, domain::statusName(row.status)}});
    }
}

void addLedgerRefusals(Refusals &refusals, const ledger::Ledger &ledger)
{
    if (!ledger.trouble()) {
        if (const auto writable = ledger.probeWriting(ledger::Ledger::WriteProbe::Permissions); !writable)
            refusals.append({RefusalCode::LedgerUnwritable, {writable.error().data[u"cause"_s].toString()}});
        return;
    }
    const bool unattested = ledger.trouble()->code == ledger::LedgerError::Code::LedgerUnattested;
    refusals.append({unattested ? RefusalCode::LedgerUnattested : RefusalCode::LedgerInvalid, {}});
}

std::optional<domain::Statement> statementOf(const std::optional<DecisionRecord> &decision,
                                             const ledger::Ledger &ledger)
{
    if (!decision)
        return std::nullopt;
    const auto bytes = ledger.blob(decision->envelopeSha256);
    const auto envelope =
        bytes ? formats::parseEnvelope(*bytes)
              : tl::expected<formats::Envelope, formats::DsseError>(tl::unexpected(formats::DsseError{}));
    if (!envelope)
        return std::nullopt;
    auto statement = formats::readStatement(envelope->payload);
    return statement ? std::optional(std::move(*statement)) : std::nullopt;
}

/// Loosened limits that the last decision did not have, and command files that are not what it bound.
QList<Draft::Change> changesSince(const domain::Statement &before, const domain::Statement &now)
{
    QList<Draft::Change> changes;
    for (const auto &rule : now.loosened)
        if (!before.loosened.contains(rule))
            changes.append({u"loosened:"_s + rule.rule,
                            {QString::number(rule.value), QString::number(rule.checklist), unitName(rule.unit)}});
    for (const auto &file : now.files) {
        const bool isCommand = file.role == BoundFile::Role::Script || file.role == BoundFile::Role::Stage ||
                               file.role == BoundFile::Role::Abort || file.role == BoundFile::Role::Smoke;
        if (!isCommand)
            continue;
        const auto old = before.digestOf(file.role, file.path);
        if (old != file.sha256)
            changes.append({u"script_changed:"_s + file.path,
                            {file.path, QString::fromLatin1(old.toHex()), QString::fromLatin1(file.sha256.toHex())}});
    }
    if (before.digestOf(BoundFile::Role::Signers) != now.digestOf(BoundFile::Role::Signers))
        changes.append({u"signers_changed"_s, {}});
    return changes;
}

void addOutputs(domain::Statement &statement, const Records &records)
{
    for (std::size_t i = 0; i < domain::criterionCount; ++i)
        if (!records.outputs[i].isEmpty())
            statement.files.append({BoundFile::Role::Output, domain::criteria()[i].key, records.outputs[i]});
}

void addRows(domain::Statement &statement, std::span<const domain::Row> rows, const ComposeInput &input)
{
    for (const auto &row : rows)
        statement.rows.append({row, input.wording.arithmetic(row), input.wording.reason(row)});
}

/// A GO while an attempt is under way would be its continuation, which this version does not know.
void addRolloutRefusals(Refusals &refusals, const domain::RolloutState &rollout)
{
    if (rollout.attemptState == domain::AttemptState::Aborting)
        refusals.append({RefusalCode::Aborted, {}});
    if (!rollout.isUnderWay())
        return;
    if (const auto *flying = rollout.inFlight()) {
        const bool known = flying->state == domain::StageState::Promoting;
        refusals.append({known ? RefusalCode::PromotionInFlight : RefusalCode::OutcomeUnknown,
                         {QString::number(flying->plan.percent)}});
        return;
    }
    const auto *present = rollout.present();
    const auto &last = present ? *present : rollout.stages.first(); // a first promotion that failed
    const auto at = present ? last.mark.at : last.intendedAt;
    refusals.append({RefusalCode::AlreadyPromoted, {QString::number(last.plan.percent), at.toString(Qt::ISODate)}});
}

QString roleOf(const domain::SignersList &list, const QString &fingerprint)
{
    const auto *signer = list.find(fingerprint);
    if (!signer || signer->roles.isEmpty())
        return decisionMakerRole;
    return signer->roles.contains(decisionMakerRole) ? QString(decisionMakerRole) : signer->roles.first();
}

} // namespace

Refusals signingRefusals(const ComposeInput &input, const ledger::Ledger &ledger, const Records &records,
                         const TrustedSigners &signers, const domain::Profile &profile,
                         std::span<const domain::Row> rows)
{
    Refusals refusals;
    const auto *signer = signers.view.list.find(input.request.keyFingerprint);
    if (!signer || !signer->roles.contains(decisionMakerRole))
        refusals.append({RefusalCode::SignerUnauthorised, {input.certificate.commonName(), decisionMakerRole}});
    if (!signers.view.pinned)
        refusals.append(signersRefusal(signers.view));
    if (input.request.kind == DecisionKind::Go) {
        const auto lapses = profile.targetAt.addSecs(domain::firstPromotionWithinS);
        if (input.now > lapses)
            refusals.append({RefusalCode::DecisionExpired, {lapses.toString(Qt::ISODate)}});
        addRolloutRefusals(refusals, records.rollout);
        if (input.trigger)
            refusals.append({RefusalCode::TriggerActive,
                             {triggerName(input.trigger->code), QString::number(input.trigger->observed, 'g', 15),
                              QString::number(input.trigger->limit, 'g', 15)}});
        addRowRefusals(refusals, rows);
    }
    addLedgerRefusals(refusals, ledger);
    std::ranges::stable_sort(refusals, {}, &Refusal::code);
    return refusals;
}

Result<Composition> compose(const ComposeInput &input, ledger::Ledger &ledger, const Records &records)
{
    const auto profile = readWorkspaceProfile(input.workspace);
    if (!profile)
        return tl::unexpected(profile.error());
    const auto baselines = checks::readBaselines(profile->profile, input.workspace, input.now);
    const auto rows = judgeRows(records, profile->profile, input.workspace, baselines, input.now);
    const auto binding = bindWorkspace(input.workspace, *profile, baselines, input.served);
    if (!binding)
        return tl::unexpected(binding.error());
    const auto signers = readTrustedSigners(input.workspace, records, ledger.ledgerId(), TrustStore(input.trustFile));

    domain::Statement statement;
    const auto &p = profile->profile;
    statement.decision = input.request.kind;
    statement.id = QString::fromLatin1(crypto::randomBytes(idBytes).value_or(QByteArray()).toHex());
    statement.workspaceId = p.workspaceId;
    statement.environment = p.environment;
    statement.version = p.version;
    statement.change = p.change;
    statement.artifacts = p.artifacts;
    if (const auto commit = readGitCommit(input.workspace); !commit.isEmpty())
        statement.git = domain::GitState{commit, input.workTreeDirty};
    statement.composedAt = input.now;
    statement.targetAt = p.targetAt;
    if (input.request.kind == DecisionKind::Go) {
        statement.opensAt = p.targetAt.addSecs(-p.opensEarlyS);
        statement.expiresAt = p.targetAt.addSecs(domain::firstPromotionWithinS);
    }
    addRows(statement, rows, input);
    statement.baseline = baselines.baseline;
    statement.limits = p.limits;
    statement.stages = p.stages;
    statement.stageCommand = p.stageCommand;
    statement.abortCommand = p.abortCommand;
    statement.smokeCommand = p.smokeCommand;
    statement.loosened = domain::loosenedRules(p);
    statement.contacts = p.contacts;
    statement.files = binding->files;
    addOutputs(statement, records);
    statement.signerName = input.certificate.commonName();
    statement.signerRole = roleOf(signers.view.list, input.request.keyFingerprint);
    statement.meaning =
        input.request.meaning.isEmpty() ? domain::defaultMeaning(input.request.kind) : input.request.meaning;
    statement.reason = input.request.reason;
    statement.ledger = {ledger.ledgerId(), ledger.size(), ledger.root()};

    const auto bytes = formats::statementBytes(statement);
    if (!bytes || statement.id.size() != 2 * idBytes)
        return tl::unexpected(
            Failure{Failure::Kind::Refused, u"statement_invalid"_s, {bytes ? QString() : bytes.error().pointer}, {}});
    Composition composition;
    composition.bound = binding->bytes;
    auto &draft = composition.draft;
    for (qsizetype i = 0; i < binding->files.size(); ++i)
        if (binding->files.at(i).role == BoundFile::Role::Evidence)
            draft.evidence = binding->bytes.at(i);
    if (const auto before = statementOf(records.lastDecision, ledger))
        draft.changes = changesSince(*before, statement);
    composition.quorum = quorumOf(signers.view.list);
    composition.filled = domain::filledSeats(signers.view.list, {input.request.keyFingerprint}, composition.quorum);
    draft.refusals = signingRefusals(input, ledger, records, signers, p, rows);
    draft.statement = std::move(statement);
    draft.bytes = *bytes;
    draft.sha256 = crypto::sha256(*bytes);
    draft.keyFingerprint = input.request.keyFingerprint;
    return composition;
}

std::optional<Refusal> changedSince(const domain::Statement &statement, const Binding &present)
{
    const auto isFixed = [](const BoundFile &file) {
        return file.role != BoundFile::Role::Evidence && file.role != BoundFile::Role::Output;
    };
    for (const auto &file : statement.files) {
        if (!isFixed(file))
            continue;
        const auto same = std::ranges::any_of(present.files, [&](const BoundFile &now) { return now == file; });
        if (same)
            continue;
        switch (file.role) {
        case BoundFile::Role::Profile:
            return Refusal{RefusalCode::ProfileChanged, {QString()}};
        case BoundFile::Role::Signers:
            return Refusal{RefusalCode::SignersUntrusted, {}};
        case BoundFile::Role::Script:
        case BoundFile::Role::Stage:
        case BoundFile::Role::Abort:
        case BoundFile::Role::Smoke:
            return Refusal{RefusalCode::ScriptChanged, {file.path}};
        case BoundFile::Role::Manifest:
        case BoundFile::Role::Sealed:
        case BoundFile::Role::Baselines:
        case BoundFile::Role::Evidence:
        case BoundFile::Role::Output:
            return Refusal{RefusalCode::SealedFileChanged, {file.path}};
        }
    }
    return std::nullopt;
}

} // namespace cutover::session
