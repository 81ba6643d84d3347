// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/ceremonyrecords.h"
#include "session/session.h"
#include "session/session_p.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

/// Judges what an act is judged by, and acts, in one call on the ledger's thread.
template <typename Act>
auto overGround(const LookInput &input, std::shared_ptr<Mirror> kept, Act act)
{
    using Answer = ledger::AsyncLedger::Result<Result<qint64>>;
    return [input, kept = std::move(kept), act = std::move(act)](ledger::Ledger &log) -> Answer {
        kept->follow(log);
        const auto profile = readWorkspaceProfile(input.workspace);
        if (!profile)
            return Result<qint64>(tl::unexpected(profile.error()));
        const auto &records = kept->records;
        const auto baselines = checks::readBaselines(profile->profile, input.workspace, input.now);
        const auto rows = judgeRows(records, profile->profile, input.workspace, baselines, input.now, &kept->digests);
        return act(CeremonyGround{profile->profile, records.ceremonies, rows, records.lastDeciding, input.now}, log);
    };
}

auto answering(Done<qint64> done)
{
    return [done = std::move(done)](const ledger::AsyncLedger::Result<Result<qint64>> &answer) {
        done(answer ? *answer : Result<qint64>(tl::unexpected(failureOf(answer.error()))));
    };
}

Failure nameless(const QString &of)
{
    return {Failure::Kind::Usage, u"name_missing"_s, {of}, {}};
}

} // namespace

void Session::beginCeremony(const QString &presider, QObject *guard, Done<qint64> done)
{
    if (presider.trimmed().isEmpty())
        return done(tl::unexpected(nameless(u"ceremony"_s)));
    const auto act = [presider](const CeremonyGround &ground, ledger::Ledger &log) {
        return session::beginCeremony(ground, presider, log);
    };
    d->ledger.run(guard, overGround(d->lookInput(), d->mirror, act), answering(std::move(done)));
}

void Session::answerCeremony(domain::CriterionId row, bool go, const QString &by, QObject *guard, Done<qint64> done)
{
    if (by.trimmed().isEmpty())
        return done(tl::unexpected(nameless(domain::criterion(row).key)));
    const domain::CeremonyAnswer said{
        .row = row, .station = {}, .go = go, .by = by, .at = {}, .observed = {}, .measuredAt = {}};
    const auto act = [said, wording = d->ports.wording](const CeremonyGround &ground, ledger::Ledger &log) {
        return session::answerCeremony(ground, said, wording, log);
    };
    d->ledger.run(guard, overGround(d->lookInput(), d->mirror, act), answering(std::move(done)));
}

void Session::endCeremony(QObject *guard, Done<qint64> done)
{
    const auto act = [](const CeremonyGround &ground, ledger::Ledger &log) {
        return session::endCeremony(ground, log);
    };
    d->ledger.run(guard, overGround(d->lookInput(), d->mirror, act), answering(std::move(done)));
}

} // namespace cutover::session
