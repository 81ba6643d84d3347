// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <map>
#include <optional>
#include <span>
#include <utility>

namespace cutover::domain {

/// \file The room's poll before a decision: each of the twelve rows is read out, its station asked, go or no-go.
///
/// A poll only takes away: a station's no-go keeps a GO from being signed, its go makes no row Go that was not
/// measured Go. Pure; source: the checklist's sign-off meeting, 21 CFR 11.50.

/// What a station said of one row, and what was measured of it at that moment.
struct CeremonyAnswer
{
    CriterionId row = CriterionId::Readyz;
    QString station; ///< that was asked: a role of the contact list
    bool go = false;
    QString by;   ///< who answered for it, as stated
    QDateTime at; ///< UTC
    Status measured = Status::NotRun;
    QString observed;     ///< in the record's language
    QDateTime measuredAt; ///< null: never

    /// A go by a named person over a row that was measured Go; anything else is none.
    [[nodiscard]] bool isGo() const { return go && measured == Status::Go && !by.trimmed().isEmpty(); }
    friend bool operator==(const CeremonyAnswer &, const CeremonyAnswer &) = default;
};

/// One poll. Every answer stays: a row's last one counts, the earlier ones stand corrected.
struct Ceremony
{
    qint64 entry = -1; ///< of its beginning, in the ledger: what it is called by
    QString version;
    QString environment;
    QString presider; ///< as stated
    QDateTime begunAt;
    QDateTime endedAt;             ///< null while it goes on; an answer after the end opens it again
    bool isOver = false;           ///< something was decided since: no more answers, and nothing for the next statement
    QList<CeremonyAnswer> answers; ///< in the ledger's order

    [[nodiscard]] const CeremonyAnswer *last(CriterionId row) const; ///< null: not asked yet
    /// The first row without an answer; nothing when all have one.
    [[nodiscard]] std::optional<CriterionId> next() const;
    [[nodiscard]] bool isComplete() const { return !next(); }
    /// It may be answered: nothing was decided since, and it began within ceremonyWithinS.
    [[nodiscard]] bool isUnderWay(const QDateTime &now) const;
    [[nodiscard]] int goCount() const; ///< rows whose last answer is Go
    [[nodiscard]] bool isCorrected(qsizetype answer) const;
    friend bool operator==(const Ceremony &, const Ceremony &) = default;
};

/// The twelve, in the order in which they are read out; the prerequisite beneath them is measured and not asked.
[[nodiscard]] std::span<const CriterionId> polledSet();

/// Whether anything was measured yet that could be read out; people are not measured.
[[nodiscard]] bool isAnythingMeasured(std::span<const Row> rows);

/// Whom a row is asked of: the contact list's station that owns its category (Infrastructure the platform team,
/// Security the security team, Canary the technical lead, Ops the on-call rotation, «Team ready» the incident
/// commander), or else the list's first. A list that names nobody has the checklist's own role.
[[nodiscard]] QString stationOf(CriterionId row, const QList<Contact> &contacts);
/// The name that the list has for that role; empty where it has none.
[[nodiscard]] QString nameOf(const QString &station, const QList<Contact> &contacts);

/// A poll is for the decision of that day: as long as a live row may be old for signing.
inline constexpr qint64 ceremonyWithinS = 24 * 3600;
/// Of a poll that a statement tells of, corrections among them; one with more is no room's.
inline constexpr qsizetype mostCeremonyAnswers = 500;

/// All polls that a ledger tells of, folded entry by entry.
///
/// Two things are told apart: a poll is over with whatever is decided, but a station's no-go stands until that row's
/// next answer. No decision takes it back: a NO-GO, a stand-down, an abort or a closing says nothing against it, and a
/// GO of its version cannot be signed while it stands.
class Ceremonies
{
public:
    void begin(Ceremony fresh);
    /// To a poll that is over only a no-go counts, and only as an objection; to none nothing does.
    void answer(qint64 ceremony, CeremonyAnswer answer);
    void end(qint64 ceremony, const QDateTime &at); ///< of one that is not complete it ends nothing
    /// A decision, a stand-down, an abort, or a closing that is no rollback's: every poll so far is over.
    void decide();

    /// The last one for this version and environment, over or not; null where there is none.
    [[nodiscard]] const Ceremony *last(const QString &version, const QString &environment) const;
    /// The same while it is under way.
    [[nodiscard]] const Ceremony *underWay(const QString &version, const QString &environment,
                                           const QDateTime &now) const;
    /// The same where it is complete, ended and not too long: what the next statement tells of.
    [[nodiscard]] const Ceremony *held(const QString &version, const QString &environment, const QDateTime &now) const;
    /// Each row's last answer that is no Go, of whatever poll of this version and environment, in the rows' order.
    [[nodiscard]] QList<CeremonyAnswer> objections(const QString &version, const QString &environment) const;

private:
    [[nodiscard]] Ceremony *find(qint64 entry);

    QList<Ceremony> m_all;
    std::map<std::pair<QString, QString>, std::map<CriterionId, CeremonyAnswer>> m_said; ///< version, environment; last
};

} // namespace cutover::domain
