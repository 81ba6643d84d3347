// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/composer.h"

#include "crypto/digest.h"
#include "crypto/random.h"
#include "formats/statement.h"
#include "session/closingcomposer.h"
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

/// Where a row is measured Go and its station said no-go in the poll, it is none; of the others the row itself tells.
void addPollRefusals(Refusals &refusals, const Records &records, const domain::Profile &profile)
{
    const auto objections = records.ceremonies.objections(profile.version, profile.environment);
    for (const auto &objection : domain::objectionRefusals(objections))
        if (std::ranges::none_of(refusals, [&](const Refusal &refusal) {
                return refusal.code == RefusalCode::RowNotGo && refusal.data.first() == objection.data.first();
            }))
            refusals.append(objection);
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

/// Loosened limits that the last decision did not have, and command files that are not what it bound.
QList<Draft::Change> changesSince(const domain::Statement &before, const domain::Statement &now)
{
    QList<Draft::Change> changes;
    for (const auto &rule : now.loosened)
        if (!before.loosened.contains(rule))
            changes.append({u"loosened:"_s + rule.rule,
                            {QString::number(rule.value), QString::number(rule.checklist), unitName(rule.unit)}});
    for (const auto &file : now.files) {
        if (!isCommandFile(file))
            continue;
        const auto old = before.digestOf(file.role, file.path);
        const QString code = u"script_changed:"_s + file.path;
        const bool isListed = // in another role: it is acknowledged once
            std::ranges::find(changes, code, &Draft::Change::code) != changes.end();
        if (old != file.sha256 && !isListed)
            changes.append(
                {code, {file.path, QString::fromLatin1(old.toHex()), QString::fromLatin1(file.sha256.toHex())}});
    }
    if (before.digestOf(BoundFile::Role::Signers) != now.digestOf(BoundFile::Role::Signers))
        changes.append({u"signers_changed"_s, {}});
    return changes;
}

void addOutputs(domain::Statement &statement, const Records &records)
{
    if (statement.decision == DecisionKind::Closing) {
        for (const auto &stated : statement.rows)
            if (!stated.row.outputSha256.isEmpty())
                statement.files.append(
                    {BoundFile::Role::Output, domain::criterion(stated.row.id).key, stated.row.outputSha256});
        return;
    }
    for (std::size_t i = 0; i < domain::criterionCount; ++i)
        if (!records.outputs[i].isEmpty())
            statement.files.append({BoundFile::Role::Output, domain::criteria()[i].key, records.outputs[i]});
}

/// While an attempt is under way a GO is its continuation: of the same version, environment and stages, after a lapse,
/// a void or a NO-GO, over what was frozen, and not in the middle of a promotion (RULES sections 3 and 4).
void addContinuationRefusals(Refusals &refusals, const ComposeInput &input, const domain::RolloutState &rollout,
                             const domain::Profile &profile, const std::optional<domain::Statement> &before)
{
    refusals += domain::freezeRefusals(rollout, {readGitCommit(input.workspace), profile.artifacts});
    if (before && before->version != profile.version)
        refusals.append({RefusalCode::OtherVersion, {before->version, profile.version}});
    if (before && before->environment != profile.environment)
        refusals.append({RefusalCode::OtherEnvironment, {before->environment, profile.environment}});
    const auto percents = [](const auto &stage) { return stage.plan.percent; };
    if (!std::ranges::equal(rollout.stages, profile.stages, {}, percents, &domain::StagePlan::percent))
        refusals.append({RefusalCode::ProfileChanged, {u"/stages"_s}});
    if (const auto *flying = rollout.inFlight()) {
        const bool known = flying->state == domain::StageState::Promoting;
        refusals.append({known ? RefusalCode::PromotionInFlight : RefusalCode::OutcomeUnknown,
                         {QString::number(flying->plan.percent)}});
        return;
    }
    if (!input.decisionHolds)
        return;
    const auto *present = rollout.present();
    const auto &last = present ? *present : rollout.stages.first(); // a first promotion that failed
    const auto at = present ? last.mark.at : last.intendedAt;
    refusals.append({RefusalCode::AlreadyPromoted, {QString::number(last.plan.percent), at.toString(Qt::ISODate)}});
}

void addGoRefusals(Refusals &refusals, const ComposeInput &input, const domain::RolloutState &rollout,
                   const domain::Profile &profile, const std::optional<domain::Statement> &before)
{
    if (rollout.attemptState == domain::AttemptState::Aborting)
        refusals.append({RefusalCode::Aborted, {}});
    const auto lapses = profile.targetAt.addSecs(domain::firstPromotionWithinS);
    if (rollout.isUnderWay())
        addContinuationRefusals(refusals, input, rollout, profile, before);
    else if (input.now > lapses)
        refusals.append({RefusalCode::DecisionExpired, {lapses.toString(Qt::ISODate)}});
    if (input.series.isRewritten())
        refusals.append({RefusalCode::Blind, {QString(), u"rewritten"_s}});
    if (input.trigger)
        refusals.append({RefusalCode::TriggerActive,
                         {triggerName(input.trigger->code), QString::number(input.trigger->observed, 'g', 15),
                          QString::number(input.trigger->limit, 'g', 15)}});
}

void takeProfile(domain::Statement &statement, const domain::Profile &profile)
{
    statement.workspaceId = profile.workspaceId;
    statement.environment = profile.environment;
    statement.version = profile.version;
    statement.change = profile.change;
    statement.artifacts = profile.artifacts;
    statement.targetAt = profile.targetAt;
    statement.limits = profile.limits;
    statement.stages = profile.stages;
    statement.stageCommand = profile.stageCommand;
    statement.abortCommand = profile.abortCommand;
    statement.smokeCommand = profile.smokeCommand;
    statement.loosened = domain::loosenedRules(profile);
    statement.contacts = profile.contacts;
}

/// When a GO opens the gate, and until when.
void addWindow(domain::Statement &statement, const domain::RolloutState &rollout, const domain::Profile &profile,
               const ComposeInput &input)
{
    if (statement.decision != DecisionKind::Go)
        return;
    if (rollout.isUnderWay()) {
        statement.continues = rollout.present() ? rollout.present()->plan.percent : 0;
        statement.opensAt = input.now;
        statement.expiresAt = input.now.addSecs(domain::rolloutWithinS);
        return;
    }
    statement.opensAt = profile.targetAt.addSecs(-profile.opensEarlyS);
    statement.expiresAt = profile.targetAt.addSecs(domain::firstPromotionWithinS);
}

/// The first signature is a decision maker's, or of his deputy in its hour.
bool mayDecide(const domain::SignersList &list, const QString &fingerprint, const QDateTime &targetAt,
               const QDateTime &now)
{
    const domain::Quorum decisionMaker{{{decisionMakerRole, 1}}, targetAt};
    return domain::seatFor(list, {}, {fingerprint, now}, decisionMaker).fault == domain::SeatFault::None;
}

QString roleOf(const domain::SignersList &list, const QString &fingerprint, const QDateTime &targetAt,
               const QDateTime &now)
{
    const auto *signer = list.find(fingerprint);
    if (!signer || signer->roles.isEmpty() || mayDecide(list, fingerprint, targetAt, now))
        return decisionMakerRole;
    return signer->roles.first();
}

} // namespace

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

