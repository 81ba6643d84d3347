// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/teamready.h"

#include <QMap>

#include <algorithm>

namespace cutover::checks {

using domain::Cause;
using domain::Reason;
using domain::Row;
using domain::Status;

namespace {

/// Each role's last answer that counts.
QMap<QString, StationAnswer> lastAnswers(const QList<StationAnswer> &answers, const QDateTime &now)
{
    QMap<QString, StationAnswer> last;
    for (const auto &answer : answers) {
        const bool counts =
            !answer.by.trimmed().isEmpty() && answer.at.isValid() && now.secsTo(answer.at) <= domain::clockToleranceS;
        const auto former = last.constFind(answer.role);
        if (counts && (former == last.cend() || former->at <= answer.at))
            last.insert(answer.role, answer);
    }
    return last;
}

struct Count
{
    int go = 0;
    QStringList missing;
    QStringList people;
    std::optional<StationAnswer> refusal;
    QDateTime oldest;
};

Count countStations(const QStringList &roles, const QMap<QString, StationAnswer> &answers)
{
    Count count;
    for (const QString &role : roles) {
        const auto answer = answers.constFind(role);
        if (answer == answers.cend()) {
            count.missing.append(role);
            continue;
        }
        count.go += answer->go ? 1 : 0;
        if (!answer->go && !count.refusal)
            count.refusal = *answer;
        if (!count.people.contains(answer->by))
            count.people.append(answer->by);
        if (!count.oldest.isValid() || answer->at < count.oldest)
            count.oldest = answer->at;
    }
    return count;
}

} // namespace

QStringList stations(const QList<domain::Contact> &contacts)
{
    QStringList roles;
    for (const auto &contact : contacts)
        if (!roles.contains(contact.role))
            roles.append(contact.role);
    return roles;
}

Row judgeTeamReady(const QList<domain::Contact> &contacts, const QList<StationAnswer> &answers, const QDateTime &now)
{
    const QStringList roles = stations(contacts);
    const Count count = countStations(roles, lastAnswers(answers, now));
    Row row;
    row.id = domain::CriterionId::TeamReady;
    row.source = {domain::Source::Kind::Person, count.people.join(u", "), {}, std::nullopt};
    row.measuredAt = count.oldest;
    if (roles.isEmpty()) {
        row.status = Status::NoData;
        row.reason = {Cause::NoContacts, {}};
        return row;
    }
    row.measures = {{QStringLiteral("stations"), static_cast<double>(count.go), domain::Operator::GreaterOrEqual,
                     static_cast<double>(roles.size()), domain::Unit::Stations}};
    if (count.refusal) {
        row.status = Status::NoGo;
        row.reason = {Cause::StationNoGo, {count.refusal->role, count.refusal->by}};
    } else if (!count.missing.isEmpty()) {
        row.status = count.people.isEmpty() ? Status::NotRun : Status::NoData;
        row.reason = {Cause::StationsMissing, count.missing};
    } else {
        row.status = Status::Go;
        row.reason = {Cause::None, {}};
    }
    return row;
}

} // namespace cutover::checks
