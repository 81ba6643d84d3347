// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ceremony.h"

#include <algorithm>
#include <ranges>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

/// The checklist's own role, and the words by which a team's list is searched for it.
struct Owner
{
    QString role;
    QStringList words;
};

Owner ownerOf(CriterionId row)
{
    if (row == CriterionId::TeamReady)
        return {u"Incident Commander"_s, {u"incident"_s, u"commander"_s}};
    const QString &category = criterion(row).category;
    if (category == "Security"_L1)
        return {u"Security Team"_s, {u"security"_s}};
    if (category == "Canary"_L1)
        return {u"Technical Lead"_s, {u"technical"_s, u"tech lead"_s}};
    if (category == "Ops"_L1)
        return {u"On-Call Rotation"_s, {u"on-call"_s, u"oncall"_s, u"on call"_s}};
    return {u"Platform Team"_s, {u"platform"_s, u"infrastructure"_s}};
}

bool isOf(const Ceremony &ceremony, const QString &version, const QString &environment)
{
    return ceremony.version == version && ceremony.environment == environment;
}

} // namespace

const CeremonyAnswer *Ceremony::last(CriterionId row) const
{
    const auto found = std::ranges::find(answers.crbegin(), answers.crend(), row, &CeremonyAnswer::row);
    return found == answers.crend() ? nullptr : &*found;
}

std::optional<CriterionId> Ceremony::next() const
{
    for (const auto row : polledSet())
        if (!last(row))
            return row;
    return std::nullopt;
}

bool Ceremony::isUnderWay(const QDateTime &now) const
{
    const qint64 ageS = begunAt.secsTo(now);
    return !isOver && ageS <= ceremonyWithinS && ageS >= -clockToleranceS;
}

int Ceremony::goCount() const
{
    return static_cast<int>(std::ranges::count_if(polledSet(), [this](CriterionId row) {
        const auto *answer = last(row);
        return answer && answer->isGo();
    }));
}

bool Ceremony::isCorrected(qsizetype answer) const
{
    return last(answers.at(answer).row) != &answers.at(answer);
}

std::span<const CriterionId> polledSet()
{
    return decisionSet().first(criterionCount);
}

bool isAnythingMeasured(std::span<const Row> rows)
{
    return std::ranges::any_of(polledSet(), [rows](CriterionId id) {
        return id != CriterionId::TeamReady && rows[static_cast<std::size_t>(id)].measuredAt.isValid();
    });
}

QString stationOf(CriterionId row, const QList<Contact> &contacts)
{
    const auto owner = ownerOf(row);
    for (const auto &contact : contacts)
        if (std::ranges::any_of(owner.words,
                                [&](const auto &word) { return contact.role.contains(word, Qt::CaseInsensitive); }))
            return contact.role;
    return contacts.isEmpty() ? owner.role : contacts.first().role;
}

QString nameOf(const QString &station, const QList<Contact> &contacts)
{
    const auto found = std::ranges::find(contacts, station, &Contact::role);
    return found == contacts.end() ? QString() : found->name;
}

void Ceremonies::begin(Ceremony fresh)
{
    m_all.append(std::move(fresh));
}

Ceremony *Ceremonies::find(qint64 entry)
{
    const auto found = std::ranges::find(m_all, entry, &Ceremony::entry);
    return found == m_all.end() ? nullptr : &*found;
}

void Ceremonies::answer(qint64 ceremony, CeremonyAnswer answer)
{
    auto *polled = find(ceremony);
    if (!polled || (polled->isOver && answer.isGo()))
        return;
    m_said[{polled->version, polled->environment}].insert_or_assign(answer.row, answer);
    if (polled->isOver)
        return;
    polled->endedAt = {};
    polled->answers.append(std::move(answer));
}

void Ceremonies::end(qint64 ceremony, const QDateTime &at)
{
    auto *polled = find(ceremony);
    if (polled && !polled->isOver && polled->isComplete())
        polled->endedAt = at;
}

void Ceremonies::decide()
{
    for (auto &ceremony : m_all)
        ceremony.isOver = true;
}

const Ceremony *Ceremonies::last(const QString &version, const QString &environment) const
{
    const auto found = std::find_if(m_all.crbegin(), m_all.crend(),
                                    [&](const Ceremony &ceremony) { return isOf(ceremony, version, environment); });
    return found == m_all.crend() ? nullptr : &*found;
}

const Ceremony *Ceremonies::underWay(const QString &version, const QString &environment, const QDateTime &now) const
{
    const auto *ceremony = last(version, environment);
    return ceremony && ceremony->isUnderWay(now) ? ceremony : nullptr;
}

const Ceremony *Ceremonies::held(const QString &version, const QString &environment, const QDateTime &now) const
{
    const auto *ceremony = underWay(version, environment, now);
    const bool isWhole = ceremony && ceremony->endedAt.isValid() && ceremony->isComplete();
    return isWhole && ceremony->answers.size() <= mostCeremonyAnswers ? ceremony : nullptr;
}

QList<CeremonyAnswer> Ceremonies::objections(const QString &version, const QString &environment) const
{
    QList<CeremonyAnswer> list;
    if (const auto said = m_said.find({version, environment}); said != m_said.end())
        for (const auto &answer : said->second | std::views::values)
            if (!answer.isGo())
                list.append(answer);
    return list;
}

} // namespace cutover::domain