QList<domain::StatedRow> statedRows(std::span<const domain::Row> rows, const Wording &wording)
{
    QList<domain::StatedRow> stated;
    for (const auto &row : rows)
        stated.append({row, wording.arithmetic(row), wording.reason(row)});
    return stated;
}

Refusals signingRefusals(const ComposeInput &input, const ledger::Ledger &ledger, const Records &records,
                         const TrustedSigners &signers, const domain::Profile &profile,
                         std::span<const domain::Row> rows, const std::optional<domain::Statement> &before)
{
    Refusals refusals;
    if (!mayDecide(signers.view.list, input.request.keyFingerprint, profile.targetAt, input.now))
        refusals.append({RefusalCode::SignerUnauthorised, {input.certificate.commonName(), decisionMakerRole}});
    else if (!input.certificate.isValidAt(input.now))
        refusals.append(
            {RefusalCode::SignerUnauthorised,
             {input.certificate.commonName(), decisionMakerRole, input.certificate.notAfter().toString(Qt::ISODate)}});
    if (!signers.view.pinned)
        refusals.append(signersRefusal(signers.view));
    if (input.request.kind == DecisionKind::Go) {
        addGoRefusals(refusals, input, records.rollout, profile, before);
        addRowRefusals(refusals, rows);
        addPollRefusals(refusals, records, profile);
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
    const auto signers = readTrustedSigners(input.workspace, records, ledger, TrustStore(input.trustFile));

    const auto &p = profile->profile;
    const auto before = statementOf(records.lastGo, ledger);
    Composition composition;
    auto &draft = composition.draft;
    domain::Statement statement;
    if (input.request.kind == DecisionKind::Closing) {
        auto closing = composeClosing(input, ledger, records);
        if (!closing)
            return tl::unexpected(closing.error());
        statement = std::move(closing->statement);
        draft.closingRefusals = closing->refusals;
    } else {
        takeProfile(statement, p);
        statement.decision = input.request.kind;
        statement.rows = statedRows(rows, input.wording);
        statement.baseline = baselines.baseline;
        addWindow(statement, records.rollout, p, input);
        if (const auto *poll = records.ceremonies.held(p.version, p.environment, input.now))
            statement.ceremony = *poll;
    }
    statement.id = QString::fromLatin1(crypto::randomBytes(idBytes).value_or(QByteArray()).toHex());
    if (const auto commit = readGitCommit(input.workspace); !commit.isEmpty())
        statement.git = domain::GitState{commit, input.workTreeDirty};
    statement.composedAt = input.now;
    statement.files = binding->files;
    addOutputs(statement, records);
    statement.signerName = input.certificate.commonName();
    statement.signerRole = roleOf(signers.view.list, input.request.keyFingerprint, p.targetAt, input.now);
    statement.meaning = input.request.meaning.isEmpty()
                            ? domain::defaultMeaning(input.request.kind, statement.signerRole)
                            : input.request.meaning;
    statement.reason = input.request.reason;
    statement.ledger = {ledger.ledgerId(), ledger.size(), ledger.root()};

    const auto bytes = formats::statementBytes(statement);
    if (!bytes || statement.id.size() != 2 * idBytes)
        return tl::unexpected(
            Failure{Failure::Kind::Refused, u"statement_invalid"_s, {bytes ? QString() : bytes.error().pointer}, {}});
    composition.bound = binding->bytes;
    for (qsizetype i = 0; i < binding->files.size(); ++i)
        if (binding->files.at(i).role == BoundFile::Role::Evidence)
            draft.evidence = binding->bytes.at(i);
    // A closing opens nothing: what changed on the way is no news to be acknowledged.
    const bool isClosing = input.request.kind == DecisionKind::Closing;
    if (const auto last = statementOf(records.lastDecision, ledger); last && !isClosing)
        draft.changes = changesSince(*last, statement);
    composition.signers = signers.view.list;
    composition.quorum = {quorumOf(signers.view.list), statement.targetAt};
    draft.refusals = signingRefusals(input, ledger, records, signers, p, rows, before);
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
