// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/look.h"

#include "checks/teamready.h"
#include "formats/statement.h"
#include "session/binding.h"

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
                    std::span<const domain::Row> rows, const domain::Statement *statement)
{
    GateInput gate{.facts = facts,
                   .rollout = records.rollout,
                   .rows = rows,
                   .series = input.series,
                   .live = input.live,
                   .now = input.now,
                   .boot = input.boot,
                   .stations = {}};
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
            view.signers = {statement->signerName};
    }
    view.quorumGiven = facts.quorumGiven();
    view.quorumNeeded = facts.quorumNeeded();
    view.valid = true;
    for (const auto &refusal : refusals) {
        if (!isOfDecision(refusal.code))
            continue;
        view.refusals.append(refusal);
        view.valid = view.valid && refusal.code == RefusalCode::TooEarly;
    }
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

} // namespace

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
                                                    const QDateTime &now)
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
            const auto present = checks::digestFiles(records.scripts[i].keys(), workspace);
            row = checks::judgedForScripts(row, records.scripts[i], present.value_or(checks::FileDigests{}));
        }
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
    look.ledger = viewOf(ledger);
    look.profile = readWorkspaceProfile(input.workspace);
    const auto profile = look.profile ? look.profile->profile : domain::checklistProfile();
    look.baselines = checks::readBaselines(profile, input.workspace, input.now);
    look.rows = judgeRows(look.records, profile, input.workspace, look.baselines, input.now);
    look.signers = readTrustedSigners(input.workspace, look.records, ledger.ledgerId(), TrustStore(input.trustFile));

    const auto facts = FactsVerifier::verifyNow({input.workspace, input.trustFile, false}, ledger, look.records);
    look.statement = facts.statement();
    look.changedAbortScripts = facts.changedAbortScripts();
    look.desiredStage = facts.desiredStage().value_or(QString());
    auto gate = gateInput(input, facts, look.records, look.rows, look.statement ? &*look.statement : nullptr);
    gate.liveRowAgeS = shownRowAgeS;
    const auto &rollout = look.records.rollout;
    const auto stages = rollout.stages.isEmpty() ? profile.stages
                        : look.statement         ? look.statement->stages
                                                 : profile.stages;
    for (const auto &stage : stages)
        look.stageRefusals.append(domain::gate(stage.percent, gate));
    if (const auto &last = look.records.lastDecision)
        look.decision = viewOf(*last, facts, stages.isEmpty() ? Refusals{} : look.stageRefusals.first());
    return look;
}

Refusals judgePromotion(int percent, const LookInput &input, ledger::Ledger &ledger, qint64 before)
{
    const auto entries = ledger.entries(0, before);
    const auto profile = readWorkspaceProfile(input.workspace);
    if (!entries)
        return {{RefusalCode::LedgerInvalid, {}}};
    if (!profile)
        return {{RefusalCode::ProfileChanged, {QString()}}};
    const auto records = foldRecords(*entries);
    const auto baselines = checks::readBaselines(profile->profile, input.workspace, input.now);
    const auto rows = judgeRows(records, profile->profile, input.workspace, baselines, input.now);
    const auto facts = FactsVerifier::verifyNow({input.workspace, input.trustFile, true}, ledger, records);
    const auto *statement = facts.statement() ? &*facts.statement() : nullptr;
    return domain::gate(percent, gateInput(input, facts, records, rows, statement));
}

} // namespace cutover::session
