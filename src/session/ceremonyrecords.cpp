// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ceremonyrecords.h"

#include "formats/ceremonyjson.h"
#include "rollout/ledgerevents.h"
#include "session/ports.h"
#include "session/records.h"
#include "session/sealfailures.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::RefusalCode;

namespace {

constexpr QLatin1String ceremonyKey{"ceremony"};

domain::Ceremony ceremonyFrom(const ledger::Entry &entry)
{
    domain::Ceremony ceremony;
    ceremony.entry = entry.index;
    ceremony.version = entry.payload[u"version"_s].toString();
    ceremony.environment = entry.payload[u"environment"_s].toString();
    ceremony.presider = entry.actor.person;
    ceremony.begunAt = entry.timeUtc;
    return ceremony;
}

/// Who said it and when are the entry's own.
std::optional<domain::CeremonyAnswer> answerFrom(const ledger::Entry &entry)
{
    auto object = entry.payload;
    object[u"by"_s] = entry.actor.person;
    object[u"at"_s] = entry.timeUtc.toString(Qt::ISODateWithMs);
    return formats::ceremonyAnswerFromJson(object);
}

QJsonObject payloadOf(const domain::CeremonyAnswer &answer, qint64 ceremony)
{
    auto payload = formats::ceremonyAnswerToJson(answer);
    payload.remove(u"by"_s);
    payload.remove(u"at"_s);
    payload[ceremonyKey] = ceremony;
    return payload;
}

/// Of a rollback that was over before: its closing may come at any time, and the next GO does not wait for it.
bool isRollbacksClosing(const ledger::Entry &entry)
{
    return entry.payload[u"outcome"_s].toString() == domain::outcomeName(domain::ClosingOutcome::RolledBack);
}

bool closesPolls(const ledger::Entry &entry, const domain::RolloutState &rollout)
{
    return entry.kind == rollout::kind::decision || stopsAttempt(entry, rollout) ||
           (entry.kind == rollout::kind::closing && !isRollbacksClosing(entry));
}

Result<qint64> appended(const CeremonyGround &ground, QStringView kind, const QString &person,
                        const QJsonObject &payload, ledger::Ledger &log)
{
    const auto by = ledger::Actor::ofThisProcess(person, ledger::PersonKind::Stated);
    const auto written = log.appendIf(ground.lastDeciding, kind, by, payload);
    return written ? Result<qint64>(written->index) : Result<qint64>(tl::unexpected(failureOf(written.error())));
}

const domain::Ceremony *underWay(const CeremonyGround &ground)
{
    return ground.ceremonies.underWay(ground.profile.version, ground.profile.environment, ground.now);
}

QString observedWords(const domain::Row &row, const Wording &wording)
{
    const QString arithmetic = wording.arithmetic(row);
    return arithmetic.isEmpty() ? wording.reason(row) : arithmetic;
}

/// Rows are asked in their order; one that was answered may be answered anew.
bool isTurn(const domain::Ceremony &ceremony, CriterionId row)
{
    return ceremony.last(row) || ceremony.next() == row;
}

} // namespace

bool stopsAttempt(const ledger::Entry &entry, const domain::RolloutState &rollout)
{
    if (entry.kind != rollout::kind::abortIntent)
        return entry.kind == rollout::kind::standDown;
    // What the rollout took, it is aborting by.
    return rollout.attemptState == domain::AttemptState::Aborting &&
           rollout.abortOf == entry.payload[u"attempt_id"_s].toString();
}

void foldCeremony(domain::Ceremonies &ceremonies, const ledger::Entry &entry, const domain::RolloutState &rollout)
{
    const qint64 of = entry.payload[ceremonyKey].toInteger(-1);
    if (entry.kind == ceremonyBegunKind)
        ceremonies.begin(ceremonyFrom(entry));
    else if (entry.kind == ceremonyEndedKind)
        ceremonies.end(of, entry.timeUtc);
    else if (entry.kind == ceremonyAnswerKind) {
        if (const auto answer = answerFrom(entry))
            ceremonies.answer(of, *answer);
    } else if (closesPolls(entry, rollout))
        ceremonies.decide();
}

bool isCeremonyOfLedger(const domain::Statement &statement, const QList<ledger::Entry> &entries)
{
    if (statement.decision == domain::DecisionKind::Closing)
        return !statement.ceremony;
    domain::Ceremonies then;
    domain::RolloutState rollout;
    for (const auto &entry : entries.first(std::min(statement.ledger.size, entries.size()))) {
        rollout = rollout::foldEntries({entry}, std::move(rollout));
        foldCeremony(then, entry, rollout);
    }
    const auto *held = then.held(statement.version, statement.environment, statement.composedAt);
    return held ? statement.ceremony == *held : !statement.ceremony;
}

bool isSpentByAnother(const domain::Ceremony &poll, const QString &shown, const Records &records,
                      const std::optional<domain::Statement> &inForce)
{
    if (!poll.isOver)
        return false;
    if (inForce && inForce->id == shown)
        return !inForce->ceremony || inForce->ceremony->entry != poll.entry;
    qint64 own = records.size;
    QList<qint64> ends{records.lastEnd};
    for (const auto *record : {&records.lastGo, &records.lastDecision, &records.pendingGo})
        if (*record && (*record)->id == shown)
            own = (*record)->entry;
        else if (*record)
            ends.append((*record)->entry);
    return std::ranges::any_of(ends, [&](qint64 end) { return end > poll.entry && end < own; });
}

Result<qint64> beginCeremony(const CeremonyGround &ground, const QString &presider, ledger::Ledger &log)
{
    if (const auto *present = underWay(ground))
        return present->entry;
    if (!domain::isAnythingMeasured(ground.rows))
        return tl::unexpected(refused(u"checks_not_run"_s));
    return appended(ground, ceremonyBegunKind, presider,
                    {{u"version"_s, ground.profile.version}, {u"environment"_s, ground.profile.environment}}, log);
}

Result<qint64> answerCeremony(const CeremonyGround &ground, const domain::CeremonyAnswer &said, const Wording &wording,
                              ledger::Ledger &log)
{
    const auto *present = underWay(ground);
    if (!present)
        return tl::unexpected(refused(u"no_ceremony"_s));
    const QString &key = domain::criterion(said.row).key;
    if (!isTurn(*present, said.row))
        return tl::unexpected(refused(u"ceremony_order"_s, {domain::criterion(*present->next()).title}));
    const auto &row = ground.rows[static_cast<std::size_t>(said.row)];
    if (said.go && !row.isGo())
        return tl::unexpected(
            refused(u"refused"_s, {}, {{RefusalCode::RowNotGo, {key, domain::statusName(row.status)}}}));
    auto answer = said;
    answer.at = ground.now;
    answer.station = domain::stationOf(said.row, ground.profile.contacts);
    answer.measured = row.status;
    answer.observed = observedWords(row, wording);
    answer.measuredAt = row.measuredAt;
    return appended(ground, ceremonyAnswerKind, said.by, payloadOf(answer, present->entry), log);
}

Result<qint64> endCeremony(const CeremonyGround &ground, ledger::Ledger &log)
{
    const auto *present = underWay(ground);
    if (!present)
        return tl::unexpected(refused(u"no_ceremony"_s));
    if (const auto next = present->next())
        return tl::unexpected(refused(u"ceremony_incomplete"_s, {domain::criterion(*next).title}));
    if (present->endedAt.isValid())
        return present->entry;
    return appended(ground, ceremonyEndedKind, present->presider, {{ceremonyKey, present->entry}}, log);
}

} // namespace cutover::session
