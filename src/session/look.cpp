// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/look.h"

#include "checks/plandigest.h"
#include "checks/rehearsalprobe.h"
#include "checks/teamready.h"
#include "formats/statement.h"
#include "metrics/httpget.h"
#include "metrics/prometheusround.h"
#include "rollout/ledgerevents.h"
#include "session/abortjournal.h"
#include "session/binding.h"
#include "session/composer.h"
#include "session/settling.h"

#include <QUrl>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::GateInput;
using domain::RefusalCode;
using domain::Refusals;

namespace {

constexpr qint64 shownRowAgeS = 1800; // before the press the gate is shown on the last results

/// Refusals that make the decision itself bad; the others say only that its hour has not come.
bool isOfDecision(RefusalCode code)
{
    const bool ofLedger = code == RefusalCode::LedgerInvalid || code == RefusalCode::LedgerUnattested;
    return ofLedger || code == RefusalCode::Aborted || code <= RefusalCode::BaselinesMissing;
}

GateInput gateInput(const LookInput &input, const domain::VerifiedFacts &facts, const Records &records,
                    std::span<const domain::Row> rows, const domain::Statement *statement,
                    const std::optional<domain::WatchLease> &watcher)
{
    GateInput gate{.facts = facts,
                   .rollout = records.rollout,
                   .rows = rows,
                   .series = input.series,
                   .live = input.live,
                   .now = input.now,
                   .watched = domain::isArmed(watcher, input.boot, input.now),
                   .stations = {},
                   .objections = records.ceremonies.objections(facts.version(), facts.environment())};
    if (watcher)
        gate.heartbeatAgeMs = domain::heartbeatAgeMs(*watcher, input.boot, input.now);
    if (statement)
        gate.stations = checks::stations(statement->contacts);
    return gate;
}

domain::Row baselineRow(const checks::BaselineReading &reading, const QString &note)
{
    auto row = reading.row;
    row.id = CriterionId::Baselines;
    row.note = note;
    return row;
}

/// Consoles that recorded different pasts: one of them saw evidence that was rewritten.
domain::Row judgedForPast(domain::Row row, const Records &records, const domain::Profile &profile)
{
    if (row.id != CriterionId::CanaryHealth || !row.isGo() ||
        !records.series.value(metrics::seriesSource(profile)).isRewritten)
        return row;
    const auto place = profile.prometheus ? metrics::shownUrl(QUrl(profile.prometheus->url)) : evidencePath.toString();
    row.status = domain::Status::NoGo;
    row.reason = {domain::Cause::EvidenceRewritten, {place}};
    return row;
}

DecisionView viewOf(const DecisionRecord &record, const domain::VerifiedFacts &facts, const Refusals &refusals)
{
    DecisionView view;
    view.id = record.id;
    view.kind = record.kind;
    view.signedAt = record.at;
    if (record.kind == domain::DecisionKind::NoGo) {
        view.valid = true;
        return view;
    }
    if (const auto &statement = facts.statement()) {
        view.opensAt = statement->opensAt;
        view.expiresAt = statement->expiresAt;
        if (facts.brokenSignatures().isEmpty() && facts.unauthorised().isEmpty())
            view.signers = facts.signers();
    }
    view.quorumGiven = facts.quorumGiven();
    view.quorumNeeded = facts.quorumNeeded();
    view.awaited = facts.awaited();
    view.awaitedSince = facts.signedAt();
    view.valid = true;
    for (const auto &refusal : refusals) {
        if (!isOfDecision(refusal.code))
            continue;
        view.refusals.append(refusal);
        view.valid = view.valid && refusal.code == RefusalCode::TooEarly;
    }
    return view;
}

/// Its rows are those of the cutover's end, which the window shows beside it: here stands who has signed.
DecisionView closingView(const DecisionRecord &record, const domain::SignersList &list, const ledger::Ledger &ledger)
{
    DecisionView view;
    view.id = record.id;
    view.kind = record.kind;
    view.signedAt = view.awaitedSince = record.at;
    const auto statement = statementOf(record, ledger);
    const domain::Quorum quorum{quorumOf(list), statement ? statement->targetAt : QDateTime()};
    for (const auto &signature : record.signatures)
        view.signers.append(signature.name);
    view.quorumGiven = domain::seatCount(domain::filledSeats(list, record.signings(), quorum));
    view.quorumNeeded = quorum.needed();
    view.awaited = domain::awaitedSeats(list, record.signings(), quorum);
    return view;
}

LedgerView viewOf(const ledger::Ledger &ledger)
{
    LedgerView view;
    view.open = true;
    view.id = ledger.ledgerId();
    view.size = ledger.size();
    view.root = ledger.root();
    view.good = !ledger.trouble();
    if (ledger.trouble()) {
        view.trouble = ledger::codeName(ledger.trouble()->code);
        view.troubleData = {ledger.trouble()->data[u"first_bad"_s].toVariant().toString()};
    }
    return view;
}

/// A GO that waits for signatures while a complete one stands: by the gate, as if that one did not.
DecisionView pendingView(const DecisionRecord &record, const GateInput &gate, const LookInput &input,
                         ledger::Ledger &ledger, Mirror &mirror)
{
    const auto facts = FactsVerifier::verifyNow(
        {input.workspace, input.trustFile, false, &mirror.digests, input.now, true}, ledger, mirror.records);
    auto rollout = gate.rollout;
    rollout.decision.reset();
    const GateInput own{.facts = facts,
                        .rollout = rollout,
                        .rows = gate.rows,
                        .series = gate.series,
                        .live = gate.live,
                        .now = gate.now,
                        .watched = gate.watched,
                        .stations = gate.stations};
    const auto &stages = rollout.pending->stages;
    return viewOf(record, facts, stages.isEmpty() ? Refusals{} : domain::gate(stages.first().percent, own));
}

/// What waits for signatures, and which decision stands for all.
void takeDecisions(Look &look, const GateInput &gate, const LookInput &input, ledger::Ledger &ledger, Mirror &mirror)
{
    const auto refusals = look.stageRefusals.isEmpty() ? Refusals{} : look.stageRefusals.first();
    const auto *judged = look.records.judgedGo();
    for (const auto &record : look.records.awaiting()) {
        if (record.kind == domain::DecisionKind::Closing)
            look.pending.append(closingView(record, look.signers.view.list, ledger));
        else if (judged && judged->id == record.id)
            look.pending.append(viewOf(record, gate.facts, refusals));
        else
            look.pending.append(pendingView(record, gate, input, ledger, mirror));
    }
    if (const auto &last = look.records.lastDecision)
        look.decision = viewOf(*last, gate.facts, refusals);
    const bool isInForce = look.decision && look.decision->valid && look.decision->kind == domain::DecisionKind::Go;
    const bool isAwaited = !look.pending.isEmpty() && look.pending.first().kind == domain::DecisionKind::Go;
    if (isAwaited && !isInForce)
        look.decision = look.pending.first();
    const auto attest = [&look](DecisionView &view) { view.unattested = look.records.unstamped.value(view.id).cause; };
    std::ranges::for_each(look.pending, attest);
    if (look.decision)
        attest(*look.decision);
}

/// An abort that the ledger could not take was made all the same.
domain::RolloutState withJournal(domain::RolloutState rollout, const LookInput &input, const ledger::Ledger &ledger)
{
    const auto pending = AbortJournal(input.stateFolder).pending(ledger, input.workspace);
    return rollout::foldEntries(pending, std::move(rollout));
}

/// Only a console on the machine that ran it can tell how it ended, so a person has to go there.
Refusals namingHost(Refusals refusals, std::optional<rollout::Fate> fate, const Records &records)
{
    for (auto &refusal : refusals)
        if (refusal.code == RefusalCode::OutcomeUnknown && fate == rollout::Fate::NeedsPerson)
            refusal.data.append(records.flight.host);
    return refusals;
}

} // namespace

