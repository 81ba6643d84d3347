// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/statement.h"

#include "formats/ceremonyjson.h"
#include "formats/rfc3339.h"
#include "formats/rowjson.h"

#include <QJsonArray>
#include <array>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String continuesKey{"continues"};
constexpr QLatin1String closingKey{"closing"};
constexpr QLatin1String ceremonyKey{"ceremony"};

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(formatRfc3339(time)) : QJsonValue(QJsonValue::Null);
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QJsonArray subjectsOf(const QList<domain::BoundFile> &files)
{
    QJsonArray subjects;
    for (const domain::BoundFile &file : files) {
        subjects.append(QJsonObject{{u"name"_s, file.path},
                                    {u"digest"_s, QJsonObject{{u"sha256"_s, hex(file.sha256)}}},
                                    {u"annotations"_s, QJsonObject{{u"role"_s, roleName(file.role)}}}});
    }
    return subjects;
}

QJsonArray rowsOf(const QList<domain::StatedRow> &rows)
{
    QJsonArray list;
    for (const domain::StatedRow &stated : rows) {
        QJsonObject object = rowToJson(stated.row);
        object.insert(u"arithmetic"_s, stated.arithmetic);
        object.insert(u"reason"_s, stated.reason);
        list.append(object);
    }
    return list;
}

QJsonObject limitsToJson(const domain::Limits &limits)
{
    QJsonObject object{{u"burst"_s, limits.burst},
                       {u"validation_p99_pct"_s, limits.validationP99Pct},
                       {u"abort_p99_pct"_s, limits.abortP99Pct},
                       {u"slo_error_rate"_s, limits.sloErrorRate},
                       {u"abort_error_rate"_s, limits.abortErrorRate},
                       {u"baseline_age_s"_s, limits.baselineAgeS}};
    if (limits.abortWhenBlindS)
        object[u"abort_when_blind_s"_s] = *limits.abortWhenBlindS;
    return object;
}

QJsonArray stagesToJson(const QList<domain::StagePlan> &stages)
{
    QJsonArray list;
    for (const domain::StagePlan &stage : stages)
        list.append(QJsonObject{{u"percent"_s, stage.percent}, {u"hold_s"_s, stage.holdS}});
    return list;
}

QJsonArray loosenedToJson(const QList<domain::Loosened> &rules)
{
    QJsonArray list;
    for (const domain::Loosened &rule : rules) {
        list.append(QJsonObject{{u"rule"_s, rule.rule},
                                {u"value"_s, rule.value},
                                {u"checklist"_s, rule.checklist},
                                {u"unit"_s, domain::unitName(rule.unit)}});
    }
    return list;
}

QJsonArray contactsToJson(const QList<domain::Contact> &contacts)
{
    QJsonArray list;
    for (const domain::Contact &contact : contacts) {
        list.append(QJsonObject{{u"role"_s, contact.role},
                                {u"name"_s, contact.name},
                                {u"phone"_s, contact.phone},
                                {u"slack"_s, contact.slack},
                                {u"email"_s, contact.email},
                                {u"link"_s, contact.link}});
    }
    return list;
}

