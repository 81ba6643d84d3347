// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/signers.h"
#include "formats/rfc3339.h"

#include <QByteArray>
#include <QList>

/// Domain values with every field set, for round trips.
namespace cutover::tests {

inline QDateTime at(QStringView text)
{
    return *formats::parseRfc3339(text);
}

inline domain::Row sampleRow(domain::CriterionId id)
{
    using namespace Qt::StringLiterals;
    domain::Row row;
    row.id = id;
    row.status = domain::Status::Go;
    row.observed = u"ok"_s;
    row.limit = u"ok"_s;
    row.measures = {{u"RTO"_s, 12.25, domain::Operator::LessOrEqual, 15, domain::Unit::Minutes},
                    {u"days"_s, 30, domain::Operator::GreaterOrEqual, 7, domain::Unit::Days}};
    row.reason = {domain::Cause::None, {u"a"_s, u"✓"_s}};
    row.source = {domain::Source::Kind::Command, u"bash x.sh"_s, u"/perf"_s, 0};
    row.measuredAt = at(u"2026-03-02T10:15:00.250Z");
    row.durationMs = 1234;
    row.outputSha256 = QByteArray(32, '\x5a');
    row.note = u"noted"_s;
    return row;
}

inline domain::Statement sampleStatement()
{
    using namespace Qt::StringLiterals;
    domain::Statement statement;
    statement.decision = domain::DecisionKind::Go;
    statement.id = u"0123456789abcdef0123456789abcdef"_s;
    statement.workspaceId = u"shop"_s;
    statement.environment = u"Production"_s;
    statement.version = u"v0.5.11v+"_s;
    statement.change = u"CHG-1"_s;
    statement.artifacts = {{u"image"_s, QString(64, u'a')}};
    statement.git = domain::GitState{QString(40, u'b'), true};
    statement.composedAt = at(u"2026-03-02T10:15:00.001Z");
    statement.targetAt = at(u"2026-03-02T14:00:00Z");
    statement.opensAt = statement.targetAt;
    statement.expiresAt = at(u"2026-03-02T18:00:00Z");
    for (const auto &criterion : domain::criteria())
        statement.rows.append({sampleRow(criterion.id), u"12.25 min ≤ 15 min"_s, u"within its limit"_s});
    statement.baseline = domain::Baseline{41.2, 180.4, at(u"2026-03-01T08:00:00Z"), u"var/cutover/b.json"_s};
    const auto profile = domain::checklistProfile();
    statement.limits = profile.limits;
    statement.stages = profile.stages;
    statement.stageCommand = profile.stageCommand;
    statement.abortCommand = profile.abortCommand;
    statement.smokeCommand = {{}, u"pytest -q"_s};
    statement.loosened = {{u"/limits/burst"_s, 1.6, 1.5, domain::Unit::Ratio}};
    statement.contacts = {{u"Technical Lead"_s, u"A"_s, u"1"_s, u"@a"_s, u"a@b"_s, QString()}};
    using Role = domain::BoundFile::Role;
    for (const auto role : {Role::Profile, Role::Evidence, Role::Manifest, Role::Sealed, Role::Baselines, Role::Signers,
                            Role::Script, Role::Stage, Role::Abort, Role::Smoke, Role::Output})
        statement.files.append({role, u"path/%1"_s.arg(int(role)), QByteArray(32, char(int(role)))});
    statement.signerName = u"Demo decision maker"_s;
    statement.signerRole = u"decision-maker"_s;
    statement.meaning = domain::defaultMeaning(domain::DecisionKind::Go);
    statement.reason = u"All twelve rows are go"_s;
    statement.ledger = {QString(32, u'c'), 17, QByteArray(32, '\x07')};
    return statement;
}

inline domain::Statement sampleClosing()
{
    using namespace Qt::StringLiterals;
    auto statement = sampleStatement();
    statement.decision = domain::DecisionKind::Closing;
    statement.opensAt = statement.expiresAt = {};
    statement.rows.clear();
    for (const auto id : domain::postCutoverSet())
        statement.rows.append({sampleRow(id), u"arithmetic"_s, u"reason"_s});
    statement.closing = {domain::ClosingOutcome::Deviations,
                         QString(32, u'e'),
                         {{u"P50 is 12 % below; caches are warm"_s, u"Platform Team"_s, QDate(2026, 3, 9)}}};
    statement.meaning = domain::defaultMeaning(domain::DecisionKind::Closing);
    return statement;
}

/// Twelve answers, one of them corrected.
inline domain::Ceremony sampleCeremony()
{
    using namespace Qt::StringLiterals;
    domain::Ceremony ceremony;
    ceremony.entry = 120;
    ceremony.version = u"v0.5.11v+"_s;
    ceremony.environment = u"Production"_s;
    ceremony.presider = u"Ana Sol"_s;
    ceremony.begunAt = at(u"2026-03-02T10:01:00Z");
    ceremony.endedAt = at(u"2026-03-02T10:14:00.250Z");
    auto answerAt = ceremony.begunAt;
    const auto answer = [&](domain::CriterionId row, bool go) {
        answerAt = answerAt.addSecs(45);
        ceremony.answers.append({row, u"Station of "_s + domain::criterion(row).category, go, u"Bo Lind"_s, answerAt,
                                 domain::Status::Go, u"12.25 min ≤ 15 min"_s, at(u"2026-03-02T09:58:00Z")});
    };
    for (const auto row : domain::polledSet()) {
        if (row == domain::CriterionId::DrRecovery)
            answer(row, false);
        answer(row, true);
    }
    return ceremony;
}

inline domain::SignersList sampleSigners()
{
    using namespace Qt::StringLiterals;
    const QByteArray pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const QString first(64, u'1');
    const QString second(64, u'2');
    domain::SignersList list;
    list.workspaceId = u"shop"_s;
    list.signers = {{first, u"Demo decision maker"_s, {u"decision-maker"_s, u"administrator"_s}, pem},
                    {second, u"Demo deputy"_s, {u"decision-maker"_s}, pem}};
    list.quorum = {{u"decision-maker"_s, 2}};
    list.deputies = {{first, second}};
    list.policyKeys = {QString(64, u'3')};
    list.evidenceKeys = {QString(64, u'4')};
    return list;
}

} // namespace cutover::tests
