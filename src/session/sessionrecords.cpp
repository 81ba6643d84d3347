// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisionrecords.h"
#include "session/scriptfiles.h"
#include "session/session.h"
#include "session/session_p.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

void Session::decisionRecords(const QString &id, QObject *guard, Done<DecisionRecords> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<DecisionRecords>>;
    const auto read = [id](ledger::Ledger &log) -> Answer {
        std::ignore = log.refresh();
        return session::decisionRecords(log, id);
    };
    d->ledger.run(guard, read, [done](const Answer &answer) {
        done(answer ? *answer : Result<DecisionRecords>(tl::unexpected(failureOf(answer.error()))));
    });
}

void Session::scriptFiles(domain::CriterionId id, QObject *guard, Done<QList<ScriptFile>> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<QList<ScriptFile>>>;
    const auto read = [id, profile = d->view.profile, path = d->workspace](ledger::Ledger &log) -> Answer {
        return session::scriptFiles(id, profile, path, log);
    };
    d->ledger.run(guard, read, [done](const Answer &answer) {
        done(answer ? *answer : Result<QList<ScriptFile>>(tl::unexpected(failureOf(answer.error()))));
    });
}

void Session::keptOutput(const QByteArray &sha256, QObject *guard, Done<QByteArray> done)
{
    using Answer = ledger::AsyncLedger::Result<QByteArray>;
    d->ledger.run(
        guard, [sha256](ledger::Ledger &log) -> Answer { return log.blob(sha256); },
        [done](const Answer &answer) {
            done(answer ? Result<QByteArray>(*answer) : Result<QByteArray>(tl::unexpected(failureOf(answer.error()))));
        });
}

} // namespace cutover::session
