// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"

#include "formats/reports.h"
#include "formats/rfc3339.h"
#include "models/words.h"
#include "models/wordsmends.h"
#include "models/wordssigners.h"

#include <cmath>

namespace cutover::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(formats::formatRfc3339(time)) : QJsonValue();
}

QJsonValue decisionJson(const std::optional<session::DecisionView> &shown)
{
    if (!shown)
        return {};
    const auto &decision = *shown;
    QJsonObject json{{u"id"_s, decision.id},
                     {u"decision"_s, domain::decisionWord(decision.kind)},
                     {u"valid"_s, decision.valid},
                     {u"signers"_s, QJsonArray::fromStringList(decision.signers)},
                     {u"expires_at"_s, timeOrNull(decision.expiresAt)},
                     {u"refusals"_s, refusalsJson(decision.refusals)}};
    if (!decision.awaited.isEmpty())
        json[u"quorum"_s] =
            quorumJson(decision.quorumGiven, decision.quorumNeeded, decision.awaited, decision.awaitedSince);
    return json;
}

QJsonArray pendingJson(const QList<session::DecisionView> &pending)
{
    QJsonArray array;
    for (const auto &decision : pending)
        array.append(decisionJson(decision));
    return array;
}

/// Of an attempt that is over no hold runs on: one that a closing ended was served, of others nothing is left.
QJsonObject stageJson(const session::View &view, const session::StageView &stage)
{
    const bool isOpen = view.rollout.attemptState == domain::AttemptState::Open;
    const bool isServed = view.rollout.closing && !view.rollout.isAborted();
    const auto state =
        isServed && stage.state == domain::StageState::Holding ? domain::StageState::Validated : stage.state;
    return {{u"percent"_s, stage.plan.percent},
            {u"state"_s, domain::stageStateName(state)},
            {u"promotable"_s, stage.promotable},
            {u"refusals"_s, refusalsJson(stage.refusals)},
            {u"hold_remaining_s"_s, isOpen ? std::ceil(static_cast<double>(stage.holdRemainingMs) / 1000) : 0.0}};
}

QJsonValue triggerJson(const session::View &view)
{
    if (!view.trigger)
        return {};
    return QJsonObject{{u"code"_s, domain::triggerName(view.trigger->code)},
                       {u"observed"_s, view.trigger->observed},
                       {u"limit"_s, view.trigger->limit},
                       {u"at"_s, timeOrNull(view.trigger->at)}};
}

QJsonObject proposalJson(const session::SignersProposalView &proposal)
{
    QJsonArray changes;
    for (const auto &change : proposal.changes)
        changes.append(QJsonObject{{u"code"_s, change.code}, {u"text"_s, models::signersChangeText(change)}});
    return {{u"sha256"_s, QString::fromLatin1(proposal.sha256.toHex())},
            {u"version"_s, proposal.list.version},
            {u"by"_s, proposal.by},
            {u"at"_s, formats::formatRfc3339(proposal.at)},
            {u"changes"_s, changes},
            {u"given"_s, proposal.given},
            {u"needed"_s, proposal.needed},
            {u"approvers"_s, QJsonArray::fromStringList(proposal.approvers)}};
}

} // namespace

QJsonObject quorumJson(int given, int needed, const QList<domain::AwaitedSeats> &awaited, const QDateTime &since)
{
    QJsonArray roles;
    QJsonArray seats;
    for (const auto &seat : awaited) {
        roles.append(seat.role);
        QJsonArray signers;
        for (const auto &signer : seat.signers)
            signers.append(
                QJsonObject{{u"name"_s, signer.name},
                            {u"fingerprint"_s, signer.fingerprint},
                            {u"deputy_for"_s, signer.principal.isEmpty() ? QJsonValue() : QJsonValue(signer.principal)},
                            {u"from"_s, timeOrNull(signer.from)}});
        seats.append(QJsonObject{{u"role"_s, seat.role}, {u"seats"_s, seat.seats}, {u"signers"_s, signers}});
    }
    QJsonObject quorum{{u"given"_s, given}, {u"needed"_s, needed}, {u"waiting_for"_s, roles}};
    if (awaited.isEmpty())
        return quorum;
    quorum[u"awaited"_s] = seats;
    if (since.isValid())
        quorum[u"since"_s] = timeOrNull(since);
    return quorum;
}