QJsonObject artifactsToJson(const QMap<QString, QString> &artifacts)
{
    QJsonObject object;
    for (auto it = artifacts.cbegin(); it != artifacts.cend(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QJsonValue gitToJson(const std::optional<domain::GitState> &git)
{
    if (!git)
        return QJsonValue::Null;
    return QJsonObject{{u"commit"_s, git->commit}, {u"dirty"_s, git->dirty}};
}

QJsonObject closingToJson(const domain::Closing &closing)
{
    QJsonArray deviations;
    for (const domain::Deviation &deviation : closing.deviations)
        deviations.append(QJsonObject{{u"text"_s, deviation.text},
                                      {u"owner"_s, deviation.owner},
                                      {u"due"_s, deviation.due.toString(Qt::ISODate)}});
    return {{u"outcome"_s, domain::outcomeName(closing.outcome)},
            {u"attempt_id"_s, closing.attemptId},
            {u"deviations"_s, deviations}};
}

/// What only some decisions say has no key in the others.
void addOptional(QJsonObject &predicate, const domain::Statement &statement)
{
    if (statement.continues)
        predicate[continuesKey] = *statement.continues;
    if (statement.closing)
        predicate[closingKey] = closingToJson(*statement.closing);
    if (statement.ceremony)
        predicate[ceremonyKey] = ceremonyToJson(*statement.ceremony);
}

QJsonObject predicateOf(const domain::Statement &statement)
{
    return {{u"decision"_s, domain::decisionWord(statement.decision)},
            {u"id"_s, statement.id},
            {u"workspace_id"_s, statement.workspaceId},
            {u"environment"_s, statement.environment},
            {u"version"_s, statement.version},
            {u"change"_s, statement.change},
            {u"artifacts"_s, artifactsToJson(statement.artifacts)},
            {u"git"_s, gitToJson(statement.git)},
            {u"composed_at"_s, timeOrNull(statement.composedAt)},
            {u"target_at"_s, timeOrNull(statement.targetAt)},
            {u"opens_at"_s, timeOrNull(statement.opensAt)},
            {u"expires_at"_s, timeOrNull(statement.expiresAt)},
            {u"rows"_s, rowsOf(statement.rows)},
            {u"baseline"_s,
             statement.baseline ? QJsonValue(baselineToJson(*statement.baseline)) : QJsonValue(QJsonValue::Null)},
            {u"limits"_s, limitsToJson(statement.limits)},
            {u"stages"_s, stagesToJson(statement.stages)},
            {u"commands"_s, QJsonObject{{u"stage"_s, commandToJson(statement.stageCommand)},
                                        {u"abort"_s, commandToJson(statement.abortCommand)},
                                        {u"smoke"_s, commandToJson(statement.smokeCommand)}}},
            {u"loosened"_s, loosenedToJson(statement.loosened)},
            {u"contacts"_s, contactsToJson(statement.contacts)},
            {u"signer"_s, QJsonObject{{u"name"_s, statement.signerName},
                                      {u"role"_s, statement.signerRole},
                                      {u"meaning"_s, statement.meaning},
                                      {u"reason"_s, statement.reason}}},
            {u"ledger"_s, QJsonObject{{u"id"_s, statement.ledger.ledgerId},
                                      {u"size"_s, statement.ledger.size},
                                      {u"root"_s, hex(statement.ledger.root)}}}};
}

} // namespace

QString roleName(domain::BoundFile::Role role)
{
    using Role = domain::BoundFile::Role;
    switch (role) {
    case Role::Profile:
        return u"profile"_s;
    case Role::Evidence:
        return u"evidence"_s;
    case Role::Manifest:
        return u"manifest"_s;
    case Role::Sealed:
        return u"sealed"_s;
    case Role::Baselines:
        return u"baselines"_s;
    case Role::Signers:
        return u"signers"_s;
    case Role::Script:
        return u"script"_s;
    case Role::Stage:
        return u"stage"_s;
    case Role::Abort:
        return u"abort"_s;
    case Role::Smoke:
        return u"smoke"_s;
    case Role::Output:
        return u"output"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject statementToJson(const domain::Statement &statement)
{
    auto predicate = predicateOf(statement);
    addOptional(predicate, statement);
    return {{u"_type"_s, QString::fromLatin1(statementType)},
            {u"subject"_s, subjectsOf(statement.files)},
            {u"predicateType"_s, QString::fromLatin1(decisionPredicateType)},
            {u"predicate"_s, predicate}};
}

tl::expected<QByteArray, CanonicalError> statementBytes(const domain::Statement &statement)
{
    return canonicalJson(statementToJson(statement));
}

} // namespace cutover::formats