metrics::EvidenceReading AskedEvidence::now() const
{
    if (reading && !until.hasExpired())
        return *reading;
    metrics::EvidenceReading none;
    none.evidence = tl::unexpected(metrics::EvidenceError{metrics::EvidenceError::Code::Unreachable, u"too_old"_s});
    return none;
}

void Mirror::follow(ledger::Ledger &ledger)
{
    std::ignore = ledger.refresh();
    if (ledger.size() < records.size)
        records = {};
    if (const auto fresh = ledger.entries(records.size))
        records = foldRecords(*fresh, std::move(records));
}

std::array<domain::Row, domain::rowCount> judgeRows(const Records &records, const domain::Profile &profile,
                                                    const QString &workspace, const checks::BaselineReading &baselines,
                                                    const QDateTime &now, DigestCache *digests)
{
    auto rows = records.rows;
    constexpr auto prerequisite = static_cast<std::size_t>(CriterionId::Baselines);
    rows[prerequisite] = baselineRow(baselines, records.notes.value(CriterionId::Baselines));
    for (std::size_t i = 0; i < domain::criterionCount; ++i) {
        const auto id = static_cast<CriterionId>(i);
        const auto &plan = profile.plan(id);
        auto &row = rows[i];
        if (id == CriterionId::TeamReady)
            row = checks::judgeTeamReady(profile.contacts, records.rollCall, now);
        if (!records.scripts[i].isEmpty()) {
            checks::FileDigests present;
            for (const auto &file : records.scripts[i].keys())
                present.insert(file, digestNow(u"%1/%2"_s.arg(workspace, file), digests, now));
            row = checks::judgedForScripts(row, records.scripts[i], present);
        }
        const bool isProbed = id == CriterionId::Rehearsal && plan.source == domain::CheckSource::Probe;
        if (!isProbed)
            row = checks::judgedForPlan(row, records.plans[i], checks::planDigest(profile, id));
        if (isProbed && (records.rehearsal || row.measuredAt.isValid()))
            row = checks::judgeRehearsal(records.rehearsal, profile, workspace,
                                         [digests, now](const QString &path) { return digestNow(path, digests, now); });
        row = judgedForPast(row, records, profile);
        row = domain::judgedForAge(row, plan.staleS, now);
        row.note = records.notes.value(id, profile.notes.value(domain::criteria()[i].key));
    }
    return rows;
}

