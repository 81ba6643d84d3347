// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/rollout.h"
#include "ledger/ledger.h"
#include "session/failure.h"

#include <QStringView>

#include <span>

namespace cutover::session {

struct Records;

struct Wording;

// The ledger's entries of a ceremony.
/// Payload {"version", "environment"}; the actor's person presides.
inline constexpr QStringView ceremonyBegunKind = u"ceremony_begun";
/// Payload {"ceremony": entry of its beginning, "row", "station", "go", "status", "observed", "measured_at"}; the
/// actor's person answered. It decides (ledgerentry.h).
inline constexpr QStringView ceremonyAnswerKind = u"ceremony_answer";
inline constexpr QStringView ceremonyEndedKind = u"ceremony_ended"; ///< payload {"ceremony"}

/// Takes in an entry; of other kinds those after which every poll is over, though no station's no-go is taken back. One
/// whose payload lacks what its kind needs is no answer, and its row stays as it was. `rollout`: with that entry.
void foldCeremony(domain::Ceremonies &ceremonies, const ledger::Entry &entry, const domain::RolloutState &rollout);

/// Whether it is a stand-down, or an abort of the attempt at hand: one that is told late of an older one changes
/// nothing.
[[nodiscard]] bool stopsAttempt(const ledger::Entry &entry, const domain::RolloutState &rollout);

/// Whether a decision tells of the poll that the ledger held when it was composed, and of nothing else: its minutes are
/// those of the first `statement.ledger.size` entries, or it has none and neither had they. A closing tells of none.
[[nodiscard]] bool isCeremonyOfLedger(const domain::Statement &statement, const QList<ledger::Entry> &entries);

/// Whether something else than the decision `shown` made an end of that poll: it is told of beside no later one.
/// `inForce`: what the last complete GO states.
[[nodiscard]] bool isSpentByAnother(const domain::Ceremony &poll, const QString &shown, const Records &records,
                                    const std::optional<domain::Statement> &inForce);

/// What a poll's acts are judged by: all of one moment, read on the ledger's thread.
struct CeremonyGround
{
    const domain::Profile &profile;
    const domain::Ceremonies &ceremonies;
    std::span<const domain::Row> rows; ///< as they count now
    qint64 lastDeciding = -1;
    QDateTime now;
};

/// The verbs of Session, each in the one call that writes; they answer the entry. Block: the ledger's thread.
[[nodiscard]] Result<qint64> beginCeremony(const CeremonyGround &ground, const QString &presider, ledger::Ledger &log);
[[nodiscard]] Result<qint64> answerCeremony(const CeremonyGround &ground, const domain::CeremonyAnswer &said,
                                            const Wording &wording, ledger::Ledger &log);
[[nodiscard]] Result<qint64> endCeremony(const CeremonyGround &ground, ledger::Ledger &log);

} // namespace cutover::session