QJsonArray refusalsJson(const domain::Refusals &refusals)
{
    QJsonArray array;
    for (const auto &refusal : refusals)
        array.append(QJsonObject{{u"code"_s, domain::refusalName(refusal)}, {u"text"_s, models::refusalText(refusal)}});
    return array;
}

QString refusalLines(const domain::Refusals &refusals)
{
    QString text;
    for (const auto &refusal : refusals)
        text += models::refusedLine(refusal) + u'\n';
    return text;
}

QString rowIds()
{
    QStringList ids;
    for (const auto &criterion : domain::criteria())
        ids.append(criterion.key);
    return ids.join(u", "_s);
}

QJsonObject rowJson(const domain::Row &row)
{
    return formats::reportRow(row, {models::rowArithmetic(row), models::rowReason(row)});
}

QString rowLine(const domain::Row &row)
{
    return u"%1 %2: %3 (%4)\n"_s.arg(row.isGo() ? u"✓"_s : u"✗"_s, domain::criterion(row.id).title,
                                     models::statusWord(row.status), models::oneLine(models::rowReason(row)));
}

QJsonObject dashboardJson(const session::View &view, const QDateTime &now)
{
    QJsonArray checks;
    for (const auto id : domain::preflightSet()) {
        const auto &row = view.rows[static_cast<std::size_t>(id)];
        checks.append(QJsonObject{{u"id"_s, domain::criterion(id).key},
                                  {u"title"_s, domain::criterion(id).title},
                                  {u"green"_s, row.isGo()},
                                  {u"note"_s, models::rowReason(row)}});
    }
    return {{u"verdict"_s, view.preflightGo ? u"GO"_s : u"NO-GO"_s},
            {u"environment"_s, view.profile.environment},
            {u"version"_s, view.profile.version},
            {u"generated_at"_s, formats::formatRfc3339(now)},
            {u"checks"_s, checks}};
}

QJsonObject statusJson(const session::View &view)
{
    QJsonArray stages;
    for (const auto &stage : view.stages)
        stages.append(stageJson(view, stage));
    QJsonObject json{{u"phase"_s, domain::phaseName(view.phase)},
                     {u"attempt"_s, view.rollout.attempt},
                     {u"verdict"_s, view.decisionGo ? u"GO"_s : u"NO-GO"_s},
                     {u"decision"_s, decisionJson(view.decision)},
                     {u"stages"_s, stages},
                     {u"desired_stage"_s, view.desiredStage},
                     {u"watcher"_s, watcherJson(view)},
                     {u"aborted"_s, view.rollout.isAborted()},
                     {u"recovered"_s, view.rollout.recovered ? QJsonValue(*view.rollout.recovered) : QJsonValue()},
                     {u"paused"_s, view.rollout.pause.has_value()},
                     {u"trigger"_s, triggerJson(view)}};
    if (!view.pending.isEmpty())
        json[u"pending"_s] = pendingJson(view.pending);
    return json;
}

QJsonObject signersJson(const session::SignersView &signers)
{
    QJsonArray list;
    for (const auto &signer : signers.list.signers)
        list.append(QJsonObject{{u"fingerprint"_s, signer.fingerprint},
                                {u"name"_s, signer.name},
                                {u"roles"_s, QJsonArray::fromStringList(signer.roles)}});
    QJsonObject quorum;
    for (auto it = signers.list.quorum.begin(); it != signers.list.quorum.end(); ++it)
        quorum[it.key()] = it.value();
    QJsonObject json{{u"digest"_s, QString::fromLatin1(signers.digest.toHex())},
                     {u"version"_s, signers.list.version},
                     {u"pinned"_s, signers.pinned},
                     {u"signers"_s, list},
                     {u"quorum"_s, quorum}};
    if (!signers.list.revoked.isEmpty())
        json[u"revoked"_s] = QJsonArray::fromStringList(signers.list.revoked);
    if (signers.proposal)
        json[u"proposal"_s] = proposalJson(*signers.proposal);
    return json;
}

QJsonObject watcherJson(const session::View &view)
{
    const auto &watcher = view.watcher;
    return {
        {u"armed"_s, view.watched},
        {u"pid"_s, watcher ? QJsonValue(watcher->pid) : QJsonValue()},
        {u"host"_s, watcher ? QJsonValue(watcher->host) : QJsonValue()},
        {u"heartbeat_age_s"_s, watcher ? QJsonValue(static_cast<double>(view.heartbeatAgeMs) / 1000) : QJsonValue()}};
}

} // namespace cutover::cli