Look lookAt(const LookInput &input, ledger::Ledger &ledger, Mirror &mirror)
{
    mirror.follow(ledger);
    Look look;
    look.records = mirror.records;
    look.records.rollout = withJournal(mirror.records.rollout, input, ledger);
    look.fate = markUnknown(look.records, input);
    look.ledger = viewOf(ledger);
    look.profile = readWorkspaceProfile(input.workspace);
    const auto profile = look.profile ? look.profile->profile : domain::checklistProfile();
    look.baselines = checks::readBaselines(profile, input.workspace, input.now);
    look.rows = judgeRows(look.records, profile, input.workspace, look.baselines, input.now, &mirror.digests);
    look.signers = readTrustedSigners(input.workspace, look.records, ledger, TrustStore(input.trustFile));

    const auto facts = FactsVerifier::verifyNow({input.workspace, input.trustFile, false, &mirror.digests, input.now},
                                                ledger, look.records);
    // What is run, and what numbers are judged by, is a complete GO's.
    look.statement = look.records.rollout.judged() && look.records.rollout.judged()->isPending
                         ? statementOf(look.records.lastGo, ledger)
                         : facts.statement();
    if (!look.profile && look.statement)
        if (const auto bytes = ledger.blob(look.statement->digestOf(domain::BoundFile::Role::Profile)))
            if (const auto read = formats::readProfile(*bytes, profilePath.toString()))
                look.signedProfile = read->profile;
    look.changedAbortScripts = facts.changedAbortScripts();
    look.desiredStage = facts.desiredStage().value_or(QString());
    look.watcher = ledger.lease().value_or(std::nullopt);
    auto gate = gateInput(input, facts, look.records, look.rows, facts.statement() ? &*facts.statement() : nullptr,
                          look.watcher);
    gate.liveRowAgeS = shownRowAgeS;
    const auto &rollout = look.records.rollout;
    gate.watched = gate.watched || !rollout.isUnderWay(); // the first press starts a watcher itself
    const auto stages = rollout.stages.isEmpty() ? profile.stages
                        : look.statement         ? look.statement->stages
                                                 : profile.stages;
    for (const auto &stage : stages)
        look.stageRefusals.append(namingHost(domain::gate(stage.percent, gate), look.fate, look.records));
    takeDecisions(look, gate, input, ledger, mirror);
    return look;
}

domain::RolloutState rolloutNow(const LookInput &input, ledger::Ledger &ledger, Mirror &mirror)
{
    mirror.follow(ledger);
    return withJournal(mirror.records.rollout, input, ledger);
}

Refusals judgePromotion(const Press &press, const LookInput &input, ledger::Ledger &ledger)
{
    std::ignore = ledger.refresh(); // what another console decided behind our own intent counts too
    auto entries = ledger.entries();
    const auto profile = readWorkspaceProfile(input.workspace);
    if (!entries)
        return {{RefusalCode::LedgerInvalid, {}}};
    if (!profile)
        return {{RefusalCode::ProfileChanged, {QString()}}};
    entries->removeIf([&press](const ledger::Entry &entry) { return entry.index == press.ownIntent; });
    auto records = foldRecords(*entries);
    records.rollout = withJournal(std::move(records.rollout), input, ledger);
    const auto fate = markUnknown(records, input);
    auto fresh = input;
    const auto evidence = profile->profile.prometheus ? input.asked.now()
                                                      : metrics::readEvidence(metrics::evidencePath(input.workspace),
                                                                              profile->profile.pointers, input.now);
    metrics::takeReading(fresh.live, evidence);
    if (evidence.evidence)
        std::ignore = fresh.series.take(*evidence.evidence, input.now);
    const auto baselines = checks::readBaselines(profile->profile, input.workspace, input.now);
    const auto rows = judgeRows(records, profile->profile, input.workspace, baselines, input.now);
    const auto facts =
        FactsVerifier::verifyNow({input.workspace, input.trustFile, true, nullptr, input.now}, ledger, records);
    const auto *statement = facts.statement() ? &*facts.statement() : nullptr;
    auto refusals = domain::gate(
        press.percent, gateInput(fresh, facts, records, rows, statement, ledger.lease().value_or(std::nullopt)));
    refusals = namingHost(std::move(refusals), fate, records);
    // The command that was read for this press is another decision's than the one that stands by now.
    if (!press.decisionId.isEmpty() && statement && statement->id != press.decisionId)
        refusals.append({RefusalCode::DecisionVoid, {u"superseded"_s}});
    // Verifying took in what another console decided since the entries were read; that was not judged.
    if (ledger.lastDeciding(rollout::kind::promotionIntent) > std::max(records.lastDeciding, press.ownIntent))
        refusals.append({RefusalCode::PromotionInFlight, {QString::number(press.percent)}});
    std::ranges::stable_sort(refusals, {}, &domain::Refusal::code);
    return refusals;
}

} // namespace cutover::session
